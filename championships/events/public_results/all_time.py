"""All-time records: the highest points of all, the best of each skill, and the best of each championship."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, F, QuerySet, Value, When, Window
from django.db.models.functions import Cast, Lower, Rank

from championships.events.models import ResultRow
from championships.events.public_results.published import Held, held, public_rows, shown_skills
from championships.events.records import MOST_RECORDS, SHARE_OF_MAXIMUM, best_by_scale
from championships.events.skill_names import titles_of
from championships.events.standings import name_of


@dataclass(frozen=True)
class Best:
    """One line among the best: its place here, in which skill and at which championship."""

    position: int
    row: ResultRow
    skill: str
    at: Held

    @property
    def name(self) -> str:
        """Return what the public may call the line."""
        return name_of(self.row)

    @property
    def url(self) -> str:
        """Return the address of the result that it stands in."""
        return self.at.result_of(self.row.result.contested_skill_id)

    @property
    def held_on(self) -> date:
        """Return the last day of the championship."""
        return self.at.ends_on


@dataclass(frozen=True)
class Records:
    """What the page of records shows."""

    highest: Sequence[Best]
    by_skill: Sequence[Best]
    by_championship: Sequence[Best]


def records() -> Records:
    """Return the records over all championships. Six queries, however many there were."""
    found = best_by_scale(shown_skills(), MOST_RECORDS)
    highest, positions = [record.row for record in found], [record.position for record in found]
    by_skill, by_championship = list(best_of_each_skill()), list(best_of_each_championship())
    rows = [*highest, *by_skill, *by_championship]
    names = titles_of(skill for row in rows if (skill := row.result.contested_skill) is not None)
    championships = held(row.result.championship_id for row in rows)
    return Records(
        highest=_described(highest, positions, names, championships),
        by_skill=sorted(
            _described(by_skill, [1] * len(by_skill), names, championships), key=lambda best: best.skill.casefold()
        ),
        by_championship=sorted(
            _described(by_championship, [1] * len(by_championship), names, championships),
            key=lambda best: best.held_on,
            reverse=True,
        ),
    )


def best_of_each_skill() -> QuerySet[ResultRow]:
    """Return of each skill the line with the largest share of the maximum, equals with it. One query.

    Skills of the list are one over all languages; those of no list are one by number and title.
    """
    skill = "result__contested_skill__"
    listed = {f"{skill}skill__isnull": False}
    same = [
        Cast(f"{skill}skill__translation_key", CharField()),
        Case(When(**listed, then=Value("")), default=Lower(f"{skill}title"), output_field=CharField()),
        Case(When(**listed, then=Value("")), default=F(f"{skill}number"), output_field=CharField()),
    ]
    marked = public_rows().filter(total__isnull=False).annotate(share=SHARE_OF_MAXIMUM)
    rank = Window(Rank(), partition_by=same, order_by=F("share").desc())
    return marked.annotate(rank=rank).filter(rank=1).order_by("result__championship__starts_on", "pk")


def best_of_each_championship() -> QuerySet[ResultRow]:
    """Return of each championship the line with the most points of the scale, equals with it. One query."""
    scored = public_rows().filter(scale_score__isnull=False)
    rank = Window(Rank(), partition_by=[F("result__championship")], order_by=F("scale_score").desc())
    return scored.annotate(rank=rank).filter(rank=1).order_by("result__championship__starts_on", "pk")


def _described(
    rows: Iterable[ResultRow], positions: Iterable[int], names: Mapping[int, str], at: Mapping[int, Held]
) -> list[Best]:
    return [
        Best(position, row, names.get(row.result.contested_skill_id or 0, ""), at[row.result.championship_id])
        for position, row in zip(positions, rows, strict=True)
        if row.result.championship_id in at
    ]

"""Composing the lines of a result from what its source handed over: places, points, medals, and who is who."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from championships.events.awarding import ENGINE, Awarded, AwardRules, award
from championships.events.lines import CENT, HandedOver, PublishedRow, as_json
from championships.events.models import Championship, PublicPerson, ResultRow, SkillResult
from championships.events.public_names import line_of, parts_of, sealed_name
from people.initials import initials_of

BROUGHT = "brought"


def facts_of(championship: Championship, handed: HandedOver) -> dict[str, Any]:
    """Return what places and medals are computed from: the rules as they are now, the engine, the maximum."""
    rules: Any = BROUGHT if handed.brings_awards else AwardRules.of(championship).as_json()
    return {"engine": ENGINE, "awards": rules, "maximum": str(handed.maximum)}


def awards_of(handed: HandedOver, facts: dict[str, Any]) -> list[Awarded]:
    """Return place, points and medal of each line by rules and engine in `facts`, or as the lines brought them."""
    if facts["awards"] == BROUGHT:
        return [Awarded(row.position, row.scale_score, row.medal) for row in handed.rows]
    totals = [row.total or Decimal(0) for row in handed.rows]
    rules = AwardRules.from_json(facts["awards"])
    return award(totals, Decimal(facts["maximum"]), rules, engine=facts["engine"])


def is_outdated(handed: HandedOver, facts: dict[str, Any]) -> bool:
    """Return whether the engine of today gives other awards by the same rules than the one in `facts`."""
    return awards_of(handed, facts) != awards_of(handed, {**facts, "engine": ENGINE})


def rows_of(result: SkillResult, handed: HandedOver) -> list[ResultRow]:
    """Return the lines of `result`, not saved yet. One query for the people of all entries."""
    people = _people_of(handed.rows)
    return [
        _row(result, line, given, people)
        for line, given in zip(handed.rows, awards_of(handed, result.facts), strict=True)
    ]


def _people_of(rows: Sequence[PublishedRow]) -> dict[int, list[PublicPerson]]:
    keys = [row.entry.pk for row in rows if row.entry is not None]
    found: dict[int, list[PublicPerson]] = {key: [] for key in keys}
    if keys:
        through = PublicPerson.entries.through.objects.filter(entry__in=keys).select_related("person")
        for place in through.order_by("entry", "order", "pk"):
            found[place.entry_id].append(place.person)
    return found


def _row(result: SkillResult, line: PublishedRow, given: Awarded, people: dict[int, list[PublicPerson]]) -> ResultRow:
    row = ResultRow(
        result=result,
        entry=line.entry,
        key=line.key,
        position=given.position,
        name=line.name,
        organisation_name=line.organisation_name,
        region=line.region,
        country=line.country,
        total=None if line.total is None else line.total.quantize(CENT),
        criteria=as_json(line.criteria),
        sections=as_json(line.sections),
        scale_score=given.scale_score,
        medal=given.medal or "",
    )
    if line.entry is None:
        row.public_name = initials_of(line.name) if line.public_name is None else line.public_name
        return row
    _take_from_entry(row, people[line.entry.pk])
    return row


def _take_from_entry(row: ResultRow, people: Sequence[PublicPerson]) -> None:
    """Let the entry say who it is; the source said how many marks."""
    entry = row.entry
    assert entry is not None  # noqa: S101 -- the caller looked; this tells the type checker
    parts = parts_of(people)
    row.name = sealed_name(entry, people) or row.name
    row.organisation_name = entry.organisation.name if entry.organisation else row.organisation_name
    row.region, row.country = entry.region, entry.country
    row.public_people, row.public_name = parts, line_of(entry.team_name, parts)

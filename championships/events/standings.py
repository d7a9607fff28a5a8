"""The public results of a championship, as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from championships.events.models import ContestedSkill, MedalKind, MembersAre, ResultRow, ResultState, SkillResult
from championships.events.public_results.naming import organisation_keys
from championships.events.skill_names import titles_of

PODIUM_PLACES = (1, 2, 3)


@dataclass(frozen=True)
class Place:
    """One step of the podium; several names where a place is shared, none where it is left out."""

    names: str
    total: Decimal | None
    scale_score: int | None = None


@dataclass(frozen=True)
class Line:
    """One line of the table, with its marks in the order of the criteria and its points of the scale."""

    position: int
    shared: bool
    name: str
    organisation_name: str
    total: Decimal | None
    marks: Sequence[Decimal | None]
    region: str = ""
    country: str = ""
    scale_score: int | None = None
    medal: str = ""
    best_of_member: bool = False
    organisation_key: int | None = None

    @property
    def medal_look(self) -> str:
        """Return the name of the medal among the components of pages."""
        return "excellence" if self.medal == MedalKind.MEDALLION else self.medal


@dataclass(frozen=True)
class Standing:
    """The result of one skill."""

    result: SkillResult
    state: ResultState
    since: datetime | None
    places: tuple[Place, Place, Place]
    lines: Sequence[Line]
    organisations: int
    title: str = ""
    members_are: str = MembersAre.ORGANISATION.value

    @property
    def is_final(self) -> bool:
        """Return whether the result is published: before that it may still change."""
        return self.state == ResultState.PUBLISHED

    @property
    def scaled(self) -> bool:
        """Return whether any line has points of the scale."""
        return any(line.scale_score is not None for line in self.lines)

    @property
    def marked(self) -> bool:
        """Return whether any line has marks; of some results only points are known."""
        return any(line.total is not None for line in self.lines)

    @property
    def awarded(self) -> bool:
        """Return whether any line has a medal or a medallion."""
        return any(line.medal for line in self.lines)

    @property
    def countries(self) -> int:
        """Return how many countries the lines are of."""
        return len({line.country for line in self.lines if line.country})


def of_skill(skill: ContestedSkill) -> Standing | None:
    """Return the public result of one contested skill, None without one. Five queries at most."""
    shown = ContestedSkill.objects.filter(pk=skill.pk, public_result__isnull=False)
    found = shown.select_related("public_result", "championship").prefetch_related("public_result__rows").first()
    if found is None:
        return None
    standing = _standing(found, titles_of([found])[found.pk], found.championship.members_are)
    keys = organisation_keys(line.organisation_name for line in standing.lines)
    lines = [replace(line, organisation_key=keys.get(line.organisation_name)) for line in standing.lines]
    return replace(standing, lines=lines)


def overall_state(states: Sequence[ResultState]) -> ResultState | None:
    """Return how final a championship's results are: as final as the least final of them, None without any."""
    return min(states, key=lambda state: state.step, default=None)


def podium(rows: Sequence[ResultRow]) -> tuple[Place, Place, Place]:
    """Return the three steps; a shared first place leaves the second empty, as the positions do."""
    first, second, third = (_place([row for row in rows if row.position == number]) for number in PODIUM_PLACES)
    return first, second, third


def _place(rows: Sequence[ResultRow]) -> Place:
    if not rows:
        return Place("", None)
    return Place(", ".join(name_of(row) for row in rows), rows[0].total, rows[0].scale_score)


def name_of(row: ResultRow) -> str:
    """Return what the public may call a line, in words where that is nothing."""
    return row.public_name or _("Name not public")


def _standing(skill: ContestedSkill, title: str, members_are: str) -> Standing:
    result = skill.public_result
    assert result is not None  # noqa: S101 -- the query asked for those that have one
    rows = list(result.rows.all())
    positions = [row.position for row in rows]
    letters = [criterion["letter"] for criterion in result.criteria]
    return Standing(
        result=result,
        state=ResultState(skill.public_state),
        since=skill.public_since,
        places=podium(rows),
        lines=[_line(row, letters, shared=positions.count(row.position) > 1) for row in rows],
        organisations=len({row.organisation_name for row in rows if row.organisation_name}),
        title=title,
        members_are=members_are,
    )


def _line(row: ResultRow, letters: Sequence[str], *, shared: bool) -> Line:
    marks = [Decimal(row.criteria[letter]) if letter in row.criteria else None for letter in letters]
    return Line(
        position=row.position,
        shared=shared,
        name=name_of(row),
        organisation_name=row.organisation_name,
        total=row.total,
        marks=marks,
        region=row.region,
        country=row.country,
        scale_score=row.scale_score,
        medal=row.medal,
        best_of_member=row.best_of_member,
    )

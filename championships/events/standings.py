"""The public results of a championship, as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from championships.events.models import ContestedSkill, ResultRow, ResultState, SkillResult

PODIUM_PLACES = (1, 2, 3)


@dataclass(frozen=True)
class Place:
    """One step of the podium; several names where a place is shared, none where it is left out."""

    names: str
    total: Decimal | None


@dataclass(frozen=True)
class Line:
    """One line of the table, with its marks in the order of the criteria."""

    position: int
    shared: bool
    name: str
    organisation_name: str
    total: Decimal | None
    marks: Sequence[Decimal | None]


@dataclass(frozen=True)
class Standing:
    """The result of one skill."""

    result: SkillResult
    state: ResultState
    since: datetime | None
    places: tuple[Place, Place, Place]
    lines: Sequence[Line]
    organisations: int


def of_skill(contested_skill: ContestedSkill) -> Standing | None:
    """Return the public result of a contested skill, None where it has none. Two queries."""
    shown = ContestedSkill.objects.filter(pk=contested_skill.pk, public_result__isnull=False)
    found = shown.select_related("public_result").prefetch_related("public_result__rows").first()
    return _standing(found) if found else None


def overall_state(states: Sequence[ResultState]) -> ResultState | None:
    """Return how final a championship's results are: as final as the least final of them, None without any."""
    return min(states, key=lambda state: state.step, default=None)


def podium(rows: Sequence[ResultRow]) -> tuple[Place, Place, Place]:
    """Return the three steps; a shared first place leaves the second empty, as the positions do."""
    first, second, third = (_place([row for row in rows if row.position == number]) for number in PODIUM_PLACES)
    return first, second, third


def _place(rows: Sequence[ResultRow]) -> Place:
    return Place(", ".join(name_of(row) for row in rows), rows[0].total if rows else None)


def name_of(row: ResultRow) -> str:
    """Return what the public may call a line, in words where that is nothing."""
    return row.public_name or _("Name not public")


def _standing(skill: ContestedSkill) -> Standing:
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
    )


def _line(row: ResultRow, letters: Sequence[str], *, shared: bool) -> Line:
    marks = [Decimal(row.criteria[letter]) if letter in row.criteria else None for letter in letters]
    return Line(row.position, shared, name_of(row), row.organisation_name, row.total, marks)

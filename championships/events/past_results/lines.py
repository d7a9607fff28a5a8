"""The lines of an export: their cells as values, and those that share a place as a team or as competitors of their own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from championships.events.importing.cells import SEEN, Cells, Problem
from championships.events.importing.tables import Line
from championships.events.recognising import Naming
from championships.marking import Medal
from championships.schemes.exchange.texts import number
from championships.schemes.folding import alike

MEDALS = {
    "gold": Medal.GOLD,
    "silver": Medal.SILVER,
    "bronze": Medal.BRONZE,
    "medallionforexcellence": Medal.MEDALLION,
    "medallion": Medal.MEDALLION,
}
HIGHEST_SCORE = 1_000
HASH = 12


class ReadAs(StrEnum):
    """Who stands in several lines of one member with the same place in one skill: the export does not say it."""

    TEAM = "team"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class PastLine:
    """A competitor, or the people of a team, as the export has them; `score` in points of the scale.

    `shares_place` says that another competitor of the same member has this place too.
    """

    position: int
    member: str
    member_name: str
    people: tuple[Naming, ...]
    score: int | None
    medal: Medal | None
    shares_place: bool = False


Place = tuple[int, str]
"""Position and member."""
Row = tuple[Cells, PastLine]
Places = Mapping[Place, Sequence[Row]]


def place_key(line: PastLine) -> str:
    """Return what tells the place of a line from the others of its skill: whom it stands for and where it came in."""
    return f"{line.member}-{line.position}"[:64]


def key_of(line: PastLine) -> str:
    """Return what tells a line from the others of its skill: the place and, where it is shared, a hash of the name."""
    if not line.shares_place:
        return place_key(line)
    return (
        f"{place_key(line)}/{sha256(line.people[0].key.encode()).hexdigest()[:HASH]}"
        if line.people
        else place_key(line)
    )


def name_of(line: PastLine) -> str:
    """Return the full names for the record, or whom the line stands for where the export has none."""
    return ", ".join(each.full_name for each in line.people) or line.member_name or line.member


def places_in(group: Iterable[Line]) -> Places:
    """Return the lines of a skill by their places, in the order of the export."""
    found: dict[Place, list[Row]] = {}
    for row in group:
        cells = Cells(row)
        line = _line(cells)
        found.setdefault((line.position, line.member), []).append((cells, line))
    return found


def read_as(places: Places, way: ReadAs) -> tuple[list[PastLine], list[Problem]]:
    """Return the lines of a skill, those that share a place read this way, and what is wrong with them."""
    lines = [line for rows in places.values() for line in (_team(rows) if way == ReadAs.TEAM else _alone(rows))]
    return lines, [problem for rows in places.values() for cells, _line in rows for problem in cells.problems]


def _team(rows: Sequence[Row]) -> list[PastLine]:
    team = rows[0][1]
    for cells, line in rows[1:]:
        if (team.score, team.medal) != (line.score, line.medal):
            cells.refuse("two_scores", "score")
        _refuse_twice(cells, line, team.people, rows[0][0])
        team = replace(team, people=(*team.people, *line.people))
    return [team]


def _alone(rows: Sequence[Row]) -> list[PastLine]:
    for place, (cells, line) in enumerate(rows[1:], start=1):
        _refuse_twice(cells, line, [each for _cells, before in rows[:place] for each in before.people], rows[0][0])
    return [replace(line, shares_place=len(rows) > 1) for _cells, line in rows]


def _refuse_twice(cells: Cells, line: PastLine, before: Iterable[Naming], first: Cells) -> None:
    if not line.people or {each.key for each in line.people} & {each.key for each in before}:
        cells.refuse("twice", "position", row=str(first.line.number))


def _line(cells: Cells) -> PastLine:
    position = number(cells.raw("position"))
    if position is None or position != int(position) or not 1 <= position <= HIGHEST_SCORE * 10:
        cells.refuse("not_position", "position", value=cells.raw("position")[:SEEN])
        position = Decimal(0)
    cells.text("skill", 20, needed=True)
    given, family = cells.text("first_name", 100), cells.text("last_name", 100)
    naming = Naming(family, given) if given else Naming("", family)
    return PastLine(
        int(position),
        cells.text("member", 40, needed=True),
        cells.text("member_name", 200),
        (naming,) if naming.given_name else (),
        _score(cells),
        _medal(cells),
    )


def _score(cells: Cells) -> int | None:
    text = cells.raw("score")
    value = number(text) if text else None
    if value is not None and 0 <= value <= HIGHEST_SCORE and value == int(value):
        return int(value)
    if text:
        cells.refuse("not_points", "score", value=text[:SEEN])
    return None


def _medal(cells: Cells) -> Medal | None:
    text = cells.raw("medal")
    medal = MEDALS.get(alike(text)) or MEDALS.get(text.casefold().replace(" ", ""))
    if text and medal is None:
        cells.refuse("not_medal", "medal", value=text[:SEEN])
    return medal

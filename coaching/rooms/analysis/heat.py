"""The heat map: how much of each aspect's maximum each competitor reached."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from championships.schemes.models import Aspect
from coaching.rooms.results import RoomResults
from coaching.rooms.sheet import SheetAspect

LEVELS = 4
"""How many shades the heat map has between nothing and the full mark."""


@dataclass(frozen=True, slots=True)
class Share:
    """What was reached of a maximum: whole per cent, and its shade from 0 to `LEVELS`."""

    percent: int
    level: int


@dataclass(frozen=True, slots=True)
class HeatLine:
    """One aspect, or a criterion as a whole, over all competitors; None where nothing is marked.

    `reached` is the share over everybody who is marked.
    """

    code: str
    words: str
    maximum: Decimal
    cells: tuple[Share | None, ...]
    reached: Share | None


@dataclass(frozen=True, slots=True)
class HeatGroup:
    """A criterion and its aspects, in the order of the scheme."""

    criterion: HeatLine
    aspects: tuple[HeatLine, ...]


def share(mark: Decimal | None, maximum: Decimal) -> Share | None:
    """Return how much of `maximum` the mark is, rounded half up; None when it is not marked.

    Only the full mark is 100 %, and only nothing is 0 %. An aspect that is worth nothing is reached in full.
    """
    if mark is None:
        return None
    if not maximum:
        return Share(100, LEVELS)
    percent = int((100 * mark / maximum).to_integral_value(ROUND_HALF_UP))
    if 0 < mark < maximum:
        percent = min(99, max(1, percent))
    return Share(percent, int(mark * LEVELS / maximum))


def heat_map(results: RoomResults) -> tuple[HeatGroup, ...]:
    """Return the heat map of the results, competitors in their order. Two queries, whatever the size."""
    names = {part.key: part.name for part in results.criteria}
    words = dict(Aspect.objects.filter(pk__in=[item.id for item in results.aspects]).values_list("pk", "description"))
    groups = groupby(results.aspects, key=lambda aspect: aspect.criterion)
    return tuple(_group(letter, names.get(letter, ""), tuple(found), results, words) for letter, found in groups)


def _group(
    letter: str, name: str, aspects: Sequence[SheetAspect], results: RoomResults, words: Mapping[int, str]
) -> HeatGroup:
    lines = tuple(_line(aspect, results, words.get(aspect.id, "")) for aspect in aspects)
    sums = [_sum(aspects, row.marks) for row in results.rows]
    maximum = sum((aspect.maximum for aspect in aspects), Decimal(0))
    cells = tuple(share(reached, of) for reached, of in sums)
    return HeatGroup(HeatLine(letter, name, maximum, cells, _over_all(sums)), lines)


def _line(aspect: SheetAspect, results: RoomResults, words: str) -> HeatLine:
    pairs = [(row.marks.get(aspect.id), aspect.maximum) for row in results.rows]
    return HeatLine(aspect.code, words, aspect.maximum, tuple(share(mark, of) for mark, of in pairs), _over_all(pairs))


def _sum(aspects: Iterable[SheetAspect], marks: Mapping[int, Decimal | None]) -> tuple[Decimal | None, Decimal]:
    """Return what was reached of the aspects that are marked, and their maximum."""
    given = [(mark, aspect.maximum) for aspect in aspects if (mark := marks.get(aspect.id)) is not None]
    if not given:
        return None, Decimal(0)
    return sum((mark for mark, _ in given), Decimal(0)), sum((of for _, of in given), Decimal(0))


def _over_all(pairs: Iterable[tuple[Decimal | None, Decimal]]) -> Share | None:
    given = [(mark, of) for mark, of in pairs if mark is not None]
    if not given:
        return None
    return share(sum((mark for mark, _ in given), Decimal(0)), sum((of for _, of in given), Decimal(0)))


def weakest(groups: Iterable[HeatGroup], count: int) -> list[HeatLine]:
    """Return up to `count` aspects of which the room as a whole reached least, none of which was reached in full."""
    lines = [line for group in groups for line in group.aspects if line.reached and line.reached.percent < 100]  # noqa: PLR2004 -- everything
    return sorted(lines, key=lambda line: (line.reached.percent if line.reached else 0, -line.maximum))[:count]

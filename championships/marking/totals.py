"""Totals of one competitor, and positions of many. Not marked is not zero: a partial sheet never ranks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from championships.marking.errors import UnknownAspect
from championships.marking.measurement import measured_mark
from championships.marking.rounding import ZERO, to_hundredths
from championships.marking.scheme import Place, Scheme


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sheet: how many of its aspects are marked, and the marks given out of the maximum."""

    marked: int = 0
    of: int = 0
    total: Decimal = ZERO
    maximum: Decimal = ZERO

    @property
    def complete(self) -> bool:
        """Whether every aspect is marked."""
        return self.marked == self.of

    def plus(self, maximum: Decimal, mark: Decimal | None) -> "Part":
        """Return the part with one more aspect; `mark` is None when it is not marked."""
        return Part(self.marked + (mark is not None), self.of + 1, self.total + (mark or ZERO), self.maximum + maximum)


@dataclass(frozen=True, slots=True)
class Totals(Part):
    """A whole sheet, and its parts by criterion, sub-criterion and standards section."""

    criteria: Mapping[str, Part] = field(default_factory=dict)
    sub_criteria: Mapping[str, Part] = field(default_factory=dict)
    sections: Mapping[int, Part] = field(default_factory=dict)


def total(aspects: Scheme | Iterable[Place], marks: Mapping[Any, Decimal | None]) -> Totals:
    """Return the totals of one competitor.

    `marks` holds the mark of each aspect under its key (its code for a `Scheme`); None or no entry is "not marked".

    Raises:
        UnknownAspect: a mark belongs to no aspect.
        InvalidMark: a mark is outside [0, maximum] or not exact to 0.01.
    """
    places = tuple(aspects.places() if isinstance(aspects, Scheme) else aspects)
    if unknown := marks.keys() - {place.key for place in places}:
        message = f"No such aspect: {min(map(str, unknown))}."
        raise UnknownAspect(message)
    parts: dict[tuple[str, str | int], Part] = defaultdict(Part)
    for place in places:
        given = marks.get(place.key)
        mark = None if given is None else measured_mark(given, place.maximum)
        for level in _levels(place):
            parts[level] = parts[level].plus(place.maximum, mark)
    whole = parts[("scheme", "")]
    return Totals(
        marked=whole.marked,
        of=whole.of,
        total=to_hundredths(whole.total),
        maximum=whole.maximum,
        criteria={str(name): part for (level, name), part in parts.items() if level == "criterion"},
        sub_criteria={str(name): part for (level, name), part in parts.items() if level == "sub-criterion"},
        sections={int(name): part for (level, name), part in parts.items() if level == "section"},
    )


def _levels(place: Place) -> Iterator[tuple[str, str | int]]:
    yield "scheme", ""
    yield "criterion", place.criterion
    yield "sub-criterion", place.sub_criterion
    if place.section is not None:
        yield "section", place.section


def positions(totals: Sequence[Part]) -> list[int | None]:
    """Return the position of each sheet, in input order: 1, 2, 2, 4; None for one that is not complete."""
    ranked = iter(competition_ranking([sheet.total for sheet in totals if sheet.complete]))
    return [next(ranked) if sheet.complete else None for sheet in totals]


def competition_ranking(values: Sequence[Decimal]) -> list[int]:
    """Return the position of each value, in input order; equal values share the better position.

    >>> competition_ranking([Decimal(70), Decimal(90), Decimal(70), Decimal(50)])
    [2, 1, 2, 4]
    """
    first: dict[Decimal, int] = {}
    for position, value in enumerate(sorted(values, reverse=True), start=1):
        first.setdefault(value, position)
    return [first[value] for value in values]

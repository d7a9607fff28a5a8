"""Totals of one competitor. Not marked is not zero: a partial sheet never ranks.

`total` adds a whole sheet up; `changed` takes one mark more or less into totals that are there already, at a cost
that depends neither on the number of aspects nor on the number of competitors. Both come to the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from operator import attrgetter
from typing import Any

from championships.marking.errors import MarkingError, UnknownAspect
from championships.marking.measurement import measured_mark
from championships.marking.penalties import STANDARD, Penalty, PenaltyRules, check_penalty
from championships.marking.rounding import ZERO, to_hundredths
from championships.marking.scheme import Place, Scheme


class ContradictoryTotals(MarkingError):
    """Totals that cannot have the mark or the penalty that is to be taken out of them."""


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

    @property
    def result(self) -> Decimal:
        """What counts for a position, in marks."""
        return self.total

    def changed(self, before: Decimal | None, after: Decimal | None) -> "Part":
        """Return the part after the mark of one of its aspects became `after`; None is not marked.

        Raises:
            ContradictoryTotals: the part cannot have held `before`.
        """
        marked = self.marked - (before is not None) + (after is not None)
        points = self.total - (before or ZERO) + (after or ZERO)
        if not 0 <= marked <= self.of or not ZERO <= points <= self.maximum:
            raise ContradictoryTotals(f"These totals cannot have had {before} where {after} is to stand.")
        return Part(marked, self.of, points, self.maximum)


@dataclass(frozen=True, slots=True)
class Totals(Part):
    """A whole sheet, and its parts by criterion, sub-criterion, standards section, day and module.

    `demanded` is what the penalties of the competitor take, in marks; it comes off the whole and off no part.
    """

    criteria: Mapping[str, Part] = field(default_factory=dict, hash=False)
    sub_criteria: Mapping[str, Part] = field(default_factory=dict, hash=False)
    sections: Mapping[int, Part] = field(default_factory=dict, hash=False)
    days: Mapping[str, Part] = field(default_factory=dict, hash=False)
    modules: Mapping[str, Part] = field(default_factory=dict, hash=False)
    demanded: Decimal = ZERO

    @property
    def result(self) -> Decimal:
        """What counts for a position: the total less the penalties, and never below zero, in marks."""
        return max(self.total - self.demanded, ZERO)


_LEVELS = ("criteria", "sub_criteria", "sections", "days", "modules")
_names_of = attrgetter("criterion", "sub_criterion", "section", "day", "module")
_parts_of = attrgetter(*_LEVELS)


def total(
    aspects: Scheme | Iterable[Place],
    marks: Mapping[Any, Decimal | None],
    penalties: Sequence[Penalty] = (),
    competitor_member: str = "",
    *,
    rules: PenaltyRules = STANDARD,
) -> Totals:
    """Return the totals of one competitor, in marks.

    `marks` holds the mark of each aspect under its key (its code for a `Scheme`); None or no entry is "not marked".
    The `penalties` of the competitor, whose member is `competitor_member`, come off the result.

    Raises:
        UnknownAspect: a mark belongs to no aspect.
        InvalidMark: a mark is outside [0, maximum] or not exact to 0.01.
        InvalidPenalty, UnsignedPenalty: as `check_penalty`.
    """
    places = tuple(aspects.places() if isinstance(aspects, Scheme) else aspects)
    if unknown := marks.keys() - {place.key for place in places}:
        raise UnknownAspect(f"No such aspect: {min(map(str, unknown))}.")
    whole, levels = _Sum(), tuple(defaultdict[Any, _Sum](_Sum) for _ in _LEVELS)
    for names, path in _by_path(places, marks).items():
        whole.take(path)
        for name, sums in zip(names, levels, strict=True):
            if _is_named(name):
                sums[name].take(path)
    parts: list[Any] = [{name: Part(*one.figures()) for name, one in sums.items()} for sums in levels]
    demanded = _demanded(penalties, competitor_member, rules)
    return Totals(*whole.figures(), **dict(zip(_LEVELS, parts, strict=True)), demanded=demanded)


def _by_path(places: Iterable[Place], marks: Mapping[Any, Decimal | None]) -> Mapping[tuple[Any, ...], "_Sum"]:
    """Return the sums of the aspects that are of the same parts, so that each aspect is added once and not to every part."""
    sums: defaultdict[tuple[Any, ...], _Sum] = defaultdict(_Sum)
    for place in places:
        given = marks.get(place.key)
        sums[_names_of(place)].add(place.maximum, None if given is None else measured_mark(given, place.maximum))
    return sums


class _Sum:
    """A part while it is being added up."""

    __slots__ = ("marked", "maximum", "of", "total")

    def __init__(self) -> None:
        self.marked, self.of, self.total, self.maximum = 0, 0, ZERO, ZERO

    def add(self, maximum: Decimal, mark: Decimal | None) -> None:
        self.of += 1
        self.maximum += maximum
        if mark is not None:
            self.marked += 1
            self.total += mark

    def take(self, other: "_Sum") -> None:
        self.marked += other.marked
        self.of += other.of
        self.total += other.total
        self.maximum += other.maximum

    def figures(self) -> tuple[int, int, Decimal, Decimal]:
        return self.marked, self.of, self.total, self.maximum


def _is_named(name: str | int | None) -> bool:
    """Return whether a place has a part of this level: section 0 is one, an empty day is none."""
    return name is not None and name != ""


def changed(totals: Totals, place: Place, before: Decimal | None, after: Decimal | None) -> Totals:
    """Return `totals` after the mark of the aspect at `place` went from `before` to `after`; None is not marked.

    Only the whole and the parts on the aspect's path are reckoned anew; all others are the very same values. The
    names of the parts are copied, so the cost follows the number of parts, not of aspects or competitors.

    >>> place = Place("A1.M1", Decimal("0.50"), "A", "A1", day="1")
    >>> changed(total([place], {}), place, None, Decimal("0.25")).days["1"].total
    Decimal('0.25')

    Raises:
        UnknownAspect: the totals have no such criterion, sub-criterion, section, day or module.
        InvalidMark: a mark is outside [0, maximum] or not exact to 0.01.
        ContradictoryTotals: the totals cannot have held the mark `before`.
    """
    old = None if before is None else measured_mark(before, place.maximum)
    new = None if after is None else measured_mark(after, place.maximum)
    whole = Part.changed(totals, old, new)
    parts: dict[str, Any] = {
        level: _with_change(parts, name, old, new) if _is_named(name) else parts
        for level, parts, name in zip(_LEVELS, _parts_of(totals), _names_of(place), strict=True)
    }
    return Totals(whole.marked, whole.of, whole.total, whole.maximum, **parts, demanded=totals.demanded)


def _with_change(
    parts: Mapping[Any, Part], name: str | int, before: Decimal | None, after: Decimal | None
) -> dict[Any, Part]:
    if name not in parts:
        raise UnknownAspect(f"These totals have no part {name}.")
    return {**parts, name: parts[name].changed(before, after)}


def with_penalty(totals: Totals, penalty: Penalty, competitor_member: str, *, rules: PenaltyRules = STANDARD) -> Totals:
    """Return `totals` with one more penalty, which two experts who are no compatriots have signed.

    Raises:
        InvalidPenalty, UnsignedPenalty: as `check_penalty`.
    """
    return replace(totals, demanded=totals.demanded + _demanded([penalty], competitor_member, rules))


def without_penalty(totals: Totals, penalty: Penalty) -> Totals:
    """Return `totals` with a penalty taken back.

    Raises:
        ContradictoryTotals: the penalties of these totals demand less than this one alone.
    """
    demanded = totals.demanded - penalty.marks
    if demanded < ZERO:
        raise ContradictoryTotals(f"These totals cannot have had a penalty of {penalty.marks}.")
    return replace(totals, demanded=demanded)


def _demanded(penalties: Iterable[Penalty], competitor_member: str, rules: PenaltyRules) -> Decimal:
    demanded = ZERO
    for penalty in penalties:
        check_penalty(penalty, competitor_member, rules=rules)
        demanded += penalty.marks
    return to_hundredths(demanded)

"""Rules that ask for a measured value and look how far it strays: tables, ranges and regular differences."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Self

from championships.marking.exactness import is_figure, plain, rounded
from championships.marking.measuring.rules import (
    Amount,
    AmountUnit,
    InvalidRule,
    Observation,
    Outcome,
    Rule,
    figure_of,
    require,
)
from championships.marking.rounding import is_exact, to_hundredths


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A row of a tolerance table: a difference of up to `limit` gives `marks`."""

    limit: Decimal
    marks: Decimal


@dataclass(frozen=True, slots=True)
class ToleranceTable(Rule):
    """A difference looked up in a table (TD12: 0 mm 10, 1 mm 9, ... 5 mm 5, beyond 1). Observed: the difference.

    The sign of the difference does not count. A difference between two rows takes the row of the larger limit.

    Raises:
        InvalidRule: no rows, limits that do not rise from zero or more, or marks that are no marks.
    """

    rows: tuple[Tolerance, ...]
    beyond: Decimal = Decimal("0.00")

    def __post_init__(self) -> None:
        limits = [row.limit for row in self.rows]
        sound = bool(limits) and all(map(is_figure, limits)) and limits[0] >= 0
        rising = sound and all(lower < higher for lower, higher in pairwise(limits))
        require(condition=rising, otherwise="The limits of a tolerance table rise from zero or more.")
        given = [*(row.marks for row in self.rows), self.beyond]
        require(condition=all(is_exact(marks) and marks >= 0 for marks in given), otherwise="These are no marks.")

    def outcome(self, observation: Observation, maximum: Decimal) -> Outcome:
        """Return the marks of the first row whose limit is not passed."""
        difference = abs(figure_of(observation))
        row = next((row for row in self.rows if difference <= row.limit), None)
        marks = self.beyond if row is None else row.marks
        figures = {
            "value": plain(difference),
            "limit": plain((row or self.rows[-1]).limit),
            "marks": str(to_hundredths(marks)),
        }
        return Outcome(Fraction(marks), "in_tolerance" if row else "beyond_tolerance", figures)


@dataclass(frozen=True, slots=True)
class Range:
    """Values from `lower` to `upper`, both included, and what they take; None is no bound on that side.

    Raises:
        InvalidRule: a bound is no figure, or there is none at all.
    """

    lower: Decimal | None
    upper: Decimal | None
    deduction: Amount

    def __post_init__(self) -> None:
        bounds = [bound for bound in (self.lower, self.upper) if bound is not None]
        require(condition=bool(bounds) and all(map(is_figure, bounds)), otherwise="A range needs a bound, in figures.")

    def ordered(self) -> Self:
        """Return the range with the lower bound first: files have them both ways round."""
        if self.lower is None or self.upper is None or self.lower <= self.upper:
            return self
        return type(self)(self.upper, self.lower, self.deduction)

    def holds(self, value: Decimal) -> bool:
        """Return whether `value` lies in the range."""
        ordered = self.ordered()
        return (ordered.lower is None or ordered.lower <= value) and (ordered.upper is None or value <= ordered.upper)

    def outcome(self, value: Decimal, maximum: Decimal) -> Outcome:
        """Return the full mark less the deduction of the range."""
        ordered = self.ordered()
        bounds = {"lower": ordered.lower, "upper": ordered.upper}
        figures = {name: plain(bound) for name, bound in bounds.items() if bound is not None}
        code = "in_range_below" if ordered.lower is None else "in_range_above" if ordered.upper is None else "in_range"
        marks = Fraction(maximum) - self.deduction.of(maximum)
        return Outcome(marks, code, {"value": plain(value), "amount": str(self.deduction), **figures})


@dataclass(frozen=True, slots=True)
class RangedScore(Rule):
    """The full mark on the target, a deduction in each range (CIS `RANGED_SCORE`). Observed: the measured value.

    A value that lies in several ranges, as on a bound that two of them share, takes the smallest deduction; a
    value in none takes them all. CIS does not publish either, so both are this product's reading.

    Raises:
        InvalidRule: there are no ranges, or the target is no figure.
    """

    ranges: tuple[Range, ...]
    target: Decimal | None = None

    def __post_init__(self) -> None:
        require(condition=bool(self.ranges), otherwise="A ranged score needs ranges.")
        require(condition=self.target is None or is_figure(self.target), otherwise="The target is no figure.")

    def outcome(self, observation: Observation, maximum: Decimal) -> Outcome:
        """Return the full mark on the target, else the full mark less the smallest deduction that applies."""
        value = figure_of(observation)
        if value == self.target:
            return Outcome(Fraction(maximum), "on_target", {"target": plain(value)})
        holding = [one for one in self.ranges if one.holds(value)]
        if not holding:
            return Outcome(Fraction(0), "out_of_range", {"value": plain(value)})
        return min(holding, key=lambda one: one.deduction.of(maximum)).outcome(value, maximum)


class Steps(StrEnum):
    """How a difference that is no whole number of steps is counted."""

    WHOLE = "whole"  # Only steps that are full: 2.9 mm in steps of 1 mm are two.
    BEGUN = "begun"  # Each step that is begun: 2.1 mm are three.
    SHARE = "share"  # The exact share: 2.5 mm are two and a half.


ONE = Amount(Decimal(1))


@dataclass(frozen=True, slots=True)
class RegularDifference(Rule):
    """The full mark less an amount for each step away from the target (CIS `REGULAR_DIFFERENCE_DEDUCTION`, TD20).

    Observed: the measured value, or the number of errors with a target of zero. `step` is in the unit of the value,
    or in percent of the target. How a part of a step counts is not published: `steps`, by default only whole ones.

    Raises:
        InvalidRule: the step is zero, or a percent of a target that is zero, or the target is no figure.
    """

    amount: Amount
    step: Amount = ONE
    target: Decimal = Decimal(0)
    steps: Steps = Steps.WHOLE

    def __post_init__(self) -> None:
        require(condition=is_figure(self.target), otherwise="The target is no figure.")
        if not self._size():
            raise InvalidRule("A step of nothing cannot be counted.")

    def outcome(self, observation: Observation, maximum: Decimal) -> Outcome:
        """Return the full mark less the amount times the number of steps."""
        value = figure_of(observation)
        steps = self._count(Fraction(value))
        if not steps:
            return Outcome(Fraction(maximum), "nothing_to_deduct")
        figures = {
            "value": plain(value),
            "target": plain(self.target),
            "difference": plain(abs(value - self.target)),
            "steps": plain(rounded(steps)),
            "amount": str(self.amount),
        }
        return Outcome(Fraction(maximum) - steps * self.amount.of(maximum), "differs", figures)

    def _size(self) -> Fraction:
        size = Fraction(self.step.value)
        return size if self.step.unit is AmountUnit.MARKS else size * abs(Fraction(self.target)) / 100

    def _count(self, value: Fraction) -> Fraction:
        steps = abs(value - Fraction(self.target)) / self._size()
        if self.steps is Steps.SHARE:
            return steps
        return Fraction(floor(steps) if self.steps is Steps.WHOLE else ceil(steps))

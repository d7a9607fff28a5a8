"""The ways in which one observation of a whole panel becomes a mark: what a rule is, and what it may be told.

A rule says what the observation gives before any limit; `measure` keeps the mark between zero and the maximum.
Source: WorldSkills Technical Descriptions 4.7, and the types of TD04, TD09, TD12, TD17, TD20 and TD53 (rules 1.3).
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from championships.marking.errors import MarkingError
from championships.marking.exactness import is_figure, plain
from championships.marking.measuring.explanation import Explanation
from championships.marking.rounding import is_exact, to_hundredths


class InvalidRule(MarkingError):
    """A measurement rule that cannot be applied: a step of zero, a range without bounds, a figure that is none."""


class InvalidObservation(MarkingError):
    """What was observed is not what the rule asks for: no count, no figure, none of the choices."""


class MissingReason(MarkingError):
    """A deduction by hand without the written reason that the rules demand (TD17)."""


class AmountUnit(StrEnum):
    """What an amount is reckoned in. The words are those of CIS."""

    MARKS = "UNIT"
    PERCENT = "PERCENT"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount to deduct or to add: in marks, or in percent of the aspect's maximum; zero or more.

    Raises:
        InvalidRule: the value is not a figure, or is below zero.
    """

    value: Decimal
    unit: AmountUnit = AmountUnit.MARKS

    def __post_init__(self) -> None:
        if not is_figure(self.value) or self.value < 0:
            raise InvalidRule(f"{self.value!r} is no amount: an exact figure of zero or more.")

    def of(self, maximum: Decimal) -> Fraction:
        """Return the amount in marks for an aspect that is worth `maximum` marks."""
        value = Fraction(self.value)
        return value if self.unit is AmountUnit.MARKS else value * Fraction(maximum) / 100

    def __str__(self) -> str:
        if self.unit is AmountUnit.PERCENT:
            return f"{plain(self.value)} %"
        return str(to_hundredths(Decimal(self.value))) if is_exact(self.value) else plain(self.value)


@dataclass(frozen=True, slots=True)
class ManualMark:
    """A mark, in marks, that the panel agreed on without a calculation, and why it is not the full one."""

    mark: Decimal
    reason: str = ""


Observation = bool | int | Decimal | str | ManualMark


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule gives before the limits, in exact marks, and how it came to it."""

    marks: Fraction
    code: str
    parameters: Mapping[str, str] = field(default_factory=dict, hash=False)

    def explained(self, maximum: Decimal) -> Explanation:
        """Return the explanation, which always knows the maximum."""
        return Explanation(self.code, {"maximum": str(to_hundredths(maximum)), **self.parameters})


class Rule(ABC):
    """A measurement rule."""

    __slots__ = ()

    @abstractmethod
    def outcome(self, observation: Observation, maximum: Decimal) -> Outcome:
        """Return what `observation` gives for an aspect of `maximum` marks, before the limits.

        Raises:
            InvalidObservation: the observation is not of the kind that the rule asks for.
        """


def count_of(observation: Observation) -> int:
    """Return an observation that is a count: a whole number of zero or more.

    Raises:
        InvalidObservation: it is not.
    """
    if type(observation) is not int or not is_figure(observation) or observation < 0:
        raise InvalidObservation(f"{observation!r} is no count: a whole number of zero or more.")
    return observation


def figure_of(observation: Observation) -> Decimal:
    """Return an observation that is a measured value, such as millimetres or seconds.

    Raises:
        InvalidObservation: it is not a whole number or an exact decimal.
    """
    if not is_figure(observation) or not isinstance(observation, int | Decimal):
        raise InvalidObservation(f"{observation!r} is no measured value: a whole number or an exact decimal.")
    return Decimal(observation)


def require(*, condition: bool, otherwise: str) -> None:
    """Refuse a rule that does not meet `condition`.

    Raises:
        InvalidRule: with the words of `otherwise`.
    """
    if not condition:
        raise InvalidRule(otherwise)

"""Rules that ask for a yes or no, a count, a level or a choice."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from championships.marking.errors import InvalidMark
from championships.marking.exactness import is_figure
from championships.marking.measurement import measured_mark, reason_is_needed
from championships.marking.measuring.rules import (
    Amount,
    InvalidObservation,
    ManualMark,
    MissingReason,
    Observation,
    Outcome,
    Rule,
    count_of,
    require,
)
from championships.marking.rounding import to_hundredths


@dataclass(frozen=True, slots=True)
class FullOrZero(Rule):
    """The full mark or nothing: what holds unless an aspect says otherwise (TD 4.7). Observed: met or not."""

    def outcome(self, observation: Observation, maximum: Decimal) -> Outcome:
        """Return the full mark for True, zero for False."""
        if not isinstance(observation, bool):
            raise InvalidObservation(f"{observation!r} does not say whether the requirement is met.")
        return Outcome(Fraction(maximum), "met") if observation else Outcome(Fraction(0), "not_met")


@dataclass(frozen=True, slots=True)
class DeductFromFull(Rule):
    """The full mark less an amount for each error (TD17, TD20). Observed: the number of errors."""

    amount: Amount

    def outcome(self, observation: Observation, maximum: Decimal) -> Outcome:
        """Return the full mark less the amount times the count."""
        count = count_of(observation)
        if not count:
            return Outcome(Fraction(maximum), "nothing_to_deduct")
        marks = Fraction(maximum) - count * self.amount.of(maximum)
        return Outcome(marks, "deducted", {"count": str(count), "amount": str(self.amount)})


@dataclass(frozen=True, slots=True)
class AddFromZero(Rule):
    """An amount for each criterion met, from zero (TD09, TD17). Observed: the number of criteria met."""

    amount: Amount

    def outcome(self, observation: Observation, maximum: Decimal) -> Outcome:
        """Return the amount times the count."""
        count = count_of(observation)
        marks = count * self.amount.of(maximum)
        return Outcome(marks, "added", {"count": str(count), "amount": str(self.amount)})


@dataclass(frozen=True, slots=True)
class NumberCompleted(Rule):
    """The share of the maximum that was completed (CIS `NUMBER_COMPLETED`). Observed: the number completed.

    Raises:
        InvalidRule: `possible` is not a whole number of one or more.
    """

    possible: int

    def __post_init__(self) -> None:
        known = type(self.possible) is int and is_figure(self.possible) and self.possible > 0
        require(condition=known, otherwise=f"{self.possible!r} is not a number that can be completed.")

    def outcome(self, observation: Observation, maximum: Decimal) -> Outcome:
        """Return the maximum times the share."""
        count = count_of(observation)
        if count > self.possible:
            raise InvalidObservation(f"{count} were completed of {self.possible}.")
        marks = Fraction(maximum) * count / self.possible
        return Outcome(marks, "completed", {"count": str(count), "possible": str(self.possible)})


@dataclass(frozen=True, slots=True)
class Levels(Rule):
    """Levels from 0 up to `highest`, each worth its share: the 0, 1, 2 of demonstration-exam kits. Observed: a level.

    `highest` is 2 in those kits; that the share is even is the field's custom, not written law (rules 5.2).

    Raises:
        InvalidRule: `highest` is not a whole number of one or more.
    """

    highest: int = 2

    def __post_init__(self) -> None:
        known = type(self.highest) is int and is_figure(self.highest) and self.highest > 0
        require(condition=known, otherwise=f"{self.highest!r} is not a highest level.")

    def outcome(self, observation: Observation, maximum: Decimal) -> Outcome:
        """Return the maximum times the level over the highest."""
        level = count_of(observation)
        if level > self.highest:
            raise InvalidObservation(f"There is no level {level}: the highest is {self.highest}.")
        marks = Fraction(maximum) * level / self.highest
        return Outcome(marks, "level", {"level": str(level), "highest": str(self.highest)})


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice, and what it takes from the full mark."""

    label: str
    deduction: Amount


@dataclass(frozen=True, slots=True)
class Choices(Rule):
    """One of several options, each with its deduction (CIS `CHOICE`). Observed: its number from 1, or its label.

    Raises:
        InvalidRule: there are no options, or two have the same label.
    """

    options: tuple[Choice, ...]

    def __post_init__(self) -> None:
        labels = {option.label for option in self.options}
        distinct = bool(labels) and len(labels) == len(self.options)
        require(condition=distinct, otherwise="A choice needs options, each with a label of its own.")

    def outcome(self, observation: Observation, maximum: Decimal) -> Outcome:
        """Return the full mark less the deduction of the option."""
        option = self._option(observation)
        marks = Fraction(maximum) - option.deduction.of(maximum)
        return Outcome(marks, "chosen", {"label": option.label, "amount": str(option.deduction)})

    def _option(self, observation: Observation) -> Choice:
        for number, option in enumerate(self.options, start=1):
            if observation == option.label or (type(observation) is int and observation == number):
                return option
        raise InvalidObservation(f"{observation!r} is none of the options.")


@dataclass(frozen=True, slots=True)
class Manual(Rule):
    """A mark that the panel agreed on by hand. Observed: a `ManualMark`, with a reason when it deducts (TD17).

    `reason_for_zero` also asks for a reason when nothing is given; TD17 speaks of deductions, and a zero that
    follows from "full or zero" needs none.
    """

    reason_for_zero: bool = False

    def outcome(self, observation: Observation, maximum: Decimal) -> Outcome:
        """Return the agreed mark.

        Raises:
            InvalidObservation: no mark was given, or one that is no mark of this aspect.
            MissingReason: marks were deducted without a word.
        """
        if not isinstance(observation, ManualMark):
            raise InvalidObservation(f"{observation!r} is not a mark with its reason.")
        try:
            mark = measured_mark(observation.mark, maximum)
        except InvalidMark as error:
            raise InvalidObservation(str(error)) from error
        reason = observation.reason.strip()
        if not reason and self._asks_why(mark, maximum):
            raise MissingReason(f"{mark} of {to_hundredths(maximum)} needs a written reason.")
        code = "agreed_because" if reason else "agreed"
        return Outcome(Fraction(mark), code, {"mark": str(mark)} | ({"reason": reason} if reason else {}))

    def _asks_why(self, mark: Decimal, maximum: Decimal) -> bool:
        return reason_is_needed(mark, maximum) or (self.reason_for_zero and mark == 0 < maximum)

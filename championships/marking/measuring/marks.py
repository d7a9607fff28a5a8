"""One observation, one rule, one mark."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from championships.marking.errors import InvalidMaximum
from championships.marking.exactness import rounded
from championships.marking.measuring.explanation import Explanation
from championships.marking.measuring.rules import Observation, Rule
from championships.marking.rounding import is_exact, to_hundredths


@dataclass(frozen=True, slots=True)
class MeasuredMark:
    """A mark of a measurement, with its maximum, and every step of how it came about."""

    mark: Decimal
    maximum: Decimal
    explanations: tuple[Explanation, ...]

    @property
    def sentence(self) -> str:
        """How the mark came about, in English."""
        return " ".join(explanation.sentence for explanation in self.explanations)


def measure(rule: Rule, observation: Observation, maximum: Decimal) -> MeasuredMark:
    """Return the mark that `observation` gives by `rule`, in marks, rounded half up to 0.01.

    The mark is never below zero nor above `maximum`, whatever the rule says; the explanation tells when it was
    stopped. What to observe depends on the rule: each says so.

    >>> from championships.marking.measuring import Amount, DeductFromFull
    >>> measured = measure(DeductFromFull(Amount(Decimal("0.10"))), 3, Decimal("0.50"))
    >>> measured.mark
    Decimal('0.20')
    >>> measured.sentence
    'Counted: 3. Each takes 0.10 from the full mark of 0.50.'

    Raises:
        InvalidMaximum: the maximum is not an exact decimal of zero or more, with at most two decimals.
        InvalidObservation: the observation is not what the rule asks for.
        MissingReason: a deduction by hand without its reason.
    """
    if not is_exact(maximum) or maximum < 0:
        raise InvalidMaximum(f"{maximum!r} is not a maximum mark.")
    outcome = rule.outcome(observation, maximum)
    steps = (outcome.explained(maximum), *_stops(outcome.marks, maximum))
    marks = min(max(outcome.marks, Fraction(0)), Fraction(maximum))
    return MeasuredMark(rounded(marks), to_hundredths(maximum), steps)


def _stops(marks: Fraction, maximum: Decimal) -> tuple[Explanation, ...]:
    if marks < 0:
        return (Explanation("stopped_at_zero"),)
    if marks > Fraction(maximum):
        return (Explanation("stopped_at_maximum", {"maximum": str(to_hundredths(maximum))}),)
    return ()

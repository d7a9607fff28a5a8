"""Penalties: marks taken for unsafe work or extra material, signed by experts who are not compatriots.

Source: WorldSkills TD01 (rules 1.3): 0.50 for each unsafe use, at most 2.00 for each extra piece, signed by two
Experts who are not compatriots of the competitor.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from championships.marking.errors import InvalidMark, MarkingError
from championships.marking.panel import Expert
from championships.marking.rounding import ZERO, is_exact, to_hundredths


class InvalidPenalty(MarkingError):
    """A penalty without a reason, or for marks that are none or more than one penalty may take."""


class UnsignedPenalty(MarkingError):
    """A penalty that too few experts have signed who may sign it."""


@dataclass(frozen=True, slots=True)
class PenaltyRules:
    """How penalties are taken.

    `signatures` is how many different experts sign; `from_different_members` also asks that they are no
    compatriots of each other, which TD01 does not say; `most` is the most that one penalty takes, in marks (None:
    no limit).
    """

    signatures: int = 2
    from_different_members: bool = False
    most: Decimal | None = Decimal("2.00")


STANDARD = PenaltyRules()


@dataclass(frozen=True, slots=True)
class Penalty:
    """One infringement: the marks it takes, why, and who signed it."""

    marks: Decimal
    reason: str
    signed_by: tuple[Expert, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PenalisedMark:
    """A mark after its penalties: what they took in fact, and what they would have taken had there been more."""

    mark: Decimal
    taken: Decimal
    demanded: Decimal


def penalised(
    mark: Decimal, penalties: Sequence[Penalty], competitor_member: str, *, rules: PenaltyRules = STANDARD
) -> PenalisedMark:
    """Return `mark`, in marks, less every penalty, and never below zero. The order of the penalties is nothing.

    Raises:
        InvalidMark: the mark is not an exact decimal of zero or more, with at most two decimals.
        InvalidPenalty: a penalty has no reason, or takes marks that are none or too many.
        UnsignedPenalty: a penalty lacks a signature.
    """
    if not is_exact(mark) or mark < 0:
        raise InvalidMark(f"{mark!r} is not a mark.")
    for penalty in penalties:
        check_penalty(penalty, competitor_member, rules=rules)
    demanded = sum((penalty.marks for penalty in penalties), ZERO)
    taken = min(demanded, mark)
    return PenalisedMark(to_hundredths(mark - taken), to_hundredths(taken), to_hundredths(demanded))


def check_penalty(penalty: Penalty, competitor_member: str, *, rules: PenaltyRules = STANDARD) -> None:
    """Refuse a penalty that may not be taken.

    Raises:
        InvalidPenalty: it has no reason, or takes marks that are none or too many.
        UnsignedPenalty: fewer experts have signed than the rules ask, a compatriot's signature not counted.
    """
    if not penalty.reason.strip():
        raise InvalidPenalty("A penalty needs a written reason.")
    if not is_exact(penalty.marks) or penalty.marks <= 0:
        raise InvalidPenalty(f"{penalty.marks!r} is not a number of marks to take.")
    if rules.most is not None and penalty.marks > rules.most:
        raise InvalidPenalty(f"One penalty takes at most {rules.most} marks, not {penalty.marks}.")
    if signatures_that_count(penalty, competitor_member, rules=rules) < rules.signatures:
        raise UnsignedPenalty(f"A penalty needs {rules.signatures} signatures of experts who are no compatriots.")


def signatures_that_count(penalty: Penalty, competitor_member: str, *, rules: PenaltyRules = STANDARD) -> int:
    """Return how many different experts who are no compatriots of the competitor have signed."""
    may_sign = [expert for expert in penalty.signed_by if expert.member != competitor_member]
    if rules.from_different_members:
        return len({expert.member for expert in may_sign})
    return len({expert.key for expert in may_sign})

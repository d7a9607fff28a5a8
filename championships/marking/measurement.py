"""Measurement: one agreed value for the whole panel, between zero and the maximum."""

from decimal import Decimal

from championships.marking.errors import InvalidMark
from championships.marking.rounding import is_exact, to_hundredths


def mark_is_possible(mark: Decimal, maximum: Decimal) -> bool:
    """Return whether `mark` may be recorded: an exact decimal in [0, maximum] with at most two decimals.

    >>> mark_is_possible(Decimal("0.75"), Decimal("1.00")), mark_is_possible(Decimal("1.01"), Decimal("1.00"))
    (True, False)
    """
    return is_exact(mark) and 0 <= mark <= maximum


def measured_mark(mark: Decimal, maximum: Decimal) -> Decimal:
    """Return `mark` with two decimals.

    Raises:
        InvalidMark: the mark is below zero, above `maximum`, or not exact to 0.01.
    """
    if not mark_is_possible(mark, maximum):
        message = f"{mark!r} is not a mark from 0.00 to {maximum}."
        raise InvalidMark(message)
    return to_hundredths(mark)


def reason_is_needed(mark: Decimal, maximum: Decimal) -> bool:
    """Return whether a deduction must be explained: a mark strictly between zero and the maximum (WSC TD17).

    >>> reason_is_needed(Decimal("0.25"), Decimal("0.50")), reason_is_needed(Decimal("0.50"), Decimal("0.50"))
    (True, False)
    """
    return 0 < mark < maximum

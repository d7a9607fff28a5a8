"""Marks are exact decimals with two places; halves are rounded up, for each aspect, before anything is summed."""

from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")
ZERO = Decimal("0.00")


def to_hundredths(value: Decimal) -> Decimal:
    """Return `value` in marks, rounded half up to 0.01.

    >>> to_hundredths(Decimal("0.125"))
    Decimal('0.13')
    """
    return value.quantize(HUNDREDTH, ROUND_HALF_UP)


def is_exact(value: object) -> bool:
    """Return whether `value` is a finite `Decimal` with at most two decimals: what may stand as a mark.

    >>> is_exact(Decimal("0.25")), is_exact(Decimal("0.255")), is_exact(0.25)
    (True, False, False)
    """
    return isinstance(value, Decimal) and value.is_finite() and abs(value) < 10**9 and value == to_hundredths(value)

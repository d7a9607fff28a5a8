"""Arithmetic that loses nothing: fractions of whole numbers, rounded once, at the very end, half up.

Decimals alone cannot hold a third. Here everything is carried as a fraction, and no float comes near it.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

BOUND = 10**9
MOST_DECIMALS = 12
HALF = Fraction(1, 2)


def is_figure(value: object) -> bool:
    """Return whether `value` is a whole number or a finite decimal that is small enough to reckon with.

    Below a thousand million on either side of zero, and with at most twelve decimals; a truth value is no figure.

    >>> is_figure(7), is_figure(Decimal("0.003")), is_figure(0.1), is_figure(True), is_figure(Decimal("1E+99"))
    (True, True, False, False, False)
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    if isinstance(value, int):
        return abs(value) < BOUND
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_DECIMALS and abs(value) < BOUND


def half_up(value: Fraction | int) -> int:
    """Return the whole number nearest to `value`; of two that are equally near, the higher.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2))
    (3, -2)
    """
    return floor(value + HALF)


def rounded(value: Fraction | int, places: int = 2) -> Decimal:
    """Return `value` as a decimal with `places` decimals, halves away from zero as `ROUND_HALF_UP` has it.

    >>> rounded(Fraction(14, 9)), rounded(Fraction(-1, 8)), rounded(Fraction(1, 3), 3)
    (Decimal('1.56'), Decimal('-0.13'), Decimal('0.333'))
    """
    size = half_up(abs(value) * 10**places)
    return Decimal(size if value >= 0 else -size).scaleb(-places)


def plain(value: Decimal | int) -> str:
    """Return a figure as people write it: no exponent, no zeros at the end.

    >>> plain(Decimal("0E-8")), plain(Decimal("66.60000000")), plain(Decimal("1E+1"))
    ('0', '66.6', '10')
    """
    text = f"{Decimal(value):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def mean(values: Sequence[Fraction | int]) -> Fraction:
    """Return the arithmetic mean of at least one value."""
    return Fraction(sum(values), len(values))


def median(values: Sequence[Fraction]) -> Fraction:
    """Return the middle of at least one value; of an even number, the mean of the two in the middle.

    >>> median([Fraction(3), Fraction(1), Fraction(2)]), median([Fraction(1), Fraction(2)])
    (Fraction(2, 1), Fraction(3, 2))
    """
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2

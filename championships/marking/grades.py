"""Percent of a maximum to the grades 2 to 5 of Russian vocational education.

Source: Р-42 of the Ministry of Education, 01.04.2019, table 1. A college may set thresholds of its own, so the
table is a value that an organisation keeps.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from championships.marking.errors import InvalidMark, InvalidMaximum, MarkingError
from championships.marking.exactness import rounded
from championships.marking.rounding import is_exact

WHOLE = Decimal("100.00")


class InvalidPercent(MarkingError):
    """A percent below 0, above 100, or not exact to 0.01."""


class InvalidGradeTable(MarkingError):
    """Thresholds that do not begin at 0 and rise, with their grades, up to 100 at most."""


def _is_percent(value: object) -> bool:
    return isinstance(value, Decimal) and is_exact(value) and 0 <= value <= WHOLE


@dataclass(frozen=True, slots=True)
class GradeTable:
    """From which percent each grade is given: (percent, grade), rising in both, the first one from 0.

    Raises:
        InvalidGradeTable: it is not so.
    """

    thresholds: tuple[tuple[Decimal, int], ...] = (
        (Decimal("0.00"), 2),
        (Decimal("20.00"), 3),
        (Decimal("40.00"), 4),
        (Decimal("70.00"), 5),
    )

    def __post_init__(self) -> None:
        percents = [percent for percent, _grade in self.thresholds]
        grades = [grade for _percent, grade in self.thresholds]
        if not percents or not all(map(_is_percent, percents)) or percents[0] != 0:
            raise InvalidGradeTable("A table of grades begins at 0 percent and ends at 100 at most.")
        if sorted(set(percents)) != percents or sorted(set(grades)) != grades:
            raise InvalidGradeTable("Thresholds and grades rise together.")

    @property
    def best(self) -> int:
        """The best grade; winners of a championship of the same profile have it without an exam (Р-42)."""
        return self.thresholds[-1][1]


STANDARD = GradeTable()


def percent_of(points: Decimal, maximum: Decimal) -> Decimal:
    """Return `points` in percent of `maximum`, both in marks, rounded half up to 0.01.

    >>> percent_of(Decimal("9.99"), Decimal("50.00"))
    Decimal('19.98')

    Raises:
        InvalidMaximum: the maximum is not an exact decimal above zero.
        InvalidMark: the points are not an exact decimal from zero to the maximum.
    """
    if not is_exact(maximum) or maximum <= 0:
        raise InvalidMaximum(f"{maximum!r} is not a maximum to take a percent of.")
    if not is_exact(points) or not 0 <= points <= maximum:
        raise InvalidMark(f"{points!r} is not a number of points from 0 to {maximum}.")
    return rounded(Fraction(points) * 100 / Fraction(maximum))


def grade(percent: Decimal, table: GradeTable = STANDARD) -> int:
    """Return the grade of `percent`, which is exact to 0.01: the last one whose threshold it reaches.

    >>> grade(Decimal("19.99")), grade(Decimal("20.00")), grade(Decimal("69.98")), grade(Decimal("70.00"))
    (2, 3, 4, 5)

    Raises:
        InvalidPercent: the percent is below 0, above 100, or not exact to 0.01.
    """
    if not _is_percent(percent):
        raise InvalidPercent(f"{percent!r} is not a percent from 0.00 to 100.00.")
    return max(given for threshold, given in table.thresholds if threshold <= percent)

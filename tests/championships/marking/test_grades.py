"""Grades: example 10.12 of the rules."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championships.marking.errors import InvalidMark, InvalidMaximum
from championships.marking.grades import STANDARD, GradeTable, InvalidGradeTable, InvalidPercent, grade, percent_of

percents = st.decimals("0.00", "100.00", places=2)


@pytest.mark.parametrize(
    ("points", "maximum", "percent", "expected"),
    [
        ("10", "50", "20.00", 3),
        ("9.99", "50", "19.98", 2),
        ("20", "50", "40.00", 4),
        ("34.99", "50", "69.98", 4),
        ("35", "50", "70.00", 5),
        ("14.99", "75", "19.99", 2),
        ("15", "75", "20.00", 3),
        ("52.5", "75", "70.00", 5),
        ("26.5", "64", "41.41", 4),
        ("0", "50", "0.00", 2),
        ("50", "50", "100.00", 5),
    ],
)
def test_grades_of_the_worked_examples(points: str, maximum: str, percent: str, expected: int) -> None:
    reached = percent_of(Decimal(points), Decimal(maximum))
    assert str(reached) == percent
    assert grade(reached) == expected


def test_a_champion_has_the_best_grade() -> None:
    assert STANDARD.best == 5


def test_a_college_may_have_a_table_of_its_own() -> None:
    table = GradeTable(((Decimal(0), 2), (Decimal(50), 3), (Decimal("64.50"), 4), (Decimal(80), 5)))
    assert [grade(Decimal(percent), table) for percent in ("49.99", "50", "64.49", "64.50", "100")] == [2, 3, 3, 4, 5]


@pytest.mark.parametrize(
    "thresholds",
    [
        (),
        ((Decimal(1), 2),),
        ((Decimal(0), 2), (Decimal(0), 3)),
        ((Decimal(0), 2), (Decimal(50), 2)),
        ((Decimal(0), 3), (Decimal(50), 2)),
        ((Decimal(0), 2), (Decimal(101), 3)),
        ((Decimal(0), 2), (Decimal("NaN"), 3)),
        ((0, 2),),
    ],
)
def test_a_table_that_does_not_rise_from_zero_is_refused(thresholds: Any) -> None:
    with pytest.raises(InvalidGradeTable):
        GradeTable(thresholds)


@pytest.mark.parametrize("percent", [50.0, 50, Decimal("-0.01"), Decimal("100.01"), Decimal("20.005"), Decimal("NaN")])
def test_only_an_exact_percent_is_graded(percent: Any) -> None:
    with pytest.raises(InvalidPercent):
        grade(percent)


def test_a_percent_is_taken_of_a_maximum_that_is_not_passed() -> None:
    with pytest.raises(InvalidMaximum):
        percent_of(Decimal(0), Decimal(0))
    with pytest.raises(InvalidMark):
        percent_of(Decimal("50.01"), Decimal(50))


@given(percents, percents)
def test_a_better_percent_never_has_a_worse_grade(one: Decimal, other: Decimal) -> None:
    lower, higher = sorted((one, other))
    assert 2 <= grade(lower) <= grade(higher) <= 5

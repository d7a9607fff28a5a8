"""Soft-skill bands (example 10.14), hours of courses (10.15) and time that was lost (10.16)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championships.marking import (
    Course,
    Interruption,
    InvalidScore,
    LostTime,
    band_of,
    end_after,
    hours_are_enough,
    scaled,
)


@pytest.mark.parametrize(
    ("score", "band"), [(200, "low"), (399, "low"), (400, "middle"), (599, "middle"), (600, "high"), (800, "high")]
)
def test_bands_of_the_worked_examples(score: int, band: str) -> None:
    assert band_of(score) == band


@pytest.mark.parametrize("score", [199, 801, True, Decimal(500), "500"])
def test_a_score_beyond_the_scale_has_no_band(score: Any) -> None:
    with pytest.raises(InvalidScore):
        band_of(score)


@pytest.mark.parametrize(
    ("deviations", "score", "band"), [("1.2", 620, "high"), ("-3.5", 200, "low"), ("0", 500, "middle")]
)
def test_scores_of_the_worked_examples(deviations: str, score: int, band: str) -> None:
    assert (scaled(Decimal(deviations)), band_of(scaled(Decimal(deviations)))) == (score, band)


def test_only_an_exact_figure_is_scaled() -> None:
    with pytest.raises(InvalidScore):
        scaled(0.5)  # type: ignore[arg-type]


@given(st.decimals(-10, 10, places=3), st.decimals(-10, 10, places=3))
def test_more_deviations_never_have_a_lower_score(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert 200 <= scaled(low) <= scaled(high) <= 800


@pytest.mark.parametrize(
    ("course", "hours", "enough"),
    [
        (Course.DEVELOPMENT, 15, False),
        (Course.DEVELOPMENT, 16, True),
        (Course.RETRAINING, 249, False),
        (Course.RETRAINING, 250, True),
    ],
)
def test_hours_of_the_worked_examples(course: Course, hours: int, enough: bool) -> None:
    assert hours_are_enough(course, hours) is enough


def test_only_what_equipment_took_is_given_back() -> None:
    ends = datetime(2026, 9, 24, 12, 0, tzinfo=UTC)
    lost = [LostTime(why, timedelta(minutes=5)) for why in Interruption if why is not Interruption.EQUIPMENT]
    assert end_after(ends, lost) == ends
    assert end_after(ends, [*lost, LostTime(Interruption.EQUIPMENT, timedelta(minutes=7))]) == ends + timedelta(
        minutes=7
    )

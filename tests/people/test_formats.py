"""Dates and numbers as Kazakh writes them, and short dates in English that can be read in one way alone."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ mark|floatformat:2 }}", "12,50"),
        ("{{ mark }}", "12,50"),
        ('{{ moment|date:"SHORT_DATE_FORMAT" }}', "23.11.2026"),
        ('{{ moment|date:"TIME_FORMAT" }}', "09:05"),
    ],
)
def test_kazakh_numbers_and_dates(template: str, expected: str) -> None:
    values = {"mark": Decimal("12.50"), "day": date(2026, 11, 23), "moment": datetime(2026, 11, 23, 9, 5)}  # noqa: DTZ001
    with override("kk"):
        assert Template(template).render(Context(values)) == expected


@pytest.mark.usefixtures("kazakh_of_libraries")
def test_kazakh_date_has_the_month_in_small_letters() -> None:
    with override("kk"):
        assert Template("{{ day|date }}").render(Context({"day": date(2026, 11, 23)})) == "2026 ж. 23 қараша"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{ moment|date:"SHORT_DATE_FORMAT" }}', "3 Nov 2026"),
        ('{{ moment|date:"SHORT_DATETIME_FORMAT" }}', "3 Nov 2026, 09:05"),
        ("{{ mark|floatformat:2 }}", "12.50"),
    ],
)
def test_english_dates_are_unambiguous(template: str, expected: str) -> None:
    values = {"mark": Decimal("12.50"), "moment": datetime(2026, 11, 3, 9, 5)}  # noqa: DTZ001
    with override("en"):
        assert Template(template).render(Context(values)) == expected

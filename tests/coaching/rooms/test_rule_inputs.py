"""What the sheet asks for by each rule, and what the pages say of a mark that follows from one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from championships.schemes.models import Aspect
from coaching.rooms.joining import cookie_name
from coaching.rooms.sheet import sheet_of
from coaching.rooms.views.rule_inputs import input_of
from tests.coaching.rooms.building import Built

CHOICES = {
    "rule": "choice",
    "deduction_type": "PERCENT",
    "choices": [{"label": "Tight", "deduction": "0"}, {"label": "Loose", "deduction": "33.3"}],
}
RANGES = {
    "rule": "ranged_score",
    "target": "66.6",
    "ranges": [
        {"lower": "66.5", "upper": "66.7", "deduction": "0.25"},
        {"lower": None, "upper": "66.5", "deduction": "1"},
        {"lower": "66.7", "upper": None, "deduction": "1"},
    ],
}
BANDS = {
    "rule": "ranged_score",
    "ranges": [
        {"lower": None, "upper": "0.1", "deduction": "0"},
        {"lower": "0.1", "upper": "0.25", "deduction": "0.0"},
        {"lower": "0.25", "upper": "1", "deduction": "1.5"},
        {"lower": "1", "upper": None, "deduction": "0"},
    ],
}
BANDS_IN_WORDS = (
    "Up to 0.1: the full mark. From 0.1 to 0.25: the full mark. From 0.25 to 1 takes 1.50. From 1: the full mark."
)
TABLE = {
    "rule": "tolerance_table",
    "rows": [{"limit": "0", "marks": "2"}, {"limit": "1.5", "marks": "1"}],
    "beyond": "0",
}
DIFFERENCE = {"rule": "regular_difference", "target": "1200", "difference": "0.5", "deduction": "0.1"}
ASKED: list[tuple[dict[str, Any] | None, str, str]] = [
    (None, "tick", ""),
    ({"rule": "pass_fail"}, "tick", ""),
    ({"rule": "manual"}, "hand", ""),
    ({"rule": "unknown", "type": "SPLINE"}, "hand", ""),
    ({"rule": "deduct_from_full", "deduction": "0.1"}, "count", "Each error takes 0.10."),
    ({"rule": "add_from_zero", "addition": "5", "addition_type": "PERCENT"}, "count", "Each one that is met adds 5 %."),
    ({"rule": "number_completed", "possible": "4"}, "count", "Of 4; the mark is the same share of the maximum."),
    (DIFFERENCE, "value", "Target 1200. Every 0.5 away from it takes 0.10."),
    (BANDS, "value", BANDS_IN_WORDS),
    (TABLE, "value", "up to 0: 2; up to 1.5: 1; more: 0"),
    (
        RANGES,
        "value",
        "Target 66.6. From 66.5 to 66.7 takes 0.25. Up to 66.5 takes 1.00. From 66.7 takes 1.00.",
    ),
]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Let no language that an earlier request chose stay on."""
    with translation.override("en"):
        yield


def _aspect(calculation: Any) -> Aspect:
    return Aspect(code="A1.M1", kind="M", maximum=Decimal("2.00"), calculation=calculation)


@pytest.mark.parametrize(("calculation", "kind", "words"), ASKED)
def test_each_rule_asks_for_its_own_kind_and_says_itself(calculation: Any, kind: str, words: str) -> None:
    asked = input_of(_aspect(calculation))
    assert (asked.kind, asked.words) == (kind, words)


def test_choices_tell_what_each_gives() -> None:
    options = input_of(_aspect(CHOICES)).options
    assert [(option.number, option.words, option.mark) for option in options] == [
        (1, "Tight", "2.00"),
        (2, "Loose", "1.33"),
    ]


def test_figures_of_a_rule_have_the_decimal_sign_of_the_reader() -> None:
    with translation.override("ru"):
        assert "0,5" in input_of(_aspect(DIFFERENCE)).words
        assert input_of(_aspect(CHOICES)).options[1].mark == "1,33"


@pytest.mark.django_db
def test_levels_have_the_texts_of_the_kit(built: Built) -> None:
    aspect = Aspect.objects.get(pk=built.aspects["A2.M1"])
    aspect.calculation = {"rule": "levels", "highest": "2"}
    aspect.descriptors.create(score=1, text="Partly done")
    options = input_of(aspect).options
    assert [(option.number, option.words, option.mark) for option in options] == [
        (0, "Level 0", "0.00"),
        (1, "Partly done", "0.25"),
        (2, "Level 2", "0.50"),
    ]


def _page(built: Built, page: str, language: str = "en") -> str:
    client = Client()
    joined = built.judges[0] if page == "sheet" else built.competitors[0]
    client.cookies[cookie_name(built.room)] = joined.secret
    with translation.override(language):
        address = reverse(f"rooms:{page}", args=[built.room.pk])
    return client.get(address).content.decode()


@pytest.mark.django_db
def test_the_sheet_offers_the_input_of_each_rule(built: Built) -> None:
    Aspect.objects.filter(pk=built.aspects["A1.M1"]).update(calculation=CHOICES)
    sheet_of.cache_clear()
    page = _page(built, "sheet")
    assert 'data-observe="2"' in page
    assert 'data-input="count"' in page
    assert 'inputmode="numeric"' in page
    assert "Each error takes 0.10." in page
    assert 'data-input="value"' in page
    assert 'id="explanation-sentences"' in page


@pytest.mark.django_db
def test_a_competitor_reads_how_a_mark_came_about(built: Built) -> None:
    built.observe(3)
    built.as_host("room.end")
    assert "Counted: 3. Each takes 0.10 from the full mark of 0.50." in _page(built, "competitor")
    assert "0,10" in _page(built, "competitor", "ru")

"""Measurement by rule: what a judge observed becomes a mark on the server, with every step to it."""

from decimal import Decimal
from typing import Any

import pytest

from championships.marking import (
    Amount,
    Choice,
    Choices,
    FullOrZero,
    Levels,
    Manual,
    NumberCompleted,
    Rule,
    Tolerance,
    ToleranceTable,
)
from championships.schemes.models import Aspect
from coaching.rooms.commands.measurement import read_observation
from coaching.rooms.models import AspectMark, CompetitorTotal, RoomEvent
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.sheet import rule_of, sheet_of
from tests.coaching.rooms.building import Built

pytestmark = pytest.mark.django_db
AMOUNT = Amount(Decimal("0.10"))


def test_what_was_observed_is_kept_with_its_mark_and_explanation(built: Built) -> None:
    seen = built.observe(3).data["mark"]
    assert (seen["mark"], seen["state"], seen["observation"]) == ("0.20", "marked", 3)
    assert seen["explanation"] == [["deducted", {"maximum": "0.50", "count": "3", "amount": "0.10"}]]
    row = AspectMark.objects.get(competitor=built.competitors[0].participant)
    assert (row.mark, row.observation, row.explanation) == (Decimal("0.20"), 3, seen["explanation"])
    event = RoomEvent.objects.order_by("seq").last()
    assert event is not None
    assert (event.type, event.data["mark"]["observation"]) == ("measurement.observed", 3)


def test_a_measured_value_may_have_a_decimal_comma(built: Built) -> None:
    seen = built.observe("1202,5", code="B1.M1").data["mark"]
    assert (seen["mark"], seen["observation"]) == ("1.00", "1202.5")


def test_full_or_zero_is_said_by_yes_or_no(built: Built) -> None:
    assert built.observe(True, code="A1.M1").data["mark"]["mark"] == "1.00"
    seen = built.observe(False, code="A1.M1").data["mark"]
    assert (seen["mark"], seen["state"], seen["observation"]) == ("0.00", "marked", False)


def test_an_observation_that_is_cleared_leaves_nothing_marked(built: Built) -> None:
    built.observe(3)
    seen = built.observe(None).data
    assert (seen["mark"]["mark"], seen["mark"]["state"], seen["totals"]["marked"]) == (None, "scoring", 0)
    assert "observation" not in seen["mark"]
    assert seen["totals"]["criteria"] == {}


def test_a_mark_by_hand_puts_the_observation_aside(built: Built) -> None:
    built.observe(3)
    seen = built.measure("0.30", code="A2.M1", reason="One of them was the tool's.").data["mark"]
    assert "observation" not in seen
    row = AspectMark.objects.get(competitor=built.competitors[0].participant)
    assert (row.mark, row.observation, row.explanation) == (Decimal("0.30"), None, [])


@pytest.mark.parametrize(
    ("code", "observation", "refusal"),
    [
        ("A2.M1", -1, "observation_not_a_count"),
        ("A2.M1", True, "observation_not_a_count"),
        ("A2.M1", "3", "observation_not_a_count"),
        ("A2.M1", 2.5, "observation_not_understood"),
        ("A2.M1", 10**12, "observation_not_a_count"),
        ("A1.M1", 1, "observation_not_understood"),
        ("B1.M1", "about 1200", "observation_not_a_value"),
        ("B1.M1", "1e5", "observation_not_a_value"),
        ("B1.M1", False, "observation_not_a_value"),
        ("A1.J1", 2, "not_measurement"),
    ],
)
def test_what_the_rule_does_not_ask_for_is_refused_and_nothing_changes(
    built: Built, code: str, observation: Any, refusal: str
) -> None:
    with pytest.raises(CommandRefused) as refused:
        built.observe(observation, code=code)
    assert refused.value.code == refusal
    assert not AspectMark.objects.exists()


RULES: list[tuple[Rule, Any, str]] = [
    (NumberCompleted(4), "x", "observation_not_a_count"),
    (Choices((Choice("All", AMOUNT), Choice("None", AMOUNT))), 3, "observation_no_option"),
    (Choices((Choice("All", AMOUNT),)), "All", "observation_no_option"),
    (Levels(), True, "observation_not_a_count"),
    (ToleranceTable((Tolerance(Decimal(1), Decimal(1)),)), "", "observation_not_a_value"),
    (Manual(), 1, "observation_by_hand"),
]


@pytest.mark.parametrize(("rule", "given", "refusal"), RULES)
def test_every_rule_asks_for_its_own_kind(rule: Rule, given: Any, refusal: str) -> None:
    with pytest.raises(CommandRefused) as refused:
        read_observation(given, rule)
    assert refused.value.code == refusal


@pytest.mark.parametrize(
    ("rule", "given", "read"),
    [
        (FullOrZero(), False, False),
        (Levels(), 0, 0),
        (Choices((Choice("All", AMOUNT),)), 1, 1),
        (ToleranceTable((Tolerance(Decimal(1), Decimal(1)),)), "-0,5", Decimal("-0.5")),
        (ToleranceTable((Tolerance(Decimal(1), Decimal(1)),)), "\u22120.5", Decimal("-0.5")),
        (ToleranceTable((Tolerance(Decimal(1), Decimal(1)),)), 2, Decimal(2)),
    ],
)
def test_an_observation_is_read_as_its_rule_asks(rule: Rule, given: Any, read: Any) -> None:
    assert read_observation(given, rule) == read


def test_more_than_can_be_completed_is_refused_with_the_most(built: Built) -> None:
    Aspect.objects.filter(pk=built.aspects["A2.M1"]).update(calculation={"rule": "number_completed", "possible": "4"})
    sheet_of.cache_clear()
    with pytest.raises(CommandRefused) as refused:
        built.observe(5)
    assert (refused.value.code, refused.value.message) == (
        "observation_too_many",
        "Give a whole number from 0 to 4.",
    )


def test_an_aspect_whose_rule_cannot_be_read_is_marked_by_hand(built: Built) -> None:
    aspect = Aspect.objects.get(pk=built.aspects["A2.M1"])
    aspect.calculation = {"rule": "unknown", "type": "SPLINE", "parameters": "?"}
    assert rule_of(aspect) == Manual()


def test_totals_that_were_never_counted_are_added_up_anew(built: Built) -> None:
    built.measure("1.00")
    row = CompetitorTotal.objects.get(competitor=built.competitors[0].participant)
    del row.jury_detail["counts"]
    row.save()
    assert built.observe(0).data["totals"]["total"] == "1.50"
    row.refresh_from_db()
    assert row.jury_detail["counts"]["criteria"] == {"A": 2}

"""Measurement rules: example 10.4 of the rules, the calculations of CIS, and what must hold for any rule."""

from decimal import Decimal
from typing import Any

import pytest

from championships.marking.errors import InvalidMaximum
from championships.marking.measuring import (
    AddFromZero,
    Amount,
    AmountUnit,
    Choice,
    Choices,
    DeductFromFull,
    FullOrZero,
    InvalidObservation,
    InvalidRule,
    Levels,
    Manual,
    ManualMark,
    MissingReason,
    NumberCompleted,
    Observation,
    Range,
    RangedScore,
    RegularDifference,
    Rule,
    Steps,
    Tolerance,
    ToleranceTable,
    calculation_of,
    measure,
    rule_from,
)


def marks(text: str) -> Amount:
    return Amount(Decimal(text))


def percent(text: str) -> Amount:
    return Amount(Decimal(text), AmountUnit.PERCENT)


TILING = ToleranceTable(tuple(Tolerance(Decimal(mm), Decimal(10 - mm)) for mm in range(6)), beyond=Decimal(1))
PER_MILLIMETRE = RegularDifference(marks("0.10"))
SHAFT = RangedScore(
    (
        Range(Decimal("66.50"), Decimal("66.70"), marks("0.00")),
        Range(Decimal("66.40"), Decimal("66.50"), marks("0.25")),
        Range(Decimal("66.80"), Decimal("66.70"), marks("0.50")),
        Range(None, Decimal("66.30"), percent("100")),
        Range(Decimal("67.00"), None, percent("75")),
    ),
    Decimal("66.60"),
)
DOOR = Choices(
    (Choice("Hangs true", marks("0")), Choice("Binds", marks("0.25")), Choice("Will not close", percent("100")))
)


@pytest.mark.parametrize(
    ("rule", "maximum", "observation", "mark"),
    [
        (FullOrZero(), "0.25", True, "0.25"),
        (FullOrZero(), "0.25", False, "0.00"),
        *((DeductFromFull(marks("0.10")), "0.50", n, mark) for n, mark in
          [(0, "0.50"), (1, "0.40"), (3, "0.20"), (5, "0.00"), (9, "0.00")]),
        (DeductFromFull(marks("0.25")), "2.00", 3, "1.25"),
        *((AddFromZero(marks("0.10")), "1.00", n, mark) for n, mark in
          [(0, "0.00"), (7, "0.70"), (10, "1.00"), (14, "1.00")]),
        *((PER_MILLIMETRE, "1.00", n, mark) for n, mark in [(0, "1.00"), (3, "0.70"), (10, "0.00"), (12, "0.00")]),
        *((PER_MILLIMETRE, "0.50", n, mark) for n, mark in [(2, "0.30"), (5, "0.00"), (7, "0.00")]),
        *((TILING, "10.00", n, mark) for n, mark in [(0, "10.00"), (4, "6.00"), (5, "5.00"), (6, "1.00")]),
        (DeductFromFull(percent("20")), "2.50", 2, "1.50"),
        (DeductFromFull(marks("0.50")), "3.00", 2, "2.00"),
    ],
)  # fmt: skip
def test_measure_of_the_worked_examples(rule: Rule, maximum: str, observation: Observation, mark: str) -> None:
    assert str(measure(rule, observation, Decimal(maximum)).mark) == mark


@pytest.mark.parametrize(("level", "maximum", "mark"), [(1, "4.00", "2.00"), (1, "3.00", "1.50"), (2, "2.00", "2.00")])
def test_levels_of_an_exam_kit(level: int, maximum: str, mark: str) -> None:
    assert str(measure(Levels(), level, Decimal(maximum)).mark) == mark


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        ("66.60", "1.00"),
        ("66.55", "1.00"),
        ("66.45", "0.75"),
        ("66.75", "0.50"),
        ("66.35", "0.00"),  # In no range.
        ("60.00", "0.00"),
        ("68.00", "0.25"),
        ("66.50", "1.00"),  # On the bound of two ranges: the smaller deduction.
        ("66.70", "1.00"),
    ],
)
def test_ranged_score_takes_reversed_and_open_bounds(value: str, mark: str) -> None:
    assert str(measure(SHAFT, Decimal(value), Decimal("1.00")).mark) == mark


@pytest.mark.parametrize(("chosen", "mark"), [(1, "1.00"), (2, "0.75"), ("Binds", "0.75"), ("Will not close", "0.00")])
def test_choice_goes_by_number_or_label(chosen: int | str, mark: str) -> None:
    assert str(measure(DOOR, chosen, Decimal("1.00")).mark) == mark


@pytest.mark.parametrize(("steps", "mark"), [(Steps.WHOLE, "0.80"), (Steps.BEGUN, "0.70"), (Steps.SHARE, "0.75")])
def test_regular_difference_counts_a_part_of_a_step_as_it_is_told(steps: Steps, mark: str) -> None:
    rule = RegularDifference(marks("0.10"), target=Decimal(120), steps=steps)
    assert str(measure(rule, Decimal("117.5"), Decimal("1.00")).mark) == mark
    assert str(measure(rule, Decimal("122.5"), Decimal("1.00")).mark) == mark


def test_regular_difference_may_step_in_percent_of_the_target_and_deduct_in_percent() -> None:
    rule = RegularDifference(percent("10"), step=percent("5"), target=Decimal(200))
    assert str(measure(rule, 221, Decimal("3.00")).mark) == "2.40"


def test_number_completed_is_rounded_once() -> None:
    assert str(measure(NumberCompleted(3), 2, Decimal("0.50")).mark) == "0.33"
    assert str(measure(NumberCompleted(8), 1, Decimal("1.00")).mark) == "0.13"


def test_manual_mark_needs_a_reason_only_for_a_deduction() -> None:
    assert (
        measure(Manual(), ManualMark(Decimal("0.50")), Decimal("0.50")).sentence == "The panel agreed on 0.50 of 0.50."
    )
    assert measure(Manual(), ManualMark(Decimal("0.00")), Decimal("0.50")).mark == 0
    with pytest.raises(MissingReason):
        measure(Manual(), ManualMark(Decimal("0.25"), "  "), Decimal("0.50"))
    with pytest.raises(MissingReason):
        measure(Manual(reason_for_zero=True), ManualMark(Decimal("0.00")), Decimal("0.50"))
    measured = measure(Manual(), ManualMark(Decimal("0.25"), "The edge is 100% rough"), Decimal("0.50"))
    assert measured.sentence == "The panel agreed on 0.25 of 0.50: The edge is 100% rough"


@pytest.mark.parametrize(
    ("rule", "observation", "maximum", "sentence"),
    [
        (FullOrZero(), True, "0.25", "The requirement is met: the full mark of 0.25."),
        (DeductFromFull(percent("20")), 2, "2.50", "Counted: 2. Each takes 20 % from the full mark of 2.50."),
        (DeductFromFull(marks("0.10")), 9, "0.50",
         "Counted: 9. Each takes 0.10 from the full mark of 0.50. No mark falls below zero."),
        (AddFromZero(marks("0.10")), 14, "1.00",
         "Counted: 14. Each adds 0.10 to zero, up to the full mark of 1.00. No mark rises above the maximum of 1.00."),
        (TILING, 6, "10.00", "The difference of 6 is more than 5: 1.00 of 10.00."),
        (SHAFT, Decimal("66.75"), "1.00", "66.75 lies between 66.7 and 66.8: this takes 0.50 from 1.00."),
        (SHAFT, 60, "1.00", "60 is not more than 66.3: this takes 100 % from 1.00."),
        (PER_MILLIMETRE, 3, "1.00",
         "3 differs from the target 0 by 3. Steps counted: 3. Each takes 0.10 from the full mark of 1.00."),
        (DOOR, 2, "1.00", "Chosen: Binds. This takes 0.25 from the full mark of 1.00."),
    ],
)  # fmt: skip
def test_a_mark_says_in_words_how_it_came_about(
    rule: Rule, observation: Observation, maximum: str, sentence: str
) -> None:
    assert measure(rule, observation, Decimal(maximum)).sentence == sentence


def test_an_explanation_can_be_said_in_another_language() -> None:
    (explanation,) = measure(Levels(), 1, Decimal("4.00")).explanations
    assert explanation.said_in({"level": "Уровень %(level)s из %(highest)s"}) == "Уровень 1 из 2"


WRONG: list[tuple[Rule, Any]] = [
    (FullOrZero(), 1),
    (FullOrZero(), "yes"),
    (DeductFromFull(marks("0.10")), True),
    (DeductFromFull(marks("0.10")), -1),
    (AddFromZero(marks("0.10")), Decimal(2)),
    (AddFromZero(marks("0.10")), 10**12),
    (NumberCompleted(4), 5),
    (Levels(), 3),
    (PER_MILLIMETRE, 0.5),
    (PER_MILLIMETRE, Decimal("NaN")),
    (PER_MILLIMETRE, Decimal("1E+999999")),
    (TILING, "3"),
    (SHAFT, False),
    (DOOR, 4),
    (DOOR, 0),
    (DOOR, True),
    (DOOR, "Falls off"),
    (Manual(), Decimal("0.50")),
    (Manual(), ManualMark(Decimal("1.01"), "too much")),
    (Manual(), ManualMark(0.5, "a float")),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("rule", "observation"), WRONG)
def test_measure_refuses_what_is_no_observation_of_the_rule(rule: Rule, observation: Any) -> None:
    with pytest.raises(InvalidObservation):
        measure(rule, observation, Decimal("1.00"))


@pytest.mark.parametrize("maximum", [1.0, 1, Decimal("-0.01"), Decimal("0.005"), Decimal("Infinity")])
def test_measure_refuses_a_maximum_that_is_not_exact(maximum: Any) -> None:
    with pytest.raises(InvalidMaximum):
        measure(FullOrZero(), observation=True, maximum=maximum)


@pytest.mark.parametrize(
    "build",
    [
        lambda: Amount(Decimal("-0.10")),
        lambda: Amount(0.1),  # type: ignore[arg-type]
        lambda: NumberCompleted(0),
        lambda: Levels(0),
        lambda: Choices(()),
        lambda: Choices((Choice("a", marks("0")), Choice("a", marks("1")))),
        lambda: Range(None, None, marks("0")),
        lambda: RangedScore(()),
        lambda: ToleranceTable(()),
        lambda: ToleranceTable((Tolerance(Decimal(2), Decimal(1)), Tolerance(Decimal(1), Decimal(2)))),
        lambda: ToleranceTable((Tolerance(Decimal(1), Decimal(-1)),)),
        lambda: RegularDifference(marks("0.10"), step=marks("0")),
        lambda: RegularDifference(marks("0.10"), step=percent("5")),
    ],
)
def test_a_rule_that_cannot_be_applied_is_refused(build: Any) -> None:
    with pytest.raises(InvalidRule):
        build()


# The calculations of CIS, in the shape in which the importer reads them.
@pytest.mark.parametrize(
    ("calculation", "observation", "mark"),
    [
        (None, True, "1.00"),
        ({"rule": "pass_fail", "name": "", "shared": False}, False, "0.00"),
        ({"type": "true-or-false"}, True, "1.00"),
        ({"rule": "number_completed", "possible": "4"}, 3, "0.75"),
        (
            {
                "rule": "choice",
                "name": "Door",
                "shared": True,
                "deduction_type": "UNIT",
                "choices": [
                    {"label": "Full marks", "deduction": "0"},
                    {"label": "Half", "deduction": "0.50"},
                    {"label": None, "deduction": None},
                ],
            },
            "Half",
            "0.50",
        ),
        (
            {
                "rule": "ranged_score",
                "target": "66.6",
                "ranges": [
                    {"lower": "66.5", "upper": "66.7", "deduction": "0"},
                    {"lower": "66.7", "upper": None, "deduction": "0.25"},
                    {"lower": None, "upper": None, "deduction": None},
                ],
            },
            70,
            "0.75",
        ),
        (
            {
                "rule": "regular_difference",
                "target": "0",
                "difference": "1",
                "difference_type": "UNIT",
                "deduction": "0.25",
                "deduction_type": "UNIT",
            },
            3,
            "0.25",
        ),
        ({"rule": "regular_difference", "target": None, "deduction": "10", "deduction_type": "PERCENT"}, 3, "0.70"),
        ({"rule": "levels"}, 1, "0.50"),
    ],
)
def test_a_calculation_becomes_its_rule(calculation: dict[str, Any] | None, observation: Any, mark: str) -> None:
    assert str(measure(rule_from(calculation), observation, Decimal("1.00")).mark) == mark


def test_options_and_ranges_that_a_file_leaves_empty_are_none() -> None:
    empty = {"label": None, "deduction": None, "lower": None, "upper": None}
    choices = rule_from({"rule": "choice", "choices": [{"label": "Whole", "deduction": None}, empty]})
    assert choices == Choices((Choice("Whole", marks("0")),))
    ranges = rule_from({"rule": "ranged_score", "ranges": [empty, {"lower": None, "upper": "3", "deduction": "1"}]})
    assert ranges == RangedScore((Range(None, Decimal(3), marks("1")),))


@pytest.mark.parametrize(
    "calculation",
    [
        {},
        {"rule": "unknown", "type": "MAGIC", "parameters": ""},
        {"rule": "number_completed"},
        {"rule": "number_completed", "possible": "2.5"},
        {"rule": "number_completed", "possible": "many"},
        {"rule": "number_completed", "possible": 0.1},
        {"rule": "choice", "choices": []},
        {"rule": "choice", "deduction_type": "MILES", "choices": [{"label": "a", "deduction": "1"}]},
        {"rule": "ranged_score", "ranges": []},
        {"rule": "regular_difference", "difference": "1"},
        {"rule": "regular_difference", "deduction": "1", "steps": "sometimes"},
        {"rule": "regular_difference", "deduction": "1E+999999"},
    ],
)
def test_a_calculation_that_makes_no_sense_is_refused(calculation: dict[str, Any]) -> None:
    with pytest.raises(InvalidRule):
        rule_from(calculation)


def test_choices_in_marks_and_percent_together_have_no_plain_form() -> None:
    with pytest.raises(InvalidRule):
        calculation_of(DOOR)

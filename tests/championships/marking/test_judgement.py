"""Judgement marks: examples 10.1 and 10.2 of the rules, and what must hold for any panel."""

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championships.marking import (
    IncompletePanel,
    InvalidMaximum,
    InvalidScore,
    judgement_mark,
    possible_judgement_marks,
    spread_is_allowed,
)

scores = st.integers(0, 3)
panels = st.lists(scores, min_size=3, max_size=3)
maxima = st.decimals("0.00", "100.00", places=2)


@pytest.mark.parametrize(
    ("given_scores", "maximum", "mark"),
    [
        ([2, 2, 3], "2.00", "1.56"),
        ([1, 2, 2], "1.00", "0.56"),
        ([3, 3, 3], "1.50", "1.50"),
        ([2, 2, 2], "1.50", "1.00"),
        ([0, 0, 0], "2.00", "0.00"),
        ([0, 0, 1], "1.00", "0.11"),
        ([0, 1, 1], "0.75", "0.17"),
        ([1, 1, 2], "1.25", "0.56"),
        ([2, 3, 3], "0.50", "0.44"),
    ],
)
def test_judgement_mark_of_the_worked_examples(given_scores: list[int], maximum: str, mark: str) -> None:
    assert str(judgement_mark(given_scores, Decimal(maximum))) == mark


@pytest.mark.parametrize(
    ("given_scores", "allowed"),
    [
        ([2, 2, 3], True),
        ([1, 1, 2], True),
        ([3, 3, 3], True),
        ([0, 1, 2], False),
        ([1, 1, 3], False),
        ([0, 0, 2], False),
    ],
)
def test_spread_of_the_worked_examples(given_scores: list[int], allowed: bool) -> None:
    assert spread_is_allowed(given_scores) is allowed


def test_judgement_mark_refuses_a_panel_that_is_not_complete() -> None:
    with pytest.raises(IncompletePanel):
        judgement_mark([2, 2], Decimal("1.00"))


@pytest.mark.parametrize("score", [2.5, 4, -1, True, "2", None, Decimal(2)])
def test_judgement_mark_and_spread_refuse_what_is_not_a_score(score: object) -> None:
    with pytest.raises(InvalidScore):
        judgement_mark([2, 2, score], Decimal("1.00"))  # type: ignore[list-item]
    with pytest.raises(InvalidScore):
        spread_is_allowed([2, score])  # type: ignore[list-item]


@pytest.mark.parametrize("maximum", [0.5, Decimal("-0.01"), Decimal("0.005"), Decimal("NaN"), "1.00"])
def test_judgement_mark_refuses_a_maximum_that_is_not_exact(maximum: object) -> None:
    with pytest.raises(InvalidMaximum):
        judgement_mark([1, 1, 1], maximum)  # type: ignore[arg-type]


def test_spread_of_no_scores_is_no_answer() -> None:
    with pytest.raises(IncompletePanel):
        spread_is_allowed([])


def test_possible_marks_are_the_ten_of_the_rules() -> None:
    expected = ["0.00", "0.11", "0.22", "0.33", "0.44", "0.56", "0.67", "0.78", "0.89", "1.00"]
    assert [str(mark) for mark in possible_judgement_marks(Decimal("1.00"))] == expected


@given(panels, maxima)
def test_judgement_mark_does_not_depend_on_the_order_of_scores(given_scores: list[int], maximum: Decimal) -> None:
    marks = {judgement_mark(order, maximum) for order in permutations(given_scores)}
    assert len(marks) == 1


@given(panels, maxima)
def test_judgement_mark_stays_between_zero_and_the_maximum(given_scores: list[int], maximum: Decimal) -> None:
    mark = judgement_mark(given_scores, maximum)
    assert 0 <= mark <= maximum
    assert mark.as_tuple().exponent == -2


@given(panels, st.integers(0, 2), maxima)
def test_judgement_mark_never_falls_when_a_score_rises(given_scores: list[int], seat: int, maximum: Decimal) -> None:
    raised = [*given_scores]
    raised[seat] = min(3, raised[seat] + 1)
    assert judgement_mark(raised, maximum) >= judgement_mark(given_scores, maximum)


@given(st.integers(1, 5), scores, maxima)
def test_judges_who_agree_give_the_same_mark_in_any_panel(panel: int, score: int, maximum: Decimal) -> None:
    assert judgement_mark([score] * panel, maximum, panel=panel) == judgement_mark([score] * 3, maximum)


@given(st.lists(scores, min_size=1, max_size=5))
def test_spread_does_not_depend_on_the_order_of_scores(given_scores: list[int]) -> None:
    assert spread_is_allowed(given_scores) is spread_is_allowed(given_scores[::-1])

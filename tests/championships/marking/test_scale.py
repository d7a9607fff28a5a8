"""The scale: example 10.7 of the rules, and what must hold for any marks."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championships.marking.errors import InvalidMark
from championships.marking.scale import OLD_CENTRE, ScaleRules, scale_is_shown, scale_scores

# The marks of one real export of 32 competitors, and their scores.
REAL_EXPORT = (
    "61.42 54.33 39.58 37.75 35.50 28.75 28.42 28.40 19.00 16.92 13.50 13.05 12.80 12.25 9.50 8.75 7.25 6.00 "
    "6.00 4.25 3.25 2.75 2.00 1.50 1.40 1.25 0.75 0.50 0.50 0.50 0.25 0.00"
)
REAL_SCORES = (
    "854 834 791 786 779 760 759 759 732 726 716 715 714 712 704 702 698 694 694 689 686 685 683 681 681 680 "
    "679 678 678 678 678 677"
)

marks_of_many = st.lists(st.decimals("0.00", "100.00", places=2), max_size=60)


def decimals(text: str) -> list[Decimal]:
    return [Decimal(word) for word in text.split()]


@pytest.mark.parametrize(
    ("marks", "scores"),
    [
        (REAL_EXPORT, REAL_SCORES),
        ("85.4 80.1 78.25 70 66.5 60 55.75 40", "732 722 719 703 697 685 677 648"),
        ("80 75 60 40 20 10", "722 718 707 693 678 671"),
        ("70 70 70", "700 700 700"),
    ],
)
def test_scale_scores_of_the_worked_examples(marks: str, scores: str) -> None:
    assert scale_scores(decimals(marks)) == [int(word) for word in scores.split()]


def test_scale_scores_keep_the_order_of_the_marks() -> None:
    assert scale_scores(decimals("10 80 40 20 75 60")) == [671, 722, 693, 678, 718, 707]


def test_the_old_scale_stands_at_500() -> None:
    assert scale_scores(decimals("80 75 60 40 20 10"), OLD_CENTRE) == [522, 518, 507, 493, 478, 471]


def test_a_half_is_rounded_up_on_both_sides_of_the_centre() -> None:
    rules = ScaleRules(spread=1, robust=Decimal(1))
    assert scale_scores(decimals("-1.5 -1 0 1 1.5"), rules=rules) == [699, 699, 700, 701, 702]


def test_scores_stop_at_the_ends_of_the_scale() -> None:
    assert scale_scores(decimals("0 49.99 50 50.01 100")) == [0, 680, 700, 720, 1000]


def test_where_most_marks_are_equal_all_stand_at_the_centre() -> None:
    assert scale_scores(decimals("12 50 50 50 90")) == [700] * 5


def test_no_marks_have_no_scores() -> None:
    assert scale_scores([]) == []


@pytest.mark.parametrize("mark", [0.5, "70", None, True, Decimal("NaN")])
def test_scale_scores_refuse_what_is_no_exact_mark(mark: Any) -> None:
    with pytest.raises(InvalidMark):
        scale_scores([Decimal(70), mark])


@pytest.mark.parametrize(("competitors", "shown"), [(0, False), (4, False), (5, True), (32, True)])
def test_the_scale_of_fewer_than_five_is_not_shown(competitors: int, shown: bool) -> None:
    assert scale_is_shown(competitors) is shown


def test_how_few_are_too_few_is_a_setting() -> None:
    assert scale_is_shown(3, rules=ScaleRules(fewest=3))


@given(marks_of_many)
def test_the_scale_never_turns_an_order_round(marks: list[Decimal]) -> None:
    by_mark = sorted(zip(marks, scale_scores(marks), strict=True))
    scores = [score for _mark, score in by_mark]
    assert scores == sorted(scores)
    assert all(0 <= score <= 1000 for score in scores)


@given(marks_of_many)
def test_the_order_of_marks_is_nothing_to_the_scale(marks: list[Decimal]) -> None:
    assert scale_scores(marks[::-1]) == scale_scores(marks)[::-1]


@given(st.lists(st.decimals("0.00", "100.00", places=2), min_size=1, max_size=31).filter(lambda all_: len(all_) % 2))
def test_the_median_stands_at_the_centre(marks: list[Decimal]) -> None:
    median = sorted(marks)[len(marks) // 2]
    assert scale_scores(marks)[marks.index(median)] == 700

"""Totals and positions: what was rounded for each aspect adds up, in any order, and partial sheets never rank."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championships.marking import (
    InvalidMark,
    Part,
    Place,
    UnknownAspect,
    competition_ranking,
    judgement_mark,
    positions,
    total,
)

marks_of = st.decimals("0.00", "2.00", places=2)
PLACES = [
    Place("A1.M1", Decimal("2.00"), "A", "A1", 1),
    Place("A1.J1", Decimal("2.00"), "A", "A1", 2),
    Place("A2.M1", Decimal("2.00"), "A", "A2", 1),
    Place("B1.M1", Decimal("2.00"), "B", "B1", None),
]
sheets = st.fixed_dictionaries({}, optional={place.key: st.none() | marks_of for place in PLACES})


def test_total_adds_up_every_level() -> None:
    marks = {"A1.M1": Decimal("0.50"), "A1.J1": judgement_mark([2, 2, 3], Decimal("2.00")), "B1.M1": Decimal("2.00")}
    totals = total(PLACES, marks)
    assert (totals.marked, totals.of, str(totals.total), totals.complete) == (3, 4, "4.06", False)
    assert {letter: str(part.total) for letter, part in totals.criteria.items()} == {"A": "2.06", "B": "2.00"}
    assert {code: part.complete for code, part in totals.sub_criteria.items()} == {"A1": True, "A2": False, "B1": True}
    assert {number: str(part.total) for number, part in totals.sections.items()} == {1: "0.50", 2: "1.56"}


def test_total_of_nothing_marked_is_partial_and_not_a_result() -> None:
    totals = total(PLACES, {})
    assert (totals.marked, str(totals.total), totals.complete) == (0, "0.00", False)
    assert positions([totals]) == [None]


def test_zero_is_a_mark() -> None:
    assert total(PLACES[:1], {"A1.M1": Decimal("0.00")}).complete


@pytest.mark.parametrize("mark", ["-0.01", "2.01", "0.005"])
def test_total_refuses_a_mark_out_of_range(mark: str) -> None:
    with pytest.raises(InvalidMark):
        total(PLACES, {"A1.M1": Decimal(mark)})


def test_total_refuses_a_float() -> None:
    with pytest.raises(InvalidMark):
        total(PLACES, {"A1.M1": 0.5})  # type: ignore[dict-item]


def test_total_refuses_a_mark_of_no_aspect() -> None:
    with pytest.raises(UnknownAspect):
        total(PLACES, {"Z1.M1": Decimal("0.50")})


def test_positions_share_a_place_and_leave_a_gap() -> None:
    sheets_in_order = [Part(1, 1, Decimal(points)) for points in (70, 90, 70, 50)]
    assert positions(sheets_in_order) == [2, 1, 2, 4]


def test_positions_leave_partial_sheets_out() -> None:
    best_but_partial = Part(1, 2, Decimal(99))
    assert positions([best_but_partial, Part(2, 2, Decimal(10))]) == [None, 1]


@given(sheets)
def test_total_is_the_sum_of_the_marks_and_of_its_criteria(marks: dict[str, Decimal | None]) -> None:
    totals = total(PLACES, marks)
    assert totals.total == sum(mark for mark in marks.values() if mark is not None)
    assert totals.total == sum(part.total for part in totals.criteria.values())
    assert totals.criteria["A"].total == totals.sub_criteria["A1"].total + totals.sub_criteria["A2"].total


@given(sheets, st.permutations(PLACES))
def test_total_does_not_depend_on_the_order_of_aspects(marks: dict[str, Decimal | None], order: list[Place]) -> None:
    assert total(order, dict(reversed(marks.items()))) == total(PLACES, marks)


@given(st.lists(st.decimals(0, 100, places=2), max_size=30))
def test_ranking_counts_who_is_better(values: list[Decimal]) -> None:
    assert competition_ranking(values) == [1 + sum(other > value for other in values) for value in values]

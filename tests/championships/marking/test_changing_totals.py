"""Incremental totals: after any history of marks, changes, clearings and penalties they equal a full recompute."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from championships.marking import (
    ContradictoryTotals,
    Expert,
    InvalidMark,
    Part,
    Penalty,
    Place,
    Standing,
    Totals,
    UnknownAspect,
    UnsignedPenalty,
    changed,
    positions,
    total,
    with_penalty,
    without_penalty,
)

TWO = Decimal("2.00")
PLACES = [
    Place("A1.M1", TWO, "A", "A1", 1, "1", "Assembly"),
    Place("A1.J1", TWO, "A", "A1", 2, "1", "Assembly"),
    Place("A2.M1", TWO, "A", "A2", 1, "2", "Assembly"),
    Place("B1.M1", TWO, "B", "B1", None, "2", "Finish"),
    Place("B2.M1", TWO, "B", "B2", 0, "", ""),
]
SIGNED = (Expert("1", "KZ"), Expert("2", "RU"))
GOGGLES = Penalty(Decimal("0.50"), "No goggles", SIGNED)
SPARE = Penalty(Decimal("2.00"), "Extra material", SIGNED)
marks_of = st.none() | st.decimals("0.00", "2.00", places=2)
marking = st.tuples(st.integers(0, len(PLACES) - 1), marks_of)
histories = st.lists(marking | st.sampled_from([GOGGLES, SPARE]), max_size=40)


def replayed(history: list[tuple[int, Decimal | None] | Penalty]) -> tuple[Totals, Totals]:
    """Return the totals that a history leads to step by step, and those of a full recompute at its end."""
    totals, marks, penalties = total(PLACES, {}), dict[str, Decimal | None](), list[Penalty]()
    for step in history:
        if isinstance(step, Penalty):
            # The same penalty again takes it back.
            taken = step in penalties
            totals = without_penalty(totals, step) if taken else with_penalty(totals, step, "FR")
            (penalties.remove if taken else penalties.append)(step)
            continue
        place, mark = PLACES[step[0]], step[1]
        totals = changed(totals, place, marks.get(str(place.key)), mark)
        marks[str(place.key)] = mark
    return totals, total(PLACES, marks, penalties, "FR")


@given(histories)
def test_incremental_totals_equal_a_full_recompute(history: list[tuple[int, Decimal | None] | Penalty]) -> None:
    incremental, full = replayed(history)
    assert incremental == full
    assert incremental.result == full.result


@given(st.dictionaries(st.integers(0, len(PLACES) - 1), marks_of), st.randoms())
def test_the_order_in_which_marks_come_in_never_matters(marks: dict[int, Decimal | None], dice: Random) -> None:
    order = list(marks.items())
    dice.shuffle(order)
    assert replayed([*order]) == replayed([*marks.items()])


@given(histories)
def test_no_total_leaves_its_bounds(history: list[tuple[int, Decimal | None] | Penalty]) -> None:
    totals, _full = replayed(history)
    parts = [totals, *totals.criteria.values(), *totals.sub_criteria.values(), *totals.modules.values()]
    assert all(0 <= part.result <= part.total <= part.maximum for part in parts)


def test_totals_stand_by_day_and_module() -> None:
    totals = total(PLACES, {"A1.M1": Decimal("0.50"), "A2.M1": Decimal("1.25"), "B1.M1": TWO})
    assert {day: str(part.total) for day, part in totals.days.items()} == {"1": "0.50", "2": "3.25"}
    assert {name: str(part.total) for name, part in totals.modules.items()} == {"Assembly": "1.75", "Finish": "2.00"}
    assert [totals.modules[name].complete for name in ("Assembly", "Finish")] == [False, True]


def test_a_change_leaves_every_other_part_the_very_same() -> None:
    totals = total(PLACES, {"A1.M1": TWO})
    after = changed(totals, PLACES[3], None, Decimal("0.75"))
    assert after.sub_criteria["A1"] is totals.sub_criteria["A1"]
    assert after.sections is totals.sections
    assert totals.total == TWO


@pytest.mark.parametrize("mark", [Decimal("-0.01"), Decimal("2.01"), Decimal("0.005"), 0.5])
def test_a_change_refuses_what_is_no_mark_of_the_aspect(mark: Decimal) -> None:
    with pytest.raises(InvalidMark):
        changed(total(PLACES, {}), PLACES[0], None, mark)


def test_a_change_refuses_a_mark_that_was_not_there() -> None:
    with pytest.raises(ContradictoryTotals):
        changed(total(PLACES, {}), PLACES[0], TWO, None)
    with pytest.raises(ContradictoryTotals):
        changed(total(PLACES, {"A1.M1": TWO}), PLACES[3], TWO, None)


def test_a_change_refuses_an_aspect_of_another_scheme() -> None:
    with pytest.raises(UnknownAspect):
        changed(total(PLACES, {}), Place("Z1.M1", TWO, "Z", "Z1"), None, TWO)


def test_a_penalty_comes_off_the_result_and_off_no_part() -> None:
    totals = total(PLACES, {"A1.M1": TWO}, [GOGGLES], "FR")
    assert (str(totals.total), str(totals.result), str(totals.criteria["A"].total)) == ("2.00", "1.50", "2.00")
    assert str(with_penalty(totals, SPARE, "FR").result) == "0.00"


def test_a_penalty_in_totals_needs_two_signatures_of_experts_who_are_no_compatriots() -> None:
    with pytest.raises(UnsignedPenalty):
        total(PLACES, {}, [GOGGLES], "KZ")
    with pytest.raises(UnsignedPenalty):
        with_penalty(total(PLACES, {}), GOGGLES, "RU")


def test_a_penalty_that_was_not_given_cannot_be_taken_back() -> None:
    with pytest.raises(ContradictoryTotals):
        without_penalty(total(PLACES, {}), GOGGLES)


def test_positions_go_by_the_result_after_penalties() -> None:
    marks = {str(place.key): TWO for place in PLACES}
    assert positions([total(PLACES, marks, [GOGGLES], "FR"), total(PLACES, marks)]) == [2, 1]


sheets = st.builds(
    lambda marked, points: Part(marked, 2, points, Decimal(100)), st.integers(0, 2), st.decimals(0, 100, places=2)
)


@given(st.lists(sheets, min_size=1, max_size=12), st.lists(st.tuples(st.integers(0, 11), sheets), max_size=20))
def test_an_incremental_standing_equals_ranking_anew(before: list[Part], changes: list[tuple[int, Part]]) -> None:
    standing, now = Standing(before), list(before)
    for number, sheet in changes:
        index = number % len(now)
        standing.change(now[index], sheet)
        now[index] = sheet
    assert [standing.position(sheet) for sheet in now] == positions(now)
    assert len(standing) == sum(sheet.complete for sheet in now)


def test_a_partial_sheet_never_ranks_however_good() -> None:
    partial, whole = Part(1, 2, Decimal(99), Decimal(100)), Part(2, 2, Decimal(10), Decimal(100))
    standing = Standing([partial, whole])
    assert (standing.position(partial), standing.position(whole)) == (None, 1)


def test_a_standing_refuses_a_result_that_nobody_has() -> None:
    with pytest.raises(ContradictoryTotals):
        Standing().change(Part(1, 1, TWO, TWO), None)

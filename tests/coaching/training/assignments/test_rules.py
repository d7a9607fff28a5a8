"""The rules without a database: what may follow, when work is late, what two markers come to, who marks what."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from championships.marking import FullOrZero, Place, judgement_mark
from coaching.training.assignments.combining import (
    Given,
    Sheet,
    agreed,
    agreed_marks,
    counting,
    missing_codes,
    needs_third,
    percent,
    totals_of,
)
from coaching.training.assignments.distributing import Marker, Work, distribute, may_mark
from coaching.training.assignments.due import Lateness, LatePolicy, due_moment, lateness
from coaching.training.assignments.models import ThirdRule
from coaching.training.assignments.rubric import Rubric, RubricAspect
from coaching.training.assignments.states import DECIDED, FOLLOWS, WITH_REVIEWERS, State, may_begin_version, may_follow

NOW = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)


def aspect(code: str, maximum: str, *, is_judged: bool = False) -> RubricAspect:
    """Return an aspect of the criterion that its code begins with."""
    place = Place(code, Decimal(maximum), code[0], code[:2], 1)
    return RubricAspect(code, is_judged, Decimal(maximum), place, FullOrZero())


ASPECTS = (aspect("A1.M1", "1.00"), aspect("A1.J1", "2.00", is_judged=True), aspect("B1.M1", "0.75"))
RUBRIC = Rubric(ASPECTS, {one.code: one for one in ASPECTS})


def sheet(first: str, score: int, last: str) -> Sheet:
    """Return a complete sheet."""
    judged = judgement_mark([score], Decimal("2.00"), panel=1)
    return {"A1.M1": Given(Decimal(first)), "A1.J1": Given(judged, score), "B1.M1": Given(Decimal(last))}


SHEETS = st.builds(
    sheet,
    st.integers(0, 100).map(lambda mark: f"{Decimal(mark) / 100:.2f}"),
    st.integers(0, 3),
    st.integers(0, 75).map(lambda mark: f"{Decimal(mark) / 100:.2f}"),
)


# States ----------------------------------------------------------------------------------------------------------


def test_every_state_has_a_way_to_it_and_decided_ones_no_way_on() -> None:
    assert {after for found in FOLLOWS.values() for after in found} == set(State) - {State.DRAFT}
    assert all(not FOLLOWS[state] for state in (*DECIDED, State.RETURNED))
    assert all(State.RETURNED in FOLLOWS[state] for state in WITH_REVIEWERS)
    assert not may_follow(State.HANDED_IN, State.ACCEPTED)


def test_a_version_follows_only_what_came_back_and_only_so_often() -> None:
    assert [may_begin_version(state, 1, 1) for state in (State.RETURNED, State.NOT_ACCEPTED)] == [True, True]
    others = (State.DRAFT, State.HANDED_IN, State.MARKING, State.ACCEPTED)
    assert not any(may_begin_version(state, 1, 9) for state in others)
    assert not may_begin_version(State.RETURNED, 1, 0)


# Due days --------------------------------------------------------------------------------------------------------


def test_a_moment_comes_before_a_number_of_days_and_days_need_a_beginning() -> None:
    assert due_moment(NOW, 3, NOW) == NOW
    assert due_moment(None, 3, NOW) == NOW + dt.timedelta(days=3)
    assert due_moment(None, 3, None) is None
    assert due_moment(None, None, NOW) is None


def test_work_is_late_only_after_its_moment_and_as_the_policy_says() -> None:
    after = NOW + dt.timedelta(microseconds=1)
    assert [lateness(NOW, NOW, policy) for policy in LatePolicy] == [Lateness.IN_TIME] * 3
    assert [lateness(after, NOW, policy) for policy in LatePolicy] == [
        Lateness.IN_TIME,
        Lateness.LATE,
        Lateness.REFUSED,
    ]
    assert lateness(after, None, LatePolicy.REFUSE) is Lateness.IN_TIME


# What markers come to ---------------------------------------------------------------------------------------------


def test_not_marked_is_not_zero() -> None:
    partial = {**sheet("1.00", 3, "0.75"), "B1.M1": Given(None)}
    assert missing_codes(partial, RUBRIC) == ["B1.M1"]
    assert missing_codes({}, RUBRIC) == ["A1.M1", "A1.J1", "B1.M1"]
    assert (totals_of(partial, RUBRIC).marked, totals_of(partial, RUBRIC).complete) == (2, False)


def test_two_scores_count_as_a_panel_and_two_measurements_as_their_mean_rounded_half_up() -> None:
    marks = agreed_marks([sheet("1.00", 2, "0.25"), sheet("0.00", 3, "0.50")], RUBRIC)
    assert marks == {"A1.M1": Decimal("0.50"), "A1.J1": Decimal("1.67"), "B1.M1": Decimal("0.38")}


@given(SHEETS)
def test_one_marker_counts_as_she_is_and_two_alike_change_nothing(one: Sheet) -> None:
    assert agreed([one], RUBRIC) == totals_of(one, RUBRIC)
    assert agreed([one, one], RUBRIC) == totals_of(one, RUBRIC)


@given(SHEETS, SHEETS)
def test_two_markers_come_to_something_between_them_whatever_their_order(one: Sheet, other: Sheet) -> None:
    marks = agreed_marks([one, other], RUBRIC)
    assert marks == agreed_marks([other, one], RUBRIC)
    for code, mark in marks.items():
        pair = sorted((one[code].mark or Decimal(0), other[code].mark or Decimal(0)))
        assert pair[0] <= mark <= pair[1]
    assert 0 <= percent(agreed([one, other], RUBRIC)) <= 100


@given(SHEETS, SHEETS, SHEETS)
def test_a_third_look_counts_alone_or_with_the_nearer_one(one: Sheet, other: Sheet, third: Sheet) -> None:
    assert counting([one, other, third], RUBRIC, ThirdRule.THIRD) == [third]
    nearer, last = counting([one, other, third], RUBRIC, ThirdRule.NEARER)
    assert last is third
    target = totals_of(third, RUBRIC).total
    gaps = [abs(totals_of(each, RUBRIC).total - target) for each in (one, other)]
    assert abs(totals_of(nearer, RUBRIC).total - target) == min(gaps)


def test_a_third_look_is_asked_for_over_the_limit_and_not_at_it() -> None:
    pair = [Decimal("70.00"), Decimal("80.00")]
    assert not needs_third(pair, Decimal("10.00"))
    assert needs_third([Decimal("69.99"), Decimal("80.00")], Decimal("10.00"))
    assert not needs_third(pair[:1], Decimal("0.00"))
    assert not needs_third([Decimal("0.00"), Decimal("100.00")], None)


# Who marks what ---------------------------------------------------------------------------------------------------

ORGANISATIONS = st.frozensets(st.integers(1, 4), max_size=2)
MARKERS = st.lists(
    st.builds(Marker, st.integers(1, 8), ORGANISATIONS), min_size=1, max_size=6, unique_by=lambda m: m.key
)


@st.composite
def works(draw: st.DrawFn) -> list[Work]:
    """Draw works of learners, some of whom are markers too."""
    learners = draw(st.lists(st.integers(1, 12), max_size=12))
    places = st.sampled_from([(1,), (2,), (1, 2), (3,)])
    markers = st.frozensets(st.integers(1, 8), max_size=2)
    return [
        Work(key, learner, draw(ORGANISATIONS), draw(places), draw(markers)) for key, learner in enumerate(learners)
    ]


@given(works(), MARKERS, st.booleans())
def test_nobody_is_given_what_they_may_not_mark_and_nothing_is_lost(
    found: list[Work], markers: list[Marker], apart: bool
) -> None:
    known = {marker.key: marker for marker in markers}
    done = distribute(found, markers, {}, compatriots_apart=apart)
    assert len(done.given) + len(done.left) == sum(len(work.places) for work in found)
    for seat, key in done.given.items():
        assert may_mark(known[key], seat.work, compatriots_apart=apart)
    for work in found:
        on_it = [key for seat, key in done.given.items() if seat.work.key == work.key]
        assert len(on_it) == len(set(on_it))
        left = [seat for seat in done.left if seat.work.key == work.key]
        able = [m.key for m in markers if may_mark(m, work, compatriots_apart=apart) and m.key not in on_it]
        assert not left or not able


@given(works(), MARKERS, st.booleans())
def test_no_single_move_would_make_it_more_even(found: list[Work], markers: list[Marker], apart: bool) -> None:
    load = {marker.key: marker.key % 3 for marker in markers}
    done = distribute(found, markers, load, compatriots_apart=apart)
    counts = {m.key: load[m.key] + sum(key == m.key for key in done.given.values()) for m in markers}
    for seat, key in done.given.items():
        on_it = done.of_work(seat.work)
        for other in markers:
            if other.key not in on_it and may_mark(other, seat.work, compatriots_apart=apart):
                assert counts[other.key] + 1 >= counts[key]


@given(st.integers(0, 30), st.integers(2, 6))
def test_free_works_are_given_evenly(count: int, markers: int) -> None:
    found = [Work(key, 100 + key, places=(1, 2)) for key in range(count)]
    done = distribute(found, [Marker(key) for key in range(markers)], {}, compatriots_apart=True)
    counts = [sum(given == key for given in done.given.values()) for key in range(markers)]
    assert not done.left
    assert max(counts) - min(counts) <= 1

"""Random histories: whatever happens in a room, its log, its tables and every screen say the same."""

import contextlib
from itertools import permutations
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.rooms import event_log, totalling
from coaching.rooms.audience import BOARD, HOST, Audience
from coaching.rooms.board import Board
from coaching.rooms.models import CompetitorTotal
from coaching.rooms.protocol import View
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.rendering import event_seen, snapshot_seen
from coaching.rooms.results import results_of
from coaching.rooms.sheet import sheet_of
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import RoomState, replay
from tests.coaching.rooms.building import Built, build

pytestmark = pytest.mark.django_db

QUERIES_OF_A_MARK = 12

TIMES = {"give": "time.give", "extend": "room.extend", "take": "time.take", "shorten": "room.shorten"}

numbers = st.integers(0, 2)
steps = st.one_of(
    st.tuples(
        st.just("score"),
        numbers,
        st.sampled_from([0, 1, 2, 3, None]),
        st.sampled_from(["A1.J1", "B1.J1"]),
        st.integers(0, 1),
    ),
    st.tuples(st.just("measure"), st.sampled_from(["1.00", "0.00", "0,25", None]), st.integers(0, 1)),
    st.tuples(st.just("observe"), st.sampled_from([0, 3, 99, None, "x"]), st.just("A2.M1"), st.integers(0, 1)),
    st.tuples(st.just("observe"), st.sampled_from(["1200", "1203,5", None]), st.just("B1.M1"), st.integers(0, 1)),
    st.tuples(st.just("reopen"), st.sampled_from(["A1.J1", "B1.J1"]), st.integers(0, 1)),
    st.tuples(st.just("comment"), numbers, st.sampled_from(["Clean.", "Measure twice.", ""]), st.integers(0, 1)),
    st.tuples(st.just("remove"), st.integers(0, 1)),
    st.tuples(st.just("readmit"), st.integers(0, 1)),
    st.tuples(st.just("ban"), st.integers(0, 1)),
    st.tuples(st.just("describe"), st.integers(0, 1), st.sampled_from(["Dana", "Timur", " "])),
    st.tuples(st.just("add"), st.sampled_from(["competitor", "observer"])),
    st.tuples(st.sampled_from(["room.pause", "room.resume"])),
    st.tuples(st.just("give"), st.integers(0, 1), st.integers(1, 7200)),
    st.tuples(st.just("extend"), st.integers(60, 3600)),
    st.tuples(st.just("take"), st.integers(0, 1), st.integers(1, 600)),
    st.tuples(st.just("shorten"), st.integers(1, 600)),
    st.tuples(st.just("room.end")),
)
histories = st.lists(steps, max_size=30)


def take(built: Built, step: tuple[Any, ...]) -> None:
    """Take one step; most of what is refused is part of the game."""
    kind, *rest = step
    if kind == "score":
        seat, score, code, competitor = rest
        marks = load_state(built.room.pk).marks.get(built.key(competitor), {})
        current = marks.get(built.aspects[code])
        built.score(seat, score, code=code, competitor=competitor, round=current["round"] if current else 1)
    elif kind == "measure":
        built.measure(rest[0], competitor=rest[1], reason="a gap")
    elif kind == "observe":
        built.observe(rest[0], code=rest[1], competitor=rest[2])
    elif kind in ("reopen", "comment"):
        speak(built, kind, rest)
    elif kind in ("describe", "add", "remove", "readmit", "ban"):
        receive(built, kind, rest)
    elif kind in TIMES:
        person = {"participant": built.key(rest[0])} if len(rest) == 2 else {}
        built.as_host(TIMES[kind], **person, seconds=rest[-1], reason="The screen went dark, or not.")
    else:
        built.as_host(kind)


def speak(built: Built, kind: str, rest: list[Any]) -> None:
    """Let a judge open a round again, or say something."""
    if kind == "reopen":
        built.as_judge(0, "judgement.reopen", competitor=built.key(rest[1]), aspect=built.aspects[rest[0]])
    else:
        about = {"competitor": built.key(rest[2]), "aspect": built.aspects["A1.J1"]}
        built.as_judge(rest[0], "comment.write", **about, text=rest[1])


def receive(built: Built, kind: str, rest: list[Any]) -> None:
    """Say who somebody is, let somebody more come, send somebody out or let them in."""
    if kind in ("remove", "readmit", "ban"):
        built.as_host(f"participant.{kind}", participant=built.key(rest[0]))
    elif kind == "describe":
        built.as_host("participant.describe", participant=built.key(rest[0]), name=rest[1], member=rest[1])
    elif rest[0] == "competitor":
        built.as_host("competitor.add", name="Dana")
    else:
        built.as_host("seat.add", role=rest[0])


def play(built: Built, history: list[tuple[Any, ...]]) -> None:
    """Take every step that is allowed."""
    for step in history:
        with contextlib.suppress(CommandRefused):
            take(built, step)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=histories, board=st.sampled_from(["live", "end", "never"]))
def test_replay_of_the_log_equals_the_tables(history: list[tuple[Any, ...]], board: str) -> None:
    built = build(board=board)
    play(built, history)
    assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)
    assert event_log.verify(built.room) == built.fresh().seq
    totals = {row.competitor.number: str(row.totals.total) for row in results_of(built.room).rows}
    state = load_state(built.room.pk)
    for person in state.of_role("competitor"):
        if person["status"] not in {"removed", "banned"}:
            assert state.totals.get(person["id"], {"total": "0.00"})["total"] == totals[person["number"]]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=histories, board=st.sampled_from(["live", "end"]))
def test_totals_kept_up_mark_by_mark_equal_adding_up_anew(history: list[tuple[Any, ...]], board: str) -> None:
    built = build(board=board)
    play(built, history)
    sheet = sheet_of(built.room.pk)
    for kept in CompetitorTotal.objects.filter(room=built.room).exclude(jury_detail={}):
        totalling.recompute(built.room, kept.competitor, sheet)
        anew = CompetitorTotal.objects.get(pk=kept.pk)
        assert (kept.jury_marked, kept.jury_total, kept.jury_detail) == (
            anew.jury_marked,
            anew.jury_total,
            anew.jury_detail,
        )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=histories, board=st.sampled_from(["live", "end"]), when=st.integers(0, 8))
def test_screen_that_follows_events_equals_a_fresh_one(history: list[tuple[Any, ...]], board: str, when: int) -> None:
    built = build(board=board)
    play(built, history)
    sheet = sheet_of(built.room.pk)
    events = list(event_log.read_all(built.room.pk))
    judge = Audience(View.JUDGE, str(built.judges[1].participant.pk))
    early, now = replay(events[: 1 + when]), timezone.now()
    screens = {who: _marks(snapshot_seen(early, sheet, who, now=now, online=set())) for who in (HOST, judge)}
    wall = Board(early, len(sheet.aspects))
    rows = {row["competitor"]: row for row in wall.changed_rows()}
    for event in events[1 + when :]:
        early.apply(event)
        for who, marks in screens.items():
            seen = event_seen(event, early.room, who) or {}
            if "mark" in seen:
                marks[seen["mark"]["competitor"], seen["mark"]["aspect"]] = seen["mark"]
        _follow(wall, early, rows)
    final = load_state(built.room.pk)
    for who, marks in screens.items():
        assert marks == _marks(snapshot_seen(final, sheet, who, now=now, online=set()))
    fresh = snapshot_seen(final, sheet, BOARD, now=now, online=set())["rows"]
    assert rows == {row["competitor"]: row for row in fresh}


def _marks(snapshot: Any) -> dict[tuple[str, int], Any]:
    return {(mark["competitor"], mark["aspect"]): mark for mark in snapshot["marks"]}


def _follow(wall: Board, state: RoomState, rows: dict[str, Any]) -> None:
    for person in state.of_role("competitor"):
        wall.update(person, state.public.get(person["id"]))
    for row in wall.changed_rows():
        if row.get("removed"):
            del rows[row["competitor"]]
        else:
            rows[row["competitor"]] = row


@pytest.mark.parametrize("scores", [(2, 2, 3), (0, 1, 2), (3, 3, 3), (1, 1, 3)])
def test_order_of_the_judges_does_not_matter(scores: tuple[int, int, int]) -> None:
    outcomes = set()
    built = build(competitors=6)
    for competitor, order in enumerate(permutations(range(3))):
        for seat in order:
            mark = built.score(seat, scores[seat], competitor=competitor).data["mark"]
        outcomes.add((mark["state"], mark["mark"], mark["round"]))
    assert len(outcomes) == 1


def test_state_refuses_an_event_out_of_turn(built: Built) -> None:
    events = list(event_log.read_all(built.room.pk))
    state = replay(events[:2])
    with pytest.raises(ValueError, match="After event 2"):
        state.apply(events[3])
    with pytest.raises(ValueError, match="opened"):
        replay([])


@pytest.mark.parametrize("competitors", [1, 40])
def test_mark_costs_the_same_in_a_room_of_any_size(competitors: int, django_assert_num_queries: Any) -> None:
    built = build(competitors=competitors)
    built.measure("1.00")
    with django_assert_num_queries(QUERIES_OF_A_MARK):
        built.measure("0.00")

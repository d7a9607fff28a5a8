"""Whatever becomes of the doorbells, and whoever comes and goes: every board is what the log says."""

import asyncio
import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.rooms import event_log, hub
from coaching.rooms.audience import BOARD, HOST, Audience
from coaching.rooms.board import Board
from coaching.rooms.event_log import LoggedEvent
from coaching.rooms.facts import RoomFacts
from coaching.rooms.frames import Listener
from coaching.rooms.hub import Hub
from coaching.rooms.outlet import StraightOutlet
from coaching.rooms.state import RoomState

ROOM = uuid4()
PEOPLE = [str(uuid4()) for _ in range(4)]
ASPECTS = 3
HEADS = {126: 4, 127: 10}


class Screen:
    """A browser that follows the client's rules of the protocol over a wire that may stop for a while."""

    def __init__(self, room: Hub, audience: Audience) -> None:
        self.rows: dict[str, Any] = {}
        self.marks: dict[tuple[str, int], Any] = {}
        self.known = -1
        self.held: list[bytes] | None = None
        self.listener: Listener
        self.outlet = StraightOutlet(self, audience, room.snapshot_text)
        room.attach(self.outlet)

    def write(self, frame: bytes) -> None:
        """Read it, unless the reader has stopped."""
        if self.held is None:
            self._read(json.loads(frame[HEADS.get(frame[1], 2) :]))
        else:
            self.held.append(frame)

    def waiting(self) -> int:
        """Return how much is held."""
        return sum(map(len, self.held or ()))

    def listen(self, listener: Listener) -> None:
        """Remember who listens."""
        self.listener = listener

    def close(self, code: int) -> None:
        """Nobody is closed here."""

    def stop(self) -> None:
        """Take nothing more; the server is told at once."""
        if self.held is None:
            self.held = []
            self.listener.paused()

    def go_on(self) -> None:
        """Take what was held, and say so."""
        if self.held is not None:
            held, self.held = self.held, None
            for frame in held:
                self.write(frame)
            self.listener.resumed()

    def _read(self, message: dict[str, Any]) -> None:
        if message["type"] == "snapshot":
            self.known = message["seq"]
            self.rows = {row["competitor"]: row for row in message["data"].get("rows", ())}
            self.marks = {(m["competitor"], m["aspect"]): m["mark"] for m in message["data"].get("marks", ())}
        elif message["type"] in ("board", "event") and message["seq"] > self.known:
            assert message["after"] <= self.known, "a gap that the server left"
            self.known = message["seq"]
            self._take_in(message)

    def _take_in(self, message: dict[str, Any]) -> None:
        for row in message.get("rows", ()):
            if row.get("removed"):
                self.rows.pop(row["competitor"], None)
            else:
                self.rows[row["competitor"]] = row
        if "mark" in message.get("data", {}):
            mark = message["data"]["mark"]
            self.marks[mark["competitor"], mark["aspect"]] = mark["mark"]


def beginning() -> RoomState:
    """Return a room that runs, with four competitors and no marks."""
    room: Any = dict.fromkeys(("code", "title", "kind", "ends_at"), "") | {
        "id": str(ROOM), "status": "running", "board": "live", "marks_shown": "live", "locked": False,
        "panel_size": 3, "published": False, "duration": 60, "ends_at": None, "paused_at": None,
        "late_join": True, "board_names": "name", "board_frozen": False, "observers_see": "marks", "sign_off": "none",
        "compatriots_apart": False, "discussion_seconds": 120, "dispute_minutes": None, "module": 1, "modules": [],
    }  # fmt: skip
    people: Any = {
        key: {
            "id": key,
            "role": "competitor",
            "number": n,
            "name": f"C{n}",
            "organisation": "",
            "status": "present",
            "member": "",
            "time_percent": 100,
            "extra_seconds": 0,
        }
        for n, key in enumerate(PEOPLE, start=1)
    }
    return RoomState(room=cast("RoomFacts", room), seq=0, participants=people)


def log_of(happenings: list[tuple[int, int, int]]) -> list[LoggedEvent]:
    """Return a log: who got how many hundredths for which aspect; a fourth aspect stands for going and coming."""
    state, log = beginning(), []
    for seq, (who, aspect, hundredths) in enumerate(happenings, start=1):
        log.append(_event(state, seq, PEOPLE[who], aspect, hundredths))
        state.apply(log[-1])
    return log


def _event(state: RoomState, seq: int, who: str, aspect: int, hundredths: int) -> LoggedEvent:
    if aspect == ASPECTS:
        status = "removed" if hundredths % 2 else "present"
        data: dict[str, Any] = {"participant": {**state.participants[who], "status": status}}
        return _logged(seq, "participant.removed" if hundredths % 2 else "participant.readmitted", data)
    marks = {key: mark["mark"] for key, mark in state.marks.get(who, {}).items()} | {aspect: f"0.{hundredths:02d}"}
    total = f"0.{sum(int(str(text)[2:]) for text in marks.values()):02d}"
    mark = {"competitor": who, "aspect": aspect, "round": 1, "state": "marked", "mark": f"0.{hundredths:02d}"}
    totals = {"marked": len(marks), "of": ASPECTS, "total": total, "criteria": {}, "sub_criteria": {}, "sections": {}}
    mark |= {"reason": "", "scores": [], "previous": []}
    return _logged(seq, "measurement.recorded", {"mark": mark, "totals": totals, "by": None})


def _logged(seq: int, kind: str, data: dict[str, Any]) -> LoggedEvent:
    at = "2026-01-01T00:00:00.000000+00:00"
    return LoggedEvent(str(ROOM), seq, kind, data, None, None, str(uuid4()), at, "", "")


happenings = st.lists(st.tuples(st.integers(0, 3), st.integers(0, ASPECTS), st.integers(0, 9)), min_size=1, max_size=12)
rings = st.tuples(st.just("ring"), st.integers(0, 11))
of_screens = st.tuples(st.sampled_from(["stop", "go on", "leave", "come", "look"]), st.integers(0, 2))
turns = st.lists(st.one_of(rings, of_screens, rings), max_size=25)


def without_waiting(patch: pytest.MonkeyPatch) -> None:
    """Tell boards at once, and read no database: what is tested is the order of things, not the clock."""
    sheet: Any = SimpleNamespace(aspects=(None,) * ASPECTS, by_id={}, places=(), seats=())
    patch.setattr(hub, "BOARD_SECONDS", 0.0)
    patch.setattr(hub, "sheet_of", lambda _: sheet)
    patch.setattr(hub, "load_state", lambda _: beginning())
    patch.setattr("coaching.rooms.rendering.aspects_seen", lambda _: [])


@settings(max_examples=120, deadline=None)
@given(story=happenings, schedule=turns, views=st.lists(st.sampled_from([BOARD, HOST]), min_size=3, max_size=3))
def test_every_screen_ends_with_what_the_log_says(
    story: list[tuple[int, int, int]], schedule: list[tuple[str, int]], views: list[Audience]
) -> None:
    log = log_of(story)
    with pytest.MonkeyPatch.context() as patch:
        without_waiting(patch)
        asyncio.run(_played(log, schedule, views, patch))


async def _played(
    log: list[LoggedEvent], schedule: list[tuple[str, int]], views: list[Audience], patch: pytest.MonkeyPatch
) -> None:
    patch.setattr(event_log, "read_after", lambda _room, seq: [event for event in log if event.seq > seq])
    room = Hub(UUID(str(ROOM)))
    await room.open()
    screens = {number: Screen(room, audience) for number, audience in enumerate(views)}
    for what, number in schedule:
        await _turn(room, log, screens, views, what, number)
    for number, audience in enumerate(views):
        if number not in screens:
            screens[number] = Screen(room, audience)
    await room.reach(len(log))
    for screen in screens.values():
        screen.go_on()
    _compare(log, screens)
    room.close()


async def _turn(
    room: Hub, log: list[LoggedEvent], screens: dict[int, Screen], views: list[Audience], what: str, number: int
) -> None:
    if what == "ring" and number < len(log):
        room.receive(replace(log[number]))
    elif what == "look":
        await room.reach(len(log) * number // 2)
    elif what == "come" and number not in screens:
        screens[number] = Screen(room, views[number])
    elif what == "leave" and number in screens:
        room.detach(screens.pop(number).outlet)
    elif what == "stop" and number in screens:
        screens[number].stop()
    elif what == "go on" and number in screens:
        screens[number].go_on()


def _compare(log: list[LoggedEvent], screens: dict[int, Screen]) -> None:
    state = beginning()
    for event in log:
        state.apply(event)
    rows = {row["competitor"]: row for row in Board(state, ASPECTS).all_rows()}
    marks = {(who, aspect): mark["mark"] for who, given in state.marks.items() for aspect, mark in given.items()}
    for screen in screens.values():
        if screen.outlet.audience == BOARD:
            assert screen.rows == json.loads(json.dumps(rows))
        else:
            assert screen.marks == marks

"""Two processes serve one room: what one of them takes, the other shows."""

import os
from collections.abc import Iterator

import pytest

from tests import masters
from tests.browser.server import Server
from tests.faults.live_room import LiveRoom, Seat, open_live_rooms

pytestmark = pytest.mark.skipif(
    not (masters.on_postgresql() and os.environ.get("REDIS_URL")),
    reason="several processes need PostgreSQL and Redis: DATABASE_URL and REDIS_URL",
)


@pytest.fixture(scope="module")
def second(server: Server) -> Iterator[Server]:
    """Another process on the same database and the same Redis."""
    running = Server(server.env, server.log.with_name("second.log"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def rooms(server: Server) -> Iterator[LiveRoom]:
    """A room that runs for each test here, one after another."""
    return iter(open_live_rooms(server.env, 3))


@pytest.fixture
def room(rooms: Iterator[LiveRoom]) -> LiveRoom:
    """A room that runs."""
    return next(rooms)


def _record(seat: Seat, competitor: str) -> tuple[int, str]:
    aspect = seat.aspects("M")[0]
    data = {"competitor": competitor, "aspect": aspect["id"], "mark": aspect["maximum"], "reason": ""}
    reply = seat.send("measurement.record", data)
    assert reply["ok"], reply
    return aspect["id"], aspect["maximum"]


def test_a_mark_taken_by_one_process_is_shown_by_the_other(server: Server, second: Server, room: LiveRoom) -> None:
    here, there = Seat(server, room, "judge", room.judges[0]), Seat(second, room, "judge", room.judges[1])
    aspect, mark = _record(here, room.competitors[0])
    seen = there.wait_for("event")
    assert seen["event"] == "measurement.recorded"
    assert (seen["data"]["mark"]["aspect"], seen["data"]["mark"]["mark"]) == (aspect, mark)
    here.close()
    there.close()


def test_the_board_of_one_process_follows_marks_taken_by_the_other(
    server: Server, second: Server, room: LiveRoom
) -> None:
    judge, board = Seat(server, room, "judge", room.judges[0]), Seat(second, room, "board")
    _, mark = _record(judge, room.competitors[0])
    rows = board.wait_for("board")["rows"]
    assert [row["total"] for row in rows if row["competitor"] == room.competitors[0]] == [mark]
    judge.close()
    board.close()


def test_when_one_process_is_killed_the_other_has_everything(server: Server, second: Server, room: LiveRoom) -> None:
    judge = Seat(second, room, "judge", room.judges[0])
    aspect, mark = _record(judge, room.competitors[1])
    second.kill()
    moved = Seat(server, room, "judge", room.judges[0])
    assert moved.marks()[room.competitors[1], aspect] == mark
    moved.close()
    second.restart()

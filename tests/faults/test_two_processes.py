"""Two processes serve one championship: what one of them takes, the rooms, boards and screens of the other show."""

import json
import os
import re
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode

import pytest
from websockets.sync.client import connect
from websockets.typing import Origin

from tests import masters
from tests.browser.people import PASSWORD
from tests.browser.server import Server
from tests.faults.live_room import SECONDS, LiveRoom, Seat, open_live_rooms

CHAMPIONSHIP = "/en/championships/saryarqa-open/"

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
    shown = {"championship": "saryarqa-open", "kind": "championship", "board": "live"}
    return iter(open_live_rooms(server.env, 3, **shown))


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


def test_the_boards_of_one_process_follow_marks_taken_by_the_other(
    server: Server, second: Server, room: LiveRoom
) -> None:
    assert _of_championship(second, room)["rows"][0]["total"] is None
    judge, board = Seat(server, room, "judge", room.judges[0]), Seat(second, room, "board")
    _, mark = _record(judge, room.competitors[0])
    rows = board.wait_for("board")["rows"]
    assert [row["total"] for row in rows if row["competitor"] == room.competitors[0]] == [mark]
    assert _of_championship(second, room)["rows"][0]["total"] == mark
    judge.close()
    board.close()


def _of_championship(server: Server, room: LiveRoom) -> dict[str, Any]:
    """Return the picture of this room on the board of the championship, as this process has it."""
    with urllib.request.urlopen(f"{server.url}{CHAMPIONSHIP}board/state/", timeout=SECONDS) as answer:
        slides: list[dict[str, Any]] = json.load(answer)["slides"]
    return next(slide for slide in slides if slide["room"] == room.id)


def test_a_ceremony_led_at_one_process_moves_the_screens_of_the_other(server: Server, second: Server) -> None:
    organiser, desk = Organiser(server), f"{CHAMPIONSHIP}desk/ceremony/"
    skills = dict.fromkeys(re.findall(r'name="(skill-\d+)"', organiser.get(desk)), "1")
    organiser.post(desk, f"{desk}make/", to="rehearse", lowest_place="3", **skills)
    key = re.findall(r"/ceremony/([\w-]{10,43})/\"", organiser.get(desk))[0]
    address = f"{second.url.replace('http', 'ws')}/ws/ceremonies/{key}/?lang=kk"
    with connect(address, origin=Origin(second.url), open_timeout=SECONDS) as screen:
        assert json.loads(screen.recv(timeout=SECONDS))["step"] == 0
        organiser.post(desk, f"{desk}lead/", step="1")
        assert json.loads(screen.recv(timeout=SECONDS))["step"] == 1


class Organiser:
    """The browser of an organiser, signed in at one process, without what a page does by itself."""

    def __init__(self, server: Server) -> None:
        """Sign in."""
        self._server = server
        self._browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        door = "/en/accounts/login/"
        self.post(door, door, login="organiser@podium.example", password=PASSWORD)

    def get(self, path: str, data: bytes | None = None) -> str:
        """Return the page at `path`, or what answers to `data` that is sent there."""
        with self._browser.open(f"{self._server.url}{path}", data, timeout=SECONDS) as answer:
            text: str = answer.read().decode()
        return text

    def post(self, page: str, path: str, **fields: str) -> None:
        """Send the fields of a form that stands on a page to `path`."""
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(page))
        assert found
        self.get(path, urlencode({"csrfmiddlewaretoken": found[1], **fields}).encode())


def test_when_one_process_is_killed_the_other_has_everything(server: Server, second: Server, room: LiveRoom) -> None:
    judge = Seat(second, room, "judge", room.judges[0])
    aspect, mark = _record(judge, room.competitors[1])
    second.kill()
    moved = Seat(server, room, "judge", room.judges[0])
    assert moved.marks()[room.competitors[1], aspect] == mark
    moved.close()
    second.restart()

"""The server dies in the middle of marking: whatever it acknowledged is there when it comes back."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed

from tests.browser.server import Server
from tests.faults.live_room import LiveRoom, Seat, open_live_rooms

ENOUGH = 30


@dataclass
class Judge:
    """A judge who marks one competitor as fast as the server answers, until the connection breaks."""

    seat: Seat
    competitor: str
    enough: threading.Event
    counted: threading.Semaphore
    acknowledged: dict[tuple[str, int], str] = field(default_factory=dict)
    unanswered: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def mark(self) -> None:
        """Go over the sheet again and again: each round gives every aspect the other of two marks."""
        round_number = 0
        while True:
            round_number += 1
            for aspect in self.seat.aspects("M"):
                mark = aspect["maximum"] if round_number % 2 else "0.00"
                if not self._record(aspect["id"], mark):
                    return

    def _record(self, aspect: int, mark: str) -> bool:
        command_id, data = str(uuid4()), {"competitor": self.competitor, "aspect": aspect, "mark": mark, "reason": ""}
        try:
            reply = self.seat.send("measurement.record", data, command_id=command_id)
        except (ConnectionClosed, OSError):
            self.unanswered.append((command_id, data))
            return False
        assert reply["ok"], reply
        self.acknowledged[self.competitor, aspect] = mark
        self.counted.release()
        return True


@pytest.fixture(scope="module")
def rooms(server: Server) -> Iterator[LiveRoom]:
    """A room for each test here, one after another."""
    return iter(open_live_rooms(server.env, 3))


def _judges(server: Server, room: LiveRoom) -> list[Judge]:
    enough, counted = threading.Event(), threading.Semaphore(0)
    pairs = zip(room.judges, room.competitors, strict=False)
    return [Judge(Seat(server, room, "judge", secret), competitor, enough, counted) for secret, competitor in pairs]


def _mark_until_killed(server: Server, judges: list[Judge]) -> None:
    threads = [threading.Thread(target=judge.mark) for judge in judges]
    for thread in threads:
        thread.start()
    for _ in range(ENOUGH):
        assert judges[0].counted.acquire(timeout=60), server.log.read_text()
    server.kill()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()


def test_every_acknowledged_mark_survives_a_killed_server(server: Server, rooms: Iterator[LiveRoom]) -> None:
    room = next(rooms)
    judges = _judges(server, room)
    _mark_until_killed(server, judges)
    server.restart()
    again = Seat(server, room, "judge", room.judges[0])
    found = again.marks()
    uncertain = {(judge.competitor, data["aspect"]) for judge in judges for _, data in judge.unanswered}
    acknowledged = {place: mark for judge in judges for place, mark in judge.acknowledged.items()}
    assert len(acknowledged) > 0
    assert {place: found.get(place) for place in acknowledged if place not in uncertain} == {
        place: mark for place, mark in acknowledged.items() if place not in uncertain
    }
    again.close()


def test_a_command_that_got_no_answer_is_sent_again_and_counts_once(server: Server, rooms: Iterator[LiveRoom]) -> None:
    room = next(rooms)
    judges = _judges(server, room)
    _mark_until_killed(server, judges)
    server.restart()
    for judge, secret in zip(judges, room.judges, strict=True):
        seat = Seat(server, room, "judge", secret)
        for command_id, data in judge.unanswered:
            first = seat.send("measurement.record", data, command_id=command_id)
            second = seat.send("measurement.record", data, command_id=command_id)
            assert first["ok"], first
            assert second["seq"] == first["seq"]
        seat.close()
    last = Seat(server, room, "judge", room.judges[0])
    for judge in judges:
        for _, data in judge.unanswered:
            assert last.marks()[judge.competitor, int(str(data["aspect"]))] == data["mark"]
    last.close()


def test_a_stopped_server_tells_its_sockets_to_come_back(server: Server, rooms: Iterator[LiveRoom]) -> None:
    room = next(rooms)
    seat = Seat(server, room, "board")
    server.stop()
    with pytest.raises(ConnectionClosed) as closed:
        seat.read_to_the_end()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012
    server.restart()
    Seat(server, room, "board").close()

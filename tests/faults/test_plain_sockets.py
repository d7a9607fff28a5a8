"""A server that writes no frames straight: the same room, slower, and a reader who never reads holds nobody up."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import Server
from tests.faults.live_room import LiveRoom, Seat, open_live_rooms

MARKS = 30


@pytest.fixture
def plain(server: Server, tmp_path: Path) -> Iterator[Server]:
    """A server on the same database that sends every message through Autobahn."""
    running = Server({**server.env, "PODIUM_PLAIN_SOCKETS": "1"}, tmp_path / "plain.log")
    running.start()
    yield running
    running.stop()


def _never_reads(server: Server, room: LiveRoom) -> socket.socket:
    """Open a board that takes nothing after its handshake."""
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect(("127.0.0.1", server.port))
    head = f"GET /ws/rooms/{room.id}/board/ HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nOrigin: {server.url}\r\n"
    upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    deaf.sendall(f"{head}{upgrade}Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode())
    return deaf


def test_both_ways_show_the_same_beside_a_reader_who_never_reads(server: Server, plain: Server) -> None:
    for way, room in zip((server, plain), open_live_rooms(server.env, 2), strict=True):
        with _never_reads(way, room):
            judge, board = Seat(way, room, "judge", room.judges[0]), Seat(way, room, "board")
            aspect = judge.aspects("M")[0]
            for number in range(MARKS + 1):
                mark = aspect["maximum"] if number % 2 == 0 else "0.00"
                data = {"competitor": room.competitors[0], "aspect": aspect["id"], "mark": mark, "reason": ""}
                assert judge.send("measurement.record", data)["ok"]
            while aspect["maximum"] not in [row.get("total") for row in board.wait_for("board")["rows"]]:
                pass
            again = Seat(way, room, "judge", room.judges[1])
            assert again.marks()[room.competitors[0], aspect["id"]] == aspect["maximum"]
            for seat in (judge, board, again):
                seat.close()

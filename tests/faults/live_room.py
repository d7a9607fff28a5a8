"""A live room for tests that speak the protocol themselves: opened with Podium's own functions, entered by sockets."""

import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.browser.server import ROOT, Server

SECONDS = 30

# Runs in a process of its own, on the server's database: the tests themselves touch no database.
OPENING = """
import json
from tests.faults.opening import opened

print(json.dumps([opened(**SETTINGS) for _ in range(ROOMS)]))
"""


@dataclass(frozen=True)
class LiveRoom:
    """A room that runs, with its judges and four competitors in it, and the secrets of their browsers."""

    id: str
    cookie: str
    seats: list[str]
    judges: list[str]
    competitors: list[str]
    secrets: list[str]


def open_live_rooms(env: Mapping[str, str], rooms: int, **settings: str) -> list[LiveRoom]:
    """Open `rooms` in the database that `env` names, let everybody in, and start their clocks: in one process for all."""
    names = f"ROOMS, SETTINGS = {rooms}, {settings!r}"
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", f"{names}\n{OPENING}"],
        cwd=ROOT,
        env=dict(env),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [LiveRoom(**room) for room in json.loads(done.stdout.strip().splitlines()[-1])]


class Seat:
    """One browser's socket, as the protocol sees it; `snapshot` is what it was shown first."""

    def __init__(self, server: Server, room: LiveRoom, view: str, secret: str = "") -> None:
        """Connect and read the snapshot."""
        headers = {"Cookie": f"{room.cookie}={secret}"} if secret else {}
        address = f"{server.url.replace('http', 'ws')}/ws/rooms/{room.id}/{view}/?lang=en"
        self._connection = ExitStack()
        self.socket: ClientConnection = self._connection.enter_context(
            connect(address, additional_headers=headers, origin=Origin(server.url), open_timeout=SECONDS, max_size=None)
        )
        first = self.read()
        assert first["type"] == "snapshot", first
        self.snapshot: dict[str, Any] = first["data"]
        self.events: list[dict[str, Any]] = []

    def read(self) -> dict[str, Any]:
        """Return the next message of any kind."""
        message: dict[str, Any] = json.loads(self.socket.recv(timeout=SECONDS))
        return message

    def read_to_the_end(self) -> None:
        """Read until the server closes, which raises ConnectionClosed."""
        while True:
            self.read()

    def send(self, kind: str, data: Mapping[str, Any], *, command_id: str | None = None) -> dict[str, Any]:
        """Send a command and return its reply; events that come before it are kept in `events`."""
        command_id = command_id or str(uuid4())
        self.socket.send(json.dumps({"v": 1, "id": command_id, "type": kind, "data": dict(data)}))
        while True:
            message = self.read()
            if message["type"] == "reply" and message["id"] == command_id:
                return message
            self.events.append(message)

    def wait_for(self, kind: str) -> dict[str, Any]:
        """Return the first message of type `kind` ("event", "board") that has come or comes."""
        while True:
            for message in self.events:
                if message["type"] == kind:
                    self.events.remove(message)
                    return message
            self.events.append(self.read())

    def marks(self) -> dict[tuple[str, int], str | None]:
        """Return the marks of the snapshot by competitor and aspect."""
        return {(mark["competitor"], mark["aspect"]): mark["mark"] for mark in self.snapshot["marks"]}

    def aspects(self, kind: str) -> list[dict[str, Any]]:
        """Return the aspects of `kind`, "M" or "J", in the order of the sheet."""
        return [aspect for aspect in self.snapshot["aspects"] if aspect["kind"] == kind]

    def close(self) -> None:
        """Leave."""
        self._connection.close()

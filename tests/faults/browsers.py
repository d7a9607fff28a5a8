"""Browsers in one asyncio program: they follow the client rules of docs/protocol.md, and come back by themselves.

A connection that says nothing is broken, a door that leads nowhere is left for the next, and who gets no socket
through changes over to plain HTTP, as the browser's own modules do (connection.js, session.js, plain-way.js).
"""

import asyncio
import contextlib
import http.client
import json
import random
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

from tests.faults.live_room import LiveRoom

BEAT_SECONDS = 1.5
SILENCE_SECONDS = 5.0
ANSWER_SECONDS = 10.0
OPENING_SECONDS = 5.0
WAIT_SECONDS = (0.1, 0.5)
LOOK_SECONDS = 0.5
MOST_FAILURES = 3
LOOKS_BETWEEN_SOCKETS = 10
TEMPORARY = frozenset({"too_fast", "failed"})

NO_NETWORK = (OSError, EOFError, WebSocketException, http.client.HTTPException)


@dataclass(frozen=True)
class Door:
    """A port by which a room can be reached: a server's own or a link's. The server's address is what pages name."""

    port: Callable[[], int]
    url: str


@dataclass
class Screen:
    """What stands on a screen: the fold of what the server said."""

    known: int = -1
    marks: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    totals: dict[str, dict[str, Any]] = field(default_factory=dict)
    forms: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    aspects: list[dict[str, Any]] = field(default_factory=list)

    def begin(self, seq: int, data: dict[str, Any]) -> None:
        """Take in a snapshot, which replaces everything."""
        self.known = seq
        self.marks = {(mark["competitor"], mark["aspect"]): mark for mark in data.get("marks", ())}
        self.totals = dict(data.get("totals", {}))
        self.forms = {(form["competitor"], form["module"]): form for form in data.get("forms", ())}
        self.rows = {row["competitor"]: row for row in data.get("rows", ())}
        self.aspects = data.get("aspects", [])

    def misses(self, message: dict[str, Any]) -> bool:
        """Say whether something that this message builds upon has not come."""
        return bool(message["after"] > self.known)

    def take_in(self, message: dict[str, Any]) -> None:
        """Take in an event or rows of the board, unless they are known."""
        if message["type"] == "board" and message["seq"] >= self.known:
            self._take_rows(message["rows"])
        elif message["type"] == "event" and message["seq"] > self.known:
            self._take_event(message["data"])
        self.known = max(self.known, message["seq"])

    def _take_rows(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            if row.get("removed"):
                self.rows.pop(row["competitor"], None)
            else:
                self.rows[row["competitor"]] = row

    def _take_event(self, data: dict[str, Any]) -> None:
        if "mark" in data:
            mark = data["mark"]
            self.marks[mark["competitor"], mark["aspect"]] = mark
            self.totals[mark["competitor"]] = data["totals"]
        for form in data.get("forms", ()):
            self.forms[form["competitor"], form["module"]] = form


@dataclass
class Command:
    """A command in the outbox: it keeps its id until it is answered."""

    type: str
    data: dict[str, Any]
    seen: str | None
    waited: bool = False
    id: str = field(default_factory=lambda: str(uuid4()))
    times_sent: int = 0

    def message(self) -> dict[str, Any]:
        """Return the message; a measurement that waited says what was seen when it was given."""
        self.times_sent += 1
        is_compared = self.waited and self.type == "measurement.record"
        data = {**self.data, "seen": self.seen} if is_compared else self.data
        return {"v": 1, "id": self.id, "type": self.type, "data": data}


class Browser:
    """One browser that looks at a room and keeps doing so until it is told to leave."""

    def __init__(self, room: LiveRoom, view: str, secret: str, doors: Sequence[Door], seed: str) -> None:
        """Look at `room` as whoever has the `secret`, by the first of the doors that leads there."""
        self.room = room
        self.view = view
        self.secret = secret
        self.screen = Screen()
        self.random = random.Random(seed)  # noqa: S311 -- the same every time
        self.outbox: dict[str, Command] = {}
        self.given: list[Command] = []
        self.answers: dict[str, dict[str, Any]] = {}
        self.breaks = 0
        self.gaps = 0
        self.is_live = False
        self.answered_plainly = 0
        self.troubles: list[str] = []
        self._cookies = {room.cookie: secret} if secret else {}
        self._doors = doors
        self._turn = 0
        self._failures = 0
        self._catches_up = False
        self._heard_at = 0.0
        self._etag = ""
        self._socket: ClientConnection | None = None

    @property
    def door(self) -> Door:
        """The door that is tried now."""
        return self._doors[self._turn % len(self._doors)]

    async def stay(self) -> None:
        """Look at the room until cancelled."""
        while True:
            await self._try(self._look)
            if self._failures >= MOST_FAILURES:
                await self._try(self._look_plainly)
            await asyncio.sleep(self.random.uniform(*WAIT_SECONDS))

    async def _try(self, look: Callable[[], Awaitable[None]]) -> None:
        try:
            await look()
        except NO_NETWORK:
            self._turn += 1
        finally:
            self._lose_touch()

    def give(self, command: Command) -> None:
        """Put a command into the outbox, and send it if the room can be reached."""
        command.waited = not self.is_live
        self.outbox[command.id] = command
        self.given.append(command)
        if self._socket is not None and self.is_live:
            _let(self._socket.send(json.dumps(command.message())))

    def _lose_touch(self) -> None:
        self.breaks += self.is_live
        self.is_live = False
        for command in self.outbox.values():
            command.waited = True

    # The socket ------------------------------------------------------------------------------------------------

    async def _look(self) -> None:
        address = f"ws://127.0.0.1:{self.door.port()}/ws/rooms/{self.room.id}/{self.view}/?lang=en"
        cookie = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        self._failures += 1
        async with connect(
            address,
            additional_headers={"Cookie": cookie} if cookie else {},
            origin=Origin(self.door.url),
            open_timeout=OPENING_SECONDS,
            close_timeout=1,
            ping_interval=None,
            compression=None,
            max_size=None,
        ) as socket:
            watch = asyncio.ensure_future(self._watch(socket))
            try:
                await self._listen(socket)
            finally:
                self._socket = None
                watch.cancel()

    async def _listen(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._heard_at = asyncio.get_running_loop().time()
        async for text in socket:
            self._failures = 0
            self._heard_at = asyncio.get_running_loop().time()
            await self._hear(socket, json.loads(text))

    async def _watch(self, socket: ClientConnection) -> None:
        """Ask for the time now and then; break a connection that is silent, or gives no answer to a command."""
        loop = asyncio.get_running_loop()
        oldest: tuple[str, float] = ("", 0.0)
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            waits_for = next(iter(self.outbox), "")
            if waits_for != oldest[0]:
                oldest = waits_for, loop.time()
            has_no_answer = waits_for and loop.time() - oldest[1] > ANSWER_SECONDS
            if has_no_answer or loop.time() - self._heard_at > SILENCE_SECONDS:
                socket.transport.abort()
                return
            with contextlib.suppress(*NO_NETWORK):
                await socket.send(json.dumps({"v": 1, "id": str(uuid4()), "type": "time", "data": {"sent": 1}}))

    async def _hear(self, socket: ClientConnection, message: dict[str, Any]) -> None:
        if message["type"] == "reply":
            self._settle(message)
        elif message["type"] == "snapshot":
            self.screen.begin(message["seq"], message["data"])
            self._catches_up = False
            await self._become_live(socket)
        elif message["type"] in ("event", "board"):
            await self._follow(socket, message)
        elif message["type"] == "error":
            self.troubles.append(f"{self.view} {self.room.id}: {message}")

    async def _become_live(self, socket: ClientConnection) -> None:
        if not self.is_live:
            self.is_live = True
            for command in list(self.outbox.values()):
                await socket.send(json.dumps(command.message()))

    async def _follow(self, socket: ClientConnection, message: dict[str, Any]) -> None:
        if not self.screen.misses(message):
            self.screen.take_in(message)
        elif not self._catches_up:
            self._catches_up = True
            self.gaps += 1
            await socket.send(json.dumps({"v": 1, "id": str(uuid4()), "type": "snapshot.read", "data": {}}))

    def _settle(self, reply: dict[str, Any]) -> None:
        earlier = self.answers.get(reply["id"])
        if earlier is not None and earlier.get("seq") != reply.get("seq"):
            self.troubles.append(f"Two answers to one command: {earlier} and {reply}")
        command = self.outbox.get(reply["id"])
        if command is None:
            return
        if not reply["ok"] and reply["error"]["code"] in TEMPORARY:
            # It goes out again with the next connection, or here.
            if self._socket is not None:
                _let(_later(1.0, self._socket, command))
            return
        self.answers[reply["id"]] = reply
        del self.outbox[reply["id"]]

    # Plain HTTP ------------------------------------------------------------------------------------------------

    async def _look_plainly(self) -> None:
        for _ in range(LOOKS_BETWEEN_SOCKETS):
            await self._look_once()
            for command in list(self.outbox.values()):
                await self._post(command)
            await asyncio.sleep(self.random.uniform(0.8, 1.2) * LOOK_SECONDS)

    async def _look_once(self) -> None:
        status, text = await self._ask("GET", "state", {"If-None-Match": self._etag} if self._etag else {})
        if status == http.client.OK:
            message = json.loads(text)
            self.screen.begin(message["seq"], message["data"])
        self.is_live = True

    async def _post(self, command: Command) -> None:
        headers = {"Content-Type": "application/json", "X-CSRFToken": self._cookies.get("csrftoken", "")}
        status, text = await self._ask("POST", "commands", headers, json.dumps(command.message()))
        if status == http.client.OK:
            self.answered_plainly += 1
            self._settle(json.loads(text))

    async def _ask(self, method: str, what: str, headers: dict[str, str], body: str = "") -> tuple[int, str]:
        path = f"/en/rooms/{self.room.id}/{what}/{self.view}/"
        cookie = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return await asyncio.to_thread(self._asked, method, path, {**headers, "Cookie": cookie}, body)

    def _asked(self, method: str, path: str, headers: dict[str, str], body: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.door.port(), timeout=SILENCE_SECONDS)
        host = self.door.url.removeprefix("http://")
        try:
            connection.request(method, path, body or None, {**headers, "Host": host, "Connection": "close"})
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for morsel in SimpleCookie(response.headers.get("Set-Cookie", "")).values():
            self._cookies[morsel.key] = morsel.value
        if method == "GET":
            self._etag = response.headers.get("ETag", self._etag)
        if response.status not in (http.client.OK, http.client.NOT_MODIFIED):
            self.troubles.append(f"{method} {path}: {response.status} {text[:300]}")
        return response.status, text


_tasks: set["asyncio.Task[Any]"] = set()


def _let(work: Coroutine[Any, Any, None]) -> None:
    """Do it meanwhile; a connection that is gone is noticed by its reader."""

    async def quietly() -> None:
        with contextlib.suppress(*NO_NETWORK):
            await work

    task = asyncio.ensure_future(quietly())
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


async def _later(seconds: float, socket: ClientConnection, command: Command) -> None:
    await asyncio.sleep(seconds)
    await socket.send(json.dumps(command.message()))

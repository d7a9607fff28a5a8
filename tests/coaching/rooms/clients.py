"""Clients for tests: they connect as a browser does, with cookies alone, and remember every byte that they read."""

import asyncio
import json
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client

from coaching.rooms.joining import Joined, cookie_name
from coaching.rooms.models import Room
from coaching.rooms.routing import websocket_urlpatterns
from coaching.rooms.threads import writing
from people.models import User

PATIENCE = 10
application = URLRouter(websocket_urlpatterns)


class SocketClosed(Exception):
    """The server has closed the socket, with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class RoomClient:
    """One browser's socket. It follows the client rules of the protocol and keeps what it was told."""

    def __init__(self, room: Room, view: str, cookies: dict[str, str], language: str = "en") -> None:
        header = "; ".join(f"{name}={value}" for name, value in cookies.items()).encode()
        path = f"/ws/rooms/{room.pk}/{view}/?lang={language}"
        self.socket = WebsocketCommunicator(application, path, headers=[(b"cookie", header)])
        self.heard: list[str] = []
        self.inbox: list[dict[str, Any]] = []
        self.known = 0
        self.snapshot: dict[str, Any] = {}
        self.marks: dict[tuple[str, int], dict[str, Any]] = {}
        self.totals: dict[str, dict[str, Any]] = {}
        self.rows: dict[str, dict[str, Any]] = {}

    async def __aenter__(self) -> Self:
        connected, code = await self.socket.connect(timeout=PATIENCE)
        assert connected, code
        await self.until(lambda: bool(self.snapshot))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.socket.disconnect(timeout=PATIENCE)

    async def hear(self) -> dict[str, Any]:
        """Read one message and take it in."""
        output = await self.socket.receive_output(timeout=PATIENCE)
        if output["type"] == "websocket.close":
            raise SocketClosed(output["code"])
        self.heard.append(output["text"])
        message = json.loads(output["text"])
        self.inbox.append(message)
        self._take_in(message)
        return message

    def _take_in(self, message: dict[str, Any]) -> None:
        if message["type"] == "snapshot":
            self._begin(message)
        elif message["type"] == "board" and message["seq"] >= self.known:
            assert message["after"] <= self.known, "a gap that the server left"
            self.known = message["seq"]
            for row in message["rows"]:
                if row.get("removed"):
                    self.rows.pop(row["competitor"], None)
                else:
                    self.rows[row["competitor"]] = row
        elif message["type"] == "event" and message["seq"] > self.known:
            assert message["after"] <= self.known, "a gap that the server left"
            self.known = message["seq"]
            if "mark" in message["data"]:
                mark = message["data"]["mark"]
                self.marks[mark["competitor"], mark["aspect"]] = mark
                self.totals[mark["competitor"]] = message["data"]["totals"]
            if "room" in message["data"]:
                self.snapshot["room"] = message["data"]["room"]

    def _begin(self, message: dict[str, Any]) -> None:
        self.known, self.snapshot = message["seq"], message["data"]
        self.marks = {(mark["competitor"], mark["aspect"]): mark for mark in self.snapshot.get("marks", ())}
        self.totals = dict(self.snapshot.get("totals", {}))
        self.rows = {row["competitor"]: row for row in self.snapshot.get("rows", ())}

    async def until(self, true: Callable[[], bool]) -> None:
        """Read until the condition holds."""
        async with asyncio.timeout(PATIENCE):
            while not true():
                await self.hear()

    async def until_seq(self, seq: int) -> None:
        """Read until this event is known."""
        await self.until(lambda: self.known >= seq)

    async def until_closed(self) -> int:
        """Read until the server closes, and return its code."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    await self.hear()
                except SocketClosed as closed:
                    return closed.code

    async def send(self, kind: str, message_id: str | None = None, **data: Any) -> str:
        """Send a command and return its id."""
        sent = message_id or str(uuid4())
        await self.say(json.dumps({"v": 1, "id": sent, "type": kind, "data": data}))
        return sent

    async def say(self, text: str) -> None:
        """Send any text at all."""
        await self.socket.send_to(text_data=text)

    async def answer(self, message_id: str) -> dict[str, Any]:
        """Read until the answer with this id and return it."""
        await self.until(lambda: self._answer(message_id) is not None)
        answer = self._answer(message_id)
        assert answer is not None
        return answer

    def _answer(self, message_id: str) -> dict[str, Any] | None:
        # The last one: the same id may have been sent twice.
        answers = [message for message in self.inbox if message.get("id") == message_id]
        return answers[-1] if answers else None

    async def ask(self, kind: str, message_id: str | None = None, **data: Any) -> dict[str, Any]:
        """Send a command and return its answer."""
        self.inbox.clear()
        return await self.answer(await self.send(kind, message_id, **data))

    async def error(self) -> dict[str, Any]:
        """Read until an error without an id and return it."""
        await self.until(lambda: any(message["type"] == "error" for message in self.inbox))
        return next(message for message in self.inbox if message["type"] == "error")


def secret_of(room: Room, joined: Joined) -> dict[str, str]:
    """Return the cookies of a judge's or a competitor's browser."""
    return {cookie_name(room): joined.secret}


def browser(room: Room, joined: Joined) -> Client:
    """Return the browser of a judge or a competitor, for pages."""
    client = Client()
    for name, value in secret_of(room, joined).items():
        client.cookies[name] = value
    return client


async def session_of(user: User) -> dict[str, str]:
    """Return the cookies of a browser in which the user is signed in."""
    return await writing(_session_of)(user)


def _session_of(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def watching(socket_room: Room, view: str = "board", cookies: dict[str, str] | None = None) -> WebsocketCommunicator:
    """Return a socket that is not connected yet."""
    header = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items()).encode()
    return WebsocketCommunicator(application, f"/ws/rooms/{socket_room.pk}/{view}/", headers=[(b"cookie", header)])


async def refused_with(socket_room: Room, view: str, cookies: dict[str, str] | None = None) -> int:
    """Connect and return the code that the server closes with at once."""
    socket = watching(socket_room, view, cookies)
    await socket.connect(timeout=PATIENCE)
    output = await socket.receive_output(timeout=PATIENCE)
    await socket.wait(timeout=PATIENCE)
    assert output["type"] == "websocket.close"
    return output["code"]

"""Screens of a ceremony over sockets: every one is told at once, none of them anything of what comes."""

import asyncio
import json
from typing import Any

import pytest
from channels.db import database_sync_to_async
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator

from championships.events.confirming import confirm
from championships.events.models import Ceremony, Publicity, ResultRow
from championships.events.publicity import choose
from championships.events.reveal import leading
from championships.events.reveal.making import make
from championships.events.reveal.routing import websocket_urlpatterns
from championships.events.reveal.steps import Choices
from people.models import User
from tests.championships.events.grown import BY_NAME, NAMES, Event

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 10


class Screen:
    """A screen in the hall, which keeps every byte that it was sent."""

    def __init__(self, key: str, language: str = "en") -> None:
        address = f"/ws/ceremonies/{key}/?lang={language}"
        self.socket = WebsocketCommunicator(URLRouter(websocket_urlpatterns), address)
        self.bytes = ""

    async def open(self) -> dict[str, Any]:
        """Connect and return the first state."""
        connected, code = await self.socket.connect(timeout=PATIENCE)
        assert connected, code
        return await self.hear()

    async def hear(self) -> dict[str, Any]:
        """Return the next state."""
        text = await self.socket.receive_from(timeout=PATIENCE)
        self.bytes += text
        state: dict[str, Any] = json.loads(text)
        return state

    async def until(self, step: int) -> dict[str, Any]:
        """Hear until this step stands on the screen."""
        async with asyncio.timeout(PATIENCE):
            while (state := await self.hear())["step"] != step:
                pass
        return state

    def names(self) -> set[str]:
        """Return which of the competitors were ever named here."""
        return {name for name in NAMES if name in self.bytes}

    async def close(self) -> None:
        """Hang up."""
        await self.socket.disconnect(timeout=PATIENCE)


def _made() -> tuple[Ceremony, User, list[set[str]]]:
    """Return a ceremony of one skill, its operator, and whom each step may have named at the latest."""
    event = Event()
    entries = [event.enter(name) for name in NAMES]
    for entry in entries:
        person = entry.people.get()
        choose(actor=event.organiser, person=person, publicity=Publicity.NAME, consents=[BY_NAME])
    confirm(actor=event.second, result=event.hand_over(["95", "91", "87", "80", "72", "60"], entries))
    chosen = Choices(lowest_place=6)
    ceremony = make(actor=event.organiser, championship=event.championship, skills=[event.skill.pk], choices=chosen)
    names = dict(ResultRow.objects.values_list("pk", "public_name"))
    due: list[set[str]] = []
    for step in ceremony.steps:
        due.append((due[-1] if due else set()) | {names[key] for key in step["lines"]})
    return ceremony, event.organiser, due


async def test_two_screens_follow_every_step_and_never_hold_a_later_name() -> None:
    ceremony, organiser, due = await database_sync_to_async(_made)()
    hall, home = Screen(ceremony.key), Screen(ceremony.key, "kk")
    await hall.open()
    await home.open()
    for step in range(1, len(ceremony.steps)):
        await database_sync_to_async(leading.go)(actor=organiser, ceremony=ceremony, step=step)
        await hall.until(step)
        await home.until(step)
        assert hall.names() == home.names() == due[step]
    assert due[-1] == set(NAMES)
    assert "Алтын" in home.bytes
    assert "Алтын" not in hall.bytes
    late = Screen(ceremony.key)
    assert (await late.open())["step"] == len(ceremony.steps) - 1
    for screen in (hall, home, late):
        await screen.close()


async def test_what_a_screen_says_is_not_heard() -> None:
    ceremony, _organiser, due = await database_sync_to_async(_made)()
    screen = Screen(ceremony.key)
    await screen.open()
    await screen.socket.send_to(text_data=json.dumps({"step": 5}))
    await screen.socket.send_to(text_data="{ no json")
    assert await screen.socket.receive_nothing()
    assert screen.names() == due[0]
    await screen.close()
    assert await database_sync_to_async(lambda: Ceremony.objects.get().step)() == 0


async def test_without_the_key_there_is_no_screen() -> None:
    screen = Screen("no-such-key-at-all")
    await screen.socket.connect(timeout=PATIENCE)
    closed = await screen.socket.receive_output(timeout=PATIENCE)
    assert (closed["type"], closed["code"]) == ("websocket.close", 4404)

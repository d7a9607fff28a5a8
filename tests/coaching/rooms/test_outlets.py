"""Slow readers: they cost a bounded amount, nobody else's time, and come back with a fresh snapshot."""

import asyncio
from typing import Any

import pytest

from coaching.rooms import outlet as outlets
from coaching.rooms.audience import BOARD, Audience
from coaching.rooms.frames import Message
from coaching.rooms.outlet import QueuedOutlet
from coaching.rooms.protocol import CloseCode


class Reader:
    """A browser that reads only when it is told to."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.gate = asyncio.Event()
        self.asked = asyncio.Event()

    async def send(self, message: dict[str, Any]) -> None:
        """Take a message when the gate is open."""
        self.asked.set()
        await self.gate.wait()
        self.read.append(message["text"])


def snapshot(_audience: Audience) -> str:
    return "snapshot"


async def test_messages_come_in_order() -> None:
    reader = Reader()
    reader.gate.set()
    outlet = QueuedOutlet(reader.send, BOARD, snapshot)
    outlet.push(Message("one"))
    outlet.answer("two")
    outlet.push(Message("three"))
    outlet.close(4410)
    await outlet.run()
    assert reader.read == ["one", "two", "three"]
    assert outlet.closed_with == 4410


async def test_slow_reader_gets_one_fresh_snapshot_and_every_answer() -> None:
    reader = Reader()
    outlet = QueuedOutlet(reader.send, BOARD, snapshot)
    running = asyncio.ensure_future(outlet.run())
    outlet.push(Message("first"))
    await reader.asked.wait()
    outlet.answer("answer")
    for number in range(outlets.MOST_MESSAGES * 10):
        outlet.push(Message(f"news {number}"))
        assert outlet.waiting <= outlets.MOST_MESSAGES
    reader.gate.set()
    # A snapshot that is still to be made is dropped with the socket: who comes back gets one anyhow.
    for _turn in range(outlets.MOST_MESSAGES):
        await asyncio.sleep(0)
    outlet.close(CloseCode.RESTARTING)
    await running
    assert reader.read == ["first", "snapshot", "answer"]
    assert outlet.overflows == 1


async def test_letters_that_wait_are_bounded() -> None:
    reader = Reader()
    outlet = QueuedOutlet(reader.send, BOARD, snapshot)
    running = asyncio.ensure_future(outlet.run())
    outlet.push(Message("first"))
    await reader.asked.wait()
    for _ in range(3):
        outlet.push(Message("x" * outlets.MOST_LETTERS))
    assert outlet.waiting == 1
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_reader_who_asks_and_never_reads_is_closed() -> None:
    reader = Reader()
    outlet = QueuedOutlet(reader.send, BOARD, snapshot)
    running = asyncio.ensure_future(outlet.run())
    outlet.on_give_up(running.cancel)
    outlet.push(Message("first"))
    await reader.asked.wait()
    for number in range(outlets.MOST_ANSWERS + 1):
        outlet.answer(f"answer {number}")
    assert outlet.closed_with == CloseCode.TOO_SLOW
    with pytest.raises(asyncio.CancelledError):
        await running
    assert outlet.waiting == 0


async def test_stalled_reader_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader()
    outlet = QueuedOutlet(reader.send, BOARD, snapshot)
    running = asyncio.ensure_future(outlet.run())
    assert not outlet.stalled(0)
    outlet.push(Message("first"))
    await reader.asked.wait()
    monkeypatch.setattr("coaching.rooms.outlet.time.monotonic", lambda: float("inf"))
    assert outlet.stalled(20)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

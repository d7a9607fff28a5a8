"""What waits to be sent to one socket: bounded, and what happens to a reader who falls behind.

News may be dropped, because one fresh snapshot stands for all of it; answers to the reader's own commands are
kept. So a reader who stops reading costs a bounded amount of memory and nobody else's time.
"""

import asyncio
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from coaching.rooms.audience import Audience
from coaching.rooms.frames import Message, Straight
from coaching.rooms.protocol import CloseCode

Send = Callable[[dict[str, Any]], Awaitable[None]]
Snapshot = Callable[[Audience], str]

MOST_MESSAGES = 256
MOST_LETTERS = 512 * 1024
MOST_ANSWERS = 256
MOST_BYTES = 256 * 1024


class Outlet(ABC):
    """The way out to one socket. All of its methods are called from the event loop that it was made in."""

    __slots__ = ("audience", "closed_with", "overflows")

    def __init__(self, audience: Audience) -> None:
        """Begin open."""
        self.audience = audience
        self.overflows = 0
        self.closed_with: int | None = None

    @property
    @abstractmethod
    def waiting_bytes(self) -> int:
        """How many bytes, or letters, wait in this process."""

    @abstractmethod
    def push(self, message: Message) -> None:
        """Send news, which a later snapshot may stand for."""

    @abstractmethod
    def answer(self, text: str) -> None:
        """Send an answer, which is not dropped for being late."""

    @abstractmethod
    def refresh(self) -> None:
        """Send one fresh snapshot, which stands for the news that waits."""

    @abstractmethod
    def close(self, code: int) -> None:
        """Close the socket after what waits has been sent; the first code counts."""

    @abstractmethod
    def give_up(self) -> None:
        """Close the socket of a reader who does not read, without waiting for what waits."""

    @abstractmethod
    def stalled(self, seconds: float) -> bool:
        """Return whether the reader has taken nothing for longer than this although something waits."""


class StraightOutlet(Outlet):
    """Writes frames straight into the socket; the server says when much waits, and when nothing does any more."""

    __slots__ = ("_paused_at", "_snapshot", "_stale", "_straight", "_waited", "_write")

    def __init__(self, straight: Straight, audience: Audience, snapshot: Snapshot) -> None:
        """Write with `straight` to a reader who sees what `audience` sees; `snapshot` gives a fresh one's text."""
        super().__init__(audience)
        self._straight = straight
        self._write = straight.write
        self._snapshot = snapshot
        self._paused_at: float | None = None
        self._waited = 0
        self._stale = False
        straight.listen(self)

    @property
    def waiting_bytes(self) -> int:
        """How many bytes wait in this process."""
        return self._straight.waiting()

    def push(self, message: Message) -> None:
        """Send news, unless so much waits that a snapshot will stand for it."""
        if self._paused_at is None:
            self._write(message.frame)
        elif not self._stale:
            self._stale = True
            self.overflows += 1

    def answer(self, text: str) -> None:
        """Send an answer, also behind much that waits."""
        if self.closed_with is None:
            self._write(Message(text).frame)
            if self._paused_at is not None and self._straight.waiting() > self._waited + MOST_BYTES:
                self.give_up()

    def refresh(self) -> None:
        """Send a fresh snapshot, when nothing waits any more if much does."""
        if self._paused_at is not None:
            self._stale = True
        elif self.closed_with is None:
            self._write(Message(self._snapshot(self.audience)).frame)

    def paused(self) -> None:
        """Send no news until the reader has taken what waits."""
        self._paused_at = time.monotonic()
        self._waited = self._straight.waiting()

    def resumed(self) -> None:
        """Send one fresh snapshot for the news that was left out meanwhile."""
        self._paused_at = None
        if self._stale and self.closed_with is None:
            self._stale = False
            self.refresh()

    def close(self, code: int) -> None:
        """Close the socket behind what waits; the first code counts."""
        if self.closed_with is None:
            self.closed_with = int(code)
            self._straight.close(self.closed_with)

    def give_up(self) -> None:
        """Close the socket; a reader who does not answer is cut off by the server."""
        self.close(CloseCode.TOO_SLOW)

    def stalled(self, seconds: float) -> bool:
        """Return whether nothing of what waits was taken for longer than this; each look counts from there."""
        if self._paused_at is None:
            return False
        waiting, now = self._straight.waiting(), time.monotonic()
        if waiting < self._waited:
            self._waited, self._paused_at = waiting, now
        return now - self._paused_at > seconds


class QueuedOutlet(Outlet):
    """Sends text as ASGI has it, one message after another; what waits, waits in a queue."""

    def __init__(self, send: Send, audience: Audience, snapshot: Snapshot) -> None:
        """Send with `send` to a reader who sees what `audience` sees; `snapshot` gives the text of a fresh one."""
        super().__init__(audience)
        self._send = send
        self._snapshot = snapshot
        self._queue: deque[tuple[str, bool]] = deque()
        self._letters = 0
        self._stale = False
        self._sending_since: float | None = None
        self._wake = asyncio.Event()
        self._stop: Callable[[], object] = lambda: None

    @property
    def waiting(self) -> int:
        """How many messages wait."""
        return len(self._queue) + self._stale

    @property
    def waiting_bytes(self) -> int:
        """How many letters wait."""
        return self._letters

    def push(self, message: Message) -> None:
        """Send news, which a later snapshot may stand for."""
        # A snapshot that is still to be made will hold this too.
        if not self._stale:
            self._add(message.text, keep=False)

    def answer(self, text: str) -> None:
        """Send an answer, which is not dropped for being late."""
        self._add(text, keep=True)

    def refresh(self) -> None:
        """Drop the news that waits and send one fresh snapshot in its place."""
        if self.closed_with is not None:
            return
        self._queue = deque((text, keep) for text, keep in self._queue if keep)
        self._letters = sum(len(text) for text, _ in self._queue)
        self._stale = True
        self._wake.set()

    def close(self, code: int) -> None:
        """Close the socket after what waits has been sent, without a snapshot made anew; the first code counts."""
        if self.closed_with is None:
            self.closed_with = int(code)
            self._stale = False
        self._wake.set()

    def on_give_up(self, stop: Callable[[], object]) -> None:
        """Call `stop` to break off a send that never ends."""
        self._stop = stop

    def give_up(self) -> None:
        """Close the socket of a reader who does not read, without waiting for what waits."""
        self._queue.clear()
        self._stale = False
        self.close(CloseCode.TOO_SLOW)
        self._stop()

    def stalled(self, seconds: float) -> bool:
        """Return whether one message has been on its way for longer than this."""
        return self._sending_since is not None and time.monotonic() - self._sending_since > seconds

    async def run(self) -> None:
        """Send what comes until the socket is closed."""
        while True:
            while self._stale or self._queue:
                await self._send_next()
            if self.closed_with is not None:
                return
            self._wake.clear()
            await self._wake.wait()

    async def _send_next(self) -> None:
        self._sending_since = time.monotonic()
        await self._send({"type": "websocket.send", "text": self._next()})
        self._sending_since = None

    def _next(self) -> str:
        if self._stale:
            self._stale = False
            return self._snapshot(self.audience)
        text, _ = self._queue.popleft()
        self._letters -= len(text)
        return text

    def _add(self, text: str, *, keep: bool) -> None:
        if self.closed_with is not None:
            return
        self._queue.append((text, keep))
        self._letters += len(text)
        if len(self._queue) > MOST_MESSAGES or self._letters > MOST_LETTERS:
            self._overflow()
        self._wake.set()

    def _overflow(self) -> None:
        self.overflows += 1
        self.refresh()
        if len(self._queue) > MOST_ANSWERS or self._letters > MOST_LETTERS:
            self.give_up()

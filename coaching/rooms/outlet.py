"""What waits to be sent to one socket: a bounded queue, and what happens to a reader who falls behind.

News may be dropped, because one fresh snapshot stands for all of it; answers to the reader's own commands are
kept. So a reader who stops reading costs a bounded amount of memory and nobody else's time.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from coaching.rooms.audience import Audience
from coaching.rooms.protocol import CloseCode

Send = Callable[[dict[str, Any]], Awaitable[None]]

MOST_MESSAGES = 256
MOST_LETTERS = 512 * 1024
MOST_ANSWERS = 256


class Outlet:
    """The way out to one socket. All of its methods are called from the event loop that it was made in."""

    def __init__(self, send: Send, audience: Audience, snapshot: Callable[[Audience], str]) -> None:
        """Send with `send` to a reader who sees what `audience` sees; `snapshot` gives the text of a fresh one."""
        self.audience = audience
        self.overflows = 0
        self.closed_with: int | None = None
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

    def push(self, text: str) -> None:
        """Send news, which a later snapshot may stand for."""
        # A snapshot that is still to be made will hold this too.
        if not self._stale:
            self._add(text, keep=False)

    def answer(self, text: str) -> None:
        """Send an answer, which is not dropped for being late."""
        self._add(text, keep=True)

    def refresh(self) -> None:
        """Drop the news that waits and send one fresh snapshot in its place."""
        self._queue = deque((text, keep) for text, keep in self._queue if keep)
        self._letters = sum(len(text) for text, _ in self._queue)
        self._stale = True
        self._wake.set()

    def close(self, code: int) -> None:
        """Close the socket after what waits has been sent; the first code counts."""
        if self.closed_with is None:
            self.closed_with = int(code)
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

"""The raw limit: the `websockets` library alone, asked the same things as Podium over its standard input.

It sends the bytes that it is given; it knows neither rooms nor people. For `mark` it commits one row before it
tells everybody, as anything must whose acknowledged marks are to survive a power cut.
"""

import asyncio
import json
import logging
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any

import psycopg
from websockets.asyncio.server import ServerConnection, broadcast, serve

PATIENCE = 60
BACKLOG = 2048


class Raw:
    """Sockets in rooms, which are the paths of their addresses."""

    def __init__(self, database: str) -> None:
        """Begin with nobody; rows are committed to `database` if it is named."""
        self._rooms: dict[str, set[ServerConnection]] = {}
        self._first = "{}"
        self._database = database
        self._rows: psycopg.AsyncConnection | None = None

    async def serve(self, port: int) -> None:
        """Serve until the standard input ends."""
        self._loop = asyncio.get_running_loop()
        self._end = asyncio.Event()
        if self._database:
            self._rows = await psycopg.AsyncConnection.connect(self._database, autocommit=True)
            await self._rows.execute("CREATE TABLE IF NOT EXISTS raw_marks (id bigserial PRIMARY KEY, text text)")
        async with serve(self._handle, "127.0.0.1", port, compression=None, backlog=BACKLOG, ping_interval=None):
            threading.Thread(target=self._answer, daemon=True).start()
            say({"port": port})
            await self._end.wait()

    async def _handle(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        room = self._rooms.setdefault(connection.request.path, set())
        await connection.send(self._first)
        room.add(connection)
        try:
            async for text in connection:
                await self._mark(room, text)
        finally:
            room.discard(connection)

    async def _mark(self, room: set[ServerConnection], text: str | bytes) -> None:
        if self._rows is not None:
            await self._rows.execute("INSERT INTO raw_marks (text) VALUES (%s)", [str(text)])
        broadcast(room, text)

    def _answer(self) -> None:
        for line in sys.stdin:
            say(carried_out(self, json.loads(line)))
        self._loop.call_soon_threadsafe(self._end.set)

    def usage(self) -> dict[str, float]:
        """Return the CPU seconds used so far, and the bytes of memory that are the process's own."""
        status = Path("/proc/self/status").read_text(encoding="ascii")
        own = next(line.split()[1] for line in status.splitlines() if line.startswith("RssAnon"))
        return {"cpu": time.process_time(), "memory": int(own) * 1024, "at": time.monotonic()}

    def first(self, text: str) -> dict[str, Any]:
        """Greet everybody who comes with `text`."""
        self._first = text
        return {}

    def ring(self, text: str, times: int) -> dict[str, float]:
        """Send `text` to every socket of every room, `times` over; the next only after the one before was sent."""
        begun = self.usage()
        for _ in range(times):
            for room in list(self._rooms.values()):
                self._loop.call_soon_threadsafe(broadcast, room, text)
            asyncio.run_coroutine_threadsafe(_nothing(), self._loop).result(PATIENCE)
        return {"cpu": time.process_time() - begun["cpu"], "seconds": time.monotonic() - begun["at"]}


async def _nothing() -> None:
    """Take one turn of the loop, behind everything that was asked of it before."""


def carried_out(asked: object, request: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a request, or what went wrong."""
    try:
        answer: dict[str, Any] = getattr(asked, request.pop("do"))(**request)
    except Exception:  # noqa: BLE001 -- whoever asked is told
        return {"error": traceback.format_exc()}
    return answer


def say(answer: dict[str, Any]) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(Raw(sys.argv[2]).serve(int(sys.argv[1])))

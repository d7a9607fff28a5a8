"""Podium as it is served, in a process of its own, with somebody who asks it things over its standard input.

`python -m tests.load.served PORT` is `manage.py serve` and a thread that reads one JSON command a line, carries it
out and writes one JSON answer. Fan-out is measured from the moment at which an event that is committed is made
known, so those events are made here and are not in the database.
"""

import asyncio
import gc
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podium.settings")

from channels.routing import get_default_application

from podium import serving

# The application sets Django up; what follows needs it.
application = get_default_application()

from django.utils import timezone  # noqa: E402

from coaching.rooms import doorbell, hub, registry  # noqa: E402
from coaching.rooms.event_log import LoggedEvent, moment  # noqa: E402
from coaching.rooms.hub import Hub  # noqa: E402
from tests.load.lines import carried_out, say  # noqa: E402
from tests.load.rooms import prepare  # noqa: E402

PATIENCE = 60


class Driver:
    """Carries out what the measuring process asks for."""

    def __init__(self, loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
        """Ask things of the server whose event loop this is."""
        self._loop = loop
        self._stop = stop
        self._seqs: dict[str, int] = {}

    def run(self) -> None:
        """Answer every line until there are no more, then stop the server."""
        for line in sys.stdin:
            say(carried_out(self, json.loads(line)))
        self._stop()

    def usage(self) -> dict[str, float]:
        """Return the CPU seconds used so far, and the bytes of memory that are the process's own."""
        status = Path("/proc/self/status").read_text(encoding="ascii")
        own = next(line.split()[1] for line in status.splitlines() if line.startswith("RssAnon"))
        return {"cpu": time.process_time(), "memory": int(own) * 1024, "at": time.monotonic()}

    def collect(self) -> dict[str, float]:
        """Collect rubbish and return the usage."""
        gc.collect()
        return self.usage()

    def coalesce(self, seconds: float) -> dict[str, float]:
        """Let boards wait so long for further changes."""
        hub.BOARD_SECONDS = seconds
        return {}

    def prepare(self, **wishes: Any) -> dict[str, Any]:
        """Return a new room."""
        return prepare(**wishes)

    def ring(self, rooms: list[dict[str, Any]], times: int) -> dict[str, float]:
        """Make a mark known in each room, `times` over; the next only after the one before has been told."""
        begun = self.usage()
        for _ in range(times):
            for room in rooms:
                doorbell.ring(self._marked(room))
            asyncio.run_coroutine_threadsafe(_nothing(), self._loop).result(PATIENCE)
        return {"cpu": time.process_time() - begun["cpu"], "seconds": time.monotonic() - begun["at"]}

    def _marked(self, room: dict[str, Any]) -> LoggedEvent:
        seq = self._seqs[room["id"]] = self._seqs.get(room["id"], room["seq"]) + 1
        # Each total changes within its place, so that one row changes and every message is as long as the last.
        turn, place = divmod(seq, len(room["competitors"]))
        total = f"{10 + 5 * place}.{10 + turn % 90}"
        competitor = room["competitors"][place]
        mark = {"competitor": competitor, "aspect": room["aspects"][0], "round": 1, "state": "marked", "mark": "1.00"}
        totals = {"marked": 10, "of": 30, "total": total, "criteria": {"A": total}, "sub_criteria": {}, "sections": {}}
        return LoggedEvent(
            room=room["id"],
            seq=seq,
            type="measurement.recorded",
            data={"mark": {**mark, "reason": "", "scores": [], "previous": []}, "totals": totals, "by": None},
            actor_user=None,
            actor_participant=None,
            command_id=str(uuid4()),
            at=moment(timezone.now()),
            previous_hash="",
            hash="",
        )

    def waiting(self) -> dict[str, Any]:
        """Return how many bytes wait in this process for each reader of all rooms that has any, the most first."""
        found = asyncio.run_coroutine_threadsafe(_waiting(), self._loop).result(PATIENCE)
        return {"bytes": found, **self.usage()}


async def _nothing() -> None:
    """Take one turn of the loop, behind everything that was asked of it before."""


async def _waiting() -> list[int]:
    outlets = [outlet for each in _hubs() for outlet in each.outlets]
    return sorted((outlet.waiting_bytes for outlet in outlets if outlet.waiting_bytes), reverse=True)


def _hubs() -> list[Hub]:
    return registry.current().open_hubs


def main(port: int) -> None:
    """Serve until the standard input ends."""
    from twisted.internet import reactor  # noqa: PLC0415 -- Daphne chooses it first

    # The reactor has the methods of the class that Daphne chose, which its module does not say.
    running: Any = reactor

    def listening() -> None:
        driver = Driver(running._asyncioEventloop, lambda: running.callFromThread(running.stop))
        threading.Thread(target=driver.run, daemon=True).start()
        say({"port": port})

    serving.server(application, host="127.0.0.1", port=port, behind_proxy=False, when_listening=listening).run()


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""The hub: what one process knows of one room, and the sockets that it tells.

It holds the state of the room as the fold of the events, so a snapshot costs no query. It takes in the next
event whoever brings it; if one is missing it reads the log. Each text is encoded once for everybody who sees
the same.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from coaching.rooms import event_log
from coaching.rooms.audience import BOARD, Audience
from coaching.rooms.board import Board
from coaching.rooms.event_log import LoggedEvent
from coaching.rooms.frames import Message
from coaching.rooms.outlet import Outlet
from coaching.rooms.presence import Presence
from coaching.rooms.protocol import CloseCode, View, encode
from coaching.rooms.rendering import JURY, event_seen, snapshot_seen, someone_has_own_score
from coaching.rooms.sheet import Sheet, sheet_of
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import MARK_EVENTS, RoomState
from coaching.rooms.threads import reading

log = logging.getLogger(__name__)

BOARD_SECONDS = 0.1
PRESENCE_SECONDS = 0.2
SNAPSHOT_SECONDS = 1.0

Key = tuple[str, str | None]


class Hub:
    """One room in one process. Everything but `open` and `reach` is plain code of the event loop."""

    def __init__(self, room_id: UUID, *, on_presence: Callable[["Hub"], None] = lambda _: None) -> None:
        """Make a hub that is still to be opened; `on_presence` is called when somebody comes or goes."""
        self.room_id = room_id
        self.presence = Presence()
        self.state: RoomState
        self._sheet: Sheet
        self._board: Board
        self._outlets: dict[Key, set[Outlet]] = {}
        self._last_common = 0
        self._last_of: dict[Key, int] = {}
        self._last_board = 0
        self._board_at = 0.0
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._kept: dict[Key, tuple[int, float, str]] = {}
        self._reading = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._on_presence = on_presence

    async def open(self) -> None:
        """Read the room.

        Raises:
            RoomUnknown: there is no such room.
        """
        self._sheet = await reading(sheet_of)(self.room_id)
        self.state = await reading(load_state)(self.room_id)
        self._board = Board(self.state, len(self._sheet.aspects))
        self._board.changed_rows()
        self._last_common = self._last_board = self.state.seq

    def close(self) -> None:
        """Stop what is still to come."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        for task in self._tasks:
            task.cancel()

    # Sockets ---------------------------------------------------------------------------------------------------

    @property
    def outlets(self) -> list[Outlet]:
        """Every socket of the room in this process."""
        return [outlet for outlets in self._outlets.values() for outlet in outlets]

    def attach(self, outlet: Outlet) -> None:
        """Send the outlet a snapshot, and from then on everything that its audience may see."""
        if BOARD.key not in self._outlets:
            # Nobody has looked at the board: what changed meanwhile is in the snapshot.
            self._board.changed_rows()
        self._outlets.setdefault(outlet.audience.key, set()).add(outlet)
        if outlet.audience.participant is not None:
            self.presence.arrive(outlet.audience.participant)
            self._presence_soon()
        outlet.refresh()

    def detach(self, outlet: Outlet) -> None:
        """Forget the outlet."""
        key = outlet.audience.key
        if outlet not in self._outlets.get(key, ()):
            return
        self._outlets[key].discard(outlet)
        if not self._outlets[key]:
            del self._outlets[key]
            self._kept.pop(key, None)
        if outlet.audience.participant is not None:
            self.presence.leave(outlet.audience.participant)
            self._presence_soon()

    def snapshot_text(self, audience: Audience) -> str:
        """Return the encoded snapshot for `audience`; boards that come at the same moment share one."""
        loop_time = asyncio.get_running_loop().time()
        kept = self._kept.get(audience.key)
        if kept is not None and kept[0] == self.state.seq and loop_time - kept[1] < SNAPSHOT_SECONDS:
            return kept[2]
        data = snapshot_seen(self.state, self._sheet, audience, now=timezone.now(), online=self.presence.online)
        text = encode({"type": "snapshot", "seq": self.state.seq, "data": data})
        if audience.view == View.BOARD:
            self._kept[audience.key] = self.state.seq, loop_time, text
        return text

    # Events ----------------------------------------------------------------------------------------------------

    def receive(self, event: LoggedEvent) -> None:
        """Take in an event that somebody brought: the next one at once, one too far ahead by way of the log."""
        if event.seq == self.state.seq + 1:
            self._take_in(event)
        elif event.seq > self.state.seq:
            self.catch_up(event.seq)

    def catch_up(self, seq: int) -> None:
        """Read the log in the background until `seq` is reached."""
        if seq > self.state.seq:
            task = asyncio.get_running_loop().create_task(self._caught_up(seq))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _caught_up(self, seq: int) -> None:
        try:
            await self.reach(seq)
        except Exception:
            # The registry looks again in a few seconds.
            log.warning("The log of room %s could not be read.", self.room_id, exc_info=True)

    async def reach(self, seq: int) -> None:
        """Return when every event up to `seq` that the log has is taken in."""
        async with self._reading:
            while self.state.seq < seq:
                events = await reading(event_log.read_after)(self.room_id, self.state.seq)
                if not events:
                    return
                for event in events:
                    # Meanwhile the doorbell may have brought some of them.
                    if event.seq == self.state.seq + 1:
                        self._take_in(event)

    def _take_in(self, event: LoggedEvent) -> None:
        self.state.apply(event)
        self._update_board(event)
        if event.type in MARK_EVENTS:
            self._tell_jury(event)
            self._tell_one(event, ("competitor", event.data["mark"]["competitor"]))
        elif event.type.startswith("participant."):
            self._tell_jury(event)
            self._tell_one(event, ("competitor", event.data["participant"]["id"]))
            self._send_out_removed(event)
        else:
            self._tell_everybody(event)

    # Telling ---------------------------------------------------------------------------------------------------

    def _tell_jury(self, event: LoggedEvent) -> None:
        common: str | None = None
        personal = event.type in MARK_EVENTS and someone_has_own_score(event.data["mark"])
        for key, outlets in self._of_jury():
            text = common
            if text is None:
                text = self._encoded(event, Audience(View(key[0]), key[1]), event.seq - 1)
                common = None if personal else text
            _push(outlets, text)

    def _of_jury(self) -> Iterable[tuple[Key, set[Outlet]]]:
        return [(key, outlets) for key, outlets in self._outlets.items() if key[0] in JURY]

    def _tell_one(self, event: LoggedEvent, key: Key) -> None:
        outlets = self._outlets.get(key)
        after = max(self._last_common, self._last_of.get(key, 0))
        self._last_of[key] = event.seq
        if outlets:
            _push(outlets, self._encoded(event, Audience(View(key[0]), key[1]), after))

    def _tell_everybody(self, event: LoggedEvent) -> None:
        self._tell_jury(event)
        text = self._encoded(event, BOARD, self._last_common)
        self._last_common = self._last_board = event.seq
        ended = event.type == "room.ended" and self.state.room["marks_shown"] == "end"
        for key, outlets in self._outlets.items():
            if key[0] in JURY:
                continue
            _push(outlets, text)
            if ended and key[0] == View.COMPETITOR:
                # Only now may they see their marks.
                for outlet in outlets:
                    outlet.refresh()

    def _encoded(self, event: LoggedEvent, audience: Audience, after: int) -> str:
        data = event_seen(event, self.state.room, audience) or {}
        return encode(
            {"type": "event", "seq": event.seq, "after": after, "event": event.type, "at": event.at, "data": data}
        )

    def _send_out_removed(self, event: LoggedEvent) -> None:
        participant = event.data["participant"]
        if participant["status"] == "removed":
            for outlet in self._outlets.get((participant["role"], participant["id"]), ()):
                outlet.close(CloseCode.REMOVED)

    # The board -------------------------------------------------------------------------------------------------

    def _update_board(self, event: LoggedEvent) -> None:
        if event.type in ("room.ended", "results.published"):
            for participant in self.state.of_role("competitor"):
                self._board.update(participant, self.state.public.get(participant["id"]))
        elif event.type in MARK_EVENTS:
            self._update_row(event.data["mark"]["competitor"])
        elif event.type.startswith("participant.") and event.data["participant"]["role"] == "competitor":
            self._update_row(event.data["participant"]["id"])
        else:
            return
        self._board_soon()

    def _update_row(self, competitor: str) -> None:
        self._board.update(self.state.participants[competitor], self.state.public.get(competitor))

    def _board_soon(self) -> None:
        """Send the first change at once and what follows at most every tenth of a second."""
        if BOARD.key in self._outlets:
            wait = self._board_at + BOARD_SECONDS - asyncio.get_running_loop().time()
            self._later("board", wait, self._send_board)

    def _send_board(self) -> None:
        outlets = self._outlets.get(BOARD.key)
        rows = self._board.changed_rows() if outlets else []
        if not outlets or not rows:
            return
        self._board_at = asyncio.get_running_loop().time()
        seq = self.state.seq
        _push(outlets, encode({"type": "board", "seq": seq, "after": self._last_board, "rows": rows}))
        self._last_board = seq

    # Presence --------------------------------------------------------------------------------------------------

    def hear(self, process: str, participants: Iterable[str]) -> None:
        """Take in who is with another process."""
        self.presence.hear(process, participants)
        self._presence_soon(announce=False)

    def _presence_soon(self, *, announce: bool = True) -> None:
        self._later("presence", PRESENCE_SECONDS, self.tell_presence)
        if announce:
            self._later("announce", PRESENCE_SECONDS, lambda: self._on_presence(self))

    def tell_presence(self) -> None:
        """Tell hosts and judges who has come and gone since they were last told."""
        changes = self.presence.changes()
        if changes:
            text = encode({"type": "presence", "participants": changes})
            for _, outlets in self._of_jury():
                _push(outlets, text)

    def _later(self, name: str, seconds: float, call: Callable[[], Any]) -> None:
        if name in self._timers:
            return

        def due() -> None:
            del self._timers[name]
            call()

        if seconds <= 0:
            call()
        else:
            self._timers[name] = asyncio.get_running_loop().call_later(seconds, due)


def _push(outlets: Iterable[Outlet], text: str) -> None:
    message = Message(text)
    for outlet in outlets:
        outlet.push(message)

"""The hub: what one process knows of one room, and the sockets that it tells.

It holds the state of the room as the fold of the events, so a snapshot costs no query. It takes in the next
event whoever brings it; if one is missing it reads the log. Each text is encoded once for everybody who sees
the same.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from coaching.rooms import event_log
from coaching.rooms.audience import BOARD, EVERY_COMPETITOR, Audience
from coaching.rooms.board import Board
from coaching.rooms.event_log import LoggedEvent
from coaching.rooms.facts import ParticipantFacts
from coaching.rooms.frames import Message
from coaching.rooms.outlet import Outlet
from coaching.rooms.presence import Presence
from coaching.rooms.protocol import CloseCode, View, encode
from coaching.rooms.rendering import (
    FOLLOWERS,
    TIME_EVENTS,
    competitors_in,
    concerned_by,
    event_seen,
    snapshot_seen,
    someone_has_own_score,
)
from coaching.rooms.sheet import Sheet, sheet_of
from coaching.rooms.shown import LOCKING_EVENTS
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import MARK_EVENTS, SHOWING_EVENTS, RoomState, forms_in, participants_in
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
        elif outlet.audience.view == View.HOST and self.presence.network:
            self.presence.forget_told_network()
            self._presence_soon(announce=False)
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
        concerned = concerned_by(event.data)
        if concerned is None:
            self._tell_everybody(event)
        else:
            self._tell_followers(event)
            for competitor in concerned:
                self._tell_one(event, ("competitor", competitor))
        if event.type in LOCKING_EVENTS:
            self._refresh_own(event)
        # The rows come after the event that they belong to: a board takes in both by the same number.
        self._update_board(event)
        for participant in participants_in(event.data):
            self._send_out_removed(participant)
        if event.type == "room.changed" and self.state.room["board"] == "never":
            self._close_all(BOARD.key, CloseCode.NOT_ALLOWED)

    # Telling ---------------------------------------------------------------------------------------------------

    def _tell_followers(self, event: LoggedEvent) -> None:
        """Tell jury and observers, who follow every event; all of one view read the same but for their own scores."""
        common: dict[str, str] = {}
        own_scores = event.type in MARK_EVENTS and someone_has_own_score(event.data["mark"])
        personal = own_scores or "hosts" in event.data
        for key, outlets in self._followers():
            text = common.get(_circle(key))
            if text is None:
                text = self._encoded(event, Audience(View(key[0]), key[1]), event.seq - 1)
                if not personal or key[0] == View.OBSERVER:
                    common[_circle(key)] = text
            _push(outlets, text)

    def _followers(self) -> Iterable[tuple[Key, set[Outlet]]]:
        return [(key, outlets) for key, outlets in self._outlets.items() if key[0] in FOLLOWERS]

    def _tell_one(self, event: LoggedEvent, key: Key) -> None:
        outlets = self._outlets.get(key)
        after = max(self._last_common, self._last_of.get(key, 0))
        self._last_of[key] = event.seq
        if outlets:
            _push(outlets, self._encoded(event, Audience(View(key[0]), key[1]), after))

    def _tell_everybody(self, event: LoggedEvent) -> None:
        self._tell_followers(event)
        text = self._encoded(event, BOARD, self._last_common)
        # Why everybody's time has changed is told to competitors, and not to the hall.
        theirs = self._encoded(event, EVERY_COMPETITOR, self._last_common) if event.type in TIME_EVENTS else text
        personally = competitors_in(event.data)
        for key, outlets in self._outlets.items():
            if key[0] in FOLLOWERS:
                continue
            if key[1] in personally:
                self._tell_one(event, key)
            else:
                _push(outlets, theirs if key[0] == View.COMPETITOR else text)
        self._last_common = self._last_board = event.seq
        self._refresh_newly_shown(event)

    def _refresh_newly_shown(self, event: LoggedEvent) -> None:
        """Send whole snapshots to those who only now may see marks, or more or less of them than before."""
        policy = self.state.room["marks_shown"]
        ended, released = event.type == "room.ended", event.type == "module.released"
        shown = (ended and policy != "live") or (released and policy == "module")
        for key, outlets in self._outlets.items():
            if (event.type == "room.changed" and key[0] in {View.COMPETITOR, View.OBSERVER}) or (
                shown and key[0] == View.COMPETITOR
            ):
                _refresh(outlets)

    def _refresh_own(self, event: LoggedEvent) -> None:
        """Send whole snapshots to those whose forms were locked or opened again, where that changes what they see."""
        if self.state.room["marks_shown"] == "live":
            return
        for form in forms_in(event.data):
            _refresh(self._outlets.get((View.COMPETITOR, form["competitor"]), ()))

    def _encoded(self, event: LoggedEvent, audience: Audience, after: int) -> str:
        forms = self.state.forms.get(audience.participant or "", {})
        data = event_seen(event, self.state.room, audience, forms) or {}
        return encode(
            {"type": "event", "seq": event.seq, "after": after, "event": event.type, "at": event.at, "data": data}
        )

    def _send_out_removed(self, participant: ParticipantFacts) -> None:
        if participant["status"] in {"removed", "banned"}:
            self._close_all((participant["role"], participant["id"]), CloseCode.REMOVED)

    def _close_all(self, key: Key, code: CloseCode) -> None:
        """Close these sockets, and tell them nothing from now on, however long the closing takes."""
        for outlet in tuple(self._outlets.get(key, ())):
            outlet.close(code)
            self.detach(outlet)

    # The board -------------------------------------------------------------------------------------------------

    def _update_board(self, event: LoggedEvent) -> None:
        if event.type in SHOWING_EVENTS or event.type == "room.changed" or "public" in event.data:
            changed = [participant["id"] for participant in self.state.of_role("competitor")]
        elif event.type in MARK_EVENTS:
            changed = [event.data["mark"]["competitor"]]
        else:
            changed = [person["id"] for person in participants_in(event.data) if person["role"] == "competitor"]
        for competitor in changed:
            self._board.update(self.state.participants[competitor], self.state.public.get(competitor))
        if changed:
            self._board_soon()

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

    def hear(self, process: str, participants: Iterable[str], network: Mapping[str, str] | None = None) -> None:
        """Take in who is with another process, and whose network is not good there."""
        self.presence.hear(process, participants, network)
        self._presence_soon(announce=False)

    def hear_beat(self, audience: Audience, round_trip: int | None) -> None:
        """Take in a sign of life of a browser, with the last round trip that it measured, in milliseconds."""
        if audience.participant is not None and self.presence.beat(audience.participant, round_trip):
            self._presence_soon()

    def _presence_soon(self, *, announce: bool = True) -> None:
        self._later("presence", PRESENCE_SECONDS, self.tell_presence)
        if announce:
            self._later("announce", PRESENCE_SECONDS, lambda: self._on_presence(self))

    def tell_presence(self) -> None:
        """Tell hosts and judges who has come and gone since they were last told."""
        changes, network = self.presence.changes(), self.presence.network_changes()
        if changes or network is not None:
            message: dict[str, Any] = {"type": "presence", "participants": changes}
            if network is not None:
                message["network"] = network
            text = encode(message)
            for _, outlets in self._followers():
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


def _refresh(outlets: Iterable[Outlet]) -> None:
    for outlet in outlets:
        outlet.refresh()


def _circle(key: Key) -> str:
    """Return who reads the same as the one with this key, as long as nothing personal is said."""
    return View.OBSERVER if key[0] == View.OBSERVER else View.HOST

"""The log of a room, page by page, as its host may look at it again: what was hidden at the time stays hidden there.

A score of an open round is not in the event that brought it in; it comes with the event that closed the round.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coaching.rooms import event_log
from coaching.rooms.audience import HOST
from coaching.rooms.event_log import LogBroken
from coaching.rooms.facts import RoomFacts, room_facts
from coaching.rooms.models import Room, RoomEvent
from coaching.rooms.rendering import event_seen, snapshot_seen
from coaching.rooms.sheet import sheet_of
from coaching.rooms.state import replay
from coaching.rooms.telling import Names, names_of, told

MOST_BYTES = 192 * 1024
"""A page ends with the event that reaches this many bytes: a slow network shows something soon."""
MOST_EVENTS = 300
"""And with this many events at the latest: more would be read from the database in vain."""
COLUMNS = 120
"""Into how many columns the timeline is divided."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Whether the log is what was written: `events` are proven, `broken_at` is the first that is not (None: all are)."""

    events: int
    broken_at: int | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """How busy the room was: the moments of the first and the last event, and how many events each column holds."""

    begins: datetime | None
    ends: datetime | None
    counts: tuple[int, ...]


def chain_of(room: Room) -> Chain:
    """Check the chain of hashes from the first event to the last."""
    try:
        return Chain(event_log.verify(room), None)
    except LogBroken as broken:
        return Chain(broken.seq - 1, broken.seq)


def beginning_of(room: Room) -> dict[str, Any]:
    """Return the message that a replay begins with: the snapshot after the first event."""
    first = LogReader(room).first()
    state = replay([first])
    now = datetime.fromisoformat(first.at)
    data = snapshot_seen(state, sheet_of(room.pk), HOST, now=now, online=frozenset())
    return {"type": "snapshot", "seq": state.seq, "data": data}


class LogReader:
    """Reads the log of one room for a replay."""

    def __init__(self, room: Room) -> None:
        """Read the log of `room`."""
        self._room = room

    def first(self) -> event_log.LoggedEvent:
        """Return the event that opened the room."""
        return event_log.LoggedEvent.from_row(RoomEvent.objects.filter(room=self._room).earliest("seq"))

    def page(self, after: int) -> dict[str, Any]:
        """Return the next events after `after` as messages, with who and what in words, and where to go on.

        `next` is the number after which the next page begins; None when the log ends here. Six queries at most.
        """
        found, size = [], 0
        rows = RoomEvent.objects.filter(room=self._room, seq__gt=after).order_by("seq")[:MOST_EVENTS]
        events = [event_log.LoggedEvent.from_row(row) for row in rows]
        for message in self._messages(events):
            found.append(message)
            size += len(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode())
            if size >= MOST_BYTES:
                break
        last = found[-1]["seq"] if found else after
        is_end = not events or (last == events[-1].seq and len(events) < MOST_EVENTS)
        return {"events": found, "next": None if is_end else last}

    def _messages(self, events: list[event_log.LoggedEvent]) -> Iterator[dict[str, Any]]:
        names, room = names_of(self._room), room_facts(self._room)
        for event in events:
            yield _message(event, room, names.at(event.seq))


def _message(event: event_log.LoggedEvent, room: RoomFacts, names: Names) -> dict[str, Any]:
    """Return an event as the host's socket would have sent it, with its words."""
    seen = event_seen(event, room, HOST) or {}
    return {
        "type": "event",
        "seq": event.seq,
        "after": event.seq - 1,
        "event": event.type,
        "at": event.at,
        "data": seen,
        "who": names.who(event),
        "what": told(event, seen, names),
    }


def timeline_of(room: Room) -> Timeline:
    """Return how busy the room was over its time. One query."""
    moments = list(RoomEvent.objects.filter(room=room).order_by("seq").values_list("at", flat=True))
    if not moments:
        return Timeline(None, None, ())
    begins, ends = moments[0], moments[-1]
    span = max((ends - begins).total_seconds(), 1)
    counts = [0] * COLUMNS
    for at in moments:
        counts[max(0, min(COLUMNS - 1, int((at - begins).total_seconds() * COLUMNS / span)))] += 1
    return Timeline(begins, ends, tuple(counts))

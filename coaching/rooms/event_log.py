"""The log of a room: what happened, in order, each event with the hash of the one before.

Whoever changes an old row must change every later one, and the copy of the last hash in the room.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from coaching.rooms.models import Participant, Room, RoomEvent
from coaching.rooms.prepared import Prepared, Question, question
from coaching.rooms.trips import Statement, change, insertion
from people.models import User

READ_AT_ONCE = 1000


class LogBroken(Exception):
    """The log is not what was written: a row was changed, lost or added at `seq`."""

    def __init__(self, seq: int, what: str) -> None:
        """Say at which `seq` and what is wrong there."""
        self.seq = seq
        super().__init__(f"Event {seq}: {what}.")


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One event as it travels: plain values only, so that it may be written as JSON and read back the same."""

    room: str
    seq: int
    type: str
    data: dict[str, Any]
    actor_user: int | None
    actor_participant: str | None
    command_id: str
    at: str
    previous_hash: str
    hash: str

    def text(self) -> str:
        """Return the event as JSON text, for other processes."""
        return canonical(self.values())

    def values(self) -> dict[str, Any]:
        """Return everything in the event by its name; the values are the event's own, not copies."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_text(cls, text: str) -> "LoggedEvent":
        """Return the event that `text` was made from."""
        return cls(**json.loads(text))

    @classmethod
    def from_row(cls, row: RoomEvent) -> "LoggedEvent":
        """Return the event of a row."""
        return cls(
            room=str(row.room_id),
            seq=row.seq,
            type=row.type,
            data=row.data,
            actor_user=row.actor_user_id,
            actor_participant=None if row.actor_participant_id is None else str(row.actor_participant_id),
            command_id=str(row.command_id),
            at=moment(row.at),
            previous_hash=row.previous_hash,
            hash=row.hash,
        )


def canonical(value: object) -> str:
    """Return `value` as the one JSON text that it has: sorted keys, no spaces, no numbers but whole ones."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def moment(at: datetime) -> str:
    """Return `at` as ISO 8601 in UTC with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


class Pen:
    """Writes the events of one transaction, and where their rooms have got to, all at once at its end."""

    def __init__(self, earlier: Iterable[RoomEvent]) -> None:
        """Begin with what commands of the transaction have become `earlier`, read when their rooms were locked."""
        self._events = {(row.room_id, row.command_id): LoggedEvent.from_row(row) for row in earlier}
        self._rows: list[RoomEvent] = []
        self._rooms: dict[UUID, Room] = {}
        self._changed: set[str] = set()

    def find(self, room_id: UUID, command_id: UUID) -> LoggedEvent | None:
        """Return the event that this command became, before or with this pen, or None."""
        return self._events.get((room_id, command_id))

    def add(self, row: RoomEvent, room: Room, changed: Iterable[str]) -> LoggedEvent:
        """Keep an event to be written, and note that these fields of its room have changed."""
        event = self._events[room.pk, row.command_id] = LoggedEvent.from_row(row)
        self._rows.append(row)
        self._rooms[room.pk] = room
        self._changed |= {"seq", "last_hash", *changed}
        return event

    def statements(self) -> list[Statement]:
        """Return what writes everything."""
        rooms = [change(room, sorted(self._changed)) for room in self._rooms.values()]
        return [insertion(self._rows), *rooms] if self._rows else []


def events_of(commands: Collection[tuple[UUID, UUID]]) -> Question[RoomEvent]:
    """Return the question for the events that these commands (room and id) have become, and maybe others."""
    if len(commands) == 1:
        return _EVENT_OF_ONE.about(*next(iter(commands)))
    rows = RoomEvent.objects.filter(command_id__in={command_id for _, command_id in commands})
    return question(rows.filter(room__in={room_id for room_id, _ in commands}))


_EVENT_OF_ONE = Prepared(lambda room, command: RoomEvent.objects.filter(room=room, command_id=command))


def append(  # noqa: PLR0913 -- what an event is made of, each by its name
    room: Room,
    *,
    event_type: str,
    data: dict[str, Any],
    user: User | None,
    participant: Participant | None,
    command_id: UUID,
    now: datetime,
    changed: tuple[str, ...] = (),
    pen: Pen | None = None,
) -> LoggedEvent:
    """Add an event to the log of `room`, whose row the caller holds locked in a transaction.

    The row of the room is written with its new `seq`, `last_hash` and the fields named in `changed`: at once, or
    with everything else when `pen` writes.
    """
    row = RoomEvent(
        room=room,
        seq=room.seq + 1,
        type=event_type,
        data=data,
        actor_user=user,
        actor_participant=participant,
        command_id=command_id,
        at=now,
        previous_hash=room.last_hash,
    )
    row.hash = hash_of(LoggedEvent.from_row(row))
    room.seq, room.last_hash = row.seq, row.hash
    if pen is not None:
        return pen.add(row, room, changed)
    row.save(force_insert=True)
    room.save(update_fields=["seq", "last_hash", *changed])
    return LoggedEvent.from_row(row)


def hash_of(event: LoggedEvent) -> str:
    """Return the SHA-256, in hexadecimal digits, of everything in the event but its own hash."""
    content = event.values()
    del content["hash"]
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def read_after(room_id: UUID, seq: int) -> list[LoggedEvent]:
    """Return up to READ_AT_ONCE events of the room that came after `seq`, in order."""
    rows = RoomEvent.objects.filter(room=room_id, seq__gt=seq).order_by("seq")
    return [LoggedEvent.from_row(row) for row in rows[:READ_AT_ONCE]]


def read_all(room_id: UUID) -> Iterator[LoggedEvent]:
    """Yield every event of the room, in order."""
    rows = RoomEvent.objects.filter(room=room_id).order_by("seq")
    return (LoggedEvent.from_row(row) for row in rows.iterator(chunk_size=READ_AT_ONCE))


def find(room_id: UUID, command_id: UUID) -> LoggedEvent | None:
    """Return the event that this command became, or None."""
    row = RoomEvent.objects.filter(room=room_id, command_id=command_id).first()
    return None if row is None else LoggedEvent.from_row(row)


def verify(room: Room) -> int:
    """Check the whole chain of the room and return how many events it has.

    Raises:
        LogBroken: an event is missing, out of order, changed, or the last one is not the room's last.
    """
    end = Room.objects.values_list("seq", "last_hash").get(pk=room.pk)
    seq, last_hash = 0, ""
    for event in read_all(room.pk):
        if event.seq != seq + 1:
            raise LogBroken(seq + 1, "it is missing")
        if event.previous_hash != last_hash:
            raise LogBroken(event.seq, "it does not follow the one before")
        if event.hash != hash_of(event):
            raise LogBroken(event.seq, "its content was changed")
        seq, last_hash = event.seq, event.hash
    if (seq, last_hash) != end:
        raise LogBroken(seq + 1, "the room knows another end")
    return seq

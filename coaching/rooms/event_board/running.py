"""The rooms of a championship that are at work, as the public may see them: by the rules of each room's own board.

The board of a frozen championship is that of its moment: the log up to then is folded, whatever happens meanwhile. What
a room shows less since then, its names or its whole board, is shown less at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count, Q

from championships.events.models import Championship
from coaching.rooms.board import Board
from coaching.rooms.event_log import LoggedEvent
from coaching.rooms.facts import FrozenFacts, participant_facts, room_facts
from coaching.rooms.models import (
    BoardNames,
    BoardPolicy,
    CompetitorTotal,
    Participant,
    ParticipantRole,
    Room,
    RoomEvent,
    RoomKind,
    RoomStatus,
)
from coaching.rooms.protocol import RowSeen
from coaching.rooms.showing import public_facts
from coaching.rooms.state import RoomState, replay

AT_WORK = (RoomStatus.RUNNING, RoomStatus.PAUSED)
KEPT_SECONDS = 24 * 60 * 60
_MORE_PUBLIC = (BoardNames.NUMBER, BoardNames.INITIALS, BoardNames.NAME)


def rooms_at_work(championship: Championship) -> list[Room]:
    """Return the rooms whose boards stand on that of `championship`, the oldest first. One query.

    Of a frozen championship they are those that were at work when it was frozen.
    """
    rooms = Room.objects.filter(championship=championship, kind=RoomKind.CHAMPIONSHIP).exclude(board=BoardPolicy.NEVER)
    if championship.frozen_at is None:
        rooms = rooms.filter(status__in=AT_WORK)
    else:
        went_on = Q(ended_at=None) | Q(ended_at__gt=championship.frozen_at)
        rooms = rooms.filter(went_on, started_at__lte=championship.frozen_at)
    return list(rooms.annotate(aspects=Count("sub_criteria__aspects", distinct=True)).order_by("started_at", "pk"))


def states_of(rooms: Sequence[Room], frozen_at: datetime | None) -> dict[UUID, RoomState]:
    """Return the public side of these rooms, as it is or as it was at `frozen_at`. Three queries at most."""
    if frozen_at is not None:
        return _states_then(rooms, frozen_at)
    states = {room.pk: RoomState(room=room_facts(room), seq=room.seq) for room in rooms}
    competitors = Participant.objects.filter(room__in=states, role=ParticipantRole.COMPETITOR)
    for person in competitors:
        states[person.room_id].participants[str(person.pk)] = participant_facts(person)
    aspects = {room.pk: room.aspects for room in rooms}  # type: ignore[attr-defined]
    for row in CompetitorTotal.objects.filter(room__in=states):
        public = public_facts(row, aspects[row.room_id])
        if public is not None:
            states[row.room_id].public[str(row.competitor_id)] = public
    for room_id, frozen in _frozen_boards(room for room in rooms if room.board_frozen).items():
        states[room_id].frozen = frozen
    return states


def _frozen_boards(rooms: Iterable[Room]) -> dict[UUID, FrozenFacts]:
    """Return who stood on each board when it was last frozen."""
    keys = [room.pk for room in rooms]
    if not keys:
        return {}
    frozen = RoomEvent.objects.filter(room__in=keys, type="board.frozen").order_by("seq")
    return {event.room_id: event.data["frozen"] for event in frozen}


def _states_then(rooms: Sequence[Room], frozen_at: datetime) -> dict[UUID, RoomState]:
    names = {_kept_under(room, frozen_at): room for room in rooms}
    found: dict[str, RoomState] = cache.get_many(names)
    missing = [room.pk for name, room in names.items() if name not in found]
    logs: dict[UUID, list[LoggedEvent]] = defaultdict(list)
    if missing:
        events = RoomEvent.objects.filter(room__in=missing, at__lte=frozen_at)
        for row in events.order_by("room", "seq"):
            logs[row.room_id].append(LoggedEvent.from_row(row))
    fresh = {name: replay(logs[room.pk]) for name, room in names.items() if logs.get(room.pk)}
    cache.set_many(fresh, KEPT_SECONDS)
    states = {name: state for name, state in {**found, **fresh}.items() if state.room["board"] != BoardPolicy.NEVER}
    return {room.pk: _with_names_of(room, states[name]) for name, room in names.items() if name in states}


def _kept_under(room: Room, frozen_at: datetime) -> str:
    return f"event-board.{room.pk}.{frozen_at.timestamp():.6f}"


def _with_names_of(room: Room, state: RoomState) -> RoomState:
    """Call people as they were called then, or by less where the room has come to say less: privacy goes before the freeze."""
    least = min(BoardNames(state.room["board_names"]), BoardNames(room.board_names), key=_MORE_PUBLIC.index)
    state.room = {**state.room, "board_names": least.value}
    return state


def rows_of(room: Room, state: RoomState) -> list[RowSeen]:
    """Return the rows of the room's board, as its own board shows them."""
    return Board(state, room.aspects).all_rows()  # type: ignore[attr-defined]

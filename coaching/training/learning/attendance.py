"""Who was in which practice room: read from the rooms themselves, which keep it."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from championships.marking import to_hundredths
from coaching.rooms.models import Participant, ParticipantRole, ParticipantStatus, Room, RoomStatus
from coaching.rooms.shown import fully_shown

SENT_OUT = (ParticipantStatus.REMOVED, ParticipantStatus.BANNED)


@dataclass(frozen=True, slots=True)
class Attended:
    """One person in one room that was opened from a page with this key; `percent` once the room has ended and all is shown."""

    user_id: int
    room_id: UUID
    title: str
    key: UUID
    at: dt.datetime
    ended_at: dt.datetime | None
    percent: Decimal | None


def of(users: Collection[int] | QuerySet[Any], keys: Collection[UUID]) -> Iterator[Attended]:
    """Yield who of `users` came as a competitor into rooms of the pages with `keys`, the first first. Three queries.

    Somebody who came without an account counts once she has joined with it; who was sent out does not.
    """
    came = Participant.objects.filter(
        user__in=users, role=ParticipantRole.COMPETITOR, joined_at__isnull=False, room__module_key__in=keys
    ).exclude(status__in=SENT_OUT)
    rows = list(came.select_related("room", "total").order_by("joined_at", "pk"))
    maxima = _maxima({row.room_id for row in rows if row.room.status == RoomStatus.ENDED})
    shown = fully_shown(rows)
    yield from (_attended(row, maxima.get(row.room_id) if row.pk in shown else None) for row in rows)


def _attended(row: Participant, maximum: Decimal | None) -> Attended:
    total = getattr(row, "total", None)
    # Only those who joined a room of a module are asked for.
    assert row.joined_at is not None  # noqa: S101
    assert row.room.module_key is not None  # noqa: S101
    return Attended(
        user_id=row.user_id or 0,
        room_id=row.room_id,
        title=row.room.title,
        key=row.room.module_key,
        at=row.joined_at,
        ended_at=row.room.ended_at,
        percent=to_hundredths(100 * total.jury_total / maximum) if maximum and total is not None else None,
    )


def _maxima(rooms: Collection[UUID]) -> dict[UUID, Decimal]:
    """Return the marks that can be reached in each room."""
    if not rooms:
        return {}
    found = Room.objects.filter(pk__in=rooms).annotate(maximum=Sum("sub_criteria__aspects__maximum"))
    return dict(found.order_by().values_list("pk", "maximum"))

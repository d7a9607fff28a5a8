"""Judging in calibration rooms, read for the same record: rooms keep it, and nothing here writes into them.

As in a room's own analysis, only the first round counts, in which each judged alone, and only once it was over. A room
has no reference: its judges are compared with one another. A room that has not ended is not looked at.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from coaching.rooms.models import JudgeScore, MarkState, Participant, ParticipantRole, RoomKind, RoomStatus
from coaching.training.calibration.measures import Counts

Judged = tuple[int, Counts]


@dataclass(frozen=True, slots=True)
class RoomJudged:
    """One calibration room: when it ended, and each score of the judge with how many others gave which."""

    room_id: UUID
    title: str
    at: dt.datetime
    judged: Sequence[Judged]


def rooms_judged_by(user_id: int) -> list[RoomJudged]:
    """Return the finished calibration rooms that this user judged in, the oldest first. Two queries."""
    seats = Participant.objects.filter(
        user=user_id,
        role=ParticipantRole.JUDGE,
        room__kind=RoomKind.CALIBRATION,
        room__status=RoomStatus.ENDED,
        room__ended_at__isnull=False,
    ).order_by("room__ended_at", "pk")
    rooms = {seat.pk: seat.room for seat in seats.select_related("room")}
    judged = _judged([room.pk for room in rooms.values()], set(rooms))
    return [
        RoomJudged(room.pk, room.title, room.ended_at, judged[seat])
        for seat, room in rooms.items()
        if room.ended_at and seat in judged
    ]


def _judged(room_ids: list[UUID], seats: set[UUID]) -> dict[UUID, list[Judged]]:
    is_over = Q(aspect_mark__round__gt=1) | Q(aspect_mark__state=MarkState.MARKED)
    rows = JudgeScore.objects.filter(is_over, aspect_mark__room__in=room_ids, round=1).order_by("pk")
    sheets: dict[int, list[tuple[UUID, int]]] = defaultdict(list)
    for mark, judge, score in rows.values_list("aspect_mark", "judge", "score"):
        sheets[mark].append((judge, score))
    found: dict[UUID, list[Judged]] = defaultdict(list)
    for given in sheets.values():
        for judge, score in given:
            if judge in seats:
                found[judge].append((score, Counter(other for seat, other in given if seat != judge)))
    return found

"""The state of a room as the tables have it, and what an audience sees of it at one moment."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from coaching.rooms.audience import Audience
from coaching.rooms.facts import MarkFacts, TotalsFacts, participant_facts, room_facts
from coaching.rooms.marks import mark_facts
from coaching.rooms.models import AspectMark, CompetitorTotal, JudgeScore, Participant, Room
from coaching.rooms.protocol import Snapshot, View
from coaching.rooms.refusals import RoomUnknown
from coaching.rooms.rendering import snapshot_seen
from coaching.rooms.sheet import Sheet, sheet_of
from coaching.rooms.state import RoomState

SEEN_WITHIN = timedelta(seconds=45)
TRIES = 3


def snapshot_for(room: Room, audience: Audience) -> Snapshot:
    """Return everything that `audience` may see of the room now, as the socket would send it.

    Whoever was seen within the last 45 seconds counts as online.
    """
    only = UUID(audience.participant) if audience.view == View.COMPETITOR and audience.participant else None
    state = load_state(room.pk, only=only)
    now = timezone.now()
    seen = Participant.objects.filter(room=room, last_seen_at__gte=now - SEEN_WITHIN)
    online = {str(pk) for pk in seen.values_list("pk", flat=True)}
    return snapshot_seen(state, sheet_of(room.pk), audience, now=now, online=online)


def load_state(room_id: UUID, *, only: UUID | None = None) -> RoomState:
    """Return the state of the room as the tables have it; with `only`, the marks of one competitor alone.

    Every change moves the room's `seq` in its own transaction, so a `seq` that is the same before and after
    the reading shows that all of it belongs together.

    Raises:
        RoomUnknown: there is no such room.
    """
    for _ in range(TRIES):
        state = _read(room_id, only)
        if Room.objects.filter(pk=room_id, seq=state.seq).exists():
            return state
    with transaction.atomic():
        # Too much is happening: make it wait for a moment.
        Room.objects.select_for_update().get(pk=room_id)
        return _read(room_id, only)


def _read(room_id: UUID, only: UUID | None) -> RoomState:
    room = Room.objects.filter(pk=room_id).first()
    if room is None:
        raise RoomUnknown
    sheet = sheet_of(room_id)
    state = RoomState(room=room_facts(room), seq=room.seq)
    for participant in Participant.objects.filter(room=room_id):
        state.participants[str(participant.pk)] = participant_facts(participant)
    for mark in _marks(room_id, only, sheet):
        state.marks.setdefault(mark["competitor"], {})[mark["aspect"]] = mark
    totals = CompetitorTotal.objects.filter(room=room_id)
    for row in totals if only is None else totals.filter(competitor=only):
        _take_in_totals(state, row, len(sheet.aspects))
    return state


def _take_in_totals(state: RoomState, row: CompetitorTotal, aspects: int) -> None:
    key = str(row.competitor_id)
    # A row without detail was made when its competitor joined, and no mark has come to it yet.
    if row.jury_detail:
        state.totals[key] = _totals(row.jury_marked, aspects, row.jury_total, row.jury_detail)
    if row.public_detail:
        state.public[key] = _totals(row.public_marked, aspects, row.public_total, row.public_detail)


def _totals(marked: int, of: int, total: Any, detail: dict[str, dict[str, str]]) -> TotalsFacts:
    return {
        "marked": marked,
        "of": of,
        "total": f"{total:.2f}",
        "criteria": detail["criteria"],
        "sub_criteria": detail["sub_criteria"],
        "sections": detail["sections"],
    }


def _marks(room_id: UUID, only: UUID | None, sheet: Sheet) -> list[MarkFacts]:
    rows: QuerySet[AspectMark] = AspectMark.objects.filter(room=room_id)
    recent = JudgeScore.objects.filter(aspect_mark__room=room_id, round__gte=F("aspect_mark__round") - 1)
    if only is not None:
        rows, recent = rows.filter(competitor=only), recent.filter(aspect_mark__competitor=only)
    scores: dict[tuple[int, int], dict[str, int]] = {}
    for mark, number, judge, score in recent.values_list("aspect_mark", "round", "judge", "score"):
        scores.setdefault((mark, number), {})[str(judge)] = score
    return [_facts(row, scores, sheet) for row in rows]


def _facts(row: AspectMark, scores: dict[tuple[int, int], dict[str, int]], sheet: Sheet) -> MarkFacts:
    if sheet.by_id[row.aspect_id].kind == "M":
        return mark_facts(row, [], [])
    now, before = scores.get((row.pk, row.round), {}), scores.get((row.pk, row.round - 1), {})
    current = [[seat, now.get(seat)] for seat in sheet.seats]
    previous = [[seat, before.get(seat)] for seat in sheet.seats] if row.round > 1 else []
    return mark_facts(row, current, previous)

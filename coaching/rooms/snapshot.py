"""The state of a room as the tables have it, and what an audience sees of it at one moment."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from coaching.rooms.audience import Audience
from coaching.rooms.facts import (
    MarkFacts,
    comment_facts,
    dispute_facts,
    evidence_facts,
    form_facts,
    participant_facts,
    room_facts,
)
from coaching.rooms.freezing import frozen_board
from coaching.rooms.hosts import hosts_of
from coaching.rooms.marks import mark_facts
from coaching.rooms.models import (
    AspectMark,
    CompetitorTotal,
    Dispute,
    Evidence,
    FormSignature,
    JudgeScore,
    MarkComment,
    MarkingForm,
    Participant,
    ParticipantRole,
    Room,
    SignOff,
)
from coaching.rooms.protocol import Snapshot, View
from coaching.rooms.refusals import RoomUnknown
from coaching.rooms.rendering import snapshot_seen
from coaching.rooms.seating import seats_or_team
from coaching.rooms.sheet import Sheet, sheet_of
from coaching.rooms.showing import public_facts, stored_facts
from coaching.rooms.state import RoomState

PANEL = (ParticipantRole.JUDGE, ParticipantRole.COORDINATOR)
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
    room = Room.objects.filter(pk=room_id).select_related("host").first()
    if room is None:
        raise RoomUnknown
    sheet = sheet_of(room_id)
    state = RoomState(room=room_facts(room), seq=room.seq)
    if only is None:
        state.hosts = hosts_of(room)
    people = list(Participant.objects.filter(room=room_id))
    for participant in people:
        state.participants[str(participant.pk)] = participant_facts(participant)
    for mark in _marks(room_id, only, sheet, _seats(room, people, sheet)):
        state.marks.setdefault(mark["competitor"], {})[mark["aspect"]] = mark
    totals = CompetitorTotal.objects.filter(room=room_id)
    for row in totals if only is None else totals.filter(competitor=only):
        _take_in_totals(state, row, len(sheet.aspects))
    if room.sign_off != SignOff.NONE:
        _read_forms(state, _about(room_id, only))
    _read_notes(state, _about(room_id, only))
    state.frozen = frozen_board(room) if room.board_frozen else None
    return state


def _seats(room: Room, people: list[Participant], sheet: Sheet) -> dict[UUID, tuple[str, ...]]:
    """Return who marks each competitor."""
    competitors = [person for person in people if person.role == ParticipantRole.COMPETITOR]
    if not room.compatriots_apart:
        return dict.fromkeys((person.pk for person in competitors), sheet.seats)
    panel = sorted((person for person in people if person.role in PANEL), key=lambda person: person.number)
    return {person.pk: seats_or_team(person, panel) for person in competitors}


def _about(room_id: UUID, only: UUID | None) -> dict[str, UUID]:
    return {"room": room_id} if only is None else {"room": room_id, "competitor": only}


def _read_forms(state: RoomState, about: dict[str, UUID]) -> None:
    forms = list(MarkingForm.objects.filter(**about))
    signatures = FormSignature.objects.filter(form__in=forms, version=F("form__version")).order_by("at", "pk")
    signed: dict[int, list[str]] = {}
    for key, signatory in signatures.values_list("form", "signatory"):
        signed.setdefault(key, []).append(str(signatory))
    for form in forms:
        facts = form_facts(form, signed.get(form.pk, []))
        state.forms.setdefault(facts["competitor"], {})[facts["module"]] = facts
    for dispute in Dispute.objects.filter(**about):
        state.disputes[str(dispute.pk)] = dispute_facts(dispute)


def _read_notes(state: RoomState, about: dict[str, UUID]) -> None:
    for comment in MarkComment.objects.filter(**about):
        said = comment_facts(comment)
        state.comments[said["competitor"], said["aspect"], said["judge"]] = said
    for evidence in Evidence.objects.filter(**about):
        state.evidence[str(evidence.pk)] = evidence_facts(evidence)


def _take_in_totals(state: RoomState, row: CompetitorTotal, aspects: int) -> None:
    key = str(row.competitor_id)
    # A row without detail was made when its competitor joined, and no mark has come to it yet.
    if row.jury_detail:
        state.totals[key] = stored_facts(row.jury_marked, aspects, row.jury_total, row.jury_detail)
    public = public_facts(row, aspects)
    if public is not None:
        state.public[key] = public


def _marks(room_id: UUID, only: UUID | None, sheet: Sheet, seats: dict[UUID, tuple[str, ...]]) -> list[MarkFacts]:
    rows: QuerySet[AspectMark] = AspectMark.objects.filter(room=room_id)
    recent = JudgeScore.objects.filter(aspect_mark__room=room_id, round__gte=F("aspect_mark__round") - 1)
    if only is not None:
        rows, recent = rows.filter(competitor=only), recent.filter(aspect_mark__competitor=only)
    scores: dict[tuple[int, int], dict[str, int]] = {}
    for mark, number, judge, score in recent.values_list("aspect_mark", "round", "judge", "score"):
        scores.setdefault((mark, number), {})[str(judge)] = score
    measured = {aspect.id for aspect in sheet.aspects if aspect.kind == "M"}
    return [
        mark_facts(row, [], []) if row.aspect_id in measured else _judged(row, scores, seats[row.competitor_id])
        for row in rows
    ]


def _judged(row: AspectMark, scores: dict[tuple[int, int], dict[str, int]], seats: tuple[str, ...]) -> MarkFacts:
    now, before = scores.get((row.pk, row.round), {}), scores.get((row.pk, row.round - 1), {})
    current = [[seat, now.get(seat)] for seat in seats]
    previous = [[seat, before.get(seat)] for seat in seats] if row.round > 1 else []
    return mark_facts(row, current, previous)

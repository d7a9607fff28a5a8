"""Adding a photo or a voice note about a mark. Its file lies in a folder that no address serves by itself."""

from collections.abc import Callable
from uuid import UUID

from django.core.files.base import ContentFile

from coaching.rooms.actors import ParticipantActor
from coaching.rooms.context import Context, Happening
from coaching.rooms.evidence_files import EvidenceFile, evidence_file
from coaching.rooms.execution import Command, Reply, audience_of, record, refuse_unless_allowed, reply_to
from coaching.rooms.facts import evidence_facts
from coaching.rooms.models import Evidence, Participant, RoomStatus
from coaching.rooms.notes import subject_of
from coaching.rooms.protocol.fields import PANEL
from coaching.rooms.refusals import CommandRefused

MOST_FOR_AN_ASPECT = 12
_ADDED = "evidence.added"


def add_evidence(*, author: Participant, evidence_id: UUID, competitor: UUID, aspect: int, content: bytes) -> Reply:
    """Keep a photo or a voice note, and tell those who may see it.

    The browser makes the id: the same one again, after an answer that was lost, gives the same answer.

    Raises:
        CommandRefused: `evidence_unreadable`, `evidence_too_many`, `room_not_started`, `command_id_reused`, or the
            author may not write about this competitor.
    """
    # Decoded before the room is locked: a large picture takes a moment, and marks must not wait for it.
    found = evidence_file(content)
    kept: list[Evidence] = []

    def act(context: Context) -> Happening:
        return _added(context, evidence_id, competitor, aspect, lambda: _kept(kept, found))

    actor = ParticipantActor(author)
    try:
        event, room = record(author.room_id, Command(evidence_id, _ADDED, actor, act))
    except BaseException:
        for evidence in kept:
            evidence.file.delete(save=False)
        raise
    return reply_to(event, room, audience_of(actor))


def _kept(kept: list[Evidence], found: EvidenceFile) -> Evidence:
    """Return a row that holds the file; it is noted in `kept`, so that the file goes if the row does not stay."""
    evidence = Evidence(kind=found.kind, content_type=found.content_type, size=len(found.content))
    evidence.file.save(f"{evidence.pk.hex}.{found.ending}", ContentFile(found.content), save=False)
    kept.append(evidence)
    return evidence


def _added(
    context: Context, evidence_id: UUID, competitor: UUID, aspect: int, keep: Callable[[], Evidence]
) -> Happening:
    refuse_unless_allowed(context.room, context.actor, PANEL)
    if context.room.status == RoomStatus.LOBBY:
        raise CommandRefused("room_not_started")
    person, known = subject_of(context, competitor, aspect)
    if Evidence.objects.filter(pk=evidence_id).exists():
        raise CommandRefused("command_id_reused")
    if Evidence.objects.filter(competitor=person, aspect=known.id, removed_at=None).count() >= MOST_FOR_AN_ASPECT:
        raise CommandRefused("evidence_too_many", limit=MOST_FOR_AN_ASPECT)
    evidence = keep()
    evidence.pk, evidence.room, evidence.competitor = evidence_id, context.room, person
    evidence.aspect_id, evidence.at = known.id, context.now
    if context.participant is not None:
        evidence.author = context.participant
    evidence.save(force_insert=True)
    return Happening(_ADDED, {"evidence": evidence_facts(evidence), "part": known.sub_criterion})

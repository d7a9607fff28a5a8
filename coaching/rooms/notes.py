"""What judges say and show beside the marks: who may, and what of it a competitor takes home.

Comments and evidence are feedback and no marks: a form that is checked, signed or locked does not refuse them. Once
the results are published they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from coaching.rooms.context import Context
from coaching.rooms.marks import refuse_outsider
from coaching.rooms.models import Evidence, MarkComment, Participant, ParticipantRole, ParticipantStatus
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.sheet import SheetAspect

SENT_OUT = (ParticipantStatus.REMOVED, ParticipantStatus.BANNED)


@dataclass(frozen=True, slots=True)
class Notes:
    """What was said and shown about one aspect of one competitor, in the order in which it came."""

    comments: tuple[MarkComment, ...] = ()
    evidence: tuple[Evidence, ...] = ()


NOTHING_NOTED = Notes()


def subject_of(context: Context, competitor: UUID, aspect: int) -> tuple[Participant, SheetAspect]:
    """Return the competitor and the aspect that a note is about, if whoever acts may write one now.

    The coordinator, who looks after every form, may always; a judge only where they have a seat.

    Raises:
        CommandRefused: `already_published`, `unknown_competitor`, `competitor_removed`, `unknown_aspect`,
            `compatriot`, `seats_missing`.
    """
    refuse_published(context)
    found = context.ledger.competitor(context.room, competitor)
    if found is None:
        raise CommandRefused("unknown_competitor", field="competitor")
    if found.status in SENT_OUT:
        raise CommandRefused("competitor_removed", field="competitor")
    known = context.sheet.by_id.get(aspect)
    if known is None:
        raise CommandRefused("unknown_aspect", field="aspect")
    if context.participant is not None and context.participant.role == ParticipantRole.JUDGE:
        refuse_outsider(context, found)
    return found, known


def refuse_published(context: Context) -> None:
    """Let pass what is said before the results are published.

    Raises:
        CommandRefused: `already_published`.
    """
    if context.room.published_at is not None:
        raise CommandRefused("already_published")


def notes_for(competitor: Participant) -> Mapping[int, Notes]:
    """Return what was said and shown about each aspect of the competitor. Two queries."""
    comments: dict[int, tuple[MarkComment, ...]] = {}
    for comment in MarkComment.objects.filter(competitor=competitor).select_related("author").order_by("at"):
        comments[comment.aspect_id] = (*comments.get(comment.aspect_id, ()), comment)
    evidence: dict[int, tuple[Evidence, ...]] = {}
    for item in Evidence.objects.filter(competitor=competitor, removed_at=None).select_related("author"):
        evidence[item.aspect_id] = (*evidence.get(item.aspect_id, ()), item)
    return {aspect: Notes(comments.get(aspect, ()), evidence.get(aspect, ())) for aspect in {*comments, *evidence}}

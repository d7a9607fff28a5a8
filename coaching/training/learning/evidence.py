"""What a document may be issued from: all that somebody has reached in a programme, read anew on the server.

Certificates stand above learning and take a snapshot of what `evidence_for` returns; they compute nothing themselves.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from coaching.training.learning import settling
from coaching.training.learning.models import Enrolment, EnrolmentState
from coaching.training.learning.outline import Outline, outline_of
from coaching.training.learning.standing import Standing, standing_of
from people.models import User


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One thing that was reached.

    `kind` is module, lesson, quiz, assignment, calibration or room; `key` its translation key, or the module's or
    lesson's whose room it was; `revision_id` the published revision of a page when it was completed; `percent` is
    0.00 to 100.00, or None where there is none.
    """

    kind: str
    key: UUID
    title: str
    revision_id: int | None
    percent: Decimal | None
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ProgrammeEvidence:
    """What one person has reached in one programme, in the order of the programme; `hours` are academic hours."""

    programme_key: UUID
    title: str
    hours: int
    is_complete: bool
    completed_at: dt.datetime | None
    items: tuple[EvidenceItem, ...]


def evidence_for(*, user: User, programme_key: UUID) -> ProgrammeEvidence | None:
    """Return what `user` has reached in the programme, with titles in the active language.

    None where there is no such published programme, or she is not enrolled in it or has left it. What rooms have
    brought since she was last here is taken in first, so this may write; nothing that was complete becomes incomplete.
    """
    outline = outline_of(programme_key)
    enrolments = Enrolment.objects.filter(user=user, programme_key=programme_key).exclude(state=EnrolmentState.LEFT)
    if outline is None or not enrolments.exists():
        return None
    settling.settle(user=user, outline=outline)
    standing = standing_of(user, outline, now=timezone.now())
    completed_at = standing.completed_at(programme_key)
    return ProgrammeEvidence(
        programme_key=programme_key,
        title=outline.title,
        hours=outline.hours,
        is_complete=completed_at is not None,
        completed_at=completed_at,
        items=_items(outline, standing),
    )


def _items(outline: Outline, standing: Standing) -> tuple[EvidenceItem, ...]:
    """Return the modules, lessons and what was passed in them, each once, in the order of the programme."""
    found: dict[tuple[str, UUID], EvidenceItem] = {}
    for part in outline.parts_in_order():
        for item in (*standing.reached_in(part), *standing.completed(part)):
            kind, key, percent, at, revision_id = item
            found.setdefault(
                (kind, key), EvidenceItem(kind, key, outline.title_of(kind, key), revision_id, percent, at)
            )
    return tuple(found.values())

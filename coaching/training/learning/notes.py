"""What learners write for themselves at a question: kept for one reader, shown to nobody else."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.training.learning.models import Note
from coaching.training.learning.refusals import LearningRefused
from coaching.training.reflections import Store
from people.models import User

LONGEST = 4000


@transaction.atomic
def keep_note(*, actor: User, lesson_key: UUID, block: str, text: str) -> Note | None:
    """Keep what `actor` wrote at a question of a lesson, in the place of what stood there; empty forgets it.

    The audit does not tell of it: it is nobody else's business.

    Raises:
        LearningRefused: it is longer than 4000 letters.
    """
    text = text.replace("\x00", "").strip()
    if len(text) > LONGEST:
        raise LearningRefused(_("A note holds 4000 letters. Shorten it and keep it again."))
    which: dict[str, Any] = {"user": actor, "lesson_key": lesson_key, "block": block[:64]}
    if not text:
        Note.objects.filter(**which).delete()
        return None
    return Note.objects.update_or_create(**which, defaults={"text": text, "at": timezone.now()})[0]


def read_notes(user: User, lesson_key: UUID) -> Mapping[str, str]:
    """Return the notes of `user` in a lesson by the id of the question. One query."""
    return dict(Note.objects.filter(user=user, lesson_key=lesson_key).values_list("block", "text"))


def address_of(lesson_key: UUID, block: str) -> str:
    """Return the address that keeps a note."""
    return reverse("learning:note", args=[lesson_key, block])


store = Store(read=read_notes, address=address_of)

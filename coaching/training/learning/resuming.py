"""Where somebody stopped reading, on whatever device and in whatever language."""

import datetime as dt
import re
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from coaching.training import admission
from coaching.training.admission import Kind, Subject
from coaching.training.learning import addressing
from coaching.training.learning.models import LessonPlace
from people.models import User

ANCHOR = re.compile(r"block-\d{1,4}")
"""The number of the block in the body, counted from 1: translations have the same blocks."""


@transaction.atomic
def keep_place(*, actor: User, page: Page, anchor: str, at: dt.datetime | None = None) -> LessonPlace:
    """Keep where `actor` is in the lesson; a place of an earlier moment, sent late, does not replace a later one.

    Raises:
        PermissionDenied: the page is closed to her, or nothing that one reads.
    """
    if not addressing.is_learnt(page) or not page.live:
        raise PermissionDenied
    if not admission.ask(actor, Subject(Kind.PAGE, page.translation_key)).is_open:
        raise PermissionDenied
    now = timezone.now()
    at = min(at or now, now)
    anchor = anchor if ANCHOR.fullmatch(anchor) else ""
    place, is_new = LessonPlace.objects.select_for_update().get_or_create(
        user=actor, lesson_key=addressing.key_of(page), defaults={"anchor": anchor, "at": at}
    )
    if not is_new and at >= place.at:
        place.anchor, place.at = anchor, at
        place.save(update_fields=["anchor", "at"])
    return place


def place_in(user: User, lesson_key: UUID) -> LessonPlace | None:
    """Return where `user` stopped in the lesson, or None."""
    return LessonPlace.objects.filter(user=user, lesson_key=lesson_key).first()

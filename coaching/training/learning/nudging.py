"""A mentor asks a learner by e-mail how it goes: with her own words, and not more often than every three days."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from coaching.training.learning import letters
from coaching.training.learning.leading import leads
from coaching.training.learning.models import Cohort, Enrolment, EnrolmentState, Nudge
from coaching.training.learning.outline import Outline, outline_of
from coaching.training.learning.table import table_of
from people import audit
from people.models import User

NOT_BEFORE = dt.timedelta(days=3)
"""How long a learner is left in peace after a nudge, whoever sent it."""
LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True)
class Nudged:
    """What came of it: how many letters go out, and who was left in peace because of an earlier one."""

    sent: int
    left_in_peace: tuple[str, ...]


@transaction.atomic
def nudge(*, actor: User, cohort: Cohort, enrolments: Collection[int], text: str = "") -> Nudged:
    """Write to the learners of the cohort with these enrolments, each in her language, and return what came of it.

    Raises:
        PermissionDenied: `actor` does not lead the cohort.
    """
    if not leads(actor, cohort):
        raise PermissionDenied
    now = timezone.now()
    chosen = cohort.enrolments.select_for_update().filter(pk__in=enrolments, state=EnrolmentState.ACTIVE)
    people = list(chosen.select_related("user"))
    recent = Nudge.objects.filter(enrolment__in=people, at__gt=now - NOT_BEFORE)
    in_peace = set(recent.values_list("enrolment", flat=True))
    to_write = [each for each in people if each.pk not in in_peace]
    next_keys = {row.enrolment.pk: row.next_key for row in table_of(cohort, now).rows}
    outlines = _outlines(cohort.programme_key, to_write)
    for each in to_write:
        Nudge.objects.create(enrolment=each, by=actor, text=text[:LONGEST_TEXT], at=now)
        _write(actor, each, outlines[letters.language_of(each.user)], next_keys.get(each.pk), text[:LONGEST_TEXT])
    data = {"learners": [each.user_id for each in to_write]}
    if to_write:
        audit.record(actor=actor, action="learning.nudged", subject=cohort, data=data)
    return Nudged(len(to_write), tuple(each.user.get_full_name() for each in people if each.pk in in_peace))


def _outlines(key: UUID, people: Collection[Enrolment]) -> dict[str, Outline | None]:
    """Return the outline in each language that somebody reads: at most three."""
    found: dict[str, Outline | None] = {}
    for language in {letters.language_of(each.user) for each in people}:
        with translation.override(language):
            found[language] = outline_of(key)
    return found


def _write(actor: User, enrolment: Enrolment, outline: Outline | None, key: UUID | None, text: str) -> None:
    language = letters.language_of(enrolment.user)
    shown = outline.shown.get(key) if outline and key else None
    with translation.override(language):
        home = letters.absolute(reverse("learning:home"))
    context = {
        "name": enrolment.user.get_full_name(),
        "mentor": actor.get_full_name(),
        "programme": outline.title if outline else "",
        "next_title": shown.title if shown else "",
        "next_address": letters.absolute(shown.url) if shown and shown.url else home,
        "text": text,
    }
    letters.send(template="learning/letters/nudge.txt", to=enrolment.user.email, language=language, context=context)

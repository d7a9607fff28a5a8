"""Keeping what somebody has reached: that a lesson was read, and what quizzes, tasks and calibrations tell."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from coaching.training import admission
from coaching.training.admission import Kind, Subject
from coaching.training.learning import addressing, belonging, contents, settling
from coaching.training.learning.models import Attainment, Completion, Reached
from coaching.training.learning.outline import outlines
from coaching.training.outcomes import Outcome
from people import audit
from people.models import User


@transaction.atomic
def mark_read(
    *, actor: User, page: Page, delivery: UUID | None = None, at: dt.datetime | None = None
) -> tuple[Attainment, list[Completion]]:
    """Keep that `actor` has read `page` to its end; return that, and what she has completed by it.

    Once for each lesson, in whatever language and however often it is sent. `at` is when a device without a network says
    that it was; no moment that is still to come is believed. The revision that is published now is pinned.

    Raises:
        PermissionDenied: the page is closed to her, or nothing that one reads.
    """
    if not addressing.is_learnt(page) or not page.live:
        raise PermissionDenied
    answer = admission.ask(actor, Subject(Kind.PAGE, page.translation_key))
    if not answer.is_open:
        raise PermissionDenied(answer.reason)
    now = timezone.now()
    kept, is_new = Attainment.objects.get_or_create(
        user=actor,
        kind=Reached.READ,
        key=addressing.key_of(page),
        defaults={"at": min(at or now, now), "revision_id": page.live_revision_id, "delivery": delivery},
    )
    if is_new:
        data = {"key": str(kept.key), "revision": kept.revision_id}
        audit.record(actor=actor, action="learning.read", subject=page, data=data)
    return kept, _settled(actor, belonging.tops_with(kept.key))


@transaction.atomic
def take_outcome(outcome: Outcome) -> None:
    """Keep what a quiz, a task or a calibration tells; the listener that `outcomes` calls inside its transaction.

    Passing it is kept once, with the time of the first pass; a better result afterwards raises the percent, and a worse
    one changes nothing.
    """
    if outcome.subject.kind == Kind.PAGE:
        return
    kept, is_new = Attainment.objects.get_or_create(
        user_id=outcome.user_id,
        kind=outcome.subject.kind.value,
        key=outcome.subject.key,
        defaults={"passed": outcome.passed, "percent": outcome.percent, "at": outcome.at},
    )
    if not is_new:
        _improve(kept, outcome)
    if outcome.passed:
        _settled(User.objects.get(pk=outcome.user_id), _tops_of(outcome.subject))


def _is_better(kept: Attainment, outcome: Outcome) -> bool:
    """Return whether the percent of the outcome counts: of what is passed the best, before it the best of the rest."""
    if outcome.percent is None or outcome.passed < kept.passed:
        return False
    return kept.percent is None or outcome.passed > kept.passed or outcome.percent > kept.percent


def _improve(kept: Attainment, outcome: Outcome) -> None:
    if outcome.passed and (not kept.passed or outcome.at < kept.at):
        kept.at = outcome.at
    if _is_better(kept, outcome):
        kept.percent = outcome.percent
    kept.passed = kept.passed or outcome.passed
    kept.save(update_fields=["passed", "percent", "at"])


def _tops_of(subject: Subject) -> set[UUID]:
    places = belonging.positions_of_ids(contents.pages_with(subject.kind, subject.key))
    return {place.top for place in places}


def _settled(user: User, tops: set[UUID]) -> list[Completion]:
    return settling.settle_many(users=[user.pk], outlines=outlines(tops).values())

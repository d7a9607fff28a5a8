"""The end of an attempt: everything is marked, the result is written and told, all in one transaction."""

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from coaching.training import admission, outcomes
from coaching.training.quizzes.answer_marking import percent_of, points_of, worth_of
from coaching.training.quizzes.deadlines import is_over
from coaching.training.quizzes.models import Attempt, AttemptAnswer
from coaching.training.quizzes.snapshot import Asked, Snapshot
from people import audit
from people.models import User

SHARE = Decimal("0.00000001")
MARKED = ["share", "points"]


def grace() -> timedelta:
    """Return how long after its end an attempt still takes answers that were on their way: QUIZ_GRACE_SECONDS."""
    return timedelta(seconds=settings.QUIZ_GRACE_SECONDS)


def share_kept(share: Fraction) -> Decimal:
    """Return a share as it is stored, for statistics; points are never computed from it."""
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(SHARE)


@transaction.atomic
def finish_attempt(*, reader: User, attempt_id: UUID) -> Attempt:
    """End an attempt of `reader` and return it with its result; ending it again changes nothing.

    A gate that has closed meanwhile does not keep anybody from ending what she has begun.

    Raises:
        Attempt.DoesNotExist: there is no such attempt of this reader.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt_id, user=reader)
    if attempt.finished_at is None:
        _finish(attempt, timezone.now(), actor=reader)
    return attempt


@transaction.atomic
def close_if_over(*, attempt: Attempt) -> bool:
    """End `attempt` if its time and the grace are over; return whether it is finished."""
    if attempt.finished_at is None and is_over(timezone.now(), attempt.ends_at, grace()):
        locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
        if locked.finished_at is None and locked.ends_at is not None:
            _finish(locked, locked.ends_at + grace(), actor=None)
        attempt.refresh_from_db()
    return attempt.finished_at is not None


def close_overdue() -> int:
    """End every attempt whose time is over, as `manage.py close_quizzes` does; return how many."""
    overdue = Attempt.objects.filter(finished_at=None, ends_at__lt=timezone.now() - grace())
    return sum(close_if_over(attempt=attempt) for attempt in overdue.iterator())


def _finish(attempt: Attempt, at: datetime, *, actor: User | None) -> None:
    snapshot = Snapshot.model_validate(attempt.snapshot)
    reached = _mark_all(attempt, snapshot, at)
    attempt.finished_at = at
    attempt.points = reached
    attempt.percent = percent_of(reached, attempt.maximum)
    attempt.passed = attempt.percent >= snapshot.pass_percent
    attempt.save(update_fields=["finished_at", "points", "percent", "passed"])
    data = {"percent": f"{attempt.percent:.2f}", "passed": attempt.passed}
    audit.record(actor=actor, action="quiz.finished", subject=attempt, data=data)
    subject = admission.Subject(admission.Kind.QUIZ, attempt.quiz_key)
    outcomes.report(outcomes.Outcome(attempt.user_id, subject, attempt.passed, attempt.percent, at))


def _mark_all(attempt: Attempt, snapshot: Snapshot, at: datetime) -> Decimal:
    """Mark every question, also those without an answer, and return the points."""
    kept = {answer.question_key: answer for answer in attempt.answers.all()}
    for asked in snapshot.questions:
        answer = kept.setdefault(
            asked.key, AttemptAnswer(attempt=attempt, question_key=asked.key, given_at=at, saved_at=at)
        )
        _mark(answer, asked)
    fresh = [answer for answer in kept.values() if answer.pk is None]
    AttemptAnswer.objects.bulk_update([answer for answer in kept.values() if answer.pk], MARKED)
    AttemptAnswer.objects.bulk_create(fresh)
    return sum((answer.points or Decimal(0) for answer in kept.values()), Decimal("0.00"))


def _mark(answer: AttemptAnswer, asked: Asked) -> None:
    share = worth_of(asked.content, answer.given, asked.tokens).share
    answer.share, answer.points = share_kept(share), points_of(share, asked.points)

"""Taking a quiz: begin, answer, have one answer checked. `finishing.py` ends an attempt.

Whoever calls it names the reader, and every function asks the gates again. An answer that is saved leaves its receipt
instead of an audit row: hundreds of learners answer at once, and the receipt says as much.
"""

import secrets
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from coaching.training import admission
from coaching.training.quizzes import allowances
from coaching.training.quizzes.answer_marking import points_of, worth_of
from coaching.training.quizzes.deadlines import end_of, is_over, moment_given
from coaching.training.quizzes.drawing import snapshot_for
from coaching.training.quizzes.finishing import close_if_over, grace, share_kept
from coaching.training.quizzes.giving import Given, GivenRefused, read_given
from coaching.training.quizzes.models import AnswerReceipt, Attempt, AttemptAnswer, Explaining, Quiz
from coaching.training.quizzes.refusals import NotAdmitted, QuizRefused
from coaching.training.quizzes.snapshot import Asked, Snapshot
from coaching.training.quizzes.standing import standing_in
from people import audit
from people.models import User

MOST_SECONDS = 4 * 60 * 60


class Answering(NamedTuple):
    """An answer on its way: what was given to which question, under an identifier of the browser's own.

    `given_at` is when it was given, by the server's clock as the browser measured it; None means now.
    """

    question_key: UUID
    given: object
    client_id: UUID
    given_at: datetime | None = None
    seconds: int | None = None


def ask_gates(reader: User, quiz_key: UUID) -> None:
    """Ask whether `reader` may open the quiz.

    Raises:
        NotAdmitted: a gate is closed; it carries the reason and the way on.
    """
    answer = admission.ask(reader, admission.Subject(admission.Kind.QUIZ, quiz_key))
    if not answer.is_open:
        raise NotAdmitted(answer)


def start_attempt(*, reader: User, quiz: Quiz, language: str) -> Attempt:
    """Begin an attempt at `quiz` and return it, or return the one that is under way.

    Raises:
        NotAdmitted: a gate is closed.
        QuizRefused: no attempt is left, the next one may not begin yet, or there is nothing to ask.
    """
    ask_gates(reader, quiz.translation_key)
    mine = Attempt.objects.filter(user=reader, quiz_key=quiz.translation_key)
    current = mine.filter(finished_at=None).first()
    if current and not close_if_over(attempt=current):
        return current
    try:
        with transaction.atomic():
            return _begin(reader, quiz, language)
    except IntegrityError:
        # The same button was pressed twice, or in two windows: the other press was faster.
        return mine.filter(finished_at=None).get()


def _begin(reader: User, quiz: Quiz, language: str) -> Attempt:
    now = timezone.now()
    earlier = list(Attempt.objects.filter(user=reader, quiz_key=quiz.translation_key).defer("snapshot"))
    standing = standing_in(quiz, earlier, now)
    if not standing.may_start:
        raise QuizRefused("not_now", standing.obstacle)
    seed = secrets.token_hex(16)
    snapshot = snapshot_for(quiz, language, seed)
    if not snapshot.questions:
        raise QuizRefused("no_questions")
    percent = allowances.percent_for(reader, quiz.translation_key)
    attempt = Attempt.objects.create(
        user=reader,
        quiz=quiz,
        quiz_key=quiz.translation_key,
        language=language,
        number=1 + max((each.number for each in earlier), default=0),
        seed=seed,
        time_percent=percent,
        started_at=now,
        ends_at=end_of(now, quiz.minutes, percent),
        snapshot=snapshot.model_dump(mode="json"),
        maximum=snapshot.maximum,
    )
    audit.record(actor=reader, action="quiz.started", subject=attempt, data={"quiz": str(quiz.translation_key)})
    return attempt


@transaction.atomic
def keep_answer(*, reader: User, attempt_id: UUID, answering: Answering) -> str:
    """Keep an answer; return `saved`, `again` if it was received before, or `overtaken` by one that was given later.

    Raises:
        Attempt.DoesNotExist: there is no such attempt of this reader.
        NotAdmitted, QuizRefused: it cannot be kept, for a reason in words.
    """
    attempt = _locked(reader, attempt_id)
    if AnswerReceipt.objects.filter(attempt=attempt, client_id=answering.client_id).exists():
        return "again"
    now = timezone.now()
    asked = _open_question(attempt, answering.question_key, now)
    try:
        given = read_given(asked.offered, answering.given)
    except GivenRefused as error:
        raise QuizRefused("not_an_answer") from error
    answer = AttemptAnswer.objects.filter(attempt=attempt, question_key=asked.key).first()
    if answer and answer.checked_at:
        raise QuizRefused("checked")
    AnswerReceipt.objects.create(attempt=attempt, client_id=answering.client_id, at=now)
    given_at = moment_given(answering.given_at, attempt.started_at, now)
    if answer and answer.given_at > given_at:
        return "overtaken"
    _write(attempt, asked, given, given_at, answering.seconds)
    return "saved"


def _locked(reader: User, attempt_id: UUID) -> Attempt:
    attempt = Attempt.objects.select_for_update().get(pk=attempt_id, user=reader)
    ask_gates(reader, attempt.quiz_key)
    return attempt


def _open_question(attempt: Attempt, key: UUID, now: datetime) -> Asked:
    """Return the question of an attempt that still goes on."""
    if attempt.finished_at:
        raise QuizRefused("over" if attempt.ends_at and attempt.finished_at >= attempt.ends_at else "finished")
    if is_over(now, attempt.ends_at, grace()):
        raise QuizRefused("over")
    asked = Snapshot.model_validate(attempt.snapshot).find(key)
    if asked is None:
        raise QuizRefused("unknown_question")
    return asked


def _write(attempt: Attempt, asked: Asked, given: Given | None, given_at: datetime, seconds: int | None) -> None:
    values: dict[str, Any] = {"given": given, "given_at": given_at, "saved_at": timezone.now()}
    if seconds is not None:
        values["seconds"] = max(0, min(seconds, MOST_SECONDS))
    AttemptAnswer.objects.update_or_create(attempt=attempt, question_key=asked.key, defaults=values)


@transaction.atomic
def check_answer(*, reader: User, attempt_id: UUID, question_key: UUID) -> AttemptAnswer:
    """Mark the answer that stands for a question and close it; only where a quiz explains after each answer.

    Raises:
        Attempt.DoesNotExist: there is no such attempt of this reader.
        NotAdmitted, QuizRefused: it cannot be checked, for a reason in words.
    """
    attempt = _locked(reader, attempt_id)
    asked = _open_question(attempt, question_key, timezone.now())
    if attempt.snapshot["explaining"] != Explaining.EACH:
        raise QuizRefused("not_checkable")
    answer = AttemptAnswer.objects.filter(attempt=attempt, question_key=asked.key).first()
    if answer is None or answer.given is None:
        raise QuizRefused("nothing_given")
    if answer.checked_at is None:
        share = worth_of(asked.content, answer.given, asked.tokens).share
        answer.share, answer.points = share_kept(share), points_of(share, asked.points)
        answer.checked_at = timezone.now()
        answer.save(update_fields=["share", "points", "checked_at"])
    return answer

"""The end of an attempt: marked once, told once, and what may follow."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from coaching.training import outcomes
from coaching.training.admission import Kind, Subject
from coaching.training.quizzes.finding import standing_of
from coaching.training.quizzes.finishing import close_if_over, close_overdue, finish_attempt
from coaching.training.quizzes.models import Attempt, AttemptAnswer, Quiz
from coaching.training.quizzes.refusals import QuizRefused
from coaching.training.quizzes.reviewing import is_due, review
from people.models import AuditEntry, User
from tests.coaching.training.quizzes.building import (
    answer,
    answer_all_right,
    asked_in,
    begin,
    make_quiz,
    right_answer,
)

pytestmark = pytest.mark.django_db


def _finish(attempt: Attempt) -> Attempt:
    return finish_attempt(reader=attempt.user, attempt_id=attempt.pk)


def test_everything_right_is_everything(learner: User, quiz: Quiz, told: list[outcomes.Outcome]) -> None:
    attempt = begin(learner, quiz)
    answer_all_right(attempt)
    done = _finish(attempt)
    assert (done.points, done.maximum, done.percent, done.passed) == (
        Decimal("9.00"),
        Decimal("9.00"),
        Decimal("100.00"),
        True,
    )
    [outcome] = told
    assert outcome.subject == Subject(Kind.QUIZ, quiz.translation_key)
    assert (outcome.user_id, outcome.passed, outcome.percent) == (learner.pk, True, Decimal("100.00"))


def test_finishing_twice_marks_and_tells_once(learner: User, quiz: Quiz, told: list[outcomes.Outcome]) -> None:
    attempt = begin(learner, quiz)
    first, second = _finish(attempt), _finish(attempt)
    assert first.finished_at == second.finished_at
    assert len(told) == 1
    assert AuditEntry.objects.filter(action="quiz.finished").count() == 1
    assert AttemptAnswer.objects.count() == 7


def test_a_listener_that_fails_leaves_the_attempt_open(
    learner: User, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_outcome: outcomes.Outcome) -> None:
        raise RuntimeError

    monkeypatch.setattr(outcomes, "_listeners", [fail])
    attempt = begin(learner, quiz)
    with pytest.raises(RuntimeError):
        _finish(attempt)
    attempt.refresh_from_db()
    assert attempt.finished_at is None
    assert not AttemptAnswer.objects.exists()


def test_the_pass_mark_counts_from_the_rounded_percent(learner: User, db: None) -> None:
    # 6 of the 9 points: every question but the one with three points.
    quiz = make_quiz(pass_percent=Decimal("66.67"))
    attempt = begin(learner, quiz)
    for asked in asked_in(attempt):
        if asked.kind != "several":
            answer(attempt, asked, right_answer(asked))
    done = _finish(attempt)
    assert (done.percent, done.passed) == (Decimal("66.67"), True)


def test_parts_are_rounded_half_up_for_each_question(learner: User, quiz: Quiz) -> None:
    attempt = begin(learner, quiz)
    several, ordering = asked_in(attempt)[1], asked_in(attempt)[3]
    first = next(option.id for option in several.content.options if option.share > 0)  # type: ignore[union-attr]
    answer(attempt, several, {"options": [first]})
    right = right_answer(ordering)["order"]
    answer(attempt, ordering, {"order": [right[0], right[2], right[1]]})
    _finish(attempt)
    points = {row.question_key: row.points for row in AttemptAnswer.objects.all()}
    assert points[several.key] == Decimal("1.50")
    assert points[ordering.key] == Decimal("0.33")


def test_an_attempt_whose_time_is_over_ends_by_itself_with_what_was_saved(
    learner: User, db: None, told: list[outcomes.Outcome]
) -> None:
    attempt = begin(learner, make_quiz(minutes=10))
    asked = asked_in(attempt)[0]
    answer(attempt, asked, right_answer(asked))
    assert not close_if_over(attempt=attempt)
    end = timezone.now() - dt.timedelta(minutes=1)
    Attempt.objects.update(ends_at=end)
    attempt.refresh_from_db()
    assert close_if_over(attempt=attempt)
    assert attempt.finished_at == end + dt.timedelta(seconds=30)
    assert attempt.points == Decimal("1.00")
    assert told[0].at == attempt.finished_at
    with pytest.raises(QuizRefused, match="over"):
        answer(attempt, asked, None)


def test_the_command_ends_what_nobody_came_back_to(learner: User, db: None) -> None:
    begin(learner, make_quiz(minutes=10))
    assert close_overdue() == 0
    Attempt.objects.update(ends_at=timezone.now() - dt.timedelta(hours=1))
    said = io.StringIO()
    call_command("close_quizzes", stdout=said)
    assert said.getvalue() == "Ended 1 attempts.\n"
    assert Attempt.objects.get().finished_at is not None


def test_attempts_run_out(learner: User, db: None) -> None:
    quiz = make_quiz(attempts_allowed=2)
    for _number in range(2):
        _finish(begin(learner, quiz))
    standing = standing_of(learner, quiz)
    assert (standing.left, standing.may_start) == (0, False)
    with pytest.raises(QuizRefused) as refusal:
        begin(learner, quiz)
    assert "all attempts" in refusal.value.words
    assert [attempt.number for attempt in standing.finished] == [2, 1]


def test_the_next_attempt_waits_as_long_as_the_quiz_says(learner: User, db: None) -> None:
    quiz = make_quiz(wait_minutes=30)
    _finish(begin(learner, quiz))
    with pytest.raises(QuizRefused) as refusal:
        begin(learner, quiz)
    assert "next attempt" in refusal.value.words
    Attempt.objects.update(finished_at=timezone.now() - dt.timedelta(minutes=31))
    assert begin(learner, quiz).number == 2


@pytest.mark.parametrize(
    ("explaining", "failed", "passed"), [("end", True, True), ("each", True, True), ("passed", False, True)]
)
def test_what_was_right_is_shown_when_it_is_due(
    learner: User, db: None, explaining: str, failed: bool, passed: bool
) -> None:
    quiz = make_quiz(explaining=explaining)
    bad = _finish(begin(learner, quiz))
    good = begin(learner, quiz)
    assert not is_due(good)
    answer_all_right(good)
    good = _finish(good)
    assert (is_due(bad), is_due(good)) == (failed, passed)
    shown = [each.verdict is not None for each in review(bad, {})]
    assert shown == [failed] * 7


def test_a_picture_shows_afterwards_what_others_gave(learner: User, mentor: User, quiz: Quiz) -> None:
    for person, score in ((mentor, 1), (learner, 2)):
        attempt = begin(person, quiz)
        answer(attempt, asked_in(attempt)[6], {"score": score})
        _finish(attempt)
    last = Attempt.objects.get(user=learner)
    [verdict] = [each.verdict for each in review(last, {}) if each.kind == "judge"]
    assert verdict
    assert verdict.spread
    assert verdict.spread.counts == (0, 1, 0, 0)
    assert verdict.right == ("2: even",)

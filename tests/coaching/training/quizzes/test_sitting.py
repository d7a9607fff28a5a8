"""Taking a quiz: beginning once, answers that count once and in order, the server's time, and who may what."""

import datetime as dt
import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from coaching.training import admission
from coaching.training.quizzes import allowances
from coaching.training.quizzes.drawing import snapshot_for
from coaching.training.quizzes.models import AnswerReceipt, Attempt, AttemptAnswer, Question, Quiz
from coaching.training.quizzes.refusals import NotAdmitted, QuizRefused
from coaching.training.quizzes.sitting import check_answer
from media.models import CustomImage
from people.models import AuditEntry, User
from tests.coaching.training.quizzes.building import (
    answer,
    asked_in,
    begin,
    make_person,
    make_quiz,
    right_answer,
)

pytestmark = pytest.mark.django_db


def test_beginning_twice_gives_the_same_attempt(learner: User, quiz: Quiz) -> None:
    first, second = begin(learner, quiz), begin(learner, quiz)
    assert first.pk == second.pk
    assert Attempt.objects.count() == 1
    assert AuditEntry.objects.filter(action="quiz.started", actor=learner).count() == 1


def test_a_change_of_the_quiz_changes_nothing_of_an_attempt(learner: User, quiz: Quiz) -> None:
    attempt = begin(learner, quiz)
    before = asked_in(attempt)
    quiz.parts.all().delete()
    attempt.refresh_from_db()
    assert asked_in(attempt) == before
    assert len(before) == 7


def test_questions_are_asked_in_the_language_of_the_reader(learner: User, quiz: Quiz) -> None:
    texts = [asked.text for asked in asked_in(begin(learner, quiz, "ru"))]
    assert texts[0] == "<p>Какой инструмент измеряет 0,01 мм?</p>"


def test_a_question_that_is_not_translated_is_asked_in_another_language(learner: User, quiz: Quiz) -> None:
    texts = [asked.text for asked in asked_in(begin(learner, quiz, "kk"))]
    assert texts[0] == "<p>Which tool measures 0.01 mm?</p>"


def test_the_same_answer_again_is_known_and_changes_nothing(learner: User, quiz: Quiz) -> None:
    attempt = begin(learner, quiz)
    asked = asked_in(attempt)[5]
    first, second = uuid4(), uuid4()
    assert answer(attempt, asked, {"text": "one"}, client_id=first) == "saved"
    assert answer(attempt, asked, {"text": "two"}, client_id=second) == "saved"
    assert answer(attempt, asked, {"text": "one"}, client_id=first) == "again"
    assert AttemptAnswer.objects.get().given == {"text": "two"}
    assert AnswerReceipt.objects.count() == 2


def test_an_answer_that_was_given_earlier_does_not_take_the_place_of_a_later_one(learner: User, quiz: Quiz) -> None:
    attempt = begin(learner, quiz)
    Attempt.objects.update(started_at=timezone.now() - dt.timedelta(minutes=10))
    asked = asked_in(attempt)[5]
    now = timezone.now()
    answer(attempt, asked, {"text": "later"}, given_at=now - dt.timedelta(minutes=1))
    assert answer(attempt, asked, {"text": "earlier"}, given_at=now - dt.timedelta(minutes=5)) == "overtaken"
    assert AttemptAnswer.objects.get().given == {"text": "later"}


def test_a_clock_that_runs_ahead_cannot_hold_the_place_for_ever(learner: User, quiz: Quiz) -> None:
    attempt = begin(learner, quiz)
    asked = asked_in(attempt)[5]
    answer(attempt, asked, {"text": "from the future"}, given_at=timezone.now() + dt.timedelta(days=1))
    assert answer(attempt, asked, {"text": "next"}) == "saved"


def test_an_answer_can_be_taken_back(learner: User, quiz: Quiz) -> None:
    attempt = begin(learner, quiz)
    asked = asked_in(attempt)[0]
    answer(attempt, asked, right_answer(asked))
    answer(attempt, asked, None)
    assert AttemptAnswer.objects.get().given is None


@pytest.mark.parametrize(
    "given",
    [
        {"option": "not-offered"},
        {"option": ["a"]},
        [],
        "text",
        {"option": {"a": 1}},
    ],
)
def test_what_is_no_answer_is_refused_and_leaves_nothing(learner: User, quiz: Quiz, given: object) -> None:
    attempt = begin(learner, quiz)
    with pytest.raises(QuizRefused) as refusal:
        answer(attempt, asked_in(attempt)[0], given)
    assert refusal.value.code == "not_an_answer"
    assert not AttemptAnswer.objects.exists()


def test_an_order_that_leaves_out_an_item_is_no_answer(learner: User, quiz: Quiz) -> None:
    attempt = begin(learner, quiz)
    asked = asked_in(attempt)[3]
    with pytest.raises(QuizRefused):
        answer(attempt, asked, {"order": list(asked.order[:2])})


def test_another_person_finds_no_such_attempt(learner: User, quiz: Quiz) -> None:
    attempt = begin(learner, quiz)
    attempt.user = make_person("Stranger")
    with pytest.raises(Attempt.DoesNotExist):
        answer(attempt, asked_in(attempt)[0], None)


def test_after_the_end_and_the_grace_an_answer_is_refused_in_words(learner: User, db: None) -> None:
    attempt = begin(learner, make_quiz(minutes=10))
    asked = asked_in(attempt)[5]
    Attempt.objects.update(ends_at=timezone.now() - dt.timedelta(seconds=20))
    assert answer(attempt, asked, {"text": "within the grace"}) == "saved"
    Attempt.objects.update(ends_at=timezone.now() - dt.timedelta(seconds=40))
    with pytest.raises(QuizRefused) as refusal:
        answer(attempt, asked, {"text": "too late"})
    assert refusal.value.code == "over"
    assert "too late" in refusal.value.words
    assert AttemptAnswer.objects.get().given == {"text": "within the grace"}


def test_more_time_is_given_to_whom_a_provider_names(
    learner: User, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowances, "_providers", [])
    allowances.register_provider(lambda user, _key: 150 if user == learner else 100)
    quiz.minutes = 20
    quiz.save()
    attempt = begin(learner, quiz)
    assert attempt.time_percent == 150
    assert attempt.ends_at == attempt.started_at + dt.timedelta(minutes=30)
    other = begin(make_person("Other"), quiz)
    assert other.ends_at == other.started_at + dt.timedelta(minutes=20)


def test_a_closed_gate_refuses_beginning_and_answering_with_its_reason(
    learner: User, quiz: Quiz, gates: list[admission.Gate]
) -> None:
    attempt = begin(learner, quiz)
    gates.append(
        lambda _reader, _subject: admission.Admission(is_open=False, reason="First the lesson.", way_on="/on/")
    )
    with pytest.raises(NotAdmitted, match="closed") as refusal:
        begin(learner, quiz)
    assert refusal.value.words == "First the lesson."
    with pytest.raises(NotAdmitted):
        answer(attempt, asked_in(attempt)[0], None)


def test_a_quiz_without_questions_cannot_be_begun(learner: User, quiz: Quiz) -> None:
    quiz.parts.all().delete()
    with pytest.raises(QuizRefused) as refusal:
        begin(learner, quiz)
    assert refusal.value.code == "no_questions"
    assert not Attempt.objects.exists()


def test_checking_closes_a_question_where_the_quiz_explains_after_each(learner: User, db: None) -> None:
    attempt = begin(learner, make_quiz(explaining="each"))
    asked = asked_in(attempt)[0]
    with pytest.raises(QuizRefused, match="nothing_given"):
        check_answer(reader=learner, attempt_id=attempt.pk, question_key=asked.key)
    answer(attempt, asked, right_answer(asked))
    checked = check_answer(reader=learner, attempt_id=attempt.pk, question_key=asked.key)
    again = check_answer(reader=learner, attempt_id=attempt.pk, question_key=asked.key)
    assert checked.points == again.points == asked.points
    assert again.checked_at == checked.checked_at
    with pytest.raises(QuizRefused, match="checked"):
        answer(attempt, asked, None)


def test_nothing_is_checked_before_its_time_elsewhere(learner: User, quiz: Quiz) -> None:
    attempt = begin(learner, quiz)
    asked = asked_in(attempt)[0]
    answer(attempt, asked, right_answer(asked))
    with pytest.raises(QuizRefused, match="not_checkable"):
        check_answer(reader=learner, attempt_id=attempt.pk, question_key=asked.key)


def test_pictures_are_asked_with_their_size_and_words_in_the_same_number_of_queries(
    learner: User, quiz: Quiz, settings: Any, tmp_path: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    settings.MEDIA_ROOT = tmp_path
    counted = []
    for kinds in (["judge"], ["choice", "several", "number", "judge"]):
        for kind in kinds:
            Question.objects.filter(kind=kind).update(picture=_picture(), picture_words="A weld")
        snapshot_for(quiz, "en", "0" * 32)
        with django_assert_max_num_queries(10) as queries:
            snapshot = snapshot_for(quiz, "en", "0" * 32)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    shown = [asked.picture for asked in snapshot.questions if asked.picture]
    assert len(shown) == 4
    assert {(each.width, each.height, each.words) for each in shown} == {(40, 20, "A weld")}


def _picture() -> CustomImage:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(out, "PNG")
    return CustomImage.objects.create(title="Weld", file=ContentFile(out.getvalue(), "weld.png"), width=40, height=20)

"""The pages of a quiz: with and without a script, twice, in two windows, for everybody, and never a solution too early."""

import datetime as dt
import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from coaching.training import admission
from coaching.training.quizzes.models import Attempt, AttemptAnswer, Quiz
from coaching.training.quizzes.page_answers import answers_of, questions_of
from coaching.training.quizzes.snapshot import Asked, Snapshot
from people.models import User
from tests.coaching.training.quizzes.building import (
    SECRETS,
    answer_all_right,
    asked_in,
    begin,
    make_person,
    make_quiz,
    right_answer,
)

pytestmark = pytest.mark.django_db


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _address(name: str, *arguments: object) -> str:
    return reverse(f"quizzes:{name}", args=arguments)


def _fields(asked: Asked, given: dict[str, Any]) -> dict[str, Any]:
    """Return a form's fields for an answer."""
    if "order" in given:
        return {f"{asked.name}.{item}": str(place) for place, item in enumerate(given["order"], start=1)}
    if "pairs" in given:
        return {f"{asked.name}.{left}": token for left, token in given["pairs"].items()}
    return {asked.name: next(iter(given.values()))}


def _form(attempt: Attempt, chosen: list[Asked] | None = None) -> dict[str, Any]:
    """Return what a page without a script sends when every question, or those `chosen`, are answered rightly."""
    shown = questions_of(Snapshot.model_validate(attempt.snapshot), answers_of(attempt))
    form: dict[str, Any] = {f"{each.shown.name}.was": each.shown.was for each in shown}
    for asked in chosen if chosen is not None else asked_in(attempt):
        form |= _fields(asked, right_answer(asked))
    return form


def _send(client: Client, attempt: Attempt, asked: Asked, given: object, **more: Any) -> Any:
    body = {"id": str(uuid4()), "question": str(asked.key), "given": given, **more}
    return client.post(_address("answers", attempt.pk), json.dumps(body), content_type="application/json")


def test_a_whole_quiz_without_a_script(learner: User, quiz: Quiz) -> None:
    client = _client(learner)
    page = client.get(_address("quiz", quiz.translation_key))
    assert page.status_code == 200
    started = client.post(_address("start", quiz.translation_key))
    attempt = Attempt.objects.get()
    assert started.headers["Location"] == _address("sit", attempt.pk)
    client.post(_address("sit", attempt.pk), _form(attempt))
    assert AttemptAnswer.objects.count() == 7
    asked = client.get(_address("finish", attempt.pk)).content.decode()
    assert "Every question has an answer" in asked
    assert Attempt.objects.get().finished_at is None
    result = client.post(_address("finish", attempt.pk), follow=True).content.decode()
    assert "100.00" in result
    assert "because-secret" in result


def test_finishing_twice_leads_to_the_result_twice(learner: User, quiz: Quiz) -> None:
    client, attempt = _client(learner), begin(learner, quiz)
    for _time in range(2):
        answer = client.post(_address("finish", attempt.pk))
        assert answer.headers["Location"] == _address("review", attempt.pk)
    assert client.get(_address("sit", attempt.pk)).headers["Location"] == _address("review", attempt.pk)


def test_a_reload_and_another_device_show_the_answers_so_far(learner: User, quiz: Quiz) -> None:
    attempt = begin(learner, quiz)
    answer_all_right(attempt)
    page = _client(learner).get(_address("sit", attempt.pk)).content.decode()
    assert page.count(" checked") == 1 + 2 + 1
    assert 'value="right-word-secret"' in page
    assert page.count(" selected") == 3 + 2


def test_an_old_window_does_not_put_back_what_another_has_changed(learner: User, quiz: Quiz) -> None:
    client, attempt = _client(learner), begin(learner, quiz)
    typed, choice = asked_in(attempt)[5], asked_in(attempt)[0]
    old = _form(attempt, chosen=[])
    _send(client, attempt, typed, {"text": "from the other window"})
    client.post(_address("sit", attempt.pk), {**old, **_fields(choice, right_answer(choice))})
    given = {row.question_key: row.given for row in AttemptAnswer.objects.all()}
    assert given == {typed.key: {"text": "from the other window"}, choice.key: right_answer(choice)}


def test_the_small_address_keeps_one_answer_and_says_how_things_stand(learner: User, quiz: Quiz) -> None:
    client, attempt = _client(learner), begin(learner, quiz)
    asked = asked_in(attempt)[2]
    kept = _send(client, attempt, asked, {"text": "9,81"}, seconds=12)
    assert kept.json()["state"] == "saved"
    assert AttemptAnswer.objects.get().seconds == 12
    state = client.get(_address("answers", attempt.pk)).json()
    assert state["given"] == {str(asked.key): {"text": "9,81"}}
    assert state["finished"] is False


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("[]", 400),
        ("{}", 400),
        ('{"id": "x", "question": "y"}', 400),
        ("\xff", 400),
        ("[" * 5000, 400),
        ('{"given": "' + "x" * 30_000 + '"}', 400),
    ],
)
def test_a_body_that_is_no_answer_is_refused_and_no_fault(learner: User, quiz: Quiz, body: str, status: int) -> None:
    client, attempt = _client(learner), begin(learner, quiz)
    answer = client.post(_address("answers", attempt.pk), body, content_type="application/json")
    assert answer.status_code == status
    assert not AttemptAnswer.objects.exists()


def test_too_late_is_said_in_words_and_nothing_is_kept(learner: User, db: None) -> None:
    attempt = begin(learner, make_quiz(minutes=5))
    Attempt.objects.update(ends_at=timezone.now() - dt.timedelta(minutes=1))
    answer = _send(_client(learner), attempt, asked_in(attempt)[0], None)
    assert answer.status_code == 409
    assert answer.json()["error"] == "over"
    assert "too late" in answer.json()["words"]


@pytest.mark.parametrize("explaining", ["each", "end", "passed"])
def test_no_byte_of_a_solution_is_sent_before_it_is_due(learner: User, db: None, explaining: str) -> None:
    """Every answer of the server during a whole sitting is read for what stands only in solutions."""
    quiz = make_quiz(explaining=explaining, minutes=20)
    client, sent = _client(learner), []
    sent += [client.get(_address("quiz", quiz.translation_key)), client.post(_address("start", quiz.translation_key))]
    attempt = Attempt.objects.get()
    for asked in asked_in(attempt):
        sent.append(client.get(_address("sit", attempt.pk)))
        wrong = {"text": "wrong"} if asked.kind in {"text", "number"} else None
        sent.append(_send(client, attempt, asked, wrong))
    sent += [client.get(_address("answers", attempt.pk)), client.get(_address("finish", attempt.pk))]
    sent += [client.post(_address("sit", attempt.pk), _form(attempt, chosen=[]), follow=True)]
    everything = b"".join(answer.content for answer in sent).decode()
    assert len(everything) > 30_000
    assert [secret for secret in SECRETS if secret in everything] == []
    for name in ("share", "reference", "tolerance", "explanation", "feedback"):
        assert f"&quot;{name}" not in everything
        assert f'"{name}' not in everything


def test_the_order_of_things_to_order_and_to_match_tells_nothing(learner: User, quiz: Quiz) -> None:
    for _round in range(10):
        attempt = begin(learner, quiz)
        ordering, matching = asked_in(attempt)[3], asked_in(attempt)[4]
        assert list(ordering.order) != right_answer(ordering)["order"]
        assert not set(matching.tokens) & set(matching.order)
        attempt.delete()


def test_a_checked_answer_brings_its_own_explanation_and_no_other(learner: User, db: None) -> None:
    attempt = begin(learner, make_quiz(explaining="each"))
    client, asked = _client(learner), asked_in(attempt)[0]
    _send(client, attempt, asked, right_answer(asked))
    body = json.dumps({"question": str(asked.key)})
    answer = client.post(_address("check", attempt.pk), body, content_type="application/json")
    assert "because-secret 1" in answer.json()["html"]
    page = client.get(_address("sit", attempt.pk)).content.decode()
    assert "because-secret 1" in page
    assert "because-secret 2" not in page


def test_checking_works_without_a_script_too(learner: User, db: None) -> None:
    attempt = begin(learner, make_quiz(explaining="each"))
    client, asked = _client(learner), asked_in(attempt)[0]
    answer = client.post(_address("sit", attempt.pk), {**_form(attempt, [asked]), "check": asked.name})
    assert answer.headers["Location"].endswith(f"#q-{asked.name}")
    assert AttemptAnswer.objects.get().checked_at is not None


def test_anonymous_readers_are_sent_to_sign_in(quiz: Quiz, learner: User) -> None:
    attempt = begin(learner, quiz)
    for name, argument in (("quiz", quiz.translation_key), ("sit", attempt.pk), ("review", attempt.pk)):
        answer = Client().get(_address(name, argument))
        assert answer.status_code == 302
        assert "/accounts/login/" in answer.headers["Location"]
    answer = Client().get(_address("answers", attempt.pk))
    assert (answer.status_code, answer.json()["error"]) == (401, "signed_out")


@pytest.mark.parametrize("name", ["sit", "finish", "review", "answers"])
def test_nobody_else_sees_an_attempt(quiz: Quiz, learner: User, mentor: User, name: str) -> None:
    attempt = begin(learner, quiz)
    for person in (make_person("Stranger"), mentor):
        assert _client(person).get(_address(name, attempt.pk)).status_code == 404


def test_a_closed_gate_is_explained_and_leads_on(quiz: Quiz, learner: User, gates: list[admission.Gate]) -> None:
    gates.append(
        lambda _reader, _subject: admission.Admission(is_open=False, reason="First the lesson.", way_on="/on/")
    )
    answer = _client(learner).get(_address("quiz", quiz.translation_key))
    assert answer.status_code == 403
    assert "First the lesson." in answer.content.decode()
    assert 'href="/on/"' in answer.content.decode()
    assert _client(learner).post(_address("start", quiz.translation_key)).status_code == 403
    assert not Attempt.objects.exists()


def test_a_mentor_tries_a_quiz_without_a_trace(quiz: Quiz, mentor: User, learner: User) -> None:
    client = _client(mentor)
    page = client.get(_address("preview", quiz.translation_key))
    seed = page.context["seed"]
    asked = page.context["snapshot"].questions
    form = {"seed": seed}
    for each in asked:
        form |= _fields(each, right_answer(each))
    result = client.post(_address("preview", quiz.translation_key), form).content.decode()
    assert "100.00" in result
    assert not Attempt.objects.exists()
    assert not AttemptAnswer.objects.exists()
    assert _client(learner).get(_address("preview", quiz.translation_key)).status_code == 403


def test_the_trial_of_a_quiz_without_questions_says_so(mentor: User, quiz: Quiz) -> None:
    empty = Quiz.objects.create(title="Empty", locale=quiz.locale)
    assert _client(mentor).get(_address("preview", empty.translation_key)).status_code == 200


def test_pages_cost_the_same_queries_with_one_question_and_with_many(
    learner: User, db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counted = []
    for key, parts in (("one", [{"question": 0}]), ("many", None)):
        quiz = make_quiz(key=key, **({"parts": parts} if parts else {}))
        counted.append(_queries_of_a_sitting(_client(learner), quiz, django_assert_max_num_queries))
    assert counted[0] == counted[1]


def _queries_of_a_sitting(client: Client, quiz: Quiz, counting: DjangoAssertNumQueries) -> list[int]:
    numbers = []
    client.get(_address("quiz", quiz.translation_key))
    with counting(60) as queries:
        client.post(_address("start", quiz.translation_key))
    numbers.append(len(queries))
    attempt = Attempt.objects.latest("started_at")
    for method, name in (("get", "sit"), ("post", "finish"), ("get", "review")):
        with counting(60) as queries:
            getattr(client, method)(_address(name, attempt.pk))
        # The spread of a judged picture is one query more where there is one.
        judged = name == "review" and any(asked.kind == "judge" for asked in asked_in(attempt))
        numbers.append(len(queries) - judged)
    return numbers

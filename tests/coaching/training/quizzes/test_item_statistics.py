"""Statistics of questions: the figures by hand, and the page and the workbook that show them."""

import io
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from coaching.training.quizzes.finishing import finish_attempt
from coaching.training.quizzes.gathering import Row, statistics_for
from coaching.training.quizzes.item_statistics import Hint, Response, statistics_of
from coaching.training.quizzes.models import Quiz
from people.models import User
from tests.coaching.training.quizzes.building import answer, asked_in, begin, make_person, right_answer

A, B, C = (UUID(int=number) for number in (1, 2, 3))


def _responses(*rows: str) -> list[Response]:
    """Return the answers of people to three questions: `110` is right, right, wrong."""
    return [
        Response(person, key, Decimal(mark), Decimal(1), "en", (f"answer {mark}",))
        for person, row in enumerate(rows)
        for key, mark in zip((A, B, C), row, strict=True)
    ]


def test_difficulty_and_discrimination_by_hand() -> None:
    found = statistics_of(_responses("111", "110", "100", "000"))
    assert [found[key].difficulty for key in (A, B, C)] == [Decimal("75.00"), Decimal("50.00"), Decimal("25.00")]
    # A: 1 1 1 0 with the rest 1, 1/2, 0, 0: covariance 0.375 / 3, deviations 0.5 and sqrt(0.6875 / 3).
    assert found[A].discrimination == Decimal("0.52")
    assert found[A].answers == (("answer 1", 3), ("answer 0", 1))


def test_a_question_that_the_able_get_wrong_stands_out() -> None:
    found = statistics_of(_responses("110", "110", "001", "001", "111"))
    assert (found[C].discrimination or 0) < 0
    assert found[C].hint == Hint.AGAINST


def test_a_correlation_over_few_attempts_accuses_no_question() -> None:
    figures = statistics_of(_responses("110", "110", "001", "001", "111"))[C]
    assert Row("Q", "", "", figures, is_few=True).hint == ""
    assert "marked as right" in Row("Q", "", "", figures, is_few=False).hint


@pytest.mark.parametrize(("rows", "hint"), [(["111", "101", "110"], Hint.EASY), (["011", "001", "010"], Hint.HARD)])
def test_what_everybody_or_nobody_knows_stands_out(rows: list[str], hint: Hint) -> None:
    found = statistics_of(_responses(*rows))
    assert found[A].discrimination is None
    assert found[A].hint == hint


def test_too_few_to_correlate() -> None:
    assert statistics_of(_responses("101", "010"))[A].discrimination is None
    assert statistics_of([Response(1, A, Decimal(1), Decimal(1))])[A].discrimination is None
    assert statistics_of([]) == {}


@pytest.mark.django_db
def test_languages_come_together_and_only_first_attempts_count(quiz: Quiz) -> None:
    for name, language in (("Ann", "en"), ("Bek", "ru")):
        person = make_person(name)
        for attempt_number in range(2):
            attempt = begin(person, quiz, language)
            asked = asked_in(attempt)[0]
            if attempt_number == 0:
                answer(attempt, asked, right_answer(asked), seconds=30)
            finish_attempt(reader=person, attempt_id=attempt.pk)
    found = statistics_for(quiz.translation_key, "ru")
    assert found.attempts == 2
    row = next(row for row in found.rows if row.figures.difficulty == Decimal("100.00"))
    assert row.title == "Какой инструмент измеряет 0,01 мм?"
    assert row.figures.languages == {"en": 1, "ru": 1}
    assert row.figures.seconds == 30
    # Both were given in a language of their own, and are read as one.
    assert row.answers == (("микрометр", 2, 100),)
    assert found.is_few
    assert row.is_few


@pytest.mark.django_db
def test_the_page_and_the_workbook_cost_the_same_for_one_and_for_many(
    mentor: User, quiz: Quiz, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.force_login(mentor)
    address = reverse("quizzes:statistics", args=[quiz.translation_key])
    assert "No attempt is finished yet" in client.get(address).content.decode()
    counted = []
    for number in (1, 6):
        for _person in range(number):
            person = make_person(f"Person{uuid4().hex[:8]}")
            attempt = begin(person, quiz)
            finish_attempt(reader=person, attempt_id=attempt.pk)
        with django_assert_max_num_queries(30) as queries:
            page = client.get(address).content.decode()
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert "rest on few attempts" in page
    book = load_workbook(
        io.BytesIO(client.get(reverse("quizzes:statistics_workbook", args=[quiz.translation_key])).content)
    )
    assert book.worksheets[0].max_row == 8


@pytest.mark.django_db
def test_only_authors_see_statistics(learner: User, quiz: Quiz) -> None:
    client = Client()
    client.force_login(learner)
    for name in ("statistics", "statistics_workbook"):
        assert client.get(reverse(f"quizzes:{name}", args=[quiz.translation_key])).status_code == 403

"""Importing questions: a report first, then stored once; copies are recognised, and only authors come in."""

import base64
import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from openpyxl import load_workbook

from coaching.training.quizzes import importing
from coaching.training.quizzes.models import PendingQuestions, Question, QuestionBank, Quiz
from media.models import CustomImage
from people.models import AuditEntry, Role, User
from tests.coaching.training.quizzes.building import make_person

pytestmark = pytest.mark.django_db
GIFT = "::First:: Which? {=one#yes ~two}\n\n// [tag:lathe]\nHow many? {#3:1}\n\nWrite. {}\n\nThe sun is a star.{T}\n"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Any) -> None:
    """Keep pictures of these tests in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _upload(client: Client, text: str = GIFT, **more: Any) -> Any:
    file = SimpleUploadedFile("lathe.gift", text.encode())
    return client.post(reverse("quizzes:import"), {"file": file, "language": "en", **more}, follow=True)


def test_a_file_is_shown_first_and_stored_at_one_word(mentor: User, quiz: Quiz) -> None:
    client, before = _client(mentor), Question.objects.count()
    page = _upload(client)
    words = page.content.decode()
    assert "Which?" in words
    assert "A long answer has to be read by somebody" in words
    assert Question.objects.count() == before
    client.post(page.redirect_chain[-1][0], {"apply": "", "title": "Lathe"})
    bank = QuestionBank.objects.get(title="Lathe")
    assert [(q.kind, q.name) for q in bank.questions.order_by("sort_order")] == [
        ("choice", "First"),
        ("number", ""),
        ("choice", ""),
    ]
    assert "tags: lathe" in bank.questions.order_by("sort_order")[1].note
    assert AuditEntry.objects.get(action="questions.imported").data["stored"] == 3


def test_pressing_twice_stores_once(mentor: User, quiz: Quiz) -> None:
    report = importing.read(GIFT.encode(), "a.gift", "en")
    waiting = importing.keep(owner=mentor, report=report, bank=None, language="en")
    first = importing.apply(actor=mentor, key=waiting.pk, bank=None, title="Once")
    second = importing.apply(actor=mentor, key=waiting.pk, bank=None, title="Once")
    assert (first.stored, second.stored, first.bank) == (3, 0, second.bank)


def test_discarding_stores_nothing(mentor: User, quiz: Quiz) -> None:
    client = _client(mentor)
    page = _upload(client)
    client.post(page.redirect_chain[-1][0], {"discard": ""})
    assert not PendingQuestions.objects.exists()
    assert not QuestionBank.objects.filter(title="lathe").exists()


def test_copies_are_recognised_whatever_their_capitals_and_identifiers(mentor: User, quiz: Quiz) -> None:
    client = _client(mentor)
    page = _upload(client)
    client.post(page.redirect_chain[-1][0], {"apply": "", "title": "Lathe"})
    again = _upload(client, GIFT.replace("Which?", "WHICH ?".replace(" ", "")) + "\nNew? {=a ~b}\n\nNew? {=a ~b}\n")
    words = again.content.decode()
    assert words.count("Here already, in “Lathe”") == 3
    assert words.count("Twice in this file") == 1
    client.post(again.redirect_chain[-1][0], {"apply": "", "title": "Second"})
    assert QuestionBank.objects.get(title="Second").questions.count() == 1


def test_questions_go_into_a_bank_that_is_there_in_its_language(mentor: User, quiz: Quiz) -> None:
    bank = QuestionBank.objects.get(locale__language_code="ru")
    client = _client(mentor)
    page = _upload(client, "Да? {T}", bank=bank.pk)
    client.post(page.redirect_chain[-1][0], {"apply": ""})
    question = Question.objects.latest("pk")
    assert (question.bank, question.locale) == (bank, bank.locale)
    with translation.override("ru"):
        truths = [gettext("True"), gettext("False")]
    content: Any = question.content
    assert [option.text for option in content.options] == truths
    assert question.sort_order == 7


def test_a_picture_becomes_an_image_of_the_library(mentor: User, quiz: Quiz) -> None:
    data = base64.b64encode(PNG).decode()
    xml = (
        '<quiz><question type="shortanswer"><questiontext><text>Look</text>'
        f'<file name="a.png" encoding="base64">{data}</file></questiontext>'
        '<answer fraction="100"><text>x</text></answer></question></quiz>'
    )
    report = importing.read(xml.encode(), "a.xml", "en")
    waiting = importing.keep(owner=mentor, report=report, bank=None, language="en")
    imported = importing.apply(actor=mentor, key=waiting.pk, bank=None, title="Pictures")
    assert imported.pictures_lost == 0
    assert imported.bank.questions.get().picture == CustomImage.objects.get()


def test_a_picture_that_is_none_is_said_and_the_question_is_there(mentor: User, quiz: Quiz) -> None:
    data = base64.b64encode(b"no picture at all").decode()
    xml = (
        '<quiz><question type="shortanswer"><questiontext><text>Look</text>'
        f'<file name="a.svg" encoding="base64">{data}</file></questiontext>'
        '<answer fraction="100"><text>x</text></answer></question></quiz>'
    )
    report = importing.read(xml.encode(), "a.xml", "en")
    waiting = importing.keep(owner=mentor, report=report, bank=None, language="en")
    imported = importing.apply(actor=mentor, key=waiting.pk, bank=None, title="Pictures")
    assert (imported.stored, imported.pictures_lost) == (1, 1)
    assert not CustomImage.objects.exists()


def test_only_authors_import(learner: User, mentor: User, quiz: Quiz) -> None:
    assert _client(learner).get(reverse("quizzes:import")).status_code == 403
    assert Client().get(reverse("quizzes:import")).status_code == 302
    report = importing.read(GIFT.encode(), "a.gift", "en")
    with pytest.raises(PermissionDenied):
        importing.keep(owner=learner, report=report, bank=None, language="en")
    waiting = importing.keep(owner=mentor, report=report, bank=None, language="en")
    other = make_person("Other")
    with pytest.raises(PermissionDenied):
        importing.apply(actor=other, key=waiting.pk, bank=None)
    assert _client(learner).get(reverse("quizzes:import_report", args=[waiting.pk])).status_code == 403


def test_somebody_elses_report_is_not_found(mentor: User, quiz: Quiz) -> None:
    report = importing.read(GIFT.encode(), "a.gift", "en")
    waiting = importing.keep(owner=mentor, report=report, bank=None, language="en")
    assert (
        _client(make_person("Another", Role.MENTOR))
        .get(reverse("quizzes:import_report", args=[waiting.pk]))
        .status_code
        == 404
    )


def test_a_file_that_cannot_be_read_says_why_beside_the_field(mentor: User, quiz: Quiz) -> None:
    page = _upload(_client(mentor), "")
    assert page.status_code == 422
    broken = _upload(_client(mentor), "<?xml version='1.0'?><quiz>")
    assert broken.status_code == 422
    assert "no sound XML" in broken.content.decode()


def test_the_template_is_sent(mentor: User, db: None) -> None:
    answer = _client(mentor).get(reverse("quizzes:import_template"))
    assert load_workbook(io.BytesIO(answer.content)).worksheets[0]["B1"].value == "Question"

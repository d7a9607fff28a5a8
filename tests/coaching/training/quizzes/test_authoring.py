"""Banks, questions and quizzes in the editor, their translations, and the block that brings a quiz into a lesson."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from coaching.training.quizzes.answer_blocks import AnswerBlocks
from coaching.training.quizzes.blocks import QuizBlock
from coaching.training.quizzes.content import CONTENT
from coaching.training.quizzes.finishing import finish_attempt
from coaching.training.quizzes.loading import load_quiz
from coaching.training.quizzes.models import Question, QuestionBank, Quiz, QuizPart
from coaching.training.quizzes.stored_answers import blocks_of, content_from
from people.groups import ensure_groups, match_groups
from people.models import User
from tests.coaching.training.quizzes.building import LANGUAGES, begin, question, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(mentor: User) -> Client:
    """A mentor in the page editor."""
    ensure_groups()
    match_groups(mentor)
    client = Client()
    client.force_login(mentor)
    return client


@pytest.mark.parametrize("name", ["questionbank", "question", "quiz"])
def test_the_lists_and_forms_open_for_mentors(author: Client, quiz: Quiz, name: str) -> None:
    for address in ("list", "add"):
        assert author.get(reverse(f"wagtailsnippets_quizzes_{name}:{address}")).status_code == 200
    model = {"questionbank": QuestionBank, "question": Question, "quiz": Quiz}[name]
    first: Any = model.objects.first()  # type: ignore[attr-defined]
    assert author.get(reverse(f"wagtailsnippets_quizzes_{name}:edit", args=[first.pk])).status_code == 200


def test_the_door_to_the_import_stands_above_the_questions(author: Client, quiz: Quiz) -> None:
    page = author.get(reverse("wagtailsnippets_quizzes_question:list")).content.decode()
    assert reverse("quizzes:import") in page


@pytest.mark.parametrize("kind", ["choice", "several", "number", "ordering", "matching", "text", "judge"])
def test_each_kind_comes_through_the_editor_as_it_was(author: Client, quiz: Quiz, kind: str) -> None:
    before = question(kind).content
    block = AnswerBlocks()
    raw = question(kind).answers.get_prep_value()
    cleaned = block.clean(block.to_python(raw))
    assert content_from(block.get_prep_value(cleaned)) == before
    assert content_from(blocks_of(before)) == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"kind": "choice", "options": [{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]}, "No answer is right"),
        (
            {"kind": "choice", "options": [{"id": "a", "text": "x", "share": 100}, {"id": "b", "text": "x"}]},
            "stands twice",
        ),
        ({"kind": "number", "answers": [{"value": 5, "share": 50}]}, "No answer is worth 100"),
        ({"kind": "text", "answers": [{"text": "*"}]}, "any answer for right"),
        (
            {"kind": "ordering", "items": [{"id": "a", "text": "x"}, {"id": "b", "text": "x"}]},
            "nothing to put in order",
        ),
    ],
)
def test_what_cannot_be_asked_is_said_to_its_author(quiz: Quiz, content: dict[str, Any], words: str) -> None:
    block = AnswerBlocks()
    with pytest.raises(ValidationError) as refusal:
        block.clean(block.to_python(blocks_of(CONTENT.validate_python(content))))
    errors = refusal.value.block_errors[0].non_block_errors  # type: ignore[attr-defined]
    assert any(words in str(error) for error in errors.data)


def test_the_preview_shows_a_question_as_a_learner_meets_it(quiz: Quiz) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    asked = question("choice").get_preview_context(request, "")["asked"]
    assert [offer.text for offer in asked.offers] == ["ruler", "micrometer", "calliper"]
    assert Question().get_preview_context(request, "")["asked"] is None


def test_a_bank_is_translated_with_all_its_questions_under_the_same_keys(quiz: Quiz, mentor: User) -> None:
    bank = QuestionBank.objects.get(locale__language_code="en")
    kazakh = Locale.objects.get_or_create(language_code="kk")[0]
    source, _is_new = TranslationSource.get_or_create_from_instance(bank)
    order = Translation.objects.create(source=source, target_locale=kazakh)
    for segment in StringSegment.objects.filter(source=source):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=kazakh,
            context=segment.context,
            defaults={"data": f"KK {segment.string.data}"},
        )
    order.save_target(user=mentor)
    translated = Question.objects.filter(locale=kazakh)
    assert set(translated.values_list("translation_key", flat=True)) == set(
        bank.questions.values_list("translation_key", flat=True)
    )
    choice: Any = translated.get(kind="choice")
    assert choice.content.options[0].text == "KK ruler"
    original = question("choice").content
    assert [option.id for option in choice.content.options] == [option.id for option in original.options]  # type: ignore[union-attr]
    assert choice.points == question("choice").points


def test_a_quiz_is_translated_with_its_rules_and_its_parts(quiz: Quiz, mentor: User) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(minutes=25, pass_percent=Decimal("72.00"))
    quiz.refresh_from_db()
    kazakh = Locale.objects.get_or_create(language_code="kk")[0]
    source, _is_new = TranslationSource.get_or_create_from_instance(quiz)
    order = Translation.objects.create(source=source, target_locale=kazakh)
    order.save_target(user=mentor)
    translated = Quiz.objects.get(locale=kazakh)
    assert (translated.translation_key, translated.minutes, translated.pass_percent) == (
        quiz.translation_key,
        25,
        Decimal("72.00"),
    )
    assert translated.parts.count() == 7


def test_a_part_either_asks_or_draws(quiz: Quiz) -> None:
    with pytest.raises(ValidationError, match="either a question or a bank"):
        QuizPart(quiz=quiz).clean()


def test_loading_again_changes_nothing(quiz: Quiz) -> None:
    again = load_quiz(key="tests", words=words(), languages=LANGUAGES)
    assert again.pk == quiz.pk
    assert (Quiz.objects.count(), Question.objects.count()) == (2, 14)
    ids = [[option.id for option in question("choice", language).content.options] for language in LANGUAGES]  # type: ignore[union-attr]
    assert ids[0] == ids[1]


def test_loading_refuses_what_cannot_be_asked(db: None) -> None:
    Locale.objects.get_or_create(language_code="en")
    broken = words()
    broken["bank"]["questions"] = [{"text": "x", "answer": {"kind": "text", "answers": [{"text": "a", "share": "10"}]}}]
    with pytest.raises(ValueError, match="cannot be asked"):
        load_quiz(key="broken", words=broken, languages=["en"])
    assert not QuestionBank.objects.exists()


def _card(quiz: Quiz, user: object) -> str:
    request = RequestFactory().get("/")
    request.user = user  # type: ignore[assignment]
    block = QuizBlock()
    return str(block.render(block.to_python({"quiz": quiz.pk, "words": "Now"}), {"request": request}))


def test_the_card_says_where_the_reader_stands(quiz: Quiz, learner: User) -> None:
    assert "You sign in first" in _card(quiz, AnonymousUser())
    assert "To the quiz" in _card(quiz, learner)
    attempt = begin(learner, quiz)
    assert "Go on" in _card(quiz, learner)
    finish_attempt(reader=learner, attempt_id=attempt.pk)
    assert "Try again" in _card(quiz, learner)


def test_the_card_is_in_the_language_of_the_reader_whichever_quiz_was_chosen(quiz: Quiz, learner: User) -> None:
    with translation.override("ru"):
        assert "Мастерская" in _card(quiz, learner)


def test_the_card_costs_a_few_queries(
    quiz: Quiz, learner: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _card(quiz, learner)
    with django_assert_max_num_queries(5):
        _card(quiz, learner)


def test_translators_never_see_which_quiz_a_lesson_has(quiz: Quiz) -> None:
    chooser: Any = QuizBlock().child_blocks["quiz"]
    assert chooser.get_translatable_segments(quiz) == []

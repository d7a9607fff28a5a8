"""Making a bank and a quiz from plain words in several languages: for the demo, and for whoever brings a whole course.

`docs/training/quizzes.md` shows what the words look like.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from wagtail.models import Locale

from coaching.training.quizzes.content import CONTENT, Content
from coaching.training.quizzes.models import Question, QuestionBank, Quiz, QuizPart
from coaching.training.quizzes.models.quizzes import RULES
from coaching.training.quizzes.soundness import problems_of
from coaching.training.quizzes.stored_answers import blocks_of
from media.models import CustomImage

NAMES = UUID("0f5a7c86-1d5c-4d57-9a3f-3f1f6d2b7c11")
Words = Mapping[str, Any]


@transaction.atomic
def load_quiz(
    *, key: str, words: Words, languages: Sequence[str], pictures: Mapping[str, CustomImage] | None = None
) -> Quiz:
    """Make the bank and the quiz of `words` in each of `languages`, unless they are there, and return the first quiz.

    `key` names them for ever: the same key again changes nothing. A text is one string for every language, or a list
    with one for each. `pictures` are found by the name that a question gives as its `picture`.

    Raises:
        ValueError: a question cannot be asked as it is.
    """
    quiz_key = uuid5(NAMES, f"{key} quiz")
    present = Quiz.objects.filter(translation_key=quiz_key, locale__language_code=languages[0]).first()
    if present:
        return present
    made = [
        _load_in(_In(key, place, Locale.objects.get(language_code=language)), words, pictures or {})
        for place, language in enumerate(languages)
    ]
    return made[0]


class _In:
    """One language: its place in lists of words, and its locale."""

    def __init__(self, key: str, place: int, locale: Locale) -> None:
        self.key, self.place, self.locale = key, place, locale

    def named(self, *parts: object) -> UUID:
        return uuid5(NAMES, " ".join([self.key, *map(str, parts)]))

    def text(self, value: Any) -> str:
        """Return a text in this language."""
        return str(value[self.place] if isinstance(value, list) else value)

    def texts(self, value: Any) -> Any:
        """Return `value` with every text in this language: lists of texts are translations, others are gone through."""
        if isinstance(value, Mapping):
            return {name: self.texts(each) for name, each in value.items()}
        if isinstance(value, list):
            is_translated = bool(value) and all(isinstance(each, str) for each in value)
            return self.text(value) if is_translated else [self.texts(each) for each in value]
        return value


def _load_in(within: _In, words: Words, pictures: Mapping[str, CustomImage]) -> Quiz:
    bank = QuestionBank.objects.create(
        translation_key=within.named("bank"),
        locale=within.locale,
        title=within.text(words["bank"]["title"]),
        description=within.text(words["bank"].get("description", "")),
    )
    questions = [
        _question(within, bank, place, question, pictures) for place, question in enumerate(words["bank"]["questions"])
    ]
    rules = {name: words["quiz"][name] for name in RULES if name in words["quiz"]}
    quiz = Quiz(
        translation_key=within.named("quiz"),
        locale=within.locale,
        title=within.text(words["quiz"]["title"]),
        description=within.text(words["quiz"].get("description", "")),
        **rules,
    )
    quiz.save()
    for place, part in enumerate(words["quiz"]["parts"]):
        _part(quiz, place, part, bank, questions)
    return quiz


def _part(quiz: Quiz, place: int, part: Words, bank: QuestionBank, questions: Sequence[Question]) -> None:
    if "question" in part:
        QuizPart.objects.create(quiz=quiz, sort_order=place, question=questions[part["question"]])
        return
    count, section = part["draw"], part.get("section", "")
    QuizPart.objects.create(quiz=quiz, sort_order=place, bank=bank, count=count, section=section)


def _question(
    within: _In, bank: QuestionBank, place: int, words: Words, pictures: Mapping[str, CustomImage]
) -> Question:
    content = _content(within, place, words)
    if problems := problems_of(content):
        message = f"Question {place} of {within.key} cannot be asked: {problems}."
        raise ValueError(message)
    return Question.objects.create(
        translation_key=within.named("question", place),
        locale=within.locale,
        bank=bank,
        sort_order=place,
        text=_paragraphs(within.text(words["text"])),
        answers=Question._meta.get_field("answers").to_python(blocks_of(content)),  # noqa: SLF001 -- Django's public name
        explanation=_paragraphs(within.text(words.get("explanation", ""))),
        points=Decimal(str(words.get("points", "1.00"))),
        difficulty=words.get("difficulty", ""),
        section=words.get("section", ""),
        picture=pictures.get(words.get("picture", "")),
        picture_words=within.text(words.get("picture_words", "")),
    )


def _content(within: _In, place: int, words: Words) -> Content:
    """Return the content of a question; what has an identifier has the same one in every language."""
    plain = within.texts(words["answer"])
    for name in ("options", "items", "pairs"):
        for number, part in enumerate(plain.get(name, [])):
            part["id"] = str(within.named(place, name, number))
    if "level" in plain:
        plain["levels"] = [each["text"] for each in plain.pop("level")]
    if "extra" in plain:
        plain["extras"] = [each["text"] for each in plain.pop("extra")]
    return CONTENT.validate_python(plain)


def _paragraphs(text: str) -> str:
    return text if not text or text.startswith("<") else f"<p>{text}</p>"

"""Quizzes, assignments and calibrations from the file of a module: judged like the rest of it, and made with it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField
from wagtail.models import Locale

from championships.schemes.models import SchemeVersion
from coaching.training.assignments.models import Assignment
from coaching.training.calibration.models import (
    CalibrationExercise,
    CalibrationReference,
    CalibrationWork,
)
from coaching.training.calibration.models.exercises import Shown
from coaching.training.calibration.reading import aspects_of, unknown_codes
from coaching.training.calibration.snippets import problems_of as problems_of_exercise
from coaching.training.exchange import tasks
from coaching.training.exchange.walking import LeftOut, Path, Walk
from coaching.training.quizzes.messages import words_of
from coaching.training.quizzes.models import Question, QuestionBank, Quiz, QuizPart
from coaching.training.quizzes.soundness import problems_of
from coaching.training.quizzes.stored_answers import NoContent
from media.models import CustomImage

MOST_ROWS = 1000  # Of anything in one task: a file is somebody else's.


class Impossible(Exception):
    """A task cannot be made of what the file says; the message says why, in the reader's language."""


class In(Protocol):
    """Whoever reads a file: finds what it refers to, and cleans its texts."""

    is_storing: bool

    def reference(self, model: type[models.Model], value: Any, path: Path) -> Any:
        """Return the key of what is referred to; raises LeftOut if it is not here."""

    def clean_text(self, value: str, features: list[str] | None) -> str:
        """Return a rich text with nothing in it but what its editor offers."""

    def note(self, words: str) -> None:
        """Say in the report what comes otherwise than it was."""


def make(model: type[models.Model], about: Mapping[str, Any], reader: In, locale: Locale | None) -> models.Model | None:
    """Return the task that a file carries, stored in `locale` if the reader stores; else it is only looked at.

    Raises:
        Impossible: it cannot be made.
    """
    return MAKING[model](about, reader, locale)


def _row(model: type[Any], about: Any, fields: Iterable[str], reader: In, **more: Any) -> Any:
    """Return a row that is not saved, with those `fields` that the file gives."""
    given = about if isinstance(about, dict) else {}
    row = model(**more)
    for name in fields:
        if name not in given:
            continue
        field: Any = model._meta.get_field(name)  # noqa: SLF001 -- Django's public name for it
        try:
            setattr(row, name, field.clean(_value(field, given[name], reader), row))
        except (ValidationError, TypeError, ValueError, ArithmeticError) as wrong:
            said = {"field": field.verbose_name, "words": " ".join(getattr(wrong, "messages", []))}
            raise Impossible(_("“%(field)s” has a value that is not possible. %(words)s") % said) from wrong
    return row


def _value(field: Any, value: Any, reader: In) -> Any:
    if isinstance(field, RichTextField):
        return reader.clean_text(value.replace("\x00", "") if isinstance(value, str) else "", field.features)
    if isinstance(field, models.CharField | models.TextField):
        return value.replace("\x00", "") if isinstance(value, str) else ""
    return value if isinstance(value, str | int | float | bool) or value is None else None


def _rows(about: Mapping[str, Any], name: str) -> list[Any]:
    found = about.get(name)
    return found[:MOST_ROWS] if isinstance(found, list) else []


def _medium(model: type[models.Model], value: Any, reader: In) -> int | None:
    """Return the key of a medium; None while nothing is stored, and where there is none."""
    if value is None:
        return None
    key = reader.reference(model, value, ())
    return key if reader.is_storing else None


def _quiz(about: Mapping[str, Any], reader: In, locale: Locale | None) -> Quiz | None:
    quiz = _row(Quiz, about, tasks.QUIZ_FIELDS, reader, locale=locale)
    banks = [_bank(each, reader, locale) for each in _rows(about, "banks")]
    parts = [part for each in _rows(about, "parts") if (part := _part(each, banks)) is not None]
    if not parts:
        raise Impossible(_("none of its questions can be asked here."))
    if not reader.is_storing:
        return None
    for bank, questions in banks:
        bank.save()
        for question in filter(None, questions):
            question.bank = bank
            question.save()
    quiz.save()
    for place, part in enumerate(parts):
        QuizPart.objects.create(quiz=quiz, sort_order=place, **part)
    return quiz


def _bank(about: Any, reader: In, locale: Locale | None) -> tuple[QuestionBank, list[Question | None]]:
    """Return a bank with its questions in their order, None in the place of each that cannot be asked."""
    about = about if isinstance(about, dict) else {}
    bank = _row(QuestionBank, about, tasks.BANK_FIELDS, reader, locale=locale)
    return bank, [_question(each, place, reader, locale) for place, each in enumerate(_rows(about, "questions"))]


def _question(about: Any, place: int, reader: In, locale: Locale | None) -> Question | None:
    about = about if isinstance(about, dict) else {}
    try:
        question: Question = _row(Question, about, tasks.QUESTION_FIELDS, reader, locale=locale, sort_order=place)
        question.picture_id = _medium(CustomImage, about.get("picture"), reader)
        blocks = Walk(reader, renew=True).stream(question.answers.stream_block, about.get("answers"))  # type: ignore[arg-type]
        question.answers = question.answers.stream_block.to_python(blocks)
        _refuse_unless_it_can_be_asked(question)
    except (Impossible, LeftOut, NoContent) as wrong:
        reader.note(_("question %(number)s is left out. %(words)s") % {"number": place + 1, "words": wrong})
        return None
    return question


def _refuse_unless_it_can_be_asked(question: Question) -> None:
    if problems := problems_of(question.content):
        raise Impossible(" ".join(words_of(problem) for problem in problems))


def _part(about: Any, banks: list[tuple[QuestionBank, list[Question | None]]]) -> dict[str, Any] | None:
    """Return what a part of a quiz asks; None where that is not here."""
    about = about if isinstance(about, dict) else {}
    try:
        if "question" in about:
            number, place = about["question"]
            question = banks[number][1][place]
            return {"question": question} if question else None
        bank, questions = banks[about["bank"]]
        count = int(about["count"])
        section = str(about.get("section", ""))[:120]
    except (KeyError, IndexError, TypeError, ValueError):
        return None
    return (
        {"bank": bank, "count": count, "section": section} if 0 < count <= len(list(filter(None, questions))) else None
    )


def _assignment(about: Mapping[str, Any], reader: In, locale: Locale | None) -> Assignment | None:
    row = _with_scheme(_row(Assignment, about, tasks.ASSIGNMENT_FIELDS, reader, locale=locale), about, reader)
    _clean(row)
    _note_dates(about, reader)
    if not reader.is_storing:
        return None
    row.save()
    return row


def _exercise(about: Mapping[str, Any], reader: In, locale: Locale | None) -> CalibrationExercise | None:
    row = _with_scheme(_row(CalibrationExercise, about, tasks.EXERCISE_FIELDS, reader, locale=locale), about, reader)
    if Shown.CLOSED in {row.reference_shown, row.others_shown}:
        row.reference_shown = row.others_shown = Shown.SUBMITTED
        reader.note(_("judges see the reference and the others as soon as they have submitted: it never closes here."))
    if unknown := unknown_codes(row.scheme_version, row.codes):
        words = {"codes": ", ".join(unknown), "scheme": row.scheme_version}
        raise Impossible(_("Not in “%(scheme)s”: %(codes)s.") % words)
    works = [_work(each, reader, locale) for each in _rows(about, "works")]
    references = [
        _row(CalibrationReference, each, tasks.REFERENCE_FIELDS, reader) for each in _rows(about, "references")
    ]
    given = [{name: getattr(each, name) for name in tasks.REFERENCE_FIELDS} for each in references]
    numbers = [{"number": work.number} for work in works]
    if problems := problems_of_exercise(numbers, given, aspects_of(row.scheme_version, row.codes)):
        raise Impossible(problems[0])
    _note_dates(about, reader)
    if not reader.is_storing:
        return None
    row.works, row.references = works, references
    for each in references:
        each.locale = locale
    row.save()
    return row


def _work(about: Any, reader: In, locale: Locale | None) -> CalibrationWork:
    about = about if isinstance(about, dict) else {}
    work = _row(CalibrationWork, about, tasks.WORK_FIELDS, reader, locale=locale)
    try:
        for name, model in tasks.WORK_MEDIA.items():
            setattr(work, f"{name}_id", _medium(model, about.get(name), reader))
    except LeftOut as gone:
        raise Impossible(_("a picture, video or document of a work is missing.")) from gone
    return work


def _with_scheme(row: Any, about: Mapping[str, Any], reader: In) -> Any:
    try:
        row.scheme_version_id = reader.reference(SchemeVersion, about.get("scheme_version"), ())
    except LeftOut as gone:
        raise Impossible(_("its marking scheme is not here, or you may not use it.")) from gone
    return row


def _clean(row: Any) -> None:
    try:
        row.clean()
    except ValidationError as wrong:
        raise Impossible(" ".join(wrong.messages)) from wrong


def _note_dates(about: Mapping[str, Any], reader: In) -> None:
    if about.get("had_dates"):
        reader.note(_("it comes without its dates; set them anew."))


MAKING: Mapping[type[models.Model], Callable[[Any, In, Locale | None], models.Model | None]] = {
    Quiz: _quiz,
    Assignment: _assignment,
    CalibrationExercise: _exercise,
}

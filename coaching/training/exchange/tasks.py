"""Quizzes, assignments and calibrations in the file of a module: which fields travel, and what goes out of them.

They stand in `elsewhere` beside their keys, so that a reader who does not know this finds them by the key as before. All of
it is for instructors: a quiz holds its solutions, a calibration its references.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField

from championships.schemes.models import SchemeVersion
from coaching.training.assignments.models import Assignment
from coaching.training.calibration.models import CalibrationExercise
from coaching.training.exchange.walking import Walk
from coaching.training.quizzes.models import Question, Quiz
from coaching.training.quizzes.models.quizzes import RULES
from media.models import CustomDocument, CustomImage, Video

# Days and hours are left out everywhere: they belong to those who learnt there.
DATES = ("due_at", "opens_at", "closes_at")
BANK_FIELDS = ("title", "description")
QUESTION_FIELDS = ("name", "text", "picture_words", "explanation", "points", "difficulty", "section", "note")
QUIZ_FIELDS = ("title", "description", *RULES)
ASSIGNMENT_FIELDS = ("title", "task", "hand_in", *(name for name in Assignment.RULES if name not in DATES))
EXERCISE_FIELDS = (
    "title", "introduction", "codes", "tolerance", "measured_tolerance", "pass_percent", "attempts", "reference_shown",
    "others_shown",
)  # fmt: skip
WORK_FIELDS = ("number", "title", "picture_text", "description")
WORK_MEDIA: Mapping[str, type[models.Model]] = {"picture": CustomImage, "video": Video, "document": CustomDocument}
REFERENCE_FIELDS = ("work", "aspect", "value", "reason")


class Out(Protocol):
    """Whoever gathers what a file refers to."""

    def reference(self, model: type[models.Model], value: Any, path: tuple[str | int, ...]) -> dict[str, str] | None:
        """Return the name in the file of something that is referred to."""

    def rich_text(self, block: blocks.RichTextBlock, value: str, path: tuple[str | int, ...]) -> str:
        """Return a text as the file has it."""


def carried(item: models.Model, out: Out) -> dict[str, Any] | None:
    """Return all that a file carries of a quiz, an assignment or a calibration; None of anything else."""
    tell = TELLING.get(type(item))
    return plain_of(tell(item, out)) if tell else None


def plain_of(value: Any) -> Any:
    """Return a value as JSON reads it back."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _told(row: Any, fields: Iterable[str], out: Out) -> dict[str, Any]:
    return {name: _value(row, name, out) for name in fields}


def _value(row: Any, name: str, out: Out) -> Any:
    value = getattr(row, name)
    is_rich = isinstance(row._meta.get_field(name), RichTextField)  # noqa: SLF001 -- Django's public name for it
    return out.rich_text(blocks.RichTextBlock(), value, ()) if is_rich else value


def _quiz(quiz: Quiz, out: Out) -> dict[str, Any]:
    """Return a quiz with the questions that it asks; of a bank that it draws from, every question."""
    parts = list(quiz.parts.select_related("question__bank", "bank"))
    banks = {bank.pk: bank for part in parts for bank in [part.bank or part.question.bank]}
    asked = {part.question_id for part in parts}
    drawn = {part.bank_id for part in parts}
    rows = {pk: [row for row in bank.questions.all() if pk in drawn or row.pk in asked] for pk, bank in banks.items()}
    places = {row.pk: [number, place] for number, pk in enumerate(rows) for place, row in enumerate(rows[pk])}
    return {
        **_told(quiz, QUIZ_FIELDS, out),
        "banks": [
            {**_told(bank, BANK_FIELDS, out), "questions": [_question(row, out) for row in rows[pk]]}
            for pk, bank in banks.items()
        ],
        "parts": [
            {"question": places[part.question_id]}
            if part.question_id
            else {"bank": list(rows).index(part.bank_id), "count": part.count, "section": part.section}
            for part in parts
        ],
    }


def _question(row: Question, out: Out) -> dict[str, Any]:
    answers = plain_of(row.answers.get_prep_value())
    return {
        **_told(row, QUESTION_FIELDS, out),
        "picture": out.reference(CustomImage, row.picture_id, ()) if row.picture_id else None,
        "answers": Walk(out, renew=False).stream(row.answers.stream_block, answers),  # type: ignore[arg-type]
    }


def _assignment(row: Assignment, out: Out) -> dict[str, Any]:
    return {**_told(row, ASSIGNMENT_FIELDS, out), **_scheme(row, out), "had_dates": row.due_at is not None}


def _exercise(row: CalibrationExercise, out: Out) -> dict[str, Any]:
    return {
        **_told(row, EXERCISE_FIELDS, out),
        **_scheme(row, out),
        "had_dates": bool(row.opens_at or row.closes_at),
        "works": [{**_told(work, WORK_FIELDS, out), **_media(work, out)} for work in row.works.all()],
        "references": [_told(each, REFERENCE_FIELDS, out) for each in row.references.all()],
    }


def _media(work: Any, out: Out) -> dict[str, Any]:
    keys = {name: getattr(work, f"{name}_id") for name in WORK_MEDIA}
    return {name: out.reference(WORK_MEDIA[name], key, ()) for name, key in keys.items() if key}


def _scheme(row: Any, out: Out) -> dict[str, Any]:
    return {"scheme_version": out.reference(SchemeVersion, row.scheme_version_id, ())}


TELLING: Mapping[type[models.Model], Callable[[Any, Out], dict[str, Any]]] = {
    Quiz: _quiz,
    Assignment: _assignment,
    CalibrationExercise: _exercise,
}

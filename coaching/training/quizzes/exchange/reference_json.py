"""What a GIFT file holds as JSON in the shape that other readers of GIFT use, to compare them with ours."""

from decimal import Decimal
from typing import Any

from coaching.training.quizzes.exchange.neutral import (
    Answer,
    CategoryRead,
    FileRead,
    NumberRange,
    QuestionRead,
    Sort,
    Text,
)

TYPES = {
    Sort.CHOICE: "MC",
    Sort.TRUE_FALSE: "TF",
    Sort.SHORT: "Short",
    Sort.NUMBER: "Numerical",
    Sort.MATCHING: "Matching",
    Sort.ESSAY: "Essay",
    Sort.DESCRIPTION: "Description",
}


def as_reference_json(read: FileRead) -> list[dict[str, Any]]:
    """Return the items of `read` as plain JSON values."""
    return [
        {"type": "Category", "title": item.title} if isinstance(item, CategoryRead) else _question(item)
        for item in read.items
    ]


def _question(question: QuestionRead) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": question.identifier,
        "tags": list(question.tags) if question.tags else None,
        "type": TYPES[question.sort],
        "title": question.title,
        "stem": _text(question.text),
        "hasEmbeddedAnswers": question.is_embedded,
    }
    if question.sort != Sort.DESCRIPTION:
        fields["globalFeedback"] = _text(question.general_feedback)
    return {**fields, **_answers(question)}


def _answers(question: QuestionRead) -> dict[str, Any]:
    if question.sort == Sort.TRUE_FALSE:
        said = {"trueFeedback": _text(question.wrong_feedback), "falseFeedback": _text(question.right_feedback)}
        return {"isTrue": question.is_true, **said}
    if question.sort == Sort.MATCHING:
        return {"matchPairs": [{"subquestion": _text(pair.left), "subanswer": pair.right} for pair in question.pairs]}
    if question.sort == Sort.NUMBER and question.credit == "single":
        number = question.answers[0].number if question.answers else None
        return {"choices": _number(number) if number else None}
    if question.sort in {Sort.CHOICE, Sort.SHORT, Sort.NUMBER}:
        return {"choices": [_choice(answer) for answer in question.answers]}
    return {}


def _choice(answer: Answer) -> dict[str, Any]:
    return {
        "isCorrect": answer.is_right,
        "weight": None if answer.weight is None else _figure(answer.weight),
        "text": _number(answer.number) if answer.number else _text(answer.text),
        "feedback": _text(answer.feedback),
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return {"format": text.format, "text": text.text} if text else None


def _number(number: NumberRange) -> dict[str, Any]:
    if number.high is not None:
        return {"type": "high-low", "numberHigh": _figure(number.high), "numberLow": _figure(number.value)}
    if number.tolerance is not None:
        return {"type": "range", "number": _figure(number.value), "range": _figure(number.tolerance)}
    return {"type": "simple", "number": _figure(number.value)}


def _figure(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)

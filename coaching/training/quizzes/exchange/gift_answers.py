"""What stands between the braces of a GIFT question."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from coaching.training.quizzes.exchange.gift_text import first_place, places_of, text_of
from coaching.training.quizzes.exchange.neutral import Answer, NumberRange, PairRead, Remarks, Sort, Text

WEIGHT = re.compile(r"\s*%([^%]*)%")
PLAIN_NUMBER = r"[-+]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][-+]?\d{1,2})?"
NUMBER = re.compile(PLAIN_NUMBER)
RANGE = re.compile(rf"({PLAIN_NUMBER})\s*\.\.\s*({PLAIN_NUMBER})")
TOLERANCE = re.compile(rf"({PLAIN_NUMBER})\s*:\s*({PLAIN_NUMBER})")
TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
GENERAL = "####"
MOST = Decimal(100)


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands between braces, without the general feedback; `line_at` tells lines of the file."""

    text: str
    format: str
    remarks: Remarks
    line_at: Callable[[int], int]


def read_answers(raw: str, form: str, remarks: Remarks, line_at: Callable[[int], int]) -> dict[str, Any]:
    """Return the fields of a question that its answers give, among them its `sort`."""
    body, general = _general_feedback(raw, form)
    inside = Inside(body, form, remarks, line_at)
    fields = _fields(inside)
    return {**fields, "general_feedback": general}


def _general_feedback(raw: str, form: str) -> tuple[str, Text | None]:
    for place in places_of("#", raw):
        if raw.startswith(GENERAL, place):
            words = raw[place + len(GENERAL) :]
            return raw[:place], text_of(words, form) if words.strip() else None
    return raw, None


def _fields(inside: Inside) -> dict[str, Any]:
    text = inside.text.strip()
    if not text:
        return {"sort": Sort.ESSAY}
    if text.startswith("#"):
        return _numerical(inside)
    if (truth := TRUTHS.get(_before_feedback(text).strip())) is not None:
        return _true_false(inside, truth=truth)
    if first_place("=~", inside.text) < 0:
        return _single_answer(inside)
    return _marked_answers(inside)


def _before_feedback(text: str) -> str:
    place = first_place("#", text)
    return text if place < 0 else text[:place]


def _feedback(text: str, form: str) -> Text | None:
    return text_of(text, form) if text.strip() else None


def _true_false(inside: Inside, *, truth: bool) -> dict[str, Any]:
    """Read `T#feedback on the wrong answer#feedback on the right one`."""
    places = list(places_of("#", inside.text))
    said = [inside.text[start + 1 : end] for start, end in pairwise([*places, len(inside.text)])]
    if len(said) > 2:  # noqa: PLR2004 -- on the wrong answer, and on the right one
        inside.remarks.lose("too_many_feedbacks", inside.line_at(places[2]), "".join(said[2:]))
    wrong, right = [*(_feedback(words, inside.format) for words in said[:2]), None, None][:2]
    return {"sort": Sort.TRUE_FALSE, "is_true": truth, "wrong_feedback": wrong, "right_feedback": right}


def _single_answer(inside: Inside) -> dict[str, Any]:
    line = inside.line_at(0)
    words = _before_feedback(inside.text)
    if words.strip().upper() in TRUTHS:
        inside.remarks.note("small_truth", line, words)
    feedback = _feedback(inside.text[len(words) + 1 :], inside.format)
    return {"sort": Sort.SHORT, "answers": (Answer(text_of(words, inside.format), True, None, feedback, None, line),)}  # noqa: FBT003


@dataclass(frozen=True, slots=True)
class Piece:
    """One answer as it is written, after its sign."""

    sign: str
    text: str
    line: int


def _pieces(inside: Inside, start: int = 0) -> Iterator[Piece]:
    places = list(places_of("=~", inside.text, start))
    before = inside.text[start : places[0]] if places else ""
    if before.strip():
        inside.remarks.lose("words_before_answers", inside.line_at(start), before)
    for place, end in pairwise([*places, len(inside.text)]):
        yield Piece(inside.text[place], inside.text[place + 1 : end], inside.line_at(place))


def _marked_answers(inside: Inside) -> dict[str, Any]:
    pieces = list(_pieces(inside))
    arrows = [_arrow(piece.text) >= 0 for piece in pieces]
    if all(arrows) and all(piece.sign == "=" for piece in pieces):
        return {"sort": Sort.MATCHING, "pairs": tuple(_pair(inside, piece) for piece in pieces)}
    if any(arrows) and all(piece.sign == "=" for piece in pieces):
        inside.remarks.note("arrow_in_an_answer", pieces[arrows.index(True)].line, pieces[arrows.index(True)].text)
    answers = tuple(_answer(inside, piece) for piece in pieces)
    if all(answer.is_right for answer in answers):
        return {"sort": Sort.SHORT, "answers": answers}
    return {"sort": Sort.CHOICE, "answers": answers, "takes_several": not any(a.is_right for a in answers)}


def _arrow(text: str) -> int:
    return text.find("->")


def _pair(inside: Inside, piece: Piece) -> PairRead:
    left, right = piece.text.split("->", 1)
    words = _before_feedback(right)
    if words != right:
        inside.remarks.lose("feedback_of_a_pair", piece.line, right[len(words) :])
    return PairRead(text_of(left, inside.format), text_of(words, "plain").text)


def _weight(inside: Inside, piece: Piece) -> tuple[Decimal | None, str]:
    """Return the weight before an answer, and what follows it."""
    found = WEIGHT.match(piece.text)
    if not found:
        return None, piece.text
    rest = piece.text[found.end() :]
    if not NUMBER.fullmatch(found[1].strip()):
        inside.remarks.lose("unreadable_weight", piece.line, found[0])
        return None, rest
    weight = decimal_of(found[1].strip())
    if abs(weight) > MOST:
        inside.remarks.lose("impossible_weight", piece.line, found[0])
        return None, rest
    return weight, rest


def _answer(inside: Inside, piece: Piece) -> Answer:
    weight, rest = _weight(inside, piece)
    words = _before_feedback(rest)
    if not words.strip():
        inside.remarks.note("empty_answer", piece.line, piece.text)
    feedback = _feedback(rest[len(words) + 1 :], inside.format)
    return Answer(text_of(words, inside.format), piece.sign == "=", weight, feedback, None, piece.line)


def _numerical(inside: Inside) -> dict[str, Any]:
    start = inside.text.index("#") + 1
    if first_place("=~", inside.text, start) < 0:
        body = inside.text[start:]
        words = _before_feedback(body)
        answer = _number_answer(inside, Piece("=", body, inside.line_at(start)), None, words, body[len(words) + 1 :])
        return {"sort": Sort.NUMBER, "answers": () if answer is None else (answer,), "credit": "single"}
    answers = []
    for piece in _pieces(inside, start):
        weight, rest = _weight(inside, piece)
        words = _before_feedback(rest)
        answer = _number_answer(inside, piece, weight, words, rest[len(words) + 1 :])
        answers += [] if answer is None else [answer]
    return {"sort": Sort.NUMBER, "answers": tuple(answers)}


def _number_answer(inside: Inside, piece: Piece, weight: Decimal | None, words: str, said: str) -> Answer | None:
    feedback = _feedback(said, inside.format)
    is_right = piece.sign == "="
    if not words.strip() or words.strip() == "*":
        return Answer(Text("*", inside.format), is_right, weight, feedback, None, piece.line)
    number = number_range(words)
    if number is None:
        inside.remarks.lose("unreadable_number", piece.line, words)
        return None
    return Answer(None, is_right, weight, feedback, number, piece.line)


def number_range(words: str) -> NumberRange | None:
    """Return the number that `words` give: `5`, `5:0.1` or `4.9..5.1`; None if they give none."""
    plain = words.replace("\\:", ":").replace("−", "-").strip()
    if found := RANGE.fullmatch(plain):
        return NumberRange(decimal_of(found[1]), None, decimal_of(found[2]))
    if found := TOLERANCE.fullmatch(plain):
        return NumberRange(decimal_of(found[1]), decimal_of(found[2]))
    return NumberRange(decimal_of(plain)) if NUMBER.fullmatch(plain) else None


def decimal_of(figures: str) -> Decimal:
    """Return a number that is written with a point or a comma.

    >>> decimal_of("-3,5")
    Decimal('-3.5')
    """
    return Decimal(figures.replace(",", "."))

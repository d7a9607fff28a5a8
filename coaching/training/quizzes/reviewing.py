"""What a learner sees afterwards: her answer, and what was right and why as soon as the quiz says so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.formats import number_format

from coaching.training.quizzes.answer_marking import is_right, worth_of
from coaching.training.quizzes.content import (
    ChoiceContent,
    Content,
    JudgeContent,
    Kind,
    MatchingContent,
    NumberAnswer,
    NumberContent,
    OrderingContent,
    SeveralContent,
    TextContent,
)
from coaching.training.quizzes.giving import Given
from coaching.training.quizzes.models import Attempt, AttemptAnswer, Explaining
from coaching.training.quizzes.showing import texts_of
from coaching.training.quizzes.snapshot import Asked, PictureAsked, Snapshot
from coaching.training.quizzes.spread import Spread, spread_of

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a question went: the points, what was right, and what its author says."""

    points: Decimal
    maximum: Decimal
    right: tuple[str, ...]
    feedback: tuple[str, ...]
    explanation: str
    spread: Spread | None = None

    @property
    def tone(self) -> str:
        """Return `good` for all points, `bad` for none, `warning` for some."""
        if self.points >= self.maximum:
            return "good"
        return "warning" if self.points else "bad"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A question afterwards; `verdict` is None as long as it is not due."""

    number: int
    key: UUID
    kind: Kind
    text: str
    picture: PictureAsked | None
    given: tuple[str, ...]
    verdict: Verdict | None = None


def is_due(attempt: Attempt) -> bool:
    """Return whether the right answers of a finished attempt may be shown."""
    if attempt.finished_at is None:
        return False
    return attempt.snapshot["explaining"] != Explaining.PASSED or bool(attempt.passed)


def review(attempt: Attempt, answers: Mapping[UUID, AttemptAnswer]) -> list[Reviewed]:
    """Return every question of a finished attempt; the verdicts are there if they are due. One query at most."""
    snapshot = Snapshot.model_validate(attempt.snapshot)
    due = is_due(attempt)
    spreads = spreads_for(snapshot.questions, attempt.user_id) if due else {}
    found = []
    for number, asked in enumerate(snapshot.questions, start=1):
        answer = answers.get(asked.key)
        given = answer.given if answer else None
        points = answer.points if answer and answer.points is not None else Decimal("0.00")
        verdict = verdict_on(asked, given, points, spreads.get(asked.key)) if due else None
        found.append(
            Reviewed(number, asked.key, asked.kind, asked.text, asked.picture, in_words(asked, given), verdict)
        )
    return found


def spreads_for(questions: Sequence[Asked], user_id: int | None) -> Mapping[UUID, Spread]:
    """Return what others gave to the pictures among `questions`."""
    keys = [asked.key for asked in questions if asked.kind == Kind.JUDGE]
    return spread_of(keys, without=user_id) if keys else {}


def verdict_on(asked: Asked, given: Given | None, points: Decimal, spread: Spread | None = None) -> Verdict:
    """Return how an answer went."""
    worth = worth_of(asked.content, given, asked.tokens)
    if isinstance(asked.content, JudgeContent) and spread is None:
        spread = Spread()
    return Verdict(points, asked.points, right_answers(asked.content), worth.feedback, asked.explanation, spread)


def in_words(asked: Asked, given: Given | None, read_in: Asked | None = None) -> tuple[str, ...]:
    """Return an answer as a reader reads it, in lines; nothing for none.

    `read_in` is the same question in the reader's language, where she reads answers that were given in several.
    """
    if given is None:
        return ()
    words = {**texts_of(asked.content), **texts_of((read_in or asked).content)}
    if asked.kind == Kind.ORDERING:
        return tuple(f"{place}. {words.get(name, '')}" for place, name in enumerate(given["order"], start=1))
    if asked.kind == Kind.MATCHING:
        halves = _halves(asked, read_in or asked)
        pairs = given["pairs"]
        return tuple(f"{words[name]} → {halves.get(pairs[name], '')}" for name in asked.order if name in pairs)
    if asked.kind == Kind.JUDGE:
        return (str(given["score"]),)
    if "text" in given:
        return (str(given["text"]),)
    chosen = [given.get("option"), *given.get("options", [])]
    return tuple(words[name] for name in asked.order if name in chosen)


def _halves(asked: Asked, read_in: Asked) -> Mapping[str, str]:
    """Return the halves of a matching question by their tokens, in the language of `read_in`."""
    content, other = asked.content, read_in.content
    if not isinstance(content, MatchingContent) or not isinstance(other, MatchingContent):
        return asked.tokens
    translated = {pair.id: pair.right for pair in other.pairs}
    same = {" ".join(pair.right.split()): translated.get(pair.id, pair.right) for pair in content.pairs}
    return {token: same.get(text, text) for token, text in asked.tokens.items()}


def right_answers(content: Content) -> tuple[str, ...]:
    """Return what is right, in lines."""
    right: tuple[str, ...] = RIGHT[type(content)](content)
    return right


def _right_choice(content: ChoiceContent) -> tuple[str, ...]:
    return tuple(option.text for option in content.options if option.share == WHOLE)


def _right_several(content: SeveralContent) -> tuple[str, ...]:
    return tuple(option.text for option in content.options if is_right(option))


def _right_numbers(content: NumberContent) -> tuple[str, ...]:
    unit = f" {content.units[0].name}" if content.units else ""
    return tuple(f"{_number(answer)}{unit}" for answer in content.answers if answer.share == WHOLE)


def _right_texts(content: TextContent) -> tuple[str, ...]:
    return tuple(answer.text.replace(r"\*", "*") for answer in content.answers if answer.share == WHOLE)


def _right_order(content: OrderingContent) -> tuple[str, ...]:
    return tuple(f"{place}. {item.text}" for place, item in enumerate(content.items, start=1))


def _right_pairs(content: MatchingContent) -> tuple[str, ...]:
    return tuple(f"{pair.left} → {pair.right}" for pair in content.pairs)


def _reference(content: JudgeContent) -> tuple[str, ...]:
    return (f"{content.reference}: {content.levels[content.reference]}",)


def _number(answer: NumberAnswer) -> str:
    value = number_format(_short(answer.value))
    return f"{value} ± {number_format(_short(answer.tolerance))}" if answer.tolerance else value


def _short(value: Decimal) -> Decimal:
    return Decimal(format(value.normalize(), "f"))


RIGHT: Mapping[type, Callable[[Any], tuple[str, ...]]] = {
    ChoiceContent: _right_choice,
    SeveralContent: _right_several,
    NumberContent: _right_numbers,
    TextContent: _right_texts,
    OrderingContent: _right_order,
    MatchingContent: _right_pairs,
    JudgeContent: _reference,
}

"""The answers of an attempt for its page, and what a form that comes back has changed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from coaching.training.quizzes.giving import Given, GivenRefused, from_form
from coaching.training.quizzes.models import Attempt, AttemptAnswer
from coaching.training.quizzes.reviewing import Verdict, spreads_for, verdict_on
from coaching.training.quizzes.showing import QuestionShown, show
from coaching.training.quizzes.snapshot import Asked, Snapshot


@dataclass(frozen=True, slots=True)
class OnPage:
    """A question on the page of an attempt; `verdict` is there only once its answer was checked."""

    shown: QuestionShown
    verdict: Verdict | None = None


def answers_of(attempt: Attempt) -> Mapping[UUID, AttemptAnswer]:
    """Return the answers that stand, by their questions; one query."""
    return {answer.question_key: answer for answer in attempt.answers.all()}


def questions_of(snapshot: Snapshot, answers: Mapping[UUID, AttemptAnswer]) -> list[OnPage]:
    """Return every question with its answer; one query where pictures that were judged are checked."""
    checked = [asked for asked in snapshot.questions if asked.key in answers and answers[asked.key].checked_at]
    spreads = spreads_for(checked, None)
    found = []
    for number, asked in enumerate(snapshot.questions, start=1):
        answer = answers.get(asked.key)
        verdict = verdict_of(asked, answer, spreads) if answer and answer.checked_at else None
        shown = show(number, asked, answer.given if answer else None, is_closed=verdict is not None)
        found.append(OnPage(shown, verdict))
    return found


def verdict_of(asked: Asked, answer: AttemptAnswer, spreads: Mapping[UUID, Any] | None = None) -> Verdict:
    """Return how an answer went that was checked."""
    found = spreads if spreads is not None else spreads_for([asked], answer.attempt.user_id)
    return verdict_on(asked, answer.given, answer.points or asked.points * 0, found.get(asked.key))


def changed_in(snapshot: Snapshot, form: Any) -> Iterator[tuple[UUID, Given | None]]:
    """Yield the answers of a form that differ from what its page had shown: another window may know better of the rest."""
    for asked in snapshot.questions:
        if f"{asked.name}.was" not in form:
            continue
        try:
            given = from_form(asked.offered, asked.name, form)
        except GivenRefused:
            yield asked.key, {"refused": True}
            continue
        if json.dumps(given, sort_keys=True) != form[f"{asked.name}.was"]:
            yield asked.key, given

"""Trying a quiz without leaving a trace: it is drawn, shown and marked, and nothing is stored."""

import re
import secrets
from collections.abc import Mapping
from random import Random
from typing import Any
from uuid import UUID

from coaching.training.quizzes.answer_marking import percent_of, points_of, worth_of
from coaching.training.quizzes.drawing import ask, snapshot_for
from coaching.training.quizzes.giving import Given, GivenRefused, from_form
from coaching.training.quizzes.models import Question, Quiz
from coaching.training.quizzes.reviewing import Reviewed, in_words, spreads_for, verdict_on
from coaching.training.quizzes.showing import QuestionShown, show
from coaching.training.quizzes.snapshot import Snapshot

SEED = re.compile(r"[0-9a-f]{32}")


def seed_from(text: str) -> str:
    """Return the seed that a form sends back, or a new one."""
    return text if SEED.fullmatch(text) else secrets.token_hex(16)


def drawn_for(quiz: Quiz, language: str, seed: str) -> Snapshot:
    """Return what an attempt with this seed would ask."""
    return snapshot_for(quiz, language, seed)


def questions_on_trial(snapshot: Snapshot) -> list[QuestionShown]:
    """Return the questions as a learner meets them."""
    return [show(number, asked, None) for number, asked in enumerate(snapshot.questions, start=1)]


def question_on_trial(question: Question) -> QuestionShown | None:
    """Return one question as a learner meets it, or None while it is not finished."""
    asked = ask(question, Random(0), shuffled=False)  # noqa: S311 -- a preview shows the same order again
    return show(1, asked, None) if asked else None


def marked_on_trial(snapshot: Snapshot, form: Any) -> dict[str, Any]:
    """Return the result of a form that was filled in on trial."""
    given = {asked.key: _given(asked.name, asked.offered, form) for asked in snapshot.questions}
    reviewed = _reviewed(snapshot, given)
    reached = sum((each.verdict.points for each in reviewed if each.verdict), start=snapshot.maximum * 0)
    percent = percent_of(reached, snapshot.maximum)
    return {"reviewed": reviewed, "reached": reached, "percent": percent, "passed": percent >= snapshot.pass_percent}


def _given(name: str, offered: Any, form: Any) -> Given | None:
    try:
        return from_form(offered, name, form)
    except GivenRefused:
        return None


def _reviewed(snapshot: Snapshot, given: Mapping[UUID, Given | None]) -> list[Reviewed]:
    spreads = spreads_for(snapshot.questions, None)
    found = []
    for number, asked in enumerate(snapshot.questions, start=1):
        answer = given[asked.key]
        points = points_of(worth_of(asked.content, answer, asked.tokens).share, asked.points)
        verdict = verdict_on(asked, answer, points, spreads.get(asked.key))
        found.append(
            Reviewed(number, asked.key, asked.kind, asked.text, asked.picture, in_words(asked, answer), verdict)
        )
    return found

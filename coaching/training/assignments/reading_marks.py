"""What a marker says of an aspect, read by the same rules as in a room: a score, an observation, or a mark by hand."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from championships.marking import (
    FullOrZero,
    InvalidObservation,
    Manual,
    Observation,
    RangedScore,
    RegularDifference,
    Rule,
    ToleranceTable,
    judgement_mark,
    measure,
    reason_is_needed,
)
from championships.marking.exactness import plain
from coaching.rooms.commands.measurement import highest_of, read_mark, read_observation
from coaching.rooms.refusals import CommandRefused, message_of
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.rubric import RubricAspect
from people.names import is_readable

LONGEST_COMMENT = 1000
LONGEST_REASON = 500
SCORES = ("0", "1", "2", "3")
MET = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Told:
    """What a form says of one aspect, as it was typed. None: the form says nothing of it."""

    score: str | None = None
    observation: str | None = None
    mark: str | None = None
    reason: str = ""
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What is kept of an aspect: no mark (None) is "not marked"."""

    mark: Decimal | None = None
    score: int | None = None
    observation: Any = None
    reason: str = ""
    explanation: list[Any] = field(default_factory=list)


def read_told(told: Told, aspect: RubricAspect) -> Read:
    """Return what `told` comes to for `aspect`; empty fields mean that it is not marked.

    A mark by hand comes before an observation: whoever writes one means it.

    Raises:
        WorkRefused: what was typed is not what the aspect asks for, in words.
    """
    if aspect.is_judged:
        return _judged((told.score or "").strip(), aspect)
    if (told.mark or "").strip():
        return _by_hand(told, aspect)
    if (told.observation or "").strip():
        return _observed((told.observation or "").strip(), aspect)
    return Read()


def checked_comment(text: str) -> str:
    """Return a comment without spaces around.

    Raises:
        WorkRefused: `comment_too_long`, `text_unreadable`.
    """
    comment = text.strip().replace("\r\n", "\n")
    if len(comment) > LONGEST_COMMENT:
        raise WorkRefused("comment_too_long", "comment", limit=LONGEST_COMMENT)
    if not is_readable(comment, lines=True):
        raise WorkRefused("text_unreadable", "comment")
    return comment


def _judged(text: str, aspect: RubricAspect) -> Read:
    if not text:
        return Read()
    if text not in SCORES:
        raise WorkRefused("score_unknown", "score")
    return Read(judgement_mark([int(text)], aspect.maximum, panel=1), int(text))


def _by_hand(told: Told, aspect: RubricAspect) -> Read:
    try:
        mark = read_mark((told.mark or ""), aspect.maximum)
    except CommandRefused as refusal:
        raise WorkRefused(refusal.code, "mark", refusal.message) from None
    reason = checked_comment(told.reason)[:LONGEST_REASON]
    if reason_is_needed(mark, aspect.maximum) and not reason:
        raise WorkRefused("hand_reason_needed", "reason")
    return Read(mark, reason=reason)


def _observed(text: str, aspect: RubricAspect) -> Read:
    try:
        observed = read_observation(_typed(text, aspect.rule), aspect.rule)
        measured = measure(aspect.rule, observed, aspect.maximum)
    except CommandRefused as refusal:
        raise WorkRefused(refusal.code, "observation", refusal.message) from None
    except InvalidObservation:
        highest = highest_of(aspect.rule)
        code = "observation_not_understood" if highest is None else "observation_too_many"
        words = message_of(code) if highest is None else message_of(code, highest=highest)
        raise WorkRefused(code, "observation", words) from None
    return Read(measured.mark, observation=_kept(observed), explanation=_steps(measured.explanations))


def _typed(text: str, rule: Rule) -> bool | int | str:
    """Return the text as the kind of value that the rule asks for; what cannot be one stays a text and is refused."""
    if isinstance(rule, FullOrZero):
        return MET.get(text, text)
    if isinstance(rule, Manual | ToleranceTable | RangedScore | RegularDifference):
        return text
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len("1000000") else text


def _kept(observed: Observation) -> Any:
    return plain(observed) if isinstance(observed, Decimal) else observed


def _steps(explanations: Any) -> list[Any]:
    return [[step.code, dict(step.parameters)] for step in explanations]

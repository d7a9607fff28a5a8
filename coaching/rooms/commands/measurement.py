"""Measurement: one mark for the whole panel, recorded by any of its judges.

Either the judge says what was observed and the aspect's rule makes the mark of it, or the panel agreed on a mark by
hand and says why it is not the full one.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format

from championships.marking import (
    Choices,
    FullOrZero,
    InvalidObservation,
    Levels,
    Manual,
    MeasuredMark,
    NumberCompleted,
    Observation,
    RangedScore,
    RegularDifference,
    Rule,
    ToleranceTable,
    mark_is_possible,
    measure,
    measured_mark,
    reason_is_needed,
)
from championships.marking.exactness import plain
from coaching.rooms.context import Context, Happening
from coaching.rooms.event_log import moment
from coaching.rooms.marks import aspect_to_mark, competitor_to_mark, find_mark, marked
from coaching.rooms.models import AspectMark, MarkState, RoomEvent
from coaching.rooms.protocol.fields import NOT_SAID
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.sheet import SheetAspect
from people.names import is_readable

LONGEST_REASON = 500
# A point or the decimal comma of Russian and Kazakh; two decimals, because a third would be rounded unseen.
_MARK = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]{1,2}))?")
_VALUE = re.compile(r"([-\u2212]?[0-9]{1,8})(?:[.,]([0-9]{1,6}))?")
MINUS = "\u2212"
MOST = 100_000
Told = bool | int | str


def record(context: Context, data: dict[str, Any]) -> Happening:
    """Record the mark, or clear it when it is null. The last word counts; the log keeps them all.

    Raises:
        CommandRefused: the aspect, the competitor, the mark or its reason is not as it must be.
    """
    aspect = aspect_to_mark(context, data, "M")
    given = None if data["mark"] is None else read_mark(data["mark"], aspect.maximum)
    reason = _reason(data["reason"])
    if given is None:
        reason = ""
    elif reason_is_needed(given, aspect.maximum) and not reason:
        raise CommandRefused("reason_needed", field="reason")
    return _kept(context, data, "measurement.recorded", Recorded(given, reason))


def observe(context: Context, data: dict[str, Any]) -> Happening:
    """Record what was observed, and the mark that the aspect's rule makes of it; null clears both.

    Raises:
        CommandRefused: the aspect, the competitor or the observation is not as it must be.
    """
    aspect = aspect_to_mark(context, data, "M")
    if data["observation"] is None:
        return _kept(context, data, "measurement.observed", Recorded(None))
    observed = read_observation(data["observation"], aspect.rule)
    measured = _measured(aspect, observed)
    steps = [[step.code, dict(step.parameters)] for step in measured.explanations]
    kept = plain(observed) if isinstance(observed, Decimal) else observed
    recorded = Recorded(measured.mark, _reason(data["reason"]), kept, steps)
    return _kept(context, data, "measurement.observed", recorded)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is kept of a measurement: a mark (None: none), its reason, and what it follows from."""

    mark: Decimal | None
    reason: str = ""
    observation: Any = None
    explanation: list[Any] = field(default_factory=list)


def _kept(context: Context, data: dict[str, Any], event_type: str, recorded: Recorded) -> Happening:
    aspect = context.sheet.by_id[data["aspect"]]
    mark = find_mark(context, competitor_to_mark(context, data["competitor"], aspect), aspect)
    _refuse_overtaken(context, data.get("seen", NOT_SAID), mark, recorded.mark)
    mark.mark, mark.reason, mark.recorded_by = recorded.mark, recorded.reason, context.participant
    mark.observation, mark.explanation = recorded.observation, recorded.explanation
    mark.state = MarkState.SCORING if recorded.mark is None else MarkState.MARKED
    context.ledger.keep_mark(mark)
    return marked(context, event_type, mark, [], [])


def _refuse_overtaken(context: Context, seen: object, mark: AspectMark, given: Decimal | None) -> None:
    """Let pass a judge who saw the mark that stands there, or whose own it is, or who gives the same.

    Only a command that has waited without a network says what was seen; while all are connected the last word counts.

    Raises:
        CommandRefused: `changed_meanwhile`, with the mark that stands there.
    """
    by = context.participant
    is_own = by is not None and mark.recorded_by_id == by.pk
    if seen is NOT_SAID or is_own or mark.mark == given:
        return
    current = None if mark.mark is None else f"{mark.mark:.2f}"
    if seen != current:
        raise CommandRefused("changed_meanwhile", field="mark", current=_standing(context, mark, current))


def _standing(context: Context, mark: AspectMark, text: str | None) -> dict[str, Any]:
    """Return the mark that stands there with what was observed (None: by hand), whose it is, and when it was given."""
    same = {"data__mark__competitor": str(mark.competitor_id), "data__mark__aspect": mark.aspect_id}
    events = RoomEvent.objects.filter(room=context.room, type__startswith="measurement.", **same)
    latest = events.order_by("-seq").first()
    # Given in this very transaction it is not in the log yet.
    is_logged = latest is not None and latest.data["mark"]["mark"] == text
    at = latest.at if latest is not None and is_logged else context.now
    by = None if mark.recorded_by_id is None else str(mark.recorded_by_id)
    return {"mark": text, "observation": mark.observation, "by": by, "at": moment(at)}


def _measured(aspect: SheetAspect, observed: Observation) -> MeasuredMark:
    try:
        return measure(aspect.rule, observed, aspect.maximum)
    except InvalidObservation:
        highest = highest_of(aspect.rule)
        code = "observation_not_understood" if highest is None else "observation_too_many"
        raise CommandRefused(code, field="observation", highest=highest) from None


def highest_of(rule: Rule) -> int | None:
    """Return the largest number that may be observed by a rule that counts up to one; None for any other."""
    if isinstance(rule, NumberCompleted):
        return rule.possible
    return rule.highest if isinstance(rule, Levels) else None


def read_observation(given: Told, rule: Rule) -> Observation:
    """Return what was observed in the form that `rule` asks for.

    A measured value is a text with a decimal point or comma, and never a float.

    Raises:
        CommandRefused: `observation_by_hand`, `observation_not_understood`, `observation_no_option`,
            `observation_not_a_value`, `observation_not_a_count`.
    """
    if isinstance(rule, Manual):
        raise CommandRefused("observation_by_hand")
    if isinstance(rule, FullOrZero):
        return _of_kind(given, "observation_not_understood", is_right=isinstance(given, bool))
    if isinstance(rule, Choices):
        known = type(given) is int and 1 <= given <= len(rule.options)
        return _of_kind(given, "observation_no_option", is_right=known)
    if isinstance(rule, ToleranceTable | RangedScore | RegularDifference):
        return _value(given)
    return _of_kind(given, "observation_not_a_count", is_right=type(given) is int and 0 <= given <= MOST)


def _of_kind(given: Told, refusal: str, *, is_right: bool) -> Told:
    if not is_right:
        raise CommandRefused(refusal, field="observation")
    return given


def _value(given: Told) -> Decimal:
    found = None if isinstance(given, bool) else _VALUE.fullmatch(str(given).strip())
    if found is None:
        raise CommandRefused("observation_not_a_value", field="observation")
    whole = found[1].replace(MINUS, "-")
    return Decimal(f"{whole}.{found[2] or '0'}") + 0  # No minus zero.


def read_mark(text: str, maximum: Decimal) -> Decimal:
    """Return the mark that is written in `text`, with two decimals.

    Raises:
        CommandRefused: `mark_not_a_number`, `mark_out_of_range`.
    """
    found = _MARK.fullmatch(text.strip())
    if found is None:
        raise CommandRefused("mark_not_a_number", field="mark")
    mark = Decimal(f"{found[1]}.{found[2] or '0'}")
    if not mark_is_possible(mark, maximum):
        raise CommandRefused("mark_out_of_range", field="mark", maximum=number_format(maximum, 2))
    return measured_mark(mark, maximum)


def _reason(text: str) -> str:
    reason = text.strip()
    if len(reason) > LONGEST_REASON:
        raise CommandRefused("reason_too_long", field="reason", limit=LONGEST_REASON)
    if not is_readable(reason, lines=True):
        raise CommandRefused("reason_unreadable", field="reason")
    return reason

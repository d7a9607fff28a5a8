"""Measurement: one mark that the panel agreed on, recorded by any of its judges."""

import re
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format

from championships.marking import mark_is_possible, measured_mark, reason_is_needed
from coaching.rooms.context import Context, Happening
from coaching.rooms.marks import aspect_to_mark, competitor_to_mark, find_mark, marked
from coaching.rooms.models import MarkState
from coaching.rooms.refusals import CommandRefused
from people.names import is_readable

LONGEST_REASON = 500
# A point or the decimal comma of Russian and Kazakh; two decimals, because a third would be rounded unseen.
_MARK = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]{1,2}))?")


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
    mark = find_mark(context, competitor_to_mark(context, data["competitor"]), aspect)
    mark.mark, mark.reason, mark.recorded_by = given, reason, context.participant
    mark.state = MarkState.SCORING if given is None else MarkState.MARKED
    mark.save()
    return marked(context, "measurement.recorded", mark, [], [])


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

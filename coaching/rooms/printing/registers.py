"""The registers of a protocol: lists of what happened, each under a title of its own, with its columns.

Another register is another function that takes the record of the room, named in protocol_paper.py; the paper sets it
like the others. A register without rows is not printed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.rooms.audience import HOST
from coaching.rooms.event_log import LoggedEvent
from coaching.rooms.exporting.gathering import RoomRecord
from coaching.rooms.exporting.moments import moment_words
from coaching.rooms.facts import room_facts
from coaching.rooms.models import RoomEvent
from coaching.rooms.rendering import event_seen
from coaching.rooms.telling import names_of, told

MOST_ROWS = 300
"""A register ends here and says so: the replay shows everything."""


@dataclass(frozen=True, slots=True)
class Register:
    """A list on the paper: `shares` are the widths of its columns beside one another."""

    title: str
    headings: Sequence[str]
    shares: Sequence[float]
    rows: Sequence[Sequence[str]]
    note: str = ""


def registers_of(record: RoomRecord, makers: Iterable[Callable[[RoomRecord], Register]]) -> list[Register]:
    """Return those registers that hold something, in the order of their makers."""
    found = (make(record) for make in makers)
    return [_within_bounds(register) for register in found if register.rows]


def _within_bounds(register: Register) -> Register:
    left_out = len(register.rows) - MOST_ROWS
    if left_out <= 0:
        return register
    words = ngettext(
        "%(count)s more entry is in the room’s replay.", "%(count)s more entries are in the room’s replay.", left_out
    )
    note = words % {"count": left_out}
    return Register(register.title, register.headings, register.shares, register.rows[:MOST_ROWS], note)


# Changes ---------------------------------------------------------------------------------------------------------


def changes_register(record: RoomRecord) -> Register:
    """Return everything that is out of the ordinary course of marking: spreads, rounds opened again, time, people."""
    names, room = names_of(record.room), room_facts(record.room)
    rows = []
    for event in _notable(record):
        seen, then = event_seen(event, room, HOST) or {}, names.at(event.seq)
        rows.append([moment_words(datetime.fromisoformat(event.at)), then.who(event), told(event, seen, then)])
    return Register(_("Changes during the session"), [_("When"), _("Who"), _("What")], (2, 2.4, 6), rows)


def _notable(record: RoomRecord) -> Iterator[LoggedEvent]:
    is_usual = Q(type__startswith="measurement.") | Q(type__startswith="comment.") | Q(type__startswith="evidence.")
    is_usual |= Q(type="room.opened") | _usual_coming(record)
    rows = RoomEvent.objects.filter(room=record.room, seq__lte=record.seq).exclude(is_usual).order_by("seq")
    for row in rows.iterator(chunk_size=1000):
        event = LoggedEvent.from_row(row)
        if event.type != "judgement.scored" or _is_spread(event):
            yield event


def _usual_coming(record: RoomRecord) -> Q:
    """Return which comings are none of the changes: of competitors, and of whoever sat down before the start."""
    coming = Q(type="participant.joined")
    started = RoomEvent.objects.filter(room=record.room, type="room.started").values_list("seq", flat=True).first()
    if started is None:
        return coming
    return coming & (Q(data__participant__role="competitor") | Q(seq__lt=started))


def _is_spread(event: LoggedEvent) -> bool:
    mark = event.data["mark"]
    return bool(mark["state"] == "discuss" and all(score is None for _judge, score in mark["scores"]))

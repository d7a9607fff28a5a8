"""The protocol of a room on paper: what was marked, by whom, with which result, what changed, and who signs."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from championships.schemes.printing.labels import judge_label
from coaching.rooms.exporting.gathering import RoomRecord, Standing, record_of
from coaching.rooms.exporting.sittings import period_words
from coaching.rooms.models import Room
from coaching.rooms.printing.form_registers import disputes_register, forms_register
from coaching.rooms.printing.registers import Register, changes_register, registers_of
from coaching.rooms.printing.working_time import working_time_words
from design.printing import shortened, typeset, words

TEMPLATE = Path(__file__).parent / "room_protocol.typ"
LONGEST_HEADING = 60
MOST_CRITERIA = 7
"""More columns do not fit beside the names: then the totals stand alone, and the workbook has the rest."""
REGISTERS = (forms_register, disputes_register, changes_register)
"""What is listed between the results and the signatures."""


def print_protocol(room: Room, language: str, *, at: datetime | None = None) -> bytes:
    """Return the protocol of `room` as it is now as PDF, in `language` (en, ru or kk), dated `at` (now).

    What people typed stays in its own language. A room that has not ended gets a protocol that says so.

    Raises:
        TooMuchToPrint: the room is too large for one document.
        PressBusy: others are printing.
    """
    printed_at = timezone.localtime(at)
    with translation.override(language):
        return typeset([TEMPLATE], protocol_data(record_of(room), language, printed_at), at=printed_at)


def protocol_data(record: RoomRecord, language: str, at: datetime) -> dict[str, Any]:
    """Return what the template sets, in the active language."""
    room = record.room
    criteria = list(record.criteria)[:MOST_CRITERIA] if len(record.criteria) <= MOST_CRITERIA else []
    return {
        "language": language,
        "title": words(room.title)[1] or _("Protocol"),
        "labels": _labels(),
        "heading": shortened(room.title, LONGEST_HEADING),
        "source": shortened(str(room.scheme_version), LONGEST_HEADING),
        "printed": f"{_moment(at)}, {dict(settings.LANGUAGES)[language]}",
        "name": words(room.title),
        "unfinished": "" if room.ended_at else _("The room has not ended: these are the marks so far."),
        "facts": _facts(record),
        "judges": _panel(record),
        "criteria": [{"letter": letter, "max": _figure(record.criteria[letter][1])} for letter in criteria],
        "maximum": _figure(record.maximum),
        "rows": [_row(standing, criteria) for standing in record.standings],
        "partial": _partial(record),
        "registers": [_register(register) for register in registers_of(record, REGISTERS)],
        "signatures": _signatures(record),
        "proof": _("Event %(number)s of the room’s log, SHA-256 %(hash)s")
        % {"number": record.seq, "hash": record.last_hash},
    }


def _labels() -> dict[str, str]:
    return {
        "page": _("Page {page} of {pages}"),
        "protocol": _("Protocol of a session"),
        "panel": _("Panel"),
        "results": _("Results"),
        "place": pgettext("in a standing", "Place"),
        "number": pgettext("of a competitor, a narrow column", "No."),
        "competitor": _("Competitor"),
        "total": _("Total"),
        "maximum": _("Most possible"),
        "signatures": _("Signatures"),
        "name": pgettext("on a signature line", "Name"),
        "signature": _("Signature"),
        "date": _("Date"),
        "nobody": _("Nobody took part."),
    }


def _facts(record: RoomRecord) -> list[list[Any]]:
    room = record.room
    found = [
        (_("Kind"), capfirst(room.get_kind_display())),
        (_("Marking scheme"), str(room.scheme_version)),
        (_("Organisation"), str(room.organisation or "")),
        (_("Host"), room.host.get_full_name()),
        (_("Started"), _moment(room.started_at)),
        (_("Ended"), _moment(room.ended_at)),
        (_("Working time, minutes"), working_time_words(record)),
        (_("Training module"), room.module_title),
    ]
    return [[label, words(value)] for label, value in found if value]


def _panel(record: RoomRecord) -> list[dict[str, Any]]:
    """Return everybody who sat on the panel: by seat, and on each seat in turn."""
    return [
        {
            "label": judge_label(seat["number"]) if seat["role"] == "judge" else _("Coordinator"),
            "name": words(sitting.name),
            "organisation": words(sitting.organisation),
            "period": period_words(sitting),
        }
        for seat in record.panel
        for sitting in record.sittings[seat["id"]]
    ]


def _row(standing: Standing, criteria: list[str]) -> dict[str, Any]:
    person, totals = standing.competitor, standing.totals
    parts = [standing.criterion(letter) for letter in criteria]
    return {
        "position": "–" if standing.position is None else str(standing.position),
        "number": str(person["number"]),
        "name": words(person["name"]),
        "organisation": words(person["organisation"]),
        "parts": [_figure(part.total) if part.marked else "–" for part in parts],
        "total": (_figure(totals.total) + ("" if totals.complete else " *")) if totals.marked else "–",
    }


def _partial(record: RoomRecord) -> str:
    if all(standing.totals.complete or not standing.totals.marked for standing in record.standings):
        return ""
    return _("* Not marked completely, and therefore without a place. What is not marked is not zero.")


def _register(register: Register) -> dict[str, Any]:
    return {
        "title": register.title,
        "headings": list(register.headings),
        "shares": list(register.shares),
        "rows": [[words(text) for text in row] for row in register.rows],
        "note": register.note,
    }


def _signatures(record: RoomRecord) -> list[dict[str, Any]]:
    lines = [{"label": _("Host"), "name": words(record.room.host.get_full_name())}]
    for judge in _panel(record):
        line = {"label": judge["label"], "name": judge["name"]}
        # Whoever came back to a seat signs for it once.
        if line not in lines:
            lines.append(line)
    return lines


def _figure(mark: Decimal) -> str:
    return str(number_format(mark, 2))


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    offset = local.strftime("%z")
    return f"{date_format(local, 'DATETIME_FORMAT')} (UTC{offset[:3]}:{offset[3:5]})"

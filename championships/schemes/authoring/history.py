"""Who changed what in a draft, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championships.schemes.models import SchemeEdit

LONGEST_QUOTE = 90
FIELD_NAMES = {
    "title": gettext_lazy("title"),
    "skill_number": gettext_lazy("skill number"),
    "skill_name": gettext_lazy("skill"),
    "sections": gettext_lazy("standards sections"),
    "name": gettext_lazy("name"),
    "day": gettext_lazy("day of marking"),
    "team": gettext_lazy("marking team"),
    "kind": gettext_lazy("type"),
    "maximum": gettext_lazy("maximum mark"),
    "description": gettext_lazy("description"),
    "extra": gettext_lazy("extra description"),
    "requirement": gettext_lazy("requirement"),
    "section": gettext_lazy("standards section"),
    "ladder": gettext_lazy("judgement ladder"),
    "calculation": gettext_lazy("measurement rule"),
}
DEEDS = {
    "add": gettext_lazy("Added"),
    "paste": gettext_lazy("Pasted from a spreadsheet"),
    "duplicate": gettext_lazy("Duplicated"),
    "put_back": gettext_lazy("Brought back"),
    "remove": gettext_lazy("Removed"),
    "move": gettext_lazy("Moved"),
    "set": gettext_lazy("Changed"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One edit as the history shows it: `before` and `after` only where a text or a figure was changed."""

    number: int
    at: datetime
    who: str
    deed: str
    where: str
    before: str | None = None
    after: str | None = None


def lines_of(edits: Iterable[SchemeEdit]) -> list[Line]:
    """Return the edits in words of the reader's language; their actors must be at hand."""
    return [_line(edit) for edit in edits]


def _line(edit: SchemeEdit) -> Line:
    command = edit.command
    who = str(edit.actor or _("somebody who has left"))
    if command["type"] == "replace":
        deed = _("Went back to the state after edit %(number)s") % {"number": command.get("to", 0)}
        return Line(edit.number, edit.made_at, who, deed, "")
    deed = str(DEEDS[command["type"]])
    if command["type"] != "set":
        return Line(edit.number, edit.made_at, who, deed, edit.where)
    what = str(FIELD_NAMES.get(command["field"], command["field"]))
    where = f"{edit.where}: {what}" if edit.where else what
    before, after = _quote(edit.inverse.get("value")), _quote(command.get("value"))
    return Line(edit.number, edit.made_at, who, deed, where, before, after)


def _quote(value: Any) -> str | None:
    """Return a text or a figure, cut short; None for what is no single text."""
    if isinstance(value, list | dict):
        return None
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"

"""How a board looks: on a page, in a hall or over the picture of OBS, as its address says.

What an address says wrongly is taken as if it were left out: nobody stands at a projector to read an error.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.rooms.models import BoardNames, BoardPolicy, Room, RoomStatus, SignOff
from coaching.rooms.protocol import ClockSeen, RowSeen
from coaching.rooms.views.outline import CriterionOutline

LOOKS: Final = ("page", "hall", "overlay")
THEMES: Final = ("dark", "light")
COLUMNS: Final = ("place", "name", "criteria", "total", "bar")
USUAL_ROWS: Final = {"page": 0, "hall": 10, "overlay": 8}
USUAL_COLUMNS: Final = {"page": COLUMNS, "hall": COLUMNS, "overlay": ("place", "name", "total")}
MOST_ROWS: Final = 40
USUAL_TURN: Final = 8
LONGEST_TURN: Final = 120
SHORTEST_REFRESH: Final = 5
MOST_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class BoardLook:
    """The settings of a board. `rows` on a page of it, 0: all of them; `turn` seconds for a page, 0: it stays."""

    look: str
    rows: int
    turn: int
    theme: str
    language: str
    clock: bool
    columns: tuple[str, ...]

    @property
    def refresh(self) -> int:
        """After how many seconds a browser without JavaScript asks for the page again."""
        return max(self.turn or SHORTEST_REFRESH, SHORTEST_REFRESH)


def look_from(query: Mapping[str, str], language: str) -> BoardLook:
    """Return the look that an address asks for; `language` is the one of the page.

    >>> look_from({"look": "hall", "rows": "12", "turn": "x"}, "en")
    BoardLook(look='hall', rows=12, turn=8, theme='dark', language='en', clock=True, columns=('place', 'name', 'criteria', 'total', 'bar'))
    >>> look_from({"look": "overlay", "columns": "total,name,secret", "rows": "9999"}, "kk").columns
    ('name', 'total')
    """
    look = _one_of(query.get("look"), LOOKS)
    known = {code for code, _name in settings.LANGUAGES}
    asked = query.get("lang", "")
    columns = tuple(name for name in COLUMNS if name in query.get("columns", "").split(","))
    return BoardLook(
        look=look,
        rows=_whole(query.get("rows"), USUAL_ROWS[look], MOST_ROWS),
        turn=_whole(query.get("turn"), USUAL_TURN, LONGEST_TURN),
        theme=_one_of(query.get("theme"), THEMES),
        language=asked if asked in known else language,
        clock=_one_of(query.get("clock"), ("0", "1") if look == "overlay" else ("1", "0")) == "1",
        columns=columns or USUAL_COLUMNS[look],
    )


def _one_of(asked: str | None, choices: Sequence[str]) -> str:
    """Return what was asked for, or the first choice."""
    return asked if asked is not None and asked in choices else choices[0]


def _whole(asked: str | None, usual: int, most: int) -> int:
    is_number = asked is not None and asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS
    return min(int(asked or 0), most) if is_number else usual


def rows_of_moment(rows: Sequence[Any], look: BoardLook, now: float | None = None) -> Sequence[Any]:
    """Return the rows that stand there at the moment `now`, in seconds: the pages follow each other by the clock.

    >>> look = look_from({"look": "hall", "rows": "2", "turn": "10"}, "en")
    >>> [list(rows_of_moment("abcde", look, now)) for now in (0, 19, 20, 30)]
    [['a', 'b'], ['c', 'd'], ['e'], ['a', 'b']]
    """
    if not look.rows or not look.turn or len(rows) <= look.rows:
        return rows[: look.rows or len(rows)]
    pages = -(-len(rows) // look.rows)
    page = int(time.time() if now is None else now) // look.turn % pages
    return rows[page * look.rows : (page + 1) * look.rows]


def drawn(row: RowSeen, room: Room, outline: Sequence[CriterionOutline]) -> dict[str, Any]:
    """Return a row with what its template reads: a name in words, and the marks of the criteria in their order."""
    criteria = row.get("criteria", {})
    name = row.get("name", "")
    by_number = room.board_names == BoardNames.NUMBER
    return {
        **row,
        "name": _("Competitor %(number)s") % {"number": name} if by_number else name,
        "number_beside": row.get("number") if room.board_names == BoardNames.NAME else None,
        "cells": [(criterion.letter, criteria.get(criterion.letter)) for criterion in outline],
        "is_complete": bool(row.get("of")) and row.get("marked") == row.get("of"),
    }


def minutes_left(clock: ClockSeen) -> int:
    """Return the whole minutes of working time that are left, rounded up; 0 while nobody works."""
    return -(-(clock["remaining"] or 0) // 60) if clock["phase"] == "running" else 0


def note_of(room: Room, rows: Iterable[Mapping[str, Any]] = ()) -> str:
    """Return in words what of the marks the board does not show yet, empty when there is nothing to say."""
    if room.board_frozen:
        return ""
    if room.status == RoomStatus.ENDED:
        signed = room.sign_off != SignOff.NONE and room.published_at is None
        waits = signed and any(row["marked"] < row["of"] for row in rows)
        return _("Marks are shown when their forms are locked") if waits else ""
    if room.board == BoardPolicy.END:
        return _("Marks are shown when the room ends")
    return _note_of_modules(room) if room.board == BoardPolicy.MODULE else ""


def _note_of_modules(room: Room) -> str:
    released = [str(module["number"]) for module in room.modules if module["released"]]
    if not released:
        return _("Marks are shown when a module is released")
    if len(released) == len(room.modules):
        return ""
    text = ngettext("Marks of module %(modules)s", "Marks of modules %(modules)s", len(released))
    return text % {"modules": ", ".join(released)}

"""How the board of a championship looks: on a page, at a projector or over the picture of OBS, as its address says.

What an address says wrongly is taken as if it were left out: nobody stands at a projector to read an error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

THEMES: Final = ("dark", "light", "transparent")
COLUMNS: Final = ("place", "name", "organisation", "total", "bar")
USUAL_COLUMNS: Final = {"page": COLUMNS, "projector": COLUMNS, "overlay": ("place", "name", "total")}
USUAL_ROWS: Final = {"page": 12, "projector": 8, "overlay": 6}
MOST_ROWS: Final = 40
USUAL_SECONDS: Final = 12
SHORTEST: Final = 3
LONGEST: Final = 300
MOST_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class EventLook:
    """The settings of a board: `rows` on a picture, `seconds` that it stays; `skill` is the key of the one that is shown."""

    look: str
    theme: str
    rows: int
    seconds: int
    columns: tuple[str, ...]
    skill: int | None

    @property
    def appearance(self) -> str:
        """Return whether its colours are dark or light; over a picture they are dark."""
        return "light" if self.theme == "light" else "dark"


def event_look(query: Mapping[str, str]) -> EventLook:
    """Return the look that an address asks for.

    >>> event_look({"projector": "", "seconds": "20", "skill": "7"})
    EventLook(look='projector', theme='dark', rows=8, seconds=20, columns=('place', 'name', 'organisation', 'total', 'bar'), skill=7)
    >>> event_look({"overlay": "", "columns": "total,name,secret", "rows": "9999", "seconds": "1"})
    EventLook(look='overlay', theme='transparent', rows=40, seconds=3, columns=('name', 'total'), skill=None)
    """
    look = next((name for name in ("overlay", "projector") if query.get(name, "0") != "0"), "page")
    theme = query.get("theme", "")
    usual_theme = "transparent" if look == "overlay" else "dark"
    asked = query.get("columns", "").split(",")
    return EventLook(
        look=look,
        theme=theme if theme in THEMES else usual_theme,
        rows=_whole(query.get("rows"), USUAL_ROWS[look], 1, MOST_ROWS),
        seconds=_whole(query.get("seconds"), USUAL_SECONDS, SHORTEST, LONGEST),
        columns=tuple(name for name in COLUMNS if name in asked) or USUAL_COLUMNS[look],
        skill=_key(query.get("skill")),
    )


def _whole(asked: str | None, usual: int, least: int, most: int) -> int:
    is_number = asked is not None and asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS
    return min(max(int(asked or 0), least), most) if is_number else usual


def _key(asked: str | None) -> int | None:
    return int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 2 * MOST_DIGITS else None


def picture_of_moment(counts: Sequence[int], look: EventLook, now: float) -> tuple[int, int]:
    """Return which slide stands there at `now`, in seconds, and which page of its rows; `counts` are its slides' rows.

    Slides and their pages follow each other by the clock, so that every board without JavaScript shows the same.

    >>> look = event_look({"rows": "2", "seconds": "10"})
    >>> [picture_of_moment([3, 1], look, now) for now in (0, 19, 20, 30)]
    [(0, 0), (0, 1), (1, 0), (0, 0)]
    """
    pictures = [(slide, page) for slide, count in enumerate(counts) for page in range(pages_of(count, look))]
    return pictures[int(now) // look.seconds % len(pictures)] if pictures else (0, 0)


def pages_of(count: int, look: EventLook) -> int:
    """Return how many pages so many rows fill."""
    return max(1, -(-count // look.rows))


def rows_on(rows: Sequence[Any], page: int, look: EventLook) -> Sequence[Any]:
    """Return the rows of a page, counted from 0."""
    return rows[page * look.rows : (page + 1) * look.rows]

"""Cells of a row as values: what cannot be taken is noted as a problem with its column, and nothing is guessed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from django.utils.translation import get_language

from championships.events.importing.layout import CHOICES, NO, YES, Words, in_language
from championships.events.importing.tables import Line
from championships.events.importing.words import words_of
from championships.schemes.exchange.texts import number
from championships.schemes.folding import alike
from people.names import is_readable

ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
CLOCK = re.compile(r"(?:\d{4}-\d{2}-\d{2} )?([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
# The usual way of writing a time in Russian and Kazakh. A single 0 before the point is a part of a day: 0.25 is 06:00.
DOTTED_CLOCK = re.compile(r"([1-9]|[01]\d|2[0-3])\.([0-5]\d)")
MINUTES_OF_A_DAY = 24 * 60
SEEN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused: the column (its key, or empty) and what to do, by code."""

    code: str
    column: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    row: int = 0

    @property
    def words(self) -> str:
        """Return it in the reader's language."""
        return words_of(self.code, self.parameters)


class Cells:
    """The cells of one row; `problems` collects what cannot be taken."""

    def __init__(self, line: Line) -> None:
        """Begin with the faults that the reading has found."""
        self.line = line
        self.problems = [Problem(code, key, parameters, line.number) for key, (code, parameters) in line.faults.items()]

    def refuse(self, code: str, column: str = "", **parameters: str) -> None:
        """Note a problem; a cell that is at fault already has said enough."""
        if column not in self.line.faults:
            self.problems.append(Problem(code, column, parameters, self.line.number))

    def raw(self, key: str) -> str:
        """Return the text of a cell as it stands, empty where there is none."""
        return self.line.cells.get(key, "")

    def text(self, key: str, most: int, *, needed: bool = False) -> str:
        """Return a text of at most `most` characters."""
        text = self.raw(key)
        if not text and needed:
            self.refuse("needed", key)
        if len(text) > most:
            self.refuse("too_long", key, most=str(most))
        elif not is_readable(text):
            self.refuse("unreadable", key)
        else:
            return text
        return ""

    def whole(self, key: str, least: int = 1, most: int = 9_999) -> int | None:
        """Return a whole number within bounds, None where the cell is empty."""
        text = self.raw(key)
        if not text:
            return None
        value = number(text)
        if value is None or value != value.to_integral_value() or not least <= value <= most:
            self.refuse("not_whole", key, value=text[:SEEN], least=str(least), most=str(most))
            return None
        return int(value)

    def yes(self, key: str) -> bool:
        """Return whether the cell says yes; an empty one does not."""
        text = self.raw(key).casefold()
        if text and text not in YES and text not in NO:
            self.refuse("not_yes", key, value=text[:SEEN])
        return text in YES

    def choice(self, key: str, default: str = "", *, needed: bool = False) -> str:
        """Return the value that one of the known words means, `default` for an empty cell."""
        text = self.raw(key)
        if not text:
            if needed:
                self.refuse("needed", key)
            return default
        wanted = alike(text)
        for value, words in CHOICES[key].items():
            if wanted in {alike(word) for word in (value, *words)}:
                return value
        self.refuse("not_choice", key, value=text[:SEEN], choices=_listed(CHOICES[key].values()))
        return default

    def day(self, key: str) -> date | None:
        """Return a day: a date of the spreadsheet, or a text such as 2026-11-30 or 30.11.2026."""
        text = self.raw(key)
        found = ISO_DAY.fullmatch(text)
        parts = found.groups() if found else (DOTTED_DAY.fullmatch(text) or _NOTHING).groups()[::-1]
        try:
            return date(*(int(part) for part in parts))
        except (TypeError, ValueError):
            self.refuse("not_day" if text else "needed", key, value=text[:SEEN])
            return None

    def clock(self, key: str) -> time | None:
        """Return a time: a time of the spreadsheet (a part of a day), or a text such as 09:30 or 9.30; None if empty."""
        text = self.raw(key)
        if found := CLOCK.fullmatch(text) or DOTTED_CLOCK.fullmatch(text):
            return time(int(found[1]), int(found[2]))
        value = number(text) if text else None
        if value is not None and 0 <= value < 1 and "." in text:
            minutes = min(round(value * MINUTES_OF_A_DAY), MINUTES_OF_A_DAY - 1)
            return time(minutes // 60, minutes % 60)
        if text:
            self.refuse("not_time", key, value=text[:SEEN])
        return None


class _Nothing:
    def groups(self) -> tuple[str, ...]:
        """Return no parts of a day."""
        return ()


_NOTHING = _Nothing()


def _listed(words: Iterable[Words]) -> str:
    language = get_language() or ""
    return ", ".join(in_language(each, language) for each in words)


def as_text(value: object) -> str:
    """Return a value as a reader of the dry run sees it, empty for none."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return "" if value is None else str(value)

"""Finding columns by their headings, wherever they stand and however they are broken over lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from championships.schemes.exchange.sheets import Row
from championships.schemes.exchange.texts import LOOK_ALIKES, fold
from championships.schemes.exchange.words import CIS_HEADINGS, FOOTERS, Headings, Role

__all__ = [
    "CIS_HEADINGS",
    "Columns",
    "Headings",
    "Role",
    "among",
    "bare",
    "column_letters",
    "find_columns",
    "heading",
    "is_footer",
    "is_heading_row",
    "with_unnamed_day",
]

Columns = Mapping[Role, int]
FEWEST_HEADINGS = 4
# The distance of two columns with one between them.
ONE_BETWEEN = 2
LONGEST_HEADING = 250
WHOLE = "="
SUMMED_UP = ("итого ", "всего ", "сумма баллов ")
PUNCTUATION = re.compile(r"[\W_]+")
LETTERS_IN_ALPHABET = 26
# Words of headings are told apart by so many letters first.
START = 4
# `bare` makes one word of these.
OTHER_STARTS = frozenset({"wsss", "wses", "wsos"})


def heading(text: str) -> str:
    r"""Return a heading for comparing: folded, and without the hyphens and dashes that people put between words.

    >>> heading("Aspect - Description"), heading("Sub-Criterion\nID")
    ('aspect description', 'sub criterion id')
    """
    return " ".join(fold(text).replace("-", " ").replace("–", " ").replace("—", " ").split())


@lru_cache(maxsize=32_768)
def bare(text: str) -> str:
    r"""Return a heading as words alone, in any script: without punctuation, with one letter for those that look alike.

    >>> bare("Макс.\n балл") == bare("макс балл"), bare("Мах. Маrk"), bare("WSSS-Section")
    (True, 'max mark', 'wsos section')
    """
    words = PUNCTUATION.sub(" ", text.replace("ё", "е").replace("Ё", "Е"))
    return fold(words.translate(LOOK_ALIKES))


def find_columns(row: Row, headings: Headings = CIS_HEADINGS) -> dict[Role, int]:
    """Return the columns of those roles whose heading stands in `row`; the first of two equal ones counts."""
    found: dict[Role, int] = {}
    for column, cell in row.cells.items():
        role = _role_of(cell.text, headings)
        if role is not None and column < found.get(role, column + 1):
            found[role] = column
    return found


def with_unnamed_day(columns: dict[Role, int]) -> dict[Role, int]:
    """Return `columns` with the day of marking in the one unnamed column between name and type, if there is one."""
    name, kind = columns.get(Role.NAME), columns.get(Role.TYPE)
    if Role.DAY in columns or name is None or kind is None or kind - name != ONE_BETWEEN:
        return columns
    return columns if name + 1 in columns.values() else {**columns, Role.DAY: name + 1}


def is_heading_row(row: Row, headings: Headings = CIS_HEADINGS) -> bool:
    """Return whether `row` is a row of headings rather than one of a scheme's own texts."""
    return len(row.cells) >= FEWEST_HEADINGS and len(find_columns(row, headings)) >= FEWEST_HEADINGS


def among(text: str, words: frozenset[str]) -> bool:
    """Return whether `text` is one of `words`, compared as headings are."""
    return bare(text) in _bare_words(words)


def is_footer(text: str) -> bool:
    """Return whether `text` is the label of a line that sums up.

    >>> is_footer("Total Marks:"), is_footer("ИТОГО по модулю"), is_footer("Total length")
    (True, True, False)
    """
    return among(text, FOOTERS) or bare(text).startswith(tuple(f"{bare(word)} " for word in SUMMED_UP))


def column_letters(column: int) -> str:
    """Return a column as a spreadsheet names it.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, LETTERS_IN_ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class _Known:
    """The words of headings as `bare` has them, ready to be looked up: beginnings by their length, the longest first."""

    given: Headings
    wholes: Mapping[str, Role]
    beginnings: Mapping[str, Role]
    lengths: tuple[int, ...]
    starts: frozenset[str]

    @classmethod
    def of(cls, headings: Headings) -> "_Known":
        wholes: dict[str, Role] = {}
        beginnings: dict[str, Role] = {}
        for role, given in headings.items():
            for word in given:
                known = wholes if word.startswith(WHOLE) else beginnings
                known.setdefault(bare(word), role)
        starts = frozenset(word[:START] for word in (*wholes, *beginnings)) | OTHER_STARTS
        return cls(
            headings, wholes, beginnings, tuple(sorted({len(word) for word in beginnings}, reverse=True)), starts
        )


# By identity: headings are made once, when their module is loaded; `given` keeps them from being thrown away.
_KNOWN: dict[int, _Known] = {}


def _role_of(text: str, headings: Headings) -> Role | None:
    """Return the role whose words fit the heading best: of two that fit, the longer word."""
    if not text or len(text) > LONGEST_HEADING or text[0].isdigit():
        return None
    known = _KNOWN.get(id(headings))
    if known is None:
        known = _KNOWN[id(headings)] = _Known.of(headings)
    if not _may_begin(text, known.starts):
        return None
    words = bare(text)
    if role := known.wholes.get(words):
        return role
    for length in known.lengths:
        if role := known.beginnings.get(words[:length]):
            return role
    return None


def _may_begin(text: str, starts: frozenset[str]) -> bool:
    """Return whether the first letters of `text` are those of a word; a cheap look before the thorough one."""
    start = text.lstrip()[:START]
    return not start.isalpha() or start.translate(LOOK_ALIKES).lower() in starts


@lru_cache(maxsize=64)
def _bare_words(words: frozenset[str]) -> frozenset[str]:
    return frozenset(bare(word) for word in words)

"""Finding columns by their headings, wherever they stand and however they are broken over lines."""

import re
from collections.abc import Mapping
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


def heading(text: str) -> str:
    r"""Return a heading for comparing: folded, and without the hyphens and dashes that people put between words.

    >>> heading("Aspect - Description"), heading("Sub-Criterion\nID")
    ('aspect description', 'sub criterion id')
    """
    return " ".join(fold(text).replace("-", " ").replace("–", " ").replace("—", " ").split())


@lru_cache(maxsize=4096)
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
    for column, cell in sorted(row.cells.items()):
        role = _role_of(cell.text, headings)
        if role is not None and role not in found:
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


def _role_of(text: str, headings: Headings) -> Role | None:
    """Return the role whose words fit the heading best: of two that fit, the longer word."""
    if not text or len(text) > LONGEST_HEADING:
        return None
    words = bare(text)
    best, longest = None, 0
    for role, given in headings.items():
        beginnings, wholes = _words(given)
        if words in wholes or words.startswith(beginnings):
            fits = max([len(word) for word in beginnings if words.startswith(word)], default=0)
            length = len(words) if words in wholes else fits
            if length > longest:
                best, longest = role, length
    return best


@lru_cache(maxsize=256)
def _words(given: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words that begin a heading and those that are a whole one, as `bare` has them."""
    beginnings = tuple(bare(word) for word in given if not word.startswith(WHOLE))
    return beginnings, frozenset(bare(word) for word in given if word.startswith(WHOLE))


@lru_cache(maxsize=64)
def _bare_words(words: frozenset[str]) -> frozenset[str]:
    return frozenset(bare(word) for word in words)

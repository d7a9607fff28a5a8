"""Which column of a kit holds what: told by headings where there are any, by the formula of the mark, by the figures.

A kit has no headings as a rule. Its marks are worked out as `=F3*D3/2`, maximum times level over two; the maxima of a
sub-criterion's aspects add up to the marks that it declares; a level is 0, 1 or 2.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from championships.schemes.exchange.columns import heading
from championships.schemes.exchange.kit_texts import KitText, TextKind
from championships.schemes.exchange.levels import LEVELS
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.texts import number

PRODUCT = re.compile(r"\$?([A-Z]{1,3})\$?\d+(?:/2)?\*\$?([A-Z]{1,3})\$?\d+(?:/2)?")
HEADINGS = {
    "maximum": ("макс", "max", "ең жоғары", "максимальн"),
    "level": ("уровень", "level", "деңгей", "оценка эксперта", "выставлен"),
    "mark": ("балл", "mark", "итог", "получен"),
}
LETTERS_IN_ALPHABET = 26
ROWS_ABOVE = 5
MOST_FIGURE_COLUMNS = 7
# The columns of maximum, level and mark.
Found = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class KitColumns:
    """The columns of a kit by number; None where there is none. `headings` is the number of their row, if any."""

    text: int | None
    maximum: int | None = None
    level: int | None = None
    mark: int | None = None
    letter: int | None = None
    headings: int | None = None

    def used(self, row: Row, *, is_aspect: bool) -> frozenset[int]:
        """Return the columns of `row` that were read for what they are."""
        of_an_aspect = (self.maximum, self.level, self.mark) if is_aspect else ()
        return frozenset(column for column in (self.text, *of_an_aspect) if column in row.cells)


def find_kit_columns(sheet: Sheet, text: int | None, texts: Mapping[int, KitText]) -> KitColumns:
    """Return the columns of a sheet whose texts stand in the column `text`."""
    aspects = [row for row in sheet if texts[row.number].kind is TextKind.ASPECT]
    named, headings = _by_headings(sheet, aspects)
    figures = _figure_columns(aspects, {text})
    agreeing = {column: _sums_that_agree(column, sheet, texts) for column in figures}
    maximum, level, mark = (
        named or _by_formula(aspects, agreeing) or _by_figures(figures, aspects, agreeing) or _single(agreeing)
    )
    return KitColumns(text, maximum, level, mark, _letter(sheet, {text, maximum, level, mark}), headings)


def _figure_columns(aspects: Iterable[Row], taken: set[int | None]) -> list[int]:
    """Return the columns in which most of the aspects have a figure or a formula, no more than a kit can have."""
    counts = Counter(
        column
        for row in aspects
        for column, cell in row.cells.items()
        if column not in taken and (number(cell.text) is not None or cell.formula)
    )
    return sorted(column for column, _count in counts.most_common(MOST_FIGURE_COLUMNS))


def _by_headings(sheet: Sheet, aspects: list[Row]) -> tuple[Found | None, int | None]:
    """Return the columns that a row shortly above the first aspect names, and the number of that row."""
    first = aspects[0].number if aspects else 0
    above = [row for row in sheet if row.number < first][-ROWS_ABOVE:]
    for row in above:
        found: dict[str, int] = {}
        for column, cell in sorted(row.cells.items()):
            for what, beginnings in HEADINGS.items():
                if what not in found and column not in found.values() and heading(cell.text).startswith(beginnings):
                    found[what] = column
        if "maximum" in found:
            return (found["maximum"], found.get("level"), found.get("mark")), row.number
    return None, None


def _by_formula(aspects: Iterable[Row], agreeing: Mapping[int, int]) -> Found | None:
    """Return the columns that the formula of a mark multiplies; which one is the maximum, the declared marks tell."""
    for row in aspects:
        for column, cell in row.cells.items():
            found = PRODUCT.search(cell.formula.replace(" ", "").upper())
            if found and found[1] != found[2]:
                maximum, level = _number_of(found[1]), _number_of(found[2])
                if agreeing.get(level, 0) > agreeing.get(maximum, 0):
                    maximum, level = level, maximum
                return maximum, level, column
    return None


def _by_figures(figures: list[int], aspects: list[Row], agreeing: Mapping[int, int]) -> Found | None:
    """Return the maximum, level and mark that fit each other in the most rows; of equals the sums decide."""
    best: tuple[tuple[int, int, int], Found] | None = None
    for maximum, level, mark in permutations(figures, 3):
        fitting = sum(_fits(row, maximum, level, mark) for row in aspects)
        certainty = (fitting, agreeing[maximum], maximum)
        if fitting and (best is None or certainty > best[0]):
            best = certainty, (maximum, level, mark)
    return best[1] if best else _pair(figures, aspects, agreeing)


def _fits(row: Row, maximum: int, level: int, mark: int) -> bool:
    worth, given, gained = (number(row.text(column)) for column in (maximum, level, mark))
    if worth is None or given not in LEVELS or given is None or gained is None:
        return False
    return worth * given / LEVELS[-1] == gained


def _pair(figures: list[int], aspects: list[Row], agreeing: Mapping[int, int]) -> Found | None:
    """Return the maximum and the level where no mark stands beside them."""
    if len(figures) < len(("maximum", "level")):
        return None
    maximum = max(figures, key=lambda column: (agreeing[column], not _holds_levels(column, aspects), column))
    level = next((column for column in figures if column != maximum and _holds_levels(column, aspects)), None)
    return maximum, level, None


def _single(agreeing: Mapping[int, int]) -> Found:
    return max(agreeing, key=lambda column: (agreeing[column], column), default=None), None, None


def _sums_that_agree(column: int, sheet: Sheet, texts: Mapping[int, KitText]) -> int:
    declared: Decimal | None = None
    carried, agreeing = Decimal(0), 0
    for row in sheet:
        text = texts[row.number]
        if text.kind is TextKind.SUB_CRITERION:
            agreeing += declared is not None and declared == carried
            declared, carried = text.declared, Decimal(0)
        elif text.kind is TextKind.ASPECT:
            carried += number(row.text(column)) or 0
    return agreeing + (declared is not None and declared == carried)


def _holds_levels(column: int, aspects: Iterable[Row]) -> bool:
    figures = [number(text) for row in aspects if (text := row.text(column))]
    return bool(figures) and all(figure in LEVELS for figure in figures)


def _letter(sheet: Sheet, taken: set[int | None]) -> int | None:
    """Return the column in which single letters stand, beside the texts."""
    counts: dict[int, int] = {}
    for row in sheet:
        for column, cell in row.cells.items():
            text = cell.text.strip()
            if column not in taken and len(text) == 1 and text.isalpha():
                counts[column] = counts.get(column, 0) + 1
    return max(counts, key=lambda column: counts[column], default=None)


def _number_of(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * LETTERS_IN_ALPHABET + ord(letter) - ord("A") + 1
    return column

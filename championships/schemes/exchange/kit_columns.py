"""Which column of a kit holds what: told by headings where there are any, by the formula of the mark, by the figures.

A kit has no headings as a rule. Its marks are worked out as `=F3*D3/2`, maximum times level over two; the maxima of a
sub-criterion's aspects add up to the marks that it declares; a level is 0, 1 or 2.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

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
    figures = {column for column in _figure_columns(aspects) if column != text}
    named, headings = _by_headings(sheet, aspects)
    maximum, level, mark = (named.get(what) for what in ("maximum", "level", "mark"))
    product = _by_formula(aspects)
    if maximum is None:
        maximum = _maximum({column for column in figures if column not in {level, mark}}, product, sheet, texts)
    if mark is None and product:
        mark = product[2]
    if level is None:
        level = _level({column for column in figures if column != maximum}, maximum, mark, product, aspects)
    if mark is None and level is not None and maximum is not None:
        mark = _mark(figures - {maximum, level}, maximum, level, aspects)
    taken = {text, maximum, level, mark}
    return KitColumns(text, maximum, level, mark, _letter(sheet, taken), headings)


def _figure_columns(aspects: Iterable[Row]) -> set[int]:
    return {
        column for row in aspects for column, cell in row.cells.items() if number(cell.text) is not None or cell.formula
    }


def _by_headings(sheet: Sheet, aspects: list[Row]) -> tuple[dict[str, int], int | None]:
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
            return found, row.number
    return {}, None


def _by_formula(aspects: Iterable[Row]) -> tuple[int, int, int] | None:
    """Return the two columns that a formula of an aspect multiplies, and the column it stands in."""
    for row in aspects:
        for column, cell in row.cells.items():
            found = PRODUCT.search(cell.formula.replace(" ", "").upper())
            if found and found[1] != found[2]:
                return _number_of(found[1]), _number_of(found[2]), column
    return None


def _maximum(
    figures: set[int], product: tuple[int, int, int] | None, sheet: Sheet, texts: Mapping[int, KitText]
) -> int | None:
    """Return the column whose figures best add up to the declared marks; of equals the formula's first, then the last."""
    candidates = [column for column in figures if not (product and column == product[2])]
    if product and set(product[:2]) <= set(candidates):
        candidates = list(product[:2])

    def certainty(column: int) -> tuple[int, bool, int]:
        return _sums_that_agree(column, sheet, texts), bool(product and column == product[0]), column

    return max(candidates, key=certainty, default=None)


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


def _level(
    figures: set[int],
    maximum: int | None,
    mark: int | None,
    product: tuple[int, int, int] | None,
    aspects: list[Row],
) -> int | None:
    if product and maximum in product[:2]:
        return product[1] if product[0] == maximum else product[0]
    candidates = sorted(column for column in figures if column != mark and _holds_levels(column, aspects))
    sure = [column for column in candidates if _mark(figures - {column}, maximum, column, aspects) is not None]
    return next(iter(sure or candidates), None)


def _holds_levels(column: int, aspects: Iterable[Row]) -> bool:
    figures = [number(text) for row in aspects if (text := row.text(column))]
    return bool(figures) and all(figure in LEVELS for figure in figures)


def _mark(figures: set[int], maximum: int | None, level: int, aspects: list[Row]) -> int | None:
    """Return the column that holds maximum x level / 2 in every row that says all three."""
    for column in sorted(figures):
        if column == maximum:
            continue
        triples = [(number(row.text(maximum)), number(row.text(level)), number(row.text(column))) for row in aspects]
        said = [(m, v, mark) for m, v, mark in triples if m is not None and v is not None and mark is not None]
        if said and all(m * v / 2 == mark for m, v, mark in said):
            return column
    return None


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

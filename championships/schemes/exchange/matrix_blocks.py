"""Finding the blocks of a matrix: a row of codes, a row of names below it, a row of maxima near by, and the people.

A block is told by its codes (`A1` repeated over the columns of its aspects) with names in those columns below them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from championships.schemes.exchange.class_sheets import is_name_heading, is_result_heading
from championships.schemes.exchange.columns import LONGEST_HEADING, bare
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.texts import number

CODE = re.compile(r"([A-ZА-ЯЁ])[.\s]?(\d{1,2})\.?")
CODE_START = re.compile(r"\s*[^\W\d_][.\s]?\d")
# A maximum may stand in one cell with the code or with the name: `A1 (0.50)`.
WITH_MARK = re.compile(r"(?P<text>.*?)\s*[(\[]\s*(?:max\.?\s*|макс\.?\s*)?(?P<mark>\d+(?:[.,]\d+)?)\s*[)\]]", re.DOTALL)
MAX_WORDS = frozenset(
    bare(word) for word in ("max", "maximum", "max mark", "max marks", "макс", "максимум", "макс балл")
)
MODULE_WORDS = frozenset(bare(word) for word in ("modules", "module", "модули", "модуль", "модульдер"))
FEWEST_CODES = 2
ROWS_TO_NAMES = 3
ROWS_ABOVE = 3


@dataclass(slots=True)
class Block:
    """One block: the rows that head it, its columns by what they hold, and the rows of its people."""

    codes: Row
    names: Row
    columns: dict[int, str] = field(default_factory=dict)
    results: dict[int, str] = field(default_factory=dict)
    people: tuple[int, ...] = ()
    maxima: Row | None = None
    above: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def find_blocks(sheet: Sheet) -> tuple[Block, ...]:
    """Return the blocks of a sheet from top to bottom; none if it is no matrix."""
    rows = list(sheet)
    heads = list(_heads(rows))
    if not heads:
        return ()
    blocks = [_block(rows[codes], rows[names]) for codes, names in heads]
    starts = [codes for codes, _names in heads]
    for position, block in enumerate(blocks):
        codes, names = heads[position]
        following = starts[position + 1] if position + 1 < len(starts) else len(rows)
        previous = heads[position - 1][1] + 1 if position else 0
        block.above = _above(rows[previous:codes], block, is_first=not position)
        block.rows = [*rows[codes + 1 : names], *rows[names + 1 : following]]
    for block, after in pairwise(blocks):
        block.rows = [row for row in block.rows if not any(row is one for one in after.above)]
    for block in blocks:
        _take_maxima(block)
    return tuple(blocks) if any(_says_max(row) for row in rows) else ()


def code_in(text: str) -> re.Match[str] | None:
    """Return letter and number of a code such as `A1`, whatever stands in brackets after it."""
    if not CODE_START.match(text):
        return None
    found = WITH_MARK.fullmatch(text.strip())
    return CODE.fullmatch((found["text"] if found else text).strip().upper())


def mark_in(text: str) -> str:
    """Return the mark that stands in brackets at the end of a text, or nothing."""
    found = WITH_MARK.fullmatch(text.strip())
    return found["mark"] if found else ""


def without_mark(text: str) -> str:
    """Return a text without the mark in brackets at its end, on one line."""
    found = WITH_MARK.fullmatch(text.strip())
    return " ".join((found["text"] if found else text).split())


def says_modules(row: Row) -> bool:
    """Return whether a cell of the row is the label of the modules."""
    return any(bare(cell.text[:LONGEST_HEADING]) in MODULE_WORDS for cell in row.cells.values())


def _heads(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield where the codes of a block stand, and where their names do."""
    for place, row in enumerate(rows):
        columns = [column for column, cell in row.cells.items() if code_in(cell.text)]
        if len(columns) < FEWEST_CODES:
            continue
        below = range(place + 1, min(place + 1 + ROWS_TO_NAMES, len(rows)))
        names = next((other for other in below if _names(rows[other], columns)), None)
        if names is not None:
            yield place, names


def _names(row: Row, columns: Sequence[int]) -> bool:
    """Whether most of the columns hold words in this row, neither figures nor codes."""
    words = [column for column in columns if (text := row.text(column)) and number(text) is None and not code_in(text)]
    return len(words) * 2 > len(columns)


def _block(codes: Row, names: Row) -> Block:
    block = Block(codes, names)
    first = min(column for column, cell in codes.cells.items() if code_in(cell.text))
    code = ""
    for column in sorted(column for column in {*codes.cells, *names.cells} if column >= first):
        text = codes.text(column)
        found = code_in(text)
        code = f"{found[1]}{int(found[2])}" if found else code
        heading = names.text(column) or text
        if is_result_heading(heading) or (text and not found):
            block.results[column] = heading
            code = ""
        elif code and (found or names.text(column)):
            block.columns[column] = code
        elif names.text(column):
            block.results[column] = heading
    before = [column for column in sorted(names.cells) if column < first]
    block.people = tuple(column for column in before if is_name_heading(names.text(column))) or tuple(before)
    block.results |= {column: names.text(column) for column in before if column not in block.people}
    return block


def _above(rows: Sequence[Row], block: Block, *, is_first: bool) -> list[Row]:
    """Return the rows above the codes that head the block rather than belonging to the people before it."""
    found: list[Row] = []
    for row in reversed(rows):
        heads = is_first or says_modules(row) or _says_max(row) or _has_words(row, block)
        if not heads or (not is_first and len(found) >= ROWS_ABOVE):
            break
        found.insert(0, row)
    return found


def _take_maxima(block: Block) -> None:
    """Find the row of maxima: one that says so and holds figures, or else one of figures that names nobody."""
    near = [*block.above, *block.rows]
    said = [row for row in near if _says_max(row) and _has_figures(row, block)]
    heads = [*block.above, *(row for row in block.rows if row.number < block.names.number), *block.rows[:1]]
    unnamed = [row for row in heads if _mostly_figures(row, block) and not any(map(row.text, block.people))]
    block.maxima = next(iter([*said, *unnamed]), None)
    block.above = [row for row in block.above if row is not block.maxima]
    block.rows = [row for row in block.rows if row is not block.maxima]


def _says_max(row: Row) -> bool:
    return any(bare(cell.text[:LONGEST_HEADING]) in MAX_WORDS for cell in row.cells.values())


def _has_figures(row: Row, block: Block) -> bool:
    return any(number(row.text(column)) is not None for column in block.columns)


def _has_words(row: Row, block: Block) -> bool:
    return any((text := row.text(column)) and number(text) is None for column in block.columns)


def _mostly_figures(row: Row, block: Block) -> bool:
    figures = [column for column in block.columns if number(row.text(column)) is not None]
    return len(figures) * 2 > len(block.columns)

"""What a workbook is once it is read: sheets of rows of cells, only the ones that hold something."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from championships.schemes.exchange.texts import fold

EMPTY: "Cell"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell as it stands; `formula` is kept beside its cached value, which may be missing."""

    text: str = ""
    formula: str = ""

    @property
    def lacks_value(self) -> bool:
        """Whether the cell is a formula that no spreadsheet program has computed yet."""
        return bool(self.formula) and not self.text


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the reader sees it, and its cells by column (A is 1)."""

    number: int
    cells: Mapping[int, Cell]

    def cell(self, column: int | None) -> Cell:
        """Return the cell of a column, or an empty one."""
        return EMPTY if column is None else self.cells.get(column, EMPTY)

    def text(self, column: int | None) -> str:
        """Return the text of a column without the space around it."""
        return self.cell(column).text.strip()

    @property
    def folded(self) -> dict[int, str]:
        """The texts of the row, folded for comparing."""
        return {column: fold(cell.text) for column, cell in self.cells.items()}

    def seen(self, leave_out: frozenset[int] = frozenset()) -> str:
        """Return the texts of the row in one line, for a reader who looks for them in the file."""
        cells = (cell for column, cell in self.cells.items() if column not in leave_out)
        texts = (" ".join((cell.text or f"={cell.formula}").split()) for cell in cells)
        return " | ".join(text for text in texts if text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its rows that hold something, in order; `hidden_rows` are the numbers of those that are not shown.

    `merged` are the blocks of cells that were made one: top, left, bottom and right, counted from 1.
    """

    name: str
    rows: tuple[Row, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

"""What each part of a workbook says: relations, sheet names, shared texts, rows of cells.

Names are compared without their prefix, because producers differ in the prefixes that they choose.
"""

import re
from collections.abc import Collection
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from championships.schemes.exchange.dates import date_text
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.sheets import Cell, Row
from championships.schemes.exchange.texts import number

MOST_ROWS = 20_000
MOST_CELLS = 400_000
# Cells that hold something: every layout looks at each of them. Thirty marked copies of a scheme have half as many.
MOST_FILLED = 100_000
# Letters of all cells together; one text that stands in many cells counts each time, since each is compared.
MOST_LETTERS = 8_000_000
WIDEST_COLUMN = 16_384
LETTERS_IN_ALPHABET = 26
TRUE = frozenset({"1", "true"})
MOST_MERGED = 1_000
MERGED = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
# How Excel writes a character that XML does not hold, most often the return before a line break.
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Budget:
    """How many rows, cells and letters a whole workbook may still hold."""

    def __init__(
        self, rows: int = MOST_ROWS, cells: int = MOST_CELLS, letters: int = MOST_LETTERS, filled: int = MOST_FILLED
    ) -> None:
        self._rows, self._cells, self._letters, self._most = rows, cells, letters, rows
        self._filled = filled

    def take_row(self) -> None:
        """Count a row; raises FileRefused when there are too many."""
        self._rows -= 1
        if self._rows < 0:
            raise FileRefused("too_many_rows", most=str(self._most))

    def take_cell(self) -> None:
        """Count a cell; raises FileRefused when there are too many."""
        self._cells -= 1
        if self._cells < 0:
            raise FileRefused("too_many_rows", most=str(self._most))

    def take_letters(self, count: int) -> None:
        """Count a cell that holds something, and its letters; raises FileRefused when there are too many."""
        self._letters -= count
        self._filled -= 1
        if self._letters < 0 or self._filled < 0:
            raise FileRefused("unpacks_too_large")


class Relations(ContentHandler):
    """The relations of a part: (key, kind, target)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802, D102
        if _local(name) == "Relationship" and attrs.get("TargetMode") != "External":
            kind = attrs.get("Type", "").rpartition("/")[2]
            self.found.append((attrs.get("Id", ""), kind, attrs.get("Target", "")))


class SheetNames(ContentHandler):
    """The sheets of a workbook, in order: (name, key of the relation, whether it is hidden)."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802, D102
        match _local(name):
            case "sheet":
                key = next((attrs[key] for key in attrs.getNames() if key != "sheetId" and _local(key) == "id"), "")
                self.sheets.append((attrs.get("name", ""), key, attrs.get("state", "visible") != "visible"))
            case "workbookPr":
                self.since_1904 = attrs.get("date1904", "") in TRUE


class _Texts(ContentHandler):
    """Collects the text of elements; phonetic hints for East Asian names (`rPh`) are no text."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[str] = []
        self._listening = False
        self._phonetic = False

    def characters(self, content: str) -> None:
        if self._listening and not self._phonetic:
            self._pieces.append(content)

    def _taken(self) -> str:
        text = "".join(self._pieces)
        self._pieces.clear()
        return ESCAPED.sub(_unescaped, text) if "_x" in text else text


class SharedStrings(_Texts):
    """The table of texts that cells point into."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802, D102
        local = _local(name)
        self._listening = local == "t" or self._listening
        self._phonetic = local == "rPh" or self._phonetic

    def endElement(self, name: str) -> None:  # noqa: N802, D102
        match _local(name):
            case "t":
                self._listening = False
            case "rPh":
                self._phonetic = False
            case "si":
                self.texts.append(self._taken())


class SheetRows(_Texts):
    """The rows of one sheet that hold something; `dates` are the styles that show a number as a date."""

    def __init__(
        self, shared: list[str], budget: Budget, dates: Collection[str] = (), *, since_1904: bool = False
    ) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.hidden: set[int] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self._shared, self._budget = shared, budget
        self._dates, self._since_1904, self._style = dates, since_1904, ""
        self._row, self._column = 0, 0
        self._cells: dict[int, Cell] = {}
        self._kind, self._value, self._formula = "n", "", ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802, D102
        match _local(name):
            case "row":
                self._budget.take_row()
                stated = attrs.get("r", "")
                self._row = int(stated) if stated.isascii() and stated.isdigit() else self._row + 1
                self._column, self._cells = 0, {}
                if attrs.get("hidden", "") in TRUE:
                    self.hidden.add(self._row)
            case "c":
                self._budget.take_cell()
                self._column = _column_of(attrs.get("r", "")) or self._column + 1
                self._kind, self._value, self._formula = attrs.get("t", "n"), "", ""
                self._style = attrs.get("s", "")
            case "v" | "f" | "t":
                self._listening = True
            case "rPh":
                self._phonetic = True
            case "mergeCell" if len(self.merged) < MOST_MERGED and (block := MERGED.fullmatch(attrs.get("ref", ""))):
                left, top, right, bottom = block.groups()
                self.merged.append((int(top), _column_of(left), int(bottom), _column_of(right)))

    def endElement(self, name: str) -> None:  # noqa: N802, D102
        match _local(name):
            case "v":
                self._value, self._listening = self._taken(), False
            case "t":
                self._value, self._listening = self._value + self._taken(), False
            case "f":
                # The other cells of a shared formula repeat it by number alone.
                self._formula, self._listening = self._taken() or "…", False
            case "rPh":
                self._phonetic = False
            case "c":
                self._keep_cell()
            case "row" if self._cells:
                self.rows.append(Row(self._row, self._cells))

    def _keep_cell(self) -> None:
        cell = Cell(self._text(), self._formula)
        if (cell.text.strip() or cell.formula) and self._column <= WIDEST_COLUMN:
            self._budget.take_letters(len(cell.text) + len(cell.formula))
            self._cells[self._column] = cell

    def _text(self) -> str:
        value = self._value
        match self._kind:
            case "s":
                return self._shared[int(value)] if value.isdigit() and int(value) < len(self._shared) else ""
            case "b":
                return {"1": "TRUE", "0": "FALSE"}.get(value, value)
            case "n":
                figure = number(value)
                if figure is None:
                    return value
                shown = date_text(figure, since_1904=self._since_1904) if self._style in self._dates else ""
                return shown or str(figure)
        return value


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character.isprintable() or character in "\n\t" else ""


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _column_of(reference: str) -> int:
    """Return the number of the column in a reference such as `AB12` (28); 0 when there is none."""
    column = 0
    for letter in reference[:4]:
        if not ("A" <= letter <= "Z"):
            break
        column = column * LETTERS_IN_ALPHABET + ord(letter) - ord("A") + 1
    return column

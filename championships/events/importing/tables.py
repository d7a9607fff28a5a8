"""What was read of a workbook: tables of texts by column, and what was odd about it. It is kept as JSON for a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from championships.events.importing.layout import SheetKind
from championships.events.importing.words import words_of


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a sheet, or a cell of it (`column` is the heading, or empty)."""

    code: str
    sheet: str = ""
    column: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Return it in the reader's language."""
        return words_of(self.code, self.parameters)


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number in the file, its texts by column, and the columns whose cell is at fault."""

    number: int
    cells: Mapping[str, str]
    faults: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: which it is, how the file calls it, the headings of its columns as they stand there, its rows."""

    kind: SheetKind
    sheet: str
    headings: Mapping[str, str]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that was read, the sheets in the order in which they are carried out."""

    tables: Sequence[Table]
    remarks: Sequence[Remark] = ()

    def of(self, kind: SheetKind) -> Table:
        """Return the table of a kind, an empty one if there is none."""
        return next((table for table in self.tables if table.kind == kind), Table(kind, "", {}, ()))

    def dump(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "tables": [
                {
                    "kind": table.kind.value,
                    "sheet": table.sheet,
                    "headings": dict(table.headings),
                    "lines": [[line.number, dict(line.cells), dict(line.faults)] for line in table.lines],
                }
                for table in self.tables
            ],
            "remarks": [[each.code, each.sheet, each.column, dict(each.parameters)] for each in self.remarks],
        }

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> "Tables":
        """Return what `dump` gave."""
        return cls(
            [
                Table(SheetKind(each["kind"]), each["sheet"], each["headings"], [_line(one) for one in each["lines"]])
                for each in data["tables"]
            ],
            [Remark(*each) for each in data["remarks"]],
        )


def _line(data: Sequence[Any]) -> Line:
    number, cells, faults = data
    return Line(number, cells, {key: (fault[0], fault[1]) for key, fault in faults.items()})

"""Reading the workbook of a championship into tables: which sheet is which, which column is which."""

from collections.abc import Iterator, Mapping, Sequence

from championships.events.importing.layout import (
    COLUMNS,
    EXAMPLE,
    GROUPS,
    HELP,
    TITLES,
    SheetKind,
    column_of,
    headings_of,
)
from championships.events.importing.tables import Line, Remark, Table, Tables
from championships.schemes.exchange.parts import Budget
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.workbook import read_workbook
from championships.schemes.folding import alike

LIMIT = 5 * 1024 * 1024
# A national final has 60 skills, 1,400 competitors, as many experts, and a plan of some thousands of lines.
MOST_LINES = 10_000
MOST_FILLED = 200_000
HEADS_WITHIN = 15
FEWEST_HEADS = 2
WIDEST = 60
LONGEST_CELL = 1_000
LONGEST_HEADING = 100


def read(data: bytes) -> Tables:
    """Return the tables of the workbook in `data`. Nothing is stored.

    Raises:
        FileRefused: it cannot be read within bounds.
    """
    if len(data) > LIMIT:
        raise FileRefused("too_large", limit=str(LIMIT // (1024 * 1024)))
    return tables_of(read_workbook(data, Budget(filled=MOST_FILLED)))


def tables_of(sheets: Sequence[Sheet]) -> Tables:
    """Return the tables that stand in `sheets`.

    Raises:
        FileRefused: they hold more rows than an import takes.
    """
    remarks: list[Remark] = []
    found: dict[SheetKind, Table] = {}
    for sheet in sheets:
        table = _table(sheet, remarks)
        if table is not None and table.kind in found:
            remarks.append(Remark("second_sheet", sheet.name))
        elif table is not None:
            found[table.kind] = table
    if sum(len(table.lines) for table in found.values()) > MOST_LINES:
        raise FileRefused("too_many_rows", most=str(MOST_LINES))
    if not found:
        remarks.append(Remark("no_sheets"))
    elif not any(table.lines for table in found.values()):
        remarks.append(Remark("no_rows"))
    return Tables([found[kind] for kind in SheetKind if kind in found], remarks)


def _table(sheet: Sheet, remarks: list[Remark]) -> Table | None:
    """Return the table of a sheet; None, with a remark, where there is none."""
    if not sheet.rows or alike(sheet.name) in {alike(word) for word in HELP}:
        return None
    if sheet.hidden:
        remarks.append(Remark("hidden_sheet", sheet.name))
        return None
    kind, head = _recognise(sheet)
    if kind is None:
        remarks.append(Remark("unknown_sheet", sheet.name))
        return None
    columns = _columns(kind, head, sheet.name, remarks)
    if missing := _missing(kind, columns):
        remarks.append(Remark("missing_columns", sheet.name, "", {"columns": ", ".join(missing)}))
        return None
    _name_hidden_rows(sheet, remarks)
    merged = merged_cells(sheet)
    lines = [line_of(row, columns, merged) for row in sheet if row.number > head.number]
    kept = [line for line in lines if not _is_example(line)]
    if len(kept) < len(lines):
        remarks.append(Remark("example_row", sheet.name))
    headings = {key: head.text(place) for key, place in columns.items()}
    return Table(kind, sheet.name, headings, [line for line in kept if line.cells or line.faults])


def _recognise(sheet: Sheet) -> tuple[SheetKind | None, Row]:
    """Return the kind that the sheet's name says, else the one that most of its heads belong to, and the row of heads."""
    named = next((kind for kind in SheetKind if alike(sheet.name) in {alike(word) for word in TITLES[kind]}), None)
    best: tuple[tuple[int, int, int], SheetKind | None, Row] = ((0, 0, 0), None, sheet.rows[0])
    for row in sheet.rows[:HEADS_WITHIN]:
        for kind in SheetKind:
            known = {key for key, _place in _heads(kind, row)}
            if len(known) >= FEWEST_HEADS or (known and kind == named):
                whole = not _missing(kind, known)
                score = (int(kind == named), int(whole), len(known))
                best = max(best, (score, kind, row), key=lambda each: each[0])
    return best[1], best[2]


def _heads(kind: SheetKind, row: Row) -> Iterator[tuple[str, int]]:
    """Yield (key of the column, its place) for every heading of the row that the kind knows."""
    known = headings_of(kind)
    for place in sorted(row.cells)[:WIDEST]:
        key = known.get(alike(row.text(place)[:LONGEST_HEADING]))
        if key is not None:
            yield key, place


def _columns(kind: SheetKind, head: Row, sheet: str, remarks: list[Remark]) -> dict[str, int]:
    columns: dict[str, int] = {}
    known: set[int] = set()
    for key, place in _heads(kind, head):
        known.add(place)
        if key in columns:
            remarks.append(Remark("repeated_column", sheet, "", {"heading": head.text(place)[:LONGEST_HEADING]}))
        columns.setdefault(key, place)
    others = [head.text(place)[:LONGEST_HEADING] for place in sorted(head.cells)[:WIDEST] if place not in known]
    remarks.extend(Remark("unknown_column", sheet, "", {"heading": text}) for text in others if text)
    return columns


def _missing(kind: SheetKind, known: Mapping[str, int] | set[str]) -> list[str]:
    """Return the headings, in all languages, of the columns without which the sheet cannot be understood."""
    needed = [(column.key,) for column in COLUMNS[kind] if column.needed]
    groups = [group for group in (*needed, *GROUPS[kind]) if not any(key in known for key in group)]
    columns = [column for group in groups if (column := column_of(kind, group[0]))]
    return [" / ".join(column.words) for column in columns]


def line_of(row: Row, columns: Mapping[str, int], merged: frozenset[tuple[int, int]]) -> Line:
    """Return the texts of a row by column, and which of its cells are at fault; `merged` is that of its sheet."""
    cells: dict[str, str] = {}
    faults: dict[str, tuple[str, Mapping[str, str]]] = {}
    for key, place in columns.items():
        cell = row.cell(place)
        text = " ".join(cell.text.split())
        if (row.number, place) in merged:
            faults[key] = ("merged", {})
        elif cell.lacks_value:
            faults[key] = ("formula", {})
        elif text.startswith("#") and text.endswith(("!", "?", "A")) and text == text.upper():
            faults[key] = ("broken_formula", {"value": text[:20]})
        elif text:
            cells[key] = text[:LONGEST_CELL]
    return Line(row.number, cells, faults)


def _is_example(line: Line) -> bool:
    return any(text.startswith(EXAMPLE) for text in line.cells.values())


def _name_hidden_rows(sheet: Sheet, remarks: list[Remark]) -> None:
    hidden = sorted(row.number for row in sheet if row.number in sheet.hidden_rows)
    if hidden:
        rows = ", ".join(str(number) for number in hidden[:20])
        remarks.append(Remark("hidden_rows", sheet.name, "", {"rows": rows}))


def merged_cells(sheet: Sheet) -> frozenset[tuple[int, int]]:
    """Return every cell (row, column) of the rows that hold something which is merged with others."""
    rows = {row.number for row in sheet}
    return frozenset(
        (row, column)
        for top, left, bottom, right in sheet.merged
        for row in rows
        if top <= row <= bottom
        for column in range(left, min(right, WIDEST) + 1)
    )

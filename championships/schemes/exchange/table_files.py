"""Tables as files: a workbook with a sheet for each, and CSV. No text in them is ever computed."""

import csv
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from championships.schemes.exchange.harmless import harmless, write_text

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
"""It tells spreadsheets that the file is UTF-8."""
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
WIDEST, NARROWEST = 60, 8
HEAD = PatternFill("solid", fgColor="E6EEEE")
BOLD = Font(bold=True)

Value = str | int | Decimal | None


class Table(NamedTuple):
    """A table: its name, its headings and its rows."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]


def workbook_of(tables: Sequence[Table]) -> bytes:
    """Return a workbook (.xlsx) with a sheet for each table; marks are numbers, texts are texts."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _write(book.create_sheet(_sheet_name(table.title)), table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_of(table: Table, *, semicolons: bool = False) -> bytes:
    """Return the table as CSV: UTF-8 with a byte-order mark, commas between the cells, a point in numbers.

    With `semicolons`, those stand between the cells and a comma in numbers, as spreadsheets in Russian and Kazakh ask.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if semicolons else ",")
    writer.writerow([harmless(heading) for heading in table.headings])
    writer.writerows([_cell(value, "," if semicolons else ".") for value in row] for row in table.rows)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _cell(value: Value, decimal_sign: str) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else str(value).replace(".", decimal_sign)


def _sheet_name(title: str) -> str:
    return NOT_IN_SHEET_NAMES.sub(" ", title)[:LONGEST_SHEET_NAME]


def _write(sheet: Any, table: Table) -> None:
    for column, heading in enumerate(table.headings, start=1):
        cell = sheet.cell(1, column)
        write_text(cell, heading)
        cell.font, cell.fill, cell.alignment = BOLD, HEAD, Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            _put(sheet, number, column, value)
    for column in range(1, len(table.headings) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _width(table, column - 1)
    sheet.freeze_panes = "A2"


def _put(sheet: Any, row: int, column: int, value: Value) -> None:
    if value is None or value == "":
        return
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        write_text(cell, value)
        return
    cell.value = value
    if isinstance(value, Decimal):
        cell.number_format = "0.00"


def _width(table: Table, column: int) -> int:
    longest = max((len(str(row[column] or "")) for row in table.rows), default=0)
    return min(WIDEST, max(NARROWEST, longest + 2, min(len(table.headings[column]), 16)))

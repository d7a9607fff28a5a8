"""The register as the workbook that is uploaded: every cell a text, and no text ever computed."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from championships.schemes.exchange.harmless import write_text
from coaching.certificates.register.columns import COLUMNS, SHEET

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 22


def register_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook (.xlsx) with the sheet «Шаблон»: the columns' names, then a row for each document."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for column, name in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, column)
        write_text(cell, name)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH
    for number, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            write_text(cell, text)
            cell.number_format = "@"
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

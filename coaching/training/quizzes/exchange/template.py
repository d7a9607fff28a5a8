"""A workbook to fill in: the columns of a table of questions in the reader's language, with an example of each kind."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from championships.schemes.exchange.harmless import write_text
from coaching.training.quizzes.exchange.table_layout import ANSWERS, COLUMNS, KINDS

LANGUAGES = ("en", "ru", "kk")
ANSWERS_SHOWN = 6
HEAD = PatternFill("solid", fgColor="E6EEEE")
FIRST, LAST = ("kind", "text"), ("right", "points", "tolerance", "unit", "explanation", "section", "difficulty")
WIDTHS = {"text": 48, "explanation": 40}


def headings(language: str) -> list[str]:
    """Return the headings in `language`, in the order of the template."""
    at = LANGUAGES.index(language) if language in LANGUAGES else 0
    answers = [f"{ANSWERS[at]} {number}" for number in range(1, ANSWERS_SHOWN + 1)]
    return [*(COLUMNS[name][at] for name in FIRST), *answers, *(COLUMNS[name][at] for name in LAST)]


def write_template(language: str, examples: Sequence[Sequence[str]]) -> bytes:
    """Return the workbook; each example is a row in the order of `headings`, its kind as a key of KINDS."""
    at = LANGUAGES.index(language) if language in LANGUAGES else 0
    book = Workbook()
    sheet: Any = book.worksheets[0]
    names = [*FIRST, *[""] * ANSWERS_SHOWN, *LAST]
    for column, heading in enumerate(headings(language), start=1):
        cell = sheet.cell(1, column)
        write_text(cell, heading)
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEAD, Alignment(vertical="top", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(names[column - 1], 18)
    for number, (kind, *rest) in enumerate(examples, start=2):
        for column, text in enumerate([KINDS[kind][at], *rest], start=1):
            if text:
                write_text(sheet.cell(number, column), text)
    kinds = ",".join(names[at] for names in KINDS.values())
    validation = DataValidation(type="list", formula1=f'"{kinds}"', allow_blank=True)
    validation.add("A2:A1000")
    sheet.add_data_validation(validation)
    sheet.freeze_panes = "C2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

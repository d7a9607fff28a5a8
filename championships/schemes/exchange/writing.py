"""Writing a scheme as the workbook that CIS imports (layout 1), with its sheet `Calculations`.

What is written here and read again is the same scheme, aspect by aspect. Two things go beyond the layout, in columns
that CIS does not read: the marking team beside the block's total, and in `Calculations` the exact rule where the
kinds of CIS cannot say it.
"""

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from championships.marking import Aspect, Criterion, Scheme, SubCriterion, section_variation
from championships.schemes.exchange.calculations import format_rule
from championships.schemes.exchange.harmless import write_text

SHEET = "CIS Marking Scheme Import"
CALCULATIONS_SHEET = "Calculations"
HEADINGS = (
    "Sub\nCriterion\nID",
    "Sub Criterion\nName or Description",
    "Day of Marking",
    "Aspect\nType\nM = Meas\nJ = Judg",
    "Aspect - Description",
    "Judg Score",
    "Extra Aspect Description (Meas or Judg)\nOR\nJudgement Score Description (Judg only)",
    "Requirement\n(Measurement Only)",
    "WSOS Section",
    "Calculation Row \n(Export only)",
    "Max\nMark",
)
WIDTHS = {"A": 10, "B": 32, "C": 10, "D": 10, "E": 48, "F": 8, "G": 60, "H": 32, "I": 10, "J": 12, "K": 10}
A, B, C, D, E, F, G, H, I, J, K, L, M, N = range(1, 15)  # noqa: E741 -- the letters of the columns
FIRST_CALCULATION = 2
TEAM_COLUMN = N + 1
TEAM_HEADING = "Marking Team"
Value = str | int | Decimal | bool | None


def write_workbook(scheme: Scheme) -> bytes:
    """Return the workbook (.xlsx) of `scheme` in the layout that CIS imports."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 -- a new workbook has one
    sheet.title = SHEET
    writer = _Writer(sheet, _write_calculations(book, scheme))
    writer.write(scheme)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class _Writer:
    """Writes one sheet from top to bottom."""

    def __init__(self, sheet: Worksheet, calculations: Mapping[str, int]) -> None:
        self._sheet, self._calculations, self._row = sheet, calculations, 1
        self._teams = False
        for column, width in WIDTHS.items():
            sheet.column_dimensions[column].width = width

    def write(self, scheme: Scheme) -> None:
        _put(self._sheet, 1, A, f"{scheme.skill_number} {scheme.skill_name}".strip() or None)
        self._row = 3
        self._teams = any(sub_criterion.team for sub_criterion in scheme.sub_criteria)
        self._sections(scheme)
        self._criteria(scheme)
        for criterion in scheme.criteria:
            self._block(criterion)
        self._line({L: "Competition", M: "Total\nMark"})
        self._formula(self._row - 1, N, f"=SUM(K1:K{self._row - 2})")

    def _line(self, values: Mapping[int, Value], *, bold: bool = False) -> int:
        for column, value in values.items():
            _put(self._sheet, self._row, column, value, bold=bold)
        self._row += 1
        return self._row - 1

    def _formula(self, row: int, column: int, formula: str) -> None:
        self._sheet.cell(row, column).value = formula

    def _sections(self, scheme: Scheme) -> None:
        self._line({A: "WorldSkills Occupational Standards"}, bold=True)
        self._line({A: "Section", B: "WSOS Marks", I: "WSOS Marks", J: "Aspect Marks", K: "Variation"}, bold=True)
        carried = {row.number: row.carried for row in section_variation(scheme).sections}
        first = self._row
        for section in scheme.sections:
            figures: dict[int, Value] = {I: section.declared, J: carried[section.number]}
            row = self._line({A: section.number, B: section.name, **figures})
            self._formula(row, K, f"=ABS(I{row}-J{row})")
        row = self._line({I: "Total Variation"}, bold=True)
        if scheme.sections:
            self._formula(row, K, f"=SUM(K{first}:K{row - 1})")
        self._row += 2

    def _criteria(self, scheme: Scheme) -> None:
        self._line({A: "Criteria"}, bold=True)
        self._line({A: "ID", B: "Name", K: "Mark"}, bold=True)
        for criterion in scheme.criteria:
            self._line({A: criterion.letter, B: criterion.name, K: criterion.maximum})
        self._row += 2

    def _block(self, criterion: Criterion) -> None:
        head = dict(enumerate(HEADINGS, start=A)) | {L: f"Criterion {criterion.letter}", M: "Total\nMark"}
        row = self._line(head | ({TEAM_COLUMN: TEAM_HEADING} if self._teams else {}), bold=True)
        for sub_criterion in criterion.sub_criteria:
            self._sub_criterion(sub_criterion)
        self._formula(row, N, f"=SUM(K{row + 1}:K{self._row - 1})")

    def _sub_criterion(self, sub_criterion: SubCriterion) -> None:
        about: dict[int, Value] = {A: sub_criterion.code, B: sub_criterion.name, C: sub_criterion.day}
        self._line(about | {TEAM_COLUMN: sub_criterion.team})
        for aspect in sub_criterion.aspects:
            self._aspect(aspect)
        self._row += 1

    def _aspect(self, aspect: Aspect) -> None:
        self._line(
            {
                D: aspect.kind.value,
                E: aspect.description,
                G: aspect.extra,
                H: aspect.requirement,
                I: aspect.section,
                J: self._calculations.get(aspect.code),
                K: aspect.maximum,
            }
        )
        for score, text in aspect.ladder:
            self._line({F: score, G: text})


def _write_calculations(book: Workbook, scheme: Scheme) -> dict[str, int]:
    """Write every calculation once, and return the row of each aspect's."""
    sheet: Any = book.create_sheet(CALCULATIONS_SHEET)
    rows: dict[tuple[Value, ...], int] = {}
    asked = {}
    for aspect in scheme.aspects:
        if aspect.calculation is None:
            continue
        columns: tuple[Value, ...] = format_rule(aspect.calculation)
        row = rows.setdefault(columns, len(rows) + FIRST_CALCULATION)
        asked[aspect.code] = row
        for column, value in enumerate(columns, start=A):
            _put(sheet, row, column, value)
    return asked


def _put(sheet: Worksheet, row: int, column: int, value: Value, *, bold: bool = False) -> None:
    """Write one value. A text is always a text, also one that begins like a formula."""
    if value is None or value == "":
        return
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        write_text(cell, value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value
    if isinstance(value, Decimal):
        cell.number_format = "0.00"
    if bold:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E6EEEE")

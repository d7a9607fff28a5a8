"""Every row that holds something is used or named: whatever is changed in any cell, the report is another one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from championships.marking import SchemeRules
from championships.schemes.exchange import plain
from championships.schemes.exchange.columns import is_heading_row
from championships.schemes.exchange.layouts.exam_options import find_places
from championships.schemes.exchange.reading import _findings, _read_sheets, read_scheme
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.report import dump_remarks
from championships.schemes.exchange.sheets import Cell, Row, Sheet
from championships.schemes.exchange.texts import number
from championships.schemes.exchange.words import (
    CIS_HEADINGS,
    EXAM_2020_HEADINGS,
    PROFESSIONALS_HEADINGS,
    QUALIFIER_HEADINGS,
)
from tests.championships.schemes.conftest import workbook
from tests.championships.schemes.field_samples import SAMPLES, Sheets

HEADINGS = (CIS_HEADINGS, EXAM_2020_HEADINGS, PROFESSIONALS_HEADINGS, QUALIFIER_HEADINGS)
# The headings of a class and of thresholds tell the sheets that stand beside a scheme.
BESIDE = {"ФИО", "Оценка"}
# The headings of the tables above the aspects: a word of theirs less is still the same table.
TABLE_HEADINGS = {"Section", "ID", "Criteria", "WorldSkills Occupational Standards", "№ п/п", "Total Variation"}
LIMIT = 5 * 1024 * 1024


def as_sheets(sheets: Sheets) -> tuple[Sheet, ...]:
    """Return the sample as the reader of workbooks gives it."""
    return tuple(Sheet(name, tuple(_rows(rows))) for name, rows in sheets.items())


def _rows(rows: object) -> Iterator[Row]:
    number_of_row = 0
    for values in rows:  # type: ignore[attr-defined]
        number_of_row = int(values.get("row", number_of_row + 1))
        cells = {ord(column) - 64: _cell(value) for column, value in values.items() if column != "row"}
        if cells:
            yield Row(number_of_row, cells)


def _cell(value: object) -> Cell:
    return Cell("", value[1:]) if isinstance(value, str) and value.startswith("=") else Cell(str(value))


def told(sheets: tuple[Sheet, ...]) -> tuple[object, ...]:
    """Return everything that a report says."""
    remarks = Remarks()
    try:
        _key, _name, reading = _read_sheets(sheets, remarks)
    except FileRefused as refused:
        return (refused.code,)
    found = _findings(reading, SchemeRules())
    return plain.dump(reading.scheme), reading.beside.dump(), dump_remarks([*remarks.found, *found])


def changed(cell: Cell) -> Cell:
    """Return another cell: a figure that is one more, or another text."""
    figure = number(cell.text)
    if figure is not None:
        return Cell(str(figure + 1))
    return Cell("другое") if cell.text else Cell("0.07")


def variants(sheets: tuple[Sheet, ...]) -> Iterator[tuple[str, tuple[Sheet, ...]]]:
    """Yield the workbook with one cell changed, and where that was; headings are left as they are."""
    for at, sheet in enumerate(sheets):
        for place, row in enumerate(sheet.rows):
            if _is_heading(row) or _is_of_a_table(row):
                continue
            for column, cell in row.cells.items():
                other = replace(row, cells={**row.cells, column: changed(cell)})
                rows = (*sheet.rows[:place], other, *sheet.rows[place + 1 :])
                where = f"{sheet.name} {row.number}:{column} {cell.text}"
                yield where, (*sheets[:at], replace(sheet, rows=rows), *sheets[at + 1 :])


@pytest.mark.parametrize("layout", SAMPLES)
def test_whatever_is_changed_in_a_file_changes_its_report(layout: str) -> None:
    sheets = as_sheets(SAMPLES[layout])
    before = told(sheets)
    assert [where for where, other in variants(sheets) if told(other) == before] == []


@pytest.mark.parametrize("layout", SAMPLES)
def test_a_row_that_is_taken_away_is_missed(layout: str) -> None:
    sheets = as_sheets(SAMPLES[layout])
    before = told(sheets)
    lost = []
    for at, sheet in enumerate(sheets):
        for row in sheet.rows:
            rows = tuple(other for other in sheet.rows if other is not row)
            without = (*sheets[:at], replace(sheet, rows=rows), *sheets[at + 1 :])
            if not _is_heading(row) and not _is_of_a_table(row) and told(without) == before:
                lost.append((sheet.name, row.number, row.seen()))
    assert lost == []


def _is_heading(row: Row) -> bool:
    """Whether the row is one of headings, of the CIS family or of an exam's options."""
    return any(is_heading_row(row, words) for words in HEADINGS) or bool(find_places(row))


def _is_of_a_table(row: Row) -> bool:
    return not (TABLE_HEADINGS | BESIDE).isdisjoint(cell.text for cell in row.cells.values())


@pytest.mark.parametrize("layout", SAMPLES)
def test_each_layout_knows_its_own_sample(layout: str) -> None:
    report = read_scheme(workbook(SAMPLES[layout]), "sample.xlsx", limit=LIMIT)
    assert report.layout == layout
    assert not report.errors
    assert all(remark.message for remark in report.remarks)


@pytest.mark.parametrize("layout", SAMPLES)
def test_another_sheet_in_front_makes_no_difference(layout: str) -> None:
    sheets: Mapping[str, object] = {"Читать сначала": [{"A": "Порядок работы"}], **SAMPLES[layout]}
    report = read_scheme(workbook(sheets), "sample.xlsx", limit=LIMIT)  # type: ignore[arg-type]
    alone = read_scheme(workbook(SAMPLES[layout]), "sample.xlsx", limit=LIMIT)
    assert (report.layout, report.scheme, report.beside) == (alone.layout, alone.scheme, alone.beside)
    assert [(remark.sheet, remark.seen) for remark in report.remarks if remark.code == "other_sheet"] == [
        ("Читать сначала", "Порядок работы")
    ]

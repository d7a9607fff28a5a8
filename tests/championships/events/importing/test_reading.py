"""Reading the workbook: sheets and columns in three languages, and what is said about odd files."""

from datetime import date, time

import pytest
from openpyxl import Workbook

from championships.events.importing import reading
from championships.events.importing.layout import COLUMNS, LANGUAGES, SheetKind
from championships.events.importing.tables import Tables
from championships.events.importing.template import write_template
from championships.events.importing.words import why_refused
from championships.schemes.exchange.refusals import FileRefused
from tests.championships.events.importing.books import PEOPLE, SCHEDULE, SKILLS, book, saved, whole


def codes(data: bytes) -> list[str]:
    return [remark.code for remark in reading.read(data).remarks]


def test_four_sheets_are_read() -> None:
    tables = reading.read(whole())
    assert [table.kind for table in tables.tables] == list(SheetKind)
    assert tables.remarks == []
    assert tables.of(SheetKind.SKILLS).lines[0].cells["number"] == "17"
    assert tables.of(SheetKind.PARTICIPANTS).lines[2].number == 4
    assert Tables.load(tables.dump()).dump() == tables.dump()


@pytest.mark.parametrize("at", range(3))
def test_heads_are_understood_in_every_language_and_in_any_order(at: int) -> None:
    sheets = {
        f"Sheet {kind.value}": ([column.words[at] for column in reversed(columns)], ["x"] * len(columns))
        for kind, columns in COLUMNS.items()
    }
    tables = reading.read(book(**sheets))
    assert [table.kind for table in tables.tables] == list(SheetKind)
    assert tables.remarks == []
    for table in tables.tables:
        assert set(table.headings) == {column.key for column in COLUMNS[table.kind]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_workbook_is_read_and_its_examples_left_out(language: str) -> None:
    tables = reading.read(write_template(language))
    assert [table.kind for table in tables.tables] == list(SheetKind)
    assert [remark.code for remark in tables.remarks] == ["example_row"] * 4 + ["no_rows"]


def test_a_title_may_stand_above_the_heads() -> None:
    data = book(Participants=(("Our open championship",), (), PEOPLE, ("Robots", "", "Aqqu", "Aruzhan", "", "")))
    assert reading.read(data).of(SheetKind.PARTICIPANTS).lines[0].cells["family_name"] == "Aqqu"


def test_hidden_sheets_rows_and_strange_columns_are_said() -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Skills"
    for row in ((*SKILLS, "Colour", "Skill"), ("1", "Robots"), ("2", "Welding")):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    hidden = made.create_sheet("Participants")
    hidden.append(PEOPLE)
    hidden.append(("Robots", "", "Aqqu", "Aruzhan"))
    hidden.sheet_state = "hidden"
    made.create_sheet("Notes").append(["Bring gloves"])
    assert codes(saved(made)) == [
        "repeated_column",
        "unknown_column",
        "hidden_rows",
        "hidden_sheet",
        "unknown_sheet",
    ]


def test_merged_cells_and_formulas_are_faults_of_their_cells() -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Participants"
    for row in (PEOPLE, ("Robots", "", "Aqqu", "Aruzhan"), ("", "", "Sokol", "=A1"), ("Robots", "", "Burkit", "#REF!")):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    lines = reading.read(saved(made)).of(SheetKind.PARTICIPANTS).lines
    assert [{key: code for key, (code, _more) in line.faults.items()} for line in lines] == [
        {"skill": "merged"},
        {"skill": "merged", "given_name": "formula"},
        {"given_name": "broken_formula"},
    ]


def test_a_second_sheet_of_a_kind_and_missing_columns_are_said() -> None:
    data = book(Skills=(SKILLS, (1, "Robots")), More=(SKILLS, (2, "Welding")), Experts=(("Family name", "Role"),))
    assert codes(data) == ["second_sheet", "missing_columns"]
    assert codes(book(Notes=(("a", "b"),))) == ["unknown_sheet", "no_sheets"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"Skill;Name\nRobots;x\nWelding;y\n", "text_table"),
        (b"x" * (reading.LIMIT + 1), "too_large"),
        (book(Skills=(SKILLS, *((n, f"Skill {n}") for n in range(reading.MOST_LINES + 1)))), "too_many_rows"),
    ],
)
def test_files_that_cannot_be_read_are_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        reading.read(data)
    assert refusal.value.code == code
    assert "marking scheme" not in why_refused(refusal.value).lower()


def test_everybody_of_a_national_final_is_read_from_one_workbook() -> None:
    heads = [column.words[0] for column in COLUMNS[SheetKind.PARTICIPANTS]]
    data = book(Participants=(heads, *([f"{n}", *("x" for _head in heads[1:])] for n in range(6_000))))
    assert len(reading.read(data).of(SheetKind.PARTICIPANTS).lines) == 6_000


def test_dates_and_times_of_the_spreadsheet_are_texts() -> None:
    data = book(Schedule=(SCHEDULE, (date(2026, 3, 2), time(9, 30), "12:30", "First module", "", "")))
    cells = reading.read(data).of(SheetKind.SCHEDULE).lines[0].cells
    assert cells["date"] == "2026-03-02"
    assert cells["starts_at"].startswith("0.39")

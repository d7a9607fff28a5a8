"""Headings: in any of the three languages, in any script, in any order, and what to do without one of them."""

import random
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from championships.schemes.exchange.columns import bare, find_columns
from championships.schemes.exchange.layouts.layout import Reading
from championships.schemes.exchange.reading import _read_sheets, read_scheme
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.report import ImportReport
from championships.schemes.exchange.sheets import Cell, Row
from championships.schemes.exchange.words import Role
from tests.championships.schemes.conftest import HEAD, Rows, workbook
from tests.championships.schemes.field_samples import (
    CIS_9,
    CIS_11,
    CIS_2018,
    EXAM_2020,
    HEAD_2018,
    HEAD_2020,
    HEAD_2023,
    HEAD_2025,
    PROFESSIONALS_2023,
    PROFESSIONALS_2025,
    QUALIFIER,
    SAMPLES,
)
from tests.championships.schemes.test_nothing_is_lost import HEADINGS, as_sheets

LIMIT = 5 * 1024 * 1024
# English heading, as far as it tells one column from another: its translations.
RUSSIAN = {
    "Sub Criterion ID": "Код\nподкритерия", "Sub Criteria ID": "ID подкритерия", "ID": "Код",
    "Sub Criterion Name": "Наименование подкритерия", "Sub Criteria Name": "Подкритерий: название", "Name": "Название",
    "Day of Marking": "День оценки", "Aspect Type": "Тип\nаспекта", "Aspect - Description": "Аспект — Описание",
    "Judg Score": "Судейский балл", "Extra Aspect Description": "Дополнительное описание аспекта",
    "Requirement": "Требование (только измеримые)", "WSOS Section": "Раздел WSOS", "WSSS Section": "Раздел WSSS",
    "Calculation Row": "Строка расчёта", "Max Mark": "Макс.\nбалл",
}  # fmt: skip
KAZAKH = {
    "Sub Criterion ID": "Ішкі өлшемшарт коды", "Sub Criteria ID": "Ішкі өлшемшарттың коды", "ID": "Коды",
    "Sub Criterion Name": "Ішкі өлшемшарт атауы", "Sub Criteria Name": "Ішкі өлшемшарттың атауы", "Name": "Атауы",
    "Day of Marking": "Бағалау күні", "Aspect Type": "Аспект түрі", "Aspect - Description": "Аспектінің сипаттамасы",
    "Judg Score": "Төреші балы", "Extra Aspect Description": "Аспектінің қосымша сипаттамасы",
    "Requirement": "Талап", "WSOS Section": "WSOS бөлімі", "WSSS Section": "WSSS бөлімі",
    "Calculation Row": "Есептеу жолы", "Max Mark": "Ең жоғары балл",
    "Оценка экспертной комиссии": "Сараптама комиссиясының бағасы",
}  # fmt: skip
LANGUAGES = {"ru": RUSSIAN, "kk": KAZAKH}
TABLES_IN_RUSSIAN = {
    "Section": "Раздел", "WSOS Marks": "Баллы WSOS", "Aspect Marks": "Баллы аспектов", "Variation": "Отклонение",
    "Total Variation": "Общее отклонение", "Criteria": "Критерии", "ID": "Код", "Name": "Наименование", "Mark": "Балл",
    "WorldSkills Occupational Standards": "Спецификация стандартов", "Competition": "Соревнование",
    "Total\nMark": "Итоговый балл", "Criterion A": "Критерий A",
}  # fmt: skip
OBJECTIVE = {"ru": "\nО = объективный", "kk": "\nО = объективті"}


def translated(head: Mapping[str, object], language: str) -> dict[str, object]:
    """Return a row of headings in another language; what is no heading of the table stays."""
    words = LANGUAGES[language]
    found: dict[str, object] = {}
    for column, text in head.items():
        flat = " ".join(str(text).split())
        word = max((word for word in words if flat.startswith(word)), key=len, default=None)
        number = flat[-2:] if flat[-1:].isdigit() else ""
        objective = OBJECTIVE[language] if "O = Obj" in flat else ""
        found[column] = f"{words[word]}{objective}{number}" if word else text
    return found


def read(rows: Rows) -> ImportReport:
    """Read a workbook of one sheet."""
    return read_scheme(workbook({"Лист1": rows}), "sample.xlsx", limit=LIMIT)


def with_heads(rows: Rows, language: str) -> list[Mapping[str, object]]:
    """Return rows with every row of headings translated."""
    return [
        translated(row, language) if sum("Aspect" in str(text) for text in row.values()) > 1 else row for row in rows
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("layout", "rows"),
    [
        ("cis-11", CIS_11),
        ("cis-9", CIS_9),
        ("qualifier-7", QUALIFIER),
        ("cis-2018", CIS_2018),
        ("demonstration-exam-2020", EXAM_2020),
    ],
)
def test_headings_may_be_translated(layout: str, rows: Rows, language: str) -> None:
    english, other = read(rows), read(with_heads(rows, language))
    assert other.layout == english.layout == layout
    assert other.scheme == english.scheme
    assert [sheet.marks for sheet in other.beside.awarded] == [sheet.marks for sheet in english.beside.awarded]
    assert {remark.code for remark in other.remarks} == {remark.code for remark in english.remarks}


def test_the_tables_above_and_the_lines_below_may_be_translated() -> None:
    rows = [
        {column: TABLES_IN_RUSSIAN.get(str(text), text) for column, text in row.items()}
        for row in with_heads(CIS_11, "ru")
    ]
    english, russian = read(CIS_11), read(rows)
    assert russian.scheme == english.scheme
    assert {(remark.code, remark.row) for remark in russian.remarks} == {
        (remark.code, remark.row) for remark in english.remarks
    }


@pytest.mark.parametrize(
    ("rows", "english"),
    [
        (
            PROFESSIONALS_2023,
            ("Code", "Sub-criterion", "Aspect type", "Aspect", "Judge's score", "Verification method",
             "Requirement or nominal size", "Prof. task", "Max. mark"),
        ),
        (
            PROFESSIONALS_2023,
            ("Коды", "Ішкі өлшемшарт", "Аспект түрі", "Аспект", "Төрешінің балы", "Аспектіні тексеру әдістемесі",
             "Талап", "Кәсіби міндет", "Ең жоғары балл"),
        ),
        (
            PROFESSIONALS_2025,
            ("Code", "Sub-criterion", "Aspect", "Method of verification", "Requirement", "Maximum mark"),
        ),
    ],
)  # fmt: skip
def test_headings_of_professionals_may_be_translated(rows: Rows, english: tuple[str, ...]) -> None:
    other = [dict(zip("ABCDEFGHI", english, strict=False)) if "Код" in row.values() else row for row in rows]
    row_numbers = [{"row": row["row"]} if "row" in row else {} for row in rows]
    report = read([{**number, **row} for number, row in zip(row_numbers, other, strict=True)])
    assert report.layout == read(rows).layout
    assert report.scheme == read(rows).scheme


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("Аsресt Туре", Role.TYPE),
        ("МАХ  МАRК:", Role.MAXIMUM),
        ("Sub-Criterion\u00a0ID", Role.CODE),
        ("Mакс. бaлл", Role.MAXIMUM),
        ("WSESS section", Role.SECTION),
        ("Строка расчета", Role.CALCULATION),
        ("Max Mark of all", Role.MAXIMUM),
        ("Aspects of the work", None),
    ],
)
def test_a_heading_is_known_whatever_script_its_letters_are_in(typed: str, role: Role | None) -> None:
    assert next(iter(find_columns(Row(1, {1: Cell(typed)}))), None) == role


@given(st.text(max_size=60))
def test_any_text_can_be_asked_for_its_heading(text: str) -> None:
    assert find_columns(Row(1, {1: Cell(text)})).keys() <= set(Role)
    assert bare(bare(text)) == bare(text)


def reading_of(sheets: tuple[object, ...]) -> tuple[Reading, set[str]]:
    """Return what sheets hold, and the codes of the remarks."""
    remarks = Remarks()
    _key, _name, reading = _read_sheets(sheets, remarks)  # type: ignore[arg-type]
    return reading, {remark.code for remark in remarks.found}


@pytest.mark.parametrize("layout", SAMPLES)
@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_columns_makes_no_difference(layout: str, chance: random.Random) -> None:
    sheets = as_sheets(SAMPLES[layout])
    before, told = reading_of(sheets)
    shuffled = tuple(_shuffled(sheet, chance) for sheet in sheets)
    after, told_then = reading_of(shuffled)
    assert after.scheme == before.scheme
    assert [sheet.marks for sheet in after.beside.awarded] == [sheet.marks for sheet in before.beside.awarded]
    assert told_then == told


def _shuffled(sheet: object, chance: random.Random) -> object:
    """Return the sheet with the columns that have a heading in another order, from the first headings on."""
    rows = sheet.rows  # type: ignore[attr-defined]
    first = next(
        (place for place, row in enumerate(rows) if max(len(find_columns(row, words)) for words in HEADINGS) > 4), None
    )
    if first is None:
        return sheet
    columns = sorted({column for words in HEADINGS for column in find_columns(rows[first], words).values()})
    others = columns.copy()
    chance.shuffle(others)
    moved = dict(zip(columns, others, strict=True))
    turned = [Row(row.number, {moved.get(at, at): cell for at, cell in row.cells.items()}) for row in rows[first:]]
    return type(sheet)(sheet.name, (*rows[:first], *turned))  # type: ignore[attr-defined,call-arg]


# A kit has no headings: its columns are told by its formulas, which name them.
@pytest.mark.parametrize("layout", [layout for layout in SAMPLES if layout != "exam-kit"])
def test_a_column_between_the_others_is_a_note(layout: str) -> None:
    sheets = as_sheets(SAMPLES[layout])
    wider = []
    for sheet in sheets:
        rows = [
            Row(row.number, {**{at + (at > 2): cell for at, cell in row.cells.items()}, 3: Cell("Примечание")})
            if any(len(find_columns(row, words)) > 4 for words in HEADINGS)
            else Row(row.number, {at + (at > 2): cell for at, cell in row.cells.items()})
            for row in sheet
        ]
        wider.append(type(sheet)(sheet.name, tuple(rows)))
    before, _ = reading_of(sheets)
    after, _ = reading_of(tuple(wider))
    assert after.scheme == before.scheme


@pytest.mark.parametrize(
    ("head", "without", "layout"),
    [
        (HEAD_2018, "E", "cis-2018"),
        (HEAD_2018, "G", "cis-2018"),
        (HEAD_2020, "J", "demonstration-exam-2020"),
        (HEAD_2020, "H", "demonstration-exam-2020"),
        (HEAD_2020, "F", "demonstration-exam-2020"),
        (HEAD_2023, "H", "professionals-2023"),
        (HEAD_2023, "E", "professionals-2023"),
        (HEAD_2023, "B", "professionals-2023"),
        (HEAD_2023, "C", "professionals-2025"),
        (HEAD_2025, "E", "professionals-2025"),
        (HEAD_2025, "D", "professionals-2025"),
        (HEAD, "H", "cis-11"),
        (HEAD, "J", "cis-11"),
    ],
)
def test_a_layout_is_known_without_one_of_its_columns(head: Mapping[str, str], without: str, layout: str) -> None:
    columns = {words: column for column, words in head.items() if column != without}
    places = find_columns(Row(1, {place: Cell(words) for place, words in enumerate(columns)}), HEADINGS[1])
    places |= find_columns(Row(1, {place: Cell(words) for place, words in enumerate(columns)}), HEADINGS[2])
    at = {role: list(columns.values())[place] for role, place in places.items()}
    code = "A1" if layout in {"cis-11", "cis-2018", "demonstration-exam-2020"} else 1
    kind = {at[Role.TYPE]: "M"} if Role.TYPE in at else {}
    rows: Rows = [
        {column: words for words, column in columns.items()},
        {at[Role.CODE]: code},
        {**kind, at[Role.DESCRIPTION]: "Item", at[Role.MAXIMUM]: "0,5"},
    ]
    report = read(rows)
    assert report.layout == layout
    assert [(aspect.code, str(aspect.maximum)) for aspect in report.scheme.aspects] == [("A1.M1", "0.50")]


@pytest.mark.parametrize("head", [HEAD, HEAD_2018, HEAD_2020, HEAD_2023, HEAD_2025])
def test_an_empty_template_has_nothing_to_import(head: Mapping[str, str]) -> None:
    for rows in ([head], [head, {"A": "А"}, {"A": "А1", "B": ""}, {"A": ""}], [{"B": "Компетенция"}, head]):
        with pytest.raises(FileRefused) as refused:
            read(rows)
        assert refused.value.code == "nothing_to_import"


@pytest.mark.parametrize("layout", SAMPLES)
def test_a_heading_row_may_stand_again(layout: str) -> None:
    sheets = as_sheets(SAMPLES[layout])
    before, _ = reading_of(sheets)
    again = []
    for sheet in sheets:
        rows = list(sheet.rows)
        heads = [row for row in rows if max(len(find_columns(row, words)) for words in HEADINGS) > 4]
        middle = rows.index(heads[0]) + 3 if heads else 0
        again.append(type(sheet)(sheet.name, (*rows[:middle], *heads[:1], *rows[middle:])))
    after, _ = reading_of(tuple(again))
    assert after.scheme == before.scheme

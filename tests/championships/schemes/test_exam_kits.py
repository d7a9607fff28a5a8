"""Layouts 8 and 9: kits of demonstration exams, with the levels 0 to 2 in rows or in columns. Samples of our own."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from championships.marking import GradeTable, Kind, grade
from championships.marking.measuring import Levels, rule_from
from championships.schemes.exchange.grade_sheet import thresholds_in
from championships.schemes.exchange.kit_texts import TextKind, read_text
from championships.schemes.exchange.letters import criterion_letters
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.report import ImportReport
from championships.schemes.exchange.sheets import Cell, Row, Sheet
from championships.schemes.exchange.workbook import read_workbook
from championships.schemes.exchange.writing import write_workbook
from tests.championships.schemes.conftest import Rows, workbook

LIMIT = 5 * 1024 * 1024
LYING: Rows = [
    {"B": 2, "E": 3, "H": 4, "K": 5},
    {"B": 0, "C": "-", "D": 0.2999, "E": 0.3, "F": "-", "G": 0.4999, "H": 0.5, "I": "-", "J": 0.7999, "K": 0.8, "M": 1},
    {"A": 12, "B": 0, "E": "=$A$3*E2", "H": "=$A$3*H2", "K": "=$A$3*K2"},
]


def aspect(row: int, text: str, maximum: object, level: object = None, **more: object) -> list[Mapping[str, object]]:
    """Return an aspect and its three levels; `row` is where it stands, for its formula."""
    first: dict[str, object] = {"row": row, "C": f"=F{row}*D{row}/2", "D": level, "E": text, "F": maximum, **more}
    return [first, *({"E": f"{level} - {word}"} for level, word in enumerate(("нет", "частично", "полностью")))]


KIT: list[Mapping[str, object]] = [
    {"B": "=SUM(B2:B20)", "C": "=SUM(C2:C20)", "D": "=IF(C1<Оценки!E3,2,3)"},
    {"E": "А1. Первая форма (6.00)"},
    *aspect(3, "А1Д1 Отправляет письмо", 4, 2, A="А", B="=SUM(C3:C10)"),
    *aspect(7, "АЗД1 Пишет в журнал", "2,0", 1),
    {"row": 11, "E": "Б1. Вторая форма (3,00)"},
    *aspect(12, "Б1Д1 Выглядит ровно", 3, 0, A="Б", B="=SUM(C12)"),
    {"row": 17, "E": "E1. Третья форма (3.00)"},
    *aspect(18, "Е1Д1 Работает", 3, None, A="Е"),
]


def read(data: bytes) -> ImportReport:
    """Read a workbook."""
    return read_scheme(data, "kit.xlsx", limit=LIMIT)


def kit(rows: Rows = KIT, *, grades: Rows = LYING, first: Mapping[str, Rows] = {}) -> ImportReport:
    """Read a kit with its sheet of grades."""
    return read(workbook({**first, "Критерии": rows, "Оценки": grades}))


def codes(report: ImportReport) -> list[tuple[str, str]]:
    """Return code and maximum of every aspect."""
    return [(aspect.code, str(aspect.maximum)) for aspect in report.scheme.aspects]


def told(report: ImportReport, code: str) -> list[tuple[int | None, Mapping[str, str]]]:
    """Return row and figures of the remarks with this code."""
    return [(remark.row, remark.parameters) for remark in report.remarks if remark.code == code]


def test_a_kit_is_read_by_its_texts() -> None:
    report = kit()
    assert report.layout == "exam-kit"
    assert codes(report) == [("A1.M1", "4.00"), ("A3.M1", "2.00"), ("B1.M1", "3.00"), ("F1.M1", "3.00")]
    assert [sub.name for sub in report.scheme.sub_criteria] == ["Первая форма", "", "Вторая форма", "Третья форма"]
    first = next(report.scheme.aspects)
    assert (first.kind, first.description) == (Kind.MEASUREMENT, "Отправляет письмо")
    assert first.ladder == ((0, "нет"), (1, "частично"), (2, "полностью"))
    assert rule_from(first.calculation) == Levels(2)
    assert not report.errors


def test_levels_that_were_given_become_a_marked_sheet() -> None:
    awarded = kit().beside.awarded
    assert [(sheet.name, sheet.source, dict(sheet.marks)) for sheet in awarded] == [
        ("", "Критерии", {"A1.M1": Decimal("4.00"), "A3.M1": Decimal("1.00"), "B1.M1": Decimal("0.00")})
    ]


def test_what_does_not_fit_is_told_with_row_and_both_figures() -> None:
    report = kit()
    assert told(report, "aspect_elsewhere") == [(7, {"code": "A3"})]
    assert told(report, "typed_sub_criterion_total") == [(2, {"code": "A1", "typed": "6.00", "carried": "4.00"})]
    assert [parameters["kept"] for _row, parameters in told(report, "other_letters")] == ["A, B, F"]


def test_grades_are_kept_as_a_table_that_grades() -> None:
    beside = kit().beside
    table = beside.grade_table
    assert isinstance(table, GradeTable)
    assert [grade(Decimal(percent), table) for percent in ("29.99", "30.00", "79.99", "80.00")] == [2, 3, 4, 5]
    report = kit()
    assert ImportReport.load(json.loads(json.dumps(report.dump()))) == report
    assert report.as_json()["grades"][1] == {"from": "30.00", "grade": 3}
    assert report.as_json()["awarded"][0]["marks"]["A3.M1"] == "1.00"


@pytest.mark.parametrize(
    "rows",
    [
        [[2, 3, 4, 5], ["0%", "50 %", "65,00%", "90"]],
        [[5, 4, 3, 2], ["90 - 100", "65 - 89,99", "50 - 64,99", "0 - 49,99"]],
        [["Оценка", "Процент"], ["5", "от 90"], ["4", "65,00% - 89,99%"], ["3", "50"], ["2", "0"]],
        [["Оценка", 2, 3, 4, 5], [80, 0, 40, 52, 72]],
    ],
)
def test_grades_are_read_lying_and_standing(rows: Sequence[Sequence[object]]) -> None:
    cells = [Row(n, {c: Cell(str(v)) for c, v in enumerate(row, 1)}) for n, row in enumerate(rows, 1)]
    found = thresholds_in(Sheet("x", tuple(cells)))
    assert [(str(percent), mark) for percent, mark in found] == [("0.00", 2), ("50.00", 3), ("65.00", 4), ("90.00", 5)]


def test_a_sheet_of_grades_without_thresholds_is_named() -> None:
    report = kit(grades=[{"A": "Оценка", "B": "хорошо"}])
    assert report.beside.grades == ()
    assert [remark.sheet for remark in report.remarks if remark.code == "unreadable_grades"] == ["Оценки"]


def test_columns_may_be_shuffled_and_values_stand_without_formulas() -> None:
    moved = {"A": "F", "B": "G", "C": "B", "D": "E", "E": "A", "F": "C", "row": "row"}
    marks = {3: 4, 7: 1, 12: 0}
    rows: list[Mapping[str, object]] = []
    number = 0
    for row in KIT:
        number = int(str(row.get("row", number + 1)))
        plain = {column: marks.get(number) if str(value).startswith("=") else value for column, value in row.items()}
        rows.append({moved[column]: value for column, value in {"row": number, **plain}.items() if column != "B"})
    report = kit(rows, first={"Титул": [{"A": "Титульный лист"}]})
    assert codes(report) == codes(kit())
    assert report.beside.awarded[0].marks == kit().beside.awarded[0].marks
    assert [remark.sheet for remark in report.remarks if remark.code == "other_sheet"] == ["Титул"]


def test_headings_of_a_kit_name_its_columns() -> None:
    head: Mapping[str, object] = {"E": "Критерии оценки", "F": "Макс. балл", "D": "Уровень", "C": "Балл"}
    rows: Rows = [head, {"E": "А1. Форма (2.00)"}, {"E": "А1Д1 Есть", "F": 2, "D": 1, "C": 1}, {"E": "2: полностью"}]
    report = kit(rows)
    assert codes(report) == [("A1.M1", "2.00")]
    assert report.beside.awarded[0].marks == {"A1.M1": Decimal("1.00")}
    assert "note" not in {remark.code for remark in report.remarks}


def test_a_copy_of_the_kit_with_other_levels_is_another_marked_sheet() -> None:
    other: Rows = [{**row, "D": 1} if row.get("D") in {0, 1, 2} else row for row in KIT]
    report = read(workbook({"Критерии": KIT, "Участник 2": other}))
    assert [(sheet.name, str(sheet.total)) for sheet in report.beside.awarded] == [("", "5.00"), ("Участник 2", "4.50")]
    assert "other_sheet" not in {remark.code for remark in report.remarks}


def test_odd_levels_and_typed_marks_are_named_and_left_out() -> None:
    rows: Rows = [
        {"C": "Балл", "D": "Уровень", "E": "Критерии", "F": "Макс. балл"},
        {"A": "А", "E": "А1. Форма (6.00)"},
        {"C": "1.5", "D": "3", "E": "А1Д1 Уровень три", "F": 2},
        {"C": "0.5", "D": 1, "E": "А1Д2 Оценка с ошибкой", "F": 2},
        {"C": 2, "D": "#N/A", "E": "А1Д3 Ошибка в ячейке", "F": "#REF!", "H": "заметка"},
        {"E": "3 - больше чем полностью"},
        {"E": "0 - нет"},
        {"E": "0 - снова нет"},
        {"E": "и продолжение текста"},
        {"B": 99},
    ]
    report = kit(rows)
    assert report.beside.awarded[0].marks == {"A1.M2": Decimal("1.00")}
    assert [row for row, _ in told(report, "unreadable_level")] == [3, 5]
    assert told(report, "awarded_differs") == [(4, {"typed": "0.50", "carried": "1.00"})]
    assert [(error.code, error.row, error.seen) for error in report.errors] == [("unreadable_mark", 5, "#REF!")]
    assert [row for row, _ in told(report, "unknown_level")] == [6]
    assert [row for row, _ in told(report, "repeated_level")] == [8]
    assert told(report, "typed_awarded_total") == [(10, {"typed": "99.00", "carried": "1.00"})]
    assert ("note", 5, "заметка") in {(remark.code, remark.row, remark.seen) for remark in report.remarks}
    assert list(report.scheme.aspects)[2].ladder == ((0, "нет\nснова нет\nи продолжение текста"),)


@pytest.mark.parametrize(
    ("text", "kind", "letter", "number"),
    [
        ("А1Д1 Текст", TextKind.ASPECT, "А", 1),
        ("A1D1 Latin", TextKind.ASPECT, "A", 1),
        ("БЗД2. Текст", TextKind.ASPECT, "Б", 3),
        ("В 2 Д 1 - Текст", TextKind.ASPECT, "В", 2),
        ("А1. Имя (4.00)", TextKind.SUB_CRITERION, "А", 1),
        ("А10) Имя [макс. 4,5 балла]", TextKind.SUB_CRITERION, "А", 10),
        ("Критерий Б. Имя", TextKind.CRITERION, "Б", 0),
        ("0 - нет", TextKind.LEVEL, "", 0),
        ("2 балла – полностью", TextKind.LEVEL, "", 2),
        ("2 из 3 страниц", TextKind.OTHER, "", 0),
        ("", TextKind.OTHER, "", 0),
    ],
)
def test_texts_say_what_a_row_is(text: str, kind: TextKind, letter: str, number: int) -> None:
    found = read_text(text)
    assert (found.kind, found.letter, found.number) == (kind, letter, number)


def test_letters_are_told_by_all_of_them() -> None:
    assert list(criterion_letters("АБВГДЕЖЗ").values()) == list("ABCDEFGH")
    assert list(criterion_letters("ABCDEF").values()) == list("ABCDEF")
    assert criterion_letters(["б", "E", "Е"]) == {"Б": "B", "E": "F", "Е": "F"}


def test_exported_and_imported_again_a_kit_is_the_same_scheme() -> None:
    scheme = kit().scheme
    assert read(write_workbook(scheme)).scheme == scheme


HEAD: Mapping[str, object] = {
    "A": "Код", "B": "Наименование", "C": "Оценка 0", "D": "Оценка 1", "E": "Оценка 2", "F": "Макс. балл",
}  # fmt: skip
LEVELS: Mapping[str, object] = {"C": "нет", "D": "частично", "E": "полностью"}


def options(*rows: Mapping[str, object], head: Mapping[str, object] = HEAD) -> ImportReport:
    """Read a workbook in layout 9."""
    return read(workbook({"Worksheet": [head, *rows]}))


def test_options_in_columns_are_numbered_by_their_place() -> None:
    items = [{"A": float(f"1.{n}"), "B": f"Пункт {n}", **LEVELS, "F": 2} for n in range(1, 11)]
    report = options(
        {"A": "Первая группа", "F": "=SUM(F3:F12)"},
        *items,
        {"A": "Вторая группа", "F": 5},
        {"A": "2.1", "B": "Пункт", **LEVELS, "F": "4,0"},
        {"E": "ИТОГО", "F": 30},
    )
    assert report.layout == "exam-options"
    assert codes(report) == [*((f"A1.M{n}", "2.00") for n in range(1, 11)), ("B1.M1", "4.00")]
    assert [criterion.name for criterion in report.scheme.criteria] == ["Первая группа", "Вторая группа"]
    assert told(report, "typed_total") == [(15, {"typed": "30.00", "carried": "24.00"})]
    assert told(report, "typed_criterion_total") == [(13, {"code": "B", "typed": "5.00", "carried": "4.00"})]
    assert told(report, "code_by_position") == []
    assert next(report.scheme.aspects).ladder == ((0, "нет"), (1, "частично"), (2, "полностью"))
    assert rule_from(next(report.scheme.aspects).calculation) == Levels(2)


@pytest.mark.parametrize(
    "head",
    [
        {"A": "Code", "B": "Name", "C": "Score 0", "D": "Score 1", "E": "Score 2", "F": "Max mark"},
        {"A": "Коды", "B": "Атауы", "C": "0 балл", "D": "1 балл", "E": "2 балл", "F": "Ең жоғары балл"},
        {"A": "КОД", "B": "Наименование\nкритерия", "C": "Oценка  0", "D": "Оценка\n1", "E": "оценка 2", "F": "Мaкс балл"},
        {"F": "Код", "E": "Наименование", "D": "Уровень 2", "C": "Уровень 1", "B": "Уровень 0", "A": "Максимальный балл"},
        {"B": "Наименование", "C": "Оценка 0", "D": "Оценка 1", "E": "Оценка 2", "F": "Макс. балл", "H": "Примечание"},
    ],
)  # fmt: skip
def test_headings_of_options_in_three_languages_and_any_order(head: Mapping[str, object]) -> None:
    places = {"Код": "A", "Наименование": "B", "0": "C", "1": "D", "2": "E", "max": "F"}
    if head.get("A") == "Максимальный балл":
        places = {"Код": "F", "Наименование": "E", "0": "B", "1": "C", "2": "D", "max": "A"}
    group = {places["Код"]: "Группа"}
    item: dict[str, object] = {places["Наименование"]: "Пункт", places["max"]: "2"}
    item |= {places[str(level)]: f"уровень {level}" for level in range(3)}
    report = read(workbook({"Пустой": [], "Другой": [{"A": "что-то"}], "Лист": [{"A": "Название"}, head, group, item]}))
    assert codes(report) == [("A1.M1", "2.00")]
    assert [step for _level, step in next(report.scheme.aspects).ladder] == ["уровень 0", "уровень 1", "уровень 2"]


def test_a_group_without_its_row_is_told_by_the_codes_and_odd_codes_are_named() -> None:
    report = options(
        {"A": "1.1", "B": "Пункт", **LEVELS, "F": 2, "H": "к сведению"},
        {"A": "1.5", "B": "Пункт", **LEVELS, "F": 2},
        {"A": "2.1", "B": "Пункт", **LEVELS, "F": "2025-05-01"},
        {"A": "2.2", "B": "Пункт", **LEVELS},
        {"F": 7},
    )
    assert codes(report) == [("A1.M1", "2.00"), ("A1.M2", "2.00"), ("B1.M1", "0.00"), ("B1.M2", "0.00")]
    assert told(report, "code_by_position") == [(3, {"typed": "1.5", "kept": "A1.M2"})]
    assert [(error.code, error.row) for error in report.errors] == [("date_for_mark", 4)]
    assert {("note", 2), ("row_not_used", 6), ("no_maximum", 5)} <= {(r.code, r.row) for r in report.remarks}


@pytest.mark.parametrize("rows", [[], [{"A": "Группа", "F": 0}], [{"E": "ИТОГО", "F": 0}]])
def test_an_empty_template_has_nothing_to_import(rows: Rows) -> None:
    with pytest.raises(FileRefused) as refused:
        options(*rows)
    assert refused.value.code == "nothing_to_import"


def test_merged_cells_make_no_difference() -> None:
    book = load_workbook(io.BytesIO(workbook({"Критерии": KIT})))
    sheet = book["Критерии"]
    for span in ("A3:A10", "B3:B10", *(f"{c}{r}:{c}{r + 3}" for r in (3, 7, 12, 18) for c in "CDF")):
        sheet.merge_cells(span)
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()).scheme == kit().scheme


def test_a_code_that_became_a_date_is_numbered_by_its_place() -> None:
    book = load_workbook(
        io.BytesIO(workbook({"Лист": [HEAD, {"A": "Группа"}, {"A": 45658, "B": "Пункт", **LEVELS, "F": 2}]}))
    )
    book["Лист"]["A3"].number_format = "d.m"
    out = io.BytesIO()
    book.save(out)
    assert read_workbook(out.getvalue())[0].rows[2].text(1) == "2025-01-01"
    report = read(out.getvalue())
    assert codes(report) == [("A1.M1", "2.00")]
    assert told(report, "code_by_position") == [(3, {"typed": "2025-01-01", "kept": "A1.M1"})]


@pytest.mark.parametrize("read_again", [lambda data: data])
def test_a_new_workbook_without_computed_values_is_read(read_again: Callable[[bytes], bytes]) -> None:
    book = Workbook()
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(FileRefused) as refused:
        read(read_again(out.getvalue()))
    assert refused.value.code == "no_layout"


def test_a_criterion_may_have_a_row_and_a_name_of_its_own() -> None:
    rows: Rows = [
        {"A": "А", "B": 4, "E": "Проектирование", "F": 4},
        {"E": "А1. Форма (4.00)"},
        *aspect(3, "А1Д1 Шлёт", 4),
    ]
    (criterion,) = kit(rows).scheme.criteria
    assert (criterion.letter, criterion.name, str(criterion.maximum)) == ("A", "Проектирование", "4.00")


def test_an_upper_bound_that_is_not_where_the_next_grade_begins_is_named() -> None:
    grades: Rows = [
        {"A": 2, "B": 0, "C": "19,99"},
        {"A": 3, "B": 20, "C": 45},
        {"A": 4, "B": 40, "C": 69},
        {"A": 5, "B": 70},
    ]
    report = kit(grades=grades)
    assert len(report.beside.grades) == 4
    assert [remark.row for remark in report.remarks if (remark.code, remark.sheet) == ("note", "Оценки")] == [2]

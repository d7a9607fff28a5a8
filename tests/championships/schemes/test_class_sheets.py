"""Layouts 10 and 11, with the people that they bring, and layout 12, which is refused. Samples of our own."""

import datetime as dt
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from championships.marking import Kind
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.report import ImportReport
from tests.championships.schemes.conftest import Rows, workbook

LIMIT = 5 * 1024 * 1024
HEAD = ("Sub Criteria ID", "Sub Criteria Name", "Aspect - Description", "Max Mark", "Ваша оценка")
CLASS_HEAD = ("ФИО", "User", "A1", "A2", "A", "B1", "B", "Сумма", "%", "Оценка")


def rows(*lines: tuple[object, ...]) -> Rows:
    """Return rows from left to right; None is an empty cell."""
    return [
        {letter: value for letter, value in zip("ABCDEFGHIJKLMN", line, strict=False) if value is not None}
        for line in lines
    ]


def read(sheets: Mapping[str, Rows]) -> ImportReport:
    """Read a workbook."""
    return read_scheme(workbook(sheets), "sample.xlsx", limit=LIMIT)


def codes(report: ImportReport) -> list[tuple[str, str]]:
    """Return code and maximum of every aspect."""
    return [(aspect.code, str(aspect.maximum)) for aspect in report.scheme.aspects]


def told(report: ImportReport, code: str) -> list[tuple[str, int | None, str]]:
    """Return sheet, row and text seen of the remarks with this code."""
    return [(remark.sheet, remark.row, remark.seen) for remark in report.remarks if remark.code == code]


TEXT_MARKS = rows(
    ("Criteria",),
    ("ID", "Name", "Mark"),
    ("A", "Первый", "4,0"),
    ("B", "Второй", "3"),
    HEAD,
    ("А1", "Форма", None, "4"),
    (None, None, "Отправляет", "1,5\u00a0", "1"),
    (None, None, "- 0,5 за каждую ошибку"),
    (None, None, "Проверяет", "2.50", "2,25"),
    HEAD,
    ("В1", "Вид", "Ровно", "2", "3"),
    (None, None, "Чисто", "0.50", ""),
    (None, None, "Ясно", "0.50", "зачёт"),
    ("Итого", None, None, "7.5"),
)
CLASS = rows(
    ("Группа ИС-31",),
    CLASS_HEAD,
    ("Первая Анна", "user1", 1, 2.25, 3.25, 2, 2, 5.25, "81%", 4),
    ("Второй  Борис", "user2", 0, None, 0, "н/я", None, "#REF!", 0, 2),
    (),
    ("Первая Анна", None, 1),
    ("Средний балл", None, 0.67),
    (None, "user9", 1),
)


def test_marks_as_text_are_marks() -> None:
    report = read({"Группа": CLASS, "Критерии": TEXT_MARKS})
    assert report.layout == "text-marks"
    assert codes(report) == [
        ("A1.M1", "1.50"), ("A1.M2", "2.50"), ("B1.M1", "2.00"), ("B1.M2", "0.50"), ("B1.M3", "0.50"),
    ]  # fmt: skip
    first = next(report.scheme.aspects)
    assert (first.kind, first.extra) == (Kind.MEASUREMENT, "- 0,5 за каждую ошибку")
    assert [criterion.name for criterion in report.scheme.criteria] == ["Первый", "Второй"]
    assert not report.errors


def test_marks_given_stand_apart_from_the_maxima() -> None:
    report = read({"Критерии": TEXT_MARKS})
    assert [(sheet.name, sheet.source, dict(sheet.marks)) for sheet in report.beside.awarded] == [
        ("", "Критерии, E", {"A1.M1": Decimal("1.00"), "A1.M2": Decimal("2.25")})
    ]
    assert told(report, "impossible_awarded") == [("Критерии", 11, "3")]
    assert told(report, "unreadable_awarded") == [("Критерии", 13, "зачёт")]
    assert [dict(r.parameters) for r in report.remarks if r.code == "typed_total"] == [
        {"typed": "7.50", "carried": "7.00"}
    ]


def test_a_class_becomes_members() -> None:
    report = read({"Критерии": TEXT_MARKS, "Группа": CLASS})
    members = report.beside.members
    assert [(member.name, member.account, member.source) for member in members] == [
        ("Первая Анна", "user1", "Группа, 3"), ("Второй Борис", "user2", "Группа, 4"), ("Первая Анна", "", "Группа, 6"),
    ]  # fmt: skip
    assert members[0].results["Сумма"] == "5.25"
    assert members[1].results["B1"] == "н/я"
    assert told(report, "row_not_used") == [("Группа", 1, "Группа ИС-31")]
    assert told(report, "repeated_member") == [("Группа", 6, "Первая Анна")]
    assert [row for _sheet, row, _seen in told(report, "member_without_name")] == [7, 8]
    assert [row for _sheet, row, _seen in told(report, "cell_with_error")] == [4]
    assert ImportReport.load(json.loads(json.dumps(report.dump()))) == report


def test_the_command_prints_marks_people_and_grades(tmp_path: Path) -> None:
    path = tmp_path / "class.xlsx"
    grades = rows((None, 2, 3, 4, 5), (None, 0, 0.2, 0.4, 0.7))
    path.write_bytes(workbook({"Критерии": TEXT_MARKS, "Группа": CLASS, "Оценки": grades}))
    out = io.StringIO()
    call_command("import_scheme", str(path), "--dry-run", "--json", stdout=out)
    printed = json.loads(out.getvalue())
    assert printed["awarded"][0]["marks"] == {"A1.M1": "1.00", "A1.M2": "2.25"}
    assert printed["members"][0]["name"] == "Первая Анна"
    assert [row["from"] for row in printed["grades"]] == ["0.00", "20.00", "40.00", "70.00"]
    out = io.StringIO()
    call_command("import_scheme", str(path), "--dry-run", stdout=out)
    assert "marks given: Критерии, E, 3.25 in 2 aspects" in out.getvalue()
    assert "grades: 2 from 0.00 %" in out.getvalue()


@pytest.mark.parametrize(
    "head",
    [
        ("Код подкритерия", "Наименование подкритерия", "Аспект - описание", "Макс. балл", "Ваша оценка"),
        ("Sub Criterion\nID", "Sub-Criterion Name", "Aspect Description", "Maximum mark", "Your mark"),
        ("Ішкі өлшемшарт коды", "Ішкі өлшемшарт атауы", "Аспект сипаттамасы", "Ең жоғары балл", "Сіздің бағаңыз"),
    ],
)
def test_headings_in_three_languages_in_any_order_and_number(head: tuple[str, ...]) -> None:
    lines = [head, ("Б1", "Форма", None, None), (None, None, "Пункт", "1,5", "0,5")]
    turned = [tuple(reversed((*line, *([None] * (5 - len(line)))))) for line in lines]
    for sample in (lines, turned, [(*line[:1], "лишнее", *line[1:]) for line in lines]):
        report = read({"Заметки": rows(("Прочти меня",)), "Лист": rows(*sample)})
        assert codes(report) == [("B1.M1", "1.50")]
        assert report.beside.awarded[0].marks == {"B1.M1": Decimal("0.50")}
    without = read({"Лист": rows(*(line[:1] + line[2:4] for line in lines))})
    assert (codes(without), without.beside.awarded) == ([("B1.M1", "1.50")], ())


def test_a_sheet_for_each_person_is_a_marked_sheet_for_each() -> None:
    template = [row if row.get("E") == HEAD[4] else {k: v for k, v in row.items() if k != "E"} for row in TEXT_MARKS]
    report = read({"Шаблон": template, "Анна": TEXT_MARKS})
    assert [(sheet.name, str(sheet.total)) for sheet in report.beside.awarded] == [("Анна", "3.25")]
    assert told(report, "other_sheet") == []


MATRIX = rows(
    (dt.date(2024, 5, 14), None, "Modules", "Вёрстка", None, None, "Сервер"),
    ("Max", None, None, "A1", "A1", "A2", "B1"),
    ("Name", "First name", "№", "Header", "Footer", "Form", "Login", "Total"),
    ("Max", None, None, 1, 0.5, 2, "1,5", 6),
    ("Первая", "Анна", 1, 1, 0.5, 1, 1.5, 3),
    ("Второй", "Борис", 2, 0, "", 3, "abc", 0),
    ("Третья", "Вера", 3),
    ("Average", None, None, 0.5),
    (None, None, "Modules", "Скорость"),
    (None, None, None, "C1", "C1"),
    ("Name", "First name", None, "Speed", "Colour"),
    ("Max", None, None, 1, 1),
    ("Первая", "Анна", None, 1, 0.25),
    ("Новая", "Галина", None, 0.5, 0.5),
)


def test_a_matrix_is_read_block_by_block() -> None:
    report = read({"Лист1": MATRIX})
    assert report.layout == "matrix"
    assert codes(report) == [
        ("A1.M1", "1.00"), ("A1.M2", "0.50"), ("A2.M1", "2.00"), ("B1.M1", "1.50"), ("C1.M1", "1.00"), ("C1.M2", "1.00"),
    ]  # fmt: skip
    assert [criterion.name for criterion in report.scheme.criteria] == ["Вёрстка", "Сервер", "Скорость"]
    assert [aspect.description for aspect in report.scheme.aspects][-1] == "Colour"
    assert [sub.day for sub in report.scheme.sub_criteria] == ["2024-05-14"] * 3 + [""]
    assert not report.errors


def test_candidates_of_a_matrix_are_members_with_a_marked_sheet_each() -> None:
    report = read({"Лист1": MATRIX})
    assert [(sheet.name, len(sheet.marks), str(sheet.total)) for sheet in report.beside.awarded] == [
        ("Первая Анна", 6, "5.25"), ("Второй Борис", 1, "0.00"), ("Новая Галина", 2, "1.00"),
    ]  # fmt: skip
    members = {member.name: dict(member.results) for member in report.beside.members}
    assert list(members) == ["Первая Анна", "Второй Борис", "Третья Вера", "Новая Галина"]
    assert members["Первая Анна"] == {"№": "1", "Total": "3"}


def test_a_matrix_names_what_does_not_fit() -> None:
    report = read({"Лист1": MATRIX})
    assert [seen for _sheet, _row, seen in told(report, "impossible_awarded")] == ["3"]
    assert [seen for _sheet, _row, seen in told(report, "unreadable_awarded")] == ["abc"]
    assert [row for _sheet, row, _seen in told(report, "member_without_name")] == [8]
    assert [(r.row, dict(r.parameters)) for r in report.remarks if r.code.startswith("typed")] == [
        (4, {"typed": "6.00", "carried": "5.00"}), (5, {"typed": "3.00", "carried": "4.00"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        # The maxima in the row of `Max` above the codes, below them, beside the codes, beside the names.
        [("Max", 1, 0.5), (None, "A1", "A1"), ("ФИО", "Один", "Два"), ("Анна", 1, 0.25)],
        [("Max", "A1", "A1"), (None, 1, 0.5), ("ФИО", "Один", "Два"), ("Анна", 1, 0.25)],
        [("Max", "A1 (1)", "A1 (0,5)"), ("ФИО", "Один", "Два"), ("Анна", 1, 0.25)],
        [("Max", "A1", "A1"), ("ФИО", "Один (1.00)", "Два (0.50)"), ("Анна", 1, 0.25)],
        # The code of merged cells stands in the first of them.
        [("Max", "A1", None, "A2"), ("ФИО", "Один", "Два", "Три"), ("Макс", 1, 0.5, 1), ("Анна", 1, 0.25)],
    ],
)
def test_the_maxima_of_a_matrix_are_found_where_they_stand(lines: list[tuple[object, ...]]) -> None:
    report = read({"Прочее": rows(("x",)), "Лист": rows(("14.05.2024", "Modules"), *lines)})
    assert codes(report)[:2] == [("A1.M1", "1.00"), ("A1.M2", "0.50")]
    assert [(sheet.name, str(sheet.total)) for sheet in report.beside.awarded] == [("Анна", "1.25")]
    assert [aspect.description for aspect in report.scheme.aspects][:2] == ["Один", "Два"]


def test_two_people_of_one_name_stay_two() -> None:
    again = ("Первая", "Анна", 9, 0.5)
    report = read({"Лист1": (*MATRIX[:6], *rows(again, again), *MATRIX[6:])})
    assert [sheet.name for sheet in report.beside.awarded].count("Первая Анна") == 3
    assert [row for _sheet, row, _seen in told(report, "repeated_member")] == [7, 8]


PROSE = rows(
    ("Критерий", "Отлично", "Хорошо", "Слабо"),
    ("Дизайн", "Страница выглядит цельно, шрифты и цвета подобраны со вкусом", "Есть отдельные недочёты в отступах и в цветах", "Страница выглядит неаккуратно и несобранно"),
    ("Код", "Код читается легко, имена говорят сами за себя, нет повторов", "Код читается, но местами запутан", "Код читается с трудом"),
)  # fmt: skip


def test_a_rubric_in_prose_is_refused_and_told_why() -> None:
    with pytest.raises(FileRefused) as refused:
        read({"Рубрика": PROSE})
    assert refused.value.code == "prose_rubric"
    message = refused.value.message
    assert "no codes and no maximum marks" in message
    assert "Aspect Type" in message
    assert "Отлично" in message
    assert "\n" not in message


def test_a_table_of_figures_is_no_rubric() -> None:
    with pytest.raises(FileRefused) as refused:
        read({"Склад": rows(*[(f"Деталь номер {n} в длинном перечне склада", n, n * 2) for n in range(9)])})
    assert refused.value.code == "no_layout"


@pytest.mark.parametrize(
    "sheets",
    [
        {"Критерии": rows(HEAD)},
        {"Критерии": rows(HEAD, ("A1", "Форма"), ("Итого", None, None, 0))},
        {"Критерии": rows(HEAD), "Группа": rows(CLASS_HEAD)},
    ],
)
def test_an_empty_template_has_nothing_to_import(sheets: Mapping[str, Rows]) -> None:
    with pytest.raises(FileRefused) as refused:
        read(sheets)
    assert refused.value.code == "nothing_to_import"

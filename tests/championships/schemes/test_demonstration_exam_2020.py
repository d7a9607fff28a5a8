"""Layout 5: the marking sheet of a demonstration exam, with one competitor's marks in it, as they are and scaled."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.report import ImportReport
from tests.championships.schemes.conftest import Rows, workbook
from tests.championships.schemes.field_samples import EXAM_2020, HEAD_2020, scaled

LIMIT = 5 * 1024 * 1024
SHEET = "Оценочный лист"


def read(*rows: object) -> ImportReport:
    """Read a workbook of one sheet."""
    return read_scheme(workbook({SHEET: list(rows)}), "sample.xlsx", limit=LIMIT)  # type: ignore[arg-type]


def told(report: ImportReport, code: str) -> list[tuple[int | None, dict[str, str]]]:
    """Return row and figures of the remarks with this code."""
    return [(remark.row, dict(remark.parameters)) for remark in report.remarks if remark.code == code]


@pytest.fixture
def report() -> ImportReport:
    """Return the report of the sample."""
    return read(*EXAM_2020)


def test_the_scheme_takes_the_first_maximum(report: ImportReport) -> None:
    assert [(aspect.code, str(aspect.maximum)) for aspect in report.scheme.aspects] == [
        ("A1.M1", "1.00"), ("A1.J1", "2.00"), ("A1b.M1", "0.50"), ("B1.M1", "0.50"),
    ]  # fmt: skip
    assert str(report.scheme.maximum) == "4.00"
    assert [(sub.code, sub.name) for sub in report.scheme.sub_criteria] == [
        ("A1", "Сборка"), ("A1b", "Отделка"), ("B1", "Сдача"),
    ]  # fmt: skip


def test_the_marks_of_the_first_commission_are_a_marked_sheet(report: ImportReport) -> None:
    (awarded,) = report.beside.awarded
    assert dict(awarded.marks) == {"A1.M1": Decimal("0.50"), "A1.J1": Decimal("1.00"), "B1.M1": Decimal("0.00")}
    assert (awarded.name, awarded.source) == ("", f"{SHEET}, Оценка экспертной комиссии 1")
    assert report.as_json()["awarded"][0]["total"] == "1.50"


def test_what_is_scaled_is_reported_with_its_factor_and_its_total(report: ImportReport) -> None:
    assert told(report, "scaled_column") == [
        (4, {"column": "J", "factor": "22.2222"}),
        (4, {"column": "H", "factor": "22.2222"}),
    ]
    assert told(report, "scaled_from_another_total") == [(None, {"typed": "4.50", "carried": "4.00"})]
    assert told(report, "not_the_scaled_mark") == []


def test_a_scaled_mark_that_does_not_follow_is_named() -> None:
    rows = [{**row, "H": 77} if row.get("D") == "Вид" else row for row in EXAM_2020]
    assert told(read(*rows), "not_the_scaled_mark") == [(5, {"column": "H"})]


def test_a_second_commission_that_is_none_is_named_row_by_row() -> None:
    item = {"C": "О", "D": "Размер", "I": 1}
    rows = [{**item, "G": mark, "H": other} for mark, other in ((0.1, 1), (0.2, 0.7), (0.3, 0.1), (0.4, 0.9))]
    report = read(HEAD_2020, {"A": "А1"}, *rows)
    assert len(told(report, "not_the_scaled_mark")) + len(told(report, "scaled_column")) >= 4
    assert [str(mark) for mark in report.beside.awarded[0].marks.values()] == ["0.10", "0.20", "0.30", "0.40"]


def test_a_mark_on_a_row_of_the_ladder_is_counted_once(report: ImportReport) -> None:
    assert [row for row, _ in told(report, "mark_on_score_row")] == [8]
    assert told(report, "typed_total") == [(13, {"typed": "4.50", "carried": "4.00"})]


def test_a_mark_that_stands_on_a_row_of_the_ladder_alone_is_the_maximum() -> None:
    ladder: Rows = [{"E": score, "F": "x"} | ({"I": "1,5"} if score == 2 else {}) for score in range(4)]
    report = read(HEAD_2020, {"A": "А1"}, {"C": "J", "D": "Вид"}, *ladder)
    assert [(a.code, str(a.maximum)) for a in report.scheme.aspects] == [("A1.J1", "1.50")]
    assert told(report, "maximum_below_aspect") == [(6, {"maximum": "1.50"})]


def test_deductions_in_words_become_a_rule(report: ImportReport) -> None:
    assert next(report.scheme.aspects).calculation == {
        "rule": "deduct_from_full", "name": "", "shared": False, "deduction": "20", "deduction_type": "PERCENT",
    }  # fmt: skip
    assert told(report, "rule_from_words") == [(4, {"code": "A1.M1"})]


def test_an_aspect_without_a_type_may_start_on_the_row_of_its_sub_criterion(report: ImportReport) -> None:
    assert told(report, "taken_as_measurement") == [(11, {"code": "A1b.M1"}), (12, {"code": "B1.M1"})]
    ladder: Rows = [{"E": score, "F": "x"} for score in range(4)]
    judged = read(HEAD_2020, {"A": "А1", "B": "Форма", "D": "Вид", "I": 1}, *ladder)
    assert [aspect.code for aspect in judged.scheme.aspects] == ["A1.J1"]
    assert told(judged, "taken_as_judgement") == [(2, {"code": "A1.J1"})]


def test_formulas_without_values_do_not_disturb_the_scaled_columns() -> None:
    rows = [
        {column: f"={column}1*100/4.5" if column in "HJ" and key else value for column, value in row.items()}
        for key, row in enumerate(EXAM_2020)
        if row is not HEAD_2020
    ]
    report = read(rows[0], HEAD_2020, *rows[1:])
    assert str(report.scheme.maximum) == "4.00"
    assert not report.errors
    assert told(report, "scaled_column") == []


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.decimals("0.05", "5", places=2), st.floats(0, 1, allow_nan=False)), min_size=2, max_size=12),
    st.decimals("10", "99", places=1),
)
def test_any_file_scaled_from_any_total_is_understood(given_marks: list[tuple[Decimal, float]], total: Decimal) -> None:
    def to_hundred(figure: Decimal) -> str:
        return str(figure * 100 / total)

    rows = []
    for maximum, share in given_marks:
        mark = (maximum * Decimal(str(share))).quantize(Decimal("0.01"))
        marks = {"G": str(mark).replace(".", ","), "H": to_hundred(mark), "I": str(maximum), "J": to_hundred(maximum)}
        rows.append({"C": "О", "D": "Деталь", **marks})
    report = read(HEAD_2020, {"A": "А1"}, *rows)
    assert report.scheme.maximum == sum(maximum for maximum, _share in given_marks)
    assert told(report, "not_the_scaled_mark") == []
    assert len(report.beside.awarded[0].marks) == len(given_marks)


def test_the_sample_is_scaled_as_the_field_does_it() -> None:
    assert str(scaled("4.5")) == "100.000000"


def test_an_empty_form_beside_a_marked_one() -> None:
    """The formula of the scaled column makes zero of an empty cell: no mark, and nothing to remark on."""
    form: Rows = [
        HEAD_2020,
        {"A": "A1", "B": "Сборка"},
        {"C": "O", "D": "Размер", "H": 0, "I": 1, "J": 50},
        {"C": "O", "D": "Вид", "H": 0, "I": 1, "J": 50},
    ]
    marked: Rows = [*form[:2], {**form[2], "G": 1, "H": 50}, {**form[3], "G": "0", "H": 0}]
    report = read_scheme(workbook({SHEET: form, "Участник 7": marked}), "sample.xlsx", limit=LIMIT)
    assert str(report.scheme.maximum) == "2.00"
    assert [(sheet.name, str(sheet.total), len(sheet.marks)) for sheet in report.beside.awarded] == [
        ("Участник 7", "1.00", 2)
    ]
    assert not told(report, "not_the_scaled_mark")
    assert not told(report, "other_sheet")

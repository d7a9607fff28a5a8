"""Layouts 2, 3 and 4: samples of our own with the oddities that the field shows."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.report import ImportReport
from tests.championships.schemes.conftest import Rows, workbook

CUT = {
    "A": "Sub\nCriterion\nID",
    "B": "Sub Criterion\nName or Description",
    "C": "Day of Marking",
    "D": "Aspect\nType\nM = Meas\nJ = Judg",
    "E": "Aspect - Description",
    "F": "Judg Score",
    "G": "Extra Aspect Description",
    "H": "Calculation Row \n(Export only)",
    "I": "Max\nMark",
    "J": "Criterion A",
    "K": "Total\nMark",
    "L": 3,
}
QUALIFIER = {
    "A": "ID",
    "B": "Name",
    "C": "Aspect\nType",
    "D": "Aspect -\nDescription",
    "E": "Judg\nScore",
    "F": "Extra Aspect\nDescription",
    "G": "Max\nMark",
}
OLDER = {
    "A": "Sub\nCriteria\nID",
    "B": "Sub Criteria\n\nName or Description",
    "C": "Aspect\nType\nO = Obj\nS = Sub\nJ = Judg",
    "D": "Aspect - Description",
    "E": "Judg Score",
    "F": "Extra Aspect Description (Obj or Subj)\nOR\nJudgement Score Description (Judg only)",
    "G": "Requirement\nor Nominal\nSize (Obj Only)",
    "H": "WSSS Section",
    "I": "Max\nMark",
}


def read(*rows: Mapping[str, object]) -> ImportReport:
    """Read a workbook of one sheet."""
    return read_scheme(workbook({"MarkingScheme": rows}), "sample.xlsx", limit=5 * 1024 * 1024)


def aspects(report: ImportReport) -> list[tuple[str, str]]:
    """Return code and maximum of every aspect."""
    return [(aspect.code, str(aspect.maximum)) for aspect in report.scheme.aspects]


def test_layout_2_has_neither_sections_nor_tables() -> None:
    report = read(
        CUT,
        {"A": "A1", "B": "Form", "C": 1},
        {"D": "M", "E": "Item", "I": "0,5"},
        {"D": "J", "E": "Look", "I": 1},
        {"D": "O", "E": "Old", "I": 1.5},
        {"F": 0, "G": "none"},
        {"F": 1, "G": "all"},
    )
    assert report.layout == "cis-9"
    assert aspects(report) == [("A1.M1", "0.50"), ("A1.J1", "1.00"), ("A1.M2", "1.50")]
    assert list(report.scheme.aspects)[2].ladder == ((0, "none"), (1, "all"))
    assert not report.errors
    assert [r.row for r in report.remarks if r.code == "incomplete_ladder"] == [4]


def test_layout_2_knows_the_day_under_a_heading_that_lacks_it() -> None:
    unnamed = {column: text for column, text in CUT.items() if column != "C"}
    report = read(unnamed, {"A": "B1", "B": "Form", "C": "Day 2"}, {"D": "M", "E": "Item", "I": 3})
    assert next(report.scheme.sub_criteria).day == "Day 2"
    assert "note" not in {remark.code for remark in report.remarks}


def test_layout_3_never_counts_the_subtotal_of_a_sub_criterion() -> None:
    report = read(
        {"A": "Web Design"},
        QUALIFIER,
        {"A": "A1", "B": "Form", "G": 12.5},
        {"D": "A label"},
        {"C": "M1", "D": "Item", "G": 0.5},
        {"C": "M80", "D": "Another", "F": "in Firefox", "G": 1},
        {"C": "J1", "D": "Look", "G": 2},
        *[{"E": score, "F": f"Level {score}"} for score in range(4)],
    )
    assert report.layout == "qualifier-7"
    assert aspects(report) == [("A1.M1", "0.50"), ("A1.M2", "1.00"), ("A1.J1", "2.00")]
    assert [(r.row, r.seen) for r in report.remarks if r.code == "label"] == [(4, "A label")]
    assert report.scheme.skill_name == "Web Design"


def test_layout_4_takes_objective_for_measurement_and_awarded_marks_for_no_maximum() -> None:
    rows: Rows = [
        OLDER,
        {"A": "А1", "B": "Форма"},
        {"C": "О", "D": "Деталь", "E": "0,4", "G": "10 мм", "H": 2, "I": "0,5", "J": "A", "L": 61.5},
        {"C": "J", "D": "Вид", "H": 2, "I": 1},
        {"F": "(0) нет"},
        {"F": "(1) частично"},
        {"F": "(2) полностью"},
        {"C": "S", "D": "Старый", "I": 1},
    ]
    report = read(*rows)
    assert report.layout == "cis-2018"
    assert aspects(report) == [("A1.M1", "0.50"), ("A1.J1", "1.00"), ("A1.M2", "1.00")]
    first, second, _ = report.scheme.aspects
    assert (first.requirement, first.section) == ("10 мм", 2)
    assert second.ladder == ((0, "нет"), (1, "частично"), (2, "полностью"))
    told = {(remark.code, remark.seen) for remark in report.remarks}
    assert ("subjective_type", "S | Старый | 1") in told
    figures = [remark.parameters for remark in report.remarks if remark.code == "typed_criterion_total"]
    assert figures == [{"code": "A", "typed": "61.50", "carried": "2.50"}]
    (awarded,) = report.beside.awarded
    assert (awarded.marks, awarded.source) == ({"A1.M1": Decimal("0.40")}, "MarkingScheme, Judg Score")


@pytest.mark.parametrize("head", [CUT, QUALIFIER, OLDER])
def test_layouts_are_told_by_their_headings_wherever_they_stand(head: Mapping[str, object]) -> None:
    rows: Rows = [{"row": 7, **head}]
    code = next(column for column in "ABC" if "ID" in str(head[column]))
    kind, text, mark = (
        next(column for column, words in head.items() if beginning in " ".join(str(words).split()))
        for beginning in ("Aspect Type", "Aspect - Description", "Max Mark")
    )
    report = read(*rows, {code: "C3"}, {kind: "M", text: "Item", mark: 1})
    assert aspects(report) == [("C3.M1", "1.00")]

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


@pytest.mark.parametrize("heading", ["Extra", "EXTRA ", "Extra Aspect Description (Meas or Judg)"])
def test_the_short_heading_of_the_further_texts_is_known(heading: str) -> None:
    report = read(
        CUT | {"G": heading},
        {"A": "A1", "B": "Form"},
        {"D": "J", "E": "Look", "H": 7, "I": 1},
        *[{"F": score, "G": f"Level {score}"} for score in range(4)],
        {"D": "M", "E": "Size", "G": "with the gauge", "H": 8, "I": 1},
    )
    judged, measured = report.scheme.aspects
    assert [text for _score, text in judged.ladder] == [f"Level {score}" for score in range(4)]
    assert measured.extra == "with the gauge"
    assert not [remark for remark in report.remarks if remark.code in {"note", "missing_calculation"}]
    (absent,) = [remark for remark in report.remarks if remark.code == "no_calculations"]
    assert absent.parameters == {"count": "2"}


@pytest.mark.parametrize(
    "cell", ["0 none\n1 some\n2 most\n3 all", "0-none\n1-some\n2-most\n3-all", "(0) none\n(1) some\n(2) most\n(3) all"]
)
def test_four_levels_in_one_cell_have_texts_above_and_below(cell: str) -> None:
    report = read(
        CUT, {"A": "A1", "B": "Form"}, {"D": "J", "E": "Look", "G": f"From afar\n{cell}", "I": 1}, {"G": "in daylight"}
    )
    (aspect,) = report.scheme.aspects
    assert aspect.ladder == ((0, "none"), (1, "some"), (2, "most"), (3, "all"))
    assert aspect.extra == "From afar\nin daylight"


def test_layout_4_has_a_table_of_criteria_above_and_levels_at_the_end_of_texts() -> None:
    report = read(
        {"D": "Skill name"},
        {"D": "Sample making"},
        {"D": "Criteria", "E": "Mark"},
        {"C": "A", "D": "Making", "E": "2,5"},
        {"C": "В", "D": "Showing", "E": 4},
        OLDER,
        {"A": "A1", "B": "Form"},
        {"C": "J", "D": "Look", "H": 1, "I": 2},
        *[{"F": f"{text} ({score})"} for score, text in enumerate(("poor", "fair", "good"))],
        {"C": "О", "D": "Size", "F": "see page (2)", "H": 1, "I": "0,5"},
        {"F": "and page (3)"},
        {"A": "B1", "B": "Show", "C": "O", "D": "Talk", "H": 1, "I": 3},
    )
    assert report.skill == "Sample making"
    assert [(one.letter, one.name, str(one.declared)) for one in report.scheme.criteria] == [
        ("A", "Making", "2.50"), ("B", "Showing", "4.00"),
    ]  # fmt: skip
    look, size, _talk = report.scheme.aspects
    assert look.ladder == ((0, "poor"), (1, "fair"), (2, "good"))
    assert (size.ladder, size.extra) == ((), "see page (2)\nand page (3)")
    assert not [remark for remark in report.remarks if remark.code == "row_not_used"]


def test_a_line_that_sums_up_may_have_its_label_in_any_column() -> None:
    report = read(CUT, {"A": "A1", "B": "Form"}, {"D": "M", "E": "Size", "I": 1}, {"D": "Итого", "I": 9})
    assert not report.errors
    assert [dict(remark.parameters) for remark in report.remarks if remark.code == "typed_total"] == [
        {"typed": "9.00", "carried": "1.00"}
    ]

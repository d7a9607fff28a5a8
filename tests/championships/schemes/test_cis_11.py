"""Layout 1 with every oddity that is met in the field: all of it is read, or named with its row."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from championships.marking import Kind, section_variation
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.report import ImportReport
from tests.championships.schemes.conftest import HEAD, Rows, cis, workbook

FORM = {"A": "A1", "B": "Form", "C": 1}
ITEM = {"D": "M", "E": "Item", "I": 1, "K": 1}
SECTIONS: Rows = [
    {"A": "17 Sample skill"},
    {"A": "WorldSkills Occupational Standards"},
    {"A": "Section", "B": "WSOS Marks", "I": "WSOS Marks", "J": "Aspect Marks", "K": "Variation"},
    {"A": 1, "B": "Planning", "I": 60, "J": 55},
    {"A": "2", "B": "Making", "I": "40,0"},
    {"I": "Total Variation"},
    {"A": "Criteria"},
    {"A": "ID", "B": "Name", "K": "Mark"},
    {"A": "A", "B": "First", "K": 2},
    {"A": "В", "B": "Second, with a Cyrillic letter", "K": "1,5"},
    {"A": "C", "B": "Empty", "K": 0},
]


def read(data: bytes) -> ImportReport:
    """Read a workbook."""
    return read_scheme(data, "sample.xlsx", limit=5 * 1024 * 1024)


def remarks(report: ImportReport, code: str) -> list[tuple[str, int | None, str]]:
    """Return the remarks with this code: sheet, row and text seen."""
    return [(remark.sheet, remark.row, remark.seen) for remark in report.remarks if remark.code == code]


def codes(report: ImportReport) -> set[str]:
    """Return the codes of all remarks."""
    return {remark.code for remark in report.remarks}


@pytest.mark.parametrize(
    ("name", "criteria", "sub_criteria", "aspects", "marks"),
    [
        ("euroskills-2023-skill17.xlsx", "A 17 B 23 C 17 D 22 E 16 F 5", 36, (123, 26), ("76.00", "24.00")),
        ("euroskills-2023-skill17-draft.xlsx", "A 17 B 23 C 17 D 22 E 16 F 5", 36, (123, 26), ("76.00", "24.00")),
        ("worldskills-uk-2024-skill17.xlsx", "A 30 B 30 C 20 D 20", 30, (201, 19), ("85.00", "15.00")),
    ],
)
def test_real_files_give_their_golden_figures(
    field_file: Callable[[str], Path],
    name: str,
    criteria: str,
    sub_criteria: int,
    aspects: tuple[int, int],
    marks: tuple[str, str],
) -> None:
    report = read(field_file(name).read_bytes())
    scheme = report.scheme
    assert " ".join(f"{c.letter} {c.maximum:.0f}" for c in scheme.criteria) == criteria
    assert sum(1 for _ in scheme.sub_criteria) == sub_criteria
    assert (scheme.count(Kind.MEASUREMENT), scheme.count(Kind.JUDGEMENT)) == aspects
    assert (str(scheme.maximum_of(Kind.MEASUREMENT)), str(scheme.maximum_of(Kind.JUDGEMENT))) == marks
    assert report.as_json()["total"] == "100.00"
    assert not report.errors


def test_real_file_with_wrong_section_totals_is_told_both_figures(field_file: Callable[[str], Path]) -> None:
    report = read(field_file("worldskills-uk-2024-skill17.xlsx").read_bytes())
    assert [str(row.carried) for row in section_variation(report.scheme).sections] == [
        "6.00", "1.00", "7.00", "60.00", "26.00",
    ]  # fmt: skip
    figures = [
        (r.parameters["typed"], r.parameters["carried"]) for r in report.remarks if r.code == "typed_section_marks"
    ]
    assert figures == [("15.00", "6.00"), ("15.00", "1.00"), ("27.00", "7.00"), ("23.00", "60.00"), ("20.00", "26.00")]


@pytest.mark.parametrize(
    "name", ["euroskills-2023-skill17.xlsx", "euroskills-2023-skill17-draft.xlsx", "worldskills-uk-2024-skill17.xlsx"]
)
def test_every_row_of_a_real_file_is_used_or_listed(field_file: Callable[[str], Path], name: str) -> None:
    path = field_file(name)
    report = read(path.read_bytes())
    told = {remark.row for remark in report.remarks}
    scheme = report.scheme
    words = " ".join(
        [scheme.skill_name, *(section.name for section in scheme.sections), *(c.name for c in scheme.criteria)]
        + [sub.name for sub in scheme.sub_criteria]
        + [f"{a.description} {a.extra} {a.requirement} {' '.join(t for _, t in a.ladder)}" for a in scheme.aspects]
    )
    kept = "".join(words.split())
    sheet = load_workbook(path)["CIS Marking Scheme Import"]
    lost = [
        (cell.coordinate, cell.value)
        for row in sheet.iter_rows(min_row=24)
        if row[0].row not in told and not str(row[0].value or "").startswith("Sub")
        for cell in row
        if cell.column in {2, 5, 7, 8} and cell.value and "".join(str(cell.value).split()) not in kept
    ]
    assert lost == []


def test_tables_above_the_aspects_are_read() -> None:
    report = read(cis(FORM, ITEM | {"K": 2}, {"A": "B1", "B": "x"}, ITEM | {"K": 1.5, "I": 2}, before=SECTIONS))
    scheme = report.scheme
    assert (scheme.skill_number, scheme.skill_name) == ("17", "Sample skill")
    assert [(s.number, s.name, s.declared) for s in scheme.sections] == [
        (1, "Planning", Decimal("60.00")),
        (2, "Making", Decimal("40.00")),
    ]
    assert [(c.letter, c.name, str(c.maximum)) for c in scheme.criteria] == [
        ("A", "First", "2.00"),
        ("B", "Second, with a Cyrillic letter", "1.50"),
    ]
    assert remarks(report, "empty_criterion") == [("CIS Marking Scheme Import", 11, "C | Empty | 0")]
    assert remarks(report, "typed_section_marks")[0][1] == 4


def test_declared_marks_that_differ_are_told_with_both_figures() -> None:
    report = read(cis(FORM, ITEM | {"K": 1}, {"A": "B1"}, ITEM, before=SECTIONS))
    found = [r.parameters for r in report.remarks if r.code == "criterion_total"]
    assert {"where": "A", "declared": "2.00", "carried": "1.00"} in found
    assert {"where": "B", "declared": "1.50", "carried": "1.00"} in found


def test_headings_repeat_and_columns_may_move() -> None:
    moved = {
        "A": HEAD["K"],
        "B": HEAD["D"],
        "C": HEAD["E"],
        "D": HEAD["A"],
        "E": HEAD["I"],
        "F": HEAD["F"],
        "G": HEAD["G"],
    }
    report = read(cis(FORM, ITEM, {}, HEAD, ITEM, moved, {"D": "B1"}, {"A": 2, "B": "M", "C": "Moved", "E": 1}))
    assert [(a.code, a.description, str(a.maximum)) for a in report.scheme.aspects] == [
        ("A1.M1", "Item", "1.00"),
        ("A1.M2", "Item", "1.00"),
        ("B1.M1", "Moved", "2.00"),
    ]


def test_older_words_for_the_standards_are_the_same_word() -> None:
    for word in ("WSSS Section", "WSESS\nsection", "wsos  section"):
        assert next(read(workbook({"S": [HEAD | {"I": word}, FORM, ITEM]})).scheme.aspects).section == 1


def test_a_sub_criterion_and_its_first_aspect_may_share_a_row() -> None:
    report = read(cis(FORM | ITEM, {"F": "", "G": ""}, ITEM))
    assert [a.code for a in report.scheme.aspects] == ["A1.M1", "A1.M2"]


def test_an_aspect_may_run_over_many_rows() -> None:
    report = read(cis(FORM, ITEM | {"G": "One"}, {"G": "Two"}, {"G": "Three", "H": "Plumb"}))
    (aspect,) = report.scheme.aspects
    assert (aspect.extra, aspect.requirement) == ("One\nTwo\nThree", "Plumb")


@pytest.mark.parametrize(
    "cell", ["0 - none\n1 - some\n2 - most\n3 - all", "none\nsome\nmost\nall", "3: all\n2: most\n1: some\n0: none"]
)
def test_a_ladder_may_stand_in_one_cell(cell: str) -> None:
    (aspect,) = read(cis(FORM, {"D": "J", "E": "Look", "G": cell, "K": 1})).scheme.aspects
    assert aspect.ladder == ((0, "none"), (1, "some"), (2, "most"), (3, "all"))
    assert aspect.extra == ""


def test_a_ladder_of_four_rows_belongs_to_the_aspect_above() -> None:
    rows = [{"F": score, "G": f"Level {n}"} for n, score in enumerate(("0", 1, 2.0, "3 "))]
    report = read(cis(FORM, {"D": "J", "E": "Look", "K": 1}, *rows))
    assert next(report.scheme.aspects).ladder == tuple((n, f"Level {n}") for n in range(4))
    assert "incomplete_ladder" not in codes(report)


def test_numbers_may_be_text() -> None:
    report = read(cis(FORM, ITEM | {"K": "0,25\u00a0", "I": "4"}, ITEM | {"K": " 0.5 "}, ITEM | {"K": 0.1 + 0.2}))
    assert [str(a.maximum) for a in report.scheme.aspects] == ["0.25", "0.50", "0.30"]


def test_cyrillic_letters_that_look_latin_are_taken_for_them() -> None:
    report = read(cis({"A": "А5", "B": "Form"}, ITEM | {"D": "М"}, ITEM | {"D": "О"}, {"A": "В 1"}, ITEM | {"D": "Ј"}))
    assert [a.code for a in report.scheme.aspects] == ["A5.M1", "A5.M2", "B1.J1"]


@pytest.mark.parametrize(
    ("typed", "kind"), [("m", "M"), ("J1", "J"), ("M80", "M"), ("Meas", "M"), (" Judg. ", "J"), ("Judgement", "J")]
)
def test_types_are_read_as_people_type_them(typed: str, kind: str) -> None:
    assert next(read(cis(FORM, ITEM | {"D": typed})).scheme.aspects).kind == kind


def test_an_unknown_type_is_an_error_with_its_row() -> None:
    report = read(cis(FORM, ITEM, ITEM | {"D": "X"}))
    assert [(e.code, e.row, e.seen) for e in report.errors] == [("unknown_type", 4, "X | Item | 1 | 1")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("half", "unreadable_mark"), ("=K1*2", "formula_without_value"), (0.125, "impossible_maximum"),
     (-1, "impossible_maximum"), (123456, "unreadable_mark")],
)  # fmt: skip
def test_a_maximum_that_cannot_be_one_is_an_error(typed: object, code: str) -> None:
    assert code in {error.code for error in read(cis(FORM, ITEM | {"K": typed})).errors}


def test_an_aspect_without_a_maximum_counts_nothing_and_is_told() -> None:
    report = read(cis(FORM, ITEM, {"D": "M", "E": "Forgotten"}))
    assert remarks(report, "no_maximum") == [("CIS Marking Scheme Import", 4, "M | Forgotten")]
    assert str(report.scheme.maximum) == "1.00"
    assert not report.errors


def test_notes_labels_and_odd_rows_are_listed_with_what_was_seen() -> None:
    rows: Rows = [FORM, {"E": "A label"}, ITEM | {"N": "ask the author"}, {"A": "Total"}, {"Q": "a lonely note"}]
    report = read(cis(*rows))
    sheet = "CIS Marking Scheme Import"
    assert remarks(report, "label") == [(sheet, 3, "A label")]
    assert remarks(report, "note") == [(sheet, 4, "ask the author"), (sheet, 6, "a lonely note")]
    assert remarks(report, "odd_code") == [(sheet, 5, "Total")]


def test_a_description_that_begins_like_a_footer_is_an_aspect() -> None:
    report = read(
        cis(
            FORM,
            ITEM | {"E": "Competition"},
            ITEM | {"E": "Total Mark"},
            {"L": "Competition", "M": "Total Mark", "N": 3},
        )
    )
    assert len(list(report.scheme.aspects)) == 2
    assert [r.parameters for r in report.remarks if r.code == "typed_total"] == [{"typed": "3.00", "carried": "2.00"}]


def test_a_typed_criterion_total_is_compared_with_the_criterion_below_it() -> None:
    beside = {"L": "Criterion A", "M": "Total\nMark", "N": 5}
    report = read(workbook({"S": [HEAD | beside, {"A": "B1"}, ITEM]}))
    found = [r.parameters for r in report.remarks if r.code == "typed_criterion_total"]
    assert found == [{"code": "B", "typed": "5.00", "carried": "1.00"}]


def test_the_chinese_footer_is_no_aspect() -> None:
    report = read(cis(FORM, ITEM, {"J": "Total Marks:", "K": 1}))
    assert len(list(report.scheme.aspects)) == 1
    assert "typed_total" not in codes(report)


def test_a_sub_criterion_that_stands_twice_loses_nothing() -> None:
    report = read(cis(FORM, ITEM, FORM, ITEM, FORM | {"B": "Another"}, ITEM))
    assert [(s.code, s.name, len(s.aspects)) for s in report.scheme.sub_criteria] == [
        ("A1", "Form", 2),
        ("A1b", "Another", 1),
    ]
    assert {"continued_sub_criterion", "repeated_sub_criterion"} <= codes(report)


def test_aspects_before_any_sub_criterion_are_kept() -> None:
    report = read(workbook({"S": [HEAD | {"L": "Criterion C"}, ITEM]}))
    assert [a.code for a in report.scheme.aspects] == ["C1.M1"]
    assert "aspect_without_sub_criterion" in codes(report)


def test_calculations_become_the_rules_of_their_aspects() -> None:
    choice = (
        "DEDUCTION_TYPE:::#x~x#UNIT#-#CHOICE2_LABEL:::#x~x#Some#-#CHOICE1_DEDUCTION:::0E-8#x~x##-#"
        "CHOICE2_DEDUCTION:::0.25000000#x~x##-#CHOICE1_LABEL:::#x~x#All"
    )
    ranged = "TARGET_VALUE:::66.60000000#x~x##-#RANGE1_LOWER:::5.00000000#x~x##-#RANGE1_UPPER:::1.00000000#x~x##-#RANGE1_DEDUCTION:::#x~x#"
    rows = [
        {"row": 2, "A": "B4.M5", "B": "CHOICE", "C": True, "D": choice},
        {"row": 3, "B": "RANGED_SCORE", "C": False, "D": ranged},
        {"row": 4, "B": "MAGIC", "D": "?"},
        {"row": 5, "B": "PASS_FAIL"},
    ]
    report = read(cis(FORM, ITEM | {"J": 2}, ITEM | {"J": "3"}, ITEM | {"J": 4}, ITEM | {"J": 99}, calculations=rows))
    rules = [aspect.calculation for aspect in report.scheme.aspects]
    assert rules[0] == {
        "rule": "choice", "name": "B4.M5", "shared": True, "deduction_type": "UNIT",
        "choices": [{"deduction": "0", "label": "All"}, {"deduction": "0.25", "label": "Some"}],
    }  # fmt: skip
    assert rules[1] == {
        "rule": "ranged_score", "name": "", "shared": False, "target": "66.6",
        "ranges": [{"lower": "1", "upper": "5", "deduction": None}],
    }  # fmt: skip
    assert rules[2] == {"rule": "unknown", "name": "", "shared": False, "type": "MAGIC", "parameters": "?"}
    assert rules[3] is None
    assert [row for _, row, _ in remarks(report, "unreadable_calculation")] == [4]
    assert [row for _, row, _ in remarks(report, "missing_calculation")] == [6]
    assert [row for _, row, _ in remarks(report, "calculation_without_aspect")] == [5]


def test_the_sheet_is_found_by_its_headings_whatever_its_name_and_place() -> None:
    report = read(workbook({"Notes": [{"A": "Read me"}], "Лист1": [HEAD, FORM, ITEM]}))
    assert len(list(report.scheme.aspects)) == 1
    assert remarks(report, "other_sheet") == [("Notes", 1, "Read me")]


def test_a_module_file_with_one_criterion_can_be_applied() -> None:
    report = read(cis({"A": "C1"}, ITEM, before=SECTIONS))
    assert [c.letter for c in report.scheme.criteria] == ["C"]
    assert not report.errors
    assert "scheme_total" in codes(report)


def test_an_empty_template_has_nothing_to_import() -> None:
    for rows in ([], [FORM], [{"D": "", "E": " "}]):
        with pytest.raises(FileRefused) as refused:
            read(cis(*rows))
        assert refused.value.code == "nothing_to_import"


def test_a_workbook_without_a_scheme_is_told_what_was_looked_for_and_found() -> None:
    with pytest.raises(FileRefused, match=r"CIS import, 11 columns.*Shopping"):
        read(workbook({"S": [{"A": "Shopping", "B": "Milk"}]}))

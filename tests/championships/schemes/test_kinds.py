"""The kind of an aspect: as it is typed, and as the mentor chooses it where a file does not say it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from championships.marking import Kind, Scheme, UnknownAspect
from championships.schemes import importing
from championships.schemes.exchange.choosing_kinds import KIND_REMARKS
from championships.schemes.exchange.kinds import kind_typed
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.report import ImportReport
from tests.championships.schemes.conftest import workbook
from tests.championships.schemes.field_samples import SAMPLES

LIMIT = 5 * 1024 * 1024


@pytest.fixture
def report() -> ImportReport:
    """Return the report of the sample in layout 7: A2.M1, A2.J1, A6.M1, B1.M1."""
    return read_scheme(workbook(SAMPLES["professionals-2025"]), "sample.xlsx", limit=LIMIT)


def codes(scheme: Scheme) -> list[str]:
    """Return the codes of the aspects."""
    return [aspect.code for aspect in scheme.aspects]


def test_the_codes_follow_the_kind(report: ImportReport) -> None:
    scheme = importing.with_kind(report.scheme, "A2.M1", Kind.JUDGEMENT)
    assert codes(scheme) == ["A2.J1", "A2.J2", "A6.M1", "B1.M1"]
    assert codes(report.scheme) == ["A2.M1", "A2.J1", "A6.M1", "B1.M1"]
    assert scheme.maximum == report.scheme.maximum


def test_a_judgement_has_no_rule_and_a_measurement_reads_its_own(report: ImportReport) -> None:
    judged = importing.with_kind(report.scheme, "A2.M1", Kind.JUDGEMENT)
    assert next(judged.aspects).calculation is None
    measured = importing.with_kind(report.scheme, "A2.J1", Kind.MEASUREMENT)
    levels = list(measured.aspects)[1]
    assert levels.code == "A2.M2"
    assert levels.calculation == {"rule": "levels", "name": "", "shared": False, "highest": "3"}
    assert len(levels.ladder) == 4


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(Kind)), max_size=8))
def test_a_change_that_is_taken_back_leaves_the_scheme_as_it_was(changes: list[tuple[int, Kind]]) -> None:
    before = read_scheme(workbook(SAMPLES["professionals-2025"]), "sample.xlsx", limit=LIMIT).scheme
    scheme = before
    for place, kind in changes:
        scheme = importing.with_kind(scheme, codes(scheme)[place], kind)
    for place, aspect in enumerate(before.aspects):
        scheme = importing.with_kind(scheme, codes(scheme)[place], aspect.kind)
    assert scheme == before


def test_the_same_kind_changes_nothing_and_an_unknown_code_is_refused(report: ImportReport) -> None:
    assert importing.with_kind(report.scheme, "A2.J1", Kind.JUDGEMENT) == report.scheme
    with pytest.raises(UnknownAspect):
        importing.with_kind(report.scheme, "Z9.M1", Kind.JUDGEMENT)
    with pytest.raises(UnknownAspect):
        importing.choose_kind(report, "Z9.M1", Kind.JUDGEMENT)


def test_a_chosen_kind_changes_scheme_marks_and_remarks_together(report: ImportReport) -> None:
    changed = importing.choose_kind(report, "A2.M1", Kind.JUDGEMENT)
    assert codes(changed.scheme) == ["A2.J1", "A2.J2", "A6.M1", "B1.M1"]
    assert {code: str(mark) for code, mark in changed.beside.awarded[0].marks.items()} == {
        "A2.J1": "0.75", "A2.J2": "1.65",
    }  # fmt: skip
    kinds = {
        (remark.code, remark.parameters["code"], remark.row)
        for remark in changed.remarks
        if remark.code in KIND_REMARKS
    }
    assert kinds == {
        ("chosen_as_judgement", "A2.J1", 8),
        ("taken_as_judgement", "A2.J2", 9),
        ("taken_as_measurement", "A6.M1", 15),
        ("taken_as_measurement", "B1.M1", 20),
    }
    assert ("incomplete_ladder", "A2.J1", 8) in {
        (remark.code, remark.parameters.get("where"), remark.row) for remark in changed.remarks
    }
    assert not {remark.parameters["code"] for remark in changed.remarks if remark.code == "rule_from_words"}
    assert all(remark.message for remark in changed.remarks)


def test_a_choice_that_is_taken_back_says_so_and_nothing_else(report: ImportReport) -> None:
    there = importing.choose_kind(report, "A2.J1", Kind.MEASUREMENT)
    assert {remark.code for remark in there.remarks if remark.parameters.get("code") == "A2.M2"} == {
        "chosen_as_measurement", "rule_from_words",
    }  # fmt: skip
    back = importing.choose_kind(there, "A2.M2", Kind.JUDGEMENT)
    assert (back.scheme, back.beside) == (report.scheme, report.beside)

    def others(one: ImportReport) -> set[tuple[str, int | None]]:
        return {(remark.code, remark.row) for remark in one.remarks if remark.code not in KIND_REMARKS}

    assert others(back) == others(report)
    assert ImportReport.load(back.dump()) == back


@given(st.text(max_size=12))
def test_any_text_can_be_asked_for_its_kind(text: str) -> None:
    found = kind_typed(text)
    assert found is None or found.kind in Kind

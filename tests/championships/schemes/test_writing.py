"""Export: what is written and read again is the same scheme, aspect by aspect."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from championships.marking import Aspect, Criterion, Kind, Scheme, StandardsSection, SubCriterion
from championships.schemes.exchange.calculations import parse_rule
from championships.schemes.exchange.reading import read_scheme
from championships.schemes.exchange.writing import write_workbook

LIMIT = 5 * 1024 * 1024
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=20)
names = (
    st.lists(words, max_size=3)
    .map(lambda parts: " ".join(" ".join(parts).split()))
    .filter(lambda text: "_x" not in text)
)
# Something that is no heading, no footer and no number of levels.
texts = names.map(lambda text: f"about {text}".strip())
calculations = st.sampled_from(
    [
        None,
        {"rule": "pass_fail", "name": "", "shared": False},
        {"rule": "number_completed", "name": "Items", "shared": True, "possible": "4"},
        {"rule": "pass_fail"},
        {"rule": "deduct_from_full", "deduction": "0.1", "deduction_type": "UNIT"},
        {"rule": "add_from_zero", "addition": "5", "addition_type": "PERCENT"},
        {
            "rule": "tolerance_table",
            "rows": [{"limit": "0", "marks": "1"}, {"limit": "2", "marks": "0.5"}],
            "beyond": "0",
        },
        {"rule": "levels", "highest": "2"},
        {"rule": "manual", "reason_for_zero": True},
        {"rule": "unknown", "name": "", "shared": False, "type": "SPLINE", "parameters": "K:::1"},
        {
            "rule": "choice",
            "name": "",
            "shared": False,
            "deduction_type": "UNIT",
            "choices": [{"deduction": "0", "label": "All"}, {"deduction": "0.25", "label": "12"}],
        },
        {
            "rule": "ranged_score",
            "name": "",
            "shared": False,
            "target": "66.6",
            "ranges": [
                {"deduction": "0.5", "lower": "1", "upper": "2"},
                {"deduction": None, "lower": None, "upper": "9"},
            ],
        },
    ]
)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Return any scheme that can be written down."""
    sections = tuple(
        StandardsSection(n, draw(texts), draw(st.none() | st.decimals(0, 100, places=2)))
        for n in range(draw(st.integers(0, 3)))
    )
    criteria = []
    for letter in "ABC"[: draw(st.integers(1, 3))]:
        subs = tuple(
            draw(sub_criteria(f"{letter}{n}", [section.number for section in sections]))
            for n in range(1, draw(st.integers(1, 2)) + 1)
        )
        criteria.append(Criterion(letter, draw(texts), subs))
    return Scheme("17", draw(texts), sections, tuple(criteria))


@st.composite
def sub_criteria(draw: st.DrawFn, code: str, sections: list[int]) -> SubCriterion:
    """Return a sub-criterion with one to three aspects."""
    aspects = []
    running = {Kind.MEASUREMENT: 0, Kind.JUDGEMENT: 0}
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(Kind))
        running[kind] += 1
        judged = kind is Kind.JUDGEMENT
        aspect = Aspect(
            f"{code}.{kind}{running[kind]}",
            kind,
            draw(st.decimals("0.00", "9.99", places=2)),
            draw(texts),
            draw(texts | st.just("")),
            "" if judged else draw(texts | st.just("")),
            draw(st.sampled_from(sections)) if sections else None,
            tuple((score, draw(texts)) for score in range(4)) if judged else (),
            None if judged else draw(calculations),
        )
        aspects.append(aspect)
    return SubCriterion(
        code,
        draw(texts),
        draw(st.sampled_from(["", "1", "Day 2"])),
        tuple(aspects),
        draw(st.sampled_from(["", "Team 2"])),
    )


@settings(max_examples=25, deadline=None)
@given(schemes())
def test_what_is_written_is_read_as_the_same_scheme(scheme: Scheme) -> None:
    assert read_scheme(write_workbook(scheme), "again.xlsx", limit=LIMIT).scheme == scheme


def test_a_sound_scheme_is_read_without_any_remark(sample: Scheme) -> None:
    report = read_scheme(write_workbook(sample), "sample.xlsx", limit=LIMIT)
    assert report.scheme == sample
    assert report.remarks == ()


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    aspect = Aspect("A1.M1", Kind.MEASUREMENT, Decimal("1.00"), '=HYPERLINK("http://example.org")')
    scheme = Scheme("1", "x", (), (Criterion("A", "", (SubCriterion("A1", "x", "", (aspect,)),)),))
    data = write_workbook(scheme)
    read_again = next(read_scheme(data, "x.xlsx", limit=LIMIT).scheme.aspects)
    assert read_again.description == aspect.description


@pytest.mark.parametrize(
    ("typed", "rule"),
    [("Pass/Fail", "pass_fail"), ("ranged score", "ranged_score"), (" NUMBER-COMPLETED ", "number_completed")],
)
def test_types_of_calculations_are_known_however_their_words_are_joined(typed: str, rule: str) -> None:
    assert parse_rule("", typed, "FALSE", "")["rule"] == rule

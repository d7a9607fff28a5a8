"""Schemes: variation (example 10.5), sums (10.6), validation, and independence from Django."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from championships.marking import (
    Aspect,
    Criterion,
    Kind,
    Scheme,
    SchemeRules,
    Severity,
    StandardsSection,
    SubCriterion,
    section_variation,
    validate,
)

ROOT = Path(__file__).resolve().parents[3]
LADDER = tuple((score, f"Level {score}") for score in range(4))
DECLARED = (5, 5, 25, 25, 40)


def scheme_carrying(*carried: int) -> Scheme:
    """Return a scheme of five criteria whose aspects carry `carried` marks for the sections 1 to 5."""
    criteria = []
    for number, (letter, marks) in enumerate(zip("ABCDE", carried, strict=True), start=1):
        aspects = tuple(
            Aspect(f"{letter}1.M{n}", Kind.MEASUREMENT, Decimal("1.00"), f"Item {n}", section=number)
            for n in range(1, marks + 1)
        )
        criteria.append(Criterion(letter, f"Criterion {letter}", (SubCriterion(f"{letter}1", aspects=aspects),)))
    sections = tuple(StandardsSection(n, f"Section {n}", Decimal(marks)) for n, marks in enumerate(DECLARED, start=1))
    return Scheme(sections=sections, criteria=tuple(criteria))


def codes(scheme: Scheme, severity: Severity, rules: SchemeRules | None = None) -> list[str]:
    """Return the codes of the findings of one severity."""
    return [finding.code for finding in validate(scheme, rules or SchemeRules()) if finding.severity is severity]


@pytest.mark.parametrize(
    ("carried", "variation", "allowed"),
    [((5, 5, 25, 25, 40), "0.00", True), ((6, 5, 24, 25, 40), "2.00", True), ((8, 5, 22, 25, 40), "6.00", False)],
)
def test_variation_of_the_worked_examples(carried: tuple[int, ...], variation: str, allowed: bool) -> None:
    found = section_variation(scheme_carrying(*carried))
    assert (str(found.total), found.is_allowed()) == (variation, allowed)


def test_validation_of_a_sound_scheme_finds_nothing() -> None:
    assert validate(scheme_carrying(*DECLARED)) == ()


def test_validation_warns_of_a_variation_and_blocks_above_the_limit() -> None:
    small, large = scheme_carrying(6, 5, 24, 25, 40), scheme_carrying(8, 5, 22, 25, 40)
    assert codes(small, Severity.WARNING) == ["section_variation", "section_variation"]
    assert codes(small, Severity.BLOCKS_PUBLISHING) == []
    assert codes(large, Severity.BLOCKS_PUBLISHING) == ["variation_over_limit"]
    assert codes(large, Severity.BLOCKS_PUBLISHING, SchemeRules(variation_limit=Decimal("6.00"))) == []


def test_validation_tells_both_figures_of_a_total_that_differs() -> None:
    finding = next(f for f in validate(scheme_carrying(5, 5, 25, 25, 39)) if f.code == "scheme_total")
    assert finding.parameters == {"expected": "100.00", "carried": "99.00"}
    assert "scheme_total" not in {f.code for f in validate(scheme_carrying(5, 5, 25, 25, 39), SchemeRules(total=None))}


def with_aspect(aspect: Aspect, declared: str | None = None) -> Scheme:
    """Return a scheme of one criterion with one aspect."""
    sub_criterion = SubCriterion("A1", "Form", "1", (aspect,))
    return Scheme(criteria=(Criterion("A", "Only", (sub_criterion,), Decimal(declared) if declared else None),))


@pytest.mark.parametrize(
    ("aspect", "severity", "code"),
    [
        (Aspect("A1.M1", Kind.MEASUREMENT, Decimal("0.005"), "x"), Severity.ERROR, "impossible_maximum"),
        (Aspect("A1.M1", Kind.MEASUREMENT, Decimal("-1.00"), "x"), Severity.ERROR, "impossible_maximum"),
        (Aspect("A1.M1", Kind.MEASUREMENT, Decimal("0.00"), "x"), Severity.WARNING, "no_maximum"),
        (Aspect("A1.M1", Kind.MEASUREMENT, Decimal("2.50"), "x"), Severity.WARNING, "large_maximum"),
        (Aspect("A1.M1", Kind.MEASUREMENT, Decimal("1.00")), Severity.WARNING, "no_description"),
        (Aspect("A1.J1", Kind.JUDGEMENT, Decimal("1.00"), "x"), Severity.BLOCKS_PUBLISHING, "incomplete_ladder"),
        (Aspect("A1", Kind.MEASUREMENT, Decimal("1.00"), "x"), Severity.ERROR, "duplicate_code"),
    ],
)
def test_validation_of_one_aspect(aspect: Aspect, severity: Severity, code: str) -> None:
    assert code in codes(with_aspect(aspect), severity)


def test_validation_accepts_a_complete_ladder_and_the_largest_usual_mark() -> None:
    aspect = Aspect("A1.J1", Kind.JUDGEMENT, Decimal("2.00"), "x", ladder=LADDER)
    assert codes(with_aspect(aspect), Severity.BLOCKS_PUBLISHING, SchemeRules(total=None)) == []
    assert codes(with_aspect(aspect), Severity.WARNING) == ["number_of_criteria"]


def test_validation_compares_a_criterion_with_its_declared_marks() -> None:
    aspect = Aspect("A1.M1", Kind.MEASUREMENT, Decimal("1.00"), "x")
    assert "criterion_total" in codes(with_aspect(aspect, "1.50"), Severity.BLOCKS_PUBLISHING)
    assert "criterion_total" not in codes(with_aspect(aspect, "1.00"), Severity.BLOCKS_PUBLISHING)


def test_validation_of_an_empty_scheme_is_an_error() -> None:
    assert codes(Scheme(), Severity.ERROR) == ["no_aspects"]


def test_validation_sees_a_number_that_was_skipped() -> None:
    aspect = Aspect("A3.M1", Kind.MEASUREMENT, Decimal("1.00"), "x")
    scheme = Scheme(criteria=(Criterion("A", sub_criteria=(SubCriterion("A3", aspects=(aspect,)),)),))
    assert "code_not_consecutive" in codes(scheme, Severity.WARNING)


def test_marking_imports_without_django() -> None:
    program = "import sys, championships.marking; sys.exit(any(m.split('.')[0] == 'django' for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0

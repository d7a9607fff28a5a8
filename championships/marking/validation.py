"""What a marking scheme must be, and what it had better be.

A finding is a code with its figures; the words, in the reader's language, belong to whoever shows it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from championships.marking.judgement import SCORES
from championships.marking.rounding import is_exact
from championships.marking.scheme import Aspect, Kind, Scheme
from championships.marking.variation import VARIATION_LIMIT, section_variation


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  # Nobody can mark by this scheme.
    BLOCKS_PUBLISHING = "blocks publishing"  # It can be practised on, but is no championship scheme.
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that validation found: `where` is the code of a criterion, sub-criterion or aspect."""

    severity: Severity
    code: str
    where: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class SchemeRules:
    """The limits that validation measures by; marks throughout. `total` None accepts any total."""

    total: Decimal | None = Decimal("100.00")
    variation_limit: Decimal = VARIATION_LIMIT
    aspect_maximum: Decimal = Decimal("2.00")
    fewest_criteria: int = 5
    most_criteria: int = 9


def validate(scheme: Scheme, rules: SchemeRules = SchemeRules()) -> tuple[Finding, ...]:
    """Return everything that is wrong or doubtful with `scheme` (rules 2.2), the gravest first."""
    checks: tuple[Callable[[Scheme, SchemeRules], Iterator[Finding]], ...] = (
        _presence,
        _aspects,
        _codes,
        _totals,
        _variation,
        _criteria,
    )
    order = list(Severity)
    found = [finding for check in checks for finding in check(scheme, rules)]
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


def _presence(scheme: Scheme, _rules: SchemeRules) -> Iterator[Finding]:
    if not any(True for _ in scheme.aspects):
        yield Finding(Severity.ERROR, "no_aspects")
    for sub_criterion in scheme.sub_criteria:
        if not sub_criterion.aspects:
            yield Finding(Severity.WARNING, "empty_sub_criterion", sub_criterion.code)


def _aspects(scheme: Scheme, rules: SchemeRules) -> Iterator[Finding]:
    numbers = {section.number for section in scheme.sections}
    for aspect in scheme.aspects:
        yield from _maximum(aspect, rules)
        if aspect.kind is Kind.JUDGEMENT:
            yield from _ladder(aspect)
        if not aspect.description:
            yield Finding(Severity.WARNING, "no_description", aspect.code)
        if numbers and aspect.section is None:
            yield Finding(Severity.WARNING, "no_section", aspect.code)
        elif numbers and aspect.section not in numbers:
            yield Finding(Severity.BLOCKS_PUBLISHING, "unknown_section", aspect.code, {"section": str(aspect.section)})


def _maximum(aspect: Aspect, rules: SchemeRules) -> Iterator[Finding]:
    figures = {"maximum": str(aspect.maximum)}
    if not is_exact(aspect.maximum) or aspect.maximum < 0:
        yield Finding(Severity.ERROR, "impossible_maximum", aspect.code, figures)
    elif aspect.maximum == 0:
        yield Finding(Severity.WARNING, "no_maximum", aspect.code)
    elif aspect.maximum > rules.aspect_maximum:
        yield Finding(Severity.WARNING, "large_maximum", aspect.code, figures | {"limit": str(rules.aspect_maximum)})


def _ladder(aspect: Aspect) -> Iterator[Finding]:
    described = Counter(score for score, text in aspect.ladder if text)
    missing = [str(score) for score in SCORES if score not in described]
    if missing:
        yield Finding(Severity.BLOCKS_PUBLISHING, "incomplete_ladder", aspect.code, {"missing": ", ".join(missing)})


def _codes(scheme: Scheme, _rules: SchemeRules) -> Iterator[Finding]:
    codes = Counter(aspect.code for aspect in scheme.aspects)
    codes.update(sub_criterion.code for sub_criterion in scheme.sub_criteria)
    codes.update(criterion.letter for criterion in scheme.criteria)
    for code, times in codes.items():
        if times > 1:
            yield Finding(Severity.ERROR, "duplicate_code", code)
    for criterion in scheme.criteria:
        for number, sub_criterion in enumerate(criterion.sub_criteria, start=1):
            expected = f"{criterion.letter}{number}"
            if sub_criterion.code != expected:
                yield Finding(Severity.WARNING, "code_not_consecutive", sub_criterion.code, {"expected": expected})


def _totals(scheme: Scheme, rules: SchemeRules) -> Iterator[Finding]:
    for criterion in scheme.criteria:
        if criterion.declared is not None and criterion.declared != criterion.maximum:
            yield Finding(
                Severity.BLOCKS_PUBLISHING,
                "criterion_total",
                criterion.letter,
                {"declared": str(criterion.declared), "carried": str(criterion.maximum)},
            )
    if rules.total is not None and scheme.maximum != rules.total:
        figures = {"expected": str(rules.total), "carried": str(scheme.maximum)}
        yield Finding(Severity.BLOCKS_PUBLISHING, "scheme_total", "", figures)


def _variation(scheme: Scheme, rules: SchemeRules) -> Iterator[Finding]:
    variation = section_variation(scheme)
    for row in variation.sections:
        if row.variation:
            figures = {"declared": str(row.declared or "0.00"), "carried": str(row.carried)}
            yield Finding(Severity.WARNING, "section_variation", str(row.number), figures)
    if not variation.is_allowed(rules.variation_limit):
        figures = {"variation": str(variation.total), "limit": str(rules.variation_limit)}
        yield Finding(Severity.BLOCKS_PUBLISHING, "variation_over_limit", "", figures)


def _criteria(scheme: Scheme, rules: SchemeRules) -> Iterator[Finding]:
    count = len(scheme.criteria)
    if count and not rules.fewest_criteria <= count <= rules.most_criteria:
        figures = {"count": str(count), "fewest": str(rules.fewest_criteria), "most": str(rules.most_criteria)}
        yield Finding(Severity.WARNING, "number_of_criteria", "", figures)

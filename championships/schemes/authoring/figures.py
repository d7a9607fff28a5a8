"""What a draft adds up to and what is wrong with it, as the editor shows both after each edit."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from championships.marking import (
    Finding,
    InvalidRule,
    Kind,
    Scheme,
    SchemeRules,
    Severity,
    rule_from,
    section_variation,
    validate,
)
from championships.schemes.authoring.content import scheme_of_draft
from championships.schemes.authoring.rows import Content
from championships.schemes.drafting import codes_of
from championships.schemes.importing import rules_in_force
from championships.schemes.messages import message_of

# Which field of a row a finding is about; what is not here is about the row or the scheme as a whole.
FIELDS = {
    "impossible_maximum": "maximum",
    "no_maximum": "maximum",
    "large_maximum": "maximum",
    "no_description": "description",
    "no_section": "section",
    "unknown_section": "section",
    "incomplete_ladder": "ladder",
    "unreadable_rule": "calculation",
}
OF_SECTIONS = frozenset({"section_variation", "variation_over_limit"})


def findings_of(scheme: Scheme, rules: SchemeRules | None = None) -> list[Finding]:
    """Return what validation finds, and measurement rules that cannot be applied; the gravest first."""
    found = [*validate(scheme, rules or rules_in_force()), *_unreadable_rules(scheme)]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _unreadable_rules(scheme: Scheme) -> Iterator[Finding]:
    for aspect in scheme.aspects:
        if aspect.kind is Kind.MEASUREMENT and aspect.calculation is not None:
            try:
                rule_from(aspect.calculation)
            except InvalidRule:
                yield Finding(Severity.BLOCKS_PUBLISHING, "unreadable_rule", aspect.code)


def figures_of(content: Content) -> dict[str, Any]:
    """Return totals and findings of a draft as plain JSON, marks as texts: the answer to each edit."""
    scheme, rules = scheme_of_draft(content), rules_in_force()
    keys = {code: key for key, code in codes_of(content).items()}
    variation = section_variation(scheme)
    return {
        "total": _text(scheme.maximum),
        "expected": _text(rules.total or Decimal(0)),
        "kinds": {kind.value: [scheme.count(kind), _text(scheme.maximum_of(kind))] for kind in Kind},
        "marks": {
            **{keys[criterion.letter]: _text(criterion.maximum) for criterion in scheme.criteria},
            **{keys[sub.code]: _text(sub.maximum) for sub in scheme.sub_criteria},
        },
        "sections": [
            {
                "number": row.number,
                "name": row.name,
                "declared": None if row.declared is None else _text(row.declared),
                "carried": _text(row.carried),
                "variation": _text(row.variation),
            }
            for row in variation.sections
        ],
        "unassigned": _text(variation.unassigned),
        "variation": _text(variation.total),
        "limit": _text(rules.variation_limit),
        "allowed": variation.is_allowed(rules.variation_limit),
        "findings": [_finding(finding, keys) for finding in findings_of(scheme, rules)],
    }


def _finding(finding: Finding, keys: dict[str, str]) -> dict[str, str]:
    in_a_row = finding.code not in OF_SECTIONS
    return {
        "severity": {Severity.ERROR: "error", Severity.BLOCKS_PUBLISHING: "warning"}.get(finding.severity, "note"),
        "key": keys.get(finding.where, "") if in_a_row else "",
        "field": FIELDS.get(finding.code, ""),
        "message": message_of(finding.code, {**finding.parameters, "where": finding.where}),
    }


def _text(mark: Decimal) -> str:
    return f"{mark:.2f}"

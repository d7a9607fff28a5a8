"""What the rules of marking find in a scheme that was read, each with the row that it is about."""

from collections.abc import Callable
from dataclasses import dataclass

from championships.marking import Finding, Kind, Scheme, SchemeRules, validate
from championships.schemes.exchange.report import Remark


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row of the file and what stands in it; `number` is None where a file has no rows."""

    number: int | None = None
    seen: str = ""


NOWHERE = RowSeen()


def findings_in(scheme: Scheme, rules: SchemeRules, sheet: str, row_of: Callable[[str], RowSeen]) -> list[Remark]:
    """Return a remark for everything that the rules find; `row_of` gives the row of a code.

    What holds for every aspect alike is said once.
    """
    found = validate(scheme, rules)
    aspects = list(scheme.aspects)
    sectionless = bool(aspects) and all(aspect.section is None for aspect in aspects)
    if sectionless:
        found = tuple(finding for finding in found if finding.code != "no_section")
    remarks = [_remark(finding, sheet, row_of(finding.where)) for finding in found]
    if sectionless and scheme.sections:
        remarks.append(Remark("no_section_anywhere", sheet, parameters={"count": str(len(scheme.sections))}))
    bare = sum(a.kind is Kind.MEASUREMENT and not (a.requirement or a.extra or a.ladder) for a in aspects)
    if bare:
        remarks.append(Remark("no_requirement", sheet, parameters={"count": str(bare)}))
    return remarks


def _remark(finding: Finding, sheet: str, row: RowSeen) -> Remark:
    figures = {"where": finding.where, **finding.parameters}
    return Remark(finding.code, sheet, row.number, row.seen, finding.severity, figures)

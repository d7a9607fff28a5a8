"""The mentor's word on the kind of an aspect, where a file does not say it: the report as it is with that kind."""

from dataclasses import replace

from championships.marking import Kind, SchemeRules, Severity
from championships.schemes.exchange.findings import NOWHERE, RowSeen, findings_in
from championships.schemes.exchange.kinds import renamed, with_kind
from championships.schemes.exchange.report import ImportReport, Remark

# The remarks on an aspect whose kind the file does not say: parameter `code` is that of the aspect.
TAKEN = {Kind.JUDGEMENT: "taken_as_judgement", Kind.MEASUREMENT: "taken_as_measurement"}
CHOSEN = {Kind.JUDGEMENT: "chosen_as_judgement", Kind.MEASUREMENT: "chosen_as_measurement"}
KIND_REMARKS = frozenset({*TAKEN.values(), *CHOSEN.values()})
RULE_REMARKS = frozenset({"rule_from_words", "deductions_in_words"})


def choose_kind(report: ImportReport, code: str, kind: Kind, rules: SchemeRules) -> ImportReport:
    """Return `report` with the aspect `code` as `kind`: its scheme, its awarded marks and its remarks agree again.

    Raises:
        UnknownAspect: no aspect of the report has this code.
    """
    scheme = with_kind(report.scheme, code, kind)
    codes = {code: code} | dict(renamed(report.scheme, scheme))
    sheet = next((remark.sheet for remark in report.remarks if remark.sheet), "")
    rows = _rows(report)
    told = {remark.code for remark in findings_in(report.scheme, rules, sheet, lambda _where: NOWHERE)}
    kept = [
        _renamed(remark, codes)
        for remark in report.remarks
        if remark.code not in told and not (remark.parameters.get("code") == code and _is_about_the_kind(remark))
    ]
    at = rows.get(code, NOWHERE)
    chosen = Remark(CHOSEN[kind], sheet, at.number, at.seen, parameters={"code": codes[code]})
    rule = next(aspect.calculation for aspect in scheme.aspects if aspect.code == codes[code])
    if rule is not None and kind is Kind.MEASUREMENT:
        kept.append(replace(chosen, code="rule_from_words"))
    new_rows = {codes.get(where, where): row for where, row in rows.items()}
    found = findings_in(scheme, rules, sheet, lambda where: new_rows.get(where, NOWHERE))
    severities = list(Severity)
    ordered = sorted([*kept, chosen, *found], key=lambda remark: (severities.index(remark.severity), remark.row or 0))
    awarded = tuple(
        replace(one, marks={codes.get(old, old): mark for old, mark in one.marks.items()})
        for one in report.beside.awarded
    )
    return replace(report, scheme=scheme, remarks=tuple(ordered), beside=replace(report.beside, awarded=awarded))


def _is_about_the_kind(remark: Remark) -> bool:
    return remark.code in KIND_REMARKS or remark.code in RULE_REMARKS


def _rows(report: ImportReport) -> dict[str, RowSeen]:
    """Return the row of every code that a remark names."""
    rows: dict[str, RowSeen] = {}
    for remark in report.remarks:
        where = remark.parameters.get("where") or remark.parameters.get("code")
        if where and remark.row:
            rows.setdefault(where, RowSeen(remark.row, remark.seen))
    return rows


def _renamed(remark: Remark, codes: dict[str, str]) -> Remark:
    figures = {
        name: codes.get(text, text) if name in {"code", "where"} else text for name, text in remark.parameters.items()
    }
    return replace(remark, parameters=figures)

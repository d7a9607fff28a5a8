"""The sheet `Calculations`: how an aspect's measurement becomes its mark.

It has no headings; an aspect names the number of a row. Column B holds the type, D the parameters: records
joined by `#-#`, each `KEY:::<number>#x~x#<text>`, in any order, either half of a record possibly empty.

CIS has five kinds of rules. A rule that they say exactly is written as one of them; whatever columns A to D alone
would not give back, a kind that CIS does not have or a detail, stands in column E as plain JSON, which counts when
the sheet is read again. CIS reads neither that column nor, on import, this sheet.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from championships.marking import rule_from
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.texts import fold, number

Rule = dict[str, Any]
RULES = {
    "PASS_FAIL": "pass_fail",
    "NUMBER_COMPLETED": "number_completed",
    "CHOICE": "choice",
    "RANGED_SCORE": "ranged_score",
    "REGULAR_DIFFERENCE_DEDUCTION": "regular_difference",
}
TYPES = {rule: name for name, rule in RULES.items()}
SINGLE = {
    "NUM_POSSIBLE": "possible",
    "TARGET_VALUE": "target",
    "DIFFERENCE": "difference",
    "DIFFERENCE_TYPE": "difference_type",
    "DEDUCTION": "deduction",
    "DEDUCTION_TYPE": "deduction_type",
}
LISTED = re.compile(r"(CHOICE|RANGE)(\d{1,3})_(LABEL|LOWER|UPPER|DEDUCTION)")
LISTS = {"CHOICE": "choices", "RANGE": "ranges"}
# `Pass/Fail` and `ranged score` are the same words.
BETWEEN_WORDS = re.compile(r"[\s/_-]+")
BETWEEN_RECORDS, AFTER_KEY, BETWEEN_HALVES = "#-#", ":::", "#x~x#"
NAME, TYPE, SHARED, PARAMETERS, EXACTLY = 1, 2, 3, 4, 5


@dataclass(slots=True)
class Calculations:
    """The calculations of a workbook by row number, and which of them an aspect has asked for."""

    sheet: str = ""
    rules: dict[int, tuple[Row, Rule]] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)

    @property
    def is_absent(self) -> bool:
        """Whether the workbook has no sheet of calculations at all."""
        return not self.sheet

    def rule(self, row_number: int) -> Rule | None:
        """Return the calculation in a row, and remember that it is used."""
        self.asked.add(row_number)
        _row, rule = self.rules.get(row_number, (None, None))
        return rule

    def report_unused(self, remarks: Remarks) -> None:
        """Name the calculations that no aspect asked for."""
        for row_number, (row, _rule) in self.rules.items():
            if row_number not in self.asked:
                remarks.add("calculation_without_aspect", self.sheet, row)


def read_calculations(sheet: Sheet, remarks: Remarks) -> Calculations:
    """Return the calculations of `sheet`; a row that cannot be understood is kept as text, with a remark."""
    found = Calculations(sheet.name)
    for row in sheet:
        columns = row.text(NAME), row.text(TYPE), row.text(SHARED), row.text(PARAMETERS)
        rule = exact_rule(row.text(EXACTLY)) or parse_rule(*columns)
        if rule["rule"] == "unknown":
            remarks.add("unreadable_calculation", sheet.name, row)
        found.rules[row.number] = (row, rule)
    return found


def parse_rule(name: str, kind: str, shared: str, parameters: str) -> Rule:
    """Return a measurement rule as plain JSON; numbers are texts, lists are in the order of their numbers.

    >>> parse_rule("", "NUMBER_COMPLETED", "FALSE", "NUM_POSSIBLE:::4.00000000#x~x#")["possible"]
    '4'
    """
    about = {"name": name, "shared": fold(shared) in {"true", "1", "yes"}}
    rule = RULES.get(BETWEEN_WORDS.sub("_", kind.strip().upper()))
    fields = _fields(parameters)
    if rule is None or fields is None:
        return {"rule": "unknown", **about, "type": kind, "parameters": parameters}
    values: dict[str, str | None] = {}
    lists: dict[str, dict[int, dict[str, str | None]]] = {}
    for key, value in fields.items():
        if listed := LISTED.fullmatch(key):
            lists.setdefault(LISTS[listed[1]], {}).setdefault(int(listed[2]), {})[listed[3].lower()] = value
        else:
            values[SINGLE.get(key, key)] = value
    for items in lists.get("ranges", {}).values():
        _put_bounds_in_order(items)
    ordered = {plural: [items[n] for n in sorted(items)] for plural, items in lists.items()}
    return {"rule": rule, **about, **dict(sorted(values.items())), **ordered}


def format_rule(rule: Mapping[str, Any]) -> tuple[str, str, bool, str, str]:
    """Return name, type, shared flag, parameters and, where those do not say it all, the exact rule: columns A to E.

    >>> format_rule({"rule": "levels", "highest": "2"})
    ('', 'NUMBER_COMPLETED', False, 'NUM_POSSIBLE:::2.00000000#x~x#', '{"rule": "levels", "highest": "2"}')
    """
    columns = _in_the_words_of_cis(rule)
    name, kind, shared, parameters = columns
    said = parse_rule(name, kind, str(shared), parameters) == dict(rule)
    return (*columns, "" if said else json.dumps(dict(rule), ensure_ascii=False))


def exact_rule(text: str) -> Rule | None:
    """Return the rule that column E holds; None when it holds nothing or no rule that can be measured by."""
    if not text.startswith("{"):
        return None
    try:
        rule = json.loads(text)
        rule_from(rule)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return dict(rule)


def _in_the_words_of_cis(rule: Mapping[str, Any]) -> tuple[str, str, bool, str]:
    name, shared = str(rule.get("name", "")), bool(rule.get("shared"))
    same = _same_in_cis(rule)
    kind = str(same.get("rule", "unknown"))
    if kind == "unknown":
        return name, str(rule.get("type", "")), shared, str(rule.get("parameters", ""))
    if kind not in TYPES:
        return name, kind.upper(), shared, ""
    return name, TYPES[kind], shared, BETWEEN_RECORDS.join(_records(same))


def _same_in_cis(rule: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the rule of CIS that gives the same mark for every observation, where there is one."""
    if rule.get("rule") == "deduct_from_full" and "deduction" in rule:
        unit = rule.get("deduction_type", "UNIT")
        step = {"target": "0", "difference": "1", "difference_type": "UNIT"}
        return {"rule": "regular_difference", **step, "deduction": rule["deduction"], "deduction_type": unit}
    if rule.get("rule") == "levels":
        return {"rule": "number_completed", "possible": rule.get("highest", "2")}
    return rule


def _records(rule: Mapping[str, Any]) -> list[str]:
    keys = {short: key for key, short in SINGLE.items()}
    records = [
        _record(keys.get(key, key), None if value is None else str(value))
        for key, value in rule.items()
        if key not in {"rule", "name", "shared", "choices", "ranges"}
    ]
    for singular, plural in LISTS.items():
        for position, item in enumerate(rule.get(plural, ()), start=1):
            records += [
                _record(f"{singular}{position}_{key.upper()}", None if value is None else str(value))
                for key, value in item.items()
            ]
    return records


def _fields(parameters: str) -> dict[str, str | None] | None:
    fields: dict[str, str | None] = {}
    for record in filter(None, parameters.split(BETWEEN_RECORDS)):
        key, after_key, value = record.partition(AFTER_KEY)
        figure, between, text = value.partition(BETWEEN_HALVES)
        if not (after_key and between) or (figure and number(figure) is None):
            return None
        exact = number(figure)
        both = figure and text
        fields[key] = f"{exact}{BETWEEN_HALVES}{text}" if both else text or (None if exact is None else str(exact))
    return fields


def _record(key: str, value: str | None) -> str:
    if value is None:
        return f"{key}{AFTER_KEY}{BETWEEN_HALVES}"
    if BETWEEN_HALVES in value:
        return f"{key}{AFTER_KEY}{value}"
    if key.endswith(("_LABEL", "_TYPE")) or number(value) is None:
        return f"{key}{AFTER_KEY}{BETWEEN_HALVES}{value}"
    figure = Decimal(value)
    return f"{key}{AFTER_KEY}{figure:.8f}{BETWEEN_HALVES}" if figure else f"{key}{AFTER_KEY}0E-8{BETWEEN_HALVES}"


def _put_bounds_in_order(item: dict[str, str | None]) -> None:
    lower, upper = item.get("lower"), item.get("upper")
    figures = (number(lower or ""), number(upper or ""))
    if figures[0] is not None and figures[1] is not None and figures[0] > figures[1]:
        item["lower"], item["upper"] = upper, lower

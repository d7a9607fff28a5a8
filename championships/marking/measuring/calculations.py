"""Measurement rules as plain JSON, as an aspect keeps them in `Aspect.calculation`, in both directions.

The shape is the one in which the sheet `Calculations` of CIS is read: `{"rule": "choice", "deduction_type": "UNIT",
"choices": [{"label": "Full marks", "deduction": "0"}]}`. Figures are texts, so that they stay exact; what is empty
in the file is None. Five kinds come from CIS; the others are the field's, and this product keeps them the same way.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from championships.marking.exactness import is_figure, plain
from championships.marking.measuring.counting import (
    AddFromZero,
    Choice,
    Choices,
    DeductFromFull,
    FullOrZero,
    Levels,
    Manual,
    NumberCompleted,
)
from championships.marking.measuring.differences import (
    Range,
    RangedScore,
    RegularDifference,
    Steps,
    Tolerance,
    ToleranceTable,
)
from championships.marking.measuring.rules import Amount, AmountUnit, InvalidRule, Rule

Calculation = Mapping[str, Any]


def rule_from(calculation: Calculation | None) -> Rule:
    """Return the rule that an aspect's calculation describes; without one, "full or zero" as TD 4.7 has it.

    >>> rule_from({"rule": "number_completed", "possible": "4"})
    NumberCompleted(possible=4)

    Raises:
        InvalidRule: the kind is not known, or a figure is missing or makes no sense.
    """
    if calculation is None:
        return FullOrZero()
    kind = str(calculation.get("rule") or calculation.get("type") or "")
    reader = _READERS.get(kind.strip().lower().replace("-", "_"))
    if reader is None:
        raise InvalidRule(f"{kind!r} is no kind of measurement rule.")
    return reader(calculation)


def calculation_of(rule: Rule) -> dict[str, Any]:
    """Return `rule` as plain JSON, from which `rule_from` makes an equal rule.

    >>> calculation_of(NumberCompleted(4))
    {'rule': 'number_completed', 'possible': '4'}

    Raises:
        InvalidRule: it is a kind of rule that this product does not keep.
    """
    writer = _WRITERS.get(type(rule))
    if writer is None:
        raise InvalidRule(f"{type(rule).__name__} has no plain form.")
    return writer(rule)


def _figure(source: Calculation, key: str, default: str | None = None) -> Decimal:
    figure = _figure_or_none(source, key)
    if figure is None:
        if default is None:
            raise InvalidRule(f"The rule says no {key}.")
        return Decimal(default)
    return figure


def _figure_or_none(source: Calculation, key: str) -> Decimal | None:
    text = source.get(key)
    if text is None or text == "":
        return None
    try:
        figure = Decimal(str(text))
    except InvalidOperation as error:
        raise InvalidRule(f"{text!r} is no figure.") from error
    if isinstance(text, float) or not is_figure(figure):
        raise InvalidRule(f"{text!r} is no exact figure.")
    return figure


def _whole(source: Calculation, key: str, default: str | None = None) -> int:
    figure = _figure(source, key, default)
    if figure != int(figure):
        raise InvalidRule(f"{figure} is no whole number.")
    return int(figure)


def _unit(source: Calculation, key: str) -> AmountUnit:
    name = str(source.get(key) or AmountUnit.MARKS).strip().upper()
    if name not in set(AmountUnit):
        raise InvalidRule(f"{name!r} is neither UNIT nor PERCENT.")
    return AmountUnit(name)


def _amount(source: Calculation, key: str, unit: AmountUnit, default: str | None = None) -> Amount:
    return Amount(_figure(source, key, default), unit)


def _read_choices(source: Calculation) -> Choices:
    unit = _unit(source, "deduction_type")
    said = [item for item in source.get("choices") or () if item.get("label") or item.get("deduction")]
    return Choices(
        tuple(
            Choice(str(item.get("label") or number), _amount(item, "deduction", unit, "0"))
            for number, item in enumerate(said, start=1)
        )
    )


def _read_ranges(source: Calculation) -> RangedScore:
    unit = _unit(source, "deduction_type")
    ranges = []
    for item in source.get("ranges") or ():
        lower, upper = _figure_or_none(item, "lower"), _figure_or_none(item, "upper")
        if lower is not None or upper is not None:
            ranges.append(Range(lower, upper, _amount(item, "deduction", unit, "0")))
    return RangedScore(tuple(ranges), _figure_or_none(source, "target"))


def _read_difference(source: Calculation) -> RegularDifference:
    steps = source.get("steps") or Steps.WHOLE
    if steps not in set(Steps):
        raise InvalidRule(f"{steps!r} is no way to count steps.")
    return RegularDifference(
        amount=_amount(source, "deduction", _unit(source, "deduction_type")),
        step=_amount(source, "difference", _unit(source, "difference_type"), "1"),
        target=_figure(source, "target", "0"),
        steps=Steps(steps),
    )


def _read_tolerances(source: Calculation) -> ToleranceTable:
    rows = (Tolerance(_figure(row, "limit"), _figure(row, "marks")) for row in source.get("rows") or ())
    return ToleranceTable(tuple(rows), _figure(source, "beyond", "0.00"))


_READERS: Mapping[str, Callable[[Calculation], Rule]] = MappingProxyType(
    {
        "pass_fail": lambda _source: FullOrZero(),
        "pass_or_fail": lambda _source: FullOrZero(),
        "true_or_false": lambda _source: FullOrZero(),
        "number_completed": lambda source: NumberCompleted(_whole(source, "possible")),
        "choice": _read_choices,
        "ranged_score": _read_ranges,
        "regular_difference": _read_difference,
        "deduct_from_full": lambda source: DeductFromFull(
            _amount(source, "deduction", _unit(source, "deduction_type"))
        ),
        "add_from_zero": lambda source: AddFromZero(_amount(source, "addition", _unit(source, "addition_type"))),
        "tolerance_table": _read_tolerances,
        "levels": lambda source: Levels(_whole(source, "highest", "2")),
        "manual": lambda source: Manual(reason_for_zero=bool(source.get("reason_for_zero"))),
    }
)


def _write_choices(rule: Choices) -> dict[str, Any]:
    units = {option.deduction.unit for option in rule.options}
    choices = [{"label": one.label, "deduction": plain(one.deduction.value)} for one in rule.options]
    return {"rule": "choice", "deduction_type": _shared(units), "choices": choices}


def _write_ranges(rule: RangedScore) -> dict[str, Any]:
    units = {one.deduction.unit for one in rule.ranges}
    ranges = [
        {
            "lower": _plain_or_none(one.lower),
            "upper": _plain_or_none(one.upper),
            "deduction": plain(one.deduction.value),
        }
        for one in rule.ranges
    ]
    target = _plain_or_none(rule.target)
    return {"rule": "ranged_score", "target": target, "deduction_type": _shared(units), "ranges": ranges}


def _write_difference(rule: RegularDifference) -> dict[str, Any]:
    written = {
        "rule": "regular_difference",
        "target": plain(rule.target),
        "difference": plain(rule.step.value),
        "difference_type": rule.step.unit.value,
        "deduction": plain(rule.amount.value),
        "deduction_type": rule.amount.unit.value,
    }
    return written if rule.steps is Steps.WHOLE else {**written, "steps": rule.steps.value}


def _write_tolerances(rule: ToleranceTable) -> dict[str, Any]:
    rows = [{"limit": plain(row.limit), "marks": plain(row.marks)} for row in rule.rows]
    return {"rule": "tolerance_table", "rows": rows, "beyond": plain(rule.beyond)}


def _write_amount(kind: str, key: str, amount: Amount) -> dict[str, Any]:
    return {"rule": kind, key: plain(amount.value), f"{key}_type": amount.unit.value}


def _plain_or_none(figure: Decimal | None) -> str | None:
    return None if figure is None else plain(figure)


def _shared(units: set[AmountUnit]) -> str:
    if len(units) != 1:
        raise InvalidRule("All deductions of one rule are in marks, or all are in percent.")
    return units.pop().value


_WRITERS: Mapping[type[Rule], Callable[[Any], dict[str, Any]]] = MappingProxyType(
    {
        FullOrZero: lambda _rule: {"rule": "pass_fail"},
        NumberCompleted: lambda rule: {"rule": "number_completed", "possible": str(rule.possible)},
        Choices: _write_choices,
        RangedScore: _write_ranges,
        RegularDifference: _write_difference,
        DeductFromFull: lambda rule: _write_amount("deduct_from_full", "deduction", rule.amount),
        AddFromZero: lambda rule: _write_amount("add_from_zero", "addition", rule.amount),
        ToleranceTable: _write_tolerances,
        Levels: lambda rule: {"rule": "levels", "highest": str(rule.highest)},
        Manual: lambda rule: {"rule": "manual", "reason_for_zero": rule.reason_for_zero},
    }
)

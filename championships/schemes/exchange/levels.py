"""The levels 0, 1, 2 of demonstration exams: what each looks like, and what the one that was given is worth."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from championships.marking.measuring import Levels, calculation_of, measure
from championships.marking.rounding import is_exact
from championships.schemes.exchange.builder import SchemeBuilder
from championships.schemes.exchange.sheets import Row
from championships.schemes.exchange.texts import as_mark, number, whole_number

RULE = Levels()
LEVELS = range(RULE.highest + 1)
CALCULATION: Mapping[str, Any] = calculation_of(RULE)


def mark_of_level(row: Row, column: int, maximum: Decimal, builder: SchemeBuilder) -> Decimal | None:
    """Return what the level in a cell is worth, in marks; None where none, or something else, stands.

    Nor is anything worth a mark whose maximum is none: validation names such an aspect as an error.
    """
    typed = row.text(column)
    level = whole_number(typed)
    if level is not None and level in LEVELS:
        return measure(RULE, level, maximum).mark if is_exact(maximum) and maximum >= 0 else None
    if typed:
        builder.remarks.add("unreadable_level", builder.sheet, row, seen=typed, highest=str(RULE.highest))
    return None


def compare_typed(row: Row, column: int | None, mark: Decimal, builder: SchemeBuilder) -> None:
    """Remark on a typed mark that the level does not give, with both figures."""
    typed = number(row.text(column))
    if typed is not None and typed != mark:
        builder.remarks.add("awarded_differs", builder.sheet, row, typed=as_mark(typed), carried=as_mark(mark))

"""Reading the figures of a row: the maximum of an aspect, and the mark that somebody was given."""

from decimal import Decimal

from championships.schemes.exchange.builder import SchemeBuilder
from championships.schemes.exchange.sheets import Row
from championships.schemes.exchange.texts import LARGEST_MARK, as_mark, is_date, number, two_places

NO_MARK = Decimal("0.00")


def maximum_in(row: Row, column: int | None, builder: SchemeBuilder) -> Decimal:
    """Return the maximum mark in a cell, in marks; 0.00 where there is none, with a remark if something else stands."""
    cell = row.cell(column)
    figure = number(cell.text)
    if cell.lacks_value:
        builder.remarks.add("formula_without_value", builder.sheet, row, seen=f"={cell.formula}", error=True)
    elif is_date(cell.text):
        builder.remarks.add("date_for_mark", builder.sheet, row, seen=cell.text, error=True)
    elif cell.text.strip() and (figure is None or abs(figure) > LARGEST_MARK):
        builder.remarks.add("unreadable_mark", builder.sheet, row, seen=cell.text, error=True)
        return NO_MARK
    # An aspect without a maximum counts 0; validation says so.
    return NO_MARK if figure is None else two_places(figure)


def awarded_in(row: Row, column: int, maximum: Decimal, builder: SchemeBuilder) -> Decimal | None:
    """Return the mark that was given, in marks from 0 to `maximum`; None where nothing, or no such mark, stands.

    A mark that cannot be one is named in a remark and left out: not marked is not zero.
    """
    cell = row.cell(column)
    figure = number(cell.text)
    if not cell.text.strip():
        return None
    if figure is None:
        builder.remarks.add("unreadable_awarded", builder.sheet, row, seen=cell.text)
    elif not 0 <= figure <= maximum or two_places(figure).as_tuple().exponent != NO_MARK.as_tuple().exponent:
        builder.remarks.add(
            "impossible_awarded", builder.sheet, row, seen=cell.text, mark=as_mark(figure), maximum=as_mark(maximum)
        )
    else:
        return two_places(figure)
    return None

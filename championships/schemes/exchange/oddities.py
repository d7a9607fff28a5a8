"""What is odd about a workbook whatever its layout: hidden sheets and rows, and errors in cells."""

import re
from collections.abc import Iterable

from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Sheet

ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|BLOCKED!|FIELD!|BUSY!)")


def name_oddities(sheets: Iterable[Sheet], remarks: Remarks) -> None:
    """Remark on hidden sheets and rows, which are read like any other, and on cells that hold an error."""
    for sheet in sheets:
        if sheet.hidden and sheet.rows:
            remarks.add("hidden_sheet", sheet.name, None, seen=sheet.name)
        if hidden := [row.number for row in sheet if row.number in sheet.hidden_rows]:
            remarks.add("hidden_rows", sheet.name, None, rows=in_spans(hidden))
        for row in sheet:
            errors = dict.fromkeys(found for cell in row.cells.values() if (found := cell.text) and found[0] == "#")
            for error in filter(ERROR.fullmatch, errors):
                remarks.add("cell_with_error", sheet.name, row, value=error)


def in_spans(numbers: Iterable[int]) -> str:
    """Return rising numbers with runs written short.

    >>> in_spans([3, 4, 5, 9])
    '3-5, 9'
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)

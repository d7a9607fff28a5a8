"""Texts that leave for a spreadsheet: shown there as they are, and never computed.

A spreadsheet takes a text that begins with one of these signs for a formula. In a workbook a cell can say that it is a
text (and says so again when somebody edits it: the quote prefix); in CSV only an apostrophe before the text helps.
"""

from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def looks_like_a_formula(text: str) -> bool:
    """Return whether a spreadsheet could take `text` for a formula; spaces before it change nothing."""
    return text.lstrip(" ").startswith(FORMULA_SIGNS)


def harmless(text: str) -> str:
    """Return `text` for a cell of CSV, so that a spreadsheet shows it and never computes it.

    >>> harmless("=1+1"), harmless("Aigerim"), harmless(" =1")
    ("'=1+1", 'Aigerim', "' =1")
    """
    return f"'{text}" if looks_like_a_formula(text) else text


def write_text(cell: Any, text: str) -> None:
    """Write `text` into a cell of a workbook as a text, without the characters that no workbook may hold."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if looks_like_a_formula(text):
        cell.quotePrefix = True

"""Cells that a spreadsheet shows as dates: told by the format of their style, since the cell itself holds a number.

A mark that was typed as `1.5` is one of them where the spreadsheet took it for the first of May.
"""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

# The numbers of the formats that every spreadsheet program knows for dates and times.
BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
NO_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|General', re.IGNORECASE)
DATE_LETTERS = re.compile("[ymdhsгдмч]", re.IGNORECASE)
LONGEST_FORMAT = 255
MOST_STYLES = 65_536
DAY_ZERO, DAY_ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 -- a spreadsheet has no zones
# Figures below are no dates of today: a mark, in a cell that was formatted as a date by mistake.
FIRST_DAY, LAST_DAY = 367, 2_958_466


class Styles(ContentHandler):
    """The styles of a workbook: which of them show a number as a date."""

    def __init__(self) -> None:
        super().__init__()
        self.dates: set[str] = set()
        self._formats: dict[str, str] = {}
        self._inside, self._count = False, 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802, D102
        match name.rpartition(":")[2]:
            case "numFmt" if len(self._formats) < MOST_STYLES:
                self._formats[attrs.get("numFmtId", "")] = attrs.get("formatCode", "")[:LONGEST_FORMAT]
            case "cellXfs":
                self._inside = True
            case "xf" if self._inside and self._count < MOST_STYLES:
                if self._shows_date(attrs.get("numFmtId", "")):
                    self.dates.add(str(self._count))
                self._count += 1

    def endElement(self, name: str) -> None:  # noqa: N802, D102
        if name.rpartition(":")[2] == "cellXfs":
            self._inside = False

    def _shows_date(self, key: str) -> bool:
        if key in self._formats:
            return DATE_LETTERS.search(NO_LETTERS.sub("", self._formats[key])) is not None
        return key.isascii() and key.isdigit() and len(key) < len(str(LAST_DAY)) and int(key) in BUILT_IN


def date_text(serial: Decimal, *, since_1904: bool = False) -> str:
    """Return the day, and the time if there is one, that a spreadsheet shows for a number; nothing if it is no date.

    >>> date_text(Decimal("45426")), date_text(Decimal("45426.5")), date_text(Decimal("1.5"))
    ('2024-05-14', '2024-05-14 12:00', '')
    """
    if not FIRST_DAY <= serial < LAST_DAY:
        return ""
    shown = (DAY_ZERO_1904 if since_1904 else DAY_ZERO) + timedelta(seconds=round(serial * 86_400))
    return shown.strftime("%Y-%m-%d" if not (shown.hour or shown.minute) else "%Y-%m-%d %H:%M")

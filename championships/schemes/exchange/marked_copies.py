"""Sheets that repeat the scheme with the marks of one competitor each: their marks are taken, the scheme is not."""

from collections.abc import Callable, Sequence
from typing import Protocol

from championships.marking import Scheme
from championships.schemes.exchange.awarded import AwardedSheet
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Sheet


class MarkedSheet(Protocol):
    """A sheet that was read: its scheme, and the marks given on it when they are asked for."""

    @property
    def scheme(self) -> Scheme:
        """The scheme that the sheet holds."""

    def awarded(self, name: str) -> AwardedSheet:
        """Return the marks given, under the name of whom they were given to."""


def marked_copies(
    sheets: Sequence[Sheet], scheme: Scheme, remarks: Remarks, read: Callable[[Sheet, Remarks], MarkedSheet]
) -> tuple[tuple[AwardedSheet, ...], frozenset[str]]:
    """Return the marks on every sheet with the same scheme, named as its tab, and the names of those sheets.

    What is doubtful on such a sheet alone is remarked on; a sheet with another scheme is left alone.
    """
    found, names = [], set()
    for sheet in sheets:
        told = Remarks()
        copy = read(sheet, told)
        if copy.scheme.criteria == scheme.criteria:
            awarded = copy.awarded(sheet.name)
            known = {(remark.code, remark.row, *remark.parameters.items()) for remark in remarks.found}
            remarks.found += [one for one in told.found if (one.code, one.row, *one.parameters.items()) not in known]
            names.add(sheet.name)
            found += [awarded] if awarded.marks else []
    return tuple(found), frozenset(names)

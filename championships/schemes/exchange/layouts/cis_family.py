"""The layouts of the family of CIS: one table, headings in English, one row for each aspect.

They differ in the columns that they have and in the words of their headings; what a row means does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from championships.marking import Scheme
from championships.schemes.exchange.awarded import AwardedSheet, Beside
from championships.schemes.exchange.builder import SchemeBuilder
from championships.schemes.exchange.calculations import Calculations, read_calculations
from championships.schemes.exchange.cis import CisRows
from championships.schemes.exchange.columns import CIS_HEADINGS, Headings, Role, bare, find_columns
from championships.schemes.exchange.layouts.layout import Match, Reading
from championships.schemes.exchange.marked_copies import marked_copies
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.texts import fold

CALCULATIONS = "calculations"
# As `bare` has them: English, and Russian or Kazakh.
OBJECTIVE = ("obj", bare("объект"))


@dataclass(frozen=True, slots=True)
class CisSheet:
    """One sheet that was read: perhaps the scheme once more, with the marks of one competitor."""

    scheme: Scheme
    builder: SchemeBuilder
    beside: Beside

    def awarded(self, name: str) -> AwardedSheet:
        """Return the marks given, under the name of whom they were given to; none if nothing is marked."""
        return next((replace(sheet, name=name) for sheet in self.beside.awarded), AwardedSheet(name, {}))


@dataclass(frozen=True)
class CisFamily:
    """A layout that is told by the columns it needs, the ones it lacks, and the types its heading names.

    `objective` is whether the heading of the types speaks of the older objective ones (None: either way).
    `options_in_text` is whether the levels of an aspect stand as texts that begin with `(0)`, `(1)`, `(2)`;
    `reads_words` whether its deductions stand in words; `one_of` are columns of which one is enough.
    """

    key: str
    name: str
    expected: str
    needed: frozenset[Role]
    fewest: int
    lacks: frozenset[Role] = frozenset()
    objective: bool | None = None
    headings: Headings = field(default_factory=lambda: CIS_HEADINGS)
    options_in_text: bool = False
    reads_words: bool = False
    one_of: frozenset[Role] = frozenset()

    def recognise(self, sheets: Sequence[Sheet]) -> Match | None:
        """Return the first row with the headings of this layout, in the sheet that has the most of them."""
        matches = [match for sheet in sheets if (match := self._match(sheet))]
        return max(matches, key=lambda match: match.certainty, default=None)

    def read(self, sheets: Sequence[Sheet], match: Match, remarks: Remarks) -> Reading:
        """Return the scheme on the matched sheet; the sheet `Calculations` is read with it."""
        calculations = _calculations(sheets, remarks)
        own = self._sheet(match.sheet, remarks, calculations)
        calculations.report_unused(remarks)
        alike = [sheet for sheet in sheets if sheet is not match.sheet and self._match(sheet)]
        copies, names = marked_copies(
            alike, own.scheme, remarks, lambda sheet, told: self._sheet(sheet, told, calculations)
        )
        return Reading(own.scheme, own.builder, Beside((*own.beside.awarded, *copies)), names)

    def _sheet(self, sheet: Sheet, remarks: Remarks, calculations: Calculations) -> "CisSheet":
        builder = SchemeBuilder(sheet.name, remarks, reads_words=self.reads_words)
        rows = CisRows(builder, calculations, self.headings, options_in_text=self.options_in_text)
        for row in sheet:
            rows.read(row)
        scheme = builder.build()
        return CisSheet(scheme, builder, rows.finish(scheme))

    def _match(self, sheet: Sheet) -> Match | None:
        for row in sheet:
            found = find_columns(row, self.headings)
            complete = self.needed <= found.keys() and len(found) >= self.fewest
            complete = complete and (not self.one_of or not self.one_of.isdisjoint(found))
            if complete and self.lacks.isdisjoint(found) and self._has_its_types(row, found[Role.TYPE]):
                return Match(sheet, row, len(found))
        return None

    def _has_its_types(self, row: Row, column: int) -> bool:
        return self.objective is None or any(word in bare(row.text(column)) for word in OBJECTIVE) is self.objective


def _calculations(sheets: Sequence[Sheet], remarks: Remarks) -> Calculations:
    sheet = next((sheet for sheet in sheets if fold(sheet.name) == CALCULATIONS), None)
    return read_calculations(sheet, remarks) if sheet else Calculations()

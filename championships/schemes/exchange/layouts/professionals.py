"""Layouts 6 and 7: «Профессионалы» of 2023, with a type and a professional task for each aspect, and of 2025, without."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from championships.schemes.exchange.builder import SchemeBuilder
from championships.schemes.exchange.columns import find_columns
from championships.schemes.exchange.layouts.layout import Match, Reading
from championships.schemes.exchange.professionals import ProfessionalRows
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Sheet
from championships.schemes.exchange.task_list import find_task_list, read_task_list
from championships.schemes.exchange.words import PROFESSIONALS_HEADINGS, Role

NEEDED = frozenset({Role.CODE, Role.DESCRIPTION, Role.MAXIMUM})
# One of these tells the layout from others that have codes, aspects and maxima.
OF_ITS_OWN = frozenset({Role.NAME, Role.EXTRA, Role.SECTION})
FEWEST = 4


@dataclass(frozen=True)
class Professionals:
    """The layout; `has_types` is whether a column says the kind of each aspect."""

    key: str
    name: str
    expected: str
    has_types: bool

    def recognise(self, sheets: Sequence[Sheet]) -> Match | None:
        """Return the first row with the headings of this layout, in the sheet that has the most of them."""
        matches = [match for sheet in sheets if (match := self._match(sheet))]
        return max(matches, key=lambda match: match.certainty, default=None)

    def read(self, sheets: Sequence[Sheet], match: Match, remarks: Remarks) -> Reading:
        """Return the scheme on the matched sheet; the sheet of professional tasks is read with it."""
        builder = SchemeBuilder(match.sheet.name, remarks, reads_words=True)
        tasks = find_task_list(sheets, match.sheet)
        if tasks:
            read_task_list(tasks, builder)
        rows = ProfessionalRows(builder, match.sheet)
        for row in match.sheet:
            rows.read(row)
        builder.set_days(rows.days())
        scheme = builder.build()
        beside = rows.finish(scheme)
        return Reading(scheme, builder, beside, frozenset({tasks.name} if tasks else ()))

    def _match(self, sheet: Sheet) -> Match | None:
        for row in sheet:
            found = find_columns(row, PROFESSIONALS_HEADINGS)
            complete = found.keys() >= NEEDED and len(found) >= FEWEST and not OF_ITS_OWN.isdisjoint(found)
            if complete and (Role.TYPE in found) is self.has_types:
                # These words are its own: it goes before a layout that knows as many of them.
                return Match(sheet, row, len(found) + 1)
        return None


OF_2023 = Professionals(
    key="professionals-2023",
    name=gettext_noop("“Профессионалы” of 2023, 9 columns"),
    expected="Код, Подкритерий, Тип аспекта, Аспект, Судейский балл, Методика проверки аспекта, Проф. задача, Макс. балл",
    has_types=True,
)
OF_2025 = Professionals(
    key="professionals-2025",
    name=gettext_noop("“Профессионалы” of 2025, 6 columns"),
    expected="Код, Субкритерий, Аспект, Методика проверки аспекта, Требование или номинальный размер, Макс. балл",
    has_types=False,
)

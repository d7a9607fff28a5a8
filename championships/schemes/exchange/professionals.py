"""Reading the rows of «Профессионалы»: criteria with a letter, numbered sub-criteria, aspects, and options below them.

A criterion has a row of its own (`А`..`Г`), sub-criteria are whole numbers that begin again in each criterion, and
the method column of the rows below an aspect holds its levels or its deductions.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from championships.marking import Scheme
from championships.schemes.exchange.awarded import AwardedSheet, Beside
from championships.schemes.exchange.builder import SchemeBuilder
from championships.schemes.exchange.calculations import Calculations
from championships.schemes.exchange.cis import CisRows
from championships.schemes.exchange.columns import Role, find_columns, is_heading_row
from championships.schemes.exchange.event_card import EventCard
from championships.schemes.exchange.letters import criterion_letters
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.texts import latin, number, two_places, whole_number
from championships.schemes.exchange.words import PROFESSIONALS_HEADINGS

LETTER = re.compile(r"(?:критерий|criterion|өлшемшарт)?\s*([^\W\d_])\s*[.:)]?", re.IGNORECASE)
LETTER_AND_NUMBER = re.compile(r"([^\W\d_])\s*[.\-]?\s*(\d{1,3})\.?")
NUMBER_ALONE = re.compile(r"(\d{1,3})\s*[.)]")
SESSION = re.compile(r"C-?\d{1,2}")
LARGEST_NUMBER = 999


class ProfessionalRows(CisRows):
    """Reads one sheet from top to bottom into a builder."""

    def __init__(self, builder: SchemeBuilder, sheet: Sheet) -> None:
        super().__init__(builder, Calculations(), PROFESSIONALS_HEADINGS, options_in_text=True)
        self._card = self._head = EventCard(builder)
        self._sheet = sheet
        self._letters = criterion_letters(_typed_letters(sheet))
        self._sessions: dict[str, list[str]] = {}
        self._listed: set[str] = set()
        self._has_criterion = False

    def finish(self, scheme: Scheme) -> Beside:
        """Compare what was typed with what the aspects give, and return the marks of the competitor that is named."""
        beside = super().finish(scheme)
        sheets = (AwardedSheet(self._card.competitor, sheet.marks, sheet.source) for sheet in beside.awarded)
        return Beside(tuple(sheets))

    def days(self) -> Mapping[str, str]:
        """Return the session of every sub-criterion whose aspects all name the same one."""
        return {code: found[0] for code, found in self._sessions.items() if found[0] and len(set(found)) == 1}

    def _with_unnamed(self, columns: dict[Role, int]) -> dict[Role, int]:
        """Take the column without a heading that holds a figure beside most aspects for that of the awarded marks."""
        if Role.AWARDED in columns:
            return columns
        column = _unnamed_marks(self._sheet, columns)
        return columns if column is None else {**columns, Role.AWARDED: column}

    def _sub_criterion(self, row: Row) -> bool:
        typed = self._text(row, Role.CODE)
        if found := LETTER.fullmatch(typed):
            self._criterion(row, found[1].upper())
        elif found := LETTER_AND_NUMBER.fullmatch(typed):
            self._numbered(row, self._letters.get(found[1].upper(), latin(found[1])), int(found[2]))
        elif (figure := _whole(typed)) is not None:
            self._numbered(row, self._letter, figure)
        elif typed:
            self._builder.remarks.add("odd_code", self._builder.sheet, row)
        elif note := self._text(row, Role.NAME):
            self._builder.remarks.add("note", self._builder.sheet, row, seen=note)
        return bool(typed)

    def _criterion(self, row: Row, typed: str) -> None:
        self._letter = letter = self._letters.get(typed, latin(typed))
        self._has_criterion = True
        if letter != latin(typed) and letter not in self._listed:
            self._builder.remarks.add("criterion_letter", self._builder.sheet, row, typed=typed, code=letter)
        self._listed.add(letter)
        figure = None if self._text(row, Role.DESCRIPTION) else number(self._text(row, Role.MAXIMUM))
        name = " ".join(self._text(row, Role.NAME).split())
        self._builder.start_criterion(row, letter, name, None if figure is None else two_places(figure))
        self._code = ""

    def _numbered(self, row: Row, letter: str, figure: int) -> None:
        if not self._has_criterion and letter == self._letter and self._builder.is_empty:
            self._builder.remarks.add("sub_criterion_without_criterion", self._builder.sheet, row, code=letter)
        self._start(row, letter, str(figure))

    def _is_aspect(self, has: set[Role], *, started: bool) -> bool:
        if Role.TYPE in self._columns:
            return super()._is_aspect(has, started=started)
        return Role.DESCRIPTION in has and bool(has & {Role.MAXIMUM, Role.EXTRA, Role.REQUIREMENT})

    def _aspect(self, row: Row) -> None:
        super()._aspect(row)
        session = latin(self._text(row, Role.REQUIREMENT))
        self._sessions.setdefault(self._code, []).append(session if SESSION.fullmatch(session) else "")

    def _label(self, row: Row) -> None:
        """Name a label; what stands below it belongs to it and not to the aspect above."""
        super()._label(row)
        self._builder.current = None

    def _continue(self, row: Row) -> None:
        """Use an option, or a further line of the requirement, of the aspect above."""
        current = self._builder.current
        if current is not None:
            current.options += filter(None, [self._text(row, Role.EXTRA)])
            current.requirement.append(self._text(row, Role.REQUIREMENT))
            self._further_figures(row, current)

    def _option(self, row: Row) -> bool:
        """Leave the levels to the options: they are read together."""
        del row
        return False

    def _subtotal(self, row: Row) -> None:
        """Note typed totals; that of a criterion's maximum is compared by the rules of marking."""
        awarded = number(self._text(row, Role.AWARDED))
        if self._code:
            super()._subtotal(row)
        elif awarded is not None:
            self.typed.awarded.append((row, self._letter, awarded))


def _typed_letters(sheet: Sheet) -> Iterable[str]:
    """Yield the letters that name criteria, below the headings and in their column."""
    column = None
    for row in sheet:
        if is_heading_row(row, PROFESSIONALS_HEADINGS):
            column = find_columns(row, PROFESSIONALS_HEADINGS).get(Role.CODE)
        elif found := LETTER.fullmatch(row.text(column)) or LETTER_AND_NUMBER.fullmatch(row.text(column)):
            yield found[1].upper()


def _whole(typed: str) -> int | None:
    found = NUMBER_ALONE.fullmatch(typed)
    figure = int(found[1]) if found else whole_number(typed)
    return figure if figure is not None and 0 <= figure <= LARGEST_NUMBER else None


def _unnamed_marks(sheet: Sheet, columns: Mapping[Role, int]) -> int | None:
    """Return the column that has no heading, and a figure from 0 to the maximum beside more aspects than any other."""
    found: dict[int, int] = {}
    for row in sheet:
        maximum = number(row.text(columns.get(Role.MAXIMUM)))
        if maximum is None or not row.text(columns.get(Role.DESCRIPTION)):
            continue
        for column in row.cells.keys() - set(columns.values()):
            if _is_mark(number(row.text(column)), maximum):
                found[column] = found.get(column, 0) + 1
    return max(found, key=lambda column: (found[column], -column), default=None)


def _is_mark(figure: Decimal | None, maximum: Decimal) -> bool:
    return figure is not None and 0 <= figure <= maximum

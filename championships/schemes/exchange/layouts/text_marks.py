"""Layout 10: a scheme whose marks are text, without types, perhaps with the marks of one person beside them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from django.utils.translation import gettext_noop

from championships.marking import Kind
from championships.schemes.exchange.awarded import AwardedSheet, Beside
from championships.schemes.exchange.builder import AspectDraft, SchemeBuilder
from championships.schemes.exchange.columns import CIS_HEADINGS, Headings, Role, column_letters, find_columns
from championships.schemes.exchange.figures import awarded_in, maximum_in
from championships.schemes.exchange.layouts.layout import Match, Reading
from championships.schemes.exchange.letters import criterion_letters
from championships.schemes.exchange.marked_copies import marked_copies
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.tables import HeadTables, TypedTotals
from championships.schemes.exchange.texts import as_mark, fold, number, two_places
from championships.schemes.exchange.words import FOOTERS

HEADINGS: Headings = MappingProxyType(
    {
        **CIS_HEADINGS,
        Role.AWARDED: (
            "ваша оценка", "ваш балл", "ваши баллы", "your mark", "your marks", "your score", "your grade",
            "сіздің бағаңыз", "сіздің балыңыз", "=оценка", "=балл", "mark given", "awarded",
        ),
    }
)  # fmt: skip
NEEDED = frozenset({Role.CODE, Role.DESCRIPTION, Role.MAXIMUM})
# Whoever says the type of an aspect, or how it is checked, writes another layout.
LACKING = frozenset({Role.TYPE, Role.SCORE, Role.EXTRA, Role.REQUIREMENT})
CODE = re.compile(r"([A-ZА-ЯЁ])\.?(\d{1,3})?\.?")


class TextMarks:
    """The layout: the headings of a code, a description and a maximum, and none of a type."""

    key = "text-marks"
    name = gettext_noop("Scheme with class sheets, marks as text")
    expected = "Sub Criteria ID, Sub Criteria Name, Aspect - Description, Max Mark, Ваша оценка"

    def recognise(self, sheets: Sequence[Sheet]) -> Match | None:
        """Return the first row with these headings, in the sheet that has the most of them."""
        matches = [match for sheet in sheets if (match := _match(sheet))]
        return max(matches, key=lambda match: match.certainty, default=None)

    def read(self, sheets: Sequence[Sheet], match: Match, remarks: Remarks) -> Reading:
        """Return the scheme and the marks beside it, on this sheet and on every other one with the same scheme."""
        rows = TextRows(match.sheet, remarks)
        own = rows.awarded("")
        count = sum(1 for _ in rows.scheme.aspects)
        if count:
            remarks.add("kinds_not_said", match.sheet.name, None, count=str(count))
        alike = [sheet for sheet in sheets if sheet is not match.sheet and _match(sheet)]
        copies, names = marked_copies(alike, rows.scheme, remarks, TextRows)
        return Reading(rows.scheme, rows.builder, Beside((*([own] if own.marks else []), *copies)), names)


LAYOUT = TextMarks()


def _match(sheet: Sheet) -> Match | None:
    for row in sheet:
        found = find_columns(row, HEADINGS)
        if found.keys() >= NEEDED and LACKING.isdisjoint(found):
            return Match(sheet, row, len(found))
    return None


class TextRows:
    """Reads one sheet from top to bottom; its awarded marks when they are asked for."""

    def __init__(self, sheet: Sheet, remarks: Remarks) -> None:
        self._sheet, self._remarks = sheet, remarks
        self.builder = SchemeBuilder(sheet.name, remarks)
        self._typed = TypedTotals()
        self._subtotals: list[tuple[Row, str, Decimal]] = []
        self._head = HeadTables(self.builder, self._typed)
        self._columns: Mapping[Role, int] = {}
        self._awarded_columns: dict[int, int] = {}
        self._letters = self._letters_of_the_file()
        for row in sheet:
            self._read(row)
        self.scheme = self.builder.build()
        self._typed.compare(self.scheme, self.builder)
        self._compare_subtotals()

    def awarded(self, name: str) -> AwardedSheet:
        """Return the marks in the column of awarded ones."""
        codes = {row.number: code for code, row in self.builder.rows.items() if "." in code}
        maxima = {aspect.code: aspect.maximum for aspect in self.scheme.aspects}
        marks, columns = {}, []
        for row in self._sheet:
            column, code = self._awarded_columns.get(row.number), codes.get(row.number)
            if column is None or code is None:
                continue
            columns.append(column)
            mark = awarded_in(row, column, maxima[code], self.builder)
            if mark is not None:
                marks[code] = mark
        places = dict.fromkeys(column_letters(column) for column in columns)
        return AwardedSheet(name, marks, ", ".join([self._sheet.name, *places]))

    def _letters_of_the_file(self) -> Mapping[str, str]:
        found: list[str] = []
        columns: Mapping[Role, int] = {}
        for row in self._sheet:
            columns = find_columns(row, HEADINGS) if _is_head(row) else columns
            code = _code(row.text(columns.get(Role.CODE)))
            found += [code[1]] if code else []
        return criterion_letters(found)

    def _read(self, row: Row) -> None:
        if _is_head(row):
            self._columns = find_columns(row, HEADINGS)
        elif not self._columns:
            self._head.read(row)
        elif self._is_footer(row):
            figures = [figure for cell in row.cells.values() if (figure := number(cell.text)) is not None]
            self._typed.whole += [(row, two_places(figures[0]))] if figures else []
        else:
            self._body(row)
            self._notes(row)

    def _is_footer(self, row: Row) -> bool:
        says = any(fold(cell.text).rstrip(": ") in FOOTERS for cell in row.cells.values())
        return says and not _code(self._text(row, Role.CODE))

    def _body(self, row: Row) -> None:
        started = self._start(row)
        description, maximum = self._text(row, Role.DESCRIPTION), row.cell(self._columns[Role.MAXIMUM])
        if description and (maximum.text.strip() or maximum.formula):
            self._aspect(row, description)
        elif description and self.builder.current:
            # How marks are taken off stands below an aspect, with nothing beside it.
            self.builder.current.extra.append(description)
        elif description:
            self._remarks.add("label", self._sheet.name, row)
        elif not started and any(self._text(row, role) for role in self._columns):
            self._remarks.add("row_not_used", self._sheet.name, row)

    def _start(self, row: Row) -> bool:
        """Begin the criterion or the sub-criterion whose code stands in the row; tell whether one stands there."""
        typed = self._text(row, Role.CODE)
        found = _code(typed)
        if typed and not found:
            self._remarks.add("odd_code", self._sheet.name, row)
        if not found:
            return bool(typed)
        letter, name = self._letters[found[1]], " ".join(self._text(row, Role.NAME).split())
        subtotal = number(self._text(row, Role.MAXIMUM)) if not self._text(row, Role.DESCRIPTION) else None
        if not found[2]:
            self.builder.current = None
            self.builder.listed.setdefault(letter, (row, name, subtotal if subtotal is None else two_places(subtotal)))
            return True
        code = f"{letter}{int(found[2])}"
        self.builder.start_sub_criterion(row, letter, code, name, self._text(row, Role.DAY))
        if subtotal is not None:
            self._subtotals.append((row, code, two_places(subtotal)))
        return True

    def _aspect(self, row: Row, description: str) -> None:
        maximum = maximum_in(row, self._columns[Role.MAXIMUM], self.builder)
        self.builder.add_aspect(AspectDraft(row, Kind.MEASUREMENT, maximum, description))
        if Role.AWARDED in self._columns:
            self._awarded_columns[row.number] = self._columns[Role.AWARDED]

    def _compare_subtotals(self) -> None:
        carried = {sub_criterion.code: sub_criterion.maximum for sub_criterion in self.scheme.sub_criteria}
        for row, code, typed in self._subtotals:
            given = carried.get(code, typed)
            if given != typed:
                self._remarks.add(
                    "typed_sub_criterion_total",
                    self._sheet.name,
                    row,
                    code=code,
                    typed=as_mark(typed),
                    carried=as_mark(given),
                )

    def _notes(self, row: Row) -> None:
        known = set(self._columns.values())
        if row.number not in self._awarded_columns:
            known.discard(self._columns.get(Role.AWARDED, 0))
        if beside := row.seen(leave_out=frozenset(known)):
            self._remarks.add("note", self._sheet.name, row, seen=beside)

    def _text(self, row: Row, role: Role) -> str:
        return row.text(self._columns.get(role))


def _code(text: str) -> re.Match[str] | None:
    return CODE.fullmatch("".join(text.split()).upper())


def _is_head(row: Row) -> bool:
    return find_columns(row, HEADINGS).keys() >= NEEDED

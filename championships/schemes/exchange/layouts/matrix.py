"""Layout 11: a matrix. A column for each aspect, a row for each candidate, blocks one below the other."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_noop

from championships.marking import Aspect, Kind, Scheme
from championships.schemes.exchange.awarded import AwardedSheet, Beside, ClassMember
from championships.schemes.exchange.builder import AspectDraft, SchemeBuilder
from championships.schemes.exchange.class_sheets import is_account_heading, is_sum_heading, sums_up
from championships.schemes.exchange.columns import bare
from championships.schemes.exchange.figures import awarded_in, maximum_in
from championships.schemes.exchange.layouts.layout import Match, Reading
from championships.schemes.exchange.letters import criterion_letters
from championships.schemes.exchange.matrix_blocks import (
    MAX_WORDS,
    MODULE_WORDS,
    Block,
    find_blocks,
    mark_in,
    without_mark,
)
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Cell, Row, Sheet
from championships.schemes.exchange.texts import as_mark, is_date, number

CERTAINTY = 5
TYPED_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}")
Person = dict[str, Decimal]


class Matrix:
    """The layout: codes over columns, names below them, and a row of maxima."""

    key = "matrix"
    name = gettext_noop("Matrix of aspects and candidates")
    expected = "Modules, Max, A1 | A1 | A2 …"

    def recognise(self, sheets: Sequence[Sheet]) -> Match | None:
        """Return the first sheet with the most columns of aspects, and the row of its first codes."""
        found = [(sum(len(block.columns) for block in blocks), blocks[0], sheet) for sheet, blocks in _matrices(sheets)]
        if not found:
            return None
        _count, block, sheet = max(found, key=lambda one: one[0])
        return Match(sheet, block.codes, CERTAINTY)

    def read(self, _sheets: Sequence[Sheet], match: Match, remarks: Remarks) -> Reading:
        """Return the scheme, with a marked sheet and a member for each candidate."""
        rows = MatrixRows(match.sheet, remarks)
        scheme = rows.builder.build()
        count = sum(1 for _ in scheme.aspects)
        if count:
            remarks.add("kinds_not_said", match.sheet.name, None, count=str(count))
        codes = {sub.code: sub.aspects for sub in scheme.sub_criteria}
        people = People(match.sheet.name, rows.builder)
        for block, columns in rows.blocks():
            people.read(block, {column: codes[code][place] for column, (code, place) in columns.items()})
        people.finish()
        compare_sums(rows, scheme)
        return Reading(scheme, rows.builder, Beside(people.awarded, people.members))


LAYOUT = Matrix()


def _matrices(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, tuple[Block, ...]]]:
    for sheet in sheets:
        if blocks := find_blocks(sheet):
            yield sheet, blocks


class MatrixRows:
    """Puts the scheme of a matrix together: sub-criteria from the codes, aspects from the names below them."""

    def __init__(self, sheet: Sheet, remarks: Remarks) -> None:
        self.builder = SchemeBuilder(sheet.name, remarks)
        self._sheet, self._remarks = sheet, remarks
        self._blocks = find_blocks(sheet)
        self._letters = criterion_letters(code[0] for block in self._blocks for code in block.columns.values())
        self._places: list[dict[int, tuple[str, int]]] = []
        self._counts: dict[str, int] = {}
        for block in self._blocks:
            self._read(block)

    def blocks(self) -> Iterator[tuple[Block, dict[int, tuple[str, int]]]]:
        """Yield each block, and for each of its columns the sub-criterion and the place of the aspect in it."""
        return zip(self._blocks, self._places, strict=True)

    def _read(self, block: Block) -> None:
        day = self._read_above(block)
        places: dict[int, tuple[str, int]] = {}
        open_code = ""
        for column, typed in block.columns.items():
            letter = self._letters[typed[0]]
            code = f"{letter}{typed[1:]}"
            if code != open_code:
                self.builder.listed.setdefault(letter, (block.codes, "", None))
                self.builder.start_sub_criterion(block.codes, letter, code, "", day)
                self._counts.setdefault(code, 0)
                open_code = code
            self.builder.add_aspect(self._draft(block, column))
            places[column] = (code, self._counts[code])
            self._counts[code] += 1
        self._places.append(places)
        self._notes(block)

    def _draft(self, block: Block, column: int) -> AspectDraft:
        name = block.names.text(column)
        in_brackets = mark_in(name) or mark_in(block.codes.text(column))
        maxima = block.maxima or Row(block.names.number, {column: Cell(in_brackets)})
        maximum = maximum_in(maxima, column, self.builder)
        return AspectDraft(block.names, Kind.MEASUREMENT, maximum, without_mark(name) if mark_in(name) else name)

    def _read_above(self, block: Block) -> str:
        """Use the rows above the codes: the names of modules, and the date; return the date as the day of marking."""
        day = ""
        for row in block.above:
            for column in sorted(row.cells):
                text = " ".join(row.text(column).split())
                if is_date(text) or TYPED_DATE.fullmatch(text):
                    day = day or text
                elif bare(text) not in MODULE_WORDS | MAX_WORDS and not self._name_module(block, column, text):
                    self._remarks.add("note", self._sheet.name, row, seen=text)
        return day

    def _name_module(self, block: Block, column: int, text: str) -> bool:
        """Take a text above the columns for the name of their criterion; tell whether it was one."""
        typed = next((block.columns[place] for place in sorted(block.columns) if place >= column), "")
        if column < min(block.columns, default=0) or not typed or number(text) is not None:
            return False
        letter = self._letters[typed[0]]
        _row, name, _marks = self.builder.listed.get(letter, (block.codes, "", None))
        self.builder.listed[letter] = (block.codes, name or text, None)
        return True

    def _notes(self, block: Block) -> None:
        """Name what stands in the rows of codes and maxima beside the columns that were read."""
        known = {*block.columns, *block.results}
        for row in filter(None, (block.codes, block.maxima)):
            for column, cell in sorted(row.cells.items()):
                if column not in known and bare(cell.text) not in MAX_WORDS | MODULE_WORDS:
                    self._remarks.add("note", self._sheet.name, row, seen=cell.text)


class People:
    """The candidates of a matrix: who they are, what they were given, what the sheet added up for them."""

    def __init__(self, sheet: str, builder: SchemeBuilder) -> None:
        self._sheet, self._builder = sheet, builder
        self._names: dict[str, tuple[str, int]] = {}
        self._marks: dict[str, Person] = {}
        self._results: dict[str, dict[str, str]] = {}
        self._accounts: dict[str, str] = {}
        self._sums: list[tuple[Row, str, Decimal, frozenset[str]]] = []
        self.awarded: tuple[AwardedSheet, ...] = ()
        self.members: tuple[ClassMember, ...] = ()

    def read(self, block: Block, aspects: Mapping[int, Aspect]) -> None:
        """Take the rows of one block; somebody who stood in a block before is the same person."""
        times: Counter[str] = Counter()
        for row in block.rows:
            name = " ".join(" ".join(row.text(column) for column in block.people).split())
            if not name or sums_up(name):
                self._builder.remarks.add("member_without_name", self._sheet, row)
                continue
            key = bare(name)
            times[key] += 1
            if times[key] > 1:
                self._builder.remarks.add("repeated_member", self._sheet, row, seen=name)
                key = f"{key} {times[key]}"
            self._names.setdefault(key, (name, row.number))
            self._take(row, key, block, aspects)

    def finish(self) -> None:
        """Make members and marked sheets of what was taken, and remark on sums that it does not give."""
        for row, key, typed, codes in self._sums:
            marks = self._marks[key]
            here = sum((mark for code, mark in marks.items() if code in codes), Decimal("0.00"))
            if typed not in {here, sum(marks.values(), Decimal("0.00"))}:
                self._builder.remarks.add(
                    "typed_awarded_total", self._sheet, row, typed=as_mark(typed), carried=as_mark(here)
                )
        self.members = tuple(
            ClassMember(name, self._accounts.get(key, ""), self._results[key], f"{self._sheet}, {place}")
            for key, (name, place) in self._names.items()
        )
        self.awarded = tuple(
            AwardedSheet(self._names[key][0], marks, f"{self._sheet}, {self._names[key][1]}")
            for key, marks in self._marks.items()
            if marks
        )

    def _take(self, row: Row, key: str, block: Block, aspects: Mapping[int, Aspect]) -> None:
        marks = self._marks.setdefault(key, {})
        for column, aspect in aspects.items():
            mark = awarded_in(row, column, aspect.maximum, self._builder)
            if mark is not None:
                marks[aspect.code] = mark
        results = self._results.setdefault(key, {})
        for column, heading in block.results.items():
            text, figure = row.text(column), number(row.text(column))
            if text and is_account_heading(heading):
                self._accounts[key] = text
            elif text:
                results[heading] = text
            if figure is not None and is_sum_heading(heading):
                self._sums.append((row, key, figure, frozenset(aspect.code for aspect in aspects.values())))
        if beside := row.seen(leave_out=frozenset({*aspects, *block.people, *block.results})):
            self._builder.remarks.add("note", self._sheet, row, seen=beside)


def compare_sums(rows: MatrixRows, scheme: Scheme) -> None:
    """Remark on a sum of the maxima that neither the block nor the whole scheme gives."""
    maxima = {sub.code: [aspect.maximum for aspect in sub.aspects] for sub in scheme.sub_criteria}
    for block, places in rows.blocks():
        here = sum((maxima[code][place] for code, place in places.values()), Decimal("0.00"))
        for column, heading in block.results.items():
            typed = number(block.maxima.text(column)) if block.maxima and is_sum_heading(heading) else None
            if block.maxima and typed is not None and typed not in {here, scheme.maximum}:
                rows.builder.remarks.add(
                    "typed_total", rows.builder.sheet, block.maxima, typed=as_mark(typed), carried=as_mark(here)
                )

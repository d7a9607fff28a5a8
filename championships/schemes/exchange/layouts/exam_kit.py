"""Layout 8: the kit of a demonstration exam. Texts of one column say what a row is; there are no headings.

`А1. Name (4.00)` is a sub-criterion with its declared marks, `А1Д1 Text` an aspect, `0 - Text` one of its levels.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_noop

from championships.marking import Kind
from championships.schemes.exchange.awarded import AwardedSheet, Beside
from championships.schemes.exchange.builder import AspectDraft, SchemeBuilder
from championships.schemes.exchange.figures import maximum_in
from championships.schemes.exchange.kit_columns import KitColumns, find_kit_columns
from championships.schemes.exchange.kit_sums import KitSums
from championships.schemes.exchange.kit_texts import KitText, TextKind, read_text, text_column
from championships.schemes.exchange.layouts.layout import Match, Reading
from championships.schemes.exchange.letters import criterion_letters
from championships.schemes.exchange.levels import CALCULATION, LEVELS, compare_typed, mark_of_level
from championships.schemes.exchange.marked_copies import marked_copies
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.texts import latin

CERTAINTY = 5


class ExamKit:
    """The layout: a sheet is one if a column of it names aspects such as `А1Д1`."""

    key = "exam-kit"
    name = gettext_noop("Kit of a demonstration exam, levels 0 to 2")
    expected = "А1. … (4.00), А1Д1 …, 0 - …, 1 - …, 2 - …"

    def recognise(self, sheets: Sequence[Sheet]) -> Match | None:
        """Return the first sheet with the most aspects, and the row of its first one."""
        found = []
        for sheet in sheets:
            column = text_column(sheet)
            rows = [row for row in sheet if _kind(row, column) is TextKind.ASPECT] if column else []
            if rows:
                found.append((len(rows), Match(sheet, rows[0], CERTAINTY)))
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def read(self, sheets: Sequence[Sheet], match: Match, remarks: Remarks) -> Reading:
        """Return the scheme, and the marks that the levels give on every sheet of the same kit."""
        kit = KitSheet(match.sheet, remarks)
        _tell_letters(kit.letters, match.sheet, remarks)
        own = kit.awarded("")
        alike = [sheet for sheet in sheets if sheet is not match.sheet and self.recognise([sheet])]
        copies, names = marked_copies(alike, kit.scheme, remarks, KitSheet)
        return Reading(kit.scheme, kit.builder, Beside((*([own] if own.marks else []), *copies)), names)


LAYOUT = ExamKit()


class KitSheet:
    """Reads one sheet of a kit: its scheme at once, its awarded marks when they are asked for."""

    def __init__(self, sheet: Sheet, remarks: Remarks) -> None:
        self._sheet, self._remarks = sheet, remarks
        self.builder = SchemeBuilder(sheet.name, remarks)
        self._text_column = text_column(sheet)
        self._texts = {row.number: read_text(row.text(self._text_column)) for row in sheet}
        self._columns = find_kit_columns(sheet, self._text_column, self._texts)
        self.letters = self._letters_of_the_file()
        self._sums = KitSums(self.builder)
        self._open, self._begun, self._level_open = "", False, False
        for row in sheet:
            self._read(row)
        self.scheme = self.builder.build()
        self._codes = {row.number: code for code, row in self.builder.rows.items() if "." in code}
        self._sums.compare_declared(self.scheme)

    def awarded(self, name: str) -> AwardedSheet:
        """Return the marks that the levels of this sheet give: maximum x level / 2."""
        marks: dict[str, Decimal] = {}
        maxima = {aspect.code: aspect.maximum for aspect in self.scheme.aspects}
        for row in self._sheet:
            code = self._codes.get(row.number)
            if code is None or self._columns.level is None:
                continue
            mark = mark_of_level(row, self._columns.level, maxima[code], self.builder)
            if mark is not None:
                marks[code] = mark
                compare_typed(row, self._columns.mark, mark, self.builder)
        self._sums.compare_awarded(self.scheme, marks)
        return AwardedSheet(name, marks, self._sheet.name)

    def _letters_of_the_file(self) -> Mapping[str, str]:
        typed = [text.letter for text in self._texts.values() if text.letter]
        lettered = [row.text(self._columns.letter) for row in self._sheet if self._columns.letter]
        return criterion_letters([*typed, *(text for text in lettered if len(text) == 1)])

    def _read(self, row: Row) -> None:
        text = self._texts[row.number]
        self._criterion_letter(row)
        match text.kind:
            case TextKind.CRITERION:
                self._name_criterion(row, self.letters[text.letter], text.text)
            case TextKind.SUB_CRITERION:
                self._sub_criterion(row, text)
            case TextKind.ASPECT:
                self._aspect(row, text)
            case TextKind.LEVEL:
                self._level(row, text)
            case TextKind.OTHER:
                self._other(row, text)
        self._rest(row, text)

    def _criterion_letter(self, row: Row) -> None:
        """Note a letter that stands beside the rows of its criterion."""
        letter = self.letters.get(row.text(self._columns.letter).upper())
        if letter and letter not in self.builder.listed:
            self.builder.listed[letter] = (row, "", None)

    def _name_criterion(self, row: Row, letter: str, name: str) -> None:
        self._begun = True
        self.builder.current = None
        _row, before, _marks = self.builder.listed.get(letter, (row, "", None))
        self.builder.listed[letter] = (row, before or name, None)

    def _sub_criterion(self, row: Row, text: KitText) -> None:
        self._begun, self._level_open = True, False
        letter = self.letters[text.letter]
        self.builder.listed.setdefault(letter, (row, "", None))
        code = f"{letter}{text.number}"
        self._sums.declare(row, code, text.declared)
        self.builder.start_sub_criterion(row, letter, code, text.text, "")
        self._open = code

    def _aspect(self, row: Row, text: KitText) -> None:
        self._begun, self._level_open = True, False
        letter = self.letters[text.letter]
        self.builder.listed.setdefault(letter, (row, "", None))
        code = f"{letter}{text.number}"
        if self._open != code:
            self._remarks.add("aspect_elsewhere", self._sheet.name, row, code=code)
            self.builder.start_sub_criterion(row, letter, code, "", "")
            self._open = code
        maximum = maximum_in(row, self._columns.maximum, self.builder)
        draft = AspectDraft(row, Kind.MEASUREMENT, maximum, text.text, calculation=CALCULATION)
        self.builder.add_aspect(draft, letter)

    def _level(self, row: Row, text: KitText) -> None:
        current, self._level_open = self.builder.current, False
        if current is None:
            self._remarks.add("level_without_aspect", self._sheet.name, row)
        elif text.number not in LEVELS:
            self._remarks.add("unknown_level", self._sheet.name, row, highest=str(LEVELS[-1]))
        else:
            if text.number in current.ladder:
                self._remarks.add("repeated_level", self._sheet.name, row, level=str(text.number))
            current.ladder.setdefault(text.number, []).append(text.text)
            self._level_open = True

    def _other(self, row: Row, text: KitText) -> None:
        """Use a text that is none of the kinds: the title above, or the rest of the aspect or level before it."""
        current = self.builder.current
        if not text.text:
            return
        letter = self.letters.get(row.text(self._columns.letter).upper(), "")
        if letter and self.builder.listed[letter][0] is row:
            self._name_criterion(row, letter, " ".join(text.text.split()))
            return
        if current is not None and self._level_open and current.ladder:
            current.ladder[max(current.ladder)].append(text.text)
        elif current is not None:
            current.extra.append(text.text)
        elif not self._begun and not self.builder.skill_name:
            self.builder.skill_name = " ".join(text.text.split())
        elif not _is_heading(row, self._columns):
            self._remarks.add("label", self._sheet.name, row)

    def _rest(self, row: Row, text: KitText) -> None:
        """Use the sums beside a row, and name what else stands there."""
        used = self._columns.used(row, is_aspect=text.kind is TextKind.ASPECT)
        rest = {column for column in row.cells if column not in used}
        if self._columns.letter in rest and row.text(self._columns.letter).upper() in self.letters:
            rest.remove(self._columns.letter)
        letter = self.letters.get(row.text(self._columns.letter).upper(), "")
        rest -= self._sums.take(row, rest, letter)
        if rest and not _is_heading(row, self._columns):
            seen = row.seen(leave_out=frozenset(row.cells.keys() - rest))
            self._remarks.add("note", self._sheet.name, row, seen=seen)


def _tell_letters(letters: Mapping[str, str], sheet: Sheet, remarks: Remarks) -> None:
    kept = {kept: typed for typed, kept in reversed(list(letters.items()))}
    if any(latin(typed) != letter for letter, typed in kept.items()):
        order = sorted(kept)
        remarks.add(
            "other_letters",
            sheet.name,
            None,
            typed=", ".join(kept[letter] for letter in order),
            kept=", ".join(order),
        )


def _kind(row: Row, column: int | None) -> TextKind:
    return read_text(row.text(column)).kind


def _is_heading(row: Row, columns: KitColumns) -> bool:
    return row.number == columns.headings

"""Layout 9: a demonstration exam with its three levels in columns: `Оценка 0`, `Оценка 1`, `Оценка 2`.

Codes are numbers, of which a spreadsheet makes `1.1` out of `1.10`, or a date: aspects are numbered by their place.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from django.utils.translation import gettext_noop

from championships.marking import Kind
from championships.schemes.exchange.builder import AspectDraft, SchemeBuilder
from championships.schemes.exchange.columns import LONGEST_HEADING, bare
from championships.schemes.exchange.figures import maximum_in
from championships.schemes.exchange.layouts.layout import Match, Reading
from championships.schemes.exchange.letters import LATIN
from championships.schemes.exchange.levels import CALCULATION, LEVELS
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.tables import HeadTables, TypedTotals
from championships.schemes.exchange.texts import LOOK_ALIKES, fold, is_date, number, two_places
from championships.schemes.exchange.words import FOOTERS

CODE = re.compile(r"(\d{1,2})\s*[.,]\s*(\d{1,3})\.?")
OPTION_WORDS = (
    "оценка", "балл", "баллы", "баллов", "уровень", "баға", "деңгей", "ұпай", "score", "mark", "marks", "level", "points",
)  # fmt: skip
# The digit stands last, or first as Kazakh has it: `Оценка 0`, `0 балл`, `1-деңгей`.
OPTION = re.compile(r"(?:(\w+) ([0-9])|([0-9]) (\w+))(?: \w+)?")
CODES = ("код", "code", "id", "no", "номер", "нөмір")
NAMES = ("наименование", "название", "критерий", "подкритерий", "аспект", "name", "description", "атауы", "сипаттама")
MAXIMA = ("макс", "max", "ең жоғары", "ең көп")
CERTAINTY = 6
START = 3
MAXIMUM_STARTS = frozenset(bare(word)[:START] for word in MAXIMA)
Places = Mapping[str, int]


class ExamOptions:
    """The layout: a row of headings that names the three options, the name and the maximum."""

    key = "exam-options"
    name = gettext_noop("Demonstration exam, options in columns")
    expected = "Код, Наименование, Оценка 0, Оценка 1, Оценка 2, Макс. балл"

    def recognise(self, sheets: Sequence[Sheet]) -> Match | None:
        """Return the first row with these headings."""
        for sheet in sheets:
            for row in sheet:
                if find_places(row):
                    return Match(sheet, row, CERTAINTY)
        return None

    def read(self, _sheets: Sequence[Sheet], match: Match, remarks: Remarks) -> Reading:
        """Return the scheme: a criterion with one sub-criterion for each group of rows."""
        builder = SchemeBuilder(match.sheet.name, remarks)
        rows = OptionRows(builder)
        for row in match.sheet:
            rows.read(row)
        scheme = builder.build()
        rows.typed.compare(scheme, builder)
        return Reading(scheme, builder)


LAYOUT = ExamOptions()


def find_places(row: Row) -> Places | None:
    """Return the columns that `row` names: `0`, `1`, `2`, name, maximum, and the code if it is there; or None."""
    if not any(_may_be_maximum(cell.text) for cell in row.cells.values()):
        return None
    found: dict[str, int] = {}
    for column, cell in sorted(row.cells.items()):
        what = _named(bare(cell.text[:LONGEST_HEADING]))
        if what:
            found.setdefault(what, column)
    needed = {"name", "maximum", *map(str, LEVELS)}
    return found if needed <= found.keys() else None


def _named(words: str) -> str:
    """Return what a heading names: a level, the maximum, the code, the name, or nothing."""
    option = OPTION.fullmatch(words)
    if option and (option[1] or option[4]) in _bare(OPTION_WORDS):
        return option[2] or option[3]
    named = (("maximum", MAXIMA), ("code", CODES), ("name", NAMES))
    return next((what for what, beginnings in named if words.startswith(_bare(beginnings))), "")


def _may_be_maximum(text: str) -> bool:
    """Return whether a text may be the heading of the maximum by its first letters: a cheap look before a thorough one."""
    start = text.lstrip()[:START]
    if start[:1].isdigit():
        return False
    return not start.isalpha() or start.translate(LOOK_ALIKES).lower() in MAXIMUM_STARTS


@cache
def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(bare(word) for word in words)


class OptionRows:
    """Reads one sheet from top to bottom into a builder."""

    def __init__(self, builder: SchemeBuilder) -> None:
        self._builder, self.typed = builder, TypedTotals()
        self._head = HeadTables(builder, self.typed)
        self._places: Places = {}
        self._groups, self._number, self._aspects = 0, 0, 0

    def read(self, row: Row) -> None:
        """Use one row, or remark that it was not used."""
        if places := find_places(row):
            self._places = places
        elif not self._places:
            self._head.read(row)
        elif any(fold(cell.text).rstrip(": ") in FOOTERS for cell in row.cells.values()):
            self._total(row)
        elif self._is_aspect(row):
            self._aspect(row)
            self._notes(row)
        elif self._title(row):
            self._group(row)
        else:
            self._builder.remarks.add("row_not_used", self._builder.sheet, row)

    def _is_aspect(self, row: Row) -> bool:
        """Whether the row has a code as aspects have it, or says what a level looks like."""
        code = self._text(row, "code")
        said = any(self._text(row, str(level)) for level in LEVELS)
        return bool(CODE.fullmatch(code) or is_date(code)) or (said and bool(self._text(row, "name")))

    def _total(self, row: Row) -> None:
        figure = number(self._text(row, "maximum"))
        if figure is not None:
            self.typed.whole.append((row, two_places(figure)))

    def _title(self, row: Row) -> str:
        """Return the text of a row of a group: its cells are merged, or its name stands beside a whole number."""
        texts = [row.text(column) for column in sorted(row.cells) if column != self._places["maximum"]]
        return next((text for text in texts if text and number(text) is None), "")

    def _group(self, row: Row) -> None:
        self._start(row, " ".join(self._title(row).split()))
        figure = number(self._text(row, "maximum"))
        if figure is not None:
            self.typed.criteria.append((row, LATIN[self._groups - 1], two_places(figure)))
        self._number = 0

    def _start(self, row: Row, name: str) -> None:
        self._groups = min(self._groups + 1, len(LATIN))
        self._aspects = 0
        letter = LATIN[self._groups - 1]
        self._builder.listed.setdefault(letter, (row, name, None))
        self._builder.start_sub_criterion(row, letter, f"{letter}1", name, "")

    def _aspect(self, row: Row) -> None:
        self._follow_number(row)
        self._aspects += 1
        self._compare_code(row)
        ladder = {level: [text] for level in LEVELS if (text := self._text(row, str(level)))}
        draft = AspectDraft(
            row,
            Kind.MEASUREMENT,
            maximum_in(row, self._places["maximum"], self._builder),
            self._text(row, "name"),
            ladder=ladder,
            calculation=CALCULATION,
        )
        self._builder.add_aspect(draft)

    def _follow_number(self, row: Row) -> None:
        """Begin another criterion where the whole number of the codes rises without a row for the group."""
        found = CODE.fullmatch(self._text(row, "code"))
        whole = int(found[1]) if found else self._number
        if not self._groups or (self._number and whole > self._number):
            self._start(row, "")
        self._number = max(whole, self._number)

    def _compare_code(self, row: Row) -> None:
        """Remark on a code that does not fit its place, unless a spreadsheet took the zero from its end."""
        typed = self._text(row, "code")
        found = CODE.fullmatch(typed)
        places = {str(self._aspects), str(self._aspects).rstrip("0")}
        if typed and not (found and found[2].lstrip("0") in places):
            kept = f"{LATIN[self._groups - 1]}1.{Kind.MEASUREMENT}{self._aspects}"
            self._builder.remarks.add("code_by_position", self._builder.sheet, row, typed=typed, kept=kept)

    def _notes(self, row: Row) -> None:
        if beside := row.seen(leave_out=frozenset(self._places.values())):
            self._builder.remarks.add("note", self._builder.sheet, row, seen=beside)

    def _text(self, row: Row, what: str) -> str:
        return row.text(self._places.get(what))

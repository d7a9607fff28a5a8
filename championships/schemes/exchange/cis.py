"""Reading the rows of sheets in the family of CIS: sub-criteria, aspects, ladders, and what stands between them.

The layouts of the family differ in their columns and in the letters of their types; what a row means does not.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from championships.marking import Kind, Scheme
from championships.marking.judgement import SCORES
from championships.schemes.exchange.awarded import NOTHING_BESIDE, AwardedSheet, Beside
from championships.schemes.exchange.builder import AspectDraft, SchemeBuilder
from championships.schemes.exchange.calculations import Calculations
from championships.schemes.exchange.columns import (
    CIS_HEADINGS,
    Columns,
    Headings,
    Role,
    column_letters,
    find_columns,
    is_footer,
    is_heading_row,
    with_unnamed_day,
)
from championships.schemes.exchange.figures import awarded_in, maximum_in
from championships.schemes.exchange.kinds import TypedKind, kind_typed
from championships.schemes.exchange.scaled import ScaledColumns
from championships.schemes.exchange.sheets import Row
from championships.schemes.exchange.tables import HeadTables, TypedTotals
from championships.schemes.exchange.texts import as_mark, heading_letter, latin, number, whole_number

SUB_CRITERION = re.compile(r"([A-Z])\.?(\d{1,3})\.?([A-Z]?)")
OPTION = re.compile(r"\(([0-3])\)\s*(.*)", re.DOTALL)
OPTION_AT_END = re.compile(r"(\S.*?)\s*\(([0-3])\)", re.DOTALL)
LARGEST_SECTION = 999
SUB_CRITERION_ROLES = frozenset({Role.CODE, Role.NAME, Role.DAY, Role.TEAM, Role.MAXIMUM, Role.AWARDED})
LETTER = re.compile(r"[^\W\d_]")


class HeadReader(Protocol):
    """Reads the rows above the first row of headings."""

    def read(self, row: Row) -> None:
        """Use one row, or remark that it was not used."""


class CisRows:
    """Reads one sheet from top to bottom into a builder."""

    def __init__(
        self,
        builder: SchemeBuilder,
        calculations: Calculations,
        headings: Headings = CIS_HEADINGS,
        *,
        options_in_text: bool = False,
    ) -> None:
        self._builder, self._calculations = builder, calculations
        self._headings, self._options_in_text = headings, options_in_text
        self.typed = TypedTotals()
        self.scaled = ScaledColumns()
        self._head: HeadReader = HeadTables(builder, self.typed)
        self._columns: Columns = {}
        self._block: tuple[Row, Decimal] | None = None
        self._letter, self._code = "A", ""
        self._named: dict[int, str] = {}
        self._calculated = 0

    def read(self, row: Row) -> None:
        """Use one row, or remark that it was not used."""
        if is_heading_row(row, self._headings):
            self._columns = self._with_unnamed({**self._columns, **find_columns(row, self._headings)})
            self._named |= {column: " ".join(cell.text.split()) for column, cell in row.cells.items()}
            self._start_block(row)
        elif not self._columns:
            self._head.read(row)
        elif self._is_footer(row):
            self.scaled.observe(row, self._columns)
            self._footer(row)
        else:
            self.scaled.observe(row, self._columns)
            self._notes(row)
            self._body(row)

    def finish(self, scheme: Scheme) -> Beside:
        """Compare what was typed with what the aspects give, and return the marks that were awarded."""
        self.typed.compare(scheme, self._builder)
        self.scaled.report(scheme, self._builder)
        if self._calculated:
            self._builder.remarks.add("no_calculations", self._builder.sheet, None, count=str(self._calculated))
        sheet = AwardedSheet("", self._builder.awarded, f"{self._builder.sheet}, {self._awarded_column()}")
        self.typed.compare_awarded(sheet, self._builder)
        return Beside((sheet,)) if sheet.marks else NOTHING_BESIDE

    def _with_unnamed(self, columns: dict[Role, int]) -> dict[Role, int]:
        return with_unnamed_day(columns)

    def _awarded_column(self) -> str:
        """Return the heading of the column of awarded marks, or its letters where it has none."""
        column = self._columns.get(Role.AWARDED) or self._columns.get(Role.SCORE, 0)
        return self._named.get(column, "") or column_letters(column)

    def _start_block(self, row: Row) -> None:
        """Note what stands beside the headings: the criterion (perhaps a wrong one) and its typed total."""
        beside = [cell for column, cell in sorted(row.cells.items()) if column not in self._columns.values()]
        self._letter = next(filter(None, (heading_letter(cell.text) for cell in beside)), self._letter)
        figures = [figure for cell in beside if (figure := number(cell.text)) is not None]
        self._block = (row, figures[-1]) if figures else None

    def _is_footer(self, row: Row) -> bool:
        """Whether the row sums up: by its label, and because nothing of an aspect stands in it."""
        typed = [text for role in (Role.TYPE, Role.SCORE) if (text := self._text(row, role))]
        if not all(map(is_footer, typed)):
            return False
        cells = row.cells.values()
        labels = [is_footer(cell.text) for cell in cells if cell.text.strip() and number(cell.text) is None]
        if not any(cell.formula or number(cell.text) is not None for cell in cells):
            return False
        alone = not self._text(row, Role.CODE) and not self._text(row, Role.DESCRIPTION)
        return bool(labels) and (all(labels) or (alone and any(labels)))

    def _footer(self, row: Row) -> None:
        """Note a typed total: the figure under the maxima, else the last one."""
        awarded = number(self._text(row, Role.AWARDED))
        if awarded is not None:
            self.typed.awarded.append((row, "", awarded))
        apart = {self._columns.get(role) for role in (Role.AWARDED, Role.AWARDED_SCALED, Role.MAXIMUM_SCALED)}
        cells = [cell for column, cell in sorted(row.cells.items()) if column not in apart]
        figures = [figure for cell in cells if (figure := number(cell.text)) is not None]
        figure = number(self._text(row, Role.MAXIMUM))
        if figure is not None or figures:
            self.typed.footers.append((row, self._letter, figures[-1] if figure is None else figure))

    def _notes(self, row: Row) -> None:
        """Use what stands beside the table: the total of a criterion, or a note."""
        known = frozenset(self._columns.values())
        texts = [cell.text for column, cell in sorted(row.cells.items()) if column not in known and cell.text.strip()]
        figures = [figure for text in texts if (figure := number(text)) is not None]
        letters = [letter for text in texts if (letter := heading_letter(text) or _lone_letter(text))]
        others = [text for text in texts if number(text) is None and not (heading_letter(text) or _lone_letter(text))]
        if len(letters) == len(figures) == 1 and all(is_footer(text) for text in others):
            self.typed.criteria.append((row, letters[0], figures[0]))
        elif beside := row.seen(leave_out=known):
            self._builder.remarks.add("note", self._builder.sheet, row, seen=beside)

    def _body(self, row: Row) -> None:
        started = self._sub_criterion(row)
        has = {role for role, column in self._columns.items() if row.text(column) or row.cell(column).lacks_value}
        has -= {Role.AWARDED_SCALED, Role.MAXIMUM_SCALED}
        if self._is_aspect(has, started=started):
            self._aspect(row)
        elif Role.SCORE in has:
            self._score(row)
        elif self._options_in_text and has == {Role.EXTRA} and self._option(row):
            return
        elif has & {Role.EXTRA, Role.REQUIREMENT} and Role.DESCRIPTION not in has and self._builder.current:
            self._continue(row)
        elif Role.DESCRIPTION in has:
            self._label(row)
        elif has - SUB_CRITERION_ROLES or (has and not started):
            self._builder.remarks.add("row_not_used", self._builder.sheet, row)
        else:
            self._subtotal(row)

    def _subtotal(self, row: Row) -> None:
        """Note the typed totals of a sub-criterion: they are compared, never counted."""
        figure, awarded = number(self._text(row, Role.MAXIMUM)), number(self._text(row, Role.AWARDED))
        if figure is not None:
            self.typed.sub_criteria.append((row, self._code, figure))
        if awarded is not None:
            self.typed.awarded.append((row, self._code, awarded))

    def _is_aspect(self, has: set[Role], *, started: bool) -> bool:
        return Role.TYPE in has or {Role.DESCRIPTION, Role.MAXIMUM} <= has

    def _label(self, row: Row) -> None:
        self._builder.remarks.add("label", self._builder.sheet, row)

    def _continue(self, row: Row) -> None:
        """Use a row that goes on with the texts of the aspect above."""
        current = self._builder.current
        if current is not None:
            current.extra.append(self._text(row, Role.EXTRA))
            current.requirement.append(self._text(row, Role.REQUIREMENT))
            self._further_figures(row, current)

    def _further_figures(self, row: Row, current: AspectDraft) -> None:
        """Use the figures of a row below an aspect: they are the aspect's own only where it has none yet."""
        maximum = self._maximum(row)
        if maximum and not current.maximum:
            current.maximum = maximum
            self._builder.remarks.add("maximum_below_aspect", self._builder.sheet, row, maximum=as_mark(maximum))
        elif self._text(row, Role.MAXIMUM):
            self._builder.remarks.add("mark_on_score_row", self._builder.sheet, row)
        if current.awarded is None:
            current.awarded = self._awarded(row, Role.AWARDED, current.maximum)
        elif typed := self._text(row, Role.AWARDED):
            self._builder.remarks.add("awarded_mark", self._builder.sheet, row, seen=typed)

    def _sub_criterion(self, row: Row) -> bool:
        """Begin the sub-criterion whose code stands in the row; tell whether something stands there."""
        typed = self._text(row, Role.CODE)
        found = SUB_CRITERION.fullmatch(latin(typed))
        if typed and not found:
            self._builder.remarks.add("odd_code", self._builder.sheet, row)
        if found:
            self._start(row, found[1], f"{int(found[2])}{found[3].lower()}")
        return bool(typed)

    def _start(self, row: Row, letter: str, number_inside: str) -> None:
        self._letter = letter
        name = " ".join(self._text(row, Role.NAME).split())
        day, team = self._text(row, Role.DAY), self._text(row, Role.TEAM)
        code = f"{letter}{number_inside}"
        self._code = self._builder.start_sub_criterion(row, letter, code, name, day, team=team)
        if self._block:
            self.typed.criteria.append((self._block[0], letter, self._block[1]))
            self._block = None

    def _aspect(self, row: Row) -> None:
        typed = self._typed_kind(row)
        kind = typed.kind if typed else Kind.MEASUREMENT
        maximum = self._maximum(row)
        draft = AspectDraft(
            row,
            kind,
            maximum,
            self._text(row, Role.DESCRIPTION),
            requirement=[self._text(row, Role.REQUIREMENT)],
            section=self._section(row),
            calculation=self._calculation(row),
            guessed=not self._text(row, Role.TYPE),
            awarded=self._awarded(row, Role.AWARDED, maximum),
        )
        score, extra = whole_number(self._text(row, Role.SCORE)), self._text(row, Role.EXTRA)
        if (kind is Kind.JUDGEMENT or draft.guessed) and score in SCORES and extra:
            draft.ladder[score] = [extra]
        else:
            draft.extra.append(extra)
            self._score_beside(row, draft)
        self._builder.add_aspect(draft, self._letter)

    def _score_beside(self, row: Row, draft: AspectDraft) -> None:
        """Use what stands in the column of scores beside an aspect: in the field, the mark that was awarded."""
        typed = self._text(row, Role.SCORE)
        if draft.awarded is None:
            draft.awarded = self._awarded(row, Role.SCORE, draft.maximum)
        elif typed:
            self._builder.remarks.add("awarded_mark", self._builder.sheet, row, seen=typed)

    def _awarded(self, row: Row, role: Role, maximum: Decimal) -> Decimal | None:
        column = self._columns.get(role)
        return None if column is None else awarded_in(row, column, maximum, self._builder)

    def _typed_kind(self, row: Row) -> TypedKind | None:
        typed = self._text(row, Role.TYPE)
        found = kind_typed(typed)
        if found and found.subjective:
            self._builder.remarks.add("subjective_type", self._builder.sheet, row)
        elif typed and not found:
            self._builder.remarks.add("unknown_type", self._builder.sheet, row, error=True)
        return found

    def _maximum(self, row: Row) -> Decimal:
        return maximum_in(row, self._columns.get(Role.MAXIMUM), self._builder)

    def _section(self, row: Row) -> int | None:
        typed = self._text(row, Role.SECTION)
        section = whole_number(typed.split()[0].rstrip(".:") if typed else "")
        if typed and (section is None or not 0 <= section <= LARGEST_SECTION):
            self._builder.remarks.add("unreadable_section", self._builder.sheet, row, seen=typed)
            return None
        return section

    def _calculation(self, row: Row) -> Mapping[str, object] | None:
        typed = self._text(row, Role.CALCULATION)
        if typed and self._calculations.is_absent:
            self._calculated += 1
            return None
        asked = whole_number(typed)
        rule = None if asked is None else self._calculations.rule(asked)
        if typed and rule is None:
            self._builder.remarks.add("missing_calculation", self._builder.sheet, row, calculation=typed)
        return rule

    def _option(self, row: Row) -> bool:
        """Use a level that stands as a text such as `(1) partly` or `partly (1)`; tell whether it was one."""
        typed, current = self._text(row, Role.EXTRA), self._builder.current
        if current is None:
            return False
        if found := OPTION.fullmatch(typed):
            level, text = int(found[1]), found[2]
        elif (found := OPTION_AT_END.fullmatch(typed)) and int(found[2]) == len(current.ladder):
            # Only as the next level: a text may end in a number in brackets for other reasons.
            level, text = int(found[2]), found[1]
        else:
            return False
        current.ladder.setdefault(level, []).append(text)
        self._further_figures(row, current)
        return True

    def _score(self, row: Row) -> None:
        """Use one level of a ladder."""
        remarks, sheet, current = self._builder.remarks, self._builder.sheet, self._builder.current
        score = whole_number(self._text(row, Role.SCORE).strip("()"))
        text = self._text(row, Role.EXTRA) or self._text(row, Role.DESCRIPTION)
        if current is None:
            remarks.add("score_without_aspect", sheet, row)
        elif score not in SCORES:
            remarks.add("unknown_score", sheet, row)
        else:
            if score in current.ladder:
                remarks.add("repeated_score", sheet, row, score=str(score))
            current.ladder.setdefault(score, []).append(text)
            self._further_figures(row, current)

    def _text(self, row: Row, role: Role) -> str:
        return row.text(self._columns.get(role))


def _lone_letter(text: str) -> str:
    """Return the letter of a criterion that stands alone in a cell, or nothing."""
    letter = latin(text)
    return letter if LETTER.fullmatch(letter) and letter.isascii() else ""

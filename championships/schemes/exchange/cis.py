"""Reading the rows of sheets in the family of CIS: sub-criteria, aspects, ladders, and what stands between them.

The layouts of the family differ in their columns and in the letters of their types; what a row means does not.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from championships.marking import Kind
from championships.marking.judgement import SCORES
from championships.schemes.exchange.builder import AspectDraft, SchemeBuilder
from championships.schemes.exchange.calculations import Calculations
from championships.schemes.exchange.columns import (
    CIS_HEADINGS,
    Columns,
    Headings,
    Role,
    find_columns,
    is_heading_row,
    with_unnamed_day,
)
from championships.schemes.exchange.sheets import Row
from championships.schemes.exchange.tables import HeadTables, TypedTotals
from championships.schemes.exchange.texts import LARGEST_MARK, heading_letter, latin, number, two_places, whole_number

SUB_CRITERION = re.compile(r"([A-Z])\.?(\d{1,3})\.?([A-Z]?)")
# `M`, `J`, also `J1`, `M80`, `Meas`, `Judgement`; `O` and `S` are the old objective and subjective.
TYPE = re.compile(r"(M|J|O|S)(EAS\w*|UDG\w*|BJ\w*|UBJ\w*)?\.?\d{0,4}")
OPTION = re.compile(r"\(([0-3])\)\s*(.*)", re.DOTALL)
KINDS: Mapping[str, Kind] = {
    "M": Kind.MEASUREMENT,
    "O": Kind.MEASUREMENT,
    "S": Kind.MEASUREMENT,
    "J": Kind.JUDGEMENT,
}
LARGEST_SECTION = 999
FOOTERS = frozenset({"competition", "total mark", "total marks", "total mark:", "total marks:"})


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
        self._head = HeadTables(builder, self.typed)
        self._columns: Columns = {}
        self._block: tuple[Row, Decimal] | None = None
        self._letter = "A"

    def read(self, row: Row) -> None:
        """Use one row, or remark that it was not used."""
        if is_heading_row(row, self._headings):
            self._columns = with_unnamed_day({**self._columns, **find_columns(row, self._headings)})
            self._start_block(row)
        elif not self._columns:
            self._head.read(row)
        elif self._is_footer(row):
            self._footer(row)
        else:
            self._notes(row)
            self._body(row)

    def _start_block(self, row: Row) -> None:
        """Note what stands beside the headings: the criterion (perhaps a wrong one) and its typed total."""
        beside = [cell for column, cell in sorted(row.cells.items()) if column not in self._columns.values()]
        self._letter = next(filter(None, (heading_letter(cell.text) for cell in beside)), self._letter)
        figures = [figure for cell in beside if (figure := number(cell.text)) is not None]
        self._block = (row, figures[-1]) if figures else None

    def _is_footer(self, row: Row) -> bool:
        """Whether the row sums up: by its label, and because nothing of an aspect stands in it."""
        of_an_aspect = (Role.CODE, Role.TYPE, Role.DESCRIPTION, Role.SCORE)
        return not any(self._text(row, role) for role in of_an_aspect) and not FOOTERS.isdisjoint(row.folded.values())

    def _footer(self, row: Row) -> None:
        figures = [figure for cell in row.cells.values() if (figure := number(cell.text)) is not None]
        if figures:
            self.typed.whole.append((row, figures[-1]))

    def _notes(self, row: Row) -> None:
        known = frozenset(self._columns.values())
        if beside := row.seen(leave_out=known):
            self._builder.remarks.add("note", self._builder.sheet, row, seen=beside)

    def _body(self, row: Row) -> None:
        started = self._sub_criterion(row)
        has = {role for role, column in self._columns.items() if row.text(column) or row.cell(column).lacks_value}
        if Role.TYPE in has or {Role.DESCRIPTION, Role.MAXIMUM} <= has:
            self._aspect(row)
        elif Role.SCORE in has:
            self._score(row)
        elif self._options_in_text and has == {Role.EXTRA} and self._option(row):
            return
        elif has & {Role.EXTRA, Role.REQUIREMENT} and Role.DESCRIPTION not in has and self._builder.current:
            self._builder.current.extra.append(self._text(row, Role.EXTRA))
            self._builder.current.requirement.append(self._text(row, Role.REQUIREMENT))
        elif Role.DESCRIPTION in has:
            self._builder.remarks.add("label", self._builder.sheet, row)
        elif has and not started:
            self._builder.remarks.add("row_not_used", self._builder.sheet, row)

    def _sub_criterion(self, row: Row) -> bool:
        typed = self._text(row, Role.CODE)
        found = SUB_CRITERION.fullmatch(latin(typed))
        if typed and not found:
            self._builder.remarks.add("odd_code", self._builder.sheet, row)
            return True
        if not found:
            return False
        letter, code = found[1], f"{found[1]}{int(found[2])}{found[3].lower()}"
        name = " ".join(self._text(row, Role.NAME).split())
        day, team = self._text(row, Role.DAY), self._text(row, Role.TEAM)
        self._builder.start_sub_criterion(row, letter, code, name, day, team=team)
        if self._block:
            self.typed.criteria.append((self._block[0], letter, self._block[1]))
            self._block = None
        return True

    def _aspect(self, row: Row) -> None:
        kind = self._kind(row)
        draft = AspectDraft(
            row,
            kind,
            self._maximum(row),
            self._text(row, Role.DESCRIPTION),
            requirement=[self._text(row, Role.REQUIREMENT)],
            section=self._section(row),
            calculation=self._calculation(row),
        )
        score, extra = whole_number(self._text(row, Role.SCORE)), self._text(row, Role.EXTRA)
        if kind is Kind.JUDGEMENT and score in SCORES and extra:
            draft.ladder[score] = [extra]
        else:
            draft.extra.append(extra)
            if Role.SCORE in self._columns and self._text(row, Role.SCORE):
                self._builder.remarks.add("awarded_mark", self._builder.sheet, row, seen=self._text(row, Role.SCORE))
        self._builder.add_aspect(draft, self._letter)

    def _kind(self, row: Row) -> Kind:
        typed = self._text(row, Role.TYPE)
        found = TYPE.fullmatch(latin(typed))
        if found and found[1] == "S":
            self._builder.remarks.add("subjective_type", self._builder.sheet, row)
        elif not typed:
            self._builder.remarks.add("missing_type", self._builder.sheet, row)
        elif not found:
            self._builder.remarks.add("unknown_type", self._builder.sheet, row, error=True)
        return KINDS[found[1]] if found else Kind.MEASUREMENT

    def _maximum(self, row: Row) -> Decimal:
        cell = row.cell(self._columns.get(Role.MAXIMUM))
        figure = number(cell.text)
        if cell.lacks_value:
            seen = f"={cell.formula}"
            self._builder.remarks.add("formula_without_value", self._builder.sheet, row, seen=seen, error=True)
        elif cell.text.strip() and (figure is None or abs(figure) > LARGEST_MARK):
            self._builder.remarks.add("unreadable_mark", self._builder.sheet, row, seen=cell.text, error=True)
            return Decimal("0.00")
        # An aspect without a maximum counts 0; validation says so.
        return Decimal("0.00") if figure is None else two_places(figure)

    def _section(self, row: Row) -> int | None:
        typed = self._text(row, Role.SECTION)
        section = whole_number(typed.split()[0].rstrip(".:") if typed else "")
        if typed and (section is None or not 0 <= section <= LARGEST_SECTION):
            self._builder.remarks.add("unreadable_section", self._builder.sheet, row, seen=typed)
            return None
        return section

    def _calculation(self, row: Row) -> Mapping[str, object] | None:
        typed = self._text(row, Role.CALCULATION)
        asked = whole_number(typed)
        rule = None if asked is None else self._calculations.rule(asked)
        if typed and rule is None:
            self._builder.remarks.add("missing_calculation", self._builder.sheet, row, calculation=typed)
        return rule

    def _option(self, row: Row) -> bool:
        """Use a level that stands as a text such as `(1) partly`; tell whether it was one."""
        found = OPTION.fullmatch(self._text(row, Role.EXTRA))
        current = self._builder.current
        if not found or current is None:
            return False
        current.ladder.setdefault(int(found[1]), []).append(found[2])
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
            if self._text(row, Role.MAXIMUM):
                remarks.add("mark_on_score_row", sheet, row)

    def _text(self, row: Row, role: Role) -> str:
        return row.text(self._columns.get(role))

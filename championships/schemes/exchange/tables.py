"""The tables above the aspects of a CIS sheet: skill, standards sections, criteria."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from championships.marking import StandardsSection, section_variation
from championships.marking.scheme import Scheme
from championships.schemes.exchange.awarded import AwardedSheet
from championships.schemes.exchange.builder import SchemeBuilder
from championships.schemes.exchange.columns import among
from championships.schemes.exchange.sheets import Row
from championships.schemes.exchange.texts import as_mark, fold, latin, number, two_places, whole_number
from championships.schemes.exchange.words import (
    CARRIED_WORDS,
    CRITERIA_TITLES,
    ID_WORDS,
    MARK_WORDS,
    NAME_WORDS,
    SECTION_MARKS,
    SECTION_NAMES,
    SECTION_WORDS,
    SKILL_LABELS,
    STANDARDS_TITLES,
    TOTAL_VARIATION,
    VARIATION_WORDS,
)

SKILL = re.compile(r"(?:skill\s*)?(\d{1,3})\s*[-–—.:]?\s+(\S.*)", re.IGNORECASE | re.DOTALL)
LETTER = re.compile(r"[A-Z]")
LARGEST_SECTION = 999


@dataclass(slots=True)
class TypedTotals:
    """Totals that somebody typed into the file: compared with the aspects at the end, never used."""

    sections: list[tuple[Row, int, Decimal]] = field(default_factory=list)
    criteria: list[tuple[Row, str, Decimal]] = field(default_factory=list)
    whole: list[tuple[Row, Decimal]] = field(default_factory=list)
    variation: list[tuple[Row, Decimal]] = field(default_factory=list)
    sub_criteria: list[tuple[Row, str, Decimal]] = field(default_factory=list)
    # Lines that sum up, with the criterion that they stand in or below.
    footers: list[tuple[Row, str, Decimal]] = field(default_factory=list)
    # Totals of awarded marks: of a criterion, of a sub-criterion, or (with no code) of everything.
    awarded: list[tuple[Row, str, Decimal]] = field(default_factory=list)

    def compare(self, scheme: Scheme, builder: SchemeBuilder) -> None:
        """Remark on every typed total that the aspects do not give, with both figures."""
        found = section_variation(scheme)
        carried = {row.number: row.carried for row in found.sections}
        marks = {criterion.letter: criterion.maximum for criterion in scheme.criteria}
        for row, section, typed in self.sections:
            self._compare(builder, row, "typed_section_marks", typed, carried.get(section), number=str(section))
        for row, letter, typed in self.criteria:
            self._compare(builder, row, "typed_criterion_total", typed, marks.get(letter), code=letter)
        for row, typed in self.whole:
            self._compare(builder, row, "typed_total", typed, scheme.maximum)
        for row, typed in self.variation:
            self._compare(builder, row, "typed_variation", typed, found.total)
        self._compare_sub_criteria(scheme, builder)
        self._compare_footers(scheme.maximum, marks, builder)

    def compare_awarded(self, sheet: AwardedSheet, builder: SchemeBuilder) -> None:
        """Remark on every typed total of the awarded marks that they do not give."""
        for row, code, typed in self.awarded:
            if code:
                # `A` is the whole criterion, `A1` the sub-criterion and not A12.
                start = code if code.isalpha() else f"{code}."
                given = sum((mark for at, mark in sheet.marks.items() if at.startswith(start)), Decimal(0))
                self._compare(builder, row, "typed_awarded_part", typed, given, code=code)
            else:
                self._compare(builder, row, "typed_awarded_total", typed, sheet.total)

    def _compare_sub_criteria(self, scheme: Scheme, builder: SchemeBuilder) -> None:
        """Compare subtotals; a sub-criterion that stands twice may have one for each of its parts."""
        marks = {sub_criterion.code: sub_criterion.maximum for sub_criterion in scheme.sub_criteria}
        sums: dict[str, Decimal] = {}
        for _row, code, typed in self.sub_criteria:
            sums[code] = sums.get(code, Decimal(0)) + typed
        for row, code, typed in self.sub_criteria:
            if sums[code] != marks.get(code):
                self._compare(builder, row, "typed_sub_criterion_total", typed, marks.get(code), code=code)

    def _compare_footers(self, whole: Decimal, marks: Mapping[str, Decimal], builder: SchemeBuilder) -> None:
        """Compare the lines that sum up: the last one speaks of the whole scheme, others of their criterion."""
        for position, (row, letter, typed) in enumerate(self.footers, start=1):
            last = position == len(self.footers)
            if typed == whole or (typed == marks.get(letter) and len(self.footers) > 1):
                continue
            if last:
                self._compare(builder, row, "typed_total", typed, whole)
            else:
                self._compare(builder, row, "typed_criterion_total", typed, marks.get(letter), code=letter)

    @staticmethod
    def _compare(
        builder: SchemeBuilder, row: Row, remark: str, typed: Decimal, carried: Decimal | None, **figures: str
    ) -> None:
        given = carried if carried is not None else Decimal(0)
        if typed != given:
            told: dict[str, Any] = {**figures, "typed": as_mark(typed), "carried": as_mark(given)}
            builder.remarks.add(remark, builder.sheet, row, **told)


class HeadTables:
    """Reads the rows above the first row of headings, one after another."""

    def __init__(self, builder: SchemeBuilder, typed: TypedTotals) -> None:
        self._builder, self._typed = builder, typed
        self._sections: dict[str, int] | None = None
        self._criteria: dict[str, int] | None = None

    def read(self, row: Row) -> None:
        """Use one row, or remark that it was not used."""
        if columns := _section_columns(row):
            self._sections, self._criteria = columns, None
        elif columns := _criterion_columns(row):
            self._sections, self._criteria = None, columns
        elif (self._sections and self._section(row, self._sections)) or (
            self._criteria and self._criterion(row, self._criteria)
        ):
            return
        elif not self._title(row):
            self._builder.remarks.add("row_not_used", self._builder.sheet, row)

    def _title(self, row: Row) -> bool:
        texts = [cell.text.strip() for cell in row.cells.values() if cell.text.strip()]
        if any(among(text, CRITERIA_TITLES) or _speaks_of_standards(text) for text in texts):
            return len(texts) == 1
        if len(texts) > 1 and among(texts[0], SKILL_LABELS):
            del texts[0]
        known = self._builder.skill_name
        # A label that stands alone has the skill below it.
        if (known and not among(known, SKILL_LABELS)) or len(texts) != 1 or self._sections or self._criteria:
            return False
        found = SKILL.fullmatch(texts[0])
        self._builder.skill_number = found[1] if found else ""
        self._builder.skill_name = " ".join((found[2] if found else texts[0]).split())
        return True

    def _section(self, row: Row, columns: dict[str, int]) -> bool:
        if any(among(cell.text, TOTAL_VARIATION) for cell in row.cells.values()):
            figure = number(row.text(columns.get("variation")))
            if figure is not None:
                self._typed.variation.append((row, figure))
            self._sections = None
            return True
        section = whole_number(row.text(columns["number"]))
        if section is None or not 0 <= section <= LARGEST_SECTION:
            return False
        if section in self._builder.sections:
            self._builder.remarks.add("repeated_section", self._builder.sheet, row, number=str(section))
            return True
        name = " ".join(row.text(columns["name"]).split())
        declared = _marks(row.text(columns.get("declared")))
        self._builder.sections[section] = StandardsSection(section, name, declared)
        carried = number(row.text(columns.get("carried")))
        if carried is not None:
            self._typed.sections.append((row, section, carried))
        return True

    def _criterion(self, row: Row, columns: dict[str, int]) -> bool:
        letter = latin(row.text(columns["id"]))
        marks = _marks(row.text(columns["marks"]))
        if not letter and marks is not None:
            self._typed.whole.append((row, marks))
            return True
        if not LETTER.fullmatch(letter):
            return False
        if letter in self._builder.listed:
            self._builder.remarks.add("repeated_criterion", self._builder.sheet, row, code=letter)
            return True
        self._builder.listed[letter] = (row, " ".join(row.text(columns["name"]).split()), marks)
        return True


def _marks(text: str) -> Decimal | None:
    """Return a typed total, or None if there is none."""
    figure = number(text)
    return None if figure is None else two_places(figure)


def _speaks_of_standards(text: str) -> bool:
    return any(word in fold(text) for word in STANDARDS_TITLES)


def _places(row: Row, words: frozenset[str]) -> list[int]:
    """Return the columns whose text is one of `words`."""
    return [column for column, cell in sorted(row.cells.items()) if among(cell.text, words)]


def _section_columns(row: Row) -> dict[str, int] | None:
    numbers, marks, names = (_places(row, words) for words in (SECTION_WORDS, SECTION_MARKS, SECTION_NAMES))
    if not numbers or not (marks or names):
        return None
    columns = {"number": numbers[0], "name": min(names or marks)}
    if marks and max(marks) != columns["name"]:
        columns["declared"] = max(marks)
    for key, words in (("carried", CARRIED_WORDS), ("variation", VARIATION_WORDS)):
        if places := _places(row, words):
            columns[key] = places[-1]
    return columns


def _criterion_columns(row: Row) -> dict[str, int] | None:
    """Return the columns of a table of criteria; one headed `Criteria | Mark` has the letters before the names."""
    titles, marks = _places(row, CRITERIA_TITLES), _places(row, MARK_WORDS)
    codes, names = _places(row, ID_WORDS) or titles[:1], _places(row, NAME_WORDS)
    if codes and names and marks:
        return {"id": codes[-1], "name": names[-1], "marks": marks[-1]}
    if titles and marks and 1 < titles[0] < marks[-1]:
        return {"id": titles[0] - 1, "name": titles[0], "marks": marks[-1]}
    return None

"""The tables above the aspects of a CIS sheet: skill, standards sections, criteria."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from championships.marking import StandardsSection, section_variation
from championships.marking.scheme import Scheme
from championships.schemes.exchange.builder import SchemeBuilder
from championships.schemes.exchange.sheets import Row
from championships.schemes.exchange.texts import as_mark, latin, number, two_places, whole_number

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
        folded = row.folded.values()
        if any("standards" in text or text == "criteria" for text in folded):
            return len(texts) == 1
        if self._builder.skill_name or len(texts) != 1 or self._sections or self._criteria:
            return False
        found = SKILL.fullmatch(texts[0])
        self._builder.skill_number = found[1] if found else ""
        self._builder.skill_name = " ".join((found[2] if found else texts[0]).split())
        return True

    def _section(self, row: Row, columns: dict[str, int]) -> bool:
        if "total variation" in row.folded.values():
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


def _section_columns(row: Row) -> dict[str, int] | None:
    folded = row.folded
    numbers = [column for column, text in folded.items() if text == "section"]
    marks = [column for column, text in folded.items() if text in {"wsos marks", "wsos mark", "marks"}]
    names = [column for column, text in folded.items() if text in {"wsos area", "name", "description"}]
    if not numbers or not (marks or names):
        return None
    columns = {"number": numbers[0], "name": min(names or marks)}
    if marks and max(marks) != columns["name"]:
        columns["declared"] = max(marks)
    for column, text in folded.items():
        if text in {"aspect marks", "aspect mark"}:
            columns["carried"] = column
        elif text == "variation":
            columns["variation"] = column
    return columns


def _criterion_columns(row: Row) -> dict[str, int] | None:
    places = {text: column for column, text in row.folded.items()}
    marks = places.get("mark", places.get("marks"))
    if "id" in places and "name" in places and marks:
        return {"id": places["id"], "name": places["name"], "marks": marks}
    return None

"""A small file in each layout, as cells, and a writer of workbooks that writes them as different programs do.

The figures and texts are our own; a layout is its headings and what a row means.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from xml.sax.saxutils import escape

Value = str | int | float | Decimal | bool | None
Rows = tuple[tuple[Value, ...], ...]
LADDER = tuple((level, f"Level {level}") for level in range(4))


@dataclass(frozen=True, slots=True)
class Sample:
    """A file in a layout: its rows, and the codes and maxima that must be read from them.

    `movable` is whether its columns may stand in any order: the ones of a matrix may not.
    """

    layout: str
    rows: Rows
    codes: str
    movable: bool = True


CIS_11: Rows = (
    ("17 Sample skill",),
    ("Sub Criterion ID", "Sub Criterion Name or Description", "Day of Marking", "Aspect Type M = Meas J = Judg",
     "Aspect - Description", "Judg Score", "Extra Aspect Description (Meas or Judg)", "Requirement", "WSOS Section",
     "Calculation Row (Export only)", "Max Mark"),
    ("A1", "Form", 1),
    (None, None, None, "M", "Sends", None, "A reply", "Works", 1, None, 1.5),
    (None, None, None, "J", "Looks", None, None, None, 2, None, "0,50"),
    *((None, None, None, None, None, score, text) for score, text in LADDER),
)  # fmt: skip
CIS_9: Rows = (
    ("Sub Criterion ID", "Sub Criterion Name", "Day of Marking", "Aspect Type", "Aspect - Description", "Judg Score",
     "Extra Aspect Description", "Calculation Row (Export only)", "Max Mark"),
    ("A1", "Form", 1),
    (None, None, None, "M", "Sends", None, None, None, 1.5),
    (None, None, None, "J", "Looks", None, None, None, 0.5),
    *((None, None, None, None, None, score, text) for score, text in LADDER),
)  # fmt: skip
QUALIFIER: Rows = (
    ("ID", "Name", "Aspect\nType", "Aspect -\nDescription", "Judg\nScore", "Extra Aspect\nDescription", "Max\nMark"),
    ("A1", "Form", None, None, None, None, 2),
    (None, None, "M1", "Sends", None, None, 1.5),
    (None, None, "J1", "Looks", None, None, 0.5),
    *((None, None, None, None, score, text) for score, text in LADDER),
)
CIS_2018: Rows = (
    ("Sub\nCriteria\nID", "Sub Criteria\nName or Description", "Aspect\nType\nO = Obj\nS = Sub\nJ = Judg",
     "Aspect - Description", "Judg Score", "Extra Aspect Description (Obj or Subj)", "Requirement\nor Nominal\nSize",
     "WSSS Section", "Max\nMark"),
    ("А1", "Форма"),
    (None, None, "О", "Отправляет", None, None, "10 мм", 1, 1.5),
    (None, None, "J", "Выглядит", None, None, None, 2, 0.5),
    *((None, None, None, None, score, text) for score, text in LADDER),
)  # fmt: skip
EXAM_2020: Rows = (
    ("Sub\nCriteria\nID", "Sub Criteria\nName or Description", "Aspect\nType\nO = Obj\nS = Sub\nJ = Judg",
     "Aspect - Description", "Judg Score", "Extra Aspect Description (Obj or Subj)", "Оценка экспертной комиссии 1",
     "Оценка экспертной комиссии 2", "Max\nMark 1", "Max\nMark 2"),
    ("А1", "Форма"),
    (None, None, "О", "Отправляет", None, None, 1, 50, 1.5, 75),
    (None, None, "О", "Выглядит", None, None, 0.5, 25, 0.5, 25),
)  # fmt: skip
PROFESSIONALS_2023: Rows = (
    ("Код", "Подкритерий", "Тип аспекта", "Аспект", "Судейский балл", "Методика проверки аспекта",
     "Требование или номинальный размер", "Проф. задача", "Макс. балл"),
    ("А", "Первый", None, None, None, None, None, None, 2),
    (1, "Форма"),
    (None, None, "И", "Отправляет", None, "Проверить", "С1", 1, 1.5),
    (None, None, "С", "Выглядит", None, None, None, 2, 0.5),
    *((None, None, None, None, score, text) for score, text in LADDER),
)  # fmt: skip
PROFESSIONALS_2025: Rows = (
    ("Код", "Субкритерий", "Аспект", "Методика проверки аспекта", "Требование или номинальный размер", "Макс. балл"),
    ("А", "Первый", None, None, None, 2),
    (1, "Форма", None, None, None, 2),
    (None, None, "Отправляет", "- 0,25 балла за каждую ошибку", None, 1.5),
    (None, None, "Выводит", "Проверить", None, 0.5),
)
KIT: Rows = (
    (None, None, None, None, "А1. Форма (2.00)"),
    ("А", 1.5, 1.5, 2, "А1Д1 Отправляет", 1.5),
    *((None, None, None, None, f"{level} - {text}") for level, text in LADDER[:3]),
    (None, None, 0, 0, "А1Д2 Выводит", 0.5),
    *((None, None, None, None, f"{level} - {text}") for level, text in LADDER[:3]),
)
OPTIONS: Rows = (
    ("Код", "Наименование", "Оценка 0", "Оценка 1", "Оценка 2", "Макс. балл"),
    ("Форма", None, None, None, None, 2),
    ("1.1", "Отправляет", "нет", "частично", "да", 1.5),
    ("1.2", "Выводит", "нет", "частично", "да", 0.5),
    (None, None, None, None, "ИТОГО", 2),
)
TEXT_MARKS: Rows = (
    ("Sub Criteria ID", "Sub Criteria Name", "Aspect - Description", "Max Mark", "Ваша оценка"),
    ("A1", "Форма"),
    (None, None, "Отправляет", "1,5", "1"),
    (None, None, "Выводит", "0.5", "0,5"),
)
MATRIX: Rows = (
    ("14.05.2024", "Modules"),
    ("Max", None, "A1", "A1"),
    ("Name", "First name", "Sends", "Shows"),
    ("Max", None, 1.5, 0.5),
    ("Sample", "Anna", 1, 0.5),
)
MEASURED_AND_JUDGED, MEASURED = "A1.M1 1.50, A1.J1 0.50", "A1.M1 1.50, A1.M2 0.50"
SAMPLES = (
    Sample("cis-11", CIS_11, MEASURED_AND_JUDGED),
    Sample("cis-9", CIS_9, MEASURED_AND_JUDGED),
    Sample("qualifier-7", QUALIFIER, MEASURED_AND_JUDGED),
    Sample("cis-2018", CIS_2018, MEASURED_AND_JUDGED),
    Sample("demonstration-exam-2020", EXAM_2020, MEASURED),
    Sample("professionals-2023", PROFESSIONALS_2023, MEASURED_AND_JUDGED),
    Sample("professionals-2025", PROFESSIONALS_2025, MEASURED),
    Sample("exam-kit", KIT, MEASURED),
    Sample("exam-options", OPTIONS, MEASURED),
    Sample("text-marks", TEXT_MARKS, MEASURED),
    Sample("matrix", MATRIX, MEASURED, movable=False),
)

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class Writer:
    """How a program writes a workbook. What is said here makes no difference to what the workbook says.

    `texts` is "shared", "inline" or "rich" (runs of letters, with a phonetic hint); `prefix` stands before every
    element; without `references` cells and rows say no place; `dimension` is what the sheet claims to be as large as.
    """

    texts: str = "shared"
    prefix: str = ""
    references: bool = True
    dimension: str = ""
    office: str = OFFICE
    main: str = "xl/workbook.xml"
    hidden_rows: frozenset[int] = frozenset()
    hidden_sheets: frozenset[str] = frozenset()
    merged: tuple[str, ...] = ()

    def write(self, sheets: Mapping[str, Sequence[Sequence[Value]]]) -> bytes:
        """Return a workbook (.xlsx) of `sheets`, row by row from A1."""
        shared: list[str] = []
        parts = {"_rels/.rels": self._relations({"main": ("officeDocument", self.main)})}
        folder, _, name = self.main.rpartition("/")
        keys, listed = {"strings": ("sharedStrings", "sharedStrings.xml")}, ""
        for number, (title, rows) in enumerate(sheets.items(), start=1):
            parts[f"{folder}/worksheets/sheet{number}.xml"] = self._sheet(rows, shared)
            keys[f"r{number}"] = ("worksheet", f"worksheets/sheet{number}.xml")
            state = ' state="hidden"' if title in self.hidden_sheets else ""
            listed += self._tag("sheet", f'name="{escape(title)}" sheetId="{number}"{state} r:id="r{number}"')
        parts[self.main] = self._root("workbook", self._tag("sheets", "", listed), f' xmlns:r="{self.office}"')
        parts[f"{folder}/_rels/{name}.rels"] = self._relations(keys)
        strings = "".join(self._tag("si", "", self._text(text)) for text in shared)
        parts[f"{folder}/sharedStrings.xml"] = self._root("sst", strings)
        return packed(parts)

    def _sheet(self, rows: Sequence[Sequence[Value]], shared: list[str]) -> str:
        lines = []
        for number, row in enumerate(rows, start=1):
            place = f'r="{number}"' if self.references else ""
            hidden = ' hidden="1"' if number in self.hidden_rows else ""
            cells = (self._cell(value, column, number, shared) for column, value in enumerate(row, start=1))
            lines.append(self._tag("row", f"{place}{hidden}", "".join(cells)))
        dimension = self._tag("dimension", f'ref="{self.dimension}"') if self.dimension else ""
        merged = "".join(self._tag("mergeCell", f'ref="{span}"') for span in self.merged)
        merges = self._tag("mergeCells", "", merged) if merged else ""
        return self._root("worksheet", dimension + self._tag("sheetData", "", "".join(lines)) + merges)

    def _cell(self, value: Value, column: int, row: int, shared: list[str]) -> str:
        place = f'r="{chr(ord("A") + column - 1)}{row}" ' if self.references else ""
        if value is None:
            return self._tag("c", f'{place}s="1"')
        if isinstance(value, bool):
            return self._tag("c", f'{place}t="b"', self._tag("v", "", str(int(value))))
        if not isinstance(value, str):
            return self._tag("c", place.strip(), self._tag("v", "", str(value)))
        if value.startswith("#"):
            return self._tag("c", f'{place}t="e"', self._tag("v", "", value))
        if self.texts == "inline":
            return self._tag("c", f'{place}t="inlineStr"', self._tag("is", "", self._text(value)))
        shared.append(value)
        return self._tag("c", f'{place}t="s"', self._tag("v", "", str(len(shared) - 1)))

    def _text(self, text: str) -> str:
        if self.texts != "rich":
            return self._tag("t", 'xml:space="preserve"', escape(text))
        runs = (self._tag("r", "", self._tag("rPr", "") + self._tag("t", "", escape(letter))) for letter in text)
        return "".join(runs) + self._tag("rPh", 'sb="0" eb="1"', self._tag("t", "", "hint"))

    def _relations(self, keys: Mapping[str, tuple[str, str]]) -> str:
        office = self.office
        listed = (
            f'<Relationship Id="{key}" Type="{office}/{kind}" Target="{target}"/>'
            for key, (kind, target) in keys.items()
        )
        return f'<Relationships xmlns="{RELATIONS}">{"".join(listed)}</Relationships>'

    def _root(self, name: str, content: str, more: str = "") -> str:
        space = f"xmlns:{self.prefix}" if self.prefix else "xmlns"
        start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return start + self._tag(name, f'{space}="{MAIN}"{more}', content)

    def _tag(self, name: str, attributes: str = "", content: str = "") -> str:
        name = f"{self.prefix}:{name}" if self.prefix else name
        head = f"{name} {attributes}".strip()
        return f"<{head}>{content}</{name}>" if content else f"<{head}/>"


WRITERS = {
    "Excel": Writer(),
    "openpyxl": Writer("inline"),
    "rich texts": Writer("rich"),
    "a prefix before every element": Writer(prefix="x"),
    "cells without references": Writer("inline", references=False),
    "a size that lies": Writer(dimension="A1:AW628"),
    "strict": Writer(office="http://purl.oclc.org/ooxml/officeDocument/relationships"),
}


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of parts by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def moved(rows: Rows, order: Sequence[int]) -> Rows:
    """Return rows whose column `n` stands where `order` says; columns that nobody asked for are empty."""
    width = max(*order, 0) + 1
    turned = []
    for row in rows:
        cells: list[Value] = [None] * width
        for value, place in zip(row, order, strict=False):
            cells[place] = value
        turned.append(tuple(cells))
    return tuple(turned)


def large(layout: str = "cis-11", *, aspects: int = 200, size: int = 250_000) -> bytes:
    """Return a workbook of about `size` bytes with so many aspects, in twenty sub-criteria of five criteria."""
    sample = next(sample for sample in SAMPLES if sample.layout == layout)
    head, items = sample.rows[:2], sample.rows[3:]
    rows: list[tuple[Value, ...]] = list(head)
    for number in range(aspects):
        if number % (aspects // 20) == 0:
            sub = number // (aspects // 20)
            rows.append((f"{'ABCDE'[sub // 4]}{sub % 4 + 1}", f"Form {sub}", 1))
        rows += items[:1] if number % 2 else items[1:]
    words = [tuple(f"{cell} {n:05d}" if isinstance(cell, str) and len(cell) > 4 else cell for cell in row)
             for n, row in enumerate(rows[2:])]  # fmt: skip
    data = Writer().write({"CIS Marking Scheme Import": [*head, *words]})
    # What fills a real file is pictures and fonts: parts that are never opened.
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/media/image1.png", bytes(n * n % 251 for n in range(max(0, size - len(data)))))
    return out.getvalue()


def with_writer(**about: object) -> Writer:
    """Return the writer of Excel with something said differently."""
    return replace(Writer(), **about)  # type: ignore[arg-type]

"""From the bytes of a file to a report: which layout it is, what it holds, what is doubtful."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from django.utils.translation import gettext

from championships.marking import SchemeRules, Severity
from championships.schemes.exchange.awarded import Beside
from championships.schemes.exchange.class_sheets import read_classes
from championships.schemes.exchange.findings import NOWHERE, RowSeen, findings_in
from championships.schemes.exchange.grade_sheet import read_grades
from championships.schemes.exchange.layouts import LAYOUTS, Layout, Match
from championships.schemes.exchange.layouts.json_module import KEY, NAME, looks_like_json, read_json
from championships.schemes.exchange.layouts.layout import Reading
from championships.schemes.exchange.oddities import name_oddities
from championships.schemes.exchange.prose import is_prose
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.remarks import LONGEST_SEEN, Remarks
from championships.schemes.exchange.report import ImportReport, Remark
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.workbook import read_workbook

MOST_FOUND_TEXTS = 5
LONGEST_FOUND_TEXT = 60


def read_scheme(data: bytes, name: str, *, limit: int, rules: SchemeRules | None = None) -> ImportReport:
    """Return what the file `name` holds; `limit` is its largest size in bytes. Nothing is stored.

    Raises:
        FileRefused: the file is none of the known layouts, holds no aspect, or cannot be read within bounds.
    """
    if len(data) > limit:
        raise FileRefused("too_large", limit=str(limit // (1024 * 1024)))
    remarks = Remarks()
    if looks_like_json(data):
        key, title, reading = KEY, NAME, read_json(data, remarks)
    else:
        key, title, reading = _read_sheets(read_workbook(data), remarks)
    if not any(True for _ in reading.scheme.aspects):
        raise FileRefused("nothing_to_import")
    findings = _findings(reading, rules or SchemeRules())
    ordered = sorted([*remarks.found, *findings], key=lambda r: (list(Severity).index(r.severity), r.row or 0))
    return ImportReport(PurePath(name).name, key, title, reading.scheme, tuple(ordered), reading.beside)


def _read_sheets(sheets: Sequence[Sheet], remarks: Remarks) -> tuple[str, str, Reading]:
    layout, match = _recognise(sheets)
    reading = layout.read(sheets, match, remarks)
    used = {match.sheet.name, *reading.other_sheets}
    beside, others = _read_beside([sheet for sheet in sheets if sheet.name not in used], remarks)
    beside = replace(beside, awarded=reading.beside.awarded, members=(*reading.beside.members, *beside.members))
    _name_other_sheets(sheets, used | others, remarks)
    name_oddities(sheets, remarks)
    return layout.key, layout.name, replace(reading, beside=beside)


def _read_beside(sheets: Sequence[Sheet], remarks: Remarks) -> tuple[Beside, frozenset[str]]:
    """Return what the sheets without a scheme hold, whatever the layout, and the names of those that were used."""
    grades, grade_sheets = read_grades(sheets, remarks)
    members, classes = read_classes([sheet for sheet in sheets if sheet.name not in grade_sheets], remarks)
    return Beside(members=members, grades=grades), grade_sheets | classes


def _recognise(sheets: Sequence[Sheet]) -> tuple[Layout, Match]:
    matches = [(layout, match) for layout in LAYOUTS if (match := layout.recognise(sheets))]
    if not matches:
        found = _texts_found(sheets) or "—"
        if is_prose(sheets):
            raise FileRefused("prose_rubric", expected=LAYOUTS[0].expected, found=found)
        raise FileRefused("no_layout", known="; ".join(gettext(layout.name) for layout in LAYOUTS), found=found)
    return max(matches, key=lambda pair: pair[1].certainty)


def _texts_found(sheets: Sequence[Sheet]) -> str:
    rows = (row for sheet in sheets for row in sheet)
    texts = (" ".join(cell.text.split()) for row in rows for cell in row.cells.values())
    found = dict.fromkeys(text[:LONGEST_FOUND_TEXT] for text in texts if text)
    return ", ".join(list(found)[:MOST_FOUND_TEXTS])


def _name_other_sheets(sheets: Sequence[Sheet], used: set[str], remarks: Remarks) -> None:
    for sheet in sheets:
        if sheet.name not in used and sheet.rows and sheet.name.strip().lower() != "calculations":
            remarks.add("other_sheet", sheet.name, sheet.rows[0], rows=str(len(sheet.rows)))


def _findings(reading: Reading, rules: SchemeRules) -> list[Remark]:
    def row_of(where: str) -> RowSeen:
        row: Row | None = reading.builder.rows.get(where)
        return RowSeen(row.number or None, row.seen()[:LONGEST_SEEN]) if row else NOWHERE

    return findings_in(reading.scheme, rules, reading.builder.sheet, row_of)

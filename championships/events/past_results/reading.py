"""Reading an export of results: a workbook, or plain text in any of the usual encodings, one line for each competitor."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from championships.events.importing.reading import HEADS_WITHIN, line_of, merged_cells
from championships.events.importing.tables import Line
from championships.schemes.exchange.other_formats import OLE_SIGNATURE
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.workbook import read_workbook
from championships.schemes.folding import alike

LIMIT = 5 * 1024 * 1024
MOST_LINES = 10_000
LONGEST_CELL = 300
# A zip, or the envelope of the programs before it, which is refused there with what to do instead.
WORKBOOKS = (b"PK\x03\x04", OLE_SIGNATURE)
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
HEADS: Mapping[str, tuple[str, ...]] = {
    "position": ("Position", "Rank"),
    "member": ("Member", "Member Code"),
    "member_name": ("Member Name",),
    "skill": ("Skill Number", "Skill"),
    "skill_name": ("Skill Name",),
    "medal": ("Medal",),
    "first_name": ("First Name",),
    "last_name": ("Last Name",),
    "score": ("WorldSkills Scale Score", "Scale Score", "Mark"),
}
NEEDED = ("position", "member", "skill", "score")


def read(data: bytes) -> list[Line]:
    """Return the lines of an export by column; lines are counted as in the file. Nothing is stored.

    Raises:
        FileRefused: it is no such export, or longer than an import takes.
    """
    if len(data) > LIMIT:
        raise FileRefused("too_large", limit=str(LIMIT // (1024 * 1024)))
    lines = _of_workbook(data) if data.startswith(WORKBOOKS) else _of_text(data)
    if len(lines) > MOST_LINES:
        raise FileRefused("too_many_rows", most=str(MOST_LINES))
    if not lines:
        raise FileRefused("no_rows")
    return lines


def _of_workbook(data: bytes) -> list[Line]:
    """Return the lines of the first sheet that has the heads of an export; a title may stand above them."""
    shown = [sheet for sheet in read_workbook(data) if sheet.rows and not sheet.hidden]
    heads = [(sheet, row) for sheet in shown for row in sheet.rows[:HEADS_WITHIN]]
    sheet, head = next((each for each in heads if not _missing(_in_row(each[1]))), (None, None))
    if sheet is None or head is None:
        nearest = min((_missing(_in_row(row)) for _sheet, row in heads), key=len, default=_missing({}))
        raise FileRefused("no_export", columns=", ".join(nearest))
    return _of_sheet(sheet, head)


def _of_sheet(sheet: Sheet, head: Row) -> list[Line]:
    columns, merged = _in_row(head), merged_cells(sheet)
    lines = [line_of(row, columns, merged) for row in sheet if row.number > head.number]
    return [line for line in lines if line.cells or line.faults]


def _in_row(head: Row) -> dict[str, int]:
    places = sorted(head.cells)
    return {key: places[at] for key, at in _columns([head.text(place) for place in places]).items()}


def _of_text(data: bytes) -> list[Line]:
    text = _decoded(data)
    rows = _rows(text)
    heads = next(rows, None)
    columns = _columns(heads[1]) if heads else {}
    if missing := _missing(columns):
        raise FileRefused("no_export", columns=", ".join(missing))
    return [_line(number, row, columns) for number, row in rows]


def _missing(columns: Mapping[str, int]) -> list[str]:
    return [HEADS[key][0] for key in NEEDED if key not in columns]


def _decoded(data: bytes) -> str:
    if not data.strip():
        raise FileRefused("empty_file")
    known = next((coding for mark, coding in MARKS.items() if data.startswith(mark)), None)
    for coding in (known, "utf-8", "cp1251"):
        if coding:
            try:
                return data.decode(coding).replace("\0", "")
            except UnicodeDecodeError:
                continue
    raise FileRefused("no_export", columns=HEADS["position"][0])


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that hold something, with their numbers."""
    first = text.lstrip("\n\r").partition("\n")[0]
    separator = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, [" ".join(cell.split())[:LONGEST_CELL] for cell in row]
    except csv.Error as error:
        raise FileRefused("damaged_text") from error


def _columns(heads: Sequence[str]) -> dict[str, int]:
    known = {alike(word): key for key, words in HEADS.items() for word in words}
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        key = known.get(alike(head))
        if key is not None:
            found.setdefault(key, place)
    return found


def _line(number: int, row: Sequence[str], columns: Mapping[str, int]) -> Line:
    return Line(number, {key: row[place] for key, place in columns.items() if place < len(row) and row[place]})

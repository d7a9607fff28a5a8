"""Reading a table of questions, from a workbook or from CSV: one row is one question."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from championships.schemes.exchange.sheets import Sheet
from championships.schemes.exchange.texts import fold
from coaching.training.quizzes.exchange.gift_answers import number_range
from coaching.training.quizzes.exchange.moodle_xml import figure
from coaching.training.quizzes.exchange.neutral import (
    Answer,
    CategoryRead,
    FileRead,
    NumberRange,
    PairRead,
    QuestionRead,
    Remarks,
    Text,
)
from coaching.training.quizzes.exchange.table_layout import (
    DIFFICULTIES,
    MOST_ANSWERS,
    SORTS,
    TRUTHS,
    column_of,
    kind_of,
)

LAYOUT = "table"
ROWS_FOR_HEADINGS = 20
LETTERS = "abcdefghijkl"
CYRILLIC = "абвгдежзиклм"
HALVES = re.compile(r"\s*(?:=>|->|→|=)\s*")
LEVELS = 4


class TableRow(NamedTuple):
    """One row: its number, what stands under each known heading, and its answers by their columns."""

    number: int
    values: Mapping[str, str]
    answers: Mapping[int, str]

    def value(self, name: str) -> str:
        """Return what stands under a heading."""
        return self.values.get(name, "")


class NoHeadings(ValueError):
    """No row of the table has the headings `Question` and `Answer 1`."""


def read_sheets(sheets: Sequence[Sheet]) -> FileRead:
    """Return what the sheets of a workbook hold; those without the headings are named.

    Raises:
        NoHeadings: no sheet has them.
    """
    tables = [
        (sheet, [(row.number, {c: cell.text.strip() for c, cell in row.cells.items()}) for row in sheet])
        for sheet in sheets
    ]
    remarks = Remarks()
    items: list[QuestionRead | CategoryRead] = []
    found = False
    for sheet, rows in tables:
        try:
            items += _questions(rows, remarks)
            found = True
        except NoHeadings:
            if sheet.rows:
                remarks.lose("sheet_without_headings", sheet.rows[0].number, sheet.name)
    if not found:
        raise NoHeadings
    return FileRead(LAYOUT, tuple(items), tuple(remarks))


def read_csv(text: str) -> FileRead:
    """Return what a table in CSV holds; commas, semicolons and tabs may stand between its cells.

    Raises:
        NoHeadings: no row has them.
    """
    start = text.removeprefix("\ufeff")
    lines = start.split("\n", 1)[0]
    delimiter = max(",;\t", key=lines.count)
    remarks = Remarks()
    rows = []
    reader = csv.reader(io.StringIO(start.replace("\0", ""), newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            rows.append((reader.line_num, {n: c.strip() for n, c in enumerate(cells, start=1) if c.strip()}))  # noqa: PERF401 -- what was read before an error counts
    except csv.Error as error:
        remarks.lose("broken_csv", reader.line_num, str(error))
    return FileRead(LAYOUT, tuple(_questions([row for row in rows if row[1]], remarks)), tuple(remarks))


def _questions(rows: Sequence[tuple[int, Mapping[int, str]]], remarks: Remarks) -> list[QuestionRead]:
    at, columns = _headings(rows)
    for column, heading in rows[at][1].items():
        if heading and column not in columns:
            remarks.lose("unknown_column", rows[at][0], heading)
    found = (_question(row, remarks) for row in _table_rows(rows[at + 1 :], columns, remarks))
    return [question for question in found if question]


def _headings(rows: Sequence[tuple[int, Mapping[int, str]]]) -> tuple[int, dict[int, str]]:
    for at, (_number, cells) in enumerate(rows[:ROWS_FOR_HEADINGS]):
        known = {column: name for column, text in cells.items() if (name := column_of(text))}
        if {"text", "answer 1"} <= set(known.values()):
            return at, known
    raise NoHeadings


def _table_rows(
    rows: Iterable[tuple[int, Mapping[int, str]]], columns: Mapping[int, str], remarks: Remarks
) -> Iterator[TableRow]:
    for number, cells in rows:
        known = {columns[column]: text for column, text in cells.items() if column in columns and text}
        if lost := [text for column, text in cells.items() if column not in columns and text]:
            remarks.lose("cell_without_heading", number, " | ".join(lost))
        answers = {int(name.split()[1]): text for name, text in known.items() if name.startswith("answer ")}
        if known:
            yield TableRow(number, known, dict(sorted(answers.items())))


def _question(row: TableRow, remarks: Remarks) -> QuestionRead | None:
    if not row.value("text"):
        remarks.lose("row_without_question", row.number, " | ".join(row.values.values()))
        return None
    kind = _kind(row, remarks)
    if kind is None:
        return None
    fields = READERS[kind](row, remarks)
    if fields is None:
        return None
    return QuestionRead(
        sort=SORTS[kind], text=Text(row.value("text"), "plain"), line=row.number, **_common(row, remarks), **fields
    )


def _kind(row: TableRow, remarks: Remarks) -> str | None:
    words = row.value("kind")
    if words:
        kind = kind_of(words)
        if kind is None:
            remarks.lose("unknown_kind_in_table", row.number, words)
        return kind
    guessed = "several" if len(_marks(row)) > 1 else "choice"
    remarks.note("kind_guessed", row.number, row.value("text"))
    return guessed


def _common(row: TableRow, remarks: Remarks) -> dict[str, Any]:
    points = figure(row.value("points")) if row.value("points") else None
    if row.value("points") and points is None:
        remarks.lose("unreadable_number", row.number, row.value("points"))
    difficulty = DIFFICULTIES.get(fold(row.value("difficulty")), "")
    if row.value("difficulty") and not difficulty:
        remarks.lose("unknown_difficulty", row.number, row.value("difficulty"))
    explanation = row.value("explanation")
    return {
        "points": points,
        "difficulty": difficulty,
        "section": row.value("section"),
        "general_feedback": Text(explanation, "plain") if explanation else None,
    }


def _marks(row: TableRow) -> list[str]:
    return [mark for mark in re.split(r"[\s,;+]+", row.value("right")) if mark]


def _number_of(mark: str) -> int | None:
    """Return which answer a mark means: `2`, `b` and `б` are the second."""
    if mark.isdecimal():
        return int(mark) if int(mark) <= MOST_ANSWERS else None
    low = mark.lower()
    place = max(LETTERS.find(low), CYRILLIC.find(low)) if len(low) == 1 else -1
    return place + 1 if place >= 0 else None


def _choice(row: TableRow, remarks: Remarks, *, several: bool = False) -> dict[str, Any] | None:
    numbers = [_number_of(mark.removesuffix(".0")) for mark in _marks(row)]
    if not numbers or any(number not in row.answers for number in numbers):
        remarks.lose("right_names_no_answer", row.number, row.value("right"))
        return None
    answers = tuple(
        Answer(Text(text, "plain"), number in numbers, None, None, None, row.number)
        for number, text in row.answers.items()
    )
    return {"answers": answers, "takes_several": several}


def _several(row: TableRow, remarks: Remarks) -> dict[str, Any] | None:
    return _choice(row, remarks, several=True)


def _true_false(row: TableRow, remarks: Remarks) -> dict[str, Any] | None:
    truth = TRUTHS.get(fold(row.value("right")))
    if truth is None:
        remarks.lose("no_truth", row.number, row.value("right"))
        return None
    return {"is_true": truth}


def _number(row: TableRow, remarks: Remarks) -> dict[str, Any] | None:
    tolerance = figure(row.value("tolerance") or "0")
    ranges = [number_range(text) for text in row.answers.values()]
    if tolerance is None or not ranges or None in ranges:
        remarks.lose("unreadable_number", row.number, " | ".join([*row.answers.values(), row.value("tolerance")]))
        return None
    answers = tuple(
        Answer(None, True, None, None, _tolerant(read, abs(tolerance)), row.number)  # noqa: FBT003 -- every one is right
        for read in ranges
        if read
    )
    units = tuple((name.strip(), Decimal(1)) for name in row.value("unit").split(";") if name.strip())
    return {"answers": answers, "units": units}


def _tolerant(read: NumberRange, tolerance: Decimal) -> NumberRange:
    is_bare = read.tolerance is None and read.high is None
    return NumberRange(read.value, tolerance) if is_bare else read


def _text(row: TableRow, remarks: Remarks) -> dict[str, Any] | None:
    if not row.answers:
        remarks.lose("no_answers", row.number, row.value("text"))
        return None
    return {"answers": _all_right(row)}


def _all_right(row: TableRow) -> tuple[Answer, ...]:
    return tuple(Answer(Text(text, "plain"), True, None, None, None, row.number) for text in row.answers.values())  # noqa: FBT003 -- every one is right


def _ordering(row: TableRow, remarks: Remarks) -> dict[str, Any]:
    return {"answers": _all_right(row)}


def _matching(row: TableRow, remarks: Remarks) -> dict[str, Any] | None:
    halves = [HALVES.split(text, maxsplit=1) for text in row.answers.values()]
    if any(len(pair) < 2 for pair in halves):  # noqa: PLR2004 -- a pair has two halves
        remarks.lose("no_pair", row.number, " | ".join(row.answers.values()))
        return None
    return {"pairs": tuple(PairRead(Text(left, "plain"), right) for left, right in halves)}


def _judge(row: TableRow, remarks: Remarks) -> dict[str, Any] | None:
    right = row.value("right").removesuffix(".0")
    levels = tuple(row.answers.get(number, "") for number in range(1, LEVELS + 1))
    if right not in {"0", "1", "2", "3"} or not all(levels):
        remarks.lose("no_levels", row.number, right)
        return None
    return {"levels": levels, "reference": int(right)}


READERS: Mapping[str, Callable[[TableRow, Remarks], dict[str, Any] | None]] = {
    "choice": _choice,
    "several": _several,
    "true_false": _true_false,
    "number": _number,
    "text": _text,
    "ordering": _ordering,
    "matching": _matching,
    "judge": _judge,
}

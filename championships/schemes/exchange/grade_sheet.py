"""The sheet with the thresholds of grades: from which percent of the maximum a 2, 3, 4 or 5 is given.

It is met lying (grades side by side, each with `from`, a hyphen and `to` below it, as shares, percents or marks) and
standing (a row for each grade).
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from championships.marking import GradeTable, InvalidGradeTable
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.texts import fold, number, whole_number

Thresholds = tuple[tuple[Decimal, int], ...]
NAMES = frozenset({"оценки", "шкала оценок", "шкала", "перевод в оценку", "grades", "grade scale", "бағалар"})
GRADES = range(2, 6)
FEWEST_GRADES = 3
LOWER_AND_UPPER = 2
HUNDREDTH = Decimal("0.01")
WHOLE = Decimal(100)


def read_grades(sheets: Sequence[Sheet], remarks: Remarks) -> tuple[Thresholds, frozenset[str]]:
    """Return the thresholds and the names of the sheets that were read for them; none if there are no grades.

    A sheet that is named for grades and holds none that rise is named in a remark.
    """
    for sheet in sheets:
        if found := thresholds_in(sheet):
            for row in _contradicting(sheet, found):
                remarks.add("note", sheet.name, row)
            return found, frozenset({sheet.name})
        if fold(sheet.name) in NAMES and sheet.rows:
            remarks.add("unreadable_grades", sheet.name, sheet.rows[0])
            return (), frozenset({sheet.name})
    return (), frozenset()


def thresholds_in(sheet: Sheet) -> Thresholds:
    """Return the thresholds of a sheet in percent, rising; nothing if it holds no table of grades."""
    for candidate in (*_lying(sheet), _standing(sheet)):
        if len(candidate) >= FEWEST_GRADES and (table := _table(candidate)):
            return table
    return ()


def _lying(sheet: Sheet) -> Iterator[dict[int, Decimal]]:
    """Yield what stands under the grades, a row at a time."""
    columns: dict[int, int] = {}
    for row in sheet:
        grades = {column: grade for column in row.cells if (grade := _grade(row.text(column))) is not None}
        if len(grades) >= FEWEST_GRADES and len(set(grades.values())) == len(grades) and not columns:
            columns = grades
        elif columns:
            yield _in_percent(_lower_bounds(row, columns), _maximum(row, min(columns)))


def _lower_bounds(row: Row, columns: dict[int, int]) -> dict[int, Decimal]:
    """Return the first figure at or after the column of each grade, before that of the next."""
    starts = [*sorted(columns), max(row.cells, default=0) + 2]
    found = {}
    for start, following in pairwise(starts):
        figures = (_figure(row.text(column)) for column in sorted(row.cells) if start <= column < following)
        figure = next((figure for figure in figures if figure is not None), None)
        if figure is not None:
            found[columns[start]] = figure
    return found


def _standing(sheet: Sheet) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for row in sheet:
        texts = [row.text(column) for column in sorted(row.cells)]
        grade = next((grade for text in texts[:2] if (grade := _grade(text)) is not None), None)
        figures = [figure for text in texts if _grade(text) != grade and (figure := _figure(text)) is not None]
        if grade is not None and figures and grade not in found:
            found[grade] = figures[0]
    return _in_percent(found, None)


def _contradicting(sheet: Sheet, table: Thresholds) -> Iterator[Row]:
    """Yield the rows, of a table with a row for each grade, whose upper bound is not where the next grade begins."""
    if _table(_standing(sheet)) != table:
        return
    next_from = {grade: above for (_low, grade), (above, _next) in pairwise([*table, (WHOLE, 0)])}
    for row in sheet:
        texts = [row.text(column) for column in sorted(row.cells)]
        grade = next((grade for text in texts[:2] if (grade := _grade(text)) is not None), None)
        figures = [figure for text in texts if _grade(text) != grade and (figure := _figure(text)) is not None]
        if grade is None or len(figures) < LOWER_AND_UPPER:
            continue
        upper = _in_percent({0: figures[0], 1: figures[1]}, None)[1]
        if not next_from.get(grade, upper) - 1 <= upper <= next_from.get(grade, upper):
            yield row


def _in_percent(bounds: dict[int, Decimal], maximum: Decimal | None) -> dict[int, Decimal]:
    """Return shares of one, or marks of `maximum`, as percents."""
    if bounds and max(bounds.values()) <= 1:
        return {grade: figure * WHOLE for grade, figure in bounds.items()}
    if maximum:
        return {grade: figure * WHOLE / maximum for grade, figure in bounds.items()}
    return bounds


def _maximum(row: Row, first: int) -> Decimal | None:
    """Return the figure before the first grade: of how many marks the row speaks."""
    figures = (number(row.text(column)) for column in sorted(row.cells) if column < first)
    return next((figure for figure in figures if figure), None)


def _table(bounds: dict[int, Decimal]) -> Thresholds:
    rising = sorted((percent.quantize(HUNDREDTH, ROUND_HALF_UP), grade) for grade, percent in bounds.items())
    try:
        return GradeTable(tuple(rising)).thresholds
    except InvalidGradeTable:
        return ()


def _grade(text: str) -> int | None:
    figure = whole_number(text.strip(' «»"'))
    return figure if figure in GRADES else None


def _figure(text: str) -> Decimal | None:
    """Return the first figure of `0,5`, `50 %`, `50,00% - 64,99%` or `от 50`."""
    words = text.replace("%", " ").replace("–", " ").replace("—", " ").replace(" - ", " ").split()
    figures = (number(word) for word in words)
    figure = next((figure for figure in figures if figure is not None), None)
    return figure if figure is not None and 0 <= figure <= 10**4 else None

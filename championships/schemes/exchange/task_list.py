"""The sheet that names the professional tasks: the sections of «Профессионалы», by number."""

import re
from collections.abc import Sequence

from championships.marking import StandardsSection
from championships.schemes.exchange.builder import SchemeBuilder
from championships.schemes.exchange.columns import among, bare
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.texts import number, two_places

NAMES = tuple(
    map(
        bare, ("профессиональных задач", "профессиональные задачи", "проф задач", "professional tasks", "кәсіби міндет")
    )
)
HEADINGS = frozenset(
    {
        "проф задача", "профессиональная задача", "профессиональные задачи", "наименование профессиональной задачи",
        "название профессиональной задачи", "наименование проф задачи", "наименование", "название", "задача",
        "перечень профессиональных задач", "professional task", "name", "кәсіби міндет", "атауы", "кәсіби міндет атауы",
    }
)  # fmt: skip
NUMBERS = frozenset({"n", "n п п", "п п", "номер", "код", "number", "нөмірі", "номер задачи", "номер проф задачи", ""})
MARKS = frozenset({"балл", "баллы", "количество баллов", "сумма баллов", "marks", "mark", "балдар", "балл саны"})
NUMBERED = re.compile(r"(?:(?:проф\w*\.?\s+)?задача\s*|№\s*)?(\d{1,2})\s*[.):–—-]?\s*(.*)", re.IGNORECASE | re.DOTALL)
LARGEST_SECTION = 999


def find_task_list(sheets: Sequence[Sheet], scheme_sheet: Sheet) -> Sheet | None:
    """Return the sheet of professional tasks: the one with their heading, or with their name on its tab."""
    others = [sheet for sheet in sheets if sheet is not scheme_sheet and sheet.rows]
    named = [sheet for sheet in others if any(name in bare(sheet.name) for name in NAMES)]
    headed = [sheet for sheet in others if any(_speaks_of_tasks(row) for row in sheet.rows[:5])]
    return next(iter([*named, *headed]), None)


def read_task_list(sheet: Sheet, builder: SchemeBuilder) -> None:
    """Make a section of every task that has a number; a row without one is named in a remark."""
    columns: dict[int, str] = {}
    for row in sheet:
        if found := _heading_columns(row):
            columns = found
        elif not _task(row, columns, builder, sheet.name):
            builder.remarks.add("task_detail", sheet.name, row)


def _speaks_of_tasks(row: Row) -> bool:
    return any(any(bare(cell.text).startswith(name) for name in NAMES) for cell in row.cells.values())


def _heading_columns(row: Row) -> dict[int, str] | None:
    """Return what the columns hold if this row is their headings: all of them known, or the number and the name."""
    kinds = {}
    for column, cell in row.cells.items():
        for kind, words in (("number", NUMBERS), ("name", HEADINGS), ("marks", MARKS)):
            if cell.text.strip() and among(cell.text, words):
                kinds[column] = kind
    return kinds if "name" in kinds.values() and len(kinds) >= len(row.cells) - 1 else None


def _task(row: Row, columns: dict[int, str], builder: SchemeBuilder, sheet: str) -> bool:
    texts = [(column, row.text(column)) for column in sorted(row.cells) if row.text(column)]
    marks = [number(text) for column, text in texts if columns.get(column) == "marks"]
    texts = [(column, text) for column, text in texts if columns.get(column) != "marks"]
    figure, name, used = _number_and_name([text for _column, text in texts])
    if figure is None or not name or figure > LARGEST_SECTION or figure in builder.sections:
        return False
    declared = next((two_places(mark) for mark in marks if mark is not None), None)
    builder.sections[figure] = StandardsSection(figure, " ".join(name.split()), declared)
    if rest := " | ".join(text for _column, text in texts[used:]):
        builder.remarks.add("task_detail", sheet, row, seen=rest)
    return True


def _number_and_name(texts: list[str]) -> tuple[int | None, str, int]:
    """Return the number of a task, its name, and in how many of the texts they stand: in two, or both in one."""
    found = NUMBERED.fullmatch(texts[0]) if texts else None
    if found and not found[2].strip():
        return int(found[1]), texts[1] if len(texts) > 1 else "", 2
    if found and not found[2][0].isdigit():
        return int(found[1]), found[2].strip(), 1
    return None, "", 0

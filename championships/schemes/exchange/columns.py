"""Finding columns by their headings, wherever they stand and however they are broken over lines."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from championships.schemes.exchange.sheets import Row
from championships.schemes.exchange.texts import fold


class Role(StrEnum):
    """What a column of a marking scheme holds."""

    CODE = "code"
    NAME = "name"
    DAY = "day"
    TYPE = "type"
    DESCRIPTION = "description"
    SCORE = "score"
    EXTRA = "extra"
    REQUIREMENT = "requirement"
    SECTION = "section"
    CALCULATION = "calculation"
    MAXIMUM = "maximum"


Columns = Mapping[Role, int]
Headings = Mapping[Role, tuple[str, ...]]

CIS_HEADINGS: Headings = MappingProxyType(
    {
        Role.CODE: ("sub criterion id", "sub criteria id"),
        Role.NAME: ("sub criterion name", "sub criteria name"),
        Role.DAY: ("day of marking",),
        Role.TYPE: ("aspect type",),
        Role.DESCRIPTION: ("aspect description",),
        Role.SCORE: ("judg score", "judgement score", "judgment score"),
        Role.EXTRA: ("extra aspect description", "extra description"),
        Role.REQUIREMENT: ("requirement",),
        Role.SECTION: ("wsos section", "standards section"),
        Role.CALCULATION: ("calculation row",),
        Role.MAXIMUM: ("max mark", "maximum mark"),
    }
)
FEWEST_HEADINGS = 4
# The distance of two columns with one between them.
ONE_BETWEEN = 2


def heading(text: str) -> str:
    r"""Return a heading for comparing: folded, and without the hyphens and dashes that people put between words.

    >>> heading("Aspect - Description"), heading("Sub-Criterion\nID")
    ('aspect description', 'sub criterion id')
    """
    return " ".join(fold(text).replace("-", " ").replace("–", " ").replace("—", " ").split())


def find_columns(row: Row, headings: Headings = CIS_HEADINGS) -> dict[Role, int]:
    """Return the columns of those roles whose heading stands in `row`; the first of two equal ones counts."""
    found: dict[Role, int] = {}
    for column, cell in sorted(row.cells.items()):
        text = heading(cell.text)
        for role, beginnings in headings.items():
            if role not in found and text.startswith(beginnings):
                found[role] = column
                break
    return found


def with_unnamed_day(columns: dict[Role, int]) -> dict[Role, int]:
    """Return `columns` with the day of marking in the one unnamed column between name and type, if there is one."""
    name, kind = columns.get(Role.NAME), columns.get(Role.TYPE)
    if Role.DAY in columns or name is None or kind is None or kind - name != ONE_BETWEEN:
        return columns
    return columns if name + 1 in columns.values() else {**columns, Role.DAY: name + 1}


def is_heading_row(row: Row, headings: Headings = CIS_HEADINGS) -> bool:
    """Return whether `row` is a row of headings rather than one of a scheme's own texts."""
    return len(find_columns(row, headings)) >= FEWEST_HEADINGS

"""Workbooks of championships, written for tests."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from championships.events.importing.layout import SheetKind
from championships.events.importing.tables import Line, Table, Tables

Rows = Sequence[Sequence[Any]]
SKILLS = ("Number", "Skill", "Competitors in a team", "Workplaces")
PEOPLE = ("Skill", "Team", "Family name", "Given name", "Organisation", "Number")
OFFICIALS = ("Skill", "Role", "Family name", "Given name", "Organisation", "E-mail")
SCHEDULE = ("Day", "Begins", "Ends", "Title in English", "Skill", "Kind")


def book(**sheets: Rows) -> bytes:
    """Return a workbook of these sheets, by name, the heads first."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(made)


def saved(made: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def whole() -> bytes:
    """Return a workbook that sets up two skills with everybody and a plan."""
    return book(
        Skills=(SKILLS, (17, "Web technologies", 1, 6), (11, "Robots", 2, 4)),
        Participants=(
            PEOPLE,
            ("Web technologies", "", "Aqqu", "Aruzhan", "Alatau college", ""),
            ("17", "", "Sokol", "Nikita", "Sayan college", 7),
            ("Robots", "The Owls", "Burkit", "Dias", "Alatau college", ""),
            ("Robots", "The Owls", "Chaika", "Polina", "Alatau college", ""),
        ),
        Experts=(
            OFFICIALS,
            ("Web technologies", "chief expert", "Torgai", "Kamila", "Sayan college", ""),
            ("", "organiser", "Lashyn", "Sanzhar", "", ""),
        ),
        Schedule=(SCHEDULE, ("2026-03-02", "09:30", "12:30", "First module", "17", "competition")),
    )


def tables(**sheets: Sequence[Mapping[str, str]]) -> Tables:
    """Return tables of cells by column; rows count from 2."""
    return Tables(
        [
            Table(SheetKind(kind), kind, {}, [Line(number, cells) for number, cells in enumerate(rows, start=2)])
            for kind, rows in sheets.items()
        ]
    )

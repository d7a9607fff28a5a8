"""The empty workbook: four sheets in the reader's language, each with an example, and one that explains the columns.

The example says in its first cell that it is one, so that it is left out when the workbook is read.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from championships.events.importing.layout import (
    CHOICES,
    COLUMNS,
    EXAMPLE,
    GROUPS,
    HELP,
    NO,
    TITLES,
    YES,
    Column,
    SheetKind,
    in_language,
)
from championships.schemes.exchange.harmless import write_text

HEAD = PatternFill("solid", fgColor="E6EEEE")
PALE = Font(italic=True, color="5F6B6B")
LAST_ROW = 1_000
WIDEST, NARROWEST = 34, 12
LONGEST_LIST = 255
YES_OR_NO = tuple(zip(YES[:3], NO[:3], strict=True))


def write_template(language: str) -> bytes:
    """Return the workbook in `language`."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for kind in SheetKind:
        _write_sheet(book.create_sheet(in_language(TITLES[kind], language)), kind, language)
    _write_help(book.create_sheet(in_language(HELP, language)), language)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_sheet(sheet: Any, kind: SheetKind, language: str) -> None:
    columns = [column for column in COLUMNS[kind] if column.key != "full_name"]
    examples = _examples(language)[kind]
    for place, column in enumerate(columns, start=1):
        _write_head(sheet, place, column.heading(language))
        example = sheet.cell(2, place)
        write_text(example, examples.get(column.key, ""))
        example.font = PALE
        _offer_choices(sheet, place, column, language)
    sheet.freeze_panes = "A2"


def _write_head(sheet: Any, place: int, heading: str) -> None:
    cell = sheet.cell(1, place)
    write_text(cell, heading)
    cell.font, cell.fill, cell.alignment = Font(bold=True), HEAD, Alignment(vertical="top", wrap_text=True)
    sheet.column_dimensions[get_column_letter(place)].width = max(NARROWEST, min(WIDEST, len(heading) + 6))


def _offer_choices(sheet: Any, place: int, column: Column, language: str) -> None:
    words = [in_language(each, language) for each in CHOICES.get(column.key, {}).values()]
    if column.key == "name_public":
        words = [YES[_at(language)], NO[_at(language)]]
    listed = ",".join(words)
    # A spreadsheet takes no longer list than this inside a cell's rule.
    if words and len(listed) < LONGEST_LIST:
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        letter = get_column_letter(place)
        rule.add(f"{letter}3:{letter}{LAST_ROW}")
        sheet.add_data_validation(rule)


def _at(language: str) -> int:
    return {"en": 0, "ru": 1, "kk": 2}.get(language, 0)


def _examples(language: str) -> Mapping[SheetKind, Mapping[str, str]]:
    """Return an example for each sheet; the first cell says that it is one, so that it is left out."""
    at = _at(language)
    skill = " ".join((in_language(EXAMPLE, language), _("Web technologies")))
    person = {
        "family_name": ("Aqqu", "Акку", "Аққу")[at],
        "given_name": ("Aruzhan", "Аружан", "Аружан")[at],
        "organisation": _("Invented college of Saryarqa"),
    }
    chosen = {key: in_language(next(iter(words.values())), language) for key, words in CHOICES.items()}
    consent = {"name_public": YES[at], "given_by": in_language(CHOICES["given_by"]["parent"], language)}
    consent |= {"given_by_name": ("Gulnar Aqqu", "Гульнар Акку", "Гүлнар Аққу")[at], "basis": "17, 2026-03-01"}
    return {
        SheetKind.SKILLS: {"number": "17", "skill": skill, "team_size": "1", "workplaces": "12", **chosen},
        SheetKind.PARTICIPANTS: {"skill": skill, **person, "country": "KZ", "category": chosen["category"], **consent},
        SheetKind.OFFICIALS: {"skill": skill, **person, "role": chosen["role"], "email": "name@podium.example"},
        SheetKind.SCHEDULE: {
            "date": "2026-11-30",
            "starts_at": "09:30",
            "ends_at": "12:30",
            ("title_en", "title_ru", "title_kk")[at]: " ".join((in_language(EXAMPLE, language), _("First module"))),
            "kind": in_language(CHOICES["kind"]["competition"], language),
        },
    }


def _write_help(sheet: Any, language: str) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 90
    for row, (head, text) in enumerate(_help(language), start=1):
        write_text(sheet.cell(row, 1), head)
        write_text(sheet.cell(row, 2), text)
        sheet.cell(row, 1).font = Font(bold=True)
        for column in (1, 2):
            sheet.cell(row, column).alignment = Alignment(vertical="top", wrap_text=True)


def _help(language: str) -> Sequence[tuple[str, str]]:
    lines = [
        ("", _("Fill in the sheets that you need and leave the others as they are. Nothing is removed by an import, and an empty cell changes nothing.")),
        ("", _("Column heads are understood in English, Russian and Kazakh, in any order. Keep one row for each person.")),
    ]  # fmt: skip
    for kind in SheetKind:
        lines.append((in_language(TITLES[kind], language), ""))
        needed = {key for group in GROUPS[kind] for key in group[:1]}
        for column in COLUMNS[kind]:
            text = _explained(column.key, kind, language)
            if column.needed or column.key in needed:
                text = " ".join((_("Needed."), text))
            lines.append((column.heading(language), text.strip()))
    return lines


def _explained(key: str, kind: SheetKind, language: str) -> str:
    """Return what stands in a column."""
    if key in CHOICES:
        return ", ".join(in_language(words, language) for words in CHOICES[key].values())
    texts = {
        "skill": _("The name, the number or both, as on the sheet of skills. Empty in the other sheets: for all skills."),
        "number": _("Digits. Empty for a participant: the next free number."),
        "team_size": _("1 where people compete alone."),
        "workplaces": _("Empty: as many as there are entries."),
        "team_name": _("The same in every row of one team."),
        "full_name": _("Instead of the three columns of the name: family name, given name, patronymic."),
        "email": _("Of an account in Podium. A chief expert needs one to confirm results."),
        "organisation": _("One that is not known yet is registered."),
        "country": _("Two letters, for example KZ."),
        "person": _("Leave it empty. If somebody of the same name is known, the dry run says what to write here."),
        "name_public": _("Yes shows the whole name to the public, and needs the three columns that follow. Otherwise initials are shown."),
        "basis": _("Which paper, its number and date."),
        "date": _("A date, for example 2026-11-30 or 30.11.2026."),
        "starts_at": _("A time, for example 09:30, in the time zone of the championship."),
        "title_en": _("In one language at least."),
    }  # fmt: skip
    return texts.get(key, "") if (key, kind) != ("number", SheetKind.SKILLS) else ""

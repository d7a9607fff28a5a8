"""Rows that somebody copied in a spreadsheet: what they are is found out and shown before anything is inserted.

The clipboard of Excel and LibreOffice holds lines of cells with tabs between them. Columns are found by headings in
English, Russian or Kazakh; without headings, by what stands in them. The reader may say otherwise for any column.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from championships.schemes.authoring.rows import (
    SCORES,
    EditRefused,
    Row,
    clean_kind,
    clean_mark,
    clean_name,
    clean_section,
    clean_text,
)
from championships.schemes.exchange import sheets
from championships.schemes.exchange.builder import ladder_in_lines
from championships.schemes.exchange.columns import Headings, Role, find_columns
from championships.schemes.exchange.texts import latin, number, whole_number
from championships.schemes.exchange.words import QUALIFIER_HEADINGS

MOST_LINES = 1_000
MOST_CELLS = 30
FEWEST_HEADINGS = 2
# What share of a column's cells must look alike before the column is taken for something.
MOST_OF_THEM = 0.8
HALF = 0.5
TYPE = re.compile(r"(M|J|O|S)(EAS\w*|UDG\w*|BJ\w*|UBJ\w*)?\.?\d{0,4}")
CODE = re.compile(r"([A-Z])\.?(\d{1,3})\.?")
SHORT_HEADINGS: Headings = MappingProxyType(
    {
        **QUALIFIER_HEADINGS,
        Role.TYPE: (*QUALIFIER_HEADINGS[Role.TYPE], "=type", "=m j", "=тип", "=вид", "=түрі", "=типі"),
        Role.DESCRIPTION: (
            *QUALIFIER_HEADINGS[Role.DESCRIPTION], "=description", "=what is marked", "=описание", "=что оценивается",
            "=сипаттама", "=сипаттамасы",
        ),
        Role.EXTRA: (*QUALIFIER_HEADINGS[Role.EXTRA], "=extra", "=дополнительно", "=қосымша"),
        Role.SECTION: (*QUALIFIER_HEADINGS[Role.SECTION], "=section", "=раздел", "=секция", "=wsos", "=бөлім"),
        Role.MAXIMUM: (
            *QUALIFIER_HEADINGS[Role.MAXIMUM], "=mark", "=marks", "=points", "=балл", "=баллы", "=ұпай", "=балдар",
        ),
    }
)  # fmt: skip
ROLES = (Role.CODE, Role.NAME, Role.DAY, Role.TEAM, Role.TYPE, Role.DESCRIPTION, Role.SCORE, Role.EXTRA,
         Role.REQUIREMENT, Role.SECTION, Role.MAXIMUM)  # fmt: skip
Columns = dict[Role, int]


@dataclass(slots=True)
class Group:
    """Aspects under one sub-criterion; `code` is empty for those that stand under none."""

    code: str = ""
    name: str = ""
    day: str = ""
    team: str = ""
    aspects: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Understood:
    """What was pasted: a role or nothing for each column, the groups of aspects, and what was doubtful, by line."""

    columns: list[str]
    headings: bool
    groups: list[Group] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return all of it for the browser."""
        return {
            "columns": self.columns,
            "headings": self.headings,
            "groups": [
                {"code": g.code, "name": g.name, "day": g.day, "team": g.team, "aspects": g.aspects}
                for g in self.groups
            ],
            "remarks": [{"line": line, "message": message} for line, message in self.remarks],
        }


def understand(text: str, roles: Sequence[str] | None = None) -> Understood:
    """Return what the lines of `text` hold; `roles` says what each column is, where the reader has said it.

    Raises:
        EditRefused: there is nothing, or too much to be a marking scheme.
    """
    lines = _lines(text)
    headings = _heading_line(lines)
    columns = _chosen(roles) if roles is not None else headings or _guessed(lines)
    width = max(len(line) for line in lines)
    names = {column: role.value for role, column in columns.items()}
    reader = _Reader(columns, Understood([names.get(at, "") for at in range(width)], headings is not None))
    for at, line in enumerate(lines, start=1):
        if not (headings and at == 1) and any(line):
            reader.read(at, line)
    return reader.understood


def _lines(text: str) -> list[list[str]]:
    try:
        lines = [
            [cell.strip() for cell in line] for line in csv.reader(io.StringIO(clean_text(text, 500_000)), "excel-tab")
        ]
    except csv.Error as error:
        raise EditRefused(_("This could not be read as rows of a spreadsheet.")) from error
    if not any(any(line) for line in lines):
        raise EditRefused(_("There is nothing to paste: copy rows in the spreadsheet first."))
    if len(lines) > MOST_LINES or max(map(len, lines)) > MOST_CELLS:
        raise EditRefused(
            _("At most %(lines)s rows of %(cells)s columns are pasted at once.")
            % {"lines": MOST_LINES, "cells": MOST_CELLS}
        )
    return lines


def _heading_line(lines: list[list[str]]) -> Columns | None:
    """Return the columns by the headings in the first line, None if it holds no headings."""
    cells = {at: sheets.Cell(cell) for at, cell in enumerate(lines[0]) if cell}
    found = find_columns(sheets.Row(1, cells), SHORT_HEADINGS)
    known = {role: column for role, column in found.items() if role in ROLES}
    return known if len(known) >= FEWEST_HEADINGS else None


def _chosen(roles: Sequence[str]) -> Columns:
    known = {role.value: role for role in ROLES}
    return {known[name]: at for at, name in enumerate(roles) if name in known}


def _guessed(lines: list[list[str]]) -> Columns:
    """Return the columns by what stands in them."""
    width = max(len(line) for line in lines)
    cells = [[line[at] for line in lines if at < len(line) and line[at]] for at in range(width)]
    found: Columns = {}
    for at, column in enumerate(cells):
        if Role.CODE not in found and _most(column, lambda cell: bool(CODE.fullmatch(latin(cell)))):
            found[Role.CODE] = at
        elif Role.TYPE not in found and _most(column, lambda cell: bool(TYPE.fullmatch(latin(cell)))):
            found[Role.TYPE] = at
    numbers = [at for at, column in enumerate(cells) if _most(column, lambda cell: number(cell) is not None)]
    _guess_numbers(found, cells, [at for at in numbers if at not in found.values()])
    _guess_texts(found, [at for at, column in enumerate(cells) if column and at not in found.values()])
    return found


def _most(column: list[str], looks_right: Any) -> bool:
    return bool(column) and sum(map(looks_right, column)) >= MOST_OF_THEM * len(column)


def _guess_numbers(found: Columns, cells: list[list[str]], numbers: list[int]) -> None:
    """Take the last column of numbers for the mark, one of whole numbers before it for the section."""
    if not numbers:
        return
    found[Role.MAXIMUM] = numbers[-1]
    whole = [at for at in numbers[:-1] if _most(cells[at], lambda cell: whole_number(cell) is not None)]
    if whole:
        found[Role.SECTION] = whole[-1]
    if len(whole) > 1:
        found[Role.SCORE] = whole[0]


def _guess_texts(found: Columns, texts: list[int]) -> None:
    """Take columns of words for the description and what follows it; before the type stands the sub-criterion's name."""
    before = [at for at in texts if Role.CODE in found and found[Role.CODE] < at < found.get(Role.TYPE, 0)]
    found.update(zip((Role.NAME, Role.DAY), before, strict=False))
    after = [at for at in texts if at not in before]
    found.update(zip((Role.DESCRIPTION, Role.EXTRA, Role.REQUIREMENT), after, strict=False))


class _Reader:
    """Reads one line after another."""

    def __init__(self, columns: Columns, understood: Understood) -> None:
        self._columns, self.understood = columns, understood
        self._aspect: Row | None = None

    def read(self, at: int, line: list[str]) -> None:
        """Use one line, or say that it was not used."""
        texts = {role: line[column] if column < len(line) else "" for role, column in self._columns.items()}
        started = self._sub_criterion(texts)
        if self._is_level(texts):
            self._level(texts)
        elif texts.get(Role.DESCRIPTION) or texts.get(Role.TYPE):
            self._start(at, texts)
        elif not started:
            self.understood.remarks.append((at, _("This row was not used.")))

    def _sub_criterion(self, texts: Mapping[Role, str]) -> bool:
        found = CODE.fullmatch(latin(texts.get(Role.CODE, "")))
        code, name = (f"{found[1]}{int(found[2])}" if found else ""), clean_name(texts.get(Role.NAME, ""))
        groups = self.understood.groups
        if not code and not name:
            return False
        if (
            groups
            and (groups[-1].code, groups[-1].name) in {(code, name), (code, "")} | {(code, groups[-1].name)}
            and code
        ):
            return False
        day, team = clean_name(texts.get(Role.DAY, "")), clean_name(texts.get(Role.TEAM, ""))
        groups.append(Group(code or "?", name, day, team))
        self._aspect = None
        return True

    def _is_level(self, texts: Mapping[Role, str]) -> bool:
        """Whether the line is a level of the aspect above: a score from 0 to 3 and no type of its own."""
        score = whole_number(texts.get(Role.SCORE, "").strip("()"))
        return bool(self._aspect) and not texts.get(Role.TYPE) and score in range(SCORES)

    def _level(self, texts: Mapping[Role, str]) -> None:
        assert self._aspect is not None  # noqa: S101 -- _is_level asked; this tells the type checker
        score = int(texts[Role.SCORE].strip("()"))
        self._aspect["ladder"][score] = clean_text(texts.get(Role.EXTRA) or texts.get(Role.DESCRIPTION) or "")
        self._aspect["kind"] = "J"

    def _start(self, at: int, texts: Mapping[Role, str]) -> None:
        if not self.understood.groups:
            self.understood.groups.append(Group())
        extra = clean_text(texts.get(Role.EXTRA, ""))
        aspect: Row = {
            "kind": self._tried(at, clean_kind, texts.get(Role.TYPE) or "M", "M"),
            "maximum": self._tried(at, clean_mark, texts.get(Role.MAXIMUM, ""), "0.00"),
            "description": clean_text(texts.get(Role.DESCRIPTION, "")),
            "extra": extra,
            "requirement": clean_text(texts.get(Role.REQUIREMENT, "")),
            "section": self._tried(at, clean_section, texts.get(Role.SECTION, ""), None),
            "ladder": [""] * SCORES,
            "calculation": None,
        }
        if aspect["kind"] == "J" and (ladder := ladder_in_lines(extra)):
            aspect["ladder"], aspect["extra"] = [text for _score, text in ladder], ""
        self.understood.groups[-1].aspects.append(aspect)
        self._aspect = aspect

    def _tried(self, at: int, cleaner: Any, typed: str, otherwise: object) -> Any:
        try:
            return cleaner(typed)
        except EditRefused as refusal:
            self.understood.remarks.append((at, str(refusal)))
            return otherwise


def places_for(groups: Sequence[Group], target: Mapping[str, Any], fresh: str) -> list[dict[str, Any]]:
    """Return where the rows of `groups` go: the places of a `paste` command, each row under a key that begins `fresh`.

    `target` is where the reader stands: `sub` and `at` for aspects, `criterion` and `sub_at` for sub-criteria, and
    `criterion_at` for criteria; a key that is None is not there yet and is made.
    """
    keys = (f"{fresh}-{number}" for number in range(1, 10 * MOST_LINES))
    return list(_places(groups, target, keys))


def _places(groups: Sequence[Group], target: Mapping[str, Any], keys: Iterator[str]) -> Iterator[dict[str, Any]]:
    criterion, sub_at = target.get("criterion"), target.get("sub_at")
    criterion_at = target.get("criterion_at")
    letter = next((group.code[:1] for group in groups if group.code), "")
    for group in groups:
        aspects = [{"key": next(keys), **aspect} for aspect in group.aspects]
        if not group.code and target.get("sub"):
            at = int(target.get("at") or 0)
            yield from ({"parent": target["sub"], "at": at + n, "row": row} for n, row in enumerate(aspects))
            continue
        if criterion is None or (group.code and group.code[:1] not in {letter, "?"}):
            letter = group.code[:1] or letter
            row: Row = {"key": next(keys), "name": "", "sub_criteria": []}
            criterion, sub_at = row["key"], 0
            yield {"parent": "", "at": criterion_at, "row": row}
            criterion_at = None if criterion_at is None else criterion_at + 1
        named = {"name": group.name, "day": group.day, "team": group.team}
        yield {"parent": criterion, "at": sub_at, "row": {"key": next(keys), **named, "aspects": aspects}}
        sub_at = None if sub_at is None else sub_at + 1

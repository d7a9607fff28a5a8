"""Sheets that hold a class: a row for each person, with the sums, percents and grades that the sheet worked out."""

import re
from collections.abc import Sequence
from functools import cache

from championships.schemes.exchange.awarded import ClassMember
from championships.schemes.exchange.columns import LONGEST_HEADING, bare
from championships.schemes.exchange.remarks import Remarks
from championships.schemes.exchange.sheets import Row, Sheet
from championships.schemes.exchange.texts import latin, number

NAME_WORDS = (
    "фио", "ф и о", "фамилия", "фамилия имя", "фамилия имя отчество", "фамилия и имя", "имя", "отчество", "участник",
    "студент", "обучающийся", "конкурсант", "фио участника", "фио студента", "name", "full name", "first name",
    "last name", "surname", "family name", "competitor", "candidate", "student", "participant",
    "аты жөні", "тегі", "аты", "тегі аты", "тегі аты жөні", "қатысушы", "әкесінің аты",
)  # fmt: skip
ACCOUNT_WORDS = ("user", "username", "user name", "login", "логин", "пользователь", "учетная запись", "пайдаланушы")
RESULT_WORDS = (
    "сумма", "итого", "всего", "балл", "баллы", "сумма баллов", "процент", "оценка", "total", "sum", "mark", "marks",
    "percent", "grade", "score", "points", "rank", "место", "барлығы", "жиыны", "пайыз", "баға", "ұпай", "орын",
)  # fmt: skip
SUM_WORDS = ("сумма", "итого", "всего", "сумма баллов", "total", "sum", "total mark", "барлығы", "жиыны")
# What stands in the place of a name in a row that sums up.
NOT_A_NAME = (
    "среднее", "средний балл", "итого", "всего", "сумма", "макс", "максимум", "max", "maximum", "max mark", "total",
    "average", "mean", "орташа", "барлығы", "макс балл",
)  # fmt: skip
PERCENT = "%"
RESULT_CODE = re.compile(r"[A-Z]\d{0,2}")
FEWEST_RESULTS = 2


def read_classes(sheets: Sequence[Sheet], remarks: Remarks) -> tuple[tuple[ClassMember, ...], frozenset[str]]:
    """Return the people of every sheet that holds a class, and the names of those sheets."""
    members: list[ClassMember] = []
    names = set()
    for sheet in sheets:
        if any(_is_head(row) for row in sheet):
            members += _ClassSheet(sheet, remarks).members
            names.add(sheet.name)
    return tuple(members), frozenset(names)


def is_name_heading(text: str) -> bool:
    """Return whether a heading names the column of people's names, or of a part of them."""
    return _words(text) in _bare(NAME_WORDS)


def is_account_heading(text: str) -> bool:
    """Return whether a heading names the column of sign-in names."""
    return _words(text) in _bare(ACCOUNT_WORDS)


def is_result_heading(text: str) -> bool:
    """Return whether a heading names a sum, a percent or a grade."""
    return _words(text) in _bare(RESULT_WORDS) or text.strip() == PERCENT


def is_sum_heading(text: str) -> bool:
    """Return whether a heading names a sum of marks."""
    return _words(text) in _bare(SUM_WORDS)


def sums_up(text: str) -> bool:
    """Return whether a text in the place of a name says that its row is no person's."""
    return _words(text) in _bare(NOT_A_NAME)


class _ClassSheet:
    """Reads one sheet from top to bottom."""

    def __init__(self, sheet: Sheet, remarks: Remarks) -> None:
        self.members: list[ClassMember] = []
        self._sheet, self._remarks = sheet, remarks
        self._head: Row | None = None
        self._seen: set[str] = set()
        for row in sheet:
            self._read(row)

    def _read(self, row: Row) -> None:
        if _is_head(row):
            self._head = row
        elif self._head is None:
            self._remarks.add("row_not_used", self._sheet.name, row)
        else:
            self._member(row, self._head)

    def _member(self, row: Row, head: Row) -> None:
        texts = {column: row.text(column) for column in sorted(row.cells) if row.text(column)}
        name = " ".join(text for column, text in texts.items() if is_name_heading(head.text(column)))
        name = " ".join(name.split())
        if not name or sums_up(name) or number(name) is not None:
            if texts:
                self._remarks.add("member_without_name", self._sheet.name, row)
            return
        if bare(name) in self._seen:
            self._remarks.add("repeated_member", self._sheet.name, row, seen=name)
        self._seen.add(bare(name))
        account = next((text for column, text in texts.items() if is_account_heading(head.text(column))), "")
        results = {
            head.text(column) or str(column): text
            for column, text in texts.items()
            if not is_name_heading(head.text(column)) and not is_account_heading(head.text(column))
        }
        self.members.append(ClassMember(name, account, results, f"{self._sheet.name}, {row.number}"))


def _is_head(row: Row) -> bool:
    """Whether a row heads a class: a column of names, and at least two of codes, sums, percents or grades."""
    texts = [cell.text for cell in row.cells.values()]
    results = sum(is_result_heading(text) or bool(RESULT_CODE.fullmatch(latin(text))) for text in texts if text)
    accounts = sum(is_account_heading(text) for text in texts)
    return any(is_name_heading(text) for text in texts) and results + accounts >= FEWEST_RESULTS and results > 0


def _words(text: str) -> str:
    return bare(text[:LONGEST_HEADING])


@cache
def _bare(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(bare(word) for word in words)

"""The one form to which every file of questions is brought: what it says, where it says it, and what was odd in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Sort(StrEnum):
    """What sorts of questions files hold. Not all of them can be asked here."""

    CHOICE = "choice"
    TRUE_FALSE = "true_false"
    SHORT = "short"
    NUMBER = "number"
    MATCHING = "matching"
    ORDERING = "ordering"
    JUDGE = "judge"
    ESSAY = "essay"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Text:
    """Words with the format that they are written in: moodle, html, markdown or plain."""

    text: str
    format: str = "moodle"


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A number that is taken, as the file gives it: alone, with a tolerance, or from one number to another."""

    value: Decimal
    tolerance: Decimal | None = None
    high: Decimal | None = None
    """If there is one, `value` is the low end."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of a question. `weight` is percent where the file gives one; a text of None takes anything."""

    text: Text | None
    is_right: bool
    weight: Decimal | None = None
    feedback: Text | None = None
    number: NumberRange | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class PairRead:
    """Two things that belong together; an empty left half belongs to none."""

    left: Text
    right: str


@dataclass(frozen=True, slots=True)
class PictureRead:
    """A picture in a file: its name, its bytes, and its words if the file has any."""

    name: str
    data: bytes
    words: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRead:
    """A question as a file says it, at a line or row of it."""

    sort: Sort
    text: Text
    line: int
    title: str | None = None
    is_embedded: bool = False
    answers: tuple[Answer, ...] = ()
    pairs: tuple[PairRead, ...] = ()
    general_feedback: Text | None = None
    is_true: bool = False
    wrong_feedback: Text | None = None
    right_feedback: Text | None = None
    identifier: str | None = None
    tags: tuple[str, ...] | None = None
    takes_several: bool = False
    is_case_sensitive: bool = False
    keeps_order: bool = False
    units: tuple[tuple[str, Decimal], ...] = ()
    unit_needed: bool = False
    credit: str = ""
    levels: tuple[str, ...] = ()
    reference: int | None = None
    points: Decimal | None = None
    difficulty: str = ""
    section: str = ""
    pictures: tuple[PictureRead, ...] = ()


@dataclass(frozen=True, slots=True)
class CategoryRead:
    """A heading under which the questions after it stand."""

    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd at a line or row of a file. `is_loss`: what stands there is not taken."""

    code: str
    line: int = 0
    seen: str = ""
    is_loss: bool = False
    figures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileRead:
    """Everything that a file says, in its order, with what was odd in it."""

    layout: str
    items: tuple[QuestionRead | CategoryRead, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def questions(self) -> tuple[QuestionRead, ...]:
        """Return the questions alone."""
        return tuple(item for item in self.items if isinstance(item, QuestionRead))


LONGEST_SEEN = 160


class Remarks(list[Remark]):
    """Remarks while a file is read."""

    def note(self, code: str, line: int = 0, seen: str = "", **figures: str) -> None:
        """Say that something is odd and was taken all the same."""
        self.append(Remark(code, line, _short(seen), False, figures))  # noqa: FBT003 -- the last of a row

    def lose(self, code: str, line: int = 0, seen: str = "", **figures: str) -> None:
        """Say that something was not taken."""
        self.append(Remark(code, line, _short(seen), True, figures))  # noqa: FBT003 -- the last of a row


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST_SEEN]

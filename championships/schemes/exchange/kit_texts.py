"""What a text in the kit of a demonstration exam says: criterion, sub-criterion, aspect, or one of its levels."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from championships.schemes.exchange.sheets import Sheet
from championships.schemes.exchange.texts import number

# Letters that are typed, or read by a scanner, for the digits that they look like: `АЗД1` for `А3Д1`.
TYPED_DIGITS = str.maketrans("ЗзОоOo", "330000")
DIGITS = r"(?P<number>[0-9ЗзОоOo]{1,2})"
LETTER = r"(?P<letter>[A-ZА-ЯЁ])"
ASPECT = re.compile(rf"{LETTER}\s?{DIGITS}\s?[.]?\s?[ДдD]\s?[0-9ЗзОоOo]{{1,2}}\s*[.:)–-]*\s+(?P<text>.*)", re.DOTALL)
SUB_CRITERION = re.compile(rf"{LETTER}\s?{DIGITS}\s*[.:)]\s*(?P<text>\S.*)", re.DOTALL)
CRITERION = re.compile(rf"(?:[Кк]ритерий\s+)?{LETTER}\s*[.:)]\s*(?P<text>\S.*)", re.DOTALL)
LEVEL = re.compile(r"(?P<number>[0-9])\s*(?:балл\w*|б\.)?\s*[-–—:.)=]\s*(?P<text>\D.*)", re.DOTALL)
DECLARED = re.compile(
    r"(?P<text>.*?)\s*[(\[]\s*(?:макс\.?\s*)?(?P<marks>\d+(?:[.,]\d+)?)\s*(?:балл\w*\.?|б\.?)?\s*[)\]]\s*\.?"
)


class TextKind(Enum):
    """What a row is by its text."""

    CRITERION = auto()
    SUB_CRITERION = auto()
    ASPECT = auto()
    LEVEL = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class KitText:
    """A text and what it says: letter as typed in capitals, number of the sub-criterion or level, declared marks."""

    kind: TextKind
    text: str
    letter: str = ""
    number: int = 0
    declared: Decimal | None = None


def read_text(text: str) -> KitText:
    """Return what `text` says.

    >>> read_text("А1Д2 Form sends").kind, read_text("1 - in part").number, read_text("Б2. Forms (4.00)").declared
    (<TextKind.ASPECT: 3>, 1, Decimal('4'))
    """
    text = text.strip()
    if found := ASPECT.fullmatch(text):
        return KitText(TextKind.ASPECT, found["text"].strip(), found["letter"], _whole(found["number"]))
    if found := LEVEL.fullmatch(text):
        return KitText(TextKind.LEVEL, found["text"].strip(), number=int(found["number"]))
    for kind, pattern in ((TextKind.SUB_CRITERION, SUB_CRITERION), (TextKind.CRITERION, CRITERION)):
        if found := pattern.fullmatch(text):
            name, declared = _declared(" ".join(found["text"].split()))
            digits = found["number"] if kind is TextKind.SUB_CRITERION else "0"
            return KitText(kind, name, found["letter"], _whole(digits), declared)
    return KitText(TextKind.OTHER, text)


def text_column(sheet: Sheet) -> int | None:
    """Return the column that names the most aspects; None if none does."""
    found: Counter[int] = Counter()
    for row in sheet:
        for column, cell in row.cells.items():
            if ASPECT.fullmatch(cell.text.strip()):
                found[column] += 1
    return max(found, key=lambda column: (found[column], -column)) if found else None


def _declared(name: str) -> tuple[str, Decimal | None]:
    found = DECLARED.fullmatch(name)
    return (found["text"], number(found["marks"])) if found else (name, None)


def _whole(digits: str) -> int:
    return int(digits.translate(TYPED_DIGITS))

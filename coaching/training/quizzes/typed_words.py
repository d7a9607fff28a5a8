"""Reading what a learner typed: words that differ in nothing that matters, numbers with a comma, a point or a unit."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from championships.schemes.exchange.texts import LOOK_ALIKES
from championships.schemes.folding import NEIGHBOURS
from coaching.training.quizzes.content import Unit

LONGEST_NUMBER = 80
SIGNS = str.maketrans("−–—‒", "----")
QUOTES = str.maketrans("«»“”„‟‘’‚‛`´–—−‐‑", "\"\"\"\"\"\"''''''-----")
NUMBER = re.compile(r"(?P<number>[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d{1,2})?)(?P<rest>\D.*)?", re.DOTALL)
SPACE_IN_NUMBER = re.compile(r"(?<=\d)[\s\u00a0\u202f'](?=\d{3}(?!\d))")


class Typed(NamedTuple):
    """A number as it was typed, with what stands behind it."""

    number: Decimal
    unit: str


def key_of(text: str, *, case: bool = False, exact_letters: bool = False) -> str:
    """Return `text` for comparing: two texts are the same answer exactly if their keys are.

    White space, quotation marks and dashes of any kind are alike; so are capitals unless `case`. Unless `exact_letters`,
    ё is е, Kazakh letters are their Russian neighbours, and Cyrillic letters are the Latin ones that look like them.

    >>> key_of(" Ёлка ") == key_of("елка"), key_of("қауіпсіздік") == key_of("кауипсиздик"), key_of("М8") == key_of("M8")
    (True, True, True)
    """
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text)).translate(QUOTES)
    plain = " ".join(plain.split())
    if not case:
        plain = unicodedata.normalize("NFC", plain.casefold())
    if exact_letters:
        return plain
    upper = {ord(chr(low).upper()): chr(high).upper() for low, high in _numbers(NEIGHBOURS)}
    return plain.translate(NEIGHBOURS).translate(upper).translate(LOOK_ALIKES)


def _numbers(table: dict[int, int]) -> list[tuple[int, int]]:
    return [(low, high) for low, high in table.items() if isinstance(high, int)]


def fits(pattern: str, typed: str, *, case: bool = False, exact_letters: bool = False) -> bool:
    r"""Return whether `typed` is the answer `pattern`, in which `*` stands for anything and `\*` for an asterisk.

    >>> fits("micro*", "Micrometer"), fits(r"2 \* 3", "2 * 3"), fits("*", "")
    (True, True, False)
    """
    parts = re.split(r"(?<!\\)\*", pattern)
    keys = [key_of(part.replace(r"\*", "*"), case=case, exact_letters=exact_letters) for part in parts]
    key = key_of(typed, case=case, exact_letters=exact_letters)
    if len(keys) == 1:
        return bool(key) and key == keys[0]
    return bool(key) and _in_order(keys, key)


def _in_order(parts: list[str], key: str) -> bool:
    """Whether `key` begins with the first part, ends with the last, and holds the others between them in order."""
    first, *middle, last = parts
    if not key.startswith(first) or not key.endswith(last) or len(key) < len(first) + len(last):
        return False
    at, end = len(first), len(key) - len(last)
    for part in middle:
        found = key.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


def read_number(text: str) -> Typed | None:
    """Return the number in `text` with the unit behind it; None if it does not begin with a number.

    >>> read_number("12,5 мм"), read_number("−3.0"), read_number("1 000"), read_number("about 5")
    (Typed(number=Decimal('12.5'), unit='мм'), Typed(number=Decimal('-3.0'), unit=''), \
Typed(number=Decimal('1000'), unit=''), None)
    """
    compact = SPACE_IN_NUMBER.sub("", text.strip().translate(SIGNS))
    found = NUMBER.fullmatch(compact) if len(compact) <= LONGEST_NUMBER else None
    if not found:
        return None
    rest = (found["rest"] or "").strip()
    if rest[:1] in {",", "."} or re.match(r"[-+\d]", rest):
        return None
    return Typed(Decimal(_ascii(found["number"]).replace(",", ".")), rest)


def _ascii(figures: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in figures)


def find_unit(units: Sequence[Unit], typed: str) -> Unit | None:
    """Return the unit that was typed, in Latin or Cyrillic look-alikes; capitals matter only where two units differ in them."""
    name = _unit_key(typed)
    exact = [unit for unit in units if _unit_key(unit.name) == name]
    loose = [unit for unit in units if _unit_key(unit.name).casefold() == name.casefold()]
    found = exact or (loose if len(loose) == 1 else [])
    return found[0] if found else None


def _unit_key(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).translate(LOOK_ALIKES).split()).rstrip(".")

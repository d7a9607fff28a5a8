"""What people typed, made ready for paper: cleaned, with its language, and with places where a line may break."""

import re
import unicodedata
from collections.abc import Iterator

from design.printing.kazakh import KAZAKH_LETTERS, SOFT_HYPHEN, with_soft_hyphens

Words = tuple[str, str]
"""The language of a text (en, ru or kk) and the text: what typst needs to break its lines well."""

ZERO_WIDTH_SPACE = "\u200b"
LONGEST_PLAIN_WORD = 20
LONGEST_WORD_OF_LETTERS = 36
PIECE = 8
LONG_WORD = re.compile(rf"\S{{{LONGEST_PLAIN_WORD},}}")
AFTER_A_SIGN = re.compile(r"(?<=[^\w\s])(?=\w)")
WHERE_A_LINE_MAY_BREAK = re.compile(r"[\s\u200b]+")
LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
CYRILLIC = re.compile("[\u0400-\u04ff]")
KAZAKH = re.compile(f"[{KAZAKH_LETTERS}]", re.IGNORECASE)
# They turn round what stands beside them, so that a printed mark could be read as another one.
TURNING_ROUND = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def words(text: str) -> Words:
    """Return `text` for a template: (language, text).

    Control characters, lone surrogates and signs that turn the direction of reading round are left out; line ends
    stay. A word that no column could hold gets places where a line may break, and Kazakh its syllables.
    """
    clean = _clean(text)
    language = language_of(clean)
    breakable = LONG_WORD.sub(lambda found: _with_breaks(found[0]), clean)
    return language, with_soft_hyphens(breakable) if language == "kk" else breakable


def shortened(text: str, letters: int) -> Words:
    """Return `text` on one line for the head of a page, cut after `letters` letters: it stands in full elsewhere."""
    line = " ".join(text.split())
    return words(line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…")


def unhyphenated(name: str) -> Words:
    """Return a name that is broken between its words, and inside one only if no line could hold it."""
    language, text = words(name)
    return language, text.replace(SOFT_HYPHEN, "")


def longest_piece(text: str) -> str:
    """Return the longest piece of a text that a line cannot break."""
    return max(WHERE_A_LINE_MAY_BREAK.split(unhyphenated(text)[1]), key=len)


def language_of(text: str) -> str:
    """Return the language whose rules of hyphenation suit `text`: kk, ru or en, told by its letters.

    >>> language_of("Қонақ үй"), language_of("Гостиница"), language_of("Hotel"), language_of("12")
    ('kk', 'ru', 'en', 'en')
    """
    if KAZAKH.search(text):
        return "kk"
    return "ru" if CYRILLIC.search(text) else "en"


def _clean(text: str) -> str:
    lines = TURNING_ROUND.sub("", LINE_ENDS.sub("\n", text))
    kept = (letter for letter in lines if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _with_breaks(word: str) -> str:
    parts = AFTER_A_SIGN.sub(ZERO_WIDTH_SPACE, word).split(ZERO_WIDTH_SPACE)
    return ZERO_WIDTH_SPACE.join(piece for part in parts for piece in _pieces(part))


def _pieces(part: str) -> Iterator[str]:
    """Yield what can be broken by hyphenation as it is, and anything longer piece by piece."""
    longest = LONGEST_WORD_OF_LETTERS if part.isalpha() else LONGEST_PLAIN_WORD
    size = len(part) if len(part) <= longest else PIECE
    yield from (part[start : start + size] for start in range(0, len(part), size or 1))

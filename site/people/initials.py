"""Initials of people for a public board, from names as people write them in any of our languages."""

import unicodedata
from functools import lru_cache

MOST_INITIALS = 4
HYPHENS = str.maketrans(dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}", "-"))


@lru_cache(maxsize=8192)
def initials_of(name: str) -> str:
    r"""Return the initials of a name in the order in which it is written, empty when it has no letters.

    >>> initials_of("Нұрғиса Әлімжанұлы"), initials_of("Іңкәр Қанатқызы Demo")
    ('Н. Ә.', 'І. Қ. D.')
    >>> initials_of("Иванова Мария Сергеевна"), initials_of("Анна-Мария Римская-Корсакова")
    ('И. М. С.', 'А.-М. Р.-К.')

    Particles and patronymic words in small letters have none, a name in small letters alone has all of them:

    >>> initials_of("Мамедов Али Гасан оглы"), initials_of("Charles d'Artagnan"), initials_of("айгерім demo")
    ('М. А. Г.', 'C. A.', 'А. D.')

    A number that tells namesakes apart is none, and a letter keeps its marks:

    >>> initials_of("Dana Demo (2)"), initials_of("E\N{COMBINING ACUTE ACCENT}va O'Brien"), initials_of("7")
    ('D. D.', 'É. O.', '')
    """
    words = unicodedata.normalize("NFC", name).translate(HYPHENS).split()
    found = [text for word in words if (text := _of_word(word, small=False))]
    if not found:
        found = [text for word in words if (text := _of_word(word, small=True))]
    return " ".join(found[:MOST_INITIALS])


def _of_word(word: str, *, small: bool) -> str:
    """Return the initials of a word, joined as it is by hyphens; with `small` of small letters too."""
    letters = (_first_letter(part, small=small) for part in word.split("-"))
    return "-".join(f"{letter}." for letter in letters if letter)


def _first_letter(part: str, *, small: bool) -> str:
    for place, letter in enumerate(part):
        if letter.isalpha() and (small or not letter.islower()):
            return letter.upper()[0] + _marks_after(part, place)
    return ""


def _marks_after(part: str, place: int) -> str:
    """Return the combining marks on the letter at `place`, which no single letter of Unicode holds."""
    marks = ""
    for sign in part[place + 1 :]:
        if not unicodedata.category(sign).startswith("M"):
            break
        marks += sign
    return marks

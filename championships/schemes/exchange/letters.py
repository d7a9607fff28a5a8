"""Criteria that a file numbers by the letters of another alphabet: А, Б, В, Г become A, B, C, D.

The Cyrillic А, В, С, Е look like Latin letters and stand at other places of their alphabet, so a letter can only be
told by all the letters of a file together: beside a Б, the В is the third criterion; without one, it is a typed B.
"""

from collections.abc import Iterable

from championships.schemes.exchange.texts import latin

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Ё and Й are not used for numbering.
CYRILLIC = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫ"
PLAINLY_CYRILLIC = frozenset("БГДЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯ")
# Latin letters that were typed among Cyrillic ones, back to what they stand for.
TYPED_FOR = str.maketrans("ABEKMHOPCTYX", "АВЕКМНОРСТУХ")


def criterion_letters(typed: Iterable[str]) -> dict[str, str]:
    """Return the letter from A to Z for each letter that a file has typed for a criterion, in capitals.

    >>> criterion_letters("АБВГ"), criterion_letters("АВС")
    ({'А': 'A', 'Б': 'B', 'В': 'C', 'Г': 'D'}, {'А': 'A', 'В': 'B', 'С': 'C'})
    """
    letters = list(dict.fromkeys(letter.upper() for letter in typed))
    if PLAINLY_CYRILLIC.isdisjoint(letters):
        return {letter: latin(letter) for letter in letters}
    return {letter: _by_place(letter) for letter in letters}


def _by_place(letter: str) -> str:
    place = CYRILLIC.find(letter.translate(TYPED_FOR))
    return LATIN[place] if place >= 0 else letter

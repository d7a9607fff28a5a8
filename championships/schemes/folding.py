"""Names made alike: folded, and without the letters of two alphabets that look the same."""

import unicodedata

from championships.schemes.exchange.texts import LOOK_ALIKES
from pages.search.folding import NEIGHBOURS, folded, words_of

__all__ = ["NEIGHBOURS", "alike", "folded", "words_of"]


def alike(text: str) -> str:
    """Return `text` for comparing names: folded, and Cyrillic letters that look like Latin ones as Latin.

    >>> alike("Веб-технологии") == alike("Bеб технологии"), alike("Т-35") == alike("T 35")
    (True, True)
    """
    upright = unicodedata.normalize("NFKC", text).translate(LOOK_ALIKES)
    return "".join(folded(upright).translate(LOOK_ALIKES).split())

"""Where a Kazakh word may be divided at the end of a line: typst hyphenates English and Russian, not Kazakh.

The rule of Kazakh orthography: a word is divided between syllables, and a syllable takes one consonant before its
vowel; a single letter is neither left behind nor carried over. У and И are consonants after a vowel.
"""

import re
from itertools import pairwise

KAZAKH_LETTERS = "әғқңөұүһі"
SOFT_HYPHEN = "\u00ad"
# Shorter words fit into the narrowest column, and whoever searches a PDF finds them without a hyphen inside.
SHORTEST = 9
FEWEST = 2
VOWELS = frozenset("аәеёиоөұүуыіэюя")
SIGNS = frozenset("ьъ")
WORD = re.compile(rf"[а-яё{KAZAKH_LETTERS}]{{{SHORTEST},}}", re.IGNORECASE)


def with_soft_hyphens(text: str) -> str:
    """Return `text` with a soft hyphen between the syllables of its longer words.

    >>> with_soft_hyphens("ұйымдастырылуы").split(SOFT_HYPHEN)
    ['ұйым', 'дас', 'ты', 'ры', 'луы']
    """
    return WORD.sub(lambda found: _divided(found[0]), text)


def _divided(word: str) -> str:
    places = [0, *_places(word), len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(places))


def _places(word: str) -> list[int]:
    vowels = _vowels(word.lower())
    inner = range(FEWEST, len(word) - FEWEST + 1)
    return [n for n in inner if not vowels[n] and vowels[n + 1] and any(vowels[:n]) and word[n].lower() not in SIGNS]


def _vowels(letters: str) -> list[bool]:
    """Return for each letter whether it is sounded as a vowel."""
    found: list[bool] = []
    for letter in letters:
        glides = letter in "уи" and bool(found) and found[-1]
        found.append(letter in VOWELS and not glides)
    return found

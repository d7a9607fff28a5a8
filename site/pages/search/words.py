"""The words that something is found by: folded, and without their endings.

Russian and English endings are taken off by Snowball's rules, Kazakh ones by a short list. One rule in Python, and not
the database's own text search, so that SQLite and PostgreSQL find the same: PostgreSQL has no Kazakh at all, and its
configuration for one language cannot serve a list in three.
"""

from collections.abc import Iterable
from functools import cache

import snowballstemmer

from pages.search.folding import folded, words_of

LONGEST_WORD = 40
SHORTEST_PREFIX = 2
SHORTEST_STEM = 3
MOST_WORDS = 8
SNOWBALL = {"en": "english", "ru": "russian"}
LAST_CYRILLIC, FIRST_CYRILLIC = "ӿ", "Ѐ"

# Endings of Kazakh nouns and their owners, as the folding writes them (ң and ғ are н and г there), the longest first.
NOUN_ENDINGS = (
    "лар лер дар дер тар тер нын нин дын дин тын тин га ге ка ке на не да де та те дан ден тан тен нан нен "
    "ды ди ты ти ны ни мен бен пен сы си ым им ын ин ы и"
)
KAZAKH_ENDINGS = tuple(sorted(NOUN_ENDINGS.split(), key=len, reverse=True))
MOST_ENDINGS = 3


@cache
def _snowball(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(SNOWBALL[language])


def stem(word: str, language: str) -> str:
    """Return a folded word without its endings; in a language without rules the word itself.

    >>> stem("сварщиками", "ru"), stem("welding", "en"), stem("оқушыларға", "kk")
    ('сварщик', 'weld', 'окуш')
    """
    if language in SNOWBALL:
        return str(_snowball(language).stemWord(word)) if word.isalpha() else word
    return _kazakh_stem(folded(word)) if language == "kk" else word


def index_words(text: str, language: str) -> set[str]:
    """Return what `text` is found by: its folded words and their stems."""
    words = {word[:LONGEST_WORD] for word in folded(text).split()}
    return words | {stem(word, language) for word in words if len(word) > SHORTEST_STEM}


def weighed_words(places: Iterable[tuple[int, str]], language: str) -> dict[str, int]:
    """Return what the texts of `places`, each with its weight, are found by; a word counts as in the last place that has it."""
    weights: dict[str, int] = {}
    for weight, text in places:
        weights |= dict.fromkeys(index_words(text, language), weight)
    return {word: weight for word, weight in weights.items() if 1 < len(word) <= LONGEST_WORD or word.isdigit()}


def asked_words(query: str) -> list[str]:
    """Return the folded words of a query, each once, at most `MOST_WORDS`; single letters find nothing."""
    return [word[:LONGEST_WORD] for word in words_of(query, MOST_WORDS) if len(word) > 1 or word.isdigit()]


def readings(word: str) -> set[str]:
    """Return what an asked word may be meant as: itself, and its stem in each language with its alphabet."""
    languages = ("ru", "kk") if FIRST_CYRILLIC <= word[0] <= LAST_CYRILLIC else ("en",)
    stems = {stem(word, language) for language in languages} if len(word) > SHORTEST_STEM else set()
    return {word} | {each for each in stems if len(each) >= SHORTEST_STEM}


def _kazakh_stem(word: str) -> str:
    for _count in range(MOST_ENDINGS):
        ending = next((each for each in KAZAKH_ENDINGS if word.endswith(each)), "")
        if not ending or len(word) - len(ending) < SHORTEST_STEM:
            break
        word = word.removesuffix(ending)
    return word

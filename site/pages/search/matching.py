"""Which words of an index a reader means, and how well what has them fits. The index is a model with a field `word`."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from pages.search.words import SHORTEST_PREFIX, readings

MOST_FOUND = 300  # Different words that one asked word may be; the shortest are the nearest.
SHORTEST_WITH_A_SLIP = 4
HOW_ALIKE = 0.75
MOST_CORRECTIONS = 5

Key = TypeVar("Key")


def ranked(rows: Iterable[tuple[int, Key, str, int]], meant: Sequence[Sequence[str]]) -> dict[Key, int]:
    """Return the keys of what has one of the words of each list of `meant`, with the sum of the best weights.

    `rows` are an entry, its key (the same in all languages), a word and its weight there.
    """
    known: dict[tuple[int, Key], dict[str, int]] = defaultdict(dict)
    for entry, key, word, weight in rows:
        known[entry, key][word] = weight
    ranks: dict[Key, int] = {}
    for (_entry, key), weights in known.items():
        best = [max((weights[word] for word in words if word in weights), default=0) for words in meant]
        if all(best):
            ranks[key] = max(sum(best), ranks.get(key, 0))
    return ranks


def meant_words(words: Sequence[str], vocabulary: QuerySet[Any]) -> list[list[str]]:
    """Return for each asked word the words of `vocabulary` that it may be; one query, and one more for slips.

    A word may be what is written, its stem, the beginning of a word, or, where none of these is there, a slip of the hand.
    """
    condition = Q()
    for word in words:
        condition |= Q(word__in=readings(word))
        if len(word) >= SHORTEST_PREFIX:
            condition |= Q(word__startswith=word)
    known = list(vocabulary.filter(condition).order_by().values_list("word", flat=True).distinct())
    meant = [_fitting(word, known) for word in words]
    slipped = [
        word for word, found in zip(words, meant, strict=True) if not found and len(word) >= SHORTEST_WITH_A_SLIP
    ]
    corrected = _corrected(slipped, vocabulary) if slipped else {}
    return [found or corrected.get(word, []) for word, found in zip(words, meant, strict=True)]


def _fitting(word: str, known: Sequence[str]) -> list[str]:
    exact = readings(word)
    fitting = [each for each in known if each in exact or (len(word) >= SHORTEST_PREFIX and each.startswith(word))]
    return sorted(fitting, key=lambda each: (each not in exact, len(each)))[:MOST_FOUND]


def _corrected(words: Sequence[str], vocabulary: QuerySet[Any]) -> dict[str, list[str]]:
    """Return the words of the index that are written nearly as those that were asked for."""
    lengths = {len(word) + step for word in words for step in (-1, 0, 1)}
    alphabet = vocabulary.annotate(length=Length("word")).filter(length__in=lengths)
    known = list(alphabet.order_by().values_list("word", flat=True).distinct())
    return {word: get_close_matches(word, known, n=MOST_CORRECTIONS, cutoff=HOW_ALIKE) for word in words}

"""Words made alike, so that people find what they mean whatever keyboard, case or alphabet they typed it with."""

import re
import unicodedata

# A keyboard without Kazakh letters writes their Russian neighbours, and a hasty hand leaves out the dots of ё.
NEIGHBOURS = str.maketrans("ёәғқңөұүһі", "еагкноуухи")
NO_WORD = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return the words of `text` in lower case between single spaces, ё as е and Kazakh letters as their neighbours.

    >>> folded("Өлшем, ЁЛКА — table"), folded("Қонақ\u00a0үй")
    ('олшем елка table', 'конак уй')
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(NO_WORD.sub(" ", unicodedata.normalize("NFC", plain).translate(NEIGHBOURS)).split())


def words_of(query: str, most: int) -> list[str]:
    """Return the folded words of a query, each once and at most `most` of them.

    >>> words_of("Гость, гость и ГОСТИ", 8)
    ['гость', 'и', 'гости']
    """
    return list(dict.fromkeys(folded(query).split()))[:most]

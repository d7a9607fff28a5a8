"""Which words of a text changed: for a reader who is to see it at a glance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# A mark is one word: of 0.50 that became 1.00 nobody wants to read that the point stayed.
WORDS = re.compile(r"\d+[.,]\d+|\w+|\s+|[^\w\s]")
# Beyond this many comparisons the whole text counts as changed: no scheme's text comes near it.
MOST_COMPARISONS = 1_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether the other text says something else there."""

    text: str
    changed: bool = False


def changed_words(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces, the changed words marked.

    >>> [piece.text for piece in changed_words("within 2 mm", "within 1 mm")[1] if piece.changed]
    ['1']
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) * len(new) > MOST_COMPARISONS:
        return [Piece(before, changed=True)], [Piece(after, changed=True)]
    ours: list[Piece] = []
    theirs: list[Piece] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        _add(ours, old[i:i_end], changed=tag != "equal")
        _add(theirs, new[j:j_end], changed=tag != "equal")
    return ours, theirs


def _add(pieces: list[Piece], words: Sequence[str], *, changed: bool) -> None:
    if words:
        pieces.append(Piece("".join(words), changed))

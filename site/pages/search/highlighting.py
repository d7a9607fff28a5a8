"""Showing why something was found: the words that fit, and the part of a text around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pages.search.folding import folded
from pages.search.words import SHORTEST_PREFIX, readings

WORD = re.compile(r"\w+")
BEFORE, LENGTH = 60, 220
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and whether it is a word that was asked for."""

    text: str
    is_match: bool


def pieces(text: str, words: Sequence[str]) -> list[Piece]:
    """Return `text` in pieces, those that fit one of the folded `words` marked.

    >>> [piece.text for piece in pieces("Өлшем және оқушыларға", ["олшем", "окушы"]) if piece.is_match]
    ['Өлшем', 'оқушыларға']
    """
    beginnings = _beginnings(words)
    found: list[Piece] = []
    end = 0
    for match in WORD.finditer(text):
        if _fits(match[0], beginnings):
            if match.start() > end:
                found.append(Piece(text[end : match.start()], is_match=False))
            found.append(Piece(match[0], is_match=True))
            end = match.end()
    return [*found, Piece(text[end:], is_match=False)] if end < len(text) else found


def marked(text: str, words: Sequence[str]) -> SafeString:
    """Return `text` as HTML with the words that fit marked; whatever else is in it stays text."""
    return format_html_join("", "{}", ((_drawn(piece),) for piece in pieces(text, words)))


def _drawn(piece: Piece) -> str:
    return format_html("<mark>{}</mark>", piece.text) if piece.is_match else piece.text


def excerpt(text: str, words: Sequence[str]) -> str:
    """Return the part of `text` around its first word that fits, else its beginning; whole words, with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= LENGTH:
        return text
    beginnings = _beginnings(words)
    first = next((match.start() for match in WORD.finditer(text) if _fits(match[0], beginnings)), 0)
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE) + 1
    part = text[start : start + LENGTH]
    if start + LENGTH < len(text):
        part = part[: part.rfind(" ")].rstrip(" ,;:") + ELLIPSIS
    return f"{ELLIPSIS}{part}" if start else part


def _beginnings(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for word in words for each in readings(word))


def _fits(word: str, beginnings: tuple[str, ...]) -> bool:
    plain = folded(word)
    return plain in beginnings or any(
        len(beginning) >= SHORTEST_PREFIX and plain.startswith(beginning) for beginning in beginnings
    )

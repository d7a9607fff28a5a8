"""The small things of GIFT: escapes, formats, comments, and the blocks that blank lines make."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from coaching.training.quizzes.exchange.neutral import Text

ESCAPED = "\\~=#{}:n"
ESCAPE = re.compile(r"\\([\\~=#{}:n])")
FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")
KEEPS_LINES = frozenset({"html", "markdown"})
IDENTIFIER = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f\x7f])+)\]")
TAG = re.compile(r"\[tag:((?:\\\]|[^\]\x00-\x1f\x7f])+)\]")


@dataclass(slots=True)
class Block:
    """Lines between two blank ones, without its comments; `numbers` are the lines of the file."""

    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the lines as one text."""
        return "\n".join(self.lines)

    def line_finder(self) -> Callable[[int], int]:
        """Return a function that tells the line of the file on which a position of `text` stands."""
        starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))[:-1]
        return lambda position: self.numbers[max(0, bisect_right(starts, position) - 1)]

    def join(self, other: "Block") -> "Block":
        """Return the two as one block."""
        return Block([*self.lines, *other.lines], [*self.numbers, *other.numbers], [*self.comments, *other.comments])


def blocks_in(text: str) -> Iterator[Block]:
    """Yield the blocks of a file; lines that begin with // are comments and no part of a question."""
    block = Block()
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if not line.strip():
            if block.lines or block.comments:
                yield block
            block = Block()
        elif line.lstrip().startswith("//"):
            block.comments.append(line.strip())
        else:
            block.lines.append(line)
            block.numbers.append(number)
    if block.lines or block.comments:
        yield block


def identifier_in(comments: Sequence[str]) -> str | None:
    """Return the last `[id:...]` of some comments, or None."""
    found = [name for comment in comments for name in IDENTIFIER.findall(comment)]
    return found[-1].strip().replace("\\]", "]") if found else None


def tags_in(comments: Sequence[str]) -> tuple[str, ...] | None:
    """Return every `[tag:...]` of some comments, or None."""
    found = [tag.replace("\\]", "]") for comment in comments for tag in TAG.findall(comment)]
    return tuple(found) or None


def places_of(signs: str, text: str, start: int = 0) -> Iterator[int]:
    """Yield where one of `signs` stands in `text` from `start` on, and is not escaped."""
    at = start
    while at < len(text):
        if text[at] == "\\" and text[at + 1 : at + 2] and text[at + 1] in ESCAPED:
            at += 2
            continue
        if text[at] in signs:
            yield at
        at += 1


def first_place(signs: str, text: str, start: int = 0) -> int:
    """Return the first of `places_of`, or -1."""
    return next(places_of(signs, text, start), -1)


def unescaped(text: str) -> str:
    r"""Return `text` with its escapes as what they stand for; other backslashes stay.

    >>> unescaped(r"a \= b\: c\\d \x")
    'a = b: c\\d \\x'
    """
    return ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def text_of(raw: str, default: str = "moodle") -> Text:
    """Return a text with its format: html and markdown keep their lines, the others are one line."""
    found = FORMAT.match(raw)
    form = found[1] if found else default
    words = (raw[found.end() :] if found else raw).strip()
    if form not in KEEPS_LINES:
        words = re.sub(r"\s\s+", " ", re.sub(r"[\n\r]", " ", words))
    return Text(unescaped(words), form)


def without_trailing_comment(text: str) -> str:
    """Return what follows the answers of a question, without a comment on the same line."""
    return re.sub(r"^\s*//[^\n]*", "", text)

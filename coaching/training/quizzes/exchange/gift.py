"""Reading GIFT, the plain text format of Moodle (docs.moodle.org/en/GIFT_format). Nothing that stands in it stops the reading."""

import re
from collections.abc import Sequence
from typing import Any

from coaching.training.quizzes.exchange.gift_answers import read_answers
from coaching.training.quizzes.exchange.gift_text import (
    FORMAT,
    Block,
    blocks_in,
    first_place,
    identifier_in,
    tags_in,
    text_of,
    unescaped,
    without_trailing_comment,
)
from coaching.training.quizzes.exchange.neutral import CategoryRead, FileRead, QuestionRead, Remarks, Sort, Text

LAYOUT = "GIFT"
CATEGORY = re.compile(r"\s*\$CATEGORY:[ \t]*([^\n]*)")
TITLE = re.compile(r"\s*::((?:\\[\\~=#{}:n]|(?!::)[\s\S])+?)::")
BLANK = "_____"
MOST_BLOCKS = 50
"""Blank lines after which a brace counts as never closed."""


class GiftReader:
    """Reads one text; what it holds gathers in `items`, what is odd in `remarks`."""

    def __init__(self) -> None:
        self.items: list[QuestionRead | CategoryRead] = []
        self.remarks = Remarks()
        self.comments: list[str] = []

    def read(self, text: str) -> FileRead:
        """Return everything that `text` holds."""
        blocks = list(blocks_in(text.removeprefix("\ufeff")))
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if last := self._goes_on_to(blocks, at):
                for other in blocks[at + 1 : last + 1]:
                    block = block.join(other)
                self.remarks.note("blank_line_inside", block.numbers[0], block.lines[0])
                at = last
            self._block(block)
            at += 1
        return FileRead(LAYOUT, tuple(self.items), tuple(self.remarks))

    @staticmethod
    def _goes_on_to(blocks: Sequence[Block], at: int) -> int:
        """Return where the braces close that open in a block with blank lines between; 0 if they close in it or never."""
        start = first_place("{", blocks[at].text)
        if start < 0 or first_place("}", blocks[at].text, start) >= 0:
            return 0
        for place, block in enumerate(blocks[at + 1 : at + 1 + MOST_BLOCKS], start=at + 1):
            brace = first_place("{}", block.text)
            if brace >= 0:
                return place if block.text[brace] == "}" else 0
        return 0

    def _block(self, block: Block) -> None:
        self.comments += block.comments
        while found := CATEGORY.match(block.text):
            self.items.append(CategoryRead(found[1], block.line_finder()(found.start(1))))
            lines = block.text[: found.end()].count("\n") + 1
            block = Block(block.lines[lines:], block.numbers[lines:])
            self.comments = []
        if block.lines:
            self._question(block)
            self.comments = []

    def _question(self, block: Block) -> None:
        text, title, start = block.text, None, 0
        if found := TITLE.match(text):
            title, start = unescaped(found[1]), found.end()
        opening = first_place("{", text, start)
        known: dict[str, Any] = {
            "title": title,
            "line": block.numbers[0],
            "identifier": identifier_in(self.comments),
            "tags": tags_in(self.comments),
        }
        if opening < 0:
            self._description(block, text[start:], known)
            return
        closing = first_place("}", text, opening + 1)
        if closing < 0:
            self.remarks.lose("brace_not_closed", block.line_finder()(opening), text[start:])
            return
        self._asked(block, (start, opening, closing), known)

    def _description(self, block: Block, text: str, known: dict[str, Any]) -> None:
        if first_place("}", text) >= 0:
            self.remarks.lose("brace_not_opened", block.numbers[0], text)
            return
        if not text.strip() and known["title"] is None:
            return
        self.items.append(QuestionRead(sort=Sort.DESCRIPTION, text=text_of(text), **known))

    def _asked(self, block: Block, places: tuple[int, int, int], known: dict[str, Any]) -> None:
        start, opening, closing = places
        line_at = block.line_finder()
        before, inside, after = block.text[start:opening], block.text[opening + 1 : closing], block.text[closing + 1 :]
        after = without_trailing_comment(after)
        if first_place("{", after) >= 0:
            self.remarks.note("second_brace", line_at(closing), after)
        stem, is_embedded = _stem(before, after)
        fields = read_answers(inside, stem.format, self.remarks, lambda place: line_at(opening + 1 + place))
        question = QuestionRead(text=stem, is_embedded=is_embedded, **known, **fields)
        self.items.append(question)


def _stem(before: str, after: str) -> tuple[Text, bool]:
    """Return the words of a question; a gap stands for answers that have words on both sides."""
    if not after.strip():
        return text_of(before), False
    form = (FORMAT.match(before) or FORMAT.match(after) or ["", "moodle"])[1]
    first, second = text_of(before, form), text_of(after, form)
    return Text(f"{first.text} {BLANK} {second.text}" if first.text else f"{BLANK} {second.text}", form), True


def read_gift(text: str) -> FileRead:
    """Return what a text in GIFT holds; it never fails, and names what it could not take."""
    return GiftReader().read(text)

"""The card of the event above the criteria of «Профессионалы»: labels, and beside or behind each its value."""

import re

from championships.schemes.exchange.builder import SchemeBuilder
from championships.schemes.exchange.columns import bare
from championships.schemes.exchange.sheets import Row

SKILL = tuple(map(bare, ("компетенц", "skill", "құзырет")))
NUMBER = frozenset(map(bare, ("номер", "код", "number", "нөмірі", "коды")))
COMPETITOR = tuple(map(bare, ("участник", "конкурсант", "фио участника", "фио конкурсанта", "competitor", "қатысушы")))
NUMBERED = re.compile(r"(?:№\s*)?(\d{1,3})\s*[-–—.:]?\s+(\S.*)|(\S.*?)\s*\(№?\s*(\d{1,3})\)", re.DOTALL)


class EventCard:
    """Reads the rows above the headings: it knows the skill and the competitor, and names every other row."""

    def __init__(self, builder: SchemeBuilder) -> None:
        self._builder = builder
        self.competitor = ""

    def read(self, row: Row) -> None:
        """Use one row, or remark on what is no part of the scheme."""
        texts = [" ".join(cell.text.split()) for _column, cell in sorted(row.cells.items()) if cell.text.strip()]
        used = {place for start in range(len(texts)) for place in self._pair(texts, start)}
        if rest := [text for place, text in enumerate(texts) if place not in used]:
            self._builder.remarks.add("event_card", self._builder.sheet, row, seen=" | ".join(rest))

    def _pair(self, texts: list[str], place: int) -> tuple[int, ...]:
        """Use a label and its value, behind a colon or in the next cell; return the places of both."""
        label, colon, value = texts[place].partition(":")
        if colon and value.strip():
            return (place,) if self._use(label, value.strip()) else ()
        following = texts[place + 1] if place + 1 < len(texts) else ""
        return (place, place + 1) if following and self._use(label, following) else ()

    def _use(self, label: str, value: str) -> bool:
        words = bare(label)
        if any(word in words for word in SKILL):
            return self._skill(value, is_number=not NUMBER.isdisjoint(words.split()))
        if words.startswith(COMPETITOR) and not self.competitor:
            self.competitor = value
            return True
        return False

    def _skill(self, value: str, *, is_number: bool) -> bool:
        if is_number and not self._builder.skill_number:
            self._builder.skill_number = value[:20]
            return True
        if is_number or self._builder.skill_name:
            return False
        found = NUMBERED.fullmatch(value)
        self._builder.skill_name = (found[2] or found[3]) if found else value
        self._builder.skill_number = self._builder.skill_number or ((found[1] or found[4]) if found else "")
        return True

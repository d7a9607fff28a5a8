"""A question as a page shows it. Nothing of a solution is in here: weights, right answers and explanations stay behind."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from coaching.training.quizzes.content import (
    ChoiceContent,
    Content,
    Kind,
    MatchingContent,
    NumberContent,
    OrderingContent,
    SeveralContent,
)
from coaching.training.quizzes.giving import Given
from coaching.training.quizzes.snapshot import Asked, PictureAsked, levels_of


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose or to put somewhere: its name, its words, and whether or where it was put."""

    name: str
    text: str
    is_chosen: bool = False
    place: int | None = None
    token: str = ""


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """What a page needs to ask a question; `was` is the answer that it shows, as JSON."""

    number: int
    name: str
    key: UUID
    kind: Kind
    text: str
    points: Any
    picture: PictureAsked | None
    offers: tuple[Offer, ...] = ()
    halves: tuple[Offer, ...] = ()
    levels: tuple[Offer, ...] = ()
    typed: str = ""
    unit: str = ""
    unit_needed: bool = False
    was: str = ""
    is_answered: bool = False
    is_closed: bool = False
    places: range = field(default_factory=lambda: range(0))

    @property
    def part(self) -> str:
        """Return the template that shows what to choose or to type."""
        return f"quizzes/kinds/{self.kind}.html"


def show(number: int, asked: Asked, given: Given | None, *, is_closed: bool = False) -> QuestionShown:
    """Return how question `number` of an attempt is shown, with the answer that was given."""
    content = asked.content
    return QuestionShown(
        number=number,
        name=asked.name,
        key=asked.key,
        kind=asked.kind,
        text=asked.text,
        points=asked.points,
        picture=asked.picture,
        offers=_offers(asked, given or {}),
        halves=tuple(Offer(token, text) for token, text in asked.tokens.items()),
        levels=tuple(Offer(str(s), text, (given or {}).get("score") == s) for s, text in levels_of(content)),
        typed=str((given or {}).get("text", "")),
        unit=_unit(content),
        unit_needed=isinstance(content, NumberContent) and content.unit_needed,
        was=json.dumps(given, sort_keys=True),
        is_answered=given is not None,
        is_closed=is_closed,
        places=range(1, len(asked.order) + 1),
    )


def _offers(asked: Asked, given: Given) -> tuple[Offer, ...]:
    words = texts_of(asked.content)
    if asked.kind == Kind.ORDERING:
        return _in_given_order(asked, words, given)
    if asked.kind == Kind.MATCHING:
        pairs = given.get("pairs", {})
        return tuple(Offer(name, words[name], token=pairs.get(name, "")) for name in asked.order)
    chosen = [given.get("option"), *given.get("options", [])]
    return tuple(Offer(name, words[name], name in chosen) for name in asked.order)


def _in_given_order(asked: Asked, words: Mapping[str, str], given: Given) -> tuple[Offer, ...]:
    """Return the items in the order that was given, with their places; without one in the order that was drawn."""
    if "order" not in given:
        return tuple(Offer(name, words[name]) for name in asked.order)
    return tuple(Offer(name, words[name], place=place) for place, name in enumerate(given["order"], start=1))


def texts_of(content: Content) -> Mapping[str, str]:
    """Return the words of what a question offers, by their names."""
    if isinstance(content, ChoiceContent | SeveralContent):
        return {option.id: option.text for option in content.options}
    if isinstance(content, MatchingContent):
        return {pair.id: pair.left for pair in content.pairs}
    return {item.id: item.text for item in content.items} if isinstance(content, OrderingContent) else {}


def _unit(content: Content) -> str:
    has_unit = isinstance(content, NumberContent) and content.units and not content.unit_needed
    return content.units[0].name if has_unit and isinstance(content, NumberContent) else ""

"""What was asked in an attempt, exactly: it is stored with the attempt, and never sent as it is."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from coaching.training.quizzes.content import (
    ChoiceContent,
    Content,
    JudgeContent,
    Kind,
    MatchingContent,
    OrderingContent,
    SeveralContent,
)
from coaching.training.quizzes.giving import Offered

ROUNDS = 20


class PictureAsked(BaseModel):
    """A picture as the page shows it; sizes are pixels."""

    model_config = ConfigDict(frozen=True)

    src: str
    width: int
    height: int
    words: str = ""


class Asked(BaseModel):
    """One question as it was asked. `order` are its options as they are shown; `tokens` the halves to match."""

    model_config = ConfigDict(frozen=True)

    name: str
    key: UUID
    text: str
    points: Decimal
    content: Content
    order: tuple[str, ...] = ()
    tokens: dict[str, str] = {}
    explanation: str = ""
    section: str = ""
    picture: PictureAsked | None = None

    @property
    def kind(self) -> Kind:
        """Return the kind of the question."""
        return self.content.kind

    @property
    def offered(self) -> Offered:
        """Return the names that may come back as an answer."""
        return Offered(self.kind, self.order, tuple(self.tokens))


class Snapshot(BaseModel):
    """Everything that an attempt asks, with the rules that hold for it."""

    model_config = ConfigDict(frozen=True)

    title: str
    pass_percent: Decimal
    explaining: str
    questions: tuple[Asked, ...]

    @property
    def maximum(self) -> Decimal:
        """Return the points of all questions."""
        return sum((question.points for question in self.questions), Decimal("0.00"))

    def find(self, key: UUID) -> Asked | None:
        """Return the question with `key`, or None."""
        return next((question for question in self.questions if question.key == key), None)


def shown_order(content: Content, chance: Random, *, shuffled: bool) -> tuple[str, ...]:
    """Return the identifiers of what a question offers, in the order in which they are shown.

    What is to be put in order never stands in the right order, as long as it has another one.
    """
    if isinstance(content, ChoiceContent | SeveralContent):
        names = [option.id for option in content.options]
        return tuple(chance.sample(names, len(names)) if shuffled and not content.keep_order else names)
    if isinstance(content, MatchingContent):
        names = [pair.id for pair in content.pairs]
        return tuple(chance.sample(names, len(names)) if shuffled else names)
    return _disordered(content, chance) if isinstance(content, OrderingContent) else ()


def _disordered(content: OrderingContent, chance: Random) -> tuple[str, ...]:
    names = [item.id for item in content.items]
    text = {item.id: item.text for item in content.items}
    right = [item.text for item in content.items]
    order = names
    for _round in range(ROUNDS):
        order = chance.sample(names, len(names))
        if [text[name] for name in order] != right:
            break
    return tuple(order)


def halves_of(content: Content, chance: Random) -> dict[str, str]:
    """Return the halves to match under names that say nothing, each text once, in an order that says nothing."""
    if not isinstance(content, MatchingContent):
        return {}
    texts = sorted({" ".join(text.split()) for text in (*(pair.right for pair in content.pairs), *content.extras)})
    return {f"{chance.getrandbits(48):012x}": text for text in chance.sample(texts, len(texts))}


def levels_of(content: Content) -> Sequence[tuple[int, str]]:
    """Return the scores of a judgement with the words of each, or nothing."""
    return tuple(enumerate(content.levels)) if isinstance(content, JudgeContent) else ()

"""What a question is made of, kind by kind: plain types that know no Django.

Shares are percent of a question's points: 100 is a right answer. An identifier is the same in every language, so that
answers given in several languages can be counted together.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

WHOLE = Decimal(100)
Share = Annotated[Decimal, Field(ge=-WHOLE, le=WHOLE, max_digits=8, decimal_places=5)]
Figure = Annotated[Decimal, Field(max_digits=30, decimal_places=15, allow_inf_nan=False)]


class Kind(StrEnum):
    """The kinds of questions."""

    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    ORDERING = "ordering"
    MATCHING = "matching"
    TEXT = "text"
    JUDGE = "judge"


class Credit(StrEnum):
    """What an answer is worth that is right in part."""

    ALL = "all"
    EACH = "each"
    WEIGHTS = "weights"
    NEIGHBOURS = "neighbours"


class Part(BaseModel):
    """A base: immutable, and nothing unknown passes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(Part):
    """Something to choose: what it is worth, and what is said to whoever chose it."""

    id: str
    text: str
    share: Share = Decimal(0)
    feedback: str = ""


class ChoiceContent(Part):
    """One answer of several offered."""

    kind: Literal[Kind.CHOICE] = Kind.CHOICE
    options: tuple[Option, ...]
    keep_order: bool = False


class SeveralContent(Part):
    """Several answers of those offered. An option whose share is above zero is a right one."""

    kind: Literal[Kind.SEVERAL] = Kind.SEVERAL
    options: tuple[Option, ...]
    credit: Credit = Credit.EACH
    keep_order: bool = False


class NumberAnswer(Part):
    """A number that is taken, and how far off it may be."""

    value: Figure
    tolerance: Figure = Decimal(0)
    share: Share = WHOLE
    feedback: str = ""


class Unit(Part):
    """A unit, and how many of it one of the first unit is: after `mm`, `cm` has the factor 0.1."""

    name: str
    factor: Figure = Decimal(1)


class NumberContent(Part):
    """A number to type."""

    kind: Literal[Kind.NUMBER] = Kind.NUMBER
    answers: tuple[NumberAnswer, ...]
    units: tuple[Unit, ...] = ()
    unit_needed: bool = False
    otherwise: str = ""


class Item(Part):
    """A thing to put in order."""

    id: str
    text: str


class OrderingContent(Part):
    """Things to put in order; they stand here in the right one."""

    kind: Literal[Kind.ORDERING] = Kind.ORDERING
    items: tuple[Item, ...]
    credit: Credit = Credit.EACH


class Pair(Part):
    """Two things that belong together."""

    id: str
    left: str
    right: str


class MatchingContent(Part):
    """Things to find the other half of; `extras` belong to none of them."""

    kind: Literal[Kind.MATCHING] = Kind.MATCHING
    pairs: tuple[Pair, ...]
    extras: tuple[str, ...] = ()
    credit: Credit = Credit.EACH


class TextAnswer(Part):
    """Words that are taken; an asterisk stands for any others."""

    text: str
    share: Share = WHOLE
    feedback: str = ""


class TextContent(Part):
    """A word or a few to type."""

    kind: Literal[Kind.TEXT] = Kind.TEXT
    answers: tuple[TextAnswer, ...]
    case: bool = False
    exact_letters: bool = False
    otherwise: str = ""


class JudgeContent(Part):
    """A piece of work to judge from 0 to 3 as the ladder says; the reference is the judgement of experts."""

    kind: Literal[Kind.JUDGE] = Kind.JUDGE
    levels: tuple[str, str, str, str]
    reference: int = Field(ge=0, le=3)
    one_off: Share = Decimal(50)


Content = Annotated[
    ChoiceContent | SeveralContent | NumberContent | OrderingContent | MatchingContent | TextContent | JudgeContent,
    Field(discriminator="kind"),
]
CONTENT: TypeAdapter[Content] = TypeAdapter(Content)

"""What a form knows beside the scheme: who is marked, by whom, and what was given. What is empty is written by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from championships.marking import Part, Totals
from championships.schemes.printing.labels import figure

PANEL = ("", "", "")


@dataclass(frozen=True, slots=True)
class GivenMark:
    """What was given for one aspect: the mark (None: not marked) and how it came about.

    `scores` are those of the judges in the order of the panel, `result` is what was measured, in words.
    """

    mark: Decimal | None = None
    scores: tuple[int | None, ...] = ()
    result: str = ""
    reason: str = ""


NOT_GIVEN = GivenMark()


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who is marked and by whom; `judges` has a name, or an empty text, for each seat of the panel.

    `team` is the marking team, where the scheme names none. `heading` stands in the head of every page: the championship, the room; without it, the skill. `given` is by the
    code of the aspect; None is a form that nobody has marked. `sums` are those of a sealed result, which the mark
    summary form shows as they are; without them it adds up what was given.
    """

    heading: str = ""
    competitor: str = ""
    competitor_code: str = ""
    workplace: str = ""
    compatriot: str = ""
    team: str = ""
    judges: tuple[str, ...] = PANEL
    coordinator: str = ""
    given: Mapping[str, GivenMark] | None = field(default=None, hash=False)
    sums: Totals | None = field(default=None, hash=False)

    @property
    def marks(self) -> Mapping[str, Decimal]:
        """The marks that were given, by the code of the aspect."""
        return {code: one.mark for code, one in (self.given or NOTHING).items() if one.mark is not None}

    def given_for(self, code: str) -> GivenMark:
        """Return what was given for the aspect `code`; nothing, if it is not marked."""
        return (self.given or NOTHING).get(code, NOT_GIVEN)


NOTHING: Mapping[str, GivenMark] = MappingProxyType({})
BLANK = Occasion()


def sealed_sum_of(part: Part | None) -> str:
    """Return the marks of a part of a sealed result: a dash where they are not known, since nothing is added to it."""
    return sum_of(part) or "–"


def sum_of(part: Part | None) -> str:
    """Return the marks of a part as they are printed: nothing where nothing is marked, a star where some is missing."""
    if part is None or not part.marked:
        return ""
    return figure(part.total) if part.complete else f"{figure(part.total)} *"

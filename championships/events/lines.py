"""A result on its way to a championship: its lines and its criteria, as whoever has the marks hands them over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from championships.events.models import Entry
from championships.marking import Medal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class PublishedCriterion:
    """A criterion as the public sees it; `maximum` in marks."""

    letter: str
    name: str
    maximum: Decimal


@dataclass(frozen=True)
class PublishedRow:
    """One competitor's line: marks by criterion letter and by number of the standards section, all in marks.

    `name` is the full name for the record. The public is shown what the people of the `entry` have chosen; without an
    entry `public_name`, and where that is None the initials. `key` tells the source's own lines apart.
    `scale_score` and `medal` count only where a result brings its awards along; there `total` may be unknown.
    """

    position: int
    name: str
    organisation_name: str
    total: Decimal | None
    criteria: Mapping[str, Decimal] = field(default_factory=dict)
    sections: Mapping[str, Decimal] = field(default_factory=dict)
    key: str = ""
    entry: Entry | None = None
    public_name: str | None = None
    region: str = ""
    country: str = ""
    scale_score: int | None = None
    medal: Medal | None = None


@dataclass(frozen=True)
class HandedOver:
    """Everything of a result that its source knows; `maximum` in marks.

    `brings_awards` is for results of elsewhere, whose places, points and medals are taken as they are.
    """

    rows: Sequence[PublishedRow]
    criteria: Sequence[PublishedCriterion]
    brings_awards: bool = False

    @property
    def maximum(self) -> Decimal:
        """Return the marks of all criteria together."""
        return sum((criterion.maximum for criterion in self.criteria), Decimal(0)).quantize(CENT)


def as_json(marks: Mapping[str, Decimal]) -> dict[str, str]:
    """Return marks as JSON keeps them: text with two decimals and a point."""
    return {str(key): str(mark.quantize(CENT)) for key, mark in marks.items()}


def criterion_as_json(criterion: PublishedCriterion) -> dict[str, str]:
    """Return a criterion as JSON keeps it."""
    return {"letter": criterion.letter, "name": criterion.name, "maximum": str(criterion.maximum.quantize(CENT))}

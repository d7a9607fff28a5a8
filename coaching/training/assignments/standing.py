"""How far the marking of one version is: which markers are missing, and whether it can be decided. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from coaching.training.assignments.combining import TRIO, needs_third
from coaching.training.assignments.models import Review, ReviewState


class Progress(StrEnum):
    """What the marking of a version waits for."""

    MARKERS = "markers"
    MARKS = "marks"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Standing:
    """The active reviews by place, the places that nobody has yet, and what all waits for."""

    reviews: dict[int, Review]
    free_places: tuple[int, ...]
    third_needed: bool
    progress: Progress

    @property
    def given(self) -> list[Review]:
        """Return the reviews that were given, by place."""
        return [review for _place, review in sorted(self.reviews.items()) if review.state == ReviewState.SUBMITTED]


def standing_of(reviews: Iterable[Review], wanted: int, spread_limit: Decimal | None) -> Standing:
    """Return how far the marking of one version is, out of all its reviews.

    `wanted` is how many markers each work has; a third one is asked for when their totals differ by more than
    `spread_limit` percent.
    """
    active = {review.place: review for review in reviews if review.state != ReviewState.WITHDRAWN}
    percents = [r.percent for p, r in sorted(active.items()) if p < TRIO and r.percent is not None]
    third = wanted > 1 and needs_third(percents, spread_limit)
    places = [*range(1, wanted + 1), *([TRIO] if third or TRIO in active else [])]
    free = tuple(place for place in places if place not in active)
    return Standing(active, free, third, _progress(active, places, free))


def _progress(active: dict[int, Review], places: list[int], free: tuple[int, ...]) -> Progress:
    if free:
        return Progress.MARKERS
    given = all(active[place].state == ReviewState.SUBMITTED for place in places)
    return Progress.READY if given else Progress.MARKS

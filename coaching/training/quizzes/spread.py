"""What others gave to a picture: how many gave each score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.db.models.fields.json import KeyTextTransform

from coaching.training.quizzes.models import AttemptAnswer

SCORES = range(4)


@dataclass(frozen=True, slots=True)
class Spread:
    """How many people gave 0, 1, 2 and 3."""

    counts: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def total(self) -> int:
        """Return how many judged."""
        return sum(self.counts)

    @property
    def bars(self) -> tuple[tuple[int, int, int], ...]:
        """Return each score with its count, and the count in percent of all."""
        return tuple((score, count, count * 100 // (self.total or 1)) for score, count in enumerate(self.counts))


def spread_of(keys: Sequence[UUID], *, without: int | None = None) -> Mapping[UUID, Spread]:
    """Return what people gave to each picture in finished attempts, `without` one of them; one query."""
    answers = AttemptAnswer.objects.filter(
        question_key__in=keys, attempt__finished_at__isnull=False, given__isnull=False
    )
    if without is not None:
        answers = answers.exclude(attempt__user_id=without)
    rows = (
        answers.values("question_key", score=KeyTextTransform("score", "given"))
        .annotate(people=Count("attempt__user_id", distinct=True))
        .order_by()
    )
    counted = {(row["question_key"], str(row["score"])): row["people"] for row in rows}
    return {
        key: Spread(
            (
                counted.get((key, "0"), 0),
                counted.get((key, "1"), 0),
                counted.get((key, "2"), 0),
                counted.get((key, "3"), 0),
            )
        )
        for key in keys
    }

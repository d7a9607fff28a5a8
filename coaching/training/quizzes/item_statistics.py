"""How questions do their work, from answers: pure. These are statistics and no marks, so fractions may be rounded.

Difficulty is the mean share of the points, in percent: a high figure is an easy question. Discrimination is the corrected
item-total correlation: of the share in the question with the share in all other questions of the same attempt, -1 to 1.
Above 0.30 a question tells the able from the others; near 0 it tells nothing; below 0 something is wrong with it.
"""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

FEWEST = 3
WEAK, GOOD = 0.1, 0.3
HARD, EASY = 20, 95


class Hint(StrEnum):
    """What an author should look at."""

    NONE = ""
    AGAINST = "against"
    WEAK = "weak"
    HARD = "hard"
    EASY = "easy"


@dataclass(frozen=True, slots=True)
class Response:
    """One person's answer to one question in one attempt; points and the most possible, seconds if they were measured."""

    attempt: object
    question: UUID
    points: Decimal
    maximum: Decimal
    language: str = ""
    answer: tuple[str, ...] = ()
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One question: on how many attempts the figures rest, and the figures; None where they cannot be told."""

    question: UUID
    attempts: int
    difficulty: Decimal
    discrimination: Decimal | None
    seconds: int | None
    unanswered: int
    answers: tuple[tuple[str, int], ...] = ()
    languages: Mapping[str, int] = field(default_factory=dict)

    @property
    def hint(self) -> Hint:
        """Return what stands out, the gravest first."""
        if self.discrimination is not None and self.discrimination < 0:
            return Hint.AGAINST
        if self.difficulty < HARD:
            return Hint.HARD
        if self.difficulty > EASY:
            return Hint.EASY
        return Hint.WEAK if self.discrimination is not None and self.discrimination < WEAK else Hint.NONE


def statistics_of(responses: Iterable[Response]) -> dict[UUID, ItemStatistics]:
    """Return the statistics of every question that was asked."""
    listed = list(responses)
    by_attempt: dict[object, list[Response]] = {}
    by_question: dict[UUID, list[Response]] = {}
    for response in listed:
        by_attempt.setdefault(response.attempt, []).append(response)
        by_question.setdefault(response.question, []).append(response)
    totals = {
        attempt: (sum(each.points for each in group), sum(each.maximum for each in group))
        for attempt, group in by_attempt.items()
    }
    return {question: _item(question, group, totals) for question, group in by_question.items()}


Totals = Mapping[object, tuple[Decimal | int, Decimal | int]]


def _item(question: UUID, group: Sequence[Response], totals: Totals) -> ItemStatistics:
    measured = [each.seconds for each in group if each.seconds]
    given = Counter(answer for each in group for answer in each.answer)
    return ItemStatistics(
        question,
        len(group),
        _two(statistics.fmean(_share(each) for each in group) * 100),
        discrimination(group, totals),
        round(statistics.median(measured)) if measured else None,
        sum(not each.answer for each in group),
        tuple(given.most_common()),
        dict(sorted(Counter(each.language for each in group).items())),
    )


def _share(response: Response) -> float:
    return float(response.points / response.maximum) if response.maximum else 0.0


def discrimination(group: Sequence[Response], totals: Totals) -> Decimal | None:
    """Return the corrected item-total correlation; None with fewer than three attempts or where all are alike."""
    pairs = []
    for each in group:
        reached, most = totals[each.attempt]
        if most - each.maximum > 0:
            pairs.append((_share(each), float((reached - each.points) / (most - each.maximum))))
    if len(pairs) < FEWEST:
        return None
    shares, rests = zip(*pairs, strict=True)
    try:
        return _two(statistics.correlation(shares, rests))
    except statistics.StatisticsError:
        return None


def _two(value: float) -> Decimal:
    return Decimal(str(round(value, 2))).quantize(Decimal("0.01"))

"""Places, points of the scale and medals of one skill, by the rules of its championship.

With enough competitors the WorldSkills-style scale decides: results within its tolerance share a medal and its place
(rules 3.1 and 3.2). With fewer the scale says nothing: places follow the raw marks, and so do medals. Nor does it say
anything where more than half of the marks are equal and the others are not: it puts everybody at its centre.

Each result keeps the engine that gave its awards, so that it can be recomputed as it was. Whatever changes awards takes
the next number and leaves the former way beside the new one:

1. The scale decided also where it says nothing of anybody.
2. There the raw marks decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from championships.events.models import Championship, FewCompetitors
from championships.marking import (
    MOSCOW_2018,
    Medal,
    MedalRules,
    ScaleRules,
    award_medals,
    competition_is_void,
    competition_ranking,
    medals_given,
    scale_is_shown,
    scale_scores,
)
from championships.marking.medals import MEDALS

ENGINE = 2
SCALE_ALONE = 1
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class AwardRules:
    """By what medals are given; figures as in the settings of a championship."""

    scale_from: int
    medal_tolerance: int
    medallion_at: int | None
    minimum_percent: Decimal | None
    few_competitors: str

    @classmethod
    def of(cls, championship: Championship) -> "AwardRules":
        """Return the rules of `championship` as they are now."""
        return cls(
            championship.scale_from,
            championship.medal_tolerance,
            championship.medallion_at,
            championship.minimum_percent,
            championship.few_competitors,
        )

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> "AwardRules":
        """Return the rules as `as_json` wrote them."""
        percent = facts["minimum_percent"]
        return cls(**{**facts, "minimum_percent": None if percent is None else Decimal(percent)})

    def as_json(self) -> dict[str, Any]:
        """Return the rules for the facts of a result."""
        percent = None if self.minimum_percent is None else str(self.minimum_percent)
        return {**self.__dict__, "minimum_percent": percent}

    @property
    def medals(self) -> MedalRules:
        """Return the rules of medals."""
        few = MOSCOW_2018.by_entries if self.few_competitors == FewCompetitors.MOSCOW_2018 else ()
        return MedalRules(
            tolerance=self.medal_tolerance,
            medallion_at=self.medallion_at,
            minimum_percent=self.minimum_percent,
            by_entries=few,
        )


@dataclass(frozen=True)
class Awarded:
    """What one competitor came to; `scale_score` is None where the scale says nothing."""

    position: int
    scale_score: int | None
    medal: Medal | None


def award(totals: Sequence[Decimal], maximum: Decimal, rules: AwardRules, *, engine: int = ENGINE) -> list[Awarded]:
    """Return place, points and medal of each total, in input order; totals and maximum are in marks.

    `engine` is the one that a result was computed by, for recomputing it; new results take the newest.
    """
    percents = [HUNDRED * total / maximum for total in totals]
    if not scale_is_shown(len(totals), rules=ScaleRules(fewest=rules.scale_from)):
        return _by_marks(totals, percents, rules)
    scores = scale_scores(totals)
    if engine > SCALE_ALONE and len(set(scores)) == 1 and len(set(totals)) > 1:
        return _by_marks(totals, percents, rules)
    percents_asked = None if rules.minimum_percent is None else percents
    awards = award_medals(scores, rules.medals, percents=percents_asked)
    return [Awarded(given.position, score, given.medal) for given, score in zip(awards, scores, strict=True)]


def _by_marks(totals: Sequence[Decimal], percents: Sequence[Decimal], rules: AwardRules) -> list[Awarded]:
    """Return the awards by raw marks: the first three places have the medals that are given; no medallions."""
    medals = rules.medals
    given = () if competition_is_void(len(totals), medals) else medals_given(len(totals), medals)
    minimum = rules.minimum_percent
    awards = []
    for position, percent in zip(competition_ranking(totals), percents, strict=True):
        medal = MEDALS[position - 1] if position <= len(MEDALS) else None
        enough = minimum is None or percent >= minimum
        awards.append(Awarded(position, None, medal if medal in given and enough else None))
    return awards

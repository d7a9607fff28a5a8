"""Medals of one skill: who shares which place, who has a medallion, and when there are too few for medals.

Sources: WorldSkills International's text of 2015 (S27) for ties within two points, and the rules of the Moscow open
championship of 2018 (S33) for few competitors. With the default rules every medal and every position of the 147
published results of WorldSkills 2024, skills 01 to 07, comes out (rules 3.2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from championships.marking.errors import MarkingError


class InvalidResult(MarkingError):
    """A scale score that is no whole number, or percents that do not belong to the scores."""


class Medal(StrEnum):
    """What one can win. The medallion is no medal, but whoever has a medal does not have it."""

    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"
    MEDALLION = "medallion for excellence"


MEDALS = (Medal.GOLD, Medal.SILVER, Medal.BRONZE)
MOST_GOLDS_WITH_A_PLACE_LEFT = 2  # Two golds leave the third place, so that bronze is sure; three leave none.


@dataclass(frozen=True, slots=True)
class MedalRules:
    """How medals are given. Scores and tolerance are in points of the scale.

    Two results tie when they differ by at most `tolerance` points. `bronze_after_shared_silver` gives bronze to
    those who are within the tolerance of the last of two or more silvers, else there is none; `shared_bronze` lets
    bronze be shared within the tolerance, else only by equal scores. `medallion_at` is the score for a medallion
    (500 on the old scale, None for no medallions). `minimum_percent` is the least percent of the marks for a medal
    (60 in Algeria), and `medallion_needs_minimum` whether a medallion asks for it too. `by_entries` says from how
    many competitors on which medals are given, rising; with fewer than its first number the competition is void.
    """

    tolerance: int = 2
    bronze_after_shared_silver: bool = True
    shared_bronze: bool = True
    medallion_at: int | None = 700
    minimum_percent: Decimal | None = None
    medallion_needs_minimum: bool = True
    by_entries: tuple[tuple[int, tuple[Medal, ...]], ...] = ()


STANDARD = MedalRules()
MOSCOW_2018 = MedalRules(by_entries=((4, MEDALS[:1]), (5, MEDALS[:2]), (6, MEDALS)))


@dataclass(frozen=True, slots=True)
class Award:
    """What one competitor has won: the position, which a shared medal shares too, and the medal, if any."""

    position: int
    medal: Medal | None


def award_medals(
    scores: Sequence[int], rules: MedalRules = STANDARD, *, percents: Sequence[Decimal] | None = None
) -> list[Award]:
    """Return the award of each competitor, in input order.

    `scores` are points of the scale, of all who started; `percents` are their percents of the maximum, which only a
    rule with a minimum percent needs. Outside the medals equal scores share a place and the next one is skipped.

    >>> [award.medal and award.medal.value for award in award_medals([690, 740, 739, 712])]
    [None, 'gold', 'gold', 'bronze']
    >>> [award.position for award in award_medals([690, 740, 739, 712])]
    [4, 1, 1, 3]

    Raises:
        InvalidResult: a score is no whole number, or the percents are missing or contradict the scores.
    """
    reached = _reached(scores, percents, rules)
    groups = _groups([score for score, enough in zip(scores, reached, strict=True) if enough], rules)
    given = {medal: groups[medal] for medal in medals_given(len(scores), rules) if groups[medal]}
    medal_of = {score: medal for medal, group in given.items() for score in group}
    place_of = _places(scores)
    awards = []
    for score, enough in zip(scores, reached, strict=True):
        medal = medal_of.get(score) if enough else None
        position = place_of[given[medal][0] if medal else score]
        awards.append(Award(position, medal or _medallion(score, len(scores), rules, enough=enough)))
    return awards


def medals_given(entries: int, rules: MedalRules = STANDARD) -> tuple[Medal, ...]:
    """Return which of gold, silver and bronze are given when `entries` competitors started.

    >>> [len(medals_given(entries, MOSCOW_2018)) for entries in (3, 4, 5, 6)]
    [0, 1, 2, 3]
    """
    given: tuple[Medal, ...] = () if rules.by_entries else MEDALS
    for fewest, medals in rules.by_entries:
        if entries >= fewest:
            given = medals
    return given


def competition_is_void(entries: int, rules: MedalRules = STANDARD) -> bool:
    """Return whether so few competitors started that the competition does not count: no medal, no medallion.

    >>> competition_is_void(3, MOSCOW_2018), competition_is_void(3)
    (True, False)
    """
    return bool(rules.by_entries) and entries < rules.by_entries[0][0]


def _reached(scores: Sequence[int], percents: Sequence[Decimal] | None, rules: MedalRules) -> list[bool]:
    """Return who has the least percent that a medal asks for."""
    for score in scores:
        if type(score) is not int:
            raise InvalidResult(f"{score!r} is not a whole number of points.")
    minimum = rules.minimum_percent
    if minimum is None:
        return [True] * len(scores)
    if percents is None or len(percents) != len(scores):
        raise InvalidResult("A minimum percent needs the percent of each competitor.")
    reached = [percent >= minimum for percent in percents]
    above = [score for score, enough in zip(scores, reached, strict=True) if enough]
    below = [score for score, enough in zip(scores, reached, strict=True) if not enough]
    if above and below and min(above) < max(below):
        raise InvalidResult("Whoever has more points has no smaller percent.")
    return reached


def _groups(scores: Sequence[int], rules: MedalRules) -> dict[Medal, list[int]]:
    """Return the scores that share each medal, the best first (rules 3.2)."""
    ranked = sorted(scores, reverse=True)
    golds = _tied(ranked, ranked[:1], rules.tolerance)
    rest = ranked[len(golds) :]
    silvers = _tied(rest, rest[:1], rules.tolerance) if len(golds) == 1 else []
    rest = rest[len(silvers) :]
    return {Medal.GOLD: golds, Medal.SILVER: silvers, Medal.BRONZE: _bronzes(rest, golds, silvers, rules)}


def _bronzes(rest: list[int], golds: list[int], silvers: list[int], rules: MedalRules) -> list[int]:
    if len(silvers) > 1:
        return _tied(rest, silvers[-1:], rules.tolerance) if rules.bronze_after_shared_silver else []
    if len(golds) > MOST_GOLDS_WITH_A_PLACE_LEFT:
        return _tied(rest, golds[-1:], rules.tolerance)
    return _tied(rest, rest[:1], rules.tolerance if rules.shared_bronze else 0)


def _tied(ranked: list[int], leader: list[int], tolerance: int) -> list[int]:
    """Return those of `ranked` who are at most `tolerance` points behind the leader, if there is one."""
    return [score for score in ranked if leader[0] - score <= tolerance] if leader else []


def _places(scores: Sequence[int]) -> dict[int, int]:
    places: dict[int, int] = {}
    for place, score in enumerate(sorted(scores, reverse=True), start=1):
        places.setdefault(score, place)
    return places


def _medallion(score: int, entries: int, rules: MedalRules, *, enough: bool) -> Medal | None:
    if rules.medallion_at is None or score < rules.medallion_at or competition_is_void(entries, rules):
        return None
    return Medal.MEDALLION if enough or not rules.medallion_needs_minimum else None

"""Honours across skills: Best of Nation, the Albert Vidal Award, medal points, and the comparison of members.

Sources: WSI 2015 (S27), WorldSkills ceremonies (S20), WorldSkills Results and Reports (S21).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from championships.marking.exactness import rounded
from championships.marking.medals import Medal

MEDAL_POINTS: Mapping[Medal, int] = MappingProxyType(
    {Medal.GOLD: 4, Medal.SILVER: 3, Medal.BRONZE: 2, Medal.MEDALLION: 1}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One competitor, or one team, which counts as one: for which member, in which skill, with what result.

    `score` is in points of the scale.
    """

    member: str
    skill: str
    score: int
    medal: Medal | None = None


@dataclass(frozen=True, slots=True)
class HonourRules:
    """`least_score` is the score that Best of Nation asks for, in points; None asks for none.

    The field has further conditions that are not published (rules 3.2). Among the published results of skills 01 to
    07 of WorldSkills 2024, two members of eight have their Best of Nation on a result that is not their highest
    scale score, so an organiser must be able to overrule this.
    """

    least_score: int | None = None


STANDARD = HonourRules()


def best_of_nation(entries: Sequence[Entry], rules: HonourRules = STANDARD) -> list[bool]:
    """Return, in input order, who has the best scale score of their member; equal scores share it.

    >>> best_of_nation([Entry("KZ", "17", 712), Entry("KZ", "07", 698), Entry("FR", "17", 690)])
    [True, False, True]
    """
    best: dict[str, int] = {}
    for entry in entries:
        best[entry.member] = max(entry.score, best.get(entry.member, entry.score))
    return [
        entry.score == best[entry.member] and (rules.least_score is None or entry.score >= rules.least_score)
        for entry in entries
    ]


def albert_vidal(entries: Sequence[Entry]) -> list[bool]:
    """Return, in input order, who has the highest scale score of all; equal scores share the award.

    >>> albert_vidal([Entry("CN", "05", 811), Entry("KR", "05", 796)])
    [True, False]
    """
    highest = max((entry.score for entry in entries), default=0)
    return [entry.score == highest for entry in entries]


def medal_points(medals: Iterable[Medal | None], points: Mapping[Medal, int] = MEDAL_POINTS) -> int:
    """Return the medal points of one member: 4 for gold, 3 for silver, 2 for bronze, 1 for a medallion.

    >>> medal_points([Medal.GOLD] * 5 + [Medal.SILVER] * 5 + [Medal.BRONZE] * 3 + [Medal.MEDALLION] * 19)
    60
    """
    return sum(points[medal] for medal in medals if medal is not None)


@dataclass(frozen=True, slots=True)
class MemberResult:
    """What one member achieved: skills and entries counted, medals by kind, and points exactly."""

    member: str
    skills: int
    entries: int
    medals: Mapping[Medal, int] = field(hash=False)
    medal_points: int
    point_score: int

    @property
    def average_medal_points(self) -> Decimal:
        """Medal points for each skill entered, rounded half up to 0.01."""
        return rounded(Fraction(self.medal_points, self.skills))

    @property
    def average_point_score(self) -> Decimal:
        """Points of the scale for each entry, rounded half up to 0.01."""
        return rounded(Fraction(self.point_score, self.entries))


@dataclass(frozen=True, slots=True)
class Ranked:
    """A member in a report; the alphabetical one has no positions."""

    position: int | None
    result: MemberResult


@dataclass(frozen=True, slots=True)
class MemberReports:
    """The five comparisons of members (S21), each with all of them."""

    alphabetical: tuple[Ranked, ...]
    total_medal_points: tuple[Ranked, ...]
    average_medal_points: tuple[Ranked, ...]
    total_point_score: tuple[Ranked, ...]
    average_point_score: tuple[Ranked, ...]


def member_results(entries: Iterable[Entry], points: Mapping[Medal, int] = MEDAL_POINTS) -> list[MemberResult]:
    """Return what each member achieved, in the order of their codes. The order of `entries` is nothing."""
    by_member: dict[str, list[Entry]] = {}
    for entry in entries:
        by_member.setdefault(entry.member, []).append(entry)
    return [_result(member, by_member[member], points) for member in sorted(by_member)]


def member_reports(entries: Iterable[Entry], points: Mapping[Medal, int] = MEDAL_POINTS) -> MemberReports:
    """Return the five comparisons. Equal figures share a position; averages are compared before they are rounded."""
    results = member_results(entries, points)
    return MemberReports(
        alphabetical=tuple(Ranked(None, result) for result in results),
        total_medal_points=_ranked(results, lambda result: Fraction(result.medal_points)),
        average_medal_points=_ranked(results, lambda result: Fraction(result.medal_points, result.skills)),
        total_point_score=_ranked(results, lambda result: Fraction(result.point_score)),
        average_point_score=_ranked(results, lambda result: Fraction(result.point_score, result.entries)),
    )


def _result(member: str, entries: Sequence[Entry], points: Mapping[Medal, int]) -> MemberResult:
    won = [entry.medal for entry in entries]
    return MemberResult(
        member=member,
        skills=len({entry.skill for entry in entries}),
        entries=len(entries),
        medals={medal: won.count(medal) for medal in Medal},
        medal_points=medal_points(won, points),
        point_score=sum(entry.score for entry in entries),
    )


def _ranked(results: Sequence[MemberResult], figure: Callable[[MemberResult], Fraction]) -> tuple[Ranked, ...]:
    ordered = sorted(results, key=figure, reverse=True)
    first: dict[Fraction, int] = {}
    for position, result in enumerate(ordered, start=1):
        first.setdefault(figure(result), position)
    return tuple(Ranked(first[figure(result)], result) for result in ordered)

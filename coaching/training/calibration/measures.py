"""How far somebody's judging is from a reference and from others: figures alone, without Django.

The field has rules for a mark (0 to 3, a spread of at most one), and none for learning to judge. So these figures are
ours, and each says on how many judgements it rests: severity and distance are plain means, the shares are counts, and
the coefficients are those of `championships.marking.agreement`, where their sources stand.

Severity has one sign everywhere, as in a room's analysis: above zero is strict (less was given), below it generous.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from championships.marking.agreement import krippendorff_alpha, weighted_kappa
from championships.marking.exactness import half_up, mean, rounded

Pair = tuple[int, int]
"""A score that was given, and the reference of the same aspect of the same work."""
Counts = Mapping[int, int]
"""How many of the others gave each score."""
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    of: int

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, rounded half up; None of nothing."""
        return half_up(Fraction(WHOLE * self.part, self.of)) if self.of else None

    @property
    def exact_percent(self) -> Decimal:
        """The share in per cent, rounded half up to 0.01; nothing of nothing is 0.00."""
        return rounded(Fraction(WHOLE * self.part, self.of)) if self.of else Decimal("0.00")


@dataclass(frozen=True, slots=True)
class AgainstReference:
    """Scores beside the reference.

    `severity` is the mean of reference minus score, `distance` the mean size of that difference, both in points of a
    score to 0.01; None when nothing was judged. `same` counts the scores that are the reference, `near` those at most
    one point from it. `kappa` is Cohen's kappa with quadratic weights to 0.001, None where it is not defined.
    """

    judgements: int
    severity: Decimal | None
    distance: Decimal | None
    same: Share
    near: Share
    kappa: Decimal | None


@dataclass(frozen=True, slots=True)
class AgainstOthers:
    """Scores beside those that others gave to the same aspects of the same works.

    `judgements` counts what somebody else has scored too, `comparisons` the single scores of others. `severity` and
    `distance` are taken from the others' mean of each judgement, in points to 0.01. `same` is how many of the
    comparisons were the same score.
    """

    judgements: int
    comparisons: int
    severity: Decimal | None
    distance: Decimal | None
    same: Share


def against_reference(pairs: Iterable[Pair]) -> AgainstReference:
    """Return how scores lie beside their reference; the order of the pairs is nothing.

    >>> seen = against_reference([(1, 2), (2, 2), (3, 2), (0, 2)])
    >>> str(seen.severity), str(seen.distance), seen.same.percent, seen.near.percent
    ('0.50', '1.00', 25, 75)

    Raises:
        InvalidScore: a score is not one of the whole numbers 0, 1, 2, 3.
    """
    judged = list(pairs)
    kappa = weighted_kappa([score for score, _ in judged], [reference for _, reference in judged])
    below = [reference - score for score, reference in judged]
    return AgainstReference(
        judgements=len(judged),
        severity=_mean(below),
        distance=_mean([abs(points) for points in below]),
        same=Share(below.count(0), len(judged)),
        near=Share(sum(abs(points) <= 1 for points in below), len(judged)),
        kappa=kappa,
    )


def against_others(judged: Iterable[tuple[int, Counts]]) -> AgainstOthers:
    """Return how scores lie beside others': each judgement is a score and how many others gave which score.

    What nobody else has scored says nothing and is left out.

    >>> seen = against_others([(2, {2: 1, 3: 1}), (1, {1: 3}), (0, {})])
    >>> seen.judgements, seen.comparisons, str(seen.severity), seen.same.percent
    (2, 5, '0.25', 80)
    """
    compared = [(score, others) for score, others in judged if sum(others.values())]
    below = [mean_of(others) - score for score, others in compared]
    comparisons = sum(sum(others.values()) for _, others in compared)
    same = sum(others.get(score, 0) for score, others in compared)
    return AgainstOthers(
        judgements=len(compared),
        comparisons=comparisons,
        severity=_mean(below),
        distance=_mean([abs(points) for points in below]),
        same=Share(same, comparisons),
    )


def mean_of(counts: Counts) -> Fraction:
    """Return the mean of at least one score, from how often each was given."""
    return Fraction(sum(score * times for score, times in counts.items()), sum(counts.values()))


def within(pairs: Iterable[tuple[Decimal, Decimal]], tolerance: Decimal) -> Share:
    """Return how many values are at most `tolerance` from their reference; both ends count as within.

    >>> within([(Decimal("1.00"), Decimal("1.25")), (Decimal("0.00"), Decimal("1.00"))], Decimal("0.25"))
    Share(part=1, of=2)
    """
    judged = list(pairs)
    return Share(sum(abs(value - reference) <= tolerance for value, reference in judged), len(judged))


def together(*shares: Share) -> Share:
    """Return several shares as one.

    >>> together(Share(1, 2), Share(3, 4))
    Share(part=4, of=6)
    """
    return Share(sum(share.part for share in shares), sum(share.of for share in shares))


def alpha_of(counts: Iterable[Counts]) -> Decimal | None:
    """Return Krippendorff's alpha over judgements, each told as how many gave which score; None where undefined.

    >>> alpha_of([{1: 2}, {2: 2}, {3: 2}])
    Decimal('1.000')
    """
    return krippendorff_alpha(
        [[score for score, times in sorted(unit.items()) for _ in range(times)] for unit in counts]
    )


def change(occasions: Sequence[Sequence[Pair]], fewest: int) -> Decimal | None:
    """Return how much nearer to the reference somebody has come: the mean distance of the earlier half less the later.

    Above zero is nearer. The occasions, in their order, are parted in the middle, and an odd one counts as late. None
    while either half holds fewer than `fewest` judgements: then a difference is chance as much as learning.

    >>> change([[(0, 2), (1, 2)], [(2, 2), (1, 2)]], fewest=2)
    Decimal('1.00')
    """
    middle = len(occasions) // 2
    early = [pair for occasion in occasions[:middle] for pair in occasion]
    late = [pair for occasion in occasions[middle:] for pair in occasion]
    if not middle or min(len(early), len(late)) < fewest:
        return None
    return rounded(_distance(early) - _distance(late))


def _distance(pairs: Sequence[Pair]) -> Fraction:
    return mean([abs(score - reference) for score, reference in pairs])


def _mean(values: Sequence[Fraction | int]) -> Decimal | None:
    return rounded(mean(values)) if values else None

"""How well judges agree, so that a mentor can learn to judge: severity, spreads, and two coefficients.

Written out in fractions rather than taken from a library: every library that has these coefficients (krippendorff,
scikit-learn, statsmodels) needs numpy, which nothing else here does, and reckons in floats. A whole event, four
thousand aspects of three judges, is a matter of a fraction of a second.
Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011); J. Cohen, "Weighted kappa" (1968).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import permutations

from championships.marking.errors import MarkingError
from championships.marking.exactness import mean, rounded
from championships.marking.judgement import HIGHEST_SCORE, spread_is_allowed

COEFFICIENT_PLACES = 3
PAIR = 2


class UnequalSheets(MarkingError):
    """Two judges who are compared have not scored the same number of aspects."""


class Distance(StrEnum):
    """How far apart two scores are: not at all or wholly, by rank, or by their difference."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class JudgeAgreement:
    """One judge against the others.

    `scored` counts the aspects that others scored too. `severity` is how many points of a score this judge gives
    less than the others on average: above zero is strict, below zero is generous. `outlying` counts the aspects that
    had to be scored again and where this judge stood alone at one end.
    """

    judge: str
    scored: int
    severity: Decimal
    outlying: int


@dataclass(frozen=True, slots=True)
class PanelAgreement:
    """A panel over many aspects.

    `spreads` counts the aspects by the difference of their highest and lowest score; `rescored` is how many of them
    the spread rule sends back, and `rescored_percent` the same in percent. `alpha` is Krippendorff's alpha for
    ordered scores, to 0.001: 1 is perfect, 0 is chance; None when there is nothing to measure, as when every score
    is the same.
    """

    aspects: int
    spreads: Mapping[int, int] = field(hash=False)
    rescored: int
    rescored_percent: Decimal
    alpha: Decimal | None
    judges: tuple[JudgeAgreement, ...]


def panel_agreement(sheets: Iterable[Mapping[str, int]]) -> PanelAgreement:
    """Return how a panel agreed: `sheets` holds the scores of each aspect by judge, as they were first given.

    An aspect that fewer than two judges scored says nothing and is left out. Judges come in the order of their keys;
    the order of the aspects is nothing.

    >>> seen = panel_agreement([{"Aida": 2, "Boris": 2, "Claire": 3}, {"Aida": 1, "Boris": 2, "Claire": 3}])
    >>> seen.rescored, [(one.judge, str(one.severity)) for one in seen.judges]
    (1, [('Aida', '1.00'), ('Boris', '0.25'), ('Claire', '-1.25')])

    Raises:
        InvalidScore: a score is not one of the whole numbers 0, 1, 2, 3.
    """
    compared = [sheet for sheet in sheets if len(sheet) >= PAIR]
    rescored = [sheet for sheet in compared if not spread_is_allowed(list(sheet.values()))]
    spreads = Counter(max(sheet.values()) - min(sheet.values()) for sheet in compared)
    return PanelAgreement(
        aspects=len(compared),
        spreads=dict(sorted(spreads.items())),
        rescored=len(rescored),
        rescored_percent=rounded(Fraction(100 * len(rescored), len(compared)) if compared else 0),
        alpha=krippendorff_alpha([list(sheet.values()) for sheet in compared]),
        judges=_judges(compared, rescored),
    )


def _judges(compared: Sequence[Mapping[str, int]], rescored: Sequence[Mapping[str, int]]) -> tuple[JudgeAgreement, ...]:
    below: dict[str, list[Fraction]] = defaultdict(list)
    for sheet in compared:
        whole = sum(sheet.values())
        for judge, score in sheet.items():
            below[judge].append(Fraction(whole - score, len(sheet) - 1) - score)
    outlying = Counter(judge for sheet in rescored for judge in _alone_at_an_end(sheet))
    return tuple(
        JudgeAgreement(judge, len(below[judge]), rounded(mean(below[judge])), outlying[judge])
        for judge in sorted(below)
    )


def _alone_at_an_end(sheet: Mapping[str, int]) -> list[str]:
    given = Counter(sheet.values())
    ends = {end for end in (min(given), max(given)) if given[end] == 1}
    return [judge for judge, score in sheet.items() if score in ends]


def krippendorff_alpha(units: Iterable[Sequence[int]], distance: Distance = Distance.ORDINAL) -> Decimal | None:
    """Return Krippendorff's alpha of the values that each unit was given, rounded half up to 0.001.

    A unit with fewer than two values is left out. None when all values are the same, or there are none: then there
    is nothing that judges could have disagreed about.

    >>> krippendorff_alpha([[1, 1], [2, 2], [3, 3]]), krippendorff_alpha([[2, 2], [2, 2]])
    (Decimal('1.000'), None)
    """
    pairable = [list(unit) for unit in units if len(unit) >= PAIR]
    values = Counter(value for unit in pairable for value in unit)
    apart = _distance(values, distance)
    observed = sum((_disagreement(unit, apart) for unit in pairable), Fraction(0))
    expected = sum(
        (values[one] * values[other] * apart(one, other) for one, other in permutations(values, PAIR)), Fraction(0)
    )
    if not expected:
        return None
    return rounded(1 - (values.total() - 1) * observed / expected, COEFFICIENT_PLACES)


def _disagreement(unit: Sequence[int], apart: Callable[[int, int], Fraction]) -> Fraction:
    given = Counter(unit)
    pairs = (given[one] * given[other] * apart(one, other) for one, other in permutations(given, PAIR))
    return sum(pairs, Fraction(0)) / (len(unit) - 1)


def _distance(values: Counter[int], distance: Distance) -> Callable[[int, int], Fraction]:
    """Return the squared distance of two different values."""
    if distance is Distance.NOMINAL:
        return lambda _one, _other: Fraction(1)
    if distance is Distance.INTERVAL:
        return lambda one, other: Fraction(one - other) ** 2

    def by_rank(one: int, other: int) -> Fraction:
        low, high = min(one, other), max(one, other)
        between = sum(count for value, count in values.items() if low <= value <= high)
        return (between - Fraction(values[low] + values[high], 2)) ** 2

    return by_rank


def weighted_kappa(first: Sequence[int], second: Sequence[int]) -> Decimal | None:
    """Return Cohen's kappa with quadratic weights of two judges, rounded half up to 0.001.

    For a learner against a reference: both sequences hold the scores 0 to 3 of the same aspects in the same order.
    1 is perfect, 0 is chance; None when there are no scores or both judges gave one and the same throughout.

    >>> weighted_kappa([0, 1, 2, 3], [0, 1, 2, 3]), weighted_kappa([0, 1, 2, 3], [3, 2, 1, 0])
    (Decimal('1.000'), Decimal('-1.000'))

    Raises:
        UnequalSheets: the sequences differ in length.
        InvalidScore: a score is not one of the whole numbers 0, 1, 2, 3.
    """
    if len(first) != len(second):
        raise UnequalSheets(f"{len(first)} scores cannot be compared with {len(second)}.")
    for pair in zip(first, second, strict=True):
        spread_is_allowed(pair)
    observed = sum((one - other) ** 2 for one, other in zip(first, second, strict=True))
    rows, columns = Counter(first), Counter(second)
    scores = range(HIGHEST_SCORE + 1)
    expected = sum(rows[one] * columns[other] * (one - other) ** 2 for one in scores for other in scores)
    return rounded(1 - Fraction(len(first) * observed, expected), COEFFICIENT_PLACES) if expected else None

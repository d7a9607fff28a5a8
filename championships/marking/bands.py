"""Soft skills: a score on the scale of 200 to 800, and the band in which it lies.

Source: exports of the centres of competences of "Russia, land of opportunities" (rules 6.1): 200 to 399 below the
level that is needed, 400 to 599 the middle, 600 to 800 a strength. Mean 500 and deviation 100 are the field's custom.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from championships.marking.errors import InvalidScore
from championships.marking.exactness import half_up, is_figure


class Band(StrEnum):
    """Where a score lies."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class BandRules:
    """The scale, in points: its ends, where the middle and the high band begin, its mean and standard deviation."""

    lowest: int = 200
    middle_from: int = 400
    high_from: int = 600
    highest: int = 800
    mean: int = 500
    deviation: int = 100


STANDARD = BandRules()


def band_of(score: int, *, rules: BandRules = STANDARD) -> Band:
    """Return the band of a score, in whole points of the scale.

    >>> band_of(399).value, band_of(400).value, band_of(600).value
    ('low', 'middle', 'high')

    Raises:
        InvalidScore: the score is no whole number, or beyond the ends of the scale.
    """
    if type(score) is not int or not rules.lowest <= score <= rules.highest:
        raise InvalidScore(f"{score!r} is not a score from {rules.lowest} to {rules.highest}.")
    if score >= rules.high_from:
        return Band.HIGH
    return Band.MIDDLE if score >= rules.middle_from else Band.LOW


def scaled(deviations: Decimal, *, rules: BandRules = STANDARD) -> int:
    """Return the score of somebody who is so many standard deviations above the mean, kept between the ends.

    >>> scaled(Decimal("1.2")), scaled(Decimal("-3.5"))
    (620, 200)

    Raises:
        InvalidScore: it is not an exact figure.
    """
    if not is_figure(deviations):
        raise InvalidScore(f"{deviations!r} is not an exact figure.")
    points = half_up(rules.mean + rules.deviation * Fraction(deviations))
    return min(max(points, rules.lowest), rules.highest)

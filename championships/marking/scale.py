"""The WorldSkills-style scale: marks of one skill laid about their median, so that skills can be compared.

WorldSkills International publishes that the median stands at 700 and that most results fall between 600 and 800,
but no formula. This one was worked out from a single real export of 32 competitors (rules 3.1, S29), so whatever
shows it says that it is unofficial: `LABEL`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from championships.marking.errors import InvalidMark
from championships.marking.exactness import half_up, is_figure, median

LABEL = "WorldSkills-style scale (unofficial formula)"
CENTRE = 700
OLD_CENTRE = 500  # Up to WorldSkills 2015. That the formula was the same is a guess (rules 3.1).


@dataclass(frozen=True, slots=True)
class ScaleRules:
    """The constants of the scale.

    `spread` is the points for one robust standard deviation; `robust` makes one of a median deviation; results stay
    between `lowest` and `highest`; `fewest` is the fewest competitors of whom the scale says anything, which is this
    product's decision.
    """

    spread: int = 30
    robust: Decimal = Decimal("1.4826")
    lowest: int = 0
    highest: int = 1000
    fewest: int = 5


STANDARD = ScaleRules()


def scale_is_shown(competitors: int, *, rules: ScaleRules = STANDARD) -> bool:
    """Return whether the scale says enough of so many competitors; of fewer, show the raw marks only.

    >>> scale_is_shown(5), scale_is_shown(4)
    (True, False)
    """
    return competitors >= rules.fewest


def scale_scores(marks: Sequence[Decimal], centre: int = CENTRE, *, rules: ScaleRules = STANDARD) -> list[int]:
    """Return the scale score of each mark, in input order, in whole points.

    `centre + spread * (mark - median) / (1.4826 * median deviation)`, rounded half up. `marks` holds the raw marks,
    usually out of 100, of all who started, zeros included. When more than half of them are equal there is no
    deviation to measure by, and all stand at the centre. Ask `scale_is_shown` whether there are enough of them.

    >>> scale_scores([Decimal(mark) for mark in (80, 75, 60, 40, 20, 10)])
    [722, 718, 707, 693, 678, 671]

    Raises:
        InvalidMark: a mark is not a whole number or an exact decimal.
    """
    raw = [_exact(mark) for mark in marks]
    if not raw:
        return []
    middle = median(raw)
    unit = Fraction(rules.robust) * median([abs(mark - middle) for mark in raw])
    if not unit:
        return [centre] * len(raw)
    points = (half_up(centre + rules.spread * (mark - middle) / unit) for mark in raw)
    return [min(max(score, rules.lowest), rules.highest) for score in points]


def _exact(mark: Decimal) -> Fraction:
    if not is_figure(mark):
        raise InvalidMark(f"{mark!r} is not an exact mark.")
    return Fraction(mark)

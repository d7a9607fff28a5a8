"""Judgement: each judge scores 0 to 3 on their own, and the mark follows from all the scores.

Sources: WorldSkills Technical Descriptions 4.6 (the scale and the panel of three); the spread of at most
one is stated in the national rules that use the same system.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations_with_replacement

from championships.marking.errors import IncompletePanel, InvalidMaximum, InvalidScore
from championships.marking.rounding import ZERO, is_exact, to_hundredths

SCORES = (0, 1, 2, 3)
HIGHEST_SCORE = 3
PANEL = 3
LARGEST_SPREAD = 1


def judgement_mark(scores: Sequence[int], maximum: Decimal, *, panel: int = PANEL) -> Decimal:
    """Return the mark of a judgement aspect: `maximum * sum(scores) / (3 * panel)`, rounded half up to 0.01.

    `scores` holds one whole number 0 to 3 from each judge of the panel, in any order; `maximum` is in marks.
    The product is taken before the quotient, so that nothing is lost to a repeating decimal.
    Whether the scores may stand at all is another question: ask `spread_is_allowed` first.

    >>> judgement_mark([2, 2, 3], Decimal("2.00"))
    Decimal('1.56')

    Raises:
        InvalidScore: a score is not one of the whole numbers 0, 1, 2, 3.
        IncompletePanel: there are not exactly `panel` scores.
        InvalidMaximum: the maximum is not an exact decimal of zero or more, with at most two decimals.
    """
    checked = _checked(scores)
    if panel < 1 or len(checked) != panel:
        message = f"A panel of {panel} gives {panel} scores, not {len(checked)}."
        raise IncompletePanel(message)
    if not is_exact(maximum) or maximum < 0:
        message = f"{maximum!r} is not a maximum mark: an exact decimal of zero or more, with at most two decimals."
        raise InvalidMaximum(message)
    return to_hundredths(maximum * sum(checked) / (HIGHEST_SCORE * panel))


def spread_is_allowed(scores: Sequence[int]) -> bool:
    """Return whether the highest and the lowest score differ by at most one; otherwise all judges score again.

    >>> spread_is_allowed([2, 2, 3]), spread_is_allowed([1, 1, 3])
    (True, False)

    Raises:
        InvalidScore: a score is not one of the whole numbers 0, 1, 2, 3.
        IncompletePanel: there are no scores.
    """
    checked = _checked(scores)
    if not checked:
        message = "There are no scores yet."
        raise IncompletePanel(message)
    return max(checked) - min(checked) <= LARGEST_SPREAD


def possible_judgement_marks(maximum: Decimal, *, panel: int = PANEL) -> tuple[Decimal, ...]:
    """Return every mark that scores with an allowed spread can give, from the lowest to the highest.

    >>> [str(mark) for mark in possible_judgement_marks(Decimal("1.00"))][:4]
    ['0.00', '0.11', '0.22', '0.33']
    """
    allowed = (scores for scores in combinations_with_replacement(SCORES, panel) if spread_is_allowed(scores))
    return tuple(sorted({judgement_mark(scores, maximum, panel=panel) for scores in allowed} | {ZERO}))


def _checked(scores: Sequence[int]) -> tuple[int, ...]:
    for score in scores:
        if type(score) is not int or score not in SCORES:
            message = f"{score!r} is not a judgement score: 0, 1, 2 or 3."
            raise InvalidScore(message)
    return tuple(scores)

"""From what one, two or three markers gave to the mark that counts. Pure.

One marker: her marks. Two: of a judgement both scores count as those of a panel of two; of a measurement the mean of
both marks, rounded half up to 0.01. After a third look the third marker's marks count alone, or together with those of
the marker whose total is nearer, as the assignment says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from championships.marking import Totals, judgement_mark, percent_of, to_hundredths, total
from coaching.training.assignments.models.assignment import ThirdRule
from coaching.training.assignments.rubric import Rubric, RubricAspect

PAIR = 2
TRIO = 3


@dataclass(frozen=True, slots=True)
class Given:
    """What one marker gave one aspect, in marks; of a judgement the score 0 to 3 too. None is "not marked"."""

    mark: Decimal | None
    score: int | None = None


Sheet = Mapping[str, Given]
"""What one marker gave, by the codes of aspects."""


def totals_of(sheet: Sheet, rubric: Rubric) -> Totals:
    """Return the totals of one marker's sheet; what is not marked is not zero."""
    marks = {aspect.code: sheet[aspect.code].mark if aspect.code in sheet else None for aspect in rubric.aspects}
    return total(rubric.places, marks)


def missing_codes(sheet: Sheet, rubric: Rubric) -> list[str]:
    """Return the codes of the aspects that this marker has not marked, in order."""
    return [a.code for a in rubric.aspects if a.code not in sheet or sheet[a.code].mark is None]


def needs_third(percents: Sequence[Decimal], limit: Decimal | None) -> bool:
    """Return whether the totals of two markers, in percent, differ by more than `limit`.

    >>> needs_third([Decimal("70.00"), Decimal("80.00")], Decimal("10.00"))
    False
    """
    if limit is None or len(percents) < PAIR:
        return False
    return max(percents[:PAIR]) - min(percents[:PAIR]) > limit


def counting(sheets: Sequence[Sheet], rubric: Rubric, rule: str) -> list[Sheet]:
    """Return the sheets that count: one or two as they are, of three those that `rule` names."""
    if len(sheets) < TRIO:
        return list(sheets)
    first, second, third = sheets
    if rule == ThirdRule.THIRD:
        return [third]
    target = totals_of(third, rubric).total
    nearer = min((first, second), key=lambda sheet: abs(totals_of(sheet, rubric).total - target))
    return [nearer, third]


def agreed(sheets: Sequence[Sheet], rubric: Rubric, rule: str = ThirdRule.NEARER) -> Totals:
    """Return the totals that count, out of complete sheets in the order of their markers' places."""
    return total(rubric.places, agreed_marks(sheets, rubric, rule))


def agreed_marks(sheets: Sequence[Sheet], rubric: Rubric, rule: str = ThirdRule.NEARER) -> dict[str, Decimal]:
    """Return the mark that counts for each aspect, in marks, by its code."""
    count = counting(sheets, rubric, rule)
    return {aspect.code: _agreed(aspect, [sheet[aspect.code] for sheet in count]) for aspect in rubric.aspects}


def percent(totals: Totals) -> Decimal:
    """Return the total in percent of the maximum, rounded half up to 0.01."""
    return percent_of(totals.total, totals.maximum)


def _agreed(aspect: RubricAspect, given: Sequence[Given]) -> Decimal:
    if aspect.is_judged:
        scores = [one.score for one in given if one.score is not None]
        return judgement_mark(scores, aspect.maximum, panel=len(given))
    marks = [one.mark for one in given if one.mark is not None]
    return to_hundredths(sum(marks, Decimal("0.00")) / len(given))

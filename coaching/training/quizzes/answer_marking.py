"""What an answer is worth: exact, as everywhere in Podium. Pure: it knows no Django.

A share is a fraction of the question's points, from 0 to 1. Points are rounded half up to 0.01 for each question and
then summed, as marks are; percent are rounded half up to 0.01, and the rounded figure decides whether an attempt passed.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any, NamedTuple

from coaching.training.quizzes.content import (
    ChoiceContent,
    Content,
    Credit,
    JudgeContent,
    MatchingContent,
    NumberContent,
    Option,
    OrderingContent,
    SeveralContent,
    TextContent,
)
from coaching.training.quizzes.giving import Given
from coaching.training.quizzes.typed_words import find_unit, fits, key_of, read_number

CENT = Decimal("0.01")
NOTHING, ALL = Fraction(0), Fraction(1)


class Worth(NamedTuple):
    """What an answer is worth, and what its author says about it."""

    share: Fraction
    feedback: tuple[str, ...] = ()


def worth_of(content: Content, given: Given | None, tokens: Mapping[str, str] | None = None) -> Worth:
    """Return what `given` is worth; nothing given is worth nothing.

    `tokens` say which text each token of a matching question stands for.
    """
    if given is None:
        return Worth(NOTHING)
    if isinstance(content, MatchingContent):
        return _matching(content, given, tokens or {})
    worth: Worth = MARKERS[type(content)](content, given)
    return worth


def points_of(share: Fraction, points: Decimal) -> Decimal:
    """Return the points for a share of `points`, rounded half up to 0.01.

    >>> points_of(Fraction(1, 3), Decimal("1.00")), points_of(Fraction(1, 8), Decimal("0.04"))
    (Decimal('0.33'), Decimal('0.01'))
    """
    return _rounded(share * Fraction(points))


def percent_of(reached: Decimal, maximum: Decimal) -> Decimal:
    """Return `reached` in percent of `maximum`, rounded half up to 0.01; 0.00 where nothing could be reached."""
    return _rounded(Fraction(reached) * 100 / Fraction(maximum)) if maximum else Decimal("0.00")


def _rounded(value: Fraction) -> Decimal:
    return Decimal(floor(value * 100 + Fraction(1, 2))) * CENT


def _clamped(percent: Decimal | Fraction) -> Fraction:
    return min(ALL, max(NOTHING, Fraction(percent) / 100))


def _said(feedback: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in feedback if text)


def _choice(content: ChoiceContent, given: Given) -> Worth:
    chosen = next((option for option in content.options if option.id == given["option"]), None)
    return Worth(_clamped(chosen.share), _said([chosen.feedback])) if chosen else Worth(NOTHING)


def _several(content: SeveralContent, given: Given) -> Worth:
    chosen = [option for option in content.options if option.id in given["options"]]
    feedback = _said(option.feedback for option in chosen)
    if content.credit == Credit.WEIGHTS:
        return Worth(_clamped(sum((option.share for option in chosen), Decimal(0))), feedback)
    right = [option for option in content.options if is_right(option)]
    if content.credit == Credit.ALL:
        return Worth(ALL if chosen == right else NOTHING, feedback)
    return Worth(_each(chosen, len(right), len(content.options) - len(right)), feedback)


def is_right(option: Option) -> bool:
    """Return whether an option of several is one to choose."""
    return option.share > 0


def _each(chosen: list[Option], right: int, wrong: int) -> Fraction:
    """Return the share of right options chosen less that of wrong ones: everything chosen is worth nothing."""
    good = sum(is_right(option) for option in chosen)
    bad = len(chosen) - good
    return max(NOTHING, Fraction(good, right or 1) - Fraction(bad, wrong or 1))


def _number(content: NumberContent, given: Given) -> Worth:
    typed = read_number(given["text"])
    factor = _factor(content, typed.unit) if typed else None
    if typed is None or factor is None:
        return Worth(NOTHING, _said([content.otherwise]))
    value = Fraction(typed.number) / factor
    near = [answer for answer in content.answers if abs(value - Fraction(answer.value)) <= Fraction(answer.tolerance)]
    if not near:
        return Worth(NOTHING, _said([content.otherwise]))
    best = max(near, key=lambda answer: answer.share)
    return Worth(_clamped(best.share), _said([best.feedback]))


def _factor(content: NumberContent, typed: str) -> Fraction | None:
    """Return what to divide a typed number by; None if its unit is missing or is none of this question's."""
    if not typed:
        return None if content.unit_needed else ALL
    unit = find_unit(content.units, typed)
    return Fraction(unit.factor) if unit and unit.factor else None


def _ordering(content: OrderingContent, given: Given) -> Worth:
    text = {item.id: item.text for item in content.items}
    right = [item.text for item in content.items]
    order = [text.get(item, "") for item in given["order"]]
    if content.credit == Credit.ALL or len(right) < 2:  # noqa: PLR2004 -- two make an order
        return Worth(ALL if order == right else NOTHING)
    if content.credit == Credit.NEIGHBOURS:
        follows = list(pairwise(right))
        found = sum(pair in follows for pair in set(pairwise(order)))
        return Worth(Fraction(found, len(set(follows))))
    return Worth(Fraction(sum(a == b for a, b in zip(order, right, strict=False)), len(right)))


def _matching(content: MatchingContent, given: Given, tokens: Mapping[str, str]) -> Worth:
    found = sum(same_half(tokens.get(given["pairs"].get(pair.id, "")), pair.right) for pair in content.pairs)
    if content.credit == Credit.ALL:
        return Worth(ALL if found == len(content.pairs) else NOTHING)
    return Worth(Fraction(found, len(content.pairs) or 1))


def same_half(chosen: str | None, right: str) -> bool:
    """Return whether the half that was chosen reads like the right one."""
    return chosen is not None and " ".join(chosen.split()) == " ".join(right.split())


def _text(content: TextContent, given: Given) -> Worth:
    how = {"case": content.case, "exact_letters": content.exact_letters}
    found = [answer for answer in content.answers if fits(answer.text, given["text"], **how)]
    if not found:
        return Worth(NOTHING, _said([content.otherwise]))
    exact = [answer for answer in found if key_of(answer.text, **how) == key_of(given["text"], **how)]
    best = max(exact or found, key=lambda answer: answer.share)
    return Worth(_clamped(best.share), _said([best.feedback]))


def _judge(content: JudgeContent, given: Given) -> Worth:
    off = abs(int(given["score"]) - content.reference)
    return Worth((ALL, _clamped(content.one_off), NOTHING, NOTHING)[off])


MARKERS: Mapping[type, Callable[[Any, Given], Worth]] = {
    ChoiceContent: _choice,
    SeveralContent: _several,
    NumberContent: _number,
    OrderingContent: _ordering,
    TextContent: _text,
    JudgeContent: _judge,
}

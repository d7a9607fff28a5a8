"""Measurement rules that a file tells in words: deductions, marks of options, levels.

`- 0,25 балла за ошибку`, `-0.10`, `Минус 20% за каждую ошибку` stand in the text of an aspect. What can be read in one
way only becomes a rule of `championships.marking`; everything else stays as text, and the panel decides by it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from championships.marking import Amount, AmountUnit, Choice, Choices, DeductFromFull, Levels, Rule, calculation_of
from championships.schemes.exchange.texts import number

MARKS = r"балл\w*|б\.|points?\b|marks?\b|ұпай\w*"
WORDS_FOR_MINUS = (
    r"минус|вычесть|вычитать|вычитается|вычитаются|вычет|снять|снимать|снимается|снимаются|штраф|minus|deduct"
)
DEDUCTION = re.compile(
    rf"(?:(?P<dash>(?<![\w.,%)])[-–—−])|\b(?P<word>{WORDS_FOR_MINUS})\b(?:\s+по\b)?\s*[-–—−]?)\s*"
    rf"(?P<figure>\d{{1,3}}(?:[.,]\d{{1,4}})?|[.,]\d{{1,4}})(?![\d.,]*\d)\s*"
    rf"(?:(?P<percent>%|процент\w*|percent\b)|(?P<marks>{MARKS}))?",
    re.IGNORECASE,
)
# What makes a bare `-0.10` a deduction and no tolerance: a reason after it, or the end of the phrase.
REASON = re.compile(r"\s*(?:за|при|если|for|per|each|if|әр|үшін)\b", re.IGNORECASE)
MEASURE = re.compile(
    r"\s*(?:[°…*×]|\.\.|(?:мм|см|м|кг|г|мл|л|сек|с|мин|ч|градус\w*|в|а|ом|гц|px|pt|mm|cm|kg|sec|min|до|x)(?!\w))",
    re.IGNORECASE,
)
TOLERANCE = re.compile(r"[±+⌀ø]|допуск|tolerance|мүмкіндік", re.IGNORECASE)
# A limit of its own, which no rule of deductions has.
LIMIT = re.compile(r"не более|не больше|максимум|но не|not more than|at most|up to|аспайды|көп емес", re.IGNORECASE)
PHRASES = re.compile(r"[\n;]+")
LEVEL = re.compile(
    r"(?:уровень|деңгей|level|балл)?\s*\(?(?P<level>[0-3])\)?\s*"
    rf"(?:(?P<unit>{MARKS})|уровень|деңгей|level)?\s*(?:(?<=\))|[-–—:=.)]|(?<=баллов)|(?<=балла)|(?<=балл)|(?<=уровень))"
    r"(?!\s*\d)\s*(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
PRICED = re.compile(
    rf"\(?(?P<mark>\d{{1,3}}(?:[.,]\d{{1,2}})?)\)?\s*(?P<unit>{MARKS})?\s*[-–—:=.)]\s*(?!\d)(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
FEWEST_LEVELS = 3
FEWEST_OPTIONS = 2
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of an aspect say: a rule, or only that there are deductions which no rule can express."""

    rule: Rule | None = None
    deducts: bool = False

    @property
    def calculation(self) -> Mapping[str, Any] | None:
        """The rule as an aspect keeps it."""
        return None if self.rule is None else {"name": "", "shared": False, **calculation_of(self.rule)}


def levels_in(options: Sequence[str], maximum: Decimal) -> dict[int, str]:
    """Return the options by their level if they read as levels from 0 on, at least three of them; else nothing.

    `0 баллов`, `1 балл`, `2 балла` of an aspect worth 2 marks are its marks and no levels.

    >>> levels_in(["0 - none", "1 - some", "2 - all"], Decimal("1.50"))
    {0: 'none', 1: 'some', 2: 'all'}
    >>> levels_in(["0 баллов - none", "1 балл - some", "2 балла - all"], Decimal("2.00"))
    {}
    """
    found = [LEVEL.fullmatch(option.strip()) for option in options if option.strip()]
    steps = {int(one["level"]): one["text"].strip() for one in found if one}
    if len(steps) != len(found) or len(steps) < FEWEST_LEVELS or sorted(steps) != list(range(len(steps))):
        return {}
    priced = all(one and one["unit"] for one in found) and len(steps) == FEWEST_LEVELS and maximum == max(steps)
    return {} if priced else dict(sorted(steps.items()))


def rule_in_words(texts: Sequence[str], options: Sequence[str], levels: Sequence[int], maximum: Decimal) -> Reading:
    """Return what `texts`, `options` and the numbers of the `levels` of a measurement worth `maximum` marks say.

    >>> rule_in_words(["- 0,25 балла за каждую ошибку"], [], [], Decimal("2.00")).rule
    DeductFromFull(amount=Amount(value=Decimal('0.25'), unit=<AmountUnit.MARKS: 'UNIT'>))
    """
    if len(levels) >= FEWEST_LEVELS and list(levels) == list(range(len(levels))):
        return Reading(Levels(len(levels) - 1))
    if choices := _choices_in(options, maximum):
        return Reading(choices)
    phrases = [phrase for text in (*texts, *options) for phrase in PHRASES.split(text)]
    amounts = [amount for phrase in phrases for amount in _deductions_in(phrase)]
    if not amounts:
        return Reading()
    limited = any(LIMIT.search(phrase) for phrase in phrases)
    one = amounts[0]
    fits = 0 < one.value <= (maximum if one.unit is AmountUnit.MARKS else WHOLE)
    several_in_one = any(len(_deductions_in(phrase)) > 1 for phrase in phrases)
    if limited or several_in_one or not fits or any(amount != one for amount in amounts):
        return Reading(deducts=True)
    return Reading(DeductFromFull(one), deducts=True)


def _deductions_in(phrase: str) -> list[Amount]:
    if TOLERANCE.search(phrase):
        return []
    return [_amount(found) for found in DEDUCTION.finditer(phrase) if _is_deduction(found, phrase)]


def _is_deduction(found: re.Match[str], phrase: str) -> bool:
    """Whether a figure after a dash is taken off, and no list mark, range or size."""
    before, after = phrase[: found.start()].strip(" (\t\u00a0"), phrase[found.end() :]
    if found["percent"] or found["marks"] or REASON.match(after) or (found["word"] and not MEASURE.match(after)):
        return True
    fraction = "." in found["figure"] or "," in found["figure"]
    ends = not after.strip(" ).,!\t\u00a0")
    return fraction and (ends or not before) and not MEASURE.match(after)


def _amount(found: re.Match[str]) -> Amount:
    value = number(found["figure"]) or Decimal(0)
    return Amount(value, AmountUnit.PERCENT if found["percent"] else AmountUnit.MARKS)


def _choices_in(options: Sequence[str], maximum: Decimal) -> Choices | None:
    """Return a choice if every option says its own mark, and the best one is worth the maximum."""
    found = [PRICED.fullmatch(option.strip()) for option in options if option.strip()]
    priced = [(number(one["mark"]), one["text"].strip(), one["unit"]) for one in found if one]
    marks = [mark for mark, _text, _unit in priced if mark is not None]
    labels = {text for _mark, text, _unit in priced}
    whole = len(marks) == len(found) >= FEWEST_OPTIONS and len(labels) == len(set(marks)) == len(marks)
    if not whole or max(marks) != maximum or not maximum:
        return None
    if not all(unit for *_rest, unit in priced) and all(mark == int(mark) for mark in marks):
        return None
    return Choices(tuple(Choice(text, Amount(maximum - mark)) for mark, text, _unit in priced if mark is not None))

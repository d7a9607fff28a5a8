"""What a judge's sheet asks for by the rule of an aspect, and the rule in words beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from championships.marking import (
    AddFromZero,
    Choices,
    DeductFromFull,
    FullOrZero,
    Levels,
    Manual,
    NumberCompleted,
    Range,
    RangedScore,
    RegularDifference,
    Rule,
    ToleranceTable,
    measure,
)
from championships.marking.exactness import plain
from championships.schemes.explanations import SENTENCES, figure_words
from championships.schemes.models import Aspect
from coaching.rooms.sheet import rule_of


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: the number that is sent, its words, and the mark that it gives."""

    number: int
    words: str
    mark: str


@dataclass(frozen=True, slots=True)
class RuleInput:
    """How an aspect is measured: "tick", "count", "value", "options" or "hand", and the rule in words.

    `highest` is the most that may be counted, None when there is no most.
    """

    kind: str
    words: str = ""
    label: str = ""
    highest: int | None = None
    options: tuple[Option, ...] = ()


def input_of(aspect: Aspect) -> RuleInput:
    """Return what to ask for a measurement."""
    rule = rule_of(aspect)
    if isinstance(rule, FullOrZero):
        return RuleInput("tick")
    if isinstance(rule, Choices):
        return RuleInput("options", options=_choices(rule, aspect))
    if isinstance(rule, Levels):
        return RuleInput("options", options=_levels(rule, aspect))
    if isinstance(rule, DeductFromFull | AddFromZero | NumberCompleted):
        return _count(rule)
    return RuleInput("hand") if isinstance(rule, Manual) else _value(rule)


def explanation_sentences() -> dict[str, str]:
    """Return the sentences that explain a mark, in the active language, for the browser."""
    return {code: str(sentence) for code, sentence in SENTENCES.items()}


def _count(rule: DeductFromFull | AddFromZero | NumberCompleted) -> RuleInput:
    if isinstance(rule, DeductFromFull):
        words = _filled(_("Each error takes %(amount)s."), {"amount": str(rule.amount)})
        return RuleInput("count", words, _("Errors"))
    if isinstance(rule, AddFromZero):
        words = _filled(_("Each one that is met adds %(amount)s."), {"amount": str(rule.amount)})
        return RuleInput("count", words, _("Met"))
    words = _("Of %(possible)s; the mark is the same share of the maximum.") % {"possible": rule.possible}
    return RuleInput("count", words, _("Completed"), rule.possible)


def _value(rule: Rule) -> RuleInput:
    label = _("Measured value")
    if isinstance(rule, RegularDifference):
        step = plain(rule.step.value) + (" %" if rule.step.unit == "PERCENT" else "")
        figures = {"target": plain(rule.target), "step": step}
        words = _("Target %(target)s. Every %(step)s away from it takes %(amount)s.")
        return RuleInput("value", _filled(words, {**figures, "amount": str(rule.amount)}), label)
    if isinstance(rule, RangedScore):
        target = "" if rule.target is None else _filled(_("Target %(target)s."), {"target": plain(rule.target)})
        return RuleInput("value", " ".join([target, *map(_range, rule.ranges)]).strip(), label)
    if isinstance(rule, ToleranceTable):
        rows = [
            _filled(_("up to %(limit)s: %(marks)s"), {"limit": plain(r.limit), "marks": plain(r.marks)})
            for r in rule.rows
        ]
        beyond = _filled(_("more: %(marks)s"), {"marks": plain(rule.beyond)})
        return RuleInput("value", "; ".join([*rows, beyond]), _("Difference"))
    return RuleInput("value", "", label)


def _range(one: Range) -> str:
    ordered = one.ordered()
    if not one.deduction.value:
        return _range_of_full_marks(ordered)
    figures = {"amount": str(one.deduction)}
    if ordered.lower is None:
        return _filled(_("Up to %(upper)s takes %(amount)s."), figures | {"upper": _plain(ordered.upper)})
    if ordered.upper is None:
        return _filled(_("From %(lower)s takes %(amount)s."), figures | {"lower": _plain(ordered.lower)})
    bounds = {"lower": _plain(ordered.lower), "upper": _plain(ordered.upper)}
    return _filled(_("From %(lower)s to %(upper)s takes %(amount)s."), figures | bounds)


def _range_of_full_marks(ordered: Range) -> str:
    bounds = {"lower": _plain(ordered.lower), "upper": _plain(ordered.upper)}
    if ordered.lower is None:
        return _filled(_("Up to %(upper)s: the full mark."), bounds)
    if ordered.upper is None:
        return _filled(_("From %(lower)s: the full mark."), bounds)
    return _filled(_("From %(lower)s to %(upper)s: the full mark."), bounds)


def _choices(rule: Choices, aspect: Aspect) -> tuple[Option, ...]:
    return tuple(
        Option(number, option.label, _mark(rule, number, aspect)) for number, option in enumerate(rule.options, start=1)
    )


def _levels(rule: Levels, aspect: Aspect) -> tuple[Option, ...]:
    texts = {step.score: step.text for step in aspect.descriptors.all()}
    return tuple(
        Option(level, texts.get(level) or _("Level %(level)s") % {"level": level}, _mark(rule, level, aspect))
        for level in range(rule.highest + 1)
    )


def _mark(rule: Rule, observation: int, aspect: Aspect) -> str:
    return figure_words(str(measure(rule, observation, aspect.maximum).mark))


def _plain(figure: Decimal | None) -> str:
    return "" if figure is None else plain(figure)


def _filled(words: str, figures: Mapping[str, str]) -> str:
    return words % {name: figure_words(text) for name, text in figures.items()}

"""Measurement rules in words of the reader's language, and trying one out before anybody is measured by it.

The mark is always the marking engine's own: the browser asks here and computes nothing.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from championships.marking import (
    AddFromZero,
    Choices,
    DeductFromFull,
    FullOrZero,
    InvalidObservation,
    InvalidRule,
    Levels,
    Manual,
    ManualMark,
    MissingReason,
    NumberCompleted,
    Observation,
    RangedScore,
    RegularDifference,
    Rule,
    ToleranceTable,
    measure,
    rule_from,
)
from championships.schemes.authoring.rows import EditRefused, clean_mark, clean_rule
from championships.schemes.exchange.texts import number, whole_number
from championships.schemes.explanations import explanations_words, figure_words

# What is to be observed: the browser shows a field of this kind.
YES_NO, COUNT, FIGURE, CHOICE, MARK = "yes_no", "count", "figure", "choice", "mark"
ASKS: Mapping[type[Rule], str] = MappingProxyType(
    {
        FullOrZero: YES_NO,
        DeductFromFull: COUNT,
        AddFromZero: COUNT,
        NumberCompleted: COUNT,
        Levels: COUNT,
        Choices: CHOICE,
        Manual: MARK,
        ToleranceTable: FIGURE,
        RangedScore: FIGURE,
        RegularDifference: FIGURE,
    }
)
DESCRIPTIONS: Mapping[type[Rule], Callable[[Any], str]] = MappingProxyType(
    {
        FullOrZero: lambda _rule: _("The full mark if the requirement is met, otherwise zero."),
        DeductFromFull: lambda rule: _("The full mark less %(amount)s for each error.") % {"amount": _read(rule.amount)},
        AddFromZero: lambda rule: _("From zero, %(amount)s more for each item that is met.") % {"amount": _read(rule.amount)},
        NumberCompleted: lambda rule: _("The share that was completed, of %(possible)s.") % {"possible": rule.possible},
        Levels: lambda rule: _("A level from 0 to %(highest)s, each worth an even share.") % {"highest": rule.highest},
        Choices: lambda rule: _("One of the choices: %(choices)s.") % {"choices": "; ".join(f"{one.label} −{_read(one.deduction)}" for one in rule.options)},
        Manual: lambda _rule: _("The panel agrees on a mark and writes down why marks were deducted."),
        ToleranceTable: lambda rule: _("By the difference: %(rows)s; beyond that %(beyond)s.") % {"rows": "; ".join(f"≤ {_read(row.limit)} → {_read(row.marks)}" for row in rule.rows), "beyond": _read(rule.beyond)},
        RangedScore: lambda _rule: _("The range in which the measured value lies says what is deducted."),
        RegularDifference: lambda rule: _("The full mark less %(amount)s for each %(step)s away from %(target)s.") % {"amount": _read(rule.amount), "step": _read(rule.step).removesuffix(".00"), "target": _read(rule.target)},
    }
)  # fmt: skip


def describe(calculation: Mapping[str, Any] | None) -> dict[str, str]:
    """Return a rule in words and what it asks to be observed.

    Raises:
        EditRefused: the rule cannot be applied.
    """
    rule = _rule(calculation)
    return {"words": DESCRIPTIONS[type(rule)](rule), "asks": ASKS[type(rule)]}


def try_out(calculation: Mapping[str, Any] | None, maximum: str, observation: str, reason: str = "") -> dict[str, str]:
    """Return the mark that an observation gives, and in words how it comes about.

    Raises:
        EditRefused: the rule cannot be applied, or the observation is not what it asks for.
    """
    rule = _rule(calculation)
    most = Decimal(clean_mark(maximum))
    try:
        measured = measure(rule, _observation(rule, observation, reason), most)
    except MissingReason as error:
        raise EditRefused(_("A deduction by hand needs a written reason.")) from error
    except InvalidObservation as error:
        raise EditRefused(_("The rule does not ask for that: look at what is to be observed.")) from error
    words = explanations_words(measured.explanations)
    return {"mark": str(measured.mark), "maximum": str(measured.maximum), "how": words}


def _rule(calculation: Mapping[str, Any] | None) -> Rule:
    try:
        return rule_from(clean_rule(calculation))
    except InvalidRule as error:
        raise EditRefused(_("The rule is not complete yet: a figure is missing or makes no sense.")) from error


def _observation(rule: Rule, typed: str, reason: str) -> Observation:
    asks = ASKS[type(rule)]
    if asks == YES_NO:
        return typed == "yes"
    if asks == CHOICE:
        return typed
    figure = number(typed)
    if figure is None:
        raise EditRefused(_("Write what was observed as a number."))
    if asks == MARK:
        return ManualMark(Decimal(clean_mark(typed)), reason)
    whole = whole_number(typed)
    return whole if asks == COUNT and whole is not None else figure


def _read(value: object) -> str:
    """Return an amount or a figure with the decimal sign of the reader's language."""
    return figure_words(str(value))

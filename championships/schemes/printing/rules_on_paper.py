"""How a measured aspect comes to its mark, said beforehand and in words for the one who marks it on paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from championships.marking import (
    AddFromZero,
    Amount,
    AmountUnit,
    Aspect,
    Choices,
    DeductFromFull,
    FullOrZero,
    InvalidRule,
    Kind,
    Levels,
    Manual,
    NumberCompleted,
    Range,
    RangedScore,
    RegularDifference,
    Rule,
    Steps,
    ToleranceTable,
    rule_from,
)
from championships.schemes.printing.labels import figure, yes_and_no

LEVELS_ON_PAPER = 5


@dataclass(frozen=True, slots=True)
class RuleOnPaper:
    """A rule as a form shows it: sentences, options with a box each, and what may be ticked as the result."""

    lines: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()


NO_RULE = RuleOnPaper()


def rule_on_paper(aspect: Aspect) -> RuleOnPaper:
    """Return the rule of `aspect` in the active language.

    A scheme that names no rule gets no words: what is said beside the aspect holds, else full or zero (TD 4.7). A
    calculation that the product could not read is printed as it stands in the file.
    """
    if aspect.kind is Kind.JUDGEMENT or aspect.calculation is None:
        return NO_RULE
    try:
        rule = rule_from(aspect.calculation)
    except InvalidRule:
        return RuleOnPaper(lines=tuple(_as_in_the_file(aspect.calculation)))
    return _IN_WORDS[type(rule)](rule)


def _as_in_the_file(calculation: Mapping[str, Any]) -> list[str]:
    said = (calculation.get(key) for key in ("type", "parameters"))
    return [str(text) for text in said if text]


def _plain(value: Decimal) -> str:
    return str(number_format(value.normalize() if value else Decimal(0)))


def _amount(amount: Amount) -> str:
    if amount.unit is AmountUnit.PERCENT:
        return f"{_plain(amount.value)} %"
    return figure(amount.value) if amount.value == round(amount.value, 2) else _plain(amount.value)


def _full_or_zero(_rule: FullOrZero) -> RuleOnPaper:
    return RuleOnPaper((_("The full mark or zero."),), ticks=tuple(yes_and_no()))


def _deduct(rule: DeductFromFull) -> RuleOnPaper:
    return RuleOnPaper((_("Each error takes %(amount)s from the full mark.") % {"amount": _amount(rule.amount)},))


def _add(rule: AddFromZero) -> RuleOnPaper:
    return RuleOnPaper((_("Each one that is met adds %(amount)s to zero.") % {"amount": _amount(rule.amount)},))


def _completed(rule: NumberCompleted) -> RuleOnPaper:
    return RuleOnPaper((_("The share that is completed, out of %(possible)s.") % {"possible": rule.possible},))


def _levels(rule: Levels) -> RuleOnPaper:
    line = _("A level from 0 to %(highest)s, and the same share of the mark.") % {"highest": rule.highest}
    ticks = tuple(map(str, range(rule.highest + 1))) if rule.highest <= LEVELS_ON_PAPER else ()
    return RuleOnPaper((line,), ticks=ticks)


def _choices(rule: Choices) -> RuleOnPaper:
    return RuleOnPaper(options=tuple(f"{one.label}: −{_amount(one.deduction)}" for one in rule.options))


def _ranges(rule: RangedScore) -> RuleOnPaper:
    target = () if rule.target is None else (_("Target %(target)s: the full mark.") % {"target": _plain(rule.target)},)
    return RuleOnPaper((*target, *(_range(one.ordered()) for one in rule.ranges)))


def _range(one: Range) -> str:
    figures = {"amount": _amount(one.deduction)}
    if one.lower is None or one.upper is None:
        figures["bound"] = _plain((one.lower if one.upper is None else one.upper) or Decimal(0))
        words = _("From %(bound)s up: −%(amount)s") if one.upper is None else _("Up to %(bound)s: −%(amount)s")
        return words % figures
    return f"{_plain(one.lower)} … {_plain(one.upper)}: −{figures['amount']}"


def _difference(rule: RegularDifference) -> RuleOnPaper:
    sentences = {
        Steps.WHOLE: _("Target %(target)s. Each full %(step)s of difference takes %(amount)s."),
        Steps.BEGUN: _("Target %(target)s. Each begun %(step)s of difference takes %(amount)s."),
        Steps.SHARE: _("Target %(target)s. Each %(step)s of difference takes %(amount)s, a part of it its share."),
    }
    step = f"{_plain(rule.step.value)} %" if rule.step.unit is AmountUnit.PERCENT else _plain(rule.step.value)
    figures = {"target": _plain(rule.target), "step": step, "amount": _amount(rule.amount)}
    return RuleOnPaper((sentences[rule.steps] % figures,))


def _tolerances(rule: ToleranceTable) -> RuleOnPaper:
    rows = [
        _("Difference up to %(limit)s: %(marks)s") % {"limit": _plain(row.limit), "marks": figure(row.marks)}
        for row in rule.rows
    ]
    return RuleOnPaper((*rows, _("More than that: %(marks)s") % {"marks": figure(rule.beyond)}))


def _manual(_rule: Manual) -> RuleOnPaper:
    return RuleOnPaper((_("The panel agrees on the mark; a deduction needs a reason."),))


_IN_WORDS: Mapping[type[Rule], Callable[[Any], RuleOnPaper]] = MappingProxyType(
    {
        FullOrZero: _full_or_zero,
        DeductFromFull: _deduct,
        AddFromZero: _add,
        NumberCompleted: _completed,
        Levels: _levels,
        Choices: _choices,
        RangedScore: _ranges,
        RegularDifference: _difference,
        ToleranceTable: _tolerances,
        Manual: _manual,
    }
)

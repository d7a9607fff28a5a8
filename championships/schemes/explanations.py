"""How a measured mark came about, in the reader's language: a sentence for each code of the marking engine.

The engine keeps a code and its figures; the words belong here. No word of a sentence changes with a number, so no
plural forms are needed.
"""

import re
from collections.abc import Iterable, Mapping

from django.utils.formats import get_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from championships.marking import Explanation

SENTENCES: Mapping[str, str | Promise] = {
    "met": _("The requirement is met: the full mark of %(maximum)s."),
    "not_met": _("The requirement is not met: no marks of %(maximum)s."),
    "nothing_to_deduct": _("There is nothing to deduct: the full mark of %(maximum)s."),
    "deducted": _("Counted: %(count)s. Each takes %(amount)s from the full mark of %(maximum)s."),
    "added": _("Counted: %(count)s. Each adds %(amount)s to zero, up to the full mark of %(maximum)s."),
    "in_tolerance": _("The difference of %(value)s is within %(limit)s: %(marks)s of %(maximum)s."),
    "beyond_tolerance": _("The difference of %(value)s is more than %(limit)s: %(marks)s of %(maximum)s."),
    "on_target": _("The measured value is the target, %(target)s: the full mark of %(maximum)s."),
    "in_range": _("%(value)s lies between %(lower)s and %(upper)s: this takes %(amount)s from %(maximum)s."),
    "in_range_below": _("%(value)s is not more than %(upper)s: this takes %(amount)s from %(maximum)s."),
    "in_range_above": _("%(value)s is not less than %(lower)s: this takes %(amount)s from %(maximum)s."),
    "out_of_range": _("%(value)s lies in none of the ranges: no marks of %(maximum)s."),
    "chosen": _("Chosen: %(label)s. This takes %(amount)s from the full mark of %(maximum)s."),
    "differs": _(
        "%(value)s differs from the target %(target)s by %(difference)s. Steps counted: %(steps)s. "
        "Each takes %(amount)s from the full mark of %(maximum)s."
    ),
    "completed": _("Completed: %(count)s of %(possible)s, and the same share of %(maximum)s."),
    "level": _("Level %(level)s of %(highest)s, and the same share of %(maximum)s."),
    "agreed": _("The panel agreed on %(mark)s of %(maximum)s."),
    "agreed_because": _("The panel agreed on %(mark)s of %(maximum)s: %(reason)s"),
    "stopped_at_zero": _("No mark falls below zero."),
    "stopped_at_maximum": _("No mark rises above the maximum of %(maximum)s."),
}
WRITTEN_BY_PEOPLE = frozenset({"label", "reason"})
_FIGURE = re.compile(r"(-?\d+)\.(\d+)( %)?")


def explanation_words(explanation: Explanation) -> str:
    """Return one step of how a mark came about, in the active language and with its decimal sign."""
    figures = {
        name: text if name in WRITTEN_BY_PEOPLE else figure_words(text) for name, text in explanation.parameters.items()
    }
    return str(SENTENCES[explanation.code]) % figures


def explanations_words(explanations: Iterable[Explanation]) -> str:
    """Return every step of how a mark came about, one sentence after the other."""
    return " ".join(map(explanation_words, explanations))


def figure_words(text: str) -> str:
    """Return a figure with the decimal sign of the active language, and any other text as it is."""
    found = _FIGURE.fullmatch(text)
    return f"{found[1]}{get_format('DECIMAL_SEPARATOR')}{found[2]}{found[3] or ''}" if found else text

"""The words of everything that may be wrong with a question or odd in a file, in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coaching.training.quizzes.soundness import Problem

PROBLEMS: Mapping[str, str | Promise] = {
    "too_few": _("Two answers are the fewest."),
    "too_many": _("More than %(what)s answers are too many."),
    "empty_text": _("An answer is empty."),
    "twice": _("“%(what)s” stands twice."),
    "no_right_option": _("No answer is right: give at least one of them 100 percent."),
    "no_right_answer": _("No answer is worth 100 percent."),
    "weights_do_not_add_up": _("The weights of the right answers add up to %(what)s and not to 100."),
    "negative_tolerance": _("A tolerance is zero or more."),
    "impossible_factor": _("The factor of a unit is above zero."),
    "no_unit": _("Name the unit that must be typed."),
    "nothing_to_order": _("All items are the same: there is nothing to put in order."),
    "empty_half": _("A pair has only one half."),
    "nothing_to_match": _("All pairs end alike: there is nothing to find."),
    "anything_is_right": _("An asterisk alone would take any answer for right."),
    "empty_level": _("Describe each of the four levels."),
}  # fmt: skip


def words_of(problem: Problem) -> str:
    """Return a problem in the reader's language."""
    return str(PROBLEMS[problem.code]) % {"what": problem.what}

"""The words that the forms bring along, in the language that is asked for. What people typed stays as it is."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def labels() -> dict[str, str]:
    """Return the labels of every form, in the active language."""
    return {
        "marking-form": _("Marking form"),
        "observation-form": _("Observation form"),
        "summary-form": _("Mark summary form"),
        "page": _("Page {page} of {pages}"),
        "code": _("Code"),
        "aspect": _("Aspect"),
        "measured": _("Measurement"),
        "judged": _("Judgement"),
        "requirement": _("Requirement"),
        "max": pgettext("the largest mark, a narrow column", "Max"),
        "maximum": _("Maximum mark"),
        "result": _("Result"),
        "mark": _("Mark"),
        "mark-of-form": _("Mark of this form"),
        "reason": _("Reason for a deduction"),
        "day": _("Day of marking"),
        "team": _("Marking team"),
        "competitor": _("Competitor"),
        "competitor-code": _("Competitor's code"),
        "workplace": _("Workstation"),
        "judge": _("Judge"),
        "coordinator": _("Checked by the coordinator"),
        "compatriot": _("Compatriot expert"),
        "name": pgettext("on a signature line", "Name"),
        "signature": _("Signature"),
        "how-to-observe": _(
            "One form for each judge. Judged aspects take your own score, 0 to 3; measured ones what you counted."
        ),
        "criteria": _("Criteria and sub-criteria"),
        "total": _("Total"),
        "sections": _("Standards"),
        "section": _("Section"),
        "section-name": _("Title"),
        "declared": _("Declared"),
    }


def judge_label(number: int) -> str:
    """Return what the seat `number` of the panel is called, counted from 1."""
    return _("Judge %(number)s") % {"number": number}


def yes_and_no() -> list[str]:
    """Return the two answers to whether a requirement is met."""
    return [_("Yes"), _("No")]


def figure(mark: Decimal | None) -> str:
    """Return a mark with two places and the decimal sign of the active language; nothing for None."""
    return "" if mark is None else str(number_format(mark, 2))

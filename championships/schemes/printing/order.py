"""What is to be printed, and printing it: all forms of a scheme, or of chosen sub-criteria, in one PDF."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from championships.marking import Criterion, Scheme, SubCriterion, Totals, total
from championships.schemes.printing.labels import labels
from championships.schemes.printing.marking_form import marking_form
from championships.schemes.printing.observation_form import observation_forms
from championships.schemes.printing.occasion import BLANK, Occasion
from championships.schemes.printing.summary_form import summary_form
from design.printing import TooMuchToPrint, shortened, typeset, words

FOLDER = Path(__file__).parent
TEMPLATES = [FOLDER / f"{name}.typ" for name in ("marking_form", "observation_form", "summary_form", "forms")]
MOST_ASPECTS = 600
MOST_COMPETITORS = 40
LONGEST_HEADING = 60
# A row that is higher than this, in millimetres of an upright and of a landscape page, goes on on the next page.
HIGHEST_ROW, HIGHEST_ROW_ACROSS = 190, 110

__all__ = ["TooMuchToPrint"]


class FormKind(StrEnum):
    """A form of the field, in the order in which they are printed."""

    SUMMARY = "summary"
    MARKING = "marking"
    OBSERVATION = "observation"


class NothingToPrint(Exception):
    """No form was chosen, or none of the chosen sub-criteria is in the scheme."""


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What is to be printed of `scheme`.

    `sub_criteria` are codes, None for all of them; the mark summary form is always of the whole scheme. `competitors`
    are the columns of the observation forms, by name or empty. `source` stands in the foot: where the scheme comes
    from. `language` is that of the labels: en, ru or kk.
    """

    scheme: Scheme
    source: str
    language: str
    kinds: Collection[FormKind] = tuple(FormKind)
    sub_criteria: Collection[str] | None = None
    competitors: Sequence[str] = ("",) * 10
    occasion: Occasion = BLANK

    @property
    def chosen(self) -> Iterator[tuple[Criterion, SubCriterion]]:
        """The sub-criteria that are to be printed, each with its criterion."""
        for criterion in self.scheme.criteria:
            for part in criterion.sub_criteria:
                if self.sub_criteria is None or part.code in self.sub_criteria:
                    yield criterion, part


def print_forms(order: PrintOrder, *, at: datetime | None = None) -> bytes:
    """Return the forms of `order` as one PDF, dated `at` (now), in the current time zone.

    Raises:
        NothingToPrint: the order holds no form.
        TooMuchToPrint: more than `MOST_ASPECTS` aspects or `MOST_COMPETITORS` competitors, or too long texts.
        PressBusy: others are printing.
        UnknownAspect, InvalidMark: the given marks are none of this scheme.
    """
    return print_batch([order], at=at)


def print_batch(orders: Sequence[PrintOrder], *, at: datetime | None = None) -> bytes:
    """Return the forms of several orders in one language, for example one for each competitor, as one PDF.

    What stands in the head and the foot is that of the first order.

    Raises:
        NothingToPrint: no order holds a form.
        TooMuchToPrint, PressBusy, UnknownAspect, InvalidMark: as for one.
    """
    printed_at = timezone.localtime(at)
    too_many = any(len(order.competitors) > MOST_COMPETITORS for order in orders)
    if too_many or sum(map(_aspects, orders)) > MOST_ASPECTS:
        raise TooMuchToPrint
    if not orders:
        raise NothingToPrint
    with translation.override(orders[0].language):
        forms = [form for order in orders for form in _forms(order)]
        if not forms:
            raise NothingToPrint
        return typeset(TEMPLATES, {**_frame(orders[0], printed_at), "forms": forms}, at=printed_at)


def _aspects(order: PrintOrder) -> int:
    """Return how many aspects are printed; the summary names none."""
    if set(order.kinds) == {FormKind.SUMMARY}:
        return 0
    return sum(len(part.aspects) for _criterion, part in order.chosen)


def _forms(order: PrintOrder) -> Iterator[dict[str, Any]]:
    sheet = _sheet(order)
    if FormKind.SUMMARY in order.kinds:
        yield summary_form(order.scheme, order.occasion, sheet)
    if FormKind.MARKING in order.kinds:
        for criterion, part in order.chosen:
            given = sheet.sub_criteria.get(part.code) if sheet else None
            yield marking_form(criterion, part, order.occasion, given)
    if FormKind.OBSERVATION in order.kinds:
        for criterion, part in order.chosen:
            yield from observation_forms(criterion, part, order.competitors)


def _sheet(order: PrintOrder) -> Totals | None:
    occasion = order.occasion
    return occasion.sums if occasion.given is None else total(order.scheme, occasion.marks)


def _frame(order: PrintOrder, at: datetime) -> dict[str, Any]:
    skill = f"{order.scheme.skill_number} {order.scheme.skill_name}".strip()
    language = dict(settings.LANGUAGES)[order.language]
    return {
        "language": order.language,
        "title": words(order.source)[1] or _("Marking form"),
        "labels": labels(),
        "heading": shortened(order.occasion.heading or skill, LONGEST_HEADING),
        "source": shortened(order.source, LONGEST_HEADING),
        "printed": f"{date_format(at, 'DATETIME_FORMAT')} ({_zone(at)}), {language}",
        "page-height": HIGHEST_ROW,
        "page-width": HIGHEST_ROW_ACROSS,
    }


def _zone(at: datetime) -> str:
    offset = at.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"

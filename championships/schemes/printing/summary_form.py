"""The mark summary form: the list of criteria and sub-criteria with their marks that competitors are given (1.5)."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from championships.marking import Criterion, Part, Scheme, Totals, section_variation
from championships.schemes.printing.labels import figure
from championships.schemes.printing.marking_form import code, people_of
from championships.schemes.printing.occasion import Occasion, sealed_sum_of, sum_of
from design.printing import words

SumWords = Callable[[Part | None], str]


def summary_form(scheme: Scheme, occasion: Occasion, sheet: Totals | None) -> dict[str, Any]:
    """Return the data of the form; `sheet` holds the totals of what was given (None: nothing).

    A sealed result has no empty cell that somebody could write into, and no standards where it knows none.
    """
    in_words: SumWords = sum_of if occasion.sums is None else sealed_sum_of
    return {
        "form": "summary",
        **people_of(occasion),
        "name": words(f"{scheme.skill_number} {scheme.skill_name}".strip()),
        "compatriot": words(occasion.compatriot),
        "max": figure(scheme.maximum),
        "mark": sum_of(sheet),
        "partial": _note(sheet),
        "criteria": [_criterion(criterion, sheet, in_words) for criterion in scheme.criteria],
        "sections": _sections(scheme, sheet, in_words) if occasion.sums is None or _knows_sections(sheet) else [],
    }


def _note(sheet: Totals | None) -> str:
    if sheet is None or sheet.complete:
        return ""
    return _("* Not complete: %(marked)s of %(all)s aspects are marked.") % {"marked": sheet.marked, "all": sheet.of}


def _knows_sections(sheet: Totals | None) -> bool:
    return sheet is not None and any(part.marked for part in sheet.sections.values())


def _criterion(criterion: Criterion, sheet: Totals | None, in_words: SumWords) -> dict[str, Any]:
    return {
        "code": code(criterion.letter),
        "name": words(criterion.name),
        "max": figure(criterion.maximum),
        "mark": in_words(sheet.criteria.get(criterion.letter) if sheet else None),
        "parts": [
            {
                "code": code(part.code),
                "name": words(part.name),
                "day": words(part.day),
                "max": figure(part.maximum),
                "mark": in_words(sheet.sub_criteria.get(part.code) if sheet else None),
            }
            for part in criterion.sub_criteria
        ],
    }


def _sections(scheme: Scheme, sheet: Totals | None, in_words: SumWords) -> list[dict[str, Any]]:
    return [
        {
            "number": str(section.number),
            "name": words(section.name),
            "declared": figure(section.declared),
            "max": figure(section.carried),
            "mark": in_words(sheet.sections.get(section.number) if sheet else None),
        }
        for section in section_variation(scheme).sections
    ]

"""The mark summary form: the list of criteria and sub-criteria with their marks that competitors are given (1.5)."""

from typing import Any

from django.utils.translation import gettext as _

from championships.marking import Criterion, Scheme, Totals, section_variation
from championships.schemes.printing.labels import figure
from championships.schemes.printing.marking_form import code, people_of
from championships.schemes.printing.occasion import Occasion, sum_of
from design.printing import words


def summary_form(scheme: Scheme, occasion: Occasion, sheet: Totals | None) -> dict[str, Any]:
    """Return the data of the form; `sheet` holds the totals of what was given (None: nothing)."""
    return {
        "form": "summary",
        **people_of(occasion),
        "name": words(f"{scheme.skill_number} {scheme.skill_name}".strip()),
        "compatriot": words(occasion.compatriot),
        "max": figure(scheme.maximum),
        "mark": sum_of(sheet),
        "partial": _note(sheet),
        "criteria": [_criterion(criterion, sheet) for criterion in scheme.criteria],
        "sections": _sections(scheme, sheet),
    }


def _note(sheet: Totals | None) -> str:
    if sheet is None or sheet.complete:
        return ""
    return _("* Not complete: %(marked)s of %(all)s aspects are marked.") % {"marked": sheet.marked, "all": sheet.of}


def _criterion(criterion: Criterion, sheet: Totals | None) -> dict[str, Any]:
    return {
        "code": code(criterion.letter),
        "name": words(criterion.name),
        "max": figure(criterion.maximum),
        "mark": sum_of(sheet.criteria.get(criterion.letter) if sheet else None),
        "parts": [
            {
                "code": code(part.code),
                "name": words(part.name),
                "day": words(part.day),
                "max": figure(part.maximum),
                "mark": sum_of(sheet.sub_criteria.get(part.code) if sheet else None),
            }
            for part in criterion.sub_criteria
        ],
    }


def _sections(scheme: Scheme, sheet: Totals | None) -> list[dict[str, Any]]:
    return [
        {
            "number": str(section.number),
            "name": words(section.name),
            "declared": figure(section.declared),
            "max": figure(section.carried),
            "mark": sum_of(sheet.sections.get(section.number) if sheet else None),
        }
        for section in section_variation(scheme).sections
    ]

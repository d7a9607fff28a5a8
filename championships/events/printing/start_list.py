"""The start list of a skill: who competes where, by full name, with a line to sign on."""

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from championships.events.models import ContestedSkill
from championships.events.printing.frame import Paper, Starter, frame_of, page_label, paper_for, starters
from design.printing import typeset, words

TEMPLATE = Path(__file__).parent / "start_list.typ"


def print_start_list(skill: ContestedSkill, language: str) -> bytes:
    """Return the start list of `skill` as PDF in `language`.

    Raises:
        TooMuchToPrint: there are too many.
        PressBusy: others are printing.
    """
    with translation.override(language):
        paper = paper_for(skill, language)
        return typeset([TEMPLATE], start_list_data(paper, starters(skill)), at=paper.at)


def start_list_data(paper: Paper, found: list[Starter]) -> dict[str, Any]:
    """Return what the template sets, in the active language."""
    kind = _("Start list")
    return {
        **frame_of(paper, kind),
        "labels": {
            "page": page_label(),
            "kind": kind,
            "workplace": _("Workstation"),
            "number": pgettext("of a competitor, a narrow column", "No."),
            "competitor": _("Competitor"),
            "signature": _("Signature"),
            "nobody": _("Nobody is entered in this skill yet."),
        },
        "name": words(paper.skill_words),
        "above": f"{paper.title}, {paper.when_and_where}",
        "rows": [_row(each) for each in found],
    }


def _row(each: Starter) -> dict[str, Any]:
    entry = each.entry
    return {
        "workplace": each.workplace or "–",
        "number": str(entry.number),
        "name": words(each.name),
        "from": words(", ".join(filter(None, (each.organisation, entry.region, entry.country)))),
    }

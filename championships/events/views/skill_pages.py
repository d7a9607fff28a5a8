"""The pages of skills over all championships."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championships.events import kept, skill_pages
from championships.events.public_results.naming import organisation_keys
from championships.events.records import best_by_marks
from championships.events.standings import name_of
from championships.schemes.found import CARDS, card_of
from championships.schemes.models import Skill
from championships.schemes.standard_forms import SkillFilter
from championships.schemes.standards import SkillEntry, find_skill, list_skills, standards_of
from pages import kept_answers, structured, unlisted
from pages.sharing import with_card

SKILLS_ON_A_PAGE = 40
MOST_BEST = 5


@require_safe
def skill_list(request: HttpRequest) -> HttpResponse:
    """Show all skills, to be searched, with how often each was contested."""
    kept.keep_of_all(request, parameters=["sector", "source", "page"])
    form = SkillFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    entries = list_skills(
        language=_language(),
        query=asked.get("q", ""),
        sector=asked.get("sector", ""),
        source=asked.get("source", ""),
    )
    page = Paginator(entries, SKILLS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": _rows(list(page)),
        "is_asked": any(asked.values()),
        "crumbs": [(_("Skills"), "")],
    }
    return render(request, "events/public/skill_list.html", context)


@require_safe
def skill_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one skill: what it is, where it was contested and who won, how to learn it, and who takes part in it."""
    kept.keep_of_all(request)
    kept_answers.keep(request, *unlisted.numbers())
    key = get_object_or_404(Skill, pk=pk).translation_key
    first = skill_pages.first_keys([key])[key]
    if first != pk:
        return redirect("skills:skill", first, permanent=True)
    entry = find_skill(key, _language())
    if entry is None:
        raise Http404
    return render(request, "events/public/skill_page.html", _about(request, entry))


def _about(request: HttpRequest, entry: SkillEntry) -> dict[str, Any]:
    key = entry.skill.translation_key
    contested = list(skill_pages.contested(key).select_related("public_result"))
    shelves = skill_pages.shelves_of(key, request)
    organisations = skill_pages.organisations_of(contested)
    pages = organisation_keys(organisations)
    return {
        "entry": entry,
        "skill": entry.skill,
        "standard": next(iter(standards_of(key, _language())), None),
        "contests": skill_pages.contests_of(contested),
        "best": [(record, name_of(record.row)) for record in best_by_marks(skill_pages.contested(key), MOST_BEST)],
        "shelves": shelves,
        "tasks": skill_pages.tasks_of(contested),
        "organisations": [(name, pages.get(name)) for name in organisations],
        "crumbs": [(_("Skills"), reverse("skills:list")), (entry.skill.name, "")],
        "sharing": with_card(request, CARDS, *card_of(entry.skill)),
        "structured": structured.as_element([thing for shelf in shelves for thing in shelf.things]),
        "has_things": any(shelf.things for shelf in shelves),
    }


def _rows(entries: list[SkillEntry]) -> list[dict[str, Any]]:
    """Return the skills of one page of the list with their address and how often each was contested. Two queries."""
    keys = [entry.skill.translation_key for entry in entries]
    times = skill_pages.times_contested(keys)
    first = skill_pages.first_keys(keys)
    return [
        {
            "entry": entry,
            "times": times.get(entry.skill.translation_key, 0),
            "url": reverse("skills:skill", args=[first[entry.skill.translation_key]]),
        }
        for entry in entries
    ]


def _language() -> str:
    return get_language() or "en"

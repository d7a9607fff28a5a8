"""The pages of skills and their occupational standards: public, as content; which schemes use them is for keepers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from championships.marking import Scheme as PlainScheme
from championships.schemes.found import CARDS, card_of
from championships.schemes.linking import link_skill, propose_skill
from championships.schemes.models import Scheme, Skill
from championships.schemes.permissions import may_add_version, visible_schemes
from championships.schemes.standard_forms import SchemeSkillForm, SkillFilter
from championships.schemes.standards import (
    ShownStandard,
    find_skill,
    list_skills,
    standard_in_force,
    standards_of,
    untranslated_texts,
)
from championships.schemes.weighing import weigh
from pages.sharing import with_card
from people.access import signed_in

SKILLS_ON_A_PAGE = 40
SCHEMES_BESIDE_A_SKILL = 12
KEEP_SKILLS = "schemes.change_skill"


@never_cache
@require_safe
def skill_list(request: HttpRequest) -> HttpResponse:
    """Show the skills that there are standards of, to be searched and sorted by sector and source."""
    form = SkillFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    entries = list_skills(
        language=_language(),
        query=asked.get("q", ""),
        sector=asked.get("sector", ""),
        source=asked.get("source", ""),
    )
    context = {
        "form": form,
        "page": Paginator(entries, SKILLS_ON_A_PAGE).get_page(request.GET.get("page")),
        "is_asked": any(asked.values()),
        "may_edit": request.user.has_perm(KEEP_SKILLS),
        "crumbs": crumbs(request),
    }
    return render(request, "schemes/standards/list.html", context)


@never_cache
@require_safe
def skill_detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a skill and its standard: the latest one, or that of `?year=`."""
    entry = find_skill(key, _language())
    if entry is None:
        raise Http404
    standards = standards_of(key, _language())
    shown = _chosen(standards, request.GET.get("year", ""))
    context = {
        "entry": entry,
        "skill": entry.skill,
        "standards": standards,
        "shown": shown,
        "untranslated": untranslated_texts(shown.standard) if shown and not shown.is_fallback else 0,
        "schemes": visible_schemes(request.user).filter(skill__translation_key=key)[:SCHEMES_BESIDE_A_SKILL],
        "may_edit": request.user.has_perm(KEEP_SKILLS),
        "crumbs": crumbs(request, (entry.skill.name, "")),
        "sharing": with_card(request, CARDS, *card_of(entry.skill)),
    }
    return render(request, "schemes/standards/skill.html", context)


@require_POST
@login_required
def scheme_skill(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a scheme belong to another skill, or to none."""
    scheme = get_object_or_404(visible_schemes(request.user).select_related("skill"), pk=pk)
    form = SchemeSkillForm(request.POST, scheme=scheme)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["skill"]))
    else:
        link_skill(actor=signed_in(request), scheme=scheme, skill=form.cleaned_data["skill"])
        messages.success(request, _("The scheme's skill is set."))
    return redirect(f"{scheme.get_absolute_url()}#standards")


def of_scheme(request: HttpRequest, scheme: Scheme, plain: PlainScheme) -> dict[str, Any]:
    """Return what a scheme's page shows of its skill: the standard beside its sections, and the way to change it."""
    form = SchemeSkillForm(scheme=scheme) if may_add_version(request.user, scheme) else None
    return {**_beside(scheme.skill, plain), "skill_form": form}


def of_file(plain: PlainScheme) -> dict[str, Any]:
    """Return the same for a file that is not stored yet, by the skill that is proposed for it."""
    return _beside(propose_skill(plain.skill_number, plain.skill_name), plain)


def _beside(skill: Skill | None, plain: PlainScheme) -> dict[str, Any]:
    if skill is None:
        return {"weighing": None, "skill_entry": None}
    shown = standard_in_force(skill, _language())
    entry = find_skill(skill.translation_key, _language())
    return {"weighing": weigh(plain, shown) if shown else None, "skill_entry": entry}


def crumbs(request: HttpRequest, *last: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page below the skills; whoever is not signed in has no desk to come from."""
    here = (_("Skills and standards"), reverse("schemes:skills") if last else "")
    if not request.user.is_authenticated:
        return [here, *last]
    return [(_("Desk"), reverse("pages:desk")), (_("Marking schemes"), reverse("schemes:list")), here, *last]


def _chosen(standards: list[ShownStandard], year: str) -> ShownStandard | None:
    """Return the standard of `year`, else the latest; a year that is not there is no page of ours."""
    if not year:
        return next(iter(standards), None)
    found = next((shown for shown in standards if str(shown.standard.year) == year), None)
    if found is None:
        raise Http404
    return found


def _language() -> str:
    return get_language() or "en"

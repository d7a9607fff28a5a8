"""The sections of a championship's page that show results: all skills, one skill, and the medals."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championships.events import kept, sections, standings
from championships.events.medal_table import table_of
from championships.events.models import Category, Championship, ChampionshipPage, ContestedSkill, MembersAre
from championships.events.public_results.members import best_of_each, filled_reports
from championships.events.public_results.naming import member_name, organisation_keys
from championships.events.public_results.overview import categories_of, podiums_of
from championships.events.public_results.places import places
from championships.events.showing import public_rows
from championships.events.skill_pages import first_keys
from pages.sitemap import register_places

RESULTS, MEDALS, SKILLS = "results", "medals", "skills"
LONGEST_KEY = 9


def connect() -> None:
    """Show results below the pages of championships from now on; called once, when the app is ready."""
    sections.register_section(sections.Section(RESULTS, gettext_lazy("Results"), 40, show_results, with_results))
    sections.register_section(sections.Section(MEDALS, gettext_lazy("Medals"), 50, show_medals, with_results))
    register_places(places)


def with_results(championships: QuerySet[Championship]) -> QuerySet[Any, Any]:
    """Return the keys of the championships that have public results."""
    shown = ContestedSkill.objects.filter(championship__in=championships, public_result__isnull=False)
    return shown.order_by().values_list("championship", flat=True).distinct()


def show_results(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show all skills of the championship, or the one whose key stands behind the section."""
    if rest:
        return _one_skill(page, request, rest)
    kept.keep_of_one(request, page.championship_id, parameters=["category"])
    asked = request.GET.get("category", "")
    category = asked if asked in Category.values else ""
    context = {
        "title": _("Results"),
        "podiums": podiums_of(page.championship, category),
        "categories": categories_of(page.championship),
        "category": category,
        "address": page.get_url(),
    }
    return sections.show(page, request, RESULTS, "events/public/results.html", context)


def show_medals(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show the medal table by whom competitors stand for, or by what `?by=` asks, and the five comparisons."""
    if rest:
        raise Http404
    championship = page.championship
    kept.keep_of_one(request, championship.pk, parameters=["by"])
    asked = request.GET.get("by", "")
    members_are = MembersAre(asked if asked in MembersAre.values else championship.members_are)
    rows = public_rows(championship)
    table = table_of(rows, members_are)
    of_organisations = members_are == MembersAre.ORGANISATION
    keys = organisation_keys(line.member for line in table.lines) if of_organisations else {}
    context = {
        "title": _("Medals"),
        "table": table,
        "lines": [(line, member_name(line.member, members_are), keys.get(line.member)) for line in table.lines],
        "reports": filled_reports(table),
        "best": best_of_each(championship, rows),
        "members_are": members_are,
        "choices": list(MembersAre),
        "address": page.get_url(),
    }
    return sections.show(page, request, MEDALS, "events/public/medals.html", context)


def _one_skill(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    if len(rest) != 1 or not (rest[0].isascii() and rest[0].isdecimal() and len(rest[0]) <= LONGEST_KEY):
        raise Http404
    skill = get_object_or_404(
        ContestedSkill.objects.select_related("skill"), pk=int(rest[0]), championship=page.championship_id
    )
    standing = standings.of_skill(skill)
    if standing is None:
        raise Http404
    address = page.get_url() or ""
    context = {
        "title": standing.title,
        "standing": standing,
        "everywhere": _everywhere(skill),
        "about": f"{address}{SKILLS}/{skill.pk}/" if sections.named(SKILLS) else "",
        "crumbs": [(_("Results"), f"{address}{RESULTS}/")],
    }
    return sections.show(page, request, RESULTS, "events/public/one_result.html", context)


def _everywhere(skill: ContestedSkill) -> str:
    """Return the address of the skill over all championships, empty for one of no list."""
    if skill.skill is None:
        return ""
    key = skill.skill.translation_key
    return reverse("skills:skill", args=[first_keys([key])[key]])

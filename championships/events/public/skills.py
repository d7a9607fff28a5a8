"""The skills of a championship, and each of them at this championship."""

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from championships.events import sections, standings
from championships.events.entry_names import name_of_entry, standing_entries
from championships.events.models import Championship, ChampionshipPage, ContestedSkill, EntryStatus
from championships.events.open_documents import in_reading_order, open_documents
from championships.events.public.people import officials_of, with_names
from championships.events.schedule import clock_of, days_of
from championships.events.skill_names import NamedSkill, named
from championships.schemes.standards import standard_in_force

NAME = "skills"


def filled(championships: QuerySet[Championship]) -> QuerySet[Any, Any]:
    """Return the keys of the championships with skills."""
    return championships.filter(skills__isnull=False).values_list("pk", flat=True).distinct()


def show(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show all skills, or the one whose key stands behind the section."""
    key = sections.key_in(rest)
    return _list(page, request) if key is None else _one(page, request, key)


def _list(page: ChampionshipPage, request: HttpRequest) -> HttpResponse:
    competitors = Count("entries", filter=~Q(entries__status=EntryStatus.WITHDRAWN), distinct=True)
    counted = open_documents().filter(contested_skill=OuterRef("pk")).order_by()
    documents = counted.values("contested_skill").annotate(number=Count("pk")).values("number")
    skills = page.championship.skills.select_related("skill")
    skills = skills.annotate(competitors=competitors, open_documents=Coalesce(Subquery(documents), 0))
    context = {
        "title": _("Skills"),
        "skills": [(each, sections.url_of(page, NAME, key)) for key, each in named(skills).items()],
    }
    return sections.show(page, request, NAME, "events/public/skills.html", context)


def _one(page: ChampionshipPage, request: HttpRequest, key: int) -> HttpResponse:
    skills = ContestedSkill.objects.filter(championship=page.championship_id, pk=key)
    skill = named(skills.select_related("skill")).get(key)
    if skill is None:
        raise Http404
    context = {
        "title": skill.title,
        "crumbs": [(_("Skills"), sections.url_of(page, NAME))],
        "skill": skill,
        "standing": standings.of_skill(skill.contested),
        **_about(skill),
        **_at_work(page, skill.contested),
    }
    return sections.show(page, request, NAME, "events/public/skill.html", context)


def _about(skill: NamedSkill) -> dict[str, Any]:
    """Return what the skill is: the standard in force. Three queries at most."""
    shown = standard_in_force(skill.row, get_language() or "en") if skill.row else None
    return {"standard": shown.standard if shown else None}


def _at_work(page: ChampionshipPage, contested: ContestedSkill) -> dict[str, Any]:
    """Return who takes part, who judges, when, and with which documents. Six queries."""
    entries = standing_entries().filter(contested_skill=contested).order_by("number")
    documents = open_documents().filter(contested_skill=contested).select_related("document")
    schedule = page.championship.schedule.filter(contested_skill=contested)
    return {
        "entries": [
            (entry, name_of_entry(entry), sections.url_of(page, "participants", entry.pk)) for entry in entries
        ],
        "officials": with_names(officials_of(page.championship).filter(contested_skill=contested)),
        "documents": in_reading_order(documents),
        "days": days_of(page.championship, schedule, clock_of(page.championship)),
        "schedule_url": sections.url_of(page, "schedule"),
    }

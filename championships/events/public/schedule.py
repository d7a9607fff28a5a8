"""The schedule of a championship by day: all of it, or what one skill has to know."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from championships.events import sections
from championships.events.models import Championship, ChampionshipPage
from championships.events.public.filtering import skill_filter
from championships.events.schedule import clock_of, days_of

NAME = "schedule"


def filled(championships: QuerySet[Championship]) -> QuerySet[Any, Any]:
    """Return the keys of the championships with a plan."""
    return championships.filter(schedule__isnull=False).values_list("pk", flat=True).distinct()


def show(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show the days; of a chosen skill what is for it, and what is for all."""
    sections.no_rest(rest)
    championship = page.championship
    choice = skill_filter(request, championship.pk)
    items = list(championship.schedule.all())
    with_items = {item.contested_skill_id for item in items}
    if choice.chosen is not None:
        wanted = Q(contested_skill=choice.chosen.contested) | Q(contested_skill=None)
        items = list(championship.schedule.filter(wanted))
    clock = clock_of(championship)
    context = {
        "title": _("Schedule"),
        "choice": choice,
        "is_for_skills": bool(with_items - {None}),
        "days": days_of(championship, items, clock),
        "skills": choice.skills,
        "clock": clock,
    }
    return sections.show(page, request, NAME, "events/public/schedule.html", context)

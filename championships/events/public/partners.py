"""Who makes a championship possible, by how they are thanked."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from championships.events import sections
from championships.events.models import Championship, ChampionshipPage, Partner, PartnerLevel

NAME = "partners"


def filled(championships: QuerySet[Championship]) -> QuerySet[Any, Any]:
    """Return the keys of the championships with partners."""
    return championships.filter(partners__isnull=False).values_list("pk", flat=True).distinct()


def show(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show the partners by level, with their logos."""
    sections.no_rest(rest)
    partners = partners_of(page.championship)
    levels = [(level, [each for each in partners if each.level == level]) for level in PartnerLevel]
    context = {"title": _("Partners"), "levels": [(level, found) for level, found in levels if found]}
    return sections.show(page, request, NAME, "events/public/partners.html", context)


def partners_of(championship: Championship) -> list[Partner]:
    """Return the partners by level, then in their order. One query."""
    levels = [level.value for level in PartnerLevel]
    found = Partner.objects.filter(championship=championship).select_related("logo")
    return sorted(found.order_by("order", "name", "pk"), key=lambda each: levels.index(each.level))

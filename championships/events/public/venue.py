"""Where a championship is, and how one gets there."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from championships.events import sections
from championships.events.models import Championship, ChampionshipPage
from pages import fallback

NAME = "venue"


def filled(championships: QuerySet[Championship]) -> QuerySet[Any, Any]:
    """Return the keys of the championships whose page in the reader's language says where they are."""
    pages = ChampionshipPage.objects.live().filter(championship__in=championships)
    said = ~Q(venue_address="") | Q(venue_map__isnull=False) | ~Q(venue_text=[])
    return pages.filter(said, locale__language_code=get_language()).values_list("championship", flat=True)


def show(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show the address, the map and the way."""
    sections.no_rest(rest)
    context = {"title": _("Venue"), "fallback": fallback.of_page(page)}
    return sections.show(page, request, NAME, "events/public/venue.html", context)

"""Pictures and videos of a championship."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from championships.events import sections
from championships.events.models import Championship, ChampionshipPage
from pages import fallback

NAME = "gallery"


def filled(championships: QuerySet[Championship]) -> QuerySet[Any, Any]:
    """Return the keys of the championships whose page in the reader's language has pictures."""
    pages = ChampionshipPage.objects.live().filter(championship__in=championships)
    shown = pages.filter(locale__language_code=get_language()).exclude(gallery=[])
    return shown.values_list("championship", flat=True)


def show(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show the pictures and videos with their captions."""
    sections.no_rest(rest)
    context = {"title": _("Gallery"), "fallback": fallback.of_page(page)}
    return sections.show(page, request, NAME, "events/public/gallery.html", context)

"""How a championship reads where somebody shares a link to its page, and what it is in the words of schema.org."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from championships.events.dates import span
from championships.events.models import ChampionshipPage
from pages import structured
from pages.cards.register import describe_pages


def connect() -> None:
    """Describe the pages of championships from now on; called once, when the app is ready."""
    describe_pages(ChampionshipPage, about)
    structured.register(ChampionshipPage, event)


def about(page: ChampionshipPage) -> tuple[str, Sequence[str]]:
    """Return what the card of `page` says beside its title: when and where."""
    championship = page.championship
    days = span(championship.starts_on, championship.ends_on)
    return _("Championship"), [days, page.place or championship.place]


def event(page: ChampionshipPage, _request: HttpRequest) -> structured.Thing:
    """Return the championship of `page` as an event."""
    championship = page.championship
    place = page.place or championship.place
    return {
        "@type": "Event",
        "name": page.title,
        "description": page.description_for_others,
        "startDate": championship.starts_on.isoformat(),
        "endDate": championship.ends_on.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": place, "address": place} if place else None,
    }

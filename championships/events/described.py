"""How a championship and its news read where somebody shares a link, and what they are in the words of schema.org."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from championships.events.dates import span
from championships.events.models import ChampionshipNewsPage, ChampionshipPage
from pages import structured
from pages.cards.register import describe_pages


def connect() -> None:
    """Describe the pages of championships from now on; called once, when the app is ready."""
    describe_pages(ChampionshipPage, about)
    structured.register(ChampionshipPage, event)
    describe_pages(ChampionshipNewsPage, about_news)
    structured.register(ChampionshipNewsPage, article)


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


def about_news(page: ChampionshipNewsPage) -> tuple[str, Sequence[str]]:
    """Return what the card of a page of news says beside its title: the day."""
    return _("News"), [date_format(page.date, "DATE_FORMAT")]


def article(page: ChampionshipNewsPage, _request: HttpRequest) -> structured.Thing:
    """Return a page of news as an article."""
    return {
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.description_for_others,
        "datePublished": page.date.isoformat(),
    }

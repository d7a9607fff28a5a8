"""How a championship and its news read where somebody shares a link, and what they are in the words of schema.org."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max, Min
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from championships.events.dates import span
from championships.events.models import Championship, ChampionshipNewsPage, ChampionshipPage, OfficialRole
from championships.events.skill_names import names_of
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
    """Return the championship of `page` as an event, with one within it for each skill. Four queries."""
    championship = page.championship
    place = page.place or championship.place
    location = {"@type": "Place", "name": place, "address": place} if place else None
    return {
        "@type": "Event",
        "name": page.title,
        "description": page.description_for_others,
        **_days(championship.starts_on, championship.ends_on),
        "location": location,
        "organizer": _organisers(championship),
        "subEvent": _skills(championship, page.locale.language_code, location),
    }


def _days(first: date, last: date) -> dict[str, str]:
    """Return when it is, and that it is held as announced, where everybody meets."""
    return {
        "startDate": first.isoformat(),
        "endDate": last.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
    }


def _organisers(championship: Championship) -> list[structured.Thing]:
    """Return the organisations whose people organise it; of the people themselves nothing."""
    theirs = championship.officials.filter(role=OfficialRole.ORGANISER, organisation__isnull=False)
    names = theirs.order_by("organisation__name").values_list("organisation__name", flat=True).distinct()
    return [{"@type": "Organization", "name": name} for name in names]


def _skills(championship: Championship, language: str, location: Mapping[str, str] | None) -> list[structured.Thing]:
    """Return the skills, each on the days of its own plan, else on those of the championship."""
    days = {"first_day": Min("schedule__date"), "last_day": Max("schedule__date")}
    skills = list(championship.skills.select_related("skill").annotate(**days))
    titles = names_of(skills, language)
    where = {"location": location} if location else {}
    return [
        {
            "@type": "Event",
            "name": titles[skill.pk],
            **_days(skill.first_day or championship.starts_on, skill.last_day or championship.ends_on),
            **where,
        }
        for skill in skills
    ]


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

"""What the home page says of championships: those that run, those that come, and results that were published last."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.query import PageQuerySet

from championships.events import kept
from championships.events.dates import span
from championships.events.models import ChampionshipPage, ContestedSkill, ResultState
from championships.events.sections import url_of
from championships.events.skill_names import titles_of
from pages.happening import Happening, When, register


def connect() -> None:
    """Say what is happening from now on; called once, when the app is ready."""
    register(When.NOW, running, *kept.OF_ALL)
    register(When.NEXT, coming, *kept.OF_ALL)
    register(When.RESULTS, newest_results, *kept.OF_ALL)


def running(request: HttpRequest, count: int) -> Sequence[Happening]:
    """Return the championships whose days these are. Two queries."""
    today = timezone.localdate()
    now = _pages().filter(championship__starts_on__lte=today, championship__ends_on__gte=today)
    pages = now.order_by("-championship__starts_on", "pk")[:count]
    return [_championship(page, request, badge=_("On now"), tone="live") for page in pages]


def coming(request: HttpRequest, count: int) -> Sequence[Happening]:
    """Return the championships that come, the next one first. Two queries."""
    pages = _pages().filter(championship__starts_on__gt=timezone.localdate())
    return [_championship(page, request) for page in pages.order_by("championship__starts_on", "pk")[:count]]


def newest_results(request: HttpRequest, count: int) -> Sequence[Happening]:
    """Return the results that were published last, of championships with a public page. Five queries at most."""
    pages = _pages()
    shown = ContestedSkill.objects.filter(public_result__isnull=False, public_state=ResultState.PUBLISHED)
    newest = shown.filter(championship__in=pages.values("championship")).order_by("-public_since")
    skills = list(newest[:count])
    by_championship = {page.championship_id: page for page in pages.filter(championship__skills__in=skills)}
    titles = titles_of(skills)
    return [_result(skill, titles[skill.pk], by_championship[skill.championship_id], request) for skill in skills]


def _pages() -> PageQuerySet:
    """Return the public pages of championships in the reader's language."""
    pages = ChampionshipPage.objects.filter(locale__language_code=get_language())
    return pages.live().public().defer("body").select_related("championship", "locale")


def _championship(page: ChampionshipPage, request: HttpRequest, badge: str = "", tone: str = "neutral") -> Happening:
    championship = page.championship
    days = span(championship.starts_on, championship.ends_on)
    return Happening(
        title=page.title,
        url=page.get_url(request) or "",
        at=_morning(championship.starts_on),
        text=", ".join(filter(None, (days, page.place or championship.place))),
        badge=badge,
        tone=tone,
    )


def _result(skill: ContestedSkill, title: str, page: ChampionshipPage, request: HttpRequest) -> Happening:
    since = skill.public_since
    assert since is not None  # noqa: S101 -- the query asked for those that have it
    day = date_format(timezone.localtime(since), "DATE_FORMAT")
    return Happening(
        title=title,
        url=url_of(page, "skills", skill.pk),
        at=since,
        text=f"{page.title}, {day}",
    )


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

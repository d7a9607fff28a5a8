"""The section "live" of a championship's page: which skills are at work, and the ways to its board."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championships.events import sections
from championships.events.models import Championship, ChampionshipPage
from coaching.rooms import live_boards
from coaching.rooms.event_board.content import content_of
from coaching.rooms.live_boards import rooms_with_boards

NAME = "live"
ORDER = 5


def connect() -> None:
    """Lead readers of a championship's page to its board while a room is at work; called once, when the app is ready."""
    label = gettext_lazy("live board")
    sections.register_section(sections.Section(NAME, label, ORDER, show, filled, live_boards.NUMBER))


def filled(championships: QuerySet[Championship]) -> QuerySet[Any, Any]:
    """Return the keys of those championships that have a room at work with a board."""
    return rooms_with_boards().filter(championship__in=championships).values_list("championship", flat=True)


def show(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show which skills are at work, and how the board is opened on a screen, at a projector and in OBS."""
    if rest:
        raise Http404
    _tag, content = content_of(page.championship)
    at_work = [slide for slide in content["slides"] if slide["key"].startswith("room-")]
    context = {"title": _("Live board"), "at_work": at_work, "frozen": content["frozen"]}
    return sections.show(page, request, NAME, "rooms/event_board/section.html", context)

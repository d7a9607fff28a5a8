"""The section "live" of a championship's page: which skills are at work, and the ways to its board."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championships.events import sections
from championships.events.models import Championship, ChampionshipPage
from coaching.rooms.event_board.content import content_of
from coaching.rooms.event_board.running import AT_WORK
from coaching.rooms.models import BoardPolicy, Room, RoomKind

NAME = "live"
ORDER = 5


def connect() -> None:
    """Lead readers of a championship's page to its board while a room is at work; called once, when the app is ready."""
    sections.register_section(sections.Section(NAME, gettext_lazy("live board"), ORDER, show, filled))


def filled(championships: QuerySet[Championship]) -> Iterable[int]:
    """Return the keys of those championships that have a room at work with a board. One query."""
    rooms = Room.objects.filter(championship__in=championships, kind=RoomKind.CHAMPIONSHIP, status__in=AT_WORK)
    shown = rooms.exclude(board=BoardPolicy.NEVER).values_list("championship", flat=True)
    return {key for key in shown if key is not None}


def show(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show which skills are at work, and how the board is opened on a screen, at a projector and in OBS."""
    if rest:
        raise Http404
    _tag, content = content_of(page.championship)
    at_work = [slide for slide in content["slides"] if slide["key"].startswith("room-")]
    context = {"title": _("Live board"), "at_work": at_work, "frozen": content["frozen"]}
    return sections.show(page, request, NAME, "rooms/event_board/section.html", context)

"""The boards that the home page names while they are live: of rooms that a championship holds in public.

A practice room is between its mentor and her students. Its board opens to whoever has the address, but nobody is led there.
"""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from championships.events.models import ChampionshipPage
from coaching.rooms.models import BoardPolicy, Room, RoomKind, RoomStatus
from pages.happening import Happening, When, register


def connect() -> None:
    """Name live boards from now on; called once, when the app is ready."""
    register(When.NOW, live_boards)


def live_boards(_request: HttpRequest, count: int) -> Sequence[Happening]:
    """Return the boards of rooms that are at work for a championship with a public page, the newest first. Three queries."""
    pages = ChampionshipPage.objects.live().public().filter(locale__language_code=get_language())
    rooms = Room.objects.filter(
        kind=RoomKind.CHAMPIONSHIP,
        status__in=(RoomStatus.RUNNING, RoomStatus.PAUSED),
        championship__in=pages.values("championship"),
    ).exclude(board=BoardPolicy.NEVER)
    shown = list(rooms.order_by("-started_at", "-created_at")[:count])
    named = pages.filter(championship__in=[room.championship_id for room in shown])
    titles: dict[int, str] = dict(named.values_list("championship", "title"))
    return [_board(room, titles.get(room.championship_id or 0, "")) for room in shown]


def _board(room: Room, championship: str) -> Happening:
    is_running = room.status == RoomStatus.RUNNING
    return Happening(
        title=room.title,
        url=reverse("rooms:board", args=[room.pk]),
        at=room.started_at or room.created_at,
        text=championship,
        badge=_("Live board") if is_running else _("Paused"),
        tone="live" if is_running else "neutral",
    )

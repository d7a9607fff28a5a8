"""The boards that the home page names while they are live: of rooms that a championship holds in public.

A practice room is between its mentor and her students. Its board opens to whoever has the address, but nobody is led there.
"""

from collections.abc import Sequence
from hashlib import sha256

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from championships.events import kept
from championships.events.models import ChampionshipPage
from coaching.rooms.models import BoardPolicy, Room, RoomKind, RoomStatus
from pages import kept_answers
from pages.happening import Happening, When, register

NUMBER = "live boards"


def connect() -> None:
    """Name live boards from now on; called once, when the app is ready."""
    kept_answers.register_number(NUMBER, _number)
    register(When.NOW, live_boards, NUMBER, *kept.OF_ALL)


def rooms_with_boards() -> QuerySet[Room]:
    """Return the rooms of championships that are at work and have a board."""
    at_work = Room.objects.filter(kind=RoomKind.CHAMPIONSHIP, status__in=(RoomStatus.RUNNING, RoomStatus.PAUSED))
    return at_work.exclude(board=BoardPolicy.NEVER)


def live_boards(_request: HttpRequest, count: int) -> Sequence[Happening]:
    """Return the boards of rooms that are at work for a championship with a public page, the newest first. Three queries."""
    pages = ChampionshipPage.objects.live().public().filter(locale__language_code=get_language())
    rooms = rooms_with_boards().filter(championship__in=pages.values("championship"))
    shown = list(rooms.order_by("-started_at", "-created_at")[:count])
    named = pages.filter(championship__in=[room.championship_id for room in shown])
    titles: dict[int, str] = dict(named.values_list("championship", "title"))
    return [_board(room, titles.get(room.championship_id or 0, "")) for room in shown]


def _number(_key: str = "") -> str:
    """Return what pages say of the rooms with boards, by its hash. One query."""
    said = ("pk", "championship", "status", "title", "started_at", "created_at")
    rooms = list(rooms_with_boards().order_by("pk").values_list(*said))
    return sha256(repr(rooms).encode()).hexdigest()


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

"""Who may see which page of a room, and what the others read in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from coaching.rooms.access import audience_for
from coaching.rooms.audience import Audience
from coaching.rooms.joining import participant_from_cookies, seat_token, seats_awaiting
from coaching.rooms.models import ParticipantRole, ParticipantStatus, Room, RoomStatus
from coaching.rooms.protocol import View
from coaching.rooms.refusals import AccessRefused, ParticipantRemoved, RoomUnknown
from people.models import User


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at a page of a room, let in as `audience`."""

    room: Room
    audience: Audience


Page = Callable[..., HttpResponse]

TITLES: dict[View, str | Promise] = {
    View.HOST: _("This page belongs to the host of the room"),
    View.JUDGE: _("This sheet belongs to a judge"),
    View.COORDINATOR: _("This sheet belongs to a judge"),
    View.COMPETITOR: _("You are not in this room yet"),
    View.OBSERVER: _("This page belongs to an observer"),
    View.BOARD: _("This room shows no board"),
}
WAYS: dict[View, str | Promise] = {
    View.HOST: _("Sign in with the account that opened the room. Judges and competitors have pages of their own."),
    View.JUDGE: _("Each judge has a link of their own. Ask the host for yours, and open it in this browser."),
    View.COMPETITOR: _("Come in with the code of the room. If you were in already, use the browser you joined with."),
    View.COORDINATOR: _("The coordinator has a link of their own. Ask the host for it, and open it in this browser."),
    View.OBSERVER: _("Each observer has a link of their own. Ask the host for yours, and open it in this browser."),
    View.BOARD: _("The host has chosen to keep the marks of this room off the board."),
}


def room_page(*views: View) -> Callable[[Page], Page]:
    """Return a decorator that opens a page to those who may have one of `views` of its room.

    The page is called with a `Visit` in place of the id of the room.
    """

    def decorate(page: Page) -> Page:
        @never_cache
        @wraps(page)
        def guarded(request: HttpRequest, room_id: UUID, **kwargs: Any) -> HttpResponse:
            room = Room.objects.select_related("scheme_version__scheme").filter(pk=room_id).first()
            if room is None:
                return unknown_room(request)
            try:
                audience = _first_open(request, room, views)
            except AccessRefused as refusal:
                return _refused(request, room, views[0], refusal)
            return _named(page(request, Visit(room, audience), **kwargs), audience)

        return guarded

    return decorate


def _named(response: HttpResponse, audience: Audience) -> HttpResponse:
    """Say whose page it is: the service worker shows a copy to nobody else."""
    if audience.participant is not None:
        response.headers["Podium-Reader"] = f"{audience.view.value}:{audience.participant}"
    return response


def _first_open(request: HttpRequest, room: Room, views: tuple[View, ...]) -> Audience:
    for view in views[:-1]:
        try:
            return audience_for(room, request.user, request.COOKIES, view)
        except AccessRefused:
            continue
    return audience_for(room, request.user, request.COOKIES, views[-1])


def unknown_room(request: HttpRequest) -> HttpResponse:
    """Return the page (404) for a room that is not there."""
    context = {
        "title": _("There is no such room"),
        "text": _("Perhaps a letter of the address was lost. Come in with the code that the host shows."),
        "offers_join": True,
    }
    return render(request, "rooms/refused.html", context, status=404)


def removed_from_room(request: HttpRequest, room: Room) -> HttpResponse:
    """Return the page (403) for somebody whom the host sent out, with the way back unless it was for good."""
    person = participant_from_cookies(room, request.COOKIES)
    is_competitor = person is not None and person.role == ParticipantRole.COMPETITOR
    for_good = person is not None and person.status == ParticipantStatus.BANNED
    context = {
        "title": _("The host has sent you out of this room") if for_good else _("You were removed from this room"),
        "text": _way_back(is_competitor=is_competitor, for_good=for_good),
        "room": room,
        "offers_return": is_competitor and not for_good and room.status != RoomStatus.ENDED,
    }
    return render(request, "rooms/refused.html", context, status=403)


def _way_back(*, is_competitor: bool, for_good: bool) -> str | Promise:
    if for_good:
        return _("What you did there is kept. Speak to the host: only the host can let you in again.")
    if is_competitor:
        return _("What you did there is kept. Come in again, or speak to the host if that was a mistake.")
    return _("What you did there is kept. Open your link once more to come in again, or speak to the host.")


def _refused(request: HttpRequest, room: Room, view: View, refusal: AccessRefused) -> HttpResponse:
    if isinstance(refusal, RoomUnknown):
        return unknown_room(request)
    if isinstance(refusal, ParticipantRemoved):
        return removed_from_room(request, room)
    context = {
        "title": TITLES[view],
        "text": WAYS[view],
        "room": room,
        "offers_join": view == View.COMPETITOR,
        "offers_sign_in": view == View.HOST and not request.user.is_authenticated,
        **_seat_waiting(request, room),
    }
    return render(request, "rooms/refused.html", context, status=403)


def _seat_waiting(request: HttpRequest, room: Room) -> dict[str, Any]:
    """Return what the page says to somebody whose account is invited to a seat of the room; nothing to others."""
    seat = seats_awaiting(request.user).filter(room=room).first() if isinstance(request.user, User) else None
    if seat is None:
        return {}
    return {
        "title": _("A seat in this room waits for you"),
        "text": _("The organiser has invited you. Confirm who you are, and you are in."),
        "seat_link": reverse("rooms:seat", args=[seat_token(seat)]),
    }

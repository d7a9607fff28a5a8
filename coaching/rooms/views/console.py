"""The host's console of a room, and the way in for those who host it too."""

from typing import Any
from uuid import uuid4

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from coaching.rooms.execution import is_chief, is_host
from coaching.rooms.expecting import arrivals, expected_names
from coaching.rooms.forms import AgainForm, SettingsForm
from coaching.rooms.hosts import host_token, hosts_of, read_host_token
from coaching.rooms.inviting import become_host
from coaching.rooms.joining import door_refusal, seat_token
from coaching.rooms.kinds import takes_newcomers
from coaching.rooms.models import Participant, ParticipantRole, Room
from coaching.rooms.protocol import View
from coaching.rooms.refusals import CommandRefused, SeatLinkInvalid
from coaching.rooms.views.doors import Visit, room_page, unknown_room
from coaching.rooms.views.outline import maximum_of, outline_of
from coaching.rooms.views.page_data import common_context, crumbs, page_data, shown_people
from people.access import role_required, signed_in
from people.permissions import may_host_rooms

EXTENSIONS = (1, 5, 10, 15, 30)
SEATED = (ParticipantRole.JUDGE, ParticipantRole.COORDINATOR, ParticipantRole.OBSERVER)


@require_safe
@room_page(View.HOST)
def host(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the host's console."""
    page = page_data(visit)
    outline = outline_of(visit.room)
    join_url = _address(request, reverse("short_join", args=[visit.room.code]))
    competitors = shown_people(page["snapshot"], "competitors")
    context = {
        **common_context(visit, page),
        **_people(request, visit.room),
        "outline": outline,
        "maximum": maximum_of(outline),
        "competitors": competitors,
        "expected": arrivals(expected_names(visit.room), (person["name"] for person in competitors)),
        "takes_newcomers": takes_newcomers(visit.room.kind),
        "door": door_refusal(visit.room) or "open",
        "join_url": join_url,
        "join_address": join_url.split("://", 1)[-1],
        "qr": qr_svg(join_url),
        "settings_form": SettingsForm(auto_id="settings_%s"),
        "extensions": [(minutes, f'{{"seconds": {minutes * 60}}}') for minutes in EXTENSIONS],
        "crumbs": crumbs(visit.room.title),
    }
    return render(request, "rooms/host/host.html", context)


@require_safe
@room_page(View.HOST)
def people(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Return the seats and hosts alone, for a console that is open when another one has come."""
    context = {"room": visit.room, **_people(request, visit.room)}
    return render(request, "rooms/host/seats_and_hosts.html", context)


def _people(request: HttpRequest, room: Room) -> dict[str, Any]:
    seats = [_seat(request, seat) for seat in Participant.objects.filter(room=room, role__in=SEATED)]
    user = signed_in(request)
    chief = is_chief(room, user)
    link = _address(request, reverse("rooms:join_as_host", args=[host_token(room)])) if chief else ""
    return {
        "judges": [seat for seat in seats if seat["role"] == ParticipantRole.JUDGE],
        "coordinators": [seat for seat in seats if seat["role"] == ParticipantRole.COORDINATOR],
        "observers": [seat for seat in seats if seat["role"] == ParticipantRole.OBSERVER],
        "hosts": hosts_of(room),
        "is_chief": chief,
        "reader": user,
        "host_link": link,
    }


def _seat(request: HttpRequest, seat: Participant) -> dict[str, Any]:
    link = _address(request, reverse("rooms:seat", args=[seat_token(seat)]))
    return {
        "id": str(seat.pk),
        "role": str(seat.role),
        "number": seat.number,
        "name": seat.display_name,
        "link": link,
        "qr": qr_svg(link),
    }


def _address(request: HttpRequest, path: str) -> str:
    """Return a full address that other devices reach: as the host came here, or the public one behind a proxy."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + path if settings.PRODUCTION else request.build_absolute_uri(path)


def qr_svg(text: str) -> SafeString:
    """Return a QR code as inline SVG with its quiet zone, scaled by CSS, dark on white in every appearance."""
    code = segno.make(text, error="m", micro=False)
    svg = code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None, dark="#000", light="#fff")
    return mark_safe(svg)  # noqa: S308 -- segno draws paths only; the text is not in it


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_host_rooms)
def join_as_host(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody who may host rooms host the one that the link is for."""
    user = signed_in(request)
    form = AgainForm(request.POST or None)
    refusal = ""
    try:
        room = read_host_token(token)
        if request.method == "POST" and form.is_valid():
            become_host(token=token, user=user, **form.cleaned_data)
    except SeatLinkInvalid:
        return unknown_room(request)
    except CommandRefused as refused:
        refusal = refused.message
    if is_host(room, user):
        return redirect("rooms:host", room_id=room.pk)
    context = {"room": room, "refusal": refusal, "command_id": uuid4(), "reader": user}
    return render(request, "rooms/joining/co_host.html", context)

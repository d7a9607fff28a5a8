"""Coming in: by the code of the room, by its QR code, or by a judge's own link."""

from http import HTTPStatus
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from coaching.rooms import joining
from coaching.rooms.execution import SENT_OUT
from coaching.rooms.expecting import names_to_offer
from coaching.rooms.forms import AgainForm, CodeForm, NameForm
from coaching.rooms.joining import Joined, door_refusal, find_open_room, participant_from_cookies
from coaching.rooms.models import Participant, ParticipantRole, ParticipantStatus, Room, RoomStatus
from coaching.rooms.refusals import CommandRefused, RoomNotFound, SeatLinkInvalid, message_of
from coaching.rooms.seating import PANEL_ROLES, represents_somebody
from coaching.rooms.views.attempts import REMEMBERED_FOR, may_try, recognise, record_wrong
from coaching.rooms.views.doors import removed_from_room, unknown_room
from coaching.rooms.views.page_data import spaced
from people.models import User


@require_safe
def short_join(request: HttpRequest, code: str) -> HttpResponse:
    """Send the reader of a QR code to the room in their own language."""
    return redirect("rooms:join_room", code=code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a room, or take the one that the form on the home page has put into the address."""
    asked = request.GET if "code" in request.GET else None
    form = CodeForm(request.POST or asked)
    if form.is_valid():
        found = _look_up(request, form.cleaned_data["code"])
        if isinstance(found, Room):
            return redirect("rooms:join_room", code=found.code)
        form.add_error("code", found)
    return _code_page(request, form)


def _code_page(request: HttpRequest, form: CodeForm) -> HttpResponse:
    status = HTTPStatus.OK if not form.errors or may_try(request) else HTTPStatus.TOO_MANY_REQUESTS
    response = render(request, "rooms/joining/code.html", {"form": form}, status=status)
    recognise(request, response)
    return response


def _look_up(request: HttpRequest, code: str) -> Room | str:
    """Return the open room with this code, or in words why there is none for this reader."""
    if not may_try(request):
        return _("Too many wrong codes were tried here. Wait ten minutes and try again.")
    try:
        return find_open_room(code)
    except RoomNotFound:
        record_wrong(request)
        return _("No open room has this code. Look at the host's screen again: codes have six digits.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_room(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a competitor's name and let them in; who was removed may come in again as who they were."""
    found = _look_up(request, code)
    if not isinstance(found, Room):
        form = CodeForm({"code": code})
        form.full_clean()
        if "code" not in form.errors:
            form.add_error("code", found)
        return _code_page(request, form)
    here = participant_from_cookies(found, request.COOKIES)
    if here is not None and here.status in SENT_OUT:
        came_by_code = here.role == ParticipantRole.COMPETITOR
        is_removed = here.status == ParticipantStatus.REMOVED
        return _again_page(request, found, here) if came_by_code and is_removed else removed_from_room(request, found)
    if here is not None and here.status == ParticipantStatus.PRESENT and request.method != "POST":
        return redirect(_own_page(here))
    return _name_page(request, found)


def _own_page(participant: Participant) -> str:
    return reverse(joining.PAGES[participant.role], args=[participant.room_id])


def _again_page(request: HttpRequest, room: Room, here: Participant) -> HttpResponse:
    form = AgainForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _let_in(request, room, joining.come_again(participant=here, **form.cleaned_data))
        except CommandRefused as refused:
            refusal = refused.message
    context = {"room": room, "here": here, "refusal": refusal, "command_id": uuid4(), "spaced_code": spaced(room.code)}
    return render(request, "rooms/joining/again.html", context)


def _name_page(request: HttpRequest, room: Room) -> HttpResponse:
    form = NameForm(request.POST or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            joined = joining.join(room=room, user=_account(request), **form.cleaned_data)
        except CommandRefused as refusal:
            form.take_refusal(refusal)
        else:
            return _let_in(request, room, joined)
    names = names_to_offer(room)
    if names:
        form.offer("expected-names")
    closed = door_refusal(room)
    context = {
        "form": form,
        "room": room,
        "spaced_code": spaced(room.code),
        "names": names,
        "closed": message_of(closed) if closed and closed != "room_locked" else "",
    }
    return render(request, "rooms/joining/name.html", context)


def _initial(request: HttpRequest) -> dict[str, object]:
    account = _account(request)
    # The name alone: an account without one would put its e-mail address on the board.
    return {"command_id": uuid4(), "display_name": account.name if account else ""}


def _account(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _let_in(request: HttpRequest, room: Room, joined: Joined) -> HttpResponse:
    """Give the browser its secret and show it its own page."""
    response = redirect(_own_page(joined.participant))
    if joined.secret:
        response.set_cookie(
            joining.cookie_name(room),
            joined.secret,
            max_age=REMEMBERED_FOR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, token: str) -> HttpResponse:
    """Let a judge, a coordinator or an observer take the seat that their own link is for."""
    try:
        invited = joining.read_seat_token(token)
    except SeatLinkInvalid:
        return unknown_room(request)
    if invited.status == ParticipantStatus.BANNED:
        return removed_from_room(request, invited.room)
    here = participant_from_cookies(invited.room, request.COOKIES)
    is_here = here is not None and here.pk == invited.pk and here.status == ParticipantStatus.PRESENT
    if request.method != "POST" and is_here:
        return redirect(_own_page(invited))
    return _seat_page(request, invited, here)


def _seat_page(request: HttpRequest, invited: Participant, here: Participant | None) -> HttpResponse:
    initial = _initial(request)
    form = NameForm(
        request.POST or None, initial={**initial, "display_name": invited.display_name or initial["display_name"]}
    )
    if invited.room.compatriots_apart and invited.role in PANEL_ROLES and not represents_somebody(invited):
        form.ask_whom_they_represent()
    else:
        form.ask_only_name()
    is_expected = invited.status == ParticipantStatus.INVITED and invited.display_name != ""
    if is_expected:
        form.expect_somebody()
    if request.method == "POST" and form.is_valid():
        try:
            joined = joining.claim_seat(participant=invited, user=_account(request), **form.cleaned_data)
        except CommandRefused as refusal:
            form.take_refusal(refusal)
        else:
            return _let_in(request, invited.room, joined)
    context = {
        "form": form,
        "room": invited.room,
        "seat": invited,
        "is_expected": is_expected,
        "here": here,
        "is_over": invited.room.status == RoomStatus.ENDED,
    }
    return render(request, "rooms/joining/seat.html", context)

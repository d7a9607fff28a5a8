"""A room over plain HTTP, for readers whose sockets a proxy does not let through.

Commands come by POST and are carried out as those of sockets are, by `committing.carry_out`; what a reader may see is
read again and again, and costs next to nothing while nothing has changed.
"""

import hashlib
import time
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coaching.rooms import protocol
from coaching.rooms.access import Visit, socket_visit, visit
from coaching.rooms.allowance import Allowances
from coaching.rooms.committing import Order, Outcome, carry_out, refusal_of, turned_away
from coaching.rooms.joining import secret_in
from coaching.rooms.models import Room
from coaching.rooms.plain_readers import etag_of, note_visit
from coaching.rooms.protocol import CloseCode, Message, MessageRefused, View
from coaching.rooms.refusals import AccessRefused, CommandRefused, RoomUnknown
from coaching.rooms.snapshot import snapshot_for

STATUS_OF_CLOSING = {
    CloseCode.NOT_ALLOWED: HTTPStatus.FORBIDDEN,
    CloseCode.NO_SUCH_ROOM: HTTPStatus.NOT_FOUND,
    CloseCode.REMOVED: HTTPStatus.GONE,
}
STATUS_OF_REFUSING = {"too_big": HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_fast": HTTPStatus.TOO_MANY_REQUESTS}

allowances = Allowances()


@never_cache
@require_POST
def commands(request: HttpRequest, room_id: UUID, view: str) -> HttpResponse:
    """Answer one message as a socket of this view would; the body is the message, the answer is the reply."""
    try:
        message = _read_message(request, room_id)
        return _answered(request, room_id, view, message)
    except MessageRefused as refusal:
        status = STATUS_OF_REFUSING.get(refusal.code, HTTPStatus.BAD_REQUEST)
        return _said(_refused(refusal), status)
    except CommandRefused as refusal:
        return _said(refusal_of(message.id, refusal))
    except AccessRefused as refusal:
        return _said(turned_away(message.id, refusal), STATUS_OF_CLOSING[CloseCode(refusal.close_code)])


def _read_message(request: HttpRequest, room_id: UUID) -> Message:
    """Return the message in the body.

    Raises:
        MessageRefused: it is none, or this reader has sent too many.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > protocol.LARGEST_MESSAGE:
        raise MessageRefused("too_big")
    try:
        text = request.body.decode()
    except UnicodeDecodeError:
        raise MessageRefused("not_json") from None
    message = protocol.read_message(text)
    if not allowances.take(_reader(request, room_id)):
        raise MessageRefused("too_fast", message.id)
    return message


def _reader(request: HttpRequest, room_id: UUID) -> str:
    """Return what tells this browser from others before the database is asked; an address stands for strangers."""
    known = secret_in(room_id, request.COOKIES) or request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return hashlib.sha256(f"{room_id} {known or request.META.get('REMOTE_ADDR', '')}".encode()).hexdigest()


def _answered(request: HttpRequest, room_id: UUID, view: str, message: Message) -> HttpResponse:
    if message.type == "time":
        sent = protocol.read_data(message.type, message.data)["sent"]
        return _said({"type": "time", "id": message.id, "sent": sent, "now": time.time_ns() // 1_000_000})
    if message.type == "snapshot.read":
        seq = socket_visit(room_id, request.COOKIES, view).room.seq
        return _said({"type": "reply", "id": message.id, "ok": True, "seq": seq, "data": {}})
    language = get_language() or settings.LANGUAGE_CODE
    order = Order(room_id, request.COOKIES, view, language, message.id, message.type, dict(message.data))
    return _outcome(carry_out([order])[0])


def _outcome(outcome: Outcome) -> HttpResponse:
    if outcome.close_code is None:
        return _said(outcome.reply)
    return _said(outcome.reply, STATUS_OF_CLOSING[CloseCode(outcome.close_code)])


def _refused(refusal: MessageRefused) -> dict[str, Any]:
    if refusal.id is not None:
        return refusal_of(refusal.id, refusal)
    return {"type": "error", "code": refusal.code, "message": refusal.message}


def _said(message: dict[str, Any], status: int = HTTPStatus.OK) -> HttpResponse:
    return HttpResponse(protocol.encode(message), status=status, content_type="application/json")


@require_safe
def state(request: HttpRequest, room_id: UUID, view: str) -> HttpResponse:
    """Return the snapshot of this reader, or 304 when the room has not moved since the one that they name."""
    if not allowances.take(_reader(request, room_id)):
        return _turned_away(CommandRefused("too_fast"), HTTPStatus.TOO_MANY_REQUESTS)
    try:
        found = _visit(request, room_id, view)
    except AccessRefused as refusal:
        code = turned_away("", refusal)["error"]["code"]
        return _turned_away(CommandRefused(code), STATUS_OF_CLOSING[CloseCode(refusal.close_code)])
    note_visit(found, timezone.now())
    etag = etag_of(found)
    response = get_conditional_response(request, etag=etag) or _snapshot(found)
    response.headers["ETag"] = etag
    # The next command needs the token, and a board page has had none.
    get_token(request)
    return _only_for(response, found.audience.view)


def _visit(request: HttpRequest, room_id: UUID, view: str) -> Visit:
    room = Room.objects.filter(pk=room_id).first()
    if room is None:
        raise RoomUnknown
    return visit(room, request.user, request.COOKIES, view)


def _snapshot(found: Visit) -> HttpResponse:
    # The room as it was read before the rest: what happened meanwhile comes with the next answer, and changes nothing.
    data = snapshot_for(found.room, found.audience)
    return _said({"type": "snapshot", "seq": found.room.seq, "data": data})


def _turned_away(refusal: CommandRefused, status: int) -> HttpResponse:
    response = _said({"type": "error", "code": refusal.code, "message": refusal.message}, status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _only_for(response: HttpResponse, view: View) -> HttpResponse:
    """Let no cache give this answer to anybody else; what only some may see is not even kept on this computer."""
    for_nobody_else: dict[str, Any] = {} if view == View.BOARD else {"no_store": True}
    patch_cache_control(response, private=True, no_cache=True, **for_nobody_else)
    patch_vary_headers(response, ["Cookie"])
    return response

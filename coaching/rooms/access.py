"""Who may look at a room, and as what: decided from the session and the secret, each time anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import SimpleNamespace
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from coaching.rooms.actors import Actor, HostActor, ParticipantActor
from coaching.rooms.audience import BOARD, Audience
from coaching.rooms.execution import audience_of, is_host
from coaching.rooms.joining import participant_from_cookies, participants_by_secret, secret_in
from coaching.rooms.models import BoardPolicy, Participant, ParticipantRole, ParticipantStatus, Room
from coaching.rooms.protocol import View
from coaching.rooms.refusals import AccessRefused, ParticipantRemoved, RoomUnknown
from people.models import User

_ROLES = {View.JUDGE: ParticipantRole.JUDGE, View.COMPETITOR: ParticipantRole.COMPETITOR}


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who may look: as whom, and who acts when they give a command (nobody at a board)."""

    room: Room
    audience: Audience
    actor: Actor | None


def audience_for(room: Room, user: User | AnonymousUser | None, cookies: Mapping[str, str], view: str) -> Audience:
    """Return as whom this browser may look at the room in this view.

    Raises:
        AccessRefused: it may not; ParticipantRemoved: the host removed this person.
    """
    return visit(room, user, cookies, view).audience


def visit(room: Room, user: User | AnonymousUser | None, cookies: Mapping[str, str], view: str) -> Visit:
    """Return the visit of this browser to this view of the room.

    Raises:
        AccessRefused: it may not; ParticipantRemoved: the host removed this person.
    """
    wanted = _view(view)
    if wanted == View.BOARD:
        return _board_visit(room)
    if wanted == View.HOST:
        return _host_visit(room, user)
    return _participant_visit(room, user, cookies, wanted)


@dataclass(frozen=True, slots=True)
class Caller:
    """A socket that has been opened: to which room, by a browser with which cookies, to look at what."""

    room_id: UUID
    cookies: Mapping[str, str]
    view: str


def socket_visit(room_id: UUID, cookies: Mapping[str, str], view: str) -> Visit:
    """Return the visit of a socket that came with these cookies: room and session are read from the database.

    Raises:
        RoomUnknown: there is no such room; AccessRefused: this browser may not look at it in this view.
    """
    room = Room.objects.filter(pk=room_id).first()
    if room is None:
        raise RoomUnknown
    return visit(room, None if view == View.BOARD else _user_of_session(cookies), cookies, view)


def socket_visits(callers: Sequence[Caller]) -> list[Visit | AccessRefused]:
    """Return for each caller what `socket_visit` would: the visit, or why not. What all need is read once."""
    rooms = Room.objects.in_bulk({caller.room_id for caller in callers})
    secrets = {secret_in(caller.room_id, caller.cookies) for caller in callers if caller.view != View.BOARD}
    known = participants_by_secret(secrets - {""})
    return [_visit_of(caller, rooms, known) for caller in callers]


def _visit_of(caller: Caller, rooms: Mapping[UUID, Room], known: Mapping[str, Participant]) -> Visit | AccessRefused:
    try:
        room = rooms.get(caller.room_id)
        if room is None:
            raise RoomUnknown
        participant = known.get(secret_in(caller.room_id, caller.cookies))
        role = _ROLES.get(_view(caller.view))
        if participant is not None and participant.room_id == room.pk and participant.role == role:
            return _visit_as(room, participant)
        user = None if caller.view == View.BOARD else _user_of_session(caller.cookies)
        return visit(room, user, caller.cookies, caller.view)
    except AccessRefused as refusal:
        return refusal


def _view(view: str) -> View:
    try:
        return View(view)
    except ValueError:
        raise AccessRefused from None


def _board_visit(room: Room) -> Visit:
    if room.board == BoardPolicy.NEVER:
        raise AccessRefused
    return Visit(room, BOARD, None)


def _host_visit(room: Room, user: User | AnonymousUser | None) -> Visit:
    if not isinstance(user, User) or not is_host(room, user):
        raise AccessRefused
    return Visit(room, Audience(View.HOST, name=user.get_full_name()), HostActor(user))


def _participant_visit(room: Room, user: User | AnonymousUser | None, cookies: Mapping[str, str], view: View) -> Visit:
    participant = participant_from_cookies(room, cookies)
    if participant is None or participant.role != _ROLES[view]:
        participant = _participant_of(room, user, _ROLES[view])
    if participant is None:
        raise AccessRefused
    return _visit_as(room, participant)


def _visit_as(room: Room, participant: Participant) -> Visit:
    if participant.status == ParticipantStatus.REMOVED:
        raise ParticipantRemoved
    actor = ParticipantActor(participant)
    return Visit(room, audience_of(actor), actor)


def _participant_of(room: Room, user: User | AnonymousUser | None, role: ParticipantRole) -> Participant | None:
    if not isinstance(user, User) or not user.is_active:
        return None
    return Participant.objects.filter(room=room, role=role, user=user).order_by("number").first()


def _user_of_session(cookies: Mapping[str, str]) -> User | None:
    key = cookies.get(settings.SESSION_COOKIE_NAME)
    if not key:
        return None
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    # Django's own check: the session is alive, the user active, the password the one that it began with.
    user = get_user(cast("HttpRequest", SimpleNamespace(session=store, META={})))
    return user if isinstance(user, User) else None

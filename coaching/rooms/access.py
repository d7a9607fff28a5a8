"""Who may look at a room, and as what: decided from the session and the secret, each time anew."""

from collections.abc import Mapping
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
from coaching.rooms.joining import participant_from_cookies
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


def socket_visit(room_id: UUID, cookies: Mapping[str, str], view: str) -> Visit:
    """Return the visit of a socket that came with these cookies: room and session are read from the database.

    Raises:
        RoomUnknown: there is no such room; AccessRefused: this browser may not look at it in this view.
    """
    room = Room.objects.filter(pk=room_id).first()
    if room is None:
        raise RoomUnknown
    return visit(room, _user_of_session(cookies), cookies, view)


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

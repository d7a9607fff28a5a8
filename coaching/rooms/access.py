"""Who may look at a room, and as what: decided from the session and the secret, each time anew."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from coaching.rooms.actors import Actor, HostActor, ParticipantActor
from coaching.rooms.audience import BOARD, Audience
from coaching.rooms.execution import SENT_OUT, audience_of, is_host
from coaching.rooms.joining import participant_from_cookies, participants_by_secret, secret_in
from coaching.rooms.models import BoardPolicy, Participant, ParticipantRole, ParticipantStatus, Room
from coaching.rooms.protocol import View
from coaching.rooms.refusals import AccessRefused, ParticipantRemoved, RoomUnknown
from people.models import User

_ROLES = {View(role): role for role in ParticipantRole}


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
    read = _ReadOnce(callers)
    return [_visit_of(caller, read) for caller in callers]


class _ReadOnce:
    """The rooms, sessions and participants of many callers, by one query for each kind."""

    def __init__(self, callers: Sequence[Caller]) -> None:
        """Read them."""
        people = [caller for caller in callers if caller.view != View.BOARD]
        self.rooms = Room.objects.in_bulk({caller.room_id for caller in callers})
        self.known = participants_by_secret({secret_in(each.room_id, each.cookies) for each in people} - {""})
        self.sessions = _sessions({_session_key(each.cookies) for each in people} - {""})
        accounts = {session.get(SESSION_KEY) for session in self.sessions.values()} - {None}
        rows = Participant.objects.filter(room__in=self.rooms, user__in=accounts).order_by("-number")
        # The lowest number stays.
        self.own = {(row.room_id, row.user_id, row.role): row for row in rows}

    def participant(self, caller: Caller, role: str) -> Participant | None:
        """Return who the caller is in this role: by the browser's secret, otherwise by the account."""
        found = self.known.get(secret_in(caller.room_id, caller.cookies))
        if found is not None and found.room_id == caller.room_id and found.role == role:
            return found
        user = self.user(caller)
        return None if user is None else self.own.get((caller.room_id, user.pk, role))

    def user(self, caller: Caller) -> User | None:
        """Return the account that is signed in, if any."""
        session = self.sessions.get(_session_key(caller.cookies))
        return None if session is None else _user_of(session)


def _visit_of(caller: Caller, read: _ReadOnce) -> Visit | AccessRefused:
    try:
        room = read.rooms.get(caller.room_id)
        if room is None:
            raise RoomUnknown
        wanted = _view(caller.view)
        if wanted not in _ROLES:
            return visit(room, None if wanted == View.BOARD else read.user(caller), caller.cookies, caller.view)
        participant = read.participant(caller, _ROLES[wanted])
        if participant is None:
            raise AccessRefused  # noqa: TRY301 -- answered like every other refusal
        return _visit_as(room, participant)
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
    if participant.status in SENT_OUT:
        raise ParticipantRemoved
    if participant.status == ParticipantStatus.INVITED:
        # An account alone takes no seat: its person confirms who they are first, by the page of the seat.
        raise AccessRefused
    actor = ParticipantActor(participant)
    return Visit(room, audience_of(actor), actor)


def _participant_of(room: Room, user: User | AnonymousUser | None, role: ParticipantRole) -> Participant | None:
    if not isinstance(user, User) or not user.is_active:
        return None
    return Participant.objects.filter(room=room, role=role, user=user).order_by("number").first()


def _user_of_session(cookies: Mapping[str, str]) -> User | None:
    key = _session_key(cookies)
    return _user_of(_session_store()(key)) if key else None


def _user_of(session: SessionBase) -> User | None:
    # Django's own check: the session is alive, the user active, the password the one that it began with.
    user = get_user(cast("HttpRequest", SimpleNamespace(session=session, META={})))
    return user if isinstance(user, User) and user.is_active else None


def _session_key(cookies: Mapping[str, str]) -> str:
    return cookies.get(settings.SESSION_COOKIE_NAME, "")


def _session_store() -> type[SessionBase]:
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    return store


def _sessions(keys: Collection[str]) -> dict[str, SessionBase]:
    """Return the sessions with these keys; those in the database are read at once, others when they are looked at."""
    sessions = {key: _session_store()(key) for key in keys}
    if _session_store() is DatabaseSession:
        alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
        contents = {row.session_key: row.get_decoded() for row in alive}
        for key, session in sessions.items():
            cast("Any", session)._session_cache = contents.get(key, {})  # noqa: SLF001 -- where a session keeps it
    return sessions

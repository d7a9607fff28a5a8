"""Who hosts a room: its chief, who is `Room.host`, and the co-hosts whom the chief invites by a signed link."""

from collections.abc import Sequence
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet

from coaching.rooms.context import Context, Happening
from coaching.rooms.facts import HostFacts
from coaching.rooms.models import Room, RoomEvent, RoomHost
from coaching.rooms.refusals import CommandRefused, SeatLinkInvalid
from people.models import User

_SALT = "coaching.rooms.host"
CHANGED = "hosts.changed"


def hosts_of(room: Room) -> list[HostFacts]:
    """Return the chief and after them the co-hosts, in the order in which they came."""
    rows = RoomHost.objects.filter(room=room).exclude(user=room.host_id).select_related("user").order_by("pk")
    return [_facts(room.host, chief=True), *(_facts(row.user, chief=False) for row in rows)]


def _facts(user: User, *, chief: bool) -> HostFacts:
    return {"user": user.pk, "name": user.get_full_name(), "chief": chief}


def hosted_by(user: User) -> QuerySet[Room]:
    """Return the rooms that `user` hosts, alone or with others."""
    shared = RoomHost.objects.filter(user=user).values("room")
    return Room.objects.filter(Q(host=user) | Q(pk__in=shared))


def host_token(room: Room) -> str:
    """Return what the link for the next co-host of the room carries; only Podium can make it.

    It holds good until the hosts change: one account comes in by it, and nobody who was removed comes back by it.
    """
    return signing.Signer(salt=_SALT).sign_object([room.pk.hex, _changes(room)])


def _changes(room: Room) -> int:
    return RoomEvent.objects.filter(room=room, type=CHANGED).count()


def read_host_token(token: str) -> Room:
    """Return the room that the link lets somebody host.

    Raises:
        SeatLinkInvalid: Podium did not make this link, or the hosts have changed since.
    """
    try:
        key, changes = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        raise SeatLinkInvalid from None
    room = Room.objects.filter(pk=UUID(key)).first()
    if room is None or _changes(room) != changes:
        raise SeatLinkInvalid
    return room


def add_host(room: Room, user: User) -> Happening:
    """Let an account host the room too.

    Raises:
        CommandRefused: `already_host`.
    """
    if user.pk in _keys(hosts_of(room)):
        raise CommandRefused("already_host")
    RoomHost.objects.create(room=room, user=user)
    return _changed(room)


def remove_host(context: Context, user: int) -> Happening:
    """Take the room from a co-host.

    Raises:
        CommandRefused: `unknown_host`, `chief_stays`.
    """
    _refuse_stranger(context.room, user)
    RoomHost.objects.filter(room=context.room, user=user).delete()
    return _changed(context.room)


def hand_over(context: Context, user: int) -> Happening:
    """Make a co-host the chief; whoever was the chief stays as a co-host.

    Raises:
        CommandRefused: `unknown_host`, `chief_stays`.
    """
    room = context.room
    _refuse_stranger(room, user)
    RoomHost.objects.filter(room=room, user=user).delete()
    RoomHost.objects.create(room=room, user=room.host)
    room.host = User.objects.get(pk=user)
    return _changed(room, "host")


def _refuse_stranger(room: Room, user: int) -> None:
    if user == room.host_id:
        raise CommandRefused("chief_stays", field="user")
    if user not in _keys(hosts_of(room)):
        raise CommandRefused("unknown_host", field="user")


def _keys(hosts: Sequence[HostFacts]) -> set[int]:
    return {host["user"] for host in hosts}


def _changed(room: Room, *fields: str) -> Happening:
    return Happening(CHANGED, {"hosts": hosts_of(room)}, fields)

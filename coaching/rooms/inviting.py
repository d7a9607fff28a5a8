"""Hosting a room with others: an account comes in by the link that the chief has given it."""

from uuid import UUID

from coaching.rooms.actors import HostActor
from coaching.rooms.context import Context, Happening
from coaching.rooms.execution import Command, record
from coaching.rooms.hosts import CHANGED, add_host, read_host_token
from coaching.rooms.models import Room
from coaching.rooms.refusals import CommandRefused
from people.models import User
from people.permissions import may_host_rooms


def become_host(*, token: str, user: User, command_id: UUID) -> Room:
    """Let an account that may host rooms host the one that the link is for, and return it.

    Raises:
        SeatLinkInvalid: the link is not good, or no longer; CommandRefused: `not_allowed`, `already_host`.
    """
    if not may_host_rooms(user):
        raise CommandRefused("not_allowed")
    room = read_host_token(token)

    def act(context: Context) -> Happening:
        # Of two who come at once by the same link one finds it used.
        read_host_token(token)
        return add_host(context.room, user)

    record(room.pk, Command(command_id, CHANGED, HostActor(user), act))
    return room

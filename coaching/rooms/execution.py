"""Carrying out a command: one transaction, one event, one answer.

The row of the room is locked, so the commands of one room come one after another and take its `seq` in turn
(on SQLite every writing transaction is alone anyway). The answer is given after the commit and never before.
The same command id again gives the same answer and changes nothing.

`perform` works on a room that is already locked: several commands may be performed in one transaction.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from coaching.rooms import doorbell, event_log
from coaching.rooms.actors import Actor, HostActor, ParticipantActor, SystemActor
from coaching.rooms.audience import HOST, Audience
from coaching.rooms.commands import HANDLERS
from coaching.rooms.context import Context, Happening
from coaching.rooms.event_log import LoggedEvent, Pen
from coaching.rooms.facts import room_facts
from coaching.rooms.ledger import Ledger
from coaching.rooms.models import Participant, ParticipantStatus, Room, RoomHost
from coaching.rooms.prepared import Prepared, Question, question
from coaching.rooms.protocol import COMMANDS, CommandKind, View, read_data
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.rendering import event_seen
from people.models import User

Act = Callable[[Context], Happening]
SENT_OUT = frozenset({ParticipantStatus.REMOVED, ParticipantStatus.BANNED})


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a command that was carried out: what changed, as its sender may see it."""

    seq: int
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do in a locked room, under the id that its sender gave it."""

    id: UUID
    event_type: str
    actor: Actor
    act: Act


def execute(*, room_id: UUID, actor: Actor, command_id: UUID, type: str, data: dict[str, Any]) -> Reply:
    """Carry out a command of the protocol and return its answer.

    Raises:
        CommandRefused: it was not carried out, and nothing has changed.
    """
    event, room = record(room_id, command_for(actor, command_id, type, data))
    return reply_to(event, room, audience_of(actor))


def command_for(actor: Actor, command_id: UUID, type: str, data: dict[str, Any], *, is_fresh: bool = False) -> Command:
    """Return the command of the protocol, which refuses whoever may not give it when it is performed.

    With `is_fresh` the actor was read from the database after the room was locked, and need not be read again.

    Raises:
        CommandRefused: there is no such command, or its data are not what they should be.
    """
    if type not in COMMANDS:
        raise CommandRefused("unknown_command")
    content, kind = read_data(type, data), COMMANDS[type]

    def act(context: Context) -> Happening:
        refuse_unless_allowed(context.room, context.actor, kind.views, chief=kind.chief, is_fresh=is_fresh)
        refuse_wrong_moment(context.room, kind)
        return HANDLERS[type](context, content)

    return Command(command_id, kind.event, actor, act)


def refuse_wrong_moment(room: Room, kind: CommandKind) -> None:
    """Let the command pass if it makes sense in the room as it is now.

    Raises:
        CommandRefused: what the protocol names for the status of the room.
    """
    if room.status in kind.refused_when:
        raise CommandRefused(kind.refused_when[room.status])


def reply_to(event: LoggedEvent, room: Room, audience: Audience) -> Reply:
    """Return the answer to the command that became `event`, as its sender may see it."""
    return Reply(event.seq, event_seen(event, room_facts(room), audience) or {})


def record(room_id: UUID, command: Command, *, now: datetime | None = None) -> tuple[LoggedEvent, Room]:
    """Perform one command in a transaction of its own and ring the doorbell after the commit.

    `now` is the moment at which it happens, for a room that is told afterwards; without it, this one.

    Raises:
        CommandRefused: there is no such room, or the command was refused.
    """
    with transaction.atomic():
        room = locked_room(room_id)
        event, is_new = perform(room, command, now=now)
        if is_new:
            transaction.on_commit(lambda: doorbell.ring(event))
    return event, room


def locked_room(room_id: UUID) -> Room:
    """Return the room with its row locked until the transaction ends.

    Raises:
        CommandRefused: there is no such room.
    """
    room = _lockable().filter(pk=room_id).first()
    if room is None:
        raise CommandRefused("not_allowed")
    return room


def lock_on(rooms: Collection[UUID]) -> Question[Room]:
    """Return the question for these rooms, which locks them in the order that every process locks them in."""
    return _ONE_LOCKED.about(*rooms) if len(rooms) == 1 else question(_lockable().filter(pk__in=rooms).order_by("pk"))


def _lockable() -> QuerySet[Any]:
    # Whether the version is frozen comes along, so that a mark need not ask for it; its row is not locked.
    return Room.objects.select_for_update(of=("self",)).annotate(version_frozen_at=F("scheme_version__frozen_at"))


_ONE_LOCKED: Prepared[Any] = Prepared(lambda key: _lockable().filter(pk=key))


def perform(
    room: Room,
    command: Command,
    *,
    now: datetime | None = None,
    pen: Pen | None = None,
    ledger: Ledger | None = None,
) -> tuple[LoggedEvent, bool]:
    """Do the command in the locked room; return its event and whether it is new.

    With a `pen`, which knows what the command may have become before, the event is written when the pen writes;
    a `ledger` has read for several commands, and is written by whoever brings it.

    Raises:
        CommandRefused: the id belongs to another command, or the command was refused.
    """
    earlier = event_log.find(room.pk, command.id) if pen is None else pen.find(room.pk, command.id)
    if earlier is not None:
        _refuse_stranger(earlier, command)
        return earlier, False
    context = Context(room, command.actor, now or timezone.now(), ledger or Ledger())
    happening = command.act(context)
    event = event_log.append(
        room,
        event_type=happening.type,
        data=happening.data,
        user=context.user,
        participant=happening.by or context.participant,
        command_id=command.id,
        now=context.now,
        changed=happening.changed,
        pen=pen,
    )
    return event, True


def _refuse_stranger(earlier: LoggedEvent, command: Command) -> None:
    actor = command.actor
    user = actor.user.pk if isinstance(actor, HostActor) else None
    same_user = earlier.actor_user == user
    same_person = not isinstance(actor, ParticipantActor) or earlier.actor_participant == str(actor.participant.pk)
    if earlier.type != command.event_type or not same_user or not same_person:
        raise CommandRefused("command_id_reused")


def refuse_unless_allowed(
    room: Room, actor: Actor, views: Collection[View], *, chief: bool = False, is_fresh: bool = False
) -> None:
    """Let the command pass if the database says, now, that the actor may give commands of one of these views.

    With `chief` it is the first host's alone; with `is_fresh` a participant was read after the room was locked.

    Raises:
        CommandRefused: `not_allowed`, `chief_only`, or `removed` for somebody whom the host sent out.
    """
    if isinstance(actor, SystemActor):
        return
    if isinstance(actor, HostActor):
        allowed = View.HOST in views and is_host(room, actor.user)
        if allowed and chief and not is_chief(room, actor.user):
            raise CommandRefused("chief_only")
    else:
        allowed = _has_role(room, actor.participant, views, is_fresh=is_fresh)
    if not allowed:
        raise CommandRefused("not_allowed")


def is_host(room: Room, user: User) -> bool:
    """Return whether the account is active and hosts the room, alone or with others, as the database has it now."""
    return is_chief(room, user) or RoomHost.objects.filter(room=room, user=user.pk, user__is_active=True).exists()


def is_chief(room: Room, user: User) -> bool:
    """Return whether the account is active and is the room's first host, or may do everything."""
    found = User.objects.filter(pk=user.pk, is_active=True).only("pk", "is_superuser").first()
    return found is not None and (found.pk == room.host_id or found.is_superuser)


def _has_role(room: Room, participant: Participant, views: Collection[View], *, is_fresh: bool) -> bool:
    found = participant if is_fresh else _read_again(room, participant)
    if found is not None and found.status in SENT_OUT:
        raise CommandRefused("removed")
    return found is not None and View(found.role) in views


def _read_again(room: Room, participant: Participant) -> Participant | None:
    return Participant.objects.filter(pk=participant.pk, room=room).only("role", "status").first()


def audience_of(actor: Actor) -> Audience:
    """Return as whom the actor sees the answer to a command."""
    if not isinstance(actor, ParticipantActor):
        return HOST
    participant = actor.participant
    return Audience(View(participant.role), str(participant.pk), participant.display_name, participant.number)

"""The host's commands about people: lock the door, send somebody out, let them in again."""

from typing import Any
from uuid import UUID

from coaching.rooms.context import Context, Happening
from coaching.rooms.facts import participant_facts, room_facts
from coaching.rooms.models import Participant, ParticipantStatus, RoomStatus
from coaching.rooms.refusals import CommandRefused


def lock(context: Context, data: dict[str, Any]) -> Happening:
    """Lock the room against newcomers, or unlock it.

    Raises:
        CommandRefused: `room_ended`.
    """
    if context.room.status == RoomStatus.ENDED:
        raise CommandRefused("room_ended")
    context.room.locked = data["locked"]
    return Happening("room.locked", {"room": room_facts(context.room)}, ("locked",))


def remove(context: Context, data: dict[str, Any]) -> Happening:
    """Send a judge or a competitor out; their marks stay, their sockets are closed.

    Raises:
        CommandRefused: `unknown_participant`, `already_removed`.
    """
    participant = _participant(context, data["participant"])
    if participant.status == ParticipantStatus.REMOVED:
        raise CommandRefused("already_removed", field="participant")
    participant.status = ParticipantStatus.REMOVED
    return _saved(participant, "participant.removed")


def readmit(context: Context, data: dict[str, Any]) -> Happening:
    """Let somebody who was removed come back as who they were.

    Raises:
        CommandRefused: `unknown_participant`, `not_removed`.
    """
    participant = _participant(context, data["participant"])
    if participant.status != ParticipantStatus.REMOVED:
        raise CommandRefused("not_removed", field="participant")
    participant.status = ParticipantStatus.PRESENT if participant.joined_at else ParticipantStatus.INVITED
    return _saved(participant, "participant.readmitted")


def _saved(participant: Participant, event_type: str) -> Happening:
    participant.save(update_fields=["status"])
    return Happening(event_type, {"participant": participant_facts(participant)})


def _participant(context: Context, key: UUID) -> Participant:
    found = Participant.objects.filter(room=context.room, pk=key).first()
    if found is None:
        raise CommandRefused("unknown_participant", field="participant")
    return found

"""The host's commands about people: the door, sending out and letting in, who somebody is, and more people."""

from typing import Any
from uuid import UUID

from coaching.rooms.context import Context, Happening
from coaching.rooms.entered import member_entered
from coaching.rooms.facts import participant_facts, room_facts
from coaching.rooms.kinds import MOST_OBSERVERS
from coaching.rooms.models import (
    NAME_LENGTH,
    CompetitorTotal,
    Participant,
    ParticipantRole,
    ParticipantStatus,
)
from coaching.rooms.names import ORGANISATION_LENGTH, clean_name, clean_organisation, told_apart
from coaching.rooms.numbers import next_number
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.seating import seats_of_marked

SENT_OUT = (ParticipantStatus.REMOVED, ParticipantStatus.BANNED)


def lock(context: Context, data: dict[str, Any]) -> Happening:
    """Lock the room against newcomers, or unlock it."""
    context.room.locked = data["locked"]
    return Happening("room.locked", {"room": room_facts(context.room)}, ("locked",))


def remove(context: Context, data: dict[str, Any]) -> Happening:
    """Send somebody out; their marks stay, their sockets are closed, and they may come in again.

    Raises:
        CommandRefused: `unknown_participant`, `already_removed`.
    """
    participant = _participant(context, data["participant"])
    if participant.status in SENT_OUT:
        raise CommandRefused("already_removed", field="participant")
    return _with_status(participant, ParticipantStatus.REMOVED, "participant.removed")


def ban(context: Context, data: dict[str, Any]) -> Happening:
    """Send somebody out for good: they may not come in again until they are readmitted.

    Raises:
        CommandRefused: `unknown_participant`, `already_banned`.
    """
    participant = _participant(context, data["participant"])
    if participant.status == ParticipantStatus.BANNED:
        raise CommandRefused("already_banned", field="participant")
    return _with_status(participant, ParticipantStatus.BANNED, "participant.banned")


def readmit(context: Context, data: dict[str, Any]) -> Happening:
    """Let somebody who was sent out come back as who they were.

    Raises:
        CommandRefused: `unknown_participant`, `not_removed`.
    """
    participant = _participant(context, data["participant"])
    if participant.status not in SENT_OUT:
        raise CommandRefused("not_removed", field="participant")
    status = ParticipantStatus.PRESENT if participant.joined_at else ParticipantStatus.INVITED
    return _with_status(participant, status, "participant.readmitted")


def _with_status(participant: Participant, status: str, event_type: str) -> Happening:
    participant.status = status
    participant.save(update_fields=["status"])
    return Happening(event_type, {"participant": participant_facts(participant)})


def _participant(context: Context, key: UUID) -> Participant:
    found = Participant.objects.filter(room=context.room, pk=key).first()
    if found is None:
        raise CommandRefused("unknown_participant", field="participant")
    return found


# Who somebody is -------------------------------------------------------------------------------------------------


def describe(context: Context, data: dict[str, Any]) -> Happening:
    """Say what somebody is called and whom they represent; what is not said stays.

    Raises:
        CommandRefused: `unknown_participant`, what is wrong with a name, or `marking_begun`: by another member other
            people would have marked what is marked already.
    """
    person = _participant(context, data["participant"])
    before, name = seats_of_marked(context.room), person.display_name
    others = Participant.objects.filter(room=context.room).exclude(pk=person.pk)
    if data["name"] is not None:
        name = _cleaned_name(data["name"])
        person.display_name = told_apart(name, set(others.values_list("display_name", flat=True)))
    if data["organisation"] is not None:
        person.organisation_name = _cleaned_organisation(data["organisation"], "organisation")
    if data["member"] is not None:
        person.member = _cleaned_organisation(data["member"], "member")
    if person.role == ParticipantRole.COMPETITOR and not person.member:
        # A name that is put right may be one that the championship has entered.
        person.member = member_entered(context.room, name, person.user)
    if before and seats_of_marked(context.room, person) != before:
        raise CommandRefused("marking_begun", field="member")
    person.save(update_fields=["display_name", "organisation_name", "member"])
    return Happening("participant.described", {"participant": participant_facts(person)})


def _cleaned_name(text: str) -> str:
    """Return the name in order, or refuse it at the field of this command."""
    try:
        return clean_name(text)
    except CommandRefused as refusal:
        raise CommandRefused(refusal.code, field="name", limit=NAME_LENGTH) from None


def _cleaned_organisation(text: str, field: str) -> str:
    try:
        return clean_organisation(text)
    except CommandRefused as refusal:
        raise CommandRefused(refusal.code, field=field, limit=ORGANISATION_LENGTH) from None


# More people -----------------------------------------------------------------------------------------------------


def add_competitor(context: Context, data: dict[str, Any]) -> Happening:
    """Add a competitor without a device, or a work that judges are calibrated on.

    Where the host does not say whom they represent, their entry at the room's championship does, if it is known.

    Raises:
        CommandRefused: what is wrong with a name.
    """
    others = Participant.objects.filter(room=context.room)
    name = _cleaned_name(data["name"])
    competitor = Participant.objects.create(
        room=context.room,
        role=ParticipantRole.COMPETITOR,
        number=next_number(context.room, ParticipantRole.COMPETITOR),
        display_name=told_apart(name, set(others.values_list("display_name", flat=True))),
        organisation_name=_cleaned_organisation(data["organisation"], "organisation"),
        member=_cleaned_organisation(data["member"], "member") or member_entered(context.room, name),
        status=ParticipantStatus.PRESENT,
        joined_at=context.now,
    )
    CompetitorTotal.objects.create(room=context.room, competitor=competitor)
    return _added(competitor)


def add_seat(context: Context, data: dict[str, Any]) -> Happening:
    """Invite the coordinator or one observer more, who takes the seat by its link.

    Raises:
        CommandRefused: `coordinator_there`, `observers_out_of_range`.
    """
    role = data["role"]
    number = next_number(context.room, role)
    if role == ParticipantRole.COORDINATOR and number > 1:
        raise CommandRefused("coordinator_there", field="role")
    if number > MOST_OBSERVERS:
        raise CommandRefused("observers_out_of_range", field="role")
    return _added(Participant.objects.create(room=context.room, role=role, number=number))


def _added(participant: Participant) -> Happening:
    return Happening("participant.added", {"participant": participant_facts(participant)})

"""The host's commands about modules: they run one after another, each once."""

from typing import Any

from coaching.rooms.commands.clock import begin
from coaching.rooms.context import Context, Happening
from coaching.rooms.facts import participant_facts, room_facts
from coaching.rooms.models import Participant, ParticipantRole, Room
from coaching.rooms.modules import ModuleFacts, module_at
from coaching.rooms.refusals import CommandRefused


def start(context: Context, data: dict[str, Any]) -> Happening:
    """Start the next module with its whole time, also while the one before still runs or is paused.

    What was given back to somebody in the module before does not come along; their share of the working time does.

    Raises:
        CommandRefused: `last_module`, `module_not_next`.
    """
    room = context.room
    module = _next(room, data["module"])
    room.module_number, room.duration_seconds = module["number"], module["working"]
    begin(context)
    people = _forget_extra_time(room)
    facts = {"room": room_facts(room), "participants": [participant_facts(person) for person in people]}
    fields = ("status", "module_number", "duration_seconds", "ends_at", "paused_at")
    return Happening("module.started", facts, fields)


def _next(room: Room, number: int) -> ModuleFacts:
    following = module_at(room.modules, room.module_number + 1)
    if following is None:
        raise CommandRefused("last_module", field="module")
    if number != following["number"]:
        raise CommandRefused("module_not_next", field="module", next=following["number"])
    return following


def _forget_extra_time(room: Room) -> list[Participant]:
    people = list(Participant.objects.filter(room=room, role=ParticipantRole.COMPETITOR).exclude(extra_seconds=0))
    for person in people:
        person.extra_seconds = 0
    Participant.objects.bulk_update(people, ["extra_seconds"])
    return people

"""The host's commands about what is shown: release a module, freeze the board, thaw it."""

from typing import Any

from django.db.models import QuerySet

from coaching.rooms.context import Context, Happening
from coaching.rooms.facts import FrozenFacts, room_facts
from coaching.rooms.models import (
    BoardPolicy,
    FormState,
    MarkingForm,
    Participant,
    ParticipantRole,
    ParticipantStatus,
    Room,
    RoomStatus,
    SignOff,
)
from coaching.rooms.modules import module_at
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.showing import show
from coaching.rooms.shown import shows_all
from coaching.rooms.totalling import publish_all

SENT_OUT = (ParticipantStatus.REMOVED, ParticipantStatus.BANNED)


def release(context: Context, data: dict[str, Any]) -> Happening:
    """Release the marks of a module, or, when it is released already, show them as they are now.

    Raises:
        CommandRefused: `unknown_module`, or `forms_not_locked` with the names of those whose form of the module is
            not locked, where forms are signed.
    """
    room, number = context.room, data["module"]
    if module_at(room.modules, number) is None:
        raise CommandRefused("unknown_module", field="module")
    waiting = [] if room.sign_off == SignOff.NONE else _without_locked_form(room, number)
    if waiting:
        names = ", ".join(f"{person.number} {person.display_name}" for person in waiting)
        raise CommandRefused("forms_not_locked", field="module", names=names)
    room.modules = [{**each, "released": each["released"] or each["number"] == number} for each in room.modules]
    happened: dict[str, Any] = {"room": room_facts(room)}
    if room.board == BoardPolicy.MODULE and not room.board_frozen:
        happened["public"] = show(room, context.sheet)
    return Happening("module.released", happened, ("modules",))


def _without_locked_form(room: Room, module: int) -> list[Participant]:
    """Return who competes and has no locked form in the module; a form without a row is still being marked."""
    locked = MarkingForm.objects.filter(room=room, module=module, state=FormState.LOCKED).values("competitor")
    return list(_competing(room).exclude(pk__in=locked))


def _competing(room: Room) -> QuerySet[Participant]:
    """Return the competitors who were not sent out, in the order of their numbers."""
    found = Participant.objects.filter(room=room, role=ParticipantRole.COMPETITOR)
    return found.exclude(status__in=SENT_OUT).order_by("number")


def freeze(context: Context, _data: dict[str, Any]) -> Happening:
    """Keep the board as it is, names and all, whatever happens in the room from now on.

    Raises:
        CommandRefused: `already_frozen`.
    """
    room = context.room
    if room.board_frozen:
        raise CommandRefused("already_frozen")
    frozen = _as_it_stands(room)
    room.board_frozen = True
    return Happening("board.frozen", {"room": room_facts(room), "frozen": frozen}, ("board_frozen",))


def _as_it_stands(room: Room) -> FrozenFacts:
    """Return who is on the board and how it is drawn; the public totals stay in their columns."""
    return {
        "ended": room.status == RoomStatus.ENDED,
        "board": str(room.board),
        "people": {
            str(person.pk): {
                "number": person.number,
                "name": person.display_name,
                "organisation": person.organisation_name,
            }
            for person in _competing(room)
        },
    }


def thaw(context: Context, _data: dict[str, Any]) -> Happening:
    """Let the board show again what its policy allows, with all that has happened meanwhile.

    Raises:
        CommandRefused: `not_frozen`.
    """
    room = context.room
    if not room.board_frozen:
        raise CommandRefused("not_frozen")
    room.board_frozen = False
    facts = room_facts(room)
    happened: dict[str, Any] = {"room": facts}
    if shows_all(facts):
        # Whoever follows the log has the jury's totals already: the event need not repeat them.
        publish_all(room)
    else:
        happened["public"] = show(room, context.sheet)
    return Happening("board.thawed", happened, ("board_frozen",))

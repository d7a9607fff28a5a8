"""What people of a room were called when, as its log has it: seats change hands, and names are put right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coaching.rooms.facts import nameless_while_awaited
from coaching.rooms.models import Room, RoomEvent
from coaching.rooms.state import participants_in

NAMING_EVENTS = ("room.opened", "participant.added", "participant.joined", "participant.described")
"""The events that may give somebody a name."""


@dataclass(frozen=True, slots=True)
class Naming:
    """From event `seq` on somebody was called `name`; empty while nobody had taken the seat."""

    seq: int
    name: str


def namings_of(room: Room) -> Mapping[str, Sequence[Naming]]:
    """Return what everybody in the log of the room was called in turn, by their ids. One query."""
    found: dict[str, list[Naming]] = {}
    events = RoomEvent.objects.filter(room=room, type__in=NAMING_EVENTS).order_by("seq")
    for seq, data in events.values_list("seq", "data"):
        for person in map(nameless_while_awaited, participants_in(data)):
            earlier = found.setdefault(person["id"], [])
            if not earlier or earlier[-1].name != person["name"]:
                earlier.append(Naming(seq, person["name"]))
    return found


def called_at(namings: Sequence[Naming], seq: int) -> str:
    """Return the name that somebody had right after event `seq`; empty if none."""
    return next((naming.name for naming in reversed(namings) if naming.seq <= seq), "")

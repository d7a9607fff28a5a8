"""All commands, questions and events of the protocol."""

from collections.abc import Mapping
from typing import Final

from coaching.rooms.protocol.fields import CommandKind, Field, read_any_whole, read_round_trip
from coaching.rooms.protocol.tables import clock, forms, marking, notes, people, showing

COMMANDS: Final[dict[str, CommandKind]] = {
    **clock.COMMANDS,
    **people.COMMANDS,
    **marking.COMMANDS,
    **showing.COMMANDS,
    **forms.COMMANDS,
    **notes.COMMANDS,
}
"""Commands that change the room, and are logged."""

QUESTIONS: Final[dict[str, Mapping[str, Field]]] = {
    "time": {
        "sent": Field(read_any_whole, "the client's own milliseconds"),
        "rtt": Field(read_round_trip, "the last round trip that it measured, in milliseconds", required=False),
    },
    "snapshot.read": {},
}
"""What anybody may ask; it changes nothing and is not logged."""

OTHER_EVENTS: Final = (
    "room.opened",
    "participant.joined",
    "results.handed_over",
    "results.published",
    "evidence.added",
)
"""Events that come from pages, not from commands of a socket."""

EVENTS: Final = (*OTHER_EVENTS, *(kind.event for kind in COMMANDS.values()))

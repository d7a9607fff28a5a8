"""Commands about time."""

from typing import Final

from coaching.rooms.protocol.fields import (
    HOSTS,
    MODULE,
    CommandKind,
    Field,
    read_seconds,
    read_text,
    read_uuid,
    whole,
)

ENDED: Final = {"ended": "room_ended"}
A_COMPETITOR: Final = Field(read_uuid, "id of a competitor")
MAY_SAY_WHY: Final = Field(read_text, "why, if anybody is to know", required=False, otherwise="")
SAYS_WHY: Final = Field(read_text, "why, for the protocol of the room", required=False, otherwise="")

COMMANDS: Final[dict[str, CommandKind]] = {
    "room.start": CommandKind(
        HOSTS, "room.started", {}, ENDED | dict.fromkeys(("running", "paused"), "room_already_started")
    ),
    "room.pause": CommandKind(HOSTS, "room.paused", {}, ENDED | dict.fromkeys(("lobby", "paused"), "room_not_running")),
    "room.resume": CommandKind(
        HOSTS, "room.resumed", {}, ENDED | dict.fromkeys(("lobby", "running"), "room_not_paused")
    ),
    "room.extend": CommandKind(
        HOSTS,
        "room.extended",
        {"seconds": Field(read_seconds, "60 to 3600 seconds more"), "reason": MAY_SAY_WHY},
        ENDED,
    ),
    "time.give": CommandKind(
        HOSTS,
        "time.given",
        {
            "participant": A_COMPETITOR,
            "seconds": Field(whole(1, 7200), "1 to 7200 seconds more"),
            "reason": SAYS_WHY,
        },
        ENDED,
    ),
    "room.shorten": CommandKind(
        HOSTS,
        "room.shortened",
        {"seconds": Field(whole(1, 3600), "1 to 3600 seconds less, none of which have passed"), "reason": SAYS_WHY},
        ENDED,
    ),
    "time.take": CommandKind(
        HOSTS,
        "time.taken",
        {
            "participant": A_COMPETITOR,
            "seconds": Field(whole(1, 7200), "1 to 7200 seconds less, of time given to them alone that has not passed"),
            "reason": SAYS_WHY,
        },
        ENDED,
    ),
    "participant.time": CommandKind(
        HOSTS,
        "participant.timed",
        {
            "participant": A_COMPETITOR,
            "percent": Field(whole(100, 300), "100 to 300 percent of the working time"),
            "reason": MAY_SAY_WHY,
        },
        ENDED,
    ),
    "module.start": CommandKind(HOSTS, "module.started", {"module": MODULE}, ENDED | {"lobby": "room_not_started"}),
    "room.end": CommandKind(HOSTS, "room.ended", {}, ENDED | {"lobby": "room_not_started"}),
}

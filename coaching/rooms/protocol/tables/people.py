"""Commands about who is in the room, who hosts it, and what it lets them do and see."""

from typing import Final

from coaching.rooms.protocol.fields import (
    HOSTS,
    PARTICIPANT,
    CommandKind,
    Field,
    one_of,
    read_key,
    read_text,
    read_truth,
    whole,
)

LONGEST_DISCUSSION_SECONDS: Final = 30 * 60
LONGEST_DISPUTE_MINUTES: Final = 7 * 24 * 60
NOT_ENDED: Final = {"ended": "room_ended"}

_USER: Final = Field(read_key, "key of a co-host's account")
_MARKS_SHOWN: Final = one_of("live", "module", "end")


def _said(describes: str) -> Field:
    return Field(read_text, describes, required=False, otherwise="")


def _changed(describes: str) -> Field:
    return Field(read_text, describes, required=False)


COMMANDS: Final[dict[str, CommandKind]] = {
    "room.lock": CommandKind(HOSTS, "room.locked", {"locked": Field(read_truth, "true or false")}, NOT_ENDED),
    "room.change": CommandKind(
        HOSTS,
        "room.changed",
        {
            "late_join": Field(read_truth, "may come after the start", required=False),
            "observers_see": Field(one_of("progress", "marks"), "what observers see", required=False),
            "board": Field(one_of("never", "module", "end", "live"), "when the board shows marks", required=False),
            "board_names": Field(one_of("name", "initials", "number"), "names on the board", required=False),
            "marks_shown": Field(_MARKS_SHOWN, "when competitors see their own marks", required=False),
            "discussion_seconds": Field(
                whole(0, LONGEST_DISCUSSION_SECONDS),
                "for talking about a spread",
                required=False,
            ),
            "dispute_minutes": Field(
                whole(0, LONGEST_DISPUTE_MINUTES),
                "for disputes; 0 is no limit",
                required=False,
            ),
        },
    ),
    "participant.remove": CommandKind(HOSTS, "participant.removed", {"participant": PARTICIPANT}),
    "participant.ban": CommandKind(HOSTS, "participant.banned", {"participant": PARTICIPANT}),
    "participant.readmit": CommandKind(HOSTS, "participant.readmitted", {"participant": PARTICIPANT}),
    "participant.describe": CommandKind(
        HOSTS,
        "participant.described",
        {
            "participant": PARTICIPANT,
            "name": _changed("another name"),
            "organisation": _changed("another college or organisation"),
            "member": _changed("another member whom they represent"),
        },
    ),
    "competitor.add": CommandKind(
        HOSTS,
        "participant.added",
        {
            "name": Field(read_text, "of a competitor without a device, or of a recorded work"),
            "organisation": _said("their college or organisation"),
            "member": _said("whom they represent"),
        },
        NOT_ENDED,
    ),
    "seat.add": CommandKind(
        HOSTS, "participant.added", {"role": Field(one_of("coordinator", "observer"), "whose seat")}, NOT_ENDED
    ),
    "host.remove": CommandKind(HOSTS, "hosts.changed", {"user": _USER}, chief=True),
    "host.hand_over": CommandKind(HOSTS, "hosts.changed", {"user": _USER}, chief=True),
}

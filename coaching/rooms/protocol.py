"""The protocol of a live room, in one place: commands, messages, views, error and close codes.

docs/protocol.md shows every one of them with an example; a test holds the two together.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, Final, Literal, NotRequired, TypedDict
from uuid import UUID

from coaching.rooms.refusals import CommandRefused

VERSION: Final = 1
LARGEST_MESSAGE: Final = 64 * 1024
LARGEST_KEY: Final = 2**63 - 1
LARGEST_ROUND: Final = 32_767


class View(StrEnum):
    """What a socket looks at; the server decides whether its browser may."""

    HOST = "host"
    JUDGE = "judge"
    COMPETITOR = "competitor"
    BOARD = "board"


class CloseCode(IntEnum):
    """Why the server closes a socket."""

    RESTARTING = 1012
    NOT_ALLOWED = 4401
    NO_SUCH_ROOM = 4404
    TOO_SLOW = 4408
    REMOVED = 4410


class PreviousScore(TypedDict):
    """The score that a judge gave in the round before, for all to discuss."""

    judge: str
    score: int


# `in` is a keyword, so this one cannot be a class. `score` is null while it is not in, or hidden from this reader.
ScoreOfJudge = TypedDict("ScoreOfJudge", {"judge": str, "in": bool, "score": int | None})


class MarkSeen(TypedDict):
    """A mark as one reader may see it."""

    competitor: str
    aspect: int
    round: int
    state: Literal["scoring", "discuss", "marked"]
    mark: str | None
    reason: str
    scores: list[ScoreOfJudge]
    previous: list[PreviousScore]
    observation: NotRequired[bool | int | str]
    explanation: NotRequired[list[list[str | dict[str, str]]]]


class ClockSeen(TypedDict):
    """The clock: seconds and ISO 8601 in UTC."""

    phase: Literal["waiting", "running", "paused", "over"]
    ends_at: str | None
    remaining: int | None
    duration: int


class RoomSeen(TypedDict):
    """A room as everybody in it may see it."""

    id: str
    code: str
    title: str
    kind: str
    status: Literal["lobby", "running", "paused", "ended"]
    locked: bool
    board: Literal["never", "end", "live"]
    marks_shown: Literal["live", "end"]
    panel_size: int
    published: bool
    clock: ClockSeen


class ParticipantSeen(TypedDict):
    """Somebody in the room; `online` is there in snapshots, `role` in events."""

    id: str
    name: str
    number: int
    organisation: str
    status: Literal["invited", "present", "removed"]
    role: NotRequired[Literal["judge", "competitor"]]
    online: NotRequired[bool]


class AspectSeen(TypedDict):
    """An aspect of the sheet; `section` is the number of a standards section."""

    id: int
    code: str
    kind: Literal["M", "J"]
    maximum: str
    criterion: str
    sub_criterion: str
    section: int | None


class TotalsSeen(TypedDict):
    """Totals of one competitor; whoever may not see the marks gets `marked` and `of` alone.

    A part of which nothing is marked is left out: not marked is not zero.
    """

    marked: int
    of: int
    total: NotRequired[str]
    criteria: NotRequired[dict[str, str]]
    sub_criteria: NotRequired[dict[str, str]]
    sections: NotRequired[dict[str, str]]


class RowSeen(TypedDict):
    """A row of the board; a row that only says `removed` has gone from it."""

    competitor: str
    removed: NotRequired[bool]
    name: NotRequired[str]
    number: NotRequired[int]
    organisation: NotRequired[str]
    position: NotRequired[int | None]
    total: NotRequired[str | None]
    marked: NotRequired[int]
    of: NotRequired[int]
    criteria: NotRequired[dict[str, str]]


class You(TypedDict):
    """Who the reader is."""

    view: Literal["host", "judge", "competitor", "board"]
    participant: str | None
    name: str
    number: int | None


class Snapshot(TypedDict):
    """Everything that a reader may see at one `seq`."""

    now: str
    you: You
    room: RoomSeen
    competitors: NotRequired[list[ParticipantSeen]]
    judges: NotRequired[list[ParticipantSeen]]
    aspects: NotRequired[list[AspectSeen]]
    marks: NotRequired[list[MarkSeen]]
    totals: NotRequired[dict[str, TotalsSeen]]
    rows: NotRequired[list[RowSeen]]


def _uuid(value: object) -> UUID:
    if not isinstance(value, str):
        raise TypeError
    return UUID(value)


def _key(value: object) -> int:
    return _whole(value, 1, LARGEST_KEY)


def _round(value: object) -> int:
    return _whole(value, 1, LARGEST_ROUND)


def _seconds(value: object) -> int:
    return _whole(value, 60, 3600)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _text_or_nothing(value: object) -> str | None:
    return None if value is None else _text(value)


def _observation(value: object) -> bool | int | str | None:
    if not isinstance(value, bool | int | str | None):
        raise TypeError
    return value


def _any_whole(value: object) -> int:
    return _whole(value, -LARGEST_KEY, LARGEST_KEY)


def _whole(value: object, lowest: int, highest: int) -> int:
    if type(value) is not int:
        raise TypeError
    if not lowest <= value <= highest:
        raise ValueError
    return value


@dataclass(frozen=True, slots=True)
class Field:
    """A part of the data of a command; `describes` is what docs/protocol.md says of it."""

    read: Callable[[object], Any]
    describes: str
    required: bool = True
    otherwise: Any = None
    refusal: str = "bad_data"


@dataclass(frozen=True, slots=True)
class CommandKind:
    """A command: which view may send it, whether it is logged, and as which event."""

    view: View
    event: str
    fields: Mapping[str, Field]


_COMPETITOR = Field(_uuid, "id of a competitor")
_ASPECT = Field(_key, "id of an aspect")
_PARTICIPANT = Field(_uuid, "id of a judge or a competitor")

COMMANDS: Final[dict[str, CommandKind]] = {
    "room.start": CommandKind(View.HOST, "room.started", {}),
    "room.pause": CommandKind(View.HOST, "room.paused", {}),
    "room.resume": CommandKind(View.HOST, "room.resumed", {}),
    "room.extend": CommandKind(View.HOST, "room.extended", {"seconds": Field(_seconds, "60 to 3600 seconds more")}),
    "room.end": CommandKind(View.HOST, "room.ended", {}),
    "room.lock": CommandKind(View.HOST, "room.locked", {"locked": Field(_truth, "true or false")}),
    "participant.remove": CommandKind(View.HOST, "participant.removed", {"participant": _PARTICIPANT}),
    "participant.readmit": CommandKind(View.HOST, "participant.readmitted", {"participant": _PARTICIPANT}),
    "measurement.record": CommandKind(
        View.JUDGE,
        "measurement.recorded",
        {
            "competitor": _COMPETITOR,
            "aspect": _ASPECT,
            "mark": Field(
                _text_or_nothing, "text of a number with a point or a comma; null clears", refusal="mark_not_a_number"
            ),
            "reason": Field(_text, "needed between zero and the maximum", required=False, otherwise=""),
        },
    ),
    "measurement.observe": CommandKind(
        View.JUDGE,
        "measurement.observed",
        {
            "competitor": _COMPETITOR,
            "aspect": _ASPECT,
            "observation": Field(
                _observation,
                "true or false, a whole number, or the text of a measured value; null clears",
                refusal="observation_not_understood",
            ),
            "reason": Field(_text, "a note, if any", required=False, otherwise=""),
        },
    ),
    "judgement.score": CommandKind(
        View.JUDGE,
        "judgement.scored",
        {
            "competitor": _COMPETITOR,
            "aspect": _ASPECT,
            "score": Field(lambda value: _whole(value, 0, 3), "0, 1, 2 or 3", refusal="score_out_of_range"),
            "round": Field(_round, "the round that the judge sees"),
        },
    ),
    "judgement.reopen": CommandKind(View.JUDGE, "judgement.reopened", {"competitor": _COMPETITOR, "aspect": _ASPECT}),
}
"""Commands that change the room, and are logged."""

QUESTIONS: Final[dict[str, Mapping[str, Field]]] = {
    "time": {"sent": Field(_any_whole, "the client's own milliseconds")},
    "snapshot.read": {},
}
"""What anybody may ask; it changes nothing and is not logged."""

OTHER_EVENTS: Final = ("room.opened", "participant.joined", "results.published")
"""Events that come from pages, not from commands of a socket."""

EVENTS: Final = (*OTHER_EVENTS, *(kind.event for kind in COMMANDS.values()))


@dataclass(frozen=True, slots=True)
class Message:
    """A message from a client, with the shape checked; `data` is still to be read by `read_data`."""

    id: str
    type: str
    data: dict[str, Any]


class MessageRefused(CommandRefused):
    """A message that is not even a command; `id` is None when it has none that could be answered."""

    def __init__(self, code: str, message_id: str | None = None) -> None:
        """Refuse with `code`."""
        super().__init__(code)
        self.id = message_id


def read_message(text: str) -> Message:
    """Return the message in `text`.

    Raises:
        MessageRefused: too big, not a JSON object, without an id, of another version, or of no known type.
    """
    content = _read_object(text)
    message_id = _read_id(content)
    if content.get("v") != VERSION or type(content["v"]) is not int:
        raise MessageRefused("unknown_version", message_id)
    kind = content.get("type")
    if not isinstance(kind, str) or (kind not in COMMANDS and kind not in QUESTIONS):
        raise MessageRefused("unknown_command", message_id)
    data = content.get("data", {})
    if not isinstance(data, dict):
        raise MessageRefused("bad_data", message_id)
    return Message(message_id, kind, data)


def _read_object(text: str) -> dict[str, Any]:
    # Four bytes is the most that a letter takes, so only a text in between has to be encoded to know.
    if len(text) > LARGEST_MESSAGE or len(text.encode(errors="replace")) > LARGEST_MESSAGE:
        raise MessageRefused("too_big")
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise MessageRefused("not_json") from None
    if not isinstance(content, dict):
        raise MessageRefused("not_json")
    return content


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _read_id(content: dict[str, Any]) -> str:
    try:
        return str(_uuid(content.get("id")))
    except (TypeError, ValueError):
        raise MessageRefused("bad_id") from None


def read_data(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a command with the right types; what is not known is left out.

    Raises:
        CommandRefused: the command is not known, or a field is missing or is not what it should be.
    """
    fields = COMMANDS[kind].fields if kind in COMMANDS else QUESTIONS.get(kind)
    if fields is None:
        raise CommandRefused("unknown_command")
    return {name: _read_field(name, field, data) for name, field in fields.items()}


def _read_field(name: str, field: Field, data: Mapping[str, Any]) -> Any:
    if name not in data:
        if field.required:
            raise CommandRefused("bad_data", field=name)
        return field.otherwise
    try:
        return field.read(data[name])
    except (TypeError, ValueError):
        raise CommandRefused(field.refusal, field=name) from None


def encode(message: Mapping[str, Any]) -> str:
    """Return the message as it is sent."""
    return json.dumps({"v": VERSION, **message}, separators=(",", ":"), ensure_ascii=False)

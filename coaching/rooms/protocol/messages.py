"""Whole messages, each around the shapes that it carries."""

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from coaching.rooms.protocol.shapes import (
    CommentSeen,
    DisputeSeen,
    EvidenceSeen,
    FormSeen,
    HostSeen,
    MarkSeen,
    ParticipantSeen,
    RoomSeen,
    RowSeen,
    Snapshot,
    TotalsSeen,
)


class EventData(TypedDict):
    """What an event changed, as far as its reader may see it. `reason` says why, `by` which judge it was, `seconds` how much time."""

    room: NotRequired[RoomSeen]
    participant: NotRequired[ParticipantSeen]
    participants: NotRequired[list[ParticipantSeen]]
    hosts: NotRequired[list[HostSeen]]
    mark: NotRequired[MarkSeen]
    competitor: NotRequired[str]
    totals: NotRequired[TotalsSeen]
    forms: NotRequired[list[FormSeen]]
    dispute: NotRequired[DisputeSeen]
    comment: NotRequired[CommentSeen]
    evidence: NotRequired[EvidenceSeen]
    by: NotRequired[str | None]
    reason: NotRequired[str]
    seconds: NotRequired[int]


class SnapshotMessage(TypedDict):
    """Everything that a reader may see, at `seq`."""

    v: Literal[1]
    type: Literal["snapshot"]
    seq: int
    data: Snapshot


class EventMessage(TypedDict):
    """Something that happened; `after` is the seq of the message before it for this audience."""

    v: Literal[1]
    type: Literal["event"]
    seq: int
    after: int
    event: str
    at: str
    data: EventData


class BoardMessage(TypedDict):
    """Rows of the board that have changed."""

    v: Literal[1]
    type: Literal["board"]
    seq: int
    after: int
    rows: list[RowSeen]


class PresenceMessage(TypedDict):
    """Who has come and gone, and whose network is not good; not part of the log."""

    v: Literal[1]
    type: Literal["presence"]
    participants: dict[str, bool]
    network: NotRequired[dict[str, Literal["slow", "bad"]]]


class TimeMessage(TypedDict):
    """The client's own milliseconds back, and the server's."""

    v: Literal[1]
    type: Literal["time"]
    id: str
    sent: int
    now: int


class CurrentMark(TypedDict):
    """The mark that stands where a command that waited was overtaken: what it follows from, whose it is, since when."""

    mark: str | None
    observation: bool | int | str | None
    by: str | None
    at: str


class ErrorSaid(TypedDict):
    """Why a command was refused: a code for programs, words for people, the part of the data that is wrong."""

    code: str
    message: str
    field: str | None
    current: NotRequired[CurrentMark]


class ReplyMessage(TypedDict):
    """The answer to a command: what it changed, after it is durable, or why it was refused."""

    v: Literal[1]
    type: Literal["reply"]
    id: str
    ok: bool
    seq: NotRequired[int]
    data: NotRequired[dict[str, Any]]
    error: NotRequired[ErrorSaid]


class ErrorMessage(TypedDict):
    """What has no id that could be answered."""

    v: Literal[1]
    type: Literal["error"]
    code: str
    message: str


ServerMessage = (
    SnapshotMessage | EventMessage | BoardMessage | PresenceMessage | TimeMessage | ReplyMessage | ErrorMessage
)

"""What is sent: views, close codes, and the shapes of everything that the server says."""

from enum import IntEnum, StrEnum
from typing import Final, Literal, NotRequired

from typing_extensions import TypedDict

VERSION: Final = 1
LARGEST_MESSAGE: Final = 64 * 1024


class View(StrEnum):
    """What a socket looks at; the server decides whether its browser may."""

    HOST = "host"
    JUDGE = "judge"
    COORDINATOR = "coordinator"
    COMPETITOR = "competitor"
    OBSERVER = "observer"
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
    discuss_since: NotRequired[str]


class ClockSeen(TypedDict):
    """The clock: seconds and ISO 8601 in UTC. `remaining` and `ends_at` are of the phase that it is in.

    `working_ends_at` is the end of the room's working time, which is `duration` long and follows the reading time; while
    the room is paused, it is `paused_at` for everybody. Who has time of their own works until `working_ends_at` and as
    long as `extra_seconds` and `time_percent` of them say.
    """

    phase: Literal["waiting", "reading", "running", "paused", "break", "over"]
    ends_at: str | None
    remaining: int | None
    duration: int
    working_ends_at: str | None
    paused_at: str | None
    reading: NotRequired[bool]


class ModuleSeen(TypedDict):
    """A module of the room: seconds, and the codes of the sub-criteria that are marked in it."""

    number: int
    title: str
    reading: int
    working: int
    break_after: int
    sub_criteria: list[str]
    released: bool


class RoomSeen(TypedDict):
    """A room as everybody in it may see it."""

    id: str
    code: str
    title: str
    kind: str
    status: Literal["lobby", "running", "paused", "ended"]
    locked: bool
    late_join: bool
    board: Literal["never", "module", "end", "live"]
    board_names: Literal["name", "initials", "number"]
    board_frozen: bool
    marks_shown: Literal["live", "module", "end"]
    observers_see: Literal["progress", "marks"]
    panel_size: int
    sign_off: Literal["none", "judges", "full"]
    compatriots_apart: bool
    discussion_seconds: int
    dispute_minutes: int | None
    module: int
    modules: list[ModuleSeen]
    published: bool
    clock: ClockSeen


class ParticipantSeen(TypedDict):
    """Somebody in the room; `online` is there in snapshots, `role` in events."""

    id: str
    name: str
    number: int
    organisation: str
    status: Literal["invited", "present", "removed", "banned"]
    member: NotRequired[str]
    time_percent: NotRequired[int]
    extra_seconds: NotRequired[int]
    role: NotRequired[Literal["judge", "coordinator", "competitor", "observer"]]
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


class FormSeen(TypedDict):
    """A marking form: the marks of one competitor in one module. `signed` names who has signed this version."""

    competitor: str
    module: int
    state: Literal["marking", "checked", "signed", "locked"]
    version: int
    reason: str
    signed: list[str]


class DisputeSeen(TypedDict):
    """A complaint about marks and the answer to it; `aspect` is null when it is about the whole module."""

    id: str
    competitor: str
    module: int
    aspect: int | None
    filed_by: str
    text: str
    filed_at: str
    state: Literal["open", "accepted", "declined"]
    answer: str
    answered_at: str | None


class CommentSeen(TypedDict):
    """What a judge says about an aspect; an empty text has been taken back."""

    competitor: str
    aspect: int
    judge: str
    text: str


class EvidenceSeen(TypedDict):
    """A photo or a voice note about a mark; its file is at `evidence/<id>/` of the room."""

    id: str
    competitor: str
    aspect: int
    judge: str
    kind: Literal["photo", "voice"]
    size: int
    at: str
    removed: bool


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

    view: Literal["host", "judge", "coordinator", "competitor", "observer", "board"]
    participant: str | None
    name: str
    number: int | None


class HostSeen(TypedDict):
    """Somebody who hosts the room; `chief` is true of the first one."""

    user: int
    name: str
    chief: bool


class Snapshot(TypedDict):
    """Everything that a reader may see at one `seq`."""

    now: str
    you: You
    room: RoomSeen
    competitors: NotRequired[list[ParticipantSeen]]
    judges: NotRequired[list[ParticipantSeen]]
    coordinators: NotRequired[list[ParticipantSeen]]
    observers: NotRequired[list[ParticipantSeen]]
    hosts: NotRequired[list[HostSeen]]
    aspects: NotRequired[list[AspectSeen]]
    marks: NotRequired[list[MarkSeen]]
    totals: NotRequired[dict[str, TotalsSeen]]
    forms: NotRequired[list[FormSeen]]
    disputes: NotRequired[list[DisputeSeen]]
    comments: NotRequired[list[CommentSeen]]
    evidence: NotRequired[list[EvidenceSeen]]
    rows: NotRequired[list[RowSeen]]

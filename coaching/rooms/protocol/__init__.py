"""The protocol of a live room, in one place: commands, messages, views, error and close codes.

docs/protocol.md shows every one of them with an example; a test holds the two together.
"""

from coaching.rooms.protocol.commands import COMMANDS, EVENTS, OTHER_EVENTS, QUESTIONS
from coaching.rooms.protocol.fields import CommandKind, Field
from coaching.rooms.protocol.reading import Message, MessageRefused, encode, read_data, read_message
from coaching.rooms.protocol.shapes import (
    LARGEST_MESSAGE,
    VERSION,
    AspectSeen,
    ClockSeen,
    CloseCode,
    CommentSeen,
    DisputeSeen,
    EvidenceSeen,
    FormSeen,
    MarkSeen,
    ModuleSeen,
    ParticipantSeen,
    PreviousScore,
    RoomSeen,
    RowSeen,
    ScoreOfJudge,
    Snapshot,
    TotalsSeen,
    View,
    You,
)

__all__ = [
    "COMMANDS",
    "EVENTS",
    "LARGEST_MESSAGE",
    "OTHER_EVENTS",
    "QUESTIONS",
    "VERSION",
    "AspectSeen",
    "ClockSeen",
    "CloseCode",
    "CommandKind",
    "CommentSeen",
    "DisputeSeen",
    "EvidenceSeen",
    "Field",
    "FormSeen",
    "MarkSeen",
    "Message",
    "MessageRefused",
    "ModuleSeen",
    "ParticipantSeen",
    "PreviousScore",
    "RoomSeen",
    "RowSeen",
    "ScoreOfJudge",
    "Snapshot",
    "TotalsSeen",
    "View",
    "You",
    "encode",
    "read_data",
    "read_message",
]

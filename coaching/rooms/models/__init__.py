"""Live rooms: the event log, which is the truth, and the tables that are read from it."""

from coaching.rooms.models.forms import Dispute, DisputeState, FormSignature, FormState, MarkingForm
from coaching.rooms.models.log import RoomEvent
from coaching.rooms.models.marks import (
    AspectMark,
    CompetitorTotal,
    Evidence,
    EvidenceKind,
    JudgeScore,
    MarkComment,
    MarkState,
)
from coaching.rooms.models.people import (
    ExpectedCompetitor,
    Participant,
    ParticipantKey,
    ParticipantRole,
    ParticipantStatus,
)
from coaching.rooms.models.rooms import (
    NAME_LENGTH,
    BoardNames,
    BoardPolicy,
    MarksShown,
    ObserversSee,
    Room,
    RoomHost,
    RoomKind,
    RoomStatus,
    SignOff,
)

__all__ = [
    "NAME_LENGTH",
    "AspectMark",
    "BoardNames",
    "BoardPolicy",
    "CompetitorTotal",
    "Dispute",
    "DisputeState",
    "Evidence",
    "EvidenceKind",
    "ExpectedCompetitor",
    "FormSignature",
    "FormState",
    "JudgeScore",
    "MarkComment",
    "MarkState",
    "MarkingForm",
    "MarksShown",
    "ObserversSee",
    "Participant",
    "ParticipantKey",
    "ParticipantRole",
    "ParticipantStatus",
    "Room",
    "RoomEvent",
    "RoomHost",
    "RoomKind",
    "RoomStatus",
    "SignOff",
]

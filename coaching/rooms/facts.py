"""The plain JSON facts that events carry and that the state of a room is made of.

These are what the server knows, hidden scores included; rendering.py decides what of it anybody sees.
"""

from typing import Any, NotRequired, TypedDict

from championships.marking import Part, Totals
from coaching.rooms.event_log import moment
from coaching.rooms.models import Participant, Room


class RoomFacts(TypedDict):
    """A room without its people. `ends_at` is ISO 8601; `remaining` and `duration` are seconds."""

    id: str
    code: str
    title: str
    kind: str
    status: str
    locked: bool
    board: str
    marks_shown: str
    panel_size: int
    published: bool
    duration: int
    ends_at: str | None
    remaining: int | None


class ParticipantFacts(TypedDict):
    """Somebody in a room; nothing here lets one come back as them."""

    id: str
    role: str
    number: int
    name: str
    organisation: str
    status: str


class MarkFacts(TypedDict):
    """A mark. `scores` has a pair for each seat of the panel: judge, score or None when it is not in.

    A mark that follows from a rule has what was `observed`, and every step of its `explanation`: a code and figures.
    """

    competitor: str
    aspect: int
    round: int
    state: str
    mark: str | None
    reason: str
    scores: list[list[Any]]
    previous: list[list[Any]]
    observation: NotRequired[bool | int | str]
    explanation: NotRequired[list[list[Any]]]


class TotalsFacts(TypedDict):
    """What a competitor has so far; marks are texts with two decimals."""

    marked: int
    of: int
    total: str
    criteria: dict[str, str]
    sub_criteria: dict[str, str]
    sections: dict[str, str]


def room_facts(room: Room) -> RoomFacts:
    """Return the facts of the row."""
    return {
        "id": str(room.pk),
        "code": room.code,
        "title": room.title,
        "kind": str(room.kind),
        "status": str(room.status),
        "locked": room.locked,
        "board": str(room.board),
        "marks_shown": str(room.marks_shown),
        "panel_size": room.panel_size,
        "published": room.published_at is not None,
        "duration": room.duration_seconds,
        "ends_at": None if room.ends_at is None else moment(room.ends_at),
        "remaining": room.remaining_seconds,
    }


def participant_facts(participant: Participant) -> ParticipantFacts:
    """Return the facts of the row."""
    return {
        "id": str(participant.pk),
        "role": str(participant.role),
        "number": participant.number,
        "name": participant.display_name,
        "organisation": participant.organisation_name,
        "status": str(participant.status),
    }


def totals_facts(totals: Totals) -> TotalsFacts:
    """Return the facts of the totals of one competitor; a part of which nothing is marked has no total."""
    return {
        "marked": totals.marked,
        "of": totals.of,
        "total": str(totals.total),
        "criteria": _texts(totals.criteria),
        "sub_criteria": _texts(totals.sub_criteria),
        "sections": _texts(totals.sections),
    }


def _texts(parts: Any) -> dict[str, str]:
    # Not marked is not zero.
    return {str(name): _text(part) for name, part in parts.items() if part.marked}


def _text(part: Part) -> str:
    return f"{part.total:.2f}"

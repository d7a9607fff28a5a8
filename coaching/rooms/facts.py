"""The plain JSON facts that events carry and that the state of a room is made of.

These are what the server knows, hidden scores included; rendering.py decides what of it anybody sees.
"""

from typing import Any, NotRequired, TypedDict

from championships.marking import Part, Totals
from coaching.rooms.event_log import moment
from coaching.rooms.models import Dispute, Evidence, MarkComment, MarkingForm, Participant, ParticipantRole, Room
from coaching.rooms.modules import ModuleFacts


class RoomFacts(TypedDict):
    """A room without its people. `ends_at` and `paused_at` are ISO 8601; `duration` is seconds."""

    id: str
    code: str
    title: str
    kind: str
    status: str
    locked: bool
    late_join: bool
    board: str
    board_names: str
    board_frozen: bool
    marks_shown: str
    observers_see: str
    panel_size: int
    sign_off: str
    compatriots_apart: bool
    discussion_seconds: int
    dispute_minutes: int | None
    module: int
    modules: list[ModuleFacts]
    published: bool
    duration: int
    ends_at: str | None
    paused_at: str | None


class ParticipantFacts(TypedDict):
    """Somebody in a room; nothing here lets one come back as them.

    `awaited`: the host has said who is invited to this seat, and they have never taken it. Only hosts know them by name.
    """

    id: str
    role: str
    number: int
    name: str
    organisation: str
    member: str
    time_percent: int
    extra_seconds: int
    status: str
    awaited: NotRequired[bool]


class FrozenPerson(TypedDict):
    """A competitor as the board named them when it was frozen."""

    number: int
    name: str
    organisation: str


class FrozenFacts(TypedDict):
    """Who was on the board when it was frozen, its policy, and whether places were final then."""

    ended: bool
    board: str
    people: dict[str, FrozenPerson]


class HostFacts(TypedDict):
    """A host: the key of the account, its name as it was then, and whether this is the chief."""

    user: int
    name: str
    chief: bool


class FormFacts(TypedDict):
    """A marking form; `signed` holds who has signed this version, in the order in which they did."""

    competitor: str
    module: int
    state: str
    version: int
    reason: str
    signed: list[str]


class DisputeFacts(TypedDict):
    """A complaint about marks; `aspect` is None when it is about the whole module."""

    id: str
    competitor: str
    module: int
    aspect: int | None
    filed_by: str
    text: str
    filed_at: str
    state: str
    answer: str
    answered_at: str | None


class CommentFacts(TypedDict):
    """What a judge says about an aspect; an empty text has been taken back."""

    competitor: str
    aspect: int
    judge: str
    text: str


class EvidenceFacts(TypedDict):
    """A photo or a voice note about a mark; `size` in bytes."""

    id: str
    competitor: str
    aspect: int
    judge: str
    kind: str
    size: int
    at: str
    removed: bool


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
    discuss_since: NotRequired[str]


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
        "late_join": room.late_join,
        "board": str(room.board),
        "board_names": str(room.board_names),
        "board_frozen": room.board_frozen,
        "marks_shown": str(room.marks_shown),
        "observers_see": str(room.observers_see),
        "panel_size": room.panel_size,
        "sign_off": str(room.sign_off),
        "compatriots_apart": room.compatriots_apart,
        "discussion_seconds": room.discussion_seconds,
        "dispute_minutes": room.dispute_minutes,
        "module": room.module_number,
        "modules": room.modules,
        "published": room.published_at is not None,
        "duration": room.duration_seconds,
        "ends_at": None if room.ends_at is None else moment(room.ends_at),
        "paused_at": None if room.paused_at is None else moment(room.paused_at),
    }


def participant_facts(participant: Participant) -> ParticipantFacts:
    """Return the facts of the row."""
    facts: ParticipantFacts = {
        "id": str(participant.pk),
        "role": str(participant.role),
        "number": participant.number,
        "name": participant.display_name,
        "organisation": participant.organisation_name,
        "member": participant.member,
        "time_percent": participant.time_percent,
        "extra_seconds": participant.extra_seconds,
        "status": str(participant.status),
    }
    if _is_awaited(participant):
        facts["awaited"] = True
    return facts


def _is_awaited(participant: Participant) -> bool:
    if participant.role == ParticipantRole.COMPETITOR or participant.joined_at is not None:
        return False
    return bool(participant.display_name or participant.organisation_name)


def nameless_while_awaited(participant: ParticipantFacts) -> ParticipantFacts:
    """Return somebody without name and organisation if nobody has taken their seat yet; whom they represent stays."""
    return {**participant, "name": "", "organisation": ""} if participant.get("awaited") else participant


def form_facts(form: MarkingForm, signed: list[str]) -> FormFacts:
    """Return the facts of the row and of the signatures under its version."""
    return {
        "competitor": str(form.competitor_id),
        "module": form.module,
        "state": str(form.state),
        "version": form.version,
        "reason": form.reason,
        "signed": signed,
    }


def dispute_facts(dispute: Dispute) -> DisputeFacts:
    """Return the facts of the row."""
    return {
        "id": str(dispute.pk),
        "competitor": str(dispute.competitor_id),
        "module": dispute.module,
        "aspect": dispute.aspect_id,
        "filed_by": str(dispute.filed_by_id),
        "text": dispute.text,
        "filed_at": moment(dispute.filed_at),
        "state": str(dispute.state),
        "answer": dispute.answer,
        "answered_at": None if dispute.answered_at is None else moment(dispute.answered_at),
    }


def comment_facts(comment: MarkComment) -> CommentFacts:
    """Return the facts of the row."""
    return {
        "competitor": str(comment.competitor_id),
        "aspect": comment.aspect_id,
        "judge": str(comment.author_id),
        "text": comment.text,
    }


def evidence_facts(evidence: Evidence) -> EvidenceFacts:
    """Return the facts of the row; the file itself is not among them."""
    return {
        "id": str(evidence.pk),
        "competitor": str(evidence.competitor_id),
        "aspect": evidence.aspect_id,
        "judge": str(evidence.author_id),
        "kind": str(evidence.kind),
        "size": evidence.size,
        "at": moment(evidence.at),
        "removed": evidence.removed_at is not None,
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

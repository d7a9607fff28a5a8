"""What each audience sees of a room. Here, and nowhere else, it is decided what stays hidden.

The blind rule: while an aspect is being scored nobody, the host included, sees a score that is not their own;
what may not be seen is never put into a message.
"""

from datetime import UTC, datetime
from typing import Any, cast

from coaching.rooms import clock
from coaching.rooms.audience import Audience
from coaching.rooms.board import Board
from coaching.rooms.event_log import LoggedEvent, moment
from coaching.rooms.facts import MarkFacts, ParticipantFacts, RoomFacts, TotalsFacts
from coaching.rooms.protocol import (
    AspectSeen,
    MarkSeen,
    ParticipantSeen,
    RoomSeen,
    ScoreOfJudge,
    Snapshot,
    TotalsSeen,
    View,
)
from coaching.rooms.sheet import Sheet
from coaching.rooms.state import MARK_EVENTS, RoomState

JURY = (View.HOST, View.JUDGE)


def room_seen(room: RoomFacts, now: datetime) -> RoomSeen:
    """Return the room as everybody in it may see it, with the clock at `now`."""
    ends_at = None if room["ends_at"] is None else datetime.fromisoformat(room["ends_at"])
    shown = clock.phase(
        now,
        status=room["status"],
        ends_at=ends_at,
        remaining_seconds=room["remaining"],
        duration_seconds=room["duration"],
    )
    names = ("id", "code", "title", "kind", "status", "locked", "board", "marks_shown", "panel_size", "published")
    seen: dict[str, Any] = {name: room[name] for name in names}  # type: ignore[literal-required]
    seen["clock"] = {
        "phase": shown.phase.value,
        "ends_at": None if shown.ends_at is None else moment(shown.ends_at),
        "remaining": shown.remaining,
        "duration": room["duration"],
    }
    return cast("RoomSeen", seen)


def mark_seen(mark: MarkFacts, audience: Audience) -> MarkSeen:
    """Return the mark as `audience` may see it."""
    revealed = mark["state"] == "marked"
    seen: dict[str, Any] = {
        **mark,
        "scores": [_score_seen(judge, score, audience, revealed=revealed) for judge, score in mark["scores"]],
        "previous": [],
    }
    if audience.view in JURY:
        seen["previous"] = [{"judge": judge, "score": score} for judge, score in mark["previous"]]
    return cast("MarkSeen", seen)


def _score_seen(judge: str, score: int | None, audience: Audience, *, revealed: bool) -> ScoreOfJudge:
    own = audience.view == View.JUDGE and audience.participant == judge
    return {"judge": judge, "in": score is not None, "score": score if revealed or own else None}


def someone_has_own_score(mark: MarkFacts) -> bool:
    """Return whether some judge sees more of this mark than the rest of the jury."""
    return mark["state"] != "marked" and any(score is not None for _, score in mark["scores"])


def totals_seen(totals: TotalsFacts, *, marks_shown: bool) -> TotalsSeen:
    """Return the totals, or only how far the marking is."""
    if marks_shown:
        return cast("TotalsSeen", dict(totals))
    return {"marked": totals["marked"], "of": totals["of"]}


def participant_seen(participant: ParticipantFacts) -> ParticipantSeen:
    """Return somebody as the others may see them."""
    return cast("ParticipantSeen", dict(participant))


def competitor_sees_marks(room: RoomFacts) -> bool:
    """Return whether competitors may see their own marks now."""
    return room["marks_shown"] == "live" or room["status"] == "ended"


def no_totals(sheet: Sheet) -> TotalsFacts:
    """Return the totals of a competitor of whom nothing is marked."""
    return {"marked": 0, "of": len(sheet.aspects), "total": "0.00", "criteria": {}, "sub_criteria": {}, "sections": {}}


# Events ----------------------------------------------------------------------------------------------------------


def event_seen(event: LoggedEvent, room: RoomFacts, audience: Audience) -> dict[str, Any] | None:
    """Return the data of the event as `audience` may see it, or None when it does not concern them.

    `room` is the room after the event. The clock is shown as it was at the event, so that the same event
    always gives the same answer.
    """
    if event.type in MARK_EVENTS:
        return _mark_event_seen(event.data, room, audience)
    if event.type.startswith("participant."):
        return _participant_event_seen(event.data, audience)
    return {"room": room_seen(event.data["room"], datetime.fromisoformat(event.at))}


def _mark_event_seen(data: dict[str, Any], room: RoomFacts, audience: Audience) -> dict[str, Any] | None:
    mark: MarkFacts = data["mark"]
    if audience.view in JURY:
        return {"mark": mark_seen(mark, audience), "totals": data["totals"], "by": data["by"]}
    if audience.view == View.BOARD or audience.participant != mark["competitor"]:
        return None
    if not competitor_sees_marks(room):
        return {"totals": totals_seen(data["totals"], marks_shown=False)}
    return {"mark": mark_seen(mark, audience), "totals": data["totals"], "by": data["by"]}


def _participant_event_seen(data: dict[str, Any], audience: Audience) -> dict[str, Any] | None:
    participant: ParticipantFacts = data["participant"]
    if audience.view in JURY or audience.participant == participant["id"]:
        return {"participant": participant_seen(participant)}
    return None


# Snapshots -------------------------------------------------------------------------------------------------------


def snapshot_seen(
    state: RoomState, sheet: Sheet, audience: Audience, *, now: datetime, online: frozenset[str] | set[str]
) -> Snapshot:
    """Return everything that `audience` may see of the room at `state.seq`."""
    you = {
        "view": audience.view.value,
        "participant": audience.participant,
        "name": audience.name,
        "number": audience.number,
    }
    seen: dict[str, Any] = {"now": moment(now.astimezone(UTC)), "you": you, "room": room_seen(state.room, now)}
    if audience.view == View.BOARD:
        seen["rows"] = Board(state, len(sheet.aspects)).all_rows()
        return cast("Snapshot", seen)
    seen["aspects"] = aspects_seen(sheet)
    if audience.view == View.COMPETITOR:
        _add_own(seen, state, sheet, audience, online)
    else:
        _add_all(seen, state, sheet, audience, online)
    return cast("Snapshot", seen)


def aspects_seen(sheet: Sheet) -> list[AspectSeen]:
    """Return the aspects of the sheet, in order."""
    return [
        cast(
            "AspectSeen",
            {
                "id": aspect.id,
                "code": aspect.code,
                "kind": aspect.kind,
                "maximum": f"{aspect.maximum:.2f}",
                "criterion": aspect.criterion,
                "sub_criterion": aspect.sub_criterion,
                "section": aspect.section,
            },
        )
        for aspect in sheet.aspects
    ]


def _add_all(
    seen: dict[str, Any], state: RoomState, sheet: Sheet, audience: Audience, online: frozenset[str] | set[str]
) -> None:
    competitors = state.of_role("competitor")
    nothing = no_totals(sheet)
    seen["competitors"] = [_listed(person, online) for person in competitors]
    seen["judges"] = [_listed(person, online) for person in state.of_role("judge")]
    seen["marks"] = [mark_seen(mark, audience) for marks in state.marks.values() for mark in marks.values()]
    seen["totals"] = {person["id"]: dict(state.totals.get(person["id"], nothing)) for person in competitors}


def _add_own(
    seen: dict[str, Any], state: RoomState, sheet: Sheet, audience: Audience, online: frozenset[str] | set[str]
) -> None:
    own = audience.participant or ""
    shown = competitor_sees_marks(state.room)
    totals = state.totals.get(own, no_totals(sheet))
    seen["competitors"] = [_listed(state.participants[own], online)] if own in state.participants else []
    seen["judges"] = [_listed(person, online) for person in state.of_role("judge")]
    seen["marks"] = [mark_seen(mark, audience) for mark in state.marks.get(own, {}).values()] if shown else []
    seen["totals"] = {own: totals_seen(totals, marks_shown=shown)}


def _listed(participant: ParticipantFacts, online: frozenset[str] | set[str]) -> ParticipantSeen:
    seen: dict[str, Any] = {name: participant[name] for name in ("id", "name", "number", "organisation", "status")}
    seen["online"] = participant["id"] in online
    return cast("ParticipantSeen", seen)

"""What each audience sees of a room. Here, and nowhere else, it is decided what stays hidden.

The blind rule: while an aspect is being scored nobody, the host included, sees a score that is not their own;
what may not be seen is never put into a message.
"""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

from coaching.rooms import clock
from coaching.rooms.audience import Audience
from coaching.rooms.board import Board
from coaching.rooms.event_log import LoggedEvent, moment
from coaching.rooms.facts import (
    FormFacts,
    MarkFacts,
    ParticipantFacts,
    RoomFacts,
    TotalsFacts,
    nameless_while_awaited,
)
from coaching.rooms.modules import module_at
from coaching.rooms.protocol import (
    AspectSeen,
    FormSeen,
    MarkSeen,
    ParticipantSeen,
    RoomSeen,
    ScoreOfJudge,
    Snapshot,
    TotalsSeen,
    View,
)
from coaching.rooms.sheet import Sheet
from coaching.rooms.shown import Forms, parts_shown, reason_shown
from coaching.rooms.state import RoomState, forms_in, participants_in

JURY = (View.HOST, View.JUDGE, View.COORDINATOR)
FOLLOWERS = (*JURY, View.OBSERVER)
"""Who is told of every event of the log, each in the words that are meant for them."""

ROOM_NAMES = tuple(name for name in RoomSeen.__annotations__ if name != "clock")
NOTES = ("comment", "evidence")
NO_FORMS: Forms = {}
TIME_EVENTS = frozenset({"room.extended", "room.shortened", "time.given", "time.taken", "participant.timed"})
LISTED = ("id", "name", "number", "organisation", "member", "time_percent", "extra_seconds", "status")


def room_seen(room: RoomFacts, now: datetime) -> RoomSeen:
    """Return the room as everybody in it may see it, with the clock at `now`."""
    ends_at = None if room["ends_at"] is None else datetime.fromisoformat(room["ends_at"])
    module = module_at(room["modules"], room["module"])
    shown = clock.phase(
        now,
        status=room["status"],
        ends_at=ends_at,
        paused_at=None if room["paused_at"] is None else datetime.fromisoformat(room["paused_at"]),
        duration_seconds=room["duration"],
        break_seconds=0 if module is None else module["break_after"],
    )
    seen: dict[str, Any] = {name: room[name] for name in ROOM_NAMES}  # type: ignore[literal-required]
    seen["clock"] = {
        "phase": shown.phase.value,
        "ends_at": None if shown.ends_at is None else moment(shown.ends_at),
        "remaining": shown.remaining,
        "duration": room["duration"],
        "working_ends_at": room["ends_at"],
        "paused_at": room["paused_at"],
    }
    if shown.reading:
        seen["clock"]["reading"] = True
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
    own = audience.view in JURY and audience.participant == judge
    return {"judge": judge, "in": score is not None, "score": score if revealed or own else None}


def someone_has_own_score(mark: MarkFacts) -> bool:
    """Return whether some judge sees more of this mark than the rest of the jury."""
    return mark["state"] != "marked" and any(score is not None for _, score in mark["scores"])


def totals_seen(totals: TotalsFacts, *, marks_shown: bool) -> TotalsSeen:
    """Return the totals, or only how far the marking is."""
    if marks_shown:
        return cast("TotalsSeen", dict(totals))
    return {"marked": totals["marked"], "of": totals["of"]}


def participant_seen(participant: ParticipantFacts, audience: Audience) -> ParticipantSeen:
    """Return somebody as `audience` may see them: whoever is only invited to a seat is known to hosts alone."""
    shown = participant if audience.view == View.HOST else nameless_while_awaited(participant)
    return cast("ParticipantSeen", {name: value for name, value in shown.items() if name != "awaited"})


def own_totals_seen(totals: TotalsFacts, parts: frozenset[str]) -> TotalsSeen:
    """Return what competitors see of their totals who see their marks in these sub-criteria."""
    if parts.issuperset(totals["sub_criteria"]):
        return totals_seen(totals, marks_shown=bool(parts))
    return totals_of_parts(totals, parts) if parts else totals_seen(totals, marks_shown=False)


def totals_of_parts(totals: TotalsFacts, parts: frozenset[str]) -> TotalsSeen:
    """Return what of the totals lies in these sub-criteria: their sums, and the total of them alone."""
    shown = {code: text for code, text in totals["sub_criteria"].items() if code in parts}
    total = sum((Decimal(text) for text in shown.values()), Decimal("0.00"))
    return {"marked": totals["marked"], "of": totals["of"], "total": f"{total:.2f}", "sub_criteria": shown}


def no_totals(sheet: Sheet) -> TotalsFacts:
    """Return the totals of a competitor of whom nothing is marked."""
    return {"marked": 0, "of": len(sheet.aspects), "total": "0.00", "criteria": {}, "sub_criteria": {}, "sections": {}}


# Events ----------------------------------------------------------------------------------------------------------


def event_seen(
    event: LoggedEvent, room: RoomFacts, audience: Audience, forms: Forms = NO_FORMS
) -> dict[str, Any] | None:
    """Return the data of the event as `audience` may see it, or None when it does not concern them.

    `room` is the room after the event, `forms` are those of the competitor who is told; without them nothing counts as
    locked. The clock is shown as it was at the event, so that the same event
    always gives the same answer.
    """
    seen: dict[str, Any] = {}
    if "room" in event.data:
        seen["room"] = room_seen(event.data["room"], datetime.fromisoformat(event.at))
    if audience.view == View.HOST and "hosts" in event.data:
        seen["hosts"] = event.data["hosts"]
    if audience.view != View.BOARD:
        seen |= _people_seen(event.data, audience)
        parts = parts_shown(room, forms) if audience.view == View.COMPETITOR else frozenset()
        seen |= _marks_seen(event.data, room, audience, parts)
        seen |= _forms_seen(event.data, room, audience, parts)
        seen |= _time_seen(event, audience)
    return seen or None


def concerned_by(data: dict[str, Any]) -> frozenset[str] | None:
    """Return the competitors whom alone, with the jury, the data of an event concerns; None: everybody."""
    return None if "room" in data else competitors_in(data)


def competitors_in(data: dict[str, Any]) -> frozenset[str]:
    """Return the competitors of whom the data of an event says something of their own."""
    people = [person["id"] for person in participants_in(data) if person["role"] == View.COMPETITOR]
    scoped = [data[name]["competitor"] for name in ("mark", "dispute", *NOTES) if name in data]
    return frozenset([*people, *scoped, *(form["competitor"] for form in forms_in(data))])


def _people_seen(data: dict[str, Any], audience: Audience) -> dict[str, Any]:
    people = [participant_seen(person, audience) for person in participants_in(data) if _meets(person, audience)]
    if "participant" in data:
        return {"participant": people[0]} if people else {}
    return {"participants": people} if people else {}


def _meets(person: ParticipantFacts, audience: Audience) -> bool:
    return audience.view in FOLLOWERS or audience.participant == person["id"]


def _time_seen(event: LoggedEvent, audience: Audience) -> dict[str, Any]:
    """Return how much time was given and why, for the jury and those who were given it."""
    if event.type not in TIME_EVENTS:
        return {}
    concerned = concerned_by(event.data)
    given_it = audience.view == View.COMPETITOR and (concerned is None or audience.participant in concerned)
    if audience.view not in JURY and not given_it:
        return {}
    return {name: event.data[name] for name in ("seconds", "reason") if name in event.data}


def _marks_seen(data: dict[str, Any], room: RoomFacts, audience: Audience, parts: frozenset[str]) -> dict[str, Any]:
    if "mark" not in data:
        return {}
    mark: MarkFacts = data["mark"]
    if audience.view in JURY or (audience.view == View.OBSERVER and room["observers_see"] == "marks"):
        return {"mark": mark_seen(mark, audience), "totals": data["totals"], "by": data["by"]}
    if audience.view == View.COMPETITOR:
        return _own_mark_seen(data, audience, parts) if audience.participant == mark["competitor"] else {}
    return {"totals": totals_seen(data["totals"], marks_shown=False), "competitor": mark["competitor"]}


def _own_mark_seen(data: dict[str, Any], audience: Audience, parts: frozenset[str]) -> dict[str, Any]:
    """Return what competitors see of their own mark who see their marks in these sub-criteria."""
    seen: dict[str, Any] = {"totals": own_totals_seen(data["totals"], parts)}
    if data.get("part") in parts:
        seen |= {"mark": mark_seen(data["mark"], audience), "by": data["by"]}
    return seen


def _forms_seen(data: dict[str, Any], room: RoomFacts, audience: Audience, parts: frozenset[str]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    forms = [form_seen(form, room, audience) for form in forms_in(data) if _concerns(form, audience)]
    if forms:
        seen["forms"] = forms
    if "dispute" in data and (audience.view in JURY or audience.participant == data["dispute"]["competitor"]):
        seen["dispute"] = data["dispute"]
    for name in NOTES:
        if name in data and _sees_note(data, data[name], audience, parts):
            seen[name] = data[name]
    return seen


def form_seen(form: FormFacts, room: RoomFacts, audience: Audience) -> FormSeen:
    """Return the form as `audience` may see it: why it was opened again may speak of marks."""
    if audience.view == View.OBSERVER:
        shown = room["observers_see"] == "marks"
    else:
        shown = audience.view in JURY or reason_shown(room, form)
    return cast("FormSeen", {**form, "reason": form["reason"] if shown else ""})


def _concerns(fact: Any, audience: Audience) -> bool:
    return audience.view in FOLLOWERS or audience.participant == fact["competitor"]


def _sees_note(data: dict[str, Any], note: Any, audience: Audience, parts: frozenset[str]) -> bool:
    """Judges' remarks go to the jury, and to their competitor when the marks of the same sub-criterion do."""
    if audience.view in JURY:
        return True
    return audience.participant == note["competitor"] and data.get("part") in parts


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
    elif audience.view == View.OBSERVER:
        _add_observed(seen, state, sheet, online)
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


def _add_people(
    seen: dict[str, Any],
    state: RoomState,
    audience: Audience,
    online: frozenset[str] | set[str],
    roles: tuple[str, ...],
) -> None:
    for role in roles:
        seen[f"{role}s"] = [_listed(person, audience, online) for person in state.of_role(role)]


def _add_all(
    seen: dict[str, Any], state: RoomState, sheet: Sheet, audience: Audience, online: frozenset[str] | set[str]
) -> None:
    _add_people(seen, state, audience, online, ("competitor", "judge", "coordinator", "observer"))
    if audience.view == View.HOST:
        seen["hosts"] = state.hosts
    nothing = no_totals(sheet)
    seen["marks"] = [mark_seen(mark, audience) for marks in state.marks.values() for mark in marks.values()]
    seen["totals"] = {
        person["id"]: dict(state.totals.get(person["id"], nothing)) for person in state.of_role("competitor")
    }
    seen["forms"] = [form for forms in state.forms.values() for form in forms.values()]
    seen["disputes"] = list(state.disputes.values())
    seen["comments"] = list(state.comments.values())
    seen["evidence"] = [item for item in state.evidence.values() if not item["removed"]]


def _add_observed(seen: dict[str, Any], state: RoomState, sheet: Sheet, online: frozenset[str] | set[str]) -> None:
    """Add what observers see: how far everybody is, and the marks where the host lets them."""
    observer = Audience(View.OBSERVER)
    _add_people(seen, state, observer, online, ("competitor", "judge", "coordinator"))
    shown, nothing = state.room["observers_see"] == "marks", no_totals(sheet)
    marks = [mark for marks in state.marks.values() for mark in marks.values()] if shown else []
    seen["marks"] = [mark_seen(mark, observer) for mark in marks]
    seen["totals"] = {
        person["id"]: totals_seen(state.totals.get(person["id"], nothing), marks_shown=shown)
        for person in state.of_role("competitor")
    }
    forms = [form for forms in state.forms.values() for form in forms.values()]
    seen["forms"] = [form_seen(form, state.room, observer) for form in forms]


def _add_own(
    seen: dict[str, Any], state: RoomState, sheet: Sheet, audience: Audience, online: frozenset[str] | set[str]
) -> None:
    own = audience.participant or ""
    parts = parts_shown(state.room, state.forms.get(own, NO_FORMS))
    shown = {aspect.id for aspect in sheet.aspects if aspect.sub_criterion in parts}
    seen["competitors"] = [_listed(state.participants[own], audience, online)] if own in state.participants else []
    seen["judges"] = [_listed(person, audience, online) for person in state.of_role("judge")]
    marks = state.marks.get(own, {}).values()
    seen["marks"] = [mark_seen(mark, audience) for mark in marks if mark["aspect"] in shown]
    seen["totals"] = {own: own_totals_seen(state.totals.get(own, no_totals(sheet)), parts)}
    seen["forms"] = [form_seen(form, state.room, audience) for form in state.forms.get(own, {}).values()]
    seen["disputes"] = [dispute for dispute in state.disputes.values() if dispute["competitor"] == own]
    notes = (*state.comments.values(), *state.evidence.values())
    told = [note for note in notes if note["competitor"] == own and note["aspect"] in shown]
    seen["comments"] = [note for note in told if "text" in note]
    seen["evidence"] = [note for note in told if "kind" in note and not note.get("removed")]


def _listed(participant: ParticipantFacts, audience: Audience, online: frozenset[str] | set[str]) -> ParticipantSeen:
    shown = participant_seen(participant, audience)
    seen: dict[str, Any] = {name: shown[name] for name in LISTED}  # type: ignore[literal-required]
    seen["online"] = participant["id"] in online
    return cast("ParticipantSeen", seen)

"""The state of a room as the fold of its events: pure, so that any process can make it again from the log.

`apply` and the tables that commands write must always say the same; tests replay random histories to see it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from coaching.rooms.event_log import LoggedEvent
from coaching.rooms.facts import (
    CommentFacts,
    DisputeFacts,
    EvidenceFacts,
    FormFacts,
    FrozenFacts,
    HostFacts,
    MarkFacts,
    ParticipantFacts,
    RoomFacts,
    TotalsFacts,
)
from coaching.rooms.shown import shows_all

MARK_EVENTS = frozenset({"measurement.recorded", "measurement.observed", "judgement.scored", "judgement.reopened"})
SHOWING_EVENTS = frozenset({"room.ended", "results.published", "board.thawed"})
"""Events after which the public may have what the jury has."""


@dataclass(slots=True)
class RoomState:
    """Everything about a room that changes, at one `seq`.

    `totals` is what the jury has; `public` is what the board may show of it. Forms are by competitor and module,
    comments by competitor, aspect and judge; a comment that was taken back is gone. `frozen` is who was on the board
    when it was frozen, None while it is not.
    """

    room: RoomFacts
    seq: int
    participants: dict[str, ParticipantFacts] = field(default_factory=dict)
    marks: dict[str, dict[int, MarkFacts]] = field(default_factory=dict)
    totals: dict[str, TotalsFacts] = field(default_factory=dict)
    public: dict[str, TotalsFacts] = field(default_factory=dict)
    forms: dict[str, dict[int, FormFacts]] = field(default_factory=dict)
    disputes: dict[str, DisputeFacts] = field(default_factory=dict)
    comments: dict[tuple[str, int, str], CommentFacts] = field(default_factory=dict)
    evidence: dict[str, EvidenceFacts] = field(default_factory=dict)
    hosts: list[HostFacts] = field(default_factory=list)
    frozen: FrozenFacts | None = None

    def apply(self, event: LoggedEvent) -> None:
        """Take in the next event.

        Raises:
            ValueError: it is not the next one.
        """
        if event.seq != self.seq + 1:
            message = f"After event {self.seq} comes {self.seq + 1}, not {event.seq}."
            raise ValueError(message)
        self.seq = event.seq
        self._take_in(event.type, event.data)

    def _take_in(self, event_type: str, data: dict[str, Any]) -> None:
        if event_type in MARK_EVENTS:
            self._take_in_mark(data)
        for participant in participants_in(data):
            self.participants[participant["id"]] = participant
        if "room" in data:
            self.room = cast("RoomFacts", data["room"])
        self._take_in_forms(data)
        self._take_in_notes(data)
        self.hosts = data.get("hosts", self.hosts)
        if event_type in SHOWING_EVENTS:
            self._show_totals(always=event_type == "results.published")
        self._take_in_public(data)

    def _take_in_mark(self, data: dict[str, Any]) -> None:
        mark = cast("MarkFacts", data["mark"])
        competitor = mark["competitor"]
        self.marks.setdefault(competitor, {})[mark["aspect"]] = mark
        self.totals[competitor] = data["totals"]
        if self.room["board"] == "live" and not self.room["board_frozen"]:
            self.public[competitor] = data["totals"]

    def _take_in_forms(self, data: dict[str, Any]) -> None:
        for form in forms_in(data):
            self.forms.setdefault(form["competitor"], {})[form["module"]] = form
        if "dispute" in data:
            self.disputes[data["dispute"]["id"]] = data["dispute"]

    def _take_in_notes(self, data: dict[str, Any]) -> None:
        if "comment" in data:
            comment = cast("CommentFacts", data["comment"])
            key = comment["competitor"], comment["aspect"], comment["judge"]
            self.comments.pop(key, None)
            if comment["text"]:
                self.comments[key] = comment
        if "evidence" in data:
            self.evidence[data["evidence"]["id"]] = data["evidence"]

    def _take_in_public(self, data: dict[str, Any]) -> None:
        """Take in what the public may have now; None is nothing."""
        for competitor, totals in data.get("public", {}).items():
            if totals is None:
                self.public.pop(competitor, None)
            else:
                self.public[competitor] = totals
        if "frozen" in data:
            self.frozen = data["frozen"]
        elif not self.room["board_frozen"]:
            self.frozen = None

    def _show_totals(self, *, always: bool) -> None:
        """Show what may be shown: everything once it is published; else what the policy of the board says."""
        if always or shows_all(self.room):
            self.public = dict(self.totals)

    def of_role(self, role: str) -> list[ParticipantFacts]:
        """Return everybody of this role, in the order of their numbers."""
        return sorted((p for p in self.participants.values() if p["role"] == role), key=lambda p: p["number"])


def forms_in(data: dict[str, Any]) -> Iterable[FormFacts]:
    """Yield the forms that the data of an event changes."""
    yield from data.get("forms", ())
    if "form" in data:
        yield data["form"]


def participants_in(data: dict[str, Any]) -> Iterable[ParticipantFacts]:
    """Yield the people that the data of an event changes."""
    yield from data.get("judges", ())
    yield from data.get("participants", ())
    if "participant" in data:
        yield data["participant"]


def replay(events: Iterable[LoggedEvent]) -> RoomState:
    """Return the state that `events`, from the first one of a room, lead to.

    Raises:
        ValueError: there are no events, or they do not begin with the opening of a room.
    """
    state: RoomState | None = None
    for event in events:
        if state is None:
            state = RoomState(room=event.data["room"], seq=event.seq - 1)
        state.apply(event)
    if state is None:
        message = "A room has at least the event that it was opened."
        raise ValueError(message)
    return state

"""The state of a room as the fold of its events: pure, so that any process can make it again from the log.

`apply` and the tables that commands write must always say the same; tests replay random histories to see it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from coaching.rooms.event_log import LoggedEvent
from coaching.rooms.facts import MarkFacts, ParticipantFacts, RoomFacts, TotalsFacts

MARK_EVENTS = frozenset({"measurement.recorded", "measurement.observed", "judgement.scored", "judgement.reopened"})


@dataclass(slots=True)
class RoomState:
    """Everything about a room that changes, at one `seq`.

    `totals` is what the jury has; `public` is what the board may show of it.
    """

    room: RoomFacts
    seq: int
    participants: dict[str, ParticipantFacts] = field(default_factory=dict)
    marks: dict[str, dict[int, MarkFacts]] = field(default_factory=dict)
    totals: dict[str, TotalsFacts] = field(default_factory=dict)
    public: dict[str, TotalsFacts] = field(default_factory=dict)

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
        for participant in _participants(data):
            self._take_in_participant(participant)
        if "room" in data:
            self.room = cast("RoomFacts", data["room"])
        if event_type in {"room.ended", "results.published"}:
            self._show_totals(always=event_type == "results.published")

    def _take_in_mark(self, data: dict[str, Any]) -> None:
        mark = cast("MarkFacts", data["mark"])
        competitor = mark["competitor"]
        self.marks.setdefault(competitor, {})[mark["aspect"]] = mark
        self.totals[competitor] = data["totals"]
        if self.room["board"] == "live":
            self.public[competitor] = data["totals"]

    def _take_in_participant(self, participant: ParticipantFacts) -> None:
        self.participants[participant["id"]] = participant

    def _show_totals(self, *, always: bool) -> None:
        if always or self.room["board"] != "never":
            self.public = dict(self.totals)

    def of_role(self, role: str) -> list[ParticipantFacts]:
        """Return everybody of this role, in the order of their numbers."""
        return sorted((p for p in self.participants.values() if p["role"] == role), key=lambda p: p["number"])


def _participants(data: dict[str, Any]) -> Iterable[ParticipantFacts]:
    yield from data.get("judges", ())
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

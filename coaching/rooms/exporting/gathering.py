"""Everything that a file about a room says, read at one moment, as the host may see it then.

What a round of judgement still hides is hidden here too: marks come through the same gate as the host's own screen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from championships.marking import Part, Totals, positions, total
from championships.schemes.models import Aspect, Criterion, StandardsSection
from coaching.rooms.audience import HOST
from coaching.rooms.exporting.sittings import Sitting, sittings_of
from coaching.rooms.facts import ParticipantFacts, nameless_while_awaited
from coaching.rooms.models import ParticipantStatus, Room, RoomEvent
from coaching.rooms.protocol import MarkSeen
from coaching.rooms.rendering import mark_seen
from coaching.rooms.sheet import Sheet, SheetAspect, sheet_of
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import RoomState

AWAY = (ParticipantStatus.REMOVED, "banned")
Parts = Mapping[str, tuple[str, Decimal]]
"""Criteria by letter or standards sections by number: the name, and the most marks of it in this room."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A competitor with totals and position (None while a part of the sheet is not marked), best first."""

    competitor: ParticipantFacts
    position: int | None
    totals: Totals

    def criterion(self, letter: str) -> Part:
        """Return what was reached in a criterion."""
        return self.totals.criteria.get(letter) or Part()

    def section(self, number: str) -> Part:
        """Return what was reached in a standards section."""
        return self.totals.sections.get(int(number)) or Part()


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """A room at one `seq`: its people, marks and totals, and the hash of the last event up to there.

    `judges` come by seat, and after them a coordinator who scored in somebody's place. The `panel` holds the
    coordinator always; `sittings` are those who sat on its seats, in turn.
    """

    room: Room
    state: RoomState
    sheet: Sheet
    at: datetime
    last_hash: str
    judges: tuple[ParticipantFacts, ...]
    panel: tuple[ParticipantFacts, ...]
    sittings: Mapping[str, Sequence[Sitting]]
    standings: tuple[Standing, ...]
    marks: Mapping[tuple[str, int], MarkSeen]
    comments: Mapping[tuple[str, int], str]
    descriptions: Mapping[int, str]
    criteria: Parts
    sections: Parts

    @property
    def seq(self) -> int:
        """How far the log had got."""
        return self.state.seq

    @property
    def maximum(self) -> Decimal:
        """The most that can be reached in the room, in marks."""
        return sum((aspect.maximum for aspect in self.sheet.aspects), Decimal("0.00"))

    def mark(self, competitor: ParticipantFacts, aspect: SheetAspect) -> MarkSeen | None:
        """Return the mark of a competitor for an aspect, if anything was given for it."""
        return self.marks.get((competitor["id"], aspect.id))

    def by_number(self) -> Iterator[Standing]:
        """Yield the standings by the number of the competitor."""
        yield from sorted(self.standings, key=lambda standing: standing.competitor["number"])


def record_of(room: Room) -> RoomRecord:
    """Return the record of the room as it is now. The number of queries does not depend on the size of the room."""
    state, sheet = load_state(room.pk), sheet_of(room.pk)
    panel = _panel(state)
    marks = {
        (competitor, aspect): mark_seen(mark, HOST)
        for competitor, found in state.marks.items()
        for aspect, mark in found.items()
    }
    last = RoomEvent.objects.filter(room=room, seq=state.seq).values_list("hash", flat=True).first()
    return RoomRecord(
        room=room,
        state=state,
        sheet=sheet,
        at=timezone.now(),
        last_hash=last or "",
        judges=_judges(panel, marks.values()),
        panel=panel,
        sittings=sittings_of(room, panel, state.seq),
        standings=_standings(state, sheet, marks),
        marks=marks,
        comments=_comments(state),
        descriptions=dict(
            Aspect.objects.filter(pk__in=[item.id for item in sheet.aspects]).values_list("pk", "description")
        ),
        criteria=_criteria(room, sheet),
        sections=_sections(room, sheet),
    )


def _standings(state: RoomState, sheet: Sheet, marks: Mapping[tuple[str, int], MarkSeen]) -> tuple[Standing, ...]:
    people = [person for person in state.of_role("competitor") if person["status"] not in AWAY]
    totals = [total(sheet.places, _given(person, sheet, marks)) for person in people]
    placed = zip(people, positions(totals), totals, strict=True)
    standings = [Standing(person, position, sums) for person, position, sums in placed]
    return tuple(sorted(standings, key=_order))


def _panel(state: RoomState) -> tuple[ParticipantFacts, ...]:
    # A file names who marked: whoever was only invited is no judge of this panel.
    people = (person for role in ("judge", "coordinator") for person in state.of_role(role))
    return tuple(nameless_while_awaited(person) for person in people)


def _judges(panel: Iterable[ParticipantFacts], marks: Iterable[MarkSeen]) -> tuple[ParticipantFacts, ...]:
    scored = {score["judge"] for mark in marks for score in mark["scores"]}
    return tuple(person for person in panel if person["role"] == "judge" or person["id"] in scored)


def _comments(state: RoomState) -> dict[tuple[str, int], str]:
    """Return what judges wrote about each competitor and aspect, one in a line."""
    found: dict[tuple[str, int], str] = {}
    for comment in state.comments.values():
        about = comment["competitor"], comment["aspect"]
        found[about] = f"{found[about]}\n{comment['text']}" if about in found else comment["text"]
    return found


def _given(
    person: ParticipantFacts, sheet: Sheet, marks: Mapping[tuple[str, int], MarkSeen]
) -> dict[int, Decimal | None]:
    found = {aspect.id: marks.get((person["id"], aspect.id)) for aspect in sheet.aspects}
    return {aspect: Decimal(mark["mark"]) for aspect, mark in found.items() if mark and mark["mark"] is not None}


def _order(standing: Standing) -> tuple[bool, int, int]:
    return standing.position is None, standing.position or 0, standing.competitor["number"]


def _criteria(room: Room, sheet: Sheet) -> Parts:
    found = Criterion.objects.filter(version=room.scheme_version_id).order_by("order").values_list("letter", "name")
    return {key: (name, _most(sheet, "criterion", key)) for key, name in found if _most(sheet, "criterion", key)}


def _sections(room: Room, sheet: Sheet) -> Parts:
    found = StandardsSection.objects.filter(version=room.scheme_version_id).order_by("number")
    named = ((number, name, _most(sheet, "section", number)) for number, name in found.values_list("number", "name"))
    return {str(number): (name, most) for number, name, most in named if most}


def _most(sheet: Sheet, level: str, key: object) -> Decimal:
    return sum((aspect.maximum for aspect in sheet.aspects if getattr(aspect, level) == key), Decimal("0.00"))

"""A competitor's own history: the rooms of the same account that have ended, up to this one.

What is not marked is not zero: a share is that of what was marked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from championships.schemes.folding import alike
from championships.schemes.models import Scheme
from coaching.rooms.analysis.heat import Share, share
from coaching.rooms.models import AspectMark, Participant, ParticipantRole, ParticipantStatus, RoomStatus
from coaching.rooms.shown import fully_shown

MOST_ROOMS = 20
Sums = Mapping[tuple[str, str], tuple[Decimal, Decimal]]
"""What was reached of which maximum, by the number and name of a standards section (empty: in none)."""


@dataclass(frozen=True, slots=True)
class PastRoom:
    """A room that has ended, and how much of its marks the competitor reached."""

    room: UUID
    title: str
    skill: str
    ended_at: datetime
    reached: Decimal
    maximum: Decimal
    share: Share
    is_this: bool


@dataclass(frozen=True, slots=True)
class SectionCourse:
    """A standards section over the rooms of one skill: now, and in the room before that marked it."""

    name: str
    now: int
    before: int | None

    @property
    def change(self) -> int | None:
        """How many per cent more of the marks were reached than before."""
        return None if self.before is None else self.now - self.before

    @property
    def points(self) -> int:
        """How large the change is, up or down."""
        return abs(self.change or 0)


@dataclass(frozen=True, slots=True)
class History:
    """The rooms of this room's skill, the oldest first, with its sections; and rooms of other skills, latest first."""

    rooms: tuple[PastRoom, ...]
    sections: tuple[SectionCourse, ...]
    others: tuple[PastRoom, ...]


def history_of(participant: Participant) -> History | None:
    """Return the history of the account behind `participant`; None for a guest, and for who has been here only once.

    A room stands in it once all of its marks are shown to the competitor. Three queries, however long it is.
    """
    if participant.user_id is None or participant.room.ended_at is None:
        return None
    seats = _seats(participant)
    sums = _sums(seats)
    skill = _skill_key(participant.room.scheme_version.scheme)
    rooms = [_past(seat, sums[seat.pk], participant) for seat in seats if sums[seat.pk]]
    same = [seat.room_id for seat in seats if _skill_key(seat.room.scheme_version.scheme) == skill]
    of_skill = tuple(room for room in reversed(rooms) if room.room in same)
    if len(rooms) <= 1:
        return None
    own = [sums[seat.pk] for seat in seats if seat.room_id in same]
    return History(of_skill, _sections(own), tuple(room for room in rooms if room.room not in same))


def _seats(participant: Participant) -> list[Participant]:
    found = Participant.objects.filter(
        user=participant.user_id,
        role=ParticipantRole.COMPETITOR,
        status=ParticipantStatus.PRESENT,
        room__status=RoomStatus.ENDED,
        room__ended_at__lte=participant.room.ended_at,
    )
    ordered = found.select_related("room__scheme_version__scheme").order_by("-room__ended_at", "-room__created_at")
    seats = list(ordered[:MOST_ROOMS])
    shown = fully_shown(seats)
    return [seat for seat in seats if seat.pk in shown]


def _sums(seats: Iterable[Participant]) -> Mapping[UUID, Sums]:
    sums: dict[UUID, dict[tuple[str, str], tuple[Decimal, Decimal]]] = defaultdict(dict)
    marked = AspectMark.objects.filter(competitor__in=[seat.pk for seat in seats], mark__isnull=False).order_by()
    groups = marked.values_list("competitor", "aspect__section__number", "aspect__section__name")
    for competitor, number, name, reached, of in groups.annotate(reached=Sum("mark"), of=Sum("aspect__maximum")):
        sums[competitor]["" if number is None else str(number), name or ""] = reached, of
    return sums


def _past(seat: Participant, sums: Sums, participant: Participant) -> PastRoom:
    reached = sum((got for got, _ in sums.values()), Decimal("0.00"))
    maximum = sum((of for _, of in sums.values()), Decimal("0.00"))
    found, room = share(reached, maximum), seat.room
    assert found and room.ended_at  # noqa: S101, PT018 -- there are marks, and only rooms that have ended were read
    scheme = room.scheme_version.scheme
    skill = scheme.skill_name or scheme.title
    return PastRoom(
        room.pk, room.title, skill, room.ended_at, reached, maximum, found, is_this=room.pk == participant.room_id
    )


def _skill_key(scheme: Scheme) -> str:
    """Return what rooms of one skill have in common: the number, else the name, of the skill; else the scheme."""
    return scheme.skill_number.strip() or alike(scheme.skill_name) or f"scheme {scheme.pk}"


def _sections(rooms: list[Sums]) -> tuple[SectionCourse, ...]:
    """Return the sections of the latest room; `rooms` come latest first."""
    latest = rooms[0] if rooms else {}
    courses = []
    for key, (reached, of) in latest.items():
        now = share(reached, of)
        if key == ("", "") or now is None:
            continue
        earlier = next((room[key] for room in rooms[1:] if key in room), None)
        before = None if earlier is None else share(*earlier)
        courses.append(SectionCourse(" ".join(key).strip(), now.percent, before.percent if before else None))
    return tuple(sorted(courses, key=lambda course: course.now))

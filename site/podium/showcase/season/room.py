"""The room of the season's running championship: web technologies at work, with a live board that visitors may watch."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from championships.events.models import Championship, Entry
from championships.schemes.models import SchemeVersion, SubCriterion
from coaching.rooms.actors import Actor, HostActor, ParticipantActor
from coaching.rooms.execution import command_for, locked_room, perform
from coaching.rooms.joining import claim_seat, join
from coaching.rooms.models import BoardPolicy, Participant, ParticipantRole, Room, RoomKind
from coaching.rooms.opening import open_room
from coaching.rooms.sheet import sheet_of
from people.demo import DemoPeople
from podium.showcase import texts

OPENED_BY = UUID("0d0f2a53-9a0f-4a4e-8f0b-6f1f3f4f8a17")
PARTS, MINUTES = ("A1", "A2"), 240
BEGUN, FIRST_MARK, BETWEEN_MARKS = timedelta(minutes=50), timedelta(minutes=30), timedelta(seconds=40)
MARKED = 3  # Competitors whose measurements are marked already, as those of the mock championship were.


@transaction.atomic
def load_room(people: DemoPeople, championship: Championship, version: SchemeVersion) -> Room:
    """Return the room, opened and begun now if it was not before."""
    opened = Room.objects.filter(opened_by_command=OPENED_BY).first()
    if opened is not None:
        return opened
    now = timezone.now()
    room = open_room(
        host=people.organiser,
        title="17 Web technologies",
        scheme_version=version,
        sub_criteria=list(SubCriterion.objects.filter(criterion__version=version, code__in=PARTS)),
        duration_minutes=MINUTES,
        kind=RoomKind.CHAMPIONSHIP,
        championship=championship,
        command_id=OPENED_BY,
        opened_at=now - 2 * BEGUN,
        board=BoardPolicy.LIVE,
    )
    competitors = list(_seated(room, championship, now - 1.5 * BEGUN))
    judge = Participant.objects.filter(room=room, role=ParticipantRole.JUDGE).order_by("number")[0]
    name = people.expert.name
    claim_seat(participant=judge, display_name=name, user=people.expert, command_id=uuid4(), now=now - 1.2 * BEGUN)
    judge.refresh_from_db()
    # From here on this process alone holds the room.
    room = locked_room(room.pk)
    _do(room, HostActor(people.organiser), "room.start", now - BEGUN)
    for number, (competitor, aspect, observed) in enumerate(_observed(room, competitors)):
        at = now - FIRST_MARK + number * BETWEEN_MARKS
        about = {"competitor": str(competitor.pk), "aspect": aspect, "observation": observed}
        _do(room, ParticipantActor(judge), "measurement.observe", at, **about)
    return room


def _seated(room: Room, championship: Championship, at: datetime) -> Iterator[Participant]:
    """Let everybody in who is entered in web technologies, by the names of the record; the board shows initials."""
    entries = Entry.objects.filter(contested_skill__championship=championship, contested_skill__number="17")
    for entry in entries.select_related("organisation").prefetch_related("people").order_by("number"):
        yield join(
            room=room,
            display_name=entry.people.all()[0].full_name,
            organisation_name=str(entry.organisation or ""),
            command_id=uuid4(),
            now=at,
        ).participant


def _observed(room: Room, competitors: list[Participant]) -> Iterator[tuple[Participant, int, Any]]:
    """Return what was measured of the first competitors."""
    told = texts.load("mock_room")["competitors"]
    for competitor, story in zip(competitors[:MARKED], told, strict=False):
        for aspect in sheet_of(room.pk).aspects:
            observed = story["marks"][aspect.code]
            if aspect.kind == "M" and not isinstance(observed, list):
                yield competitor, aspect.id, observed


def _do(room: Room, actor: Actor, command: str, at: datetime, **data: Any) -> None:
    perform(room, command_for(actor, uuid4(), command, data, is_fresh=True), now=at)

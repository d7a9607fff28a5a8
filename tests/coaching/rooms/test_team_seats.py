"""A marking team in the seats of a room: named, of the member that the organiser gave, and known to the host alone."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from championships.events.models import Championship, MembersAre, OfficialRole
from championships.schemes.models import Aspect
from coaching.rooms.actors import HostActor, ParticipantActor
from coaching.rooms.audience import HOST, Audience
from coaching.rooms.event_log import read_all, verify
from coaching.rooms.execution import execute
from coaching.rooms.exporting.gathering import record_of
from coaching.rooms.facts import room_facts
from coaching.rooms.joining import claim_seat, join
from coaching.rooms.models import Participant, Room
from coaching.rooms.protocol import View
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.rendering import event_seen, snapshot_seen
from coaching.rooms.sheet import sheet_of
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from people.models import AuditEntry, Organisation, Role
from tests.championships.events.grown import person_with
from tests.coaching.rooms.team_rooms import COLLEGES, Held, hold, seats, sit


@pytest.fixture
def held(db: None) -> Held:
    """A championship with a marking team."""
    return hold()


def told(room: Room, view: View, participant: Participant | None = None) -> str:
    """Return everything that a reader is sent of the room: the snapshot, and each event of the log."""
    reader = HOST if view == View.HOST else Audience(view, str(participant.pk) if participant else None)
    now, facts = timezone.now(), room_facts(room)
    snapshot = snapshot_seen(load_state(room.pk), sheet_of(room.pk), reader, now=now, online=frozenset())
    return str([snapshot, *(event_seen(event, facts, reader) for event in read_all(room.pk))])


# What opening does


def test_the_team_gives_the_seats_their_people_and_the_log_holds_them_as_they_are(held: Held) -> None:
    room = held.open(panel_size=1, coordinator=False)
    judges = [seat for seat in seats(room) if seat.role == "judge"]
    assert (room.panel_size, len(judges), len(seats(room))) == (3, 3, 4)
    for number, seat in enumerate(seats(room)):
        official = held.official(number)
        assert seat.display_name == official.person.full_name
        assert seat.status == "invited"
        assert seat.member == seat.organisation_name == " ".join(COLLEGES[number].split())
    assert replay(read_all(room.pk)) == load_state(room.pk)
    assert verify(room) == 1
    assert AuditEntry.objects.get(action="room.opened").data["marking_team"] == held.team.pk


def test_a_team_without_a_coordinator_leaves_that_seat_to_the_kind(held: Held) -> None:
    held.team.seats.filter(coordinator=True).delete()
    assert [seat.display_name != "" for seat in seats(held.open())] == [True, True, True, False]
    assert len(seats(held.open(sign_off="judges", coordinator=False))) == 3


def test_nobody_yet_opens_free_seats(held: Held) -> None:
    room = held.open(marking_team=None)
    assert [(seat.display_name, seat.member, seat.user) for seat in seats(room)] == [("", "", None)] * 4


def test_namesakes_are_told_apart_and_a_long_name_is_cut(held: Held) -> None:
    for number, given in enumerate(("Dana", "dana", "D" * 100)):
        person = held.official(number).person
        person.given_name, person.family_name = given, "Demo" if number < 2 else ""
        person.save()
    names = [seat.display_name for seat in seats(held.open())]
    assert names[:3] == ["Dana Demo", "dana Demo (2)", "D" * 80]


@pytest.mark.parametrize("members_are", MembersAre.values)
def test_members_are_spelt_as_those_of_the_entries(held: Held, members_are: str) -> None:
    held.event.championship.members_are = members_are
    held.event.championship.save()
    held.event.enter("Nikita Sokol", COLLEGES[1])
    room = held.open()
    competitor = join(room=room, display_name="sokol  NIKITA", command_id=uuid4()).participant
    assert competitor.member == seats(room)[1].member != ""
    added = {"name": "Nikita Sokol", "organisation": "", "member": ""}
    reply = execute(
        room_id=room.pk, actor=HostActor(held.event.organiser), command_id=uuid4(), type="competitor.add", data=added
    )
    assert reply.data["participant"]["member"] == competitor.member


def test_of_whom_nothing_is_known_the_organisation_is_compared(held: Held) -> None:
    held.event.championship.members_are = MembersAre.REGION
    held.event.championship.save()
    Organisation.objects.filter(name=COLLEGES[0]).update(region="")
    assert seats(held.open())[0].member == COLLEGES[0]


def test_a_team_is_chosen_for_its_own_championship(held: Held) -> None:
    other = Championship.objects.create(
        name="Other", slug="other", starts_on=date(2026, 5, 2), ends_on=date(2026, 5, 4)
    )
    for championship in (None, other):
        with pytest.raises(CommandRefused, match=r"^team_not_here:") as refusal:
            held.open(championship=championship)
        assert refusal.value.field == "marking_team"
    assert not Room.objects.exists()


def test_whoever_may_not_know_its_people_cannot_invite_a_team(held: Held) -> None:
    with pytest.raises(CommandRefused, match=r"^team_not_allowed:"):
        held.open(host=held.event.mentor)
    assert not Participant.objects.exists()


def test_a_room_takes_no_team_that_is_larger_than_its_panel(held: Held) -> None:
    for _ in range(3):
        held.team.seats.create(official=held.event.official("Ile college"))
    with pytest.raises(CommandRefused, match=r"^team_out_of_range:.*1 to 5") as refusal:
        held.open()
    assert refusal.value.field == "marking_team"


def test_the_chief_expert_of_the_skill_may_invite_its_team_and_another_expert_may_not(held: Held) -> None:
    chief, other = person_with(Role.EXPERT, "chief@podium.example"), person_with(Role.EXPERT, "other@podium.example")
    held.version.scheme.organisation = Organisation.objects.get(name="Demo college")
    held.version.scheme.save()
    official = held.event.official("Ile college", OfficialRole.CHIEF_EXPERT)
    official.person.user = chief
    official.person.save()
    with pytest.raises(CommandRefused, match=r"^team_not_allowed:"):
        held.open(host=other)
    assert seats(held.open(host=chief))[0].display_name


# Whom the rule keeps apart


def test_a_compatriot_does_not_mark_her_own_and_the_coordinator_does(held: Held) -> None:
    held.event.enter("Nikita Sokol", COLLEGES[1])
    room = held.open()
    first, compatriot, _third, coordinator = [sit(seat) for seat in seats(room)]
    # The college is typed otherwise than it is kept: the entry tells whom he represents.
    his = join(room=room, display_name="Nikita Sokol", organisation_name="Sayan", command_id=uuid4()).participant
    execute(room_id=room.pk, actor=HostActor(held.event.organiser), command_id=uuid4(), type="room.start", data={})
    aspect = Aspect.objects.get(sub_criterion__criterion__version=held.version, code="A1.M1").pk
    data = {"competitor": str(his.pk), "aspect": aspect, "mark": "1.00"}

    def mark(seat: Participant) -> None:
        execute(room_id=room.pk, actor=ParticipantActor(seat), command_id=uuid4(), type="measurement.record", data=data)

    with pytest.raises(CommandRefused, match=r"^compatriot:"):
        mark(compatriot)
    mark(first)
    mark(coordinator)
    assert replay(read_all(room.pk)) == load_state(room.pk)


def test_where_the_skill_is_unsure_whoever_was_entered_for_one_member_is_found(held: Held) -> None:
    held.event.skill.scheme_version = None
    held.event.skill.save()
    other = held.event.contest("Web technologies", order=2)
    held.event.enter("Nikita Sokol", COLLEGES[1], other)
    held.event.enter("Dias Burkit", COLLEGES[1], other)
    held.event.enter("Dias Burkit", COLLEGES[0])
    room = held.open()
    names = ("Nikita Sokol", "Dias Burkit", "Polina Chaika")
    come = [join(room=room, display_name=name, command_id=uuid4()).participant.member for name in names]
    assert come == [COLLEGES[1], "", ""]


def test_nobody_is_looked_for_where_compatriots_are_not_kept_apart(held: Held) -> None:
    held.event.enter("Nikita Sokol", COLLEGES[1])
    room = held.open(compatriots_apart=False)
    assert join(room=room, display_name="Nikita Sokol", command_id=uuid4()).participant.member == ""


def test_a_name_that_the_host_puts_right_finds_its_entry(held: Held) -> None:
    held.event.enter("Nikita Sokol", COLLEGES[1])
    room = held.open()
    his = join(room=room, display_name="Nikita Sokoll", command_id=uuid4()).participant
    assert his.member == ""
    host = HostActor(held.event.organiser)
    data = {"participant": str(his.pk), "name": "Nikita Sokol", "organisation": "", "member": ""}
    execute(room_id=room.pk, actor=host, command_id=uuid4(), type="participant.describe", data=data)
    his.refresh_from_db()
    assert his.member == COLLEGES[1]


# What is told, and to whom


def test_who_is_invited_is_known_to_the_host_alone_until_the_seat_is_taken(held: Held) -> None:
    room = held.open(observers=1)
    invited, other = seats(room)[0], sit(seats(room)[1])
    watching = sit_nameless(room.participants.get(role="observer"))
    competing = join(room=room, display_name="Nikita Sokol", command_id=uuid4()).participant
    readers = {View.JUDGE: other, View.OBSERVER: watching, View.COMPETITOR: competing, View.BOARD: None}
    name = invited.display_name
    assert name in told(room, View.HOST)
    assert not any(name in told(room, view, reader) for view, reader in readers.items())
    # Sent out before she came, she has still told nobody who she is.
    host = HostActor(held.event.organiser)
    for kind in ("participant.remove", "participant.readmit"):
        data = {"participant": str(invited.pk)}
        execute(room_id=room.pk, actor=host, command_id=uuid4(), type=kind, data=data)
        assert not any(name in told(room, view, reader) for view, reader in readers.items())
    assert "awaited" not in told(room, View.HOST)
    assert name not in str(record_of(room).judges)
    sit(invited)
    assert all(name in told(room, view, reader) for view, reader in readers.items() if view != View.BOARD)
    assert name in str(record_of(room).judges)
    assert replay(read_all(room.pk)) == load_state(room.pk)


def sit_nameless(seat: Participant) -> Participant:
    """Let somebody take a seat that nobody was invited to."""
    return claim_seat(participant=seat, display_name="Olzhas", command_id=uuid4()).participant

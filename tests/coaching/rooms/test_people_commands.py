"""Who is in a room and who hosts it: every command of the host about people, by the tables and by sockets."""

from typing import Any
from uuid import uuid4

import pytest

from coaching.rooms.access import audience_for
from coaching.rooms.actors import HostActor
from coaching.rooms.event_log import read_all
from coaching.rooms.hosts import host_token, hosts_of
from coaching.rooms.inviting import become_host
from coaching.rooms.joining import come_again, join
from coaching.rooms.models import Participant, RoomHost
from coaching.rooms.refusals import AccessRefused, CommandRefused, SeatLinkInvalid
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from people.models import User
from tests.coaching.rooms.building import Built, build, make_host


def refused(code: str) -> Any:
    """Expect a refusal with this code."""
    return pytest.raises(CommandRefused, match=rf"^{code}:")


def agrees(built: Built) -> bool:
    """Return whether log and tables say the same."""
    return replay(read_all(built.room.pk)) == load_state(built.room.pk)


@pytest.fixture
def room(db: None) -> Built:
    return build(competitors=2)


# Sending out and letting in -----------------------------------------------------------------------------------


def test_who_was_removed_may_come_again_and_who_was_banned_only_when_readmitted(room: Built) -> None:
    person, key = room.competitors[0].participant, room.key(0)
    room.as_host("participant.remove", participant=key)
    with refused("already_removed"):
        room.as_host("participant.remove", participant=key)
    person.refresh_from_db()
    assert come_again(participant=person, command_id=uuid4()).participant.status == "present"
    room.as_host("participant.ban", participant=key)
    person.refresh_from_db()
    for attempt in ("participant.ban", "participant.remove"):
        with refused("already_banned" if attempt == "participant.ban" else "already_removed"):
            room.as_host(attempt, participant=key)
    with refused("banned"):
        come_again(participant=person, command_id=uuid4())
    room.as_host("participant.readmit", participant=key)
    assert Participant.objects.get(pk=key).status == "present"
    assert agrees(room)


def test_an_account_that_was_removed_comes_back_as_who_it_was(room: Built) -> None:
    user = User.objects.create_user("student@podium.example", "secret", name="Timur Demo")
    mine = join(room=room.room, display_name="Timur", user=user, command_id=uuid4()).participant
    room.as_host("participant.remove", participant=str(mine.pk))
    assert join(room=room.room, display_name="Another", user=user, command_id=uuid4()).participant.pk == mine.pk
    room.as_host("participant.ban", participant=str(mine.pk))
    with refused("banned"):
        join(room=room.room, display_name="Another", user=user, command_id=uuid4())


# Who may come in ----------------------------------------------------------------------------------------------


def test_the_door_is_closed_to_newcomers_after_the_start_until_the_host_opens_it(db: None) -> None:
    built = build(competitors=1, late_join=False)
    with refused("late_join_closed"):
        join(room=built.fresh(), display_name="Late", command_id=uuid4())
    seen = built.as_host("room.change", late_join=True).data["room"]
    assert (seen["late_join"], seen["marks_shown"]) == (True, "live")
    assert join(room=built.fresh(), display_name="Late", command_id=uuid4()).participant.number == 2
    assert agrees(built)


def test_works_to_calibrate_on_are_added_by_the_host_and_nobody_joins_by_code(db: None) -> None:
    built = build(kind="calibration", competitors=0, started=False)
    with refused("no_code_here"):
        join(room=built.room, display_name="Somebody", command_id=uuid4())
    for _ in range(2):
        added = built.as_host("competitor.add", name="Cake stand of 2023").data["participant"]
    assert (added["name"], added["number"], added["status"]) == ("Cake stand of 2023 (2)", 2, "present")
    built.as_host("room.start")
    about = {"competitor": added["id"], "aspect": built.aspects["A1.M1"]}
    reply = built.as_judge(0, "measurement.record", **about, mark="1.00", reason="")
    assert reply.data["totals"]["total"] == "1.00"
    assert agrees(built)


# Who somebody is ----------------------------------------------------------------------------------------------


def test_a_description_changes_what_is_said_and_leaves_the_rest(room: Built) -> None:
    seen = room.as_host("participant.describe", participant=room.key(0), organisation=" College  A ", member="KZ").data
    assert seen["participant"]["organisation"] == "College A"
    assert (seen["participant"]["name"], seen["participant"]["member"]) == ("Competitor 1", "KZ")
    twice = room.as_host("participant.describe", participant=room.key(0), name="COMPETITOR 2").data["participant"]
    assert (twice["name"], twice["member"]) == ("COMPETITOR 2 (2)", "KZ")
    assert agrees(room)
    for field, text, code in (
        ("name", " ", "name_empty"),
        ("name", "x" * 81, "name_too_long"),
        ("member", "x" * 121, "organisation_too_long"),
        ("organisation", "a\u202eb", "organisation_unreadable"),
    ):
        with refused(code) as refusal:
            room.as_host("participant.describe", participant=room.key(0), **{field: text})
        assert refusal.value.field == field


def test_a_member_stays_once_another_would_change_who_has_marked(db: None) -> None:
    built = build(competitors=2, compatriots_apart=True, coordinator=True)
    judge_one = str(built.judges[0].participant.pk)
    built.as_host("participant.describe", participant=judge_one, member="KZ")
    built.as_host("participant.describe", participant=built.key(0), member="KZ")
    built.measure("1.00", seat=1)
    for person, member in ((built.key(0), "RU"), (judge_one, "RU")):
        with refused("marking_begun"):
            built.as_host("participant.describe", participant=person, member=member)
    # Nothing of the other competitor is marked, and a seat that nobody has to leave changes nothing.
    built.as_host("participant.describe", participant=built.key(1), member="KZ")
    built.as_host("participant.describe", participant=str(built.judges[2].participant.pk), member="FR", name="Dana")
    assert agrees(built)


# Seats --------------------------------------------------------------------------------------------------------


def test_a_room_gets_one_coordinator_and_so_many_observers(room: Built) -> None:
    seat = room.as_host("seat.add", role="coordinator").data["participant"]
    assert (seat["role"], seat["number"], seat["status"]) == ("coordinator", 1, "invited")
    with refused("coordinator_there"):
        room.as_host("seat.add", role="coordinator")
    numbers = [room.as_host("seat.add", role="observer").data["participant"]["number"] for _ in range(20)]
    assert numbers == list(range(1, 21))
    with refused("observers_out_of_range"):
        room.as_host("seat.add", role="observer")
    with refused("bad_data"):
        room.as_host("seat.add", role="judge")
    assert agrees(room)


# Hosts --------------------------------------------------------------------------------------------------------


def test_a_link_lets_one_account_host_too_and_then_holds_good_no_longer(room: Built) -> None:
    token = host_token(room.room)
    student = User.objects.create_user("student@podium.example", "secret")
    with refused("not_allowed"):
        become_host(token=token, user=student, command_id=uuid4())
    with refused("already_host"):
        become_host(token=token, user=room.host, command_id=uuid4())
    second = make_host("second@podium.example")
    assert become_host(token=token, user=second, command_id=uuid4()) == room.room
    assert audience_for(room.room, second, {}, "host").name == second.name
    for wrong in (token, token + "x", "nonsense"):
        with pytest.raises(SeatLinkInvalid):
            become_host(token=wrong, user=make_host(f"{uuid4().hex}@podium.example"), command_id=uuid4())
    assert [found["chief"] for found in hosts_of(room.fresh())] == [True, False]
    assert agrees(room)


def test_the_chief_hands_over_and_the_new_chief_may_remove_the_old_one(room: Built) -> None:
    second = make_host("second@podium.example")
    with refused("unknown_host"):
        room.as_host("host.hand_over", user=second.pk)
    become_host(token=host_token(room.room), user=second, command_id=uuid4())
    with refused("chief_only"):
        room.command(HostActor(second), "host.remove", {"user": room.host.pk})
    with refused("chief_stays"):
        room.as_host("host.remove", user=room.host.pk)
    room.as_host("host.hand_over", user=second.pk)
    assert room.fresh().host_id == second.pk
    with refused("chief_only"):
        room.as_host("host.remove", user=second.pk)
    room.as_host("room.pause")
    room.command(HostActor(second), "host.remove", {"user": room.host.pk})
    with refused("not_allowed"):
        room.as_host("room.resume")
    with pytest.raises(AccessRefused):
        audience_for(room.fresh(), room.host, {}, "host")
    assert not RoomHost.objects.exists()
    assert agrees(room)

"""Joining: names, codes, secrets and seats."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from coaching.rooms import codes
from coaching.rooms.access import audience_for
from coaching.rooms.joining import (
    claim_seat,
    code_attempt_allowed,
    cookie_name,
    find_open_room,
    join,
    participant_from_cookies,
    read_seat_token,
    record_wrong_code,
    seat_token,
)
from coaching.rooms.models import Participant, ParticipantKey, Room, RoomEvent
from coaching.rooms.names import clean_name, told_apart
from coaching.rooms.opening import open_room
from coaching.rooms.refusals import AccessRefused, CommandRefused, ParticipantRemoved, RoomNotFound, SeatLinkInvalid
from coaching.rooms.seating import panel_rows, seats_for
from people.guests import secret_digest
from tests.coaching.rooms.building import Built, build, make_host, make_version


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("  Әлия   Қалдыбекқызы ", "Әлия Қалдыбекқызы"),
        ("Jean-Luc O'Neil 2", "Jean-Luc O'Neil 2"),
        ("李小龍", "李小龍"),
        ("A\u00a0B", "A B"),
        ("Андреи\u0306", "Андрей"),
        ("x" * 80, "x" * 80),
    ],
)
def test_names_of_people_are_taken(written: str, name: str) -> None:
    assert clean_name(written) == name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "name_empty"),
        ("   ", "name_empty"),
        ("x" * 81, "name_too_long"),
        ("x" * 200, "name_too_long"),
        ("a\tb", "name_unreadable"),
        ("a\nb", "name_unreadable"),
        ("a\x00b", "name_unreadable"),
        ("a\u202eb", "name_unreadable"),
        ("a\u2066b", "name_unreadable"),
        ("a\u200bb", "name_unreadable"),
        ("\ud800", "name_unreadable"),
        ("---", "name_unreadable"),
        ("\u3164", "name_unreadable"),
        ("a" + "\u0301" * 9, "name_unreadable"),
    ],
)
def test_names_that_play_tricks_are_refused(written: str, code: str) -> None:
    with pytest.raises(CommandRefused, match=rf"^{code}:") as refusal:
        clean_name(written)
    assert refusal.value.field == "display_name"


def test_same_names_are_told_apart() -> None:
    assert told_apart("Dana", {"Timur"}) == "Dana"
    assert told_apart("Dana", {"dana", "Dana (2)"}) == "Dana (3)"
    longest = "x" * 80
    assert len(told_apart(longest, {longest})) == 80


def test_joining_gives_numbers_and_tells_names_apart(db: None) -> None:
    built = build(competitors=0)
    first, second = (join(room=built.room, display_name="Dana", command_id=uuid4()) for _ in range(2))
    assert [p.participant.display_name for p in (first, second)] == ["Dana", "Dana (2)"]
    assert [p.participant.number for p in (first, second)] == [1, 2]
    assert RoomEvent.objects.filter(room=built.room, type="participant.joined").count() == 5


def test_joining_twice_with_one_id_is_joining_once(built: Built) -> None:
    command_id = uuid4()
    first = join(room=built.room, display_name="Dana", command_id=command_id)
    again = join(room=built.room, display_name="Dana", command_id=command_id)
    assert again.participant == first.participant
    assert again.secret != first.secret
    assert participant_from_cookies(built.room, {cookie_name(built.room): again.secret}) == first.participant


def test_somebody_with_an_account_comes_back_as_who_they_were(built: Built) -> None:
    student = make_host("student@podium.example")
    first = join(room=built.room, display_name="Dana", user=student, command_id=uuid4())
    built.as_host("room.lock", locked=True)
    again = join(room=built.room, display_name="Somebody", user=student, command_id=uuid4())
    assert again.participant == first.participant
    assert audience_for(built.room, student, {}, "competitor").participant == str(first.participant.pk)


def test_door_is_shut_when_locked_or_ended(built: Built) -> None:
    built.as_host("room.lock", locked=True)
    with pytest.raises(CommandRefused, match=r"^room_locked:"):
        join(room=built.room, display_name="Late", command_id=uuid4())
    built.as_host("room.lock", locked=False)
    join(room=built.room, display_name="Late", command_id=uuid4())
    built.as_host("room.end")
    with pytest.raises(CommandRefused, match=r"^room_ended:"):
        join(room=built.room, display_name="Later", command_id=uuid4())


def test_database_keeps_no_secret(built: Built) -> None:
    joined = built.competitors[0]
    digests = set(ParticipantKey.objects.values_list("digest", flat=True))
    assert secret_digest(joined.secret) in digests
    assert joined.secret not in digests
    assert participant_from_cookies(built.room, {cookie_name(built.room): str(joined.participant.pk)}) is None


def test_secret_opens_its_own_room_only(built: Built) -> None:
    other = build()
    assert participant_from_cookies(other.room, {cookie_name(other.room): built.competitors[0].secret}) is None


# Codes -------------------------------------------------------------------------------------------------------


def test_room_is_found_by_its_code_while_it_is_open(built: Built) -> None:
    code = built.room.code
    assert find_open_room(f" {code[:3]} {code[3:]} ") == built.room
    built.as_host("room.end")
    with pytest.raises(RoomNotFound):
        find_open_room(code)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12345²"])
def test_what_is_no_code_finds_nothing(db: None, code: str) -> None:
    with pytest.raises(RoomNotFound):
        find_open_room(code)


def test_code_is_free_again_after_the_end(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = int(built.room.code)
    tries = iter([taken, taken, (taken + 1) % 10**6])
    monkeypatch.setattr("coaching.rooms.codes.secrets.randbelow", lambda _: next(tries))
    assert int(codes.free_code()) != taken
    built.as_host("room.end")
    monkeypatch.setattr("coaching.rooms.codes.secrets.randbelow", lambda _: taken)
    assert codes.free_code() == built.room.code


def test_wrong_codes_are_limited_for_each_browser(db: None, settings: object) -> None:
    cache.clear()
    for _ in range(codes.WRONG_CODES):
        assert code_attempt_allowed("10.0.0.1 Firefox")
        record_wrong_code("10.0.0.1 Firefox")
    assert not code_attempt_allowed("10.0.0.1 Firefox")
    assert code_attempt_allowed("10.0.0.1 Chromium")


# Seats -------------------------------------------------------------------------------------------------------


def test_seat_link_is_the_same_every_time_and_opens_its_seat(built: Built) -> None:
    seat = built.judges[0].participant
    assert seat_token(seat) == seat_token(seat)
    assert read_seat_token(seat_token(seat)) == seat
    assert seat_token(seat) != seat_token(built.judges[1].participant)


def test_seat_link_that_was_changed_opens_nothing(built: Built) -> None:
    token = seat_token(built.judges[0].participant)
    other = built.judges[1].participant.pk.hex
    for wrong in ("", "x", token[:-1], other + token[len(other) :], seat_token(built.competitors[0].participant)):
        with pytest.raises(SeatLinkInvalid):
            read_seat_token(wrong)


def test_judge_takes_the_seat_from_two_browsers(built: Built) -> None:
    seat = Participant.objects.get(pk=built.judges[0].participant.pk)
    events = RoomEvent.objects.count()
    second = claim_seat(participant=seat, display_name=seat.display_name, command_id=uuid4())
    assert RoomEvent.objects.count() == events
    for joined in (built.judges[0], second):
        assert participant_from_cookies(built.room, {cookie_name(built.room): joined.secret}) == seat


def test_removed_judge_may_take_the_seat_again_and_a_banned_one_may_not(built: Built) -> None:
    seat = built.judges[0].participant
    built.as_host("participant.remove", participant=str(seat.pk))
    again = claim_seat(participant=read_seat_token(seat_token(seat)), display_name="Judge", command_id=uuid4())
    built.as_host("participant.ban", participant=str(seat.pk))
    with pytest.raises(CommandRefused, match=r"^banned:"):
        claim_seat(participant=read_seat_token(seat_token(seat)), display_name="Judge", command_id=uuid4())
    with pytest.raises(ParticipantRemoved):
        audience_for(built.room, None, {cookie_name(built.room): again.secret}, "judge")


def test_removed_judge_does_not_come_back_with_the_seat_that_a_substitute_takes(built: Built) -> None:
    removed, seat = built.judges[0], built.judges[0].participant
    seat.user = make_host("account@podium.example")
    seat.save()
    built.as_host("participant.remove", participant=str(seat.pk))
    substitute = claim_seat(
        participant=read_seat_token(seat_token(seat)), display_name="Substitute", command_id=uuid4()
    )
    assert participant_from_cookies(built.room, {cookie_name(built.room): removed.secret}) is None
    assert participant_from_cookies(built.room, {cookie_name(built.room): substitute.secret}) == seat
    assert Participant.objects.filter(pk=seat.pk, user=None, display_name="Substitute").exists()


@pytest.mark.parametrize(("name", "keeps"), [("Invited Judge", True), ("Somebody Else", False)])
def test_the_account_of_who_was_invited_stays_with_them_alone(built: Built, name: str, keeps: bool) -> None:
    seat, account = built.judges[0].participant, make_host("invited@podium.example")
    Participant.objects.filter(pk=seat.pk).update(status="invited", display_name="Invited Judge", user=account)
    claim_seat(participant=read_seat_token(seat_token(seat)), display_name=name, command_id=uuid4())
    assert Participant.objects.filter(pk=seat.pk, user=account).exists() == keeps


def test_a_judge_says_whom_she_represents_and_does_not_mark_her_own(built: Built) -> None:
    Room.objects.filter(pk=built.room.pk).update(compatriots_apart=True)
    seat, competitor = built.judges[0].participant, built.competitors[0].participant
    Participant.objects.filter(pk=seat.pk).update(status="invited", organisation_name="")
    Participant.objects.filter(pk=competitor.pk).update(organisation_name="College of Lathes")
    link = seat_token(seat)
    claim_seat(
        participant=read_seat_token(link),
        display_name="J",
        organisation_name=" College of  Lathes ",
        command_id=uuid4(),
    )
    assert Participant.objects.get(pk=seat.pk).organisation_name == "College of Lathes"
    panel = panel_rows([built.room.pk])
    competitor.refresh_from_db()
    assert str(seat.pk) not in seats_for(competitor, [*panel, Participant(room=built.room, role="coordinator")])
    # What was said once is the host's to change.
    claim_seat(participant=read_seat_token(link), display_name="K", organisation_name="Other", command_id=uuid4())
    assert Participant.objects.get(pk=seat.pk).organisation_name == "College of Lathes"


def test_whom_a_judge_represents_is_asked_where_compatriots_are_kept_apart(built: Built, client: Client) -> None:
    seat = built.judges[0].participant
    Participant.objects.filter(pk=seat.pk).update(status="invited", organisation_name="")
    address = reverse("rooms:seat", args=[seat_token(seat)])
    assert 'name="organisation_name"' not in client.get(address).content.decode()
    Room.objects.filter(pk=built.room.pk).update(compatriots_apart=True)
    assert 'name="organisation_name"' in client.get(address).content.decode()
    Participant.objects.filter(pk=seat.pk).update(organisation_name="College of Lathes")
    assert 'name="organisation_name"' not in client.get(address).content.decode()


def test_after_the_end_a_judge_comes_in_from_another_device_under_whatever_name(built: Built) -> None:
    seat = built.judges[0].participant
    built.as_host("room.end")
    events = RoomEvent.objects.count()
    again = claim_seat(participant=read_seat_token(seat_token(seat)), display_name="Another name", command_id=uuid4())
    assert participant_from_cookies(built.room, {cookie_name(built.room): again.secret}) == seat
    assert RoomEvent.objects.count() == events
    assert Participant.objects.get(pk=seat.pk).display_name == seat.display_name


def test_view_needs_its_role(built: Built) -> None:
    judge = {cookie_name(built.room): built.judges[0].secret}
    assert audience_for(built.room, AnonymousUser(), judge, "judge").number == 1
    assert audience_for(built.room, built.host, {}, "host").name == built.host.name
    assert audience_for(built.room, AnonymousUser(), {}, "board").participant is None
    for user, cookies, view in (
        (AnonymousUser(), judge, "competitor"),
        (AnonymousUser(), judge, "host"),
        (built.host, {}, "judge"),
        (AnonymousUser(), {}, "judge"),
        (built.host, {}, "x"),
    ):
        with pytest.raises(AccessRefused):
            audience_for(built.room, user, cookies, view)


# Opening -----------------------------------------------------------------------------------------------------


def _wishes(**changes: object) -> dict:
    host = make_host()
    version = make_version(host)
    sub_criteria = [version.criteria.get(letter="A").sub_criteria.get(code="A1")]
    wishes = {"host": host, "title": "Module A", "scheme_version": version, "sub_criteria": sub_criteria}
    return {**wishes, "duration_minutes": 90, **changes}


def test_opening_invites_the_panel_and_logs(db: None) -> None:
    room = open_room(**_wishes(panel_size=4, title="  Module   A "))
    assert (room.title, room.seq, len(room.code)) == ("Module A", 1, 6)
    assert room.participants.filter(role="judge", status="invited").count() == 4
    assert room.events.get().type == "room.opened"
    assert room.organisation is not None


def test_opening_twice_with_one_id_opens_one_room(db: None) -> None:
    wishes = _wishes(command_id=uuid4())
    assert open_room(**wishes) == open_room(**wishes)
    assert Room.objects.count() == 1
    with pytest.raises(CommandRefused, match=r"^(command_id_reused|scheme_not_allowed):"):
        open_room(**{**wishes, "host": make_host("another@podium.example")})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "  "}, "title_empty"),
        ({"title": "x" * 201}, "title_too_long"),
        ({"title": "a\u202eb"}, "name_unreadable"),
        ({"duration_minutes": 0}, "duration_out_of_range"),
        ({"duration_minutes": 1441}, "duration_out_of_range"),
        ({"panel_size": 0}, "panel_out_of_range"),
        ({"panel_size": 6}, "panel_out_of_range"),
        ({"board": "sometimes"}, "unknown_choice"),
        ({"kind": "party"}, "unknown_choice"),
        ({"sub_criteria": []}, "nothing_to_mark"),
    ],
)
def test_room_that_cannot_be_is_not_opened(db: None, changes: dict, code: str) -> None:
    with pytest.raises(CommandRefused, match=rf"^{code}:"):
        open_room(**_wishes(**changes))
    assert not Room.objects.exists()


def test_room_needs_a_scheme_that_the_host_may_use(db: None) -> None:
    wishes = _wishes()
    foreign = make_version(make_host("foreign@podium.example"))
    with pytest.raises(CommandRefused, match=r"^scheme_not_allowed:"):
        open_room(**{**wishes, "scheme_version": foreign})
    other = make_version(wishes["host"])
    with pytest.raises(CommandRefused, match=r"^foreign_sub_criterion:"):
        open_room(**{**wishes, "scheme_version": other})


def test_student_opens_no_room(db: None) -> None:
    wishes = _wishes()
    wishes["host"].memberships.update(role="student")
    with pytest.raises(CommandRefused, match=r"^not_allowed:"):
        open_room(**wishes)

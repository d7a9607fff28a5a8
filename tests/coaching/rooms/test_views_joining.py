"""Coming in: codes, names, seats and cookies, with everything that people type wrong."""

from collections.abc import Iterator
from http.cookies import Morsel
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from coaching.rooms.joining import cookie_name, seat_token
from coaching.rooms.models import Participant, ParticipantStatus
from tests.coaching.rooms.building import Built, build

NAME = {"display_name": "Әлия Қалдыбекқызы", "organisation_name": "College"}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Let no language that an earlier request chose stay on."""
    with translation.override("en"):
        yield


def _name_data(**changes: str) -> dict[str, str]:
    return {**NAME, "command_id": str(uuid4()), **changes}


def _join(client: Client, built: Built, **changes: str) -> int:
    url = reverse("rooms:join_room", args=[built.room.code])
    return client.post(url, _name_data(**changes)).status_code


@pytest.mark.django_db
def test_the_code_page_asks_for_six_digits_and_nothing_else(client: Client) -> None:
    page = client.get(reverse("rooms:join")).content.decode()
    assert 'inputmode="numeric"' in page
    assert 'autocomplete="off"' in page


@pytest.mark.parametrize("typed", ["{}", " {} ", "{:.3} {:.3}", "{:.3}-{:.3}"])
def test_a_code_is_found_however_it_is_typed(client: Client, built: Built, typed: str) -> None:
    code = built.room.code
    text = typed.format(code) if typed.count("{") == 1 else f"{code[:3]}{typed[5]}{code[3:]}"
    response = client.post(reverse("rooms:join"), {"code": text})
    assert response.headers["Location"] == reverse("rooms:join_room", args=[code])
    from_home = client.get(reverse("rooms:join"), {"code": text})
    assert from_home.headers["Location"] == reverse("rooms:join_room", args=[code])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type the code of the room"),
        ("12", "six digits"),
        ("abcdef", "six digits"),
        ("１２３４５６", "six digits"),
        ("1" * 200, "six digits"),
        ("<script>", "six digits"),
    ],
)
@pytest.mark.django_db
def test_a_code_that_cannot_be_is_explained_at_the_field(client: Client, typed: str, words: str) -> None:
    page = client.post(reverse("rooms:join"), {"code": typed})
    assert page.status_code == 200
    assert words in page.context["form"].errors["code"][0]
    assert "<script>" not in page.content.decode().split("</header>")[-1].split("<script")[0]


@pytest.mark.django_db
def test_an_unknown_code_keeps_what_was_typed(client: Client) -> None:
    page = client.post(reverse("rooms:join"), {"code": "123 456"})
    assert "No open room" in page.context["form"].errors["code"][0]
    assert 'value="123 456"' in page.content.decode()


def test_the_code_of_a_room_that_has_ended_opens_nothing(client: Client, built: Built) -> None:
    built.as_host("room.end")
    page = client.get(reverse("rooms:join_room", args=[built.room.code]))
    assert "No open room" in page.content.decode()


def test_many_wrong_codes_are_stopped_for_this_browser_alone(client: Client, built: Built, settings: object) -> None:
    settings.ROOM_WRONG_CODES = 3  # type: ignore[attr-defined]
    client.get(reverse("rooms:join"))
    answers = [client.post(reverse("rooms:join"), {"code": "000001"}).status_code for _ in range(4)]
    assert answers[-1] == 429
    assert client.post(reverse("rooms:join"), {"code": built.room.code}).status_code == 429
    neighbour = Client()
    neighbour.get(reverse("rooms:join"))
    assert neighbour.post(reverse("rooms:join"), {"code": built.room.code}).status_code == 302


def test_cookies_made_up_or_thrown_away_do_not_open_more_attempts(built: Built, settings: object) -> None:
    settings.ROOM_WRONG_CODES = 2  # type: ignore[attr-defined]

    def attempt(number: int) -> int:
        client = Client()
        client.cookies["rooms_browser"] = f"made-up-{number}"
        return client.post(reverse("rooms:join"), {"code": "000001"}).status_code

    assert [attempt(number) for number in range(41)][-1] == 429


def test_who_tries_codes_without_a_cookie_does_not_shut_out_the_hall(built: Built, settings: object) -> None:
    settings.ROOM_WRONG_CODES = 2  # type: ignore[attr-defined]
    for _ in range(3):
        Client().get(reverse("rooms:join_room", args=["000001"]))
    assert "Your name" in Client().get(reverse("rooms:join_room", args=[built.room.code])).content.decode()


def test_a_whole_address_has_a_limit_too(built: Built, settings: object) -> None:
    settings.ROOM_WRONG_CODES = 1  # type: ignore[attr-defined]
    answers = []
    for _ in range(22):
        client = Client()
        client.get(reverse("rooms:join"))
        answers.append(client.post(reverse("rooms:join"), {"code": "000001"}).status_code)
    assert answers[-1] == 429
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    stranger.get(reverse("rooms:join"))
    assert stranger.post(reverse("rooms:join"), {"code": built.room.code}).status_code == 302


def test_a_browser_that_is_somebody_already_is_warned_before_it_takes_a_seat(client: Client, db: None) -> None:
    built = build(started=False)
    client.cookies[cookie_name(built.room)] = built.competitors[0].secret
    seat = built.room.participants.get(role="judge", number=1)
    page = client.get(reverse("rooms:seat", args=[seat_token(seat)])).content.decode()
    assert "This browser already has a place" in page


def test_a_competitor_comes_in_and_the_secret_stays_out_of_reach_of_scripts(client: Client, built: Built) -> None:
    assert _join(client, built) == 302
    cookie: Morsel[str] = client.cookies[cookie_name(built.room)]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "Әлия Қалдыбекқызы" in client.get(reverse("rooms:competitor", args=[built.room.pk])).content.decode()


@pytest.mark.parametrize("name", ["", "   ", "x" * 200, "a\u202eb"])
def test_a_name_that_cannot_be_is_explained_and_nothing_is_lost(client: Client, built: Built, name: str) -> None:
    url = reverse("rooms:join_room", args=[built.room.code])
    page = client.post(url, _name_data(display_name=name))
    assert page.status_code == 200
    assert page.context["form"].errors["display_name"]
    assert 'value="College"' in page.content.decode()
    assert cookie_name(built.room) not in client.cookies


def test_an_organisation_that_is_too_long_is_explained_at_its_field(client: Client, built: Built) -> None:
    url = reverse("rooms:join_room", args=[built.room.code])
    page = client.post(url, _name_data(organisation_name="x" * 500))
    assert page.context["form"].errors["organisation_name"]


def test_a_second_click_is_the_same_competitor(client: Client, built: Built) -> None:
    data = _name_data()
    url = reverse("rooms:join_room", args=[built.room.code])
    before = Participant.objects.count()
    for _ in range(2):
        assert client.post(url, data).status_code == 302
    assert Participant.objects.count() == before + 1


def test_the_name_form_offers_the_name_of_an_account_and_never_its_address(client: Client, built: Built) -> None:
    client.force_login(built.host)
    url = reverse("rooms:join_room", args=[built.room.code])
    assert client.get(url).context["form"]["display_name"].value() == "Aigerim Demo-Mentor"
    built.host.name = ""
    built.host.save()
    assert not client.get(url).context["form"]["display_name"].value()


def test_a_locked_room_says_so_and_keeps_the_name(client: Client, built: Built) -> None:
    built.as_host("room.lock", locked=True)
    page = client.post(reverse("rooms:join_room", args=[built.room.code]), _name_data())
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert "Әлия Қалдыбекқызы" in page.content.decode()


def test_who_is_in_already_goes_straight_to_their_page(client: Client, built: Built) -> None:
    _join(client, built)
    response = client.get(reverse("rooms:join_room", args=[built.room.code]))
    assert response.headers["Location"] == reverse("rooms:competitor", args=[built.room.pk])


def test_who_was_removed_does_not_come_back_as_somebody_else(client: Client, built: Built) -> None:
    client.cookies[cookie_name(built.room)] = built.competitors[0].secret
    before, door = Participant.objects.count(), reverse("rooms:join_room", args=[built.room.code])
    built.as_host("participant.remove", participant=built.key(0))
    assert "Come in again" in client.get(door).content.decode()
    built.as_host("room.lock", locked=True)
    assert "The room is locked" in client.post(door, {"command_id": str(uuid4())}).content.decode()
    built.as_host("room.lock", locked=False)
    assert client.post(door, _name_data()).status_code == 302
    assert Participant.objects.get(pk=built.key(0)).status == ParticipantStatus.PRESENT
    built.as_host("participant.ban", participant=built.key(0))
    for answer in (client.post(door, _name_data()), client.get(door)):
        assert answer.status_code == 403
        assert "Come in again" not in answer.content.decode()
    assert Participant.objects.count() == before
    built.as_host("participant.readmit", participant=built.key(0))
    assert client.get(door).status_code == 302


def test_the_address_of_the_qr_code_leads_into_the_readers_language(client: Client, built: Built) -> None:
    response = client.get(f"/j/{built.room.code}", headers={"accept-language": "kk"})
    assert response.headers["Location"] == f"/kk/rooms/join/{built.room.code}/"


def test_a_judge_takes_the_seat_of_their_own_link(client: Client, db: None) -> None:
    room = build(started=False).room
    seat = room.participants.get(role="judge", number=2)
    url = reverse("rooms:seat", args=[seat_token(seat)])
    page = client.get(url).content.decode()
    assert "Seat of judge 2" in page
    assert "on the board" not in page
    response = client.post(url, {"display_name": "Demo Judge", "command_id": str(uuid4())})
    assert response.headers["Location"] == reverse("rooms:sheet", args=[room.pk])
    seat.refresh_from_db()
    assert seat.status == ParticipantStatus.PRESENT
    assert client.get(url).headers["Location"] == reverse("rooms:sheet", args=[room.pk])


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["nonsense", "0" * 32 + ":abc", "x" * 500])
def test_a_link_that_was_changed_on_the_way_opens_nothing(client: Client, token: str) -> None:
    response = client.get(reverse("rooms:seat", args=[token]))
    assert response.status_code == 404
    assert "There is no such room" in response.content.decode()


def test_a_judge_without_a_name_is_asked_again(client: Client, db: None) -> None:
    room = build(started=False).room
    url = reverse("rooms:seat", args=[seat_token(room.participants.get(role="judge", number=1))])
    page = client.post(url, {"display_name": " ", "command_id": str(uuid4())})
    assert page.context["form"].errors["display_name"]

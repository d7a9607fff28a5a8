"""Seats and hosts by their links: which page each opens, what it shows, and who may not come by it."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coaching.rooms.hosts import host_token, hosts_of
from coaching.rooms.joining import cookie_name, seat_token
from coaching.rooms.models import Participant
from people.models import Membership, Organisation, Role, User
from tests.coaching.rooms.building import Built, build, make_host


@pytest.fixture
def built(db: None) -> Built:
    """A room with every kind of seat."""
    return build(kind="mock", observers=1)


def _as_observer(built: Built) -> Client:
    client = Client()
    client.cookies[cookie_name(built.room)] = built.observers[0].secret
    return client


@pytest.mark.parametrize(("role", "page"), [("judge", "sheet"), ("coordinator", "sheet"), ("observer", "watch")])
def test_a_link_opens_the_page_of_its_seat(client: Client, built: Built, role: str, page: str) -> None:
    seat = built.room.participants.filter(role=role).earliest("number")
    address = reverse("rooms:seat", args=[seat_token(seat)])
    answer = client.post(address, {"display_name": "Dana Demo", "command_id": str(uuid4())})
    assert answer.headers["Location"] == reverse(f"rooms:{page}", args=[built.room.pk])
    opened = client.get(answer.headers["Location"])
    assert opened.status_code == 200
    assert opened.context["page"]["view"] == role
    assert client.get(address).headers["Location"] == answer.headers["Location"]


def test_a_seat_that_is_banned_opens_nothing_and_one_that_is_removed_opens_again(client: Client, built: Built) -> None:
    seat = built.observers[0].participant
    address = reverse("rooms:seat", args=[seat_token(seat)])
    data = {"display_name": "Dana Demo", "command_id": str(uuid4())}
    built.as_host("participant.ban", participant=str(seat.pk))
    assert client.get(address).status_code == client.post(address, data).status_code == 403
    built.as_host("participant.readmit", participant=str(seat.pk))
    built.as_host("participant.remove", participant=str(seat.pk))
    assert "Watch the room" in client.get(address).content.decode()
    assert client.post(address, {**data, "command_id": str(uuid4())}).status_code == 302


def test_a_competitor_has_no_seat_link(client: Client, built: Built) -> None:
    token = seat_token(built.competitors[0].participant)
    assert client.get(reverse("rooms:seat", args=[token])).status_code == 404


def test_an_observer_is_sent_no_mark_until_the_host_lets_them(built: Built) -> None:
    built.measure("1.00", seat=1)
    address = reverse("rooms:watch", args=[built.room.pk])
    data = _as_observer(built).get(address).context["page"]["snapshot"]["data"]
    assert (data["marks"], data["totals"][built.key(0)]) == ([], {"marked": 1, "of": 5})
    built.as_host("room.change", observers_see="marks")
    data = _as_observer(built).get(address).context["page"]["snapshot"]["data"]
    assert data["totals"][built.key(0)]["total"] == "1.00"
    assert "hosts" not in data


def test_watching_costs_the_same_for_one_and_for_many(db: None) -> None:
    def cost(competitors: int) -> int:
        built = build(observers=1, competitors=competitors)
        client, address = _as_observer(built), reverse("rooms:watch", args=[built.room.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    assert cost(1) == cost(8)


# Hosts


def test_a_colleague_hosts_too_by_the_link_of_the_console(built: Built) -> None:
    chief, second = Client(), Client()
    chief.force_login(built.host)
    colleague = make_host("second@podium.example")
    second.force_login(colleague)
    console = reverse("rooms:host", args=[built.room.pk])
    link = chief.get(console).context["host_link"]
    assert second.get(console).status_code == 403
    assert "Host this room" in second.get(link).content.decode()
    assert second.post(link, {"command_id": str(uuid4())}).headers["Location"] == console
    assert second.get(console).context["host_link"] == ""
    assert built.room.title in second.get(reverse("rooms:list")).content.decode()
    assert [found["user"] for found in hosts_of(built.room)] == [built.host.pk, colleague.pk]
    assert chief.get(link).status_code == 404


def test_who_may_not_host_rooms_does_not_come_by_the_link(client: Client, built: Built) -> None:
    address = reverse("rooms:join_as_host", args=[host_token(built.room)])
    assert "login" in client.get(address).headers["Location"]
    student = User.objects.create_user("student@podium.example", "secret")
    Membership.objects.create(user=student, organisation=Organisation.objects.create(name="B"), role=Role.STUDENT)
    client.force_login(student)
    assert client.post(address, {"command_id": str(uuid4())}).status_code == 403
    assert len(hosts_of(built.room)) == 1


def test_the_console_gives_each_seat_its_link_and_the_fragment_says_the_same(client: Client, built: Built) -> None:
    client.force_login(built.host)
    built.as_host("seat.add", role="observer")
    page = client.get(reverse("rooms:host", args=[built.room.pk])).content.decode()
    fragment = client.get(reverse("rooms:people", args=[built.room.pk])).content.decode()
    for seat in Participant.objects.filter(room=built.room).exclude(role="competitor"):
        assert seat_token(seat) in page
        assert seat_token(seat) in fragment

"""Rooms that expect a class: who is on the console, what the door offers, and to whom."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from championships.schemes.exchange.awarded import ClassMember
from championships.schemes.marked.keeping import delete_class_list, keep_class_list
from championships.schemes.models import ClassList
from coaching.rooms.expecting import expected_names, names_to_expect, names_to_offer
from coaching.rooms.models import NAME_LENGTH, Room
from coaching.rooms.refusals import CommandRefused
from people.models import AuditEntry, User
from tests.coaching.rooms.building import Built, build, make_host, make_version

NAMES = ("Әлия Қалдыбекқызы Demo", "Timur Demo", "Dana Demo")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Let no language that an earlier request chose stay on."""
    with translation.override("en"):
        yield


def _class_of(host: User, *names: str) -> ClassList:
    return keep_class_list(actor=host, name="Group 21", members=[ClassMember(name=name) for name in names or NAMES])


def _built() -> Built:
    host = make_host()
    return build(host=host, competitors=0, class_list=_class_of(host))


def _door(client: Client, room: Room) -> list[str]:
    return list(client.get(reverse("rooms:join_room", args=[room.code])).context["names"])


def _come(client: Client, room: Room, name: str) -> None:
    data = {"display_name": name, "organisation_name": "", "command_id": str(uuid4())}
    assert client.post(reverse("rooms:join_room", args=[room.code]), data).status_code == 302


def _console(room: Room) -> list[tuple[str, bool]]:
    client = Client()
    client.force_login(room.host)
    return list(client.get(reverse("rooms:host", args=[room.pk])).context["expected"])


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([], []),
        (["", "   ", "!!", "a\u202eb"], []),
        (["  Timur   Demo "], ["Timur Demo"]),
        (["x" * 200], ["x" * NAME_LENGTH]),
        (["Timur", "TIMUR", "Timur"], ["Timur", "TIMUR (2)", "Timur (3)"]),
    ],
)
def test_a_class_is_expected_by_names_that_a_room_can_show(listed: list[str], expected: list[str]) -> None:
    assert names_to_expect(listed) == expected


def test_a_room_keeps_whom_it_expects_when_the_class_list_goes(db: None) -> None:
    host = make_host()
    class_list = _class_of(host)
    room = build(host=host, competitors=0, class_list=class_list).room
    delete_class_list(actor=host, class_list=class_list)
    assert expected_names(room) == list(NAMES)
    assert AuditEntry.objects.get(action="room.opened").data["expected"] == len(NAMES)


def test_the_door_offers_the_names_that_nobody_has_taken_and_takes_another(client: Client, db: None) -> None:
    room = _built().room
    assert _door(client, room) == list(NAMES)
    _come(client, room, "timur  demo")
    assert _door(Client(), room) == [NAMES[0], NAMES[2]]
    _come(Client(), room, "Somebody Else")
    assert _door(Client(), room) == [NAMES[0], NAMES[2]]
    page = Client().get(reverse("rooms:join_room", args=[room.code])).content.decode()
    assert 'list="expected-names"' in page
    assert "Timur Demo" not in page


def test_the_console_ticks_who_has_come_and_takes_the_tick_back_from_who_was_removed(client: Client, db: None) -> None:
    built = _built()
    _come(client, built.room, "TIMUR DEMO")
    assert _console(built.room) == [(NAMES[0], False), (NAMES[1], True), (NAMES[2], False)]
    competitor = built.room.participants.get(role="competitor")
    built.as_host("participant.remove", participant=str(competitor.pk))
    assert _console(built.room) == [(name, False) for name in NAMES]
    assert "Timur Demo" not in names_to_offer(built.room)


def test_nobody_without_the_code_or_at_a_locked_door_reads_the_names(client: Client, db: None) -> None:
    built = _built()
    pages = [reverse("rooms:join"), reverse("rooms:join_room", args=["000001"])]
    pages += [reverse(f"rooms:{page}", args=[built.room.pk]) for page in ("board", "competitor", "sheet", "host")]
    assert not any(name in client.get(page).content.decode() for page in pages for name in NAMES)
    built.as_host("room.lock", locked=True)
    assert _door(client, built.room) == []


def test_wrong_codes_stay_counted_where_names_are_offered(client: Client, db: None, settings: object) -> None:
    settings.ROOM_WRONG_CODES = 1  # type: ignore[attr-defined]
    room = _built().room
    client.get(reverse("rooms:join"))
    for _ in range(2):
        client.get(reverse("rooms:join_room", args=["000001"]))
    page = client.get(reverse("rooms:join_room", args=[room.code]))
    assert page.status_code == 429
    assert NAMES[0] not in page.content.decode()


def test_the_door_and_the_console_cost_the_same_for_one_and_for_a_hundred(db: None) -> None:
    def cost(*names: str) -> list[int]:
        host = make_host(f"{uuid4().hex}@podium.example")
        room = build(host=host, competitors=0, class_list=_class_of(host, *names)).room
        client = Client()
        client.force_login(host)
        addresses = reverse("rooms:join_room", args=[room.code]), reverse("rooms:host", args=[room.pk])
        return [_queries(client, address) for address in addresses]

    assert cost("Timur") == cost(*(f"Student {number}" for number in range(100)))


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


# The form of a new room


def _form_address(client: Client) -> tuple[User, str]:
    host = make_host()
    client.force_login(host)
    return host, f"{reverse('rooms:new')}?scheme={make_version(host).pk}"


def _data(client: Client, address: str, **changes: object) -> dict[str, object]:
    form = client.get(address).context["form"]
    parts = list(form.fields["sub_criteria"].queryset.values_list("pk", flat=True))
    data = {"command_id": str(uuid4()), "title": "Module A", "kind": "practice", "sub_criteria": parts}
    return {**data, "duration_minutes": "90", "panel_size": "3", "board": "live", "marks_shown": "live", **changes}


def test_the_form_offers_the_hosts_class_lists_and_only_those(client: Client, db: None) -> None:
    host, address = _form_address(client)
    assert "class_list" not in client.get(address).context["form"].fields
    mine = _class_of(host)
    _class_of(make_host("other@podium.example"), "Stranger")
    field = client.get(address).context["form"].fields["class_list"]
    assert [label for _value, label in field.choices] == ["No class list", "Group 21 (3)"]
    client.post(address, _data(client, address, class_list=str(mine.pk)))
    assert expected_names(Room.objects.get()) == list(NAMES)


@pytest.mark.parametrize("key", ["999999", "x", "9" * 30, "-1"])
def test_a_class_list_that_cannot_be_is_explained_and_opens_nothing(client: Client, db: None, key: str) -> None:
    host, address = _form_address(client)
    _class_of(host)
    page = client.post(address, _data(client, address, class_list=key))
    assert "class list" in page.context["form"].errors["class_list"][0]
    assert not Room.objects.exists()


def test_a_room_without_a_class_list_expects_nobody(client: Client, db: None) -> None:
    host, address = _form_address(client)
    _class_of(host)
    client.post(address, _data(client, address, class_list=""))
    room = Room.objects.get()
    assert expected_names(room) == []
    assert "data-expected" not in client.get(reverse("rooms:host", args=[room.pk])).content.decode()


def test_the_command_itself_refuses_the_class_list_of_somebody_else(db: None) -> None:
    foreign = _class_of(make_host("other@podium.example"))
    with pytest.raises(CommandRefused, match=r"^class_list_not_allowed:"):
        build(class_list=foreign)
    assert not Room.objects.exists()

"""Opening a room: kinds are settings that a host may change, modules divide what is marked, seats wait for people."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from championships.schemes.models import Aspect, SchemeVersion
from coaching.rooms.dividing import ModuleWish, divided
from coaching.rooms.event_log import read_all
from coaching.rooms.kinds import PRESETS, settings_for
from coaching.rooms.models import Room, RoomKind
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from tests.coaching.rooms.building import build, make_host, make_version

PARTS = ["A1", "A2", "B1"]


def _wish(title: str, *parts: str, working: int = 30, **more: int) -> ModuleWish:
    return ModuleWish(title, parts, working, **more)


@pytest.mark.parametrize("kind", RoomKind.values)
def test_a_room_of_a_kind_has_its_settings_and_seats_in_row_and_log_alike(db: None, kind: str) -> None:
    built = build(kind=kind, competitors=0, started=False, observers=1)
    room, preset = built.room, PRESETS[kind]
    assert {name: getattr(room, name) for name in preset.of_row()} == preset.of_row()
    assert len(built.judges) == preset.panel_size
    assert (built.coordinator is not None) == preset.coordinator
    assert [seat.participant.role for seat in built.observers] == ["observer"]
    assert replay(read_all(room.pk)) == load_state(room.pk)


def test_what_the_host_chooses_wins_over_the_kind(db: None) -> None:
    room = build(kind="exam", competitors=0, started=False, sign_off="none", late_join=True, coordinator=False).room
    assert (room.sign_off, room.late_join, room.board) == ("none", True, "never")
    assert not room.participants.filter(role="coordinator").exists()


def test_forms_that_are_checked_get_a_coordinator_unless_somebody_says_no() -> None:
    assert settings_for("practice", {"sign_off": "full"}).coordinator
    with pytest.raises(CommandRefused, match=r"^coordinator_needed:"):
        settings_for("practice", {"sign_off": "full", "coordinator": False})


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        ({"board_names": "nobody"}, "unknown_choice"),
        ({"sign_off": ""}, "unknown_choice"),
        ({"observers_see": "all"}, "unknown_choice"),
        ({"observers": 21}, "observers_out_of_range"),
        ({"discussion_seconds": -1}, "discussion_out_of_range"),
        ({"dispute_minutes": 0}, "dispute_out_of_range"),
    ],
)
def test_settings_that_cannot_be_are_refused_at_their_field(wishes: Any, code: str) -> None:
    with pytest.raises(CommandRefused, match=rf"^{code}:") as refusal:
        settings_for("practice", wishes)
    assert refusal.value.field == next(iter(wishes))


def test_modules_keep_their_times_in_seconds_and_the_order_of_the_scheme(db: None) -> None:
    wishes = [_wish(" Module  A ", "B1", "A1", working=90, reading_minutes=15, break_minutes=20), _wish("", "A2")]
    room = build(competitors=0, started=False, modules=wishes).room
    first, second = room.modules
    assert (first["title"], first["sub_criteria"]) == ("Module A", ["A1", "B1"])
    assert (first["reading"], first["working"], first["break_after"]) == (900, 5400, 1200)
    assert (second["number"], second["working"], second["sub_criteria"]) == (2, 1800, ["A2"])
    assert room.duration_seconds == first["working"]


@pytest.mark.parametrize(
    ("modules", "code"),
    [
        ([], "too_many_modules"),
        ([_wish("", "A1")] * 21, "too_many_modules"),
        ([_wish("", *PARTS), _wish("")], "module_empty"),
        ([_wish("", "A1", "A2"), _wish("", "A2", "B1")], "part_in_two_modules"),
        ([_wish("", "A1"), _wish("", "B1")], "part_without_module"),
        ([_wish("", *PARTS, "C9")], "foreign_sub_criterion"),
        ([_wish("", *PARTS, working=0)], "duration_out_of_range"),
        ([_wish("", *PARTS, reading_minutes=241)], "pause_out_of_range"),
        ([_wish("", *PARTS, break_minutes=-1)], "pause_out_of_range"),
        ([_wish("x" * 121, *PARTS)], "title_too_long"),
        ([_wish("a\u202eb", *PARTS)], "name_unreadable"),
    ],
)
def test_a_division_that_cannot_be_says_why(modules: list[ModuleWish], code: str) -> None:
    with pytest.raises(CommandRefused, match=rf"^{code}: \S"):
        divided(modules, PARTS)


# The form


def _at_the_form(client: Client, **query: str) -> tuple[str, dict[str, Any]]:
    host = make_host()
    client.force_login(host)
    version = make_version(host)
    address = f"{reverse('rooms:new')}?scheme={version.pk}" + "".join(f"&{name}={said}" for name, said in query.items())
    form = client.get(address).context["form"]
    names = ("command_id", "title", "kind", "sub_criteria", "duration_minutes")
    return address, {name: form[name].value() for name in names}


@pytest.mark.parametrize("kind", RoomKind.values)
def test_the_first_screen_alone_opens_a_room_as_its_kind_has_it(client: Client, db: None, kind: str) -> None:
    address, first_screen = _at_the_form(client, kind=kind)
    assert len(first_screen["sub_criteria"]) == len(PARTS)
    assert client.post(address, first_screen).status_code == 302
    room = Room.objects.get()
    assert (room.kind, room.sign_off, room.board) == (kind, PRESETS[kind].sign_off, PRESETS[kind].board)
    assert room.participants.filter(role="judge").count() == PRESETS[kind].panel_size


def test_settings_and_modules_of_the_form_are_those_of_the_room(client: Client, db: None) -> None:
    address, data = _at_the_form(client)
    parts = dict(zip(PARTS, data["sub_criteria"], strict=True))
    data |= {"panel_size": "2", "late_join": "no", "observers": "1", "coordinator": "yes", "dispute_minutes": "30"}
    data |= {"module-1-title": "A", "module-1-working": "90", "module-1-reading": "15", "module-2-working": "45"}
    data |= {f"part-{parts['A1']}-module": "1", f"part-{parts['A2']}-module": "2", f"part-{parts['B1']}-module": "1"}
    assert client.post(address, data).status_code == 302
    room = Room.objects.get()
    assert (room.panel_size, room.late_join, room.dispute_minutes) == (2, False, 30)
    assert [(m["title"], m["reading"], m["working"], m["sub_criteria"]) for m in room.modules] == [
        ("A", 900, 5400, ["A1", "B1"]),
        ("", 0, 2700, ["A2"]),
    ]
    assert sorted(room.participants.values_list("role", flat=True)) == ["coordinator", "judge", "judge", "observer"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"module-1-working": "30", "module-2-working": "30"}, "Module 2 has nothing to mark"),
        ({"module-1-working": "soon"}, "from 1 minute to 24 hours"),
        ({"module-1-working": "30", "module-1-break": "999"}, "at most 240 minutes"),
        ({"observers": "99"}, "from 0 to 20 seats"),
        ({"sign_off": "full", "coordinator": "no"}, "need the seat of a coordinator"),
    ],
)
def test_what_cannot_be_is_said_above_what_was_written(
    client: Client, db: None, changes: dict[str, str], words: str
) -> None:
    address, data = _at_the_form(client)
    page = client.post(address, {**data, **changes}).content.decode()
    assert words in page
    assert all(f'value="{said}"' in page for said in changes.values() if said.isdigit())
    assert not Room.objects.exists()


def test_a_quick_sheet_becomes_a_scheme_to_open_a_room_on(client: Client, db: None) -> None:
    host = make_host()
    client.force_login(host)
    address = reverse("rooms:quick_sheet")
    assert client.get(address).status_code == 200
    lines = [("Table is laid", "M", "1,5"), ("", "M", ""), ("Service", "J", "2")]
    data = {"title": "Breakfast", "form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"}
    for number, (name, kind, maximum) in enumerate(lines):
        data |= {f"form-{number}-name": name, f"form-{number}-kind": kind, f"form-{number}-maximum": maximum}
    with translation.override("ru"):
        answer = client.post(reverse("rooms:quick_sheet"), data)
    version = SchemeVersion.objects.get()
    assert f"scheme={version.pk}" in answer.headers["Location"]
    assert (version.scheme.owner, version.total) == (host, Decimal("3.50"))
    aspects = Aspect.objects.filter(sub_criterion__criterion__version=version).order_by("order")
    assert [(one.code, one.kind, one.maximum) for one in aspects] == [
        ("A1.M1", "M", Decimal("1.50")),
        ("A1.J2", "J", Decimal("2.00")),
    ]
    nothing = {**data, "form-0-name": "", "form-2-maximum": ""}
    page = client.post(address, nothing).content.decode()
    assert "Say what is marked" in page
    assert "Say how many marks it brings" in page
    assert SchemeVersion.objects.count() == 1

"""Every page of a room for every kind of reader, and what bad input gets."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from championships.events.models import Championship, SkillResult
from coaching.rooms.joining import Joined, cookie_name
from coaching.rooms.models import Room
from people.models import Membership, Organisation, Role, User
from tests.coaching.rooms.building import Built, build, make_host, make_version
from tests.standing_alone import stands_alone

PAGES = ("host", "sheet", "competitor", "board", "results", "publish")
ALLOWED = {
    "host": {"host", "board", "results", "publish"},
    "judge": {"sheet", "board", "results"},
    "competitor": {"competitor", "board"},
    "stranger": {"board"},
    "other mentor": {"board"},
}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Let no language that an earlier request chose stay on."""
    with translation.override("en"):
        yield


def _as(built: Built, who: str) -> Client:
    client = Client()
    if who == "host":
        client.force_login(built.host)
    if who == "other mentor":
        client.force_login(make_host("other@podium.example"))
    if who in {"judge", "competitor"}:
        _remember(client, built, built.judges[0] if who == "judge" else built.competitors[0])
    return client


def _remember(client: Client, built: Built, joined: Joined) -> None:
    client.cookies[cookie_name(built.room)] = joined.secret


def _get(client: Client, page: str, room: Room, status: int) -> str:
    response = client.get(reverse(f"rooms:{page}", args=[room.pk]))
    assert response.status_code == status
    return response.content.decode()


def _cost(client: Client, address: str) -> int:
    """Return how many queries the page needs once everything that is kept in memory is there."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ALLOWED)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("ended", [False, True])
def test_each_page_opens_to_those_it_belongs_to_and_explains_itself_to_the_others(
    built: Built, who: str, page: str, ended: bool
) -> None:
    if ended:
        built.as_host("room.end")
    response = _as(built, who).get(reverse(f"rooms:{page}", args=[built.room.pk]))
    if page in ALLOWED[who]:
        assert response.status_code == 200
    elif page == "publish" and who in {"stranger", "judge", "competitor"}:
        assert response.headers["Location"].startswith(reverse("account_login"))
    else:
        assert response.status_code == 403
        assert "<h1" in response.content.decode()
        assert "room-snapshot" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_room_that_is_not_there_is_a_clear_404(client: Client, page: str) -> None:
    if page == "publish":
        client.force_login(make_host())
    response = client.get(reverse(f"rooms:{page}", args=[uuid4()]))
    assert response.status_code == 404
    assert "There is no such room" in response.content.decode()


def test_a_host_without_a_seat_reads_whose_sheet_it_is(built: Built) -> None:
    assert "This sheet belongs to a judge" in _get(_as(built, "host"), "sheet", built.room, 403)


def test_somebody_who_was_removed_reads_that(built: Built) -> None:
    built.as_host("participant.remove", participant=built.key(0))
    assert "You were removed" in _get(_as(built, "competitor"), "competitor", built.room, 403)


def test_a_room_without_a_board_shows_none(db: None) -> None:
    room = build(board="never").room
    assert "This room shows no board" in _get(Client(), "board", room, 403)


def test_the_secret_of_one_room_opens_no_other(built: Built) -> None:
    other = build()
    client = Client()
    client.cookies[cookie_name(other.room)] = built.competitors[0].secret
    _get(client, "competitor", other.room, 403)


def test_the_console_shows_the_code_the_qr_and_every_judges_link(built: Built) -> None:
    page = _get(_as(built, "host"), "host", built.room, 200)
    code = built.room.code
    assert f"{code[:3]} {code[3:]}" in page
    assert 'class="qr"' in page
    assert page.count("/rooms/seat/") >= 3
    assert f"/j/{code}" in page


def test_the_sheet_shows_every_aspect_with_its_ladder_before_any_socket(built: Built) -> None:
    page = _get(_as(built, "judge"), "sheet", built.room, 200)
    for code in built.aspects:
        assert f'data-code="{code}"' in page
    assert page.count("data-score=") == 4 * 2
    assert "Competitor 1" in page


def test_no_page_of_a_competitor_holds_anothers_name_or_mark(built: Built) -> None:
    built.measure("0.37", competitor=1, reason="A reason of the second")
    page = _get(_as(built, "competitor"), "competitor", built.room, 200)
    assert "Competitor 2" not in page
    assert not stands_alone(page, "0.37")
    assert "A reason of the second" not in page


def test_marks_that_are_kept_for_the_end_are_not_in_the_page(db: None) -> None:
    built = build(marks_shown="end")
    built.measure("0.37", reason="Secret until the end")
    page = _get(_as(built, "competitor"), "competitor", built.room, 200)
    assert not stands_alone(page, "0.37")
    assert "Secret until the end" not in page
    built.as_host("room.end")
    page = _get(_as(built, "competitor"), "competitor", built.room, 200)
    assert stands_alone(page, "0.37")
    assert "Secret until the end" in page


def test_scores_that_are_hidden_are_not_in_the_page_of_another_judge(built: Built) -> None:
    built.score(1, 3)
    page = _get(_as(built, "judge"), "sheet", built.room, 200)
    assert '"score":3' not in page.replace(" ", "")


def test_the_board_waits_for_the_end_when_that_is_the_rule(db: None) -> None:
    built = build(board="end")
    built.measure("0.37", reason="x")
    page = _get(Client(), "board", built.room, 200)
    assert not stands_alone(page, "0.37")
    assert "Marks are shown when the room ends" in page


def test_after_the_end_a_competitor_reads_where_marks_were_lost_and_why(built: Built) -> None:
    built.measure("0.25", reason="Two links lead nowhere")
    for seat in range(3):
        built.score(seat, 3)
    built.as_host("room.end")
    page = _get(_as(built, "competitor"), "competitor", built.room, 200)
    assert "Two links lead nowhere" in page
    assert "0.75 lost" in page
    assert "Section 1" in page
    assert "2 of 5 aspects were marked" in page


def test_pages_speak_kazakh_figures(built: Built) -> None:
    built.measure("0.25", reason="x")
    built.as_host("room.end")
    address = reverse("rooms:competitor", args=[built.room.pk]).replace("/en/", "/kk/", 1)
    page = _as(built, "competitor").get(address).content.decode()
    assert "0,25" in page
    assert 'lang="kk"' in page


def test_the_list_of_rooms_costs_the_same_for_one_and_for_thirty(client: Client, db: None) -> None:
    host = make_host()
    client.force_login(host)
    build(host=host)
    address = reverse("rooms:list")
    with_one = _cost(client, address)
    for _ in range(29):
        build(host=host, started=False)
    assert _cost(client, address) == with_one
    assert client.get(address).context["page"].paginator.count == 30


def test_a_room_of_another_host_is_not_in_my_list(client: Client, db: None) -> None:
    built = build(title="A room of somebody else", started=False)
    client.force_login(make_host("me@podium.example"))
    assert built.room.title not in client.get(reverse("rooms:list")).content.decode()


def test_students_do_not_host(client: Client, db: None) -> None:
    student = User.objects.create_user("student@podium.example", "secret")
    college = Organisation.objects.create(name="College")
    Membership.objects.create(user=student, organisation=college, role=Role.STUDENT)
    client.force_login(student)
    assert client.get(reverse("rooms:new")).status_code == 403
    assert client.get(reverse("rooms:list")).status_code == 403


# A new room


def _room_data(client: Client, address: str, **changes: object) -> dict[str, object]:
    form = client.get(address).context["form"]
    parts = list(form.fields["sub_criteria"].queryset.values_list("pk", flat=True))
    data = {"command_id": str(form["command_id"].value()), "title": "Practice of module A", "kind": "practice"}
    rest = {"duration_minutes": "90", "panel_size": "3", "board": "live", "marks_shown": "live"}
    return {**data, **rest, "sub_criteria": parts, **changes}


def _new_address(client: Client) -> str:
    host = make_host()
    client.force_login(host)
    return f"{reverse('rooms:new')}?scheme={make_version(host).pk}"


def test_a_room_is_opened_from_the_form(client: Client, db: None) -> None:
    address = _new_address(client)
    response = client.post(address, _room_data(client, address))
    room = Room.objects.get()
    assert response.headers["Location"] == reverse("rooms:host", args=[room.pk])
    assert (room.title, room.duration_seconds, room.panel_size) == ("Practice of module A", 5400, 3)
    assert room.sub_criteria.count() == 3


@pytest.mark.parametrize("key", ["9" * 30, "-9223372036854775809", "abc", "77"])
def test_a_sub_criterion_that_cannot_be_is_a_wrong_choice(client: Client, db: None, key: str) -> None:
    address = _new_address(client)
    page = client.post(address, _room_data(client, address, sub_criteria=[key]))
    assert page.context["form"].errors["sub_criteria"]
    assert not Room.objects.exists()


def test_a_double_click_opens_one_room(client: Client, db: None) -> None:
    address = _new_address(client)
    data = _room_data(client, address)
    for _ in range(2):
        assert client.post(address, data).status_code == 302
    assert Room.objects.count() == 1


def test_the_form_is_filled_in_from_the_address_of_a_module(client: Client, db: None) -> None:
    module = uuid4()
    address = f"{_new_address(client)}&sub_criterion=A1&sub_criterion=B1&title=Module+A&minutes=45&module={module}"
    form = client.get(address).context["form"]
    assert len(form["sub_criteria"].value()) == 2
    assert (form["title"].value(), form["duration_minutes"].value()) == ("Module A", 45)
    data = _room_data(client, address, module_key=str(module), module_title="Module A")
    client.post(address, data)
    assert Room.objects.get().module_key == module


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 500),
        ("sub_criteria", []),
        ("sub_criteria", ["999999"]),
        ("sub_criteria", ["x"]),
        ("duration_minutes", ""),
        ("duration_minutes", "ninety"),
        ("duration_minutes", "0"),
        ("duration_minutes", "100000"),
        ("panel_size", "9"),
        ("board", "sometimes"),
        ("marks_shown", "never"),
        ("kind", "party"),
    ],
)
def test_what_cannot_be_is_explained_at_its_field_and_opens_nothing(
    client: Client, db: None, field: str, value: object
) -> None:
    address = _new_address(client)
    page = client.post(address, _room_data(client, address, **{field: value}))
    assert page.status_code == 200
    assert page.context["form"].errors[field]
    assert not Room.objects.exists()


@pytest.mark.parametrize("scheme", ["", "abc", "-1", "99999999999999999999", "1' OR 1=1"])
def test_a_scheme_that_is_not_there_leads_to_the_choice(client: Client, db: None, scheme: str) -> None:
    client.force_login(make_host())
    page = client.get(reverse("rooms:new"), {"scheme": scheme})
    assert page.status_code == 200
    assert "form" not in page.context


def test_a_foreign_scheme_is_not_offered(client: Client, db: None) -> None:
    version = make_version(User.objects.create_user("owner@podium.example", "secret"))
    client.force_login(make_host())
    page = client.get(reverse("rooms:new"), {"scheme": version.pk})
    assert list(page.context["versions"]) == []


# Publishing


def _ended(built: Built) -> Built:
    for competitor in range(2):
        for code, mark in (("A1.M1", "1.00"), ("A2.M1", "0.50"), ("B1.M1", "0.00")):
            built.measure(mark, code=code, competitor=competitor)
        for code in ("A1.J1", "B1.J1"):
            for seat in range(3):
                built.score(seat, 2, code=code, competitor=competitor)
    built.as_host("room.end")
    return built


def _championship(day: str = "2026-12-01") -> Championship:
    return Championship.objects.create(slug="demo", starts_on=day, ends_on=day, needs_second_person=False)


def test_a_room_remembers_its_championship_and_publishing_proposes_it(client: Client, db: None) -> None:
    championship = _championship()
    address = f"{_new_address(client)}&championship={championship.pk}"
    for asked, kept in ((championship.pk, championship.pk), ("9" * 30, None), (77, None), ("x", None)):
        form = client.get(f"{address.partition('&')[0]}&championship={asked}").context["form"]
        assert form["championship"].value() == kept
    for wrong in ("9" * 30, "0", "abc"):
        assert client.post(address, _room_data(client, address, championship=wrong)).status_code == 200
    assert not Room.objects.exists()
    client.post(address, _room_data(client, address, championship=str(championship.pk)))
    room = Room.objects.get(championship=championship)
    Room.objects.filter(pk=room.pk).update(status="ended")
    page = client.get(reverse("rooms:publish", args=[room.pk]))
    assert f'<option value="{championship.pk}" selected>' in page.content.decode()


def test_results_are_published_once_for_a_double_click(built: Built) -> None:
    client = _as(_ended(built), "host")
    address = reverse("rooms:publish", args=[built.room.pk])
    form = client.get(address).context["form"]
    data = {"command_id": str(form["command_id"].value()), "championship": _championship().pk, "skill_title": "Web"}
    for _ in range(2):
        assert client.post(address, data).status_code == 302
    assert SkillResult.objects.count() == 1
    assert built.fresh().published_at is not None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("championship", ""),
        ("championship", "77"),
        ("skill_title", ""),
        ("skill_title", "x" * 300),
        ("skill_title", "a\u202eb"),
    ],
)
def test_publishing_explains_what_is_missing(built: Built, field: str, value: str) -> None:
    client = _as(_ended(built), "host")
    data = {"command_id": str(uuid4()), "championship": str(_championship().pk), "skill_title": "Web", field: value}
    page = client.post(reverse("rooms:publish", args=[built.room.pk]), data)
    assert page.context["form"].errors[field]
    assert not SkillResult.objects.exists()


def test_nothing_is_published_while_nobody_is_fully_marked(built: Built) -> None:
    built.as_host("room.end")
    client = _as(built, "host")
    data = {"command_id": str(uuid4()), "championship": str(_championship().pk), "skill_title": "Web"}
    page = client.post(reverse("rooms:publish", args=[built.room.pk]), data)
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()


def test_the_results_page_costs_the_same_for_two_competitors_and_for_twelve(
    built: Built,
) -> None:
    def cost(room: Built) -> int:
        return _cost(_as(room, "host"), reverse("rooms:results", args=[room.room.pk]))

    assert cost(build(competitors=12)) == cost(built)


def test_a_calibration_speaks_of_works_and_of_no_door(db: None) -> None:
    built = build(kind="calibration", competitors=0, started=False)
    sheet = _get(_as(built, "judge"), "sheet", built.room, 200)
    assert "as soon as the host adds them" in sheet
    assert built.room.code not in sheet.split('id="room-page"')[0]
    assert "Lock the door" not in _get(_as(built, "host"), "host", built.room, 200)

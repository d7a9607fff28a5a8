"""The pages by which a marking team comes into a room: the form, the console, the seats, and the experts' own desk."""

import html
import re
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from championships.events.models import MembersAre
from coaching.rooms.access import Caller, audience_for, socket_visits
from coaching.rooms.joining import claim_seat, cookie_name, seat_token
from coaching.rooms.models import Room
from coaching.rooms.refusals import AccessRefused
from people.models import Membership, Organisation, Role, User
from tests.championships.events.grown import person_with
from tests.coaching.rooms.team_rooms import COLLEGES, Held, form, hold, seats


@pytest.fixture
def held(db: None) -> Held:
    """A championship with a marking team."""
    return hold()


# Opening


def address(held: Held, **query: str) -> str:
    """Return the address by which the desk opens a room of the skill."""
    about = {"kind": "championship", "title": "Web technologies", "championship": held.event.championship.pk}
    query = {**about, "scheme": str(held.version.pk), **query}
    return f"{reverse('rooms:new')}?" + "&".join(f"{name}={said}" for name, said in query.items())


def first_screen(client: Client, url: str) -> dict[str, Any]:
    """Return what the form has when it is opened."""
    shown = client.get(url).context["form"]
    names = ("command_id", "championship", "title", "kind", "sub_criteria", "duration_minutes", "marking_team")
    return {name: shown[name].value() for name in names if name in shown.fields}


def test_the_only_team_is_proposed_and_the_first_screen_opens_the_room_with_it(client: Client, held: Held) -> None:
    client.force_login(held.event.organiser)
    data = first_screen(client, address(held))
    assert data["marking_team"] == held.team.pk
    answer = client.post(address(held), data)
    room = Room.objects.get()
    assert answer.headers["Location"] == reverse("rooms:host", args=[room.pk])
    console = client.get(answer.headers["Location"]).content.decode()
    for seat in seats(room):
        row = console.partition(f'data-seat="{seat.pk}"')[2].partition("</li>")[0]
        assert seat.display_name in row
        assert seat_token(seat) in row


def test_nobody_yet_stays_possible(client: Client, held: Held) -> None:
    client.force_login(held.event.organiser)
    data = {**first_screen(client, address(held)), "marking_team": ""}
    assert client.post(address(held), data).status_code == 302
    assert not any(seat.display_name for seat in seats(Room.objects.get()))


def test_the_form_says_whom_a_team_cannot_mark_and_does_not_propose_it(client: Client, held: Held) -> None:
    held.event.enter("Nikita Sokol", COLLEGES[1])
    official = held.official(0)
    official.organisation = held.event.organisation(COLLEGES[1])
    official.save()
    client.force_login(held.event.organiser)
    page = client.get(address(held))
    assert "(Sayan college): too many of the team are compatriots" in page.content.decode()
    assert page.context["chosen_team"] == ""


def test_of_two_teams_none_is_proposed(client: Client, held: Held) -> None:
    form(held.event, "2")
    client.force_login(held.event.organiser)
    page = client.get(address(held))
    assert page.context["chosen_team"] == ""
    assert page.content.decode().count('name="marking_team"') == 3


def test_the_desk_says_which_of_two_skills_of_one_name_is_marked(client: Client, held: Held) -> None:
    held.event.skill.scheme_version = None
    held.event.skill.save()
    held.event.contest("Web technologies", order=2)
    held.event.enter("Nikita Sokol")
    client.force_login(held.event.organiser)
    assert "marking_team" not in client.get(address(held)).context["form"].fields
    entries = client.get(reverse("events:desk_entries", args=["open", held.event.skill.pk])).content.decode()
    link = re.search(r'href="([^"]*rooms/new/[^"]*)"', entries)
    assert link is not None
    found = client.get(f"{html.unescape(link[1])}&scheme={held.version.pk}")
    assert found.context["chosen_team"] == str(held.team.pk)


@pytest.mark.parametrize("query", [{"championship": ""}, {"title": "Glass cutting"}])
def test_no_team_is_offered_where_the_skill_is_not_known(client: Client, held: Held, query: dict[str, str]) -> None:
    held.event.skill.scheme_version = None
    held.event.skill.save()
    client.force_login(held.event.organiser)
    assert "marking_team" not in client.get(address(held, **query)).context["form"].fields


def test_a_mentor_is_offered_no_team_and_cannot_name_one(client: Client, held: Held) -> None:
    held.version.scheme.organisation = Organisation.objects.get(name="Demo college")
    held.version.scheme.save()
    client.force_login(held.event.mentor)
    page = client.get(address(held)).content.decode()
    assert "Marking team" not in page
    assert held.official(0).person.full_name not in page
    data = {**first_screen(client, address(held)), "marking_team": str(held.team.pk)}
    client.post(address(held), data)
    assert not any(seat.display_name for seat in seats(Room.objects.get()))


@pytest.mark.parametrize("key", ["0", "9" * 30, "x"])
def test_a_team_that_is_not_offered_is_a_wrong_choice(client: Client, held: Held, key: str) -> None:
    client.force_login(held.event.organiser)
    page = client.post(address(held), {**first_screen(client, address(held)), "marking_team": key})
    assert "marks another skill" in page.context["form"].errors["marking_team"][0]


def test_the_expert_is_greeted_and_confirms_by_one_press(client: Client, held: Held) -> None:
    held.event.championship.members_are = MembersAre.REGION
    held.event.championship.save()
    seat = seats(held.open())[0]
    url = reverse("rooms:seat", args=[seat_token(seat)])
    page = client.get(url)
    words = page.content.decode()
    assert f"Welcome, {seat.display_name}!" in words
    assert (seat.organisation_name in words, "Alatau</dd>" in words.replace("\n", "")) == (True, True)
    assert "autofocus" not in words.partition("<main")[2]
    shown = page.context["form"]
    data = {name: shown[name].value() for name in shown.fields}
    assert set(data) == {"command_id", "display_name"}
    assert client.post(url, data).headers["Location"] == reverse("rooms:sheet", args=[seat.room_id])
    seat.refresh_from_db()
    assert (seat.status, seat.member) == ("present", "Alatau")


def test_she_may_correct_her_name_and_nothing_else(client: Client, held: Held) -> None:
    seat = seats(held.open())[0]
    url = reverse("rooms:seat", args=[seat_token(seat)])
    data = {
        "command_id": str(uuid4()),
        "display_name": "Another Name",
        "member": "Nowhere",
        "organisation": "Nowhere",
        "organisation_name": "Nowhere",
        "role": "coordinator",
    }
    assert client.post(url, data).status_code == 302
    seat.refresh_from_db()
    assert (seat.display_name, seat.member) == ("Another Name", COLLEGES[0])
    assert (seat.organisation_name, seat.role) == (COLLEGES[0], "judge")


# With an account


@pytest.fixture
def expert(held: Held) -> User:
    """The account of the first judge of the team."""
    user = User.objects.create_user("dana@podium.example", name="Dana Demo")
    Membership.objects.create(user=user, organisation=held.event.organisation(COLLEGES[0]), role=Role.EXPERT)
    person = held.official(0).person
    person.user = user
    person.save()
    return user


def test_an_account_finds_its_seat_on_the_desk_and_comes_in_only_when_it_is_confirmed(
    client: Client, held: Held, expert: User
) -> None:
    room = held.open()
    seat = seats(room)[0]
    link = reverse("rooms:seat", args=[seat_token(seat)])
    client.force_login(expert)
    desk = client.get(reverse("pages:desk")).content.decode()
    assert link in desk
    assert "Invitation" in desk
    sheet = reverse("rooms:sheet", args=[room.pk])
    refused = client.get(sheet)
    assert refused.status_code == 403
    assert link in refused.content.decode()
    assert link in client.get(reverse("rooms:host", args=[room.pk])).content.decode()
    assert client.get(reverse("rooms:state", args=[room.pk, "judge"])).status_code == 403
    with pytest.raises(AccessRefused):
        audience_for(room, expert, {}, "judge")
    session = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    assert isinstance(socket_visits([Caller(room.pk, session, "judge")])[0], AccessRefused)
    claim_seat(participant=seat, display_name=seat.display_name, user=expert, command_id=uuid4())
    assert client.get(sheet).status_code == 200
    desk = client.get(reverse("pages:desk")).content.decode()
    assert sheet in desk
    assert link not in desk


def test_nobody_else_is_shown_the_link_of_a_seat(client: Client, held: Held, expert: User) -> None:
    room = held.open()
    client.force_login(person_with(Role.EXPERT, "other@podium.example"))
    for page in (reverse("pages:desk"), *(reverse(f"rooms:{name}", args=[room.pk]) for name in ("sheet", "host"))):
        assert "/seat/" not in client.get(page).content.decode()
    assert cookie_name(room) not in client.cookies


def test_the_desk_leads_a_coordinator_to_the_sheet_and_forgets_rooms_that_have_ended(
    client: Client, held: Held, expert: User
) -> None:
    room, over = held.open(), held.open(title="Over")
    coordinator = seats(room)[3]
    claim_seat(participant=coordinator, display_name="Leads", user=expert, command_id=uuid4())
    Room.objects.filter(pk=over.pk).update(status="ended")
    client.force_login(expert)
    desk = client.get(reverse("pages:desk")).content.decode()
    assert "As the coordinator" in desk
    assert reverse("rooms:sheet", args=[room.pk]) in desk
    assert seat_token(seats(over)[0]) not in desk

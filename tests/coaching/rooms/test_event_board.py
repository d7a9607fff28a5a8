"""The board of a championship: rooms by their own rules, public results, the freeze, and what a look costs."""

import datetime as dt
import doctest
import json
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from championships.events.freezing import freeze, thaw
from championships.events.models import (
    Championship,
    ChampionshipIndexPage,
    ChampionshipPage,
    ContestedSkill,
    ResultRow,
)
from championships.events.publicity import remove_line_on_request
from coaching.rooms.event_board import look
from coaching.rooms.event_board.content import content_of
from coaching.rooms.models import Room
from pages import kept_answers
from people.models import Role, User
from tests.championships.events.grown import Event, person_with
from tests.coaching.rooms.building import Built, build
from tests.coaching.rooms.test_showing import POLICIES, TWO_MODULES, histories, rows_of, take
from tests.pages.growing import add, grow_home, signed_in


@pytest.fixture
def organiser(db: None) -> User:
    return person_with(Role.ORGANISER, "organiser@podium.example")


@pytest.fixture
def championship(db: None) -> Championship:
    """A championship with one contested skill and no results."""
    day = dt.date(2026, 11, 23)
    found = Championship.objects.create(name="Open", slug="open", starts_on=day, ends_on=day)
    ContestedSkill.objects.create(championship=found, title="Web technologies")
    announce(found)
    return found


def announce(championship: Championship) -> None:
    """Give the championship a public page."""
    index = ChampionshipIndexPage.objects.first()
    if index is None:
        index = add(grow_home(), ChampionshipIndexPage(title="Championships", slug="championships"))
    page = ChampionshipPage(title="The Open", slug=championship.slug, championship=championship)
    add(index, page)


def at_work(championship: Championship, **wishes: Any) -> Built:
    """Return a room of the championship that has started."""
    shows: dict[str, Any] = {"board": "live", **wishes}
    return build(kind="championship", championship=championship, title="Web technologies", **shows)


def shown(client: Client, slug: str = "open", query: str = "") -> dict[str, Any]:
    """Return the state of the board."""
    answer = client.get(f"/en/championships/{slug}/board/state/{query}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def same_as(built: Built, rows: list[dict[str, Any]]) -> bool:
    """Return whether the rows say what the room's own board says."""
    names = ("position", "name", "organisation", "total", "marked", "of")
    own = [{"key": row["competitor"], **{name: row[name] for name in names}} for row in rows_of(built.room)]
    return own == rows


# What is shown ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=histories, policy=st.sampled_from(POLICIES), names=st.sampled_from(["name", "initials", "number"]))
def test_a_room_stands_on_the_board_as_on_its_own(history: list[Any], policy: str, names: str) -> None:
    day = dt.date(2026, 11, 23)
    championship = Championship.objects.create(
        name="Open", slug=f"open-{Championship.objects.count()}", starts_on=day, ends_on=day
    )
    built = at_work(championship, board=policy, board_names=names, modules=TWO_MODULES)
    for step in history:
        take(built, step)
    _tag, content = content_of(championship)
    room = built.fresh()
    if room.board == "never" or room.status == "ended":
        assert content["slides"] == []
    else:
        (slide,) = content["slides"]
        assert same_as(built, slide["rows"])
        assert slide["room"] == str(room.pk)


@pytest.mark.parametrize("address", ["/en/", "/en/championships/open/"])
def test_kept_pages_name_the_board_from_the_next_look_on(
    client: Client,
    championship: Championship,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    address: str,
) -> None:
    settings.KEPT_ANSWERS = True
    monkeypatch.setattr(kept_answers, "NUMBER_SECONDS", 0)
    caches["answers"].clear()
    assert "Live board" not in client.get(address).content.decode()
    built = at_work(championship)
    assert "ETag" in client.get(address)
    assert "Live board" in client.get(address).content.decode()
    Room.objects.filter(pk=built.room.pk).update(status="ended")
    assert "Live board" not in client.get(address).content.decode()
    caches["answers"].clear()


def test_a_room_is_found_as_its_skill_and_takes_the_place_of_an_earlier_result(
    client: Client, championship: Championship
) -> None:
    built = at_work(championship)
    built.measure("1.00")
    (slide,) = shown(client)["slides"]
    assert (slide["skill"], slide["title"]) == (championship.skills.get().pk, "Web technologies")
    assert slide["rows"][0]["total"] == "1.00"
    other = build(kind="championship", championship=championship, title="Somewhere else")
    assert [each["skill"] for each in shown(client)["slides"]] == [slide["skill"], None]
    Room.objects.filter(pk=other.room.pk).update(kind="practice")
    assert len(shown(client)["slides"]) == 1


def test_a_skill_whose_room_has_ended_waits_for_its_public_result(client: Client, championship: Championship) -> None:
    built = at_work(championship, board="end")
    built.measure("1.00")
    built.as_host("room.end")
    assert shown(client)["slides"] == []


def test_results_stand_under_public_names_alone(client: Client, db: None) -> None:
    event = Event(needs_second_person=False)
    announce(event.championship)
    event.championship.shows_provisional = True
    event.championship.save()
    event.hand_over(["80", "70"])
    (slide,) = shown(client)["slides"]
    assert (slide["state"], [row["name"] for row in slide["rows"]]) == ("provisional", ["A. A.", "N. S."])
    text = client.get("/en/championships/open/board/").content.decode()
    assert "A. A." in text
    assert "Aruzhan" not in text + json.dumps(slide)
    remove_line_on_request(actor=event.organiser, row=ResultRow.objects.get(key="0"), reason="She wrote.")
    assert "A. A." not in json.dumps(shown(client))


def test_one_skill_is_shown_alone(client: Client, championship: Championship) -> None:
    at_work(championship)
    build(kind="championship", championship=championship, title="Somewhere else")
    skill = championship.skills.get().pk
    assert [slide["skill"] for slide in shown(client, query=f"?skill={skill}")["slides"]] == [skill]
    assert shown(client, query="?skill=999999")["slides"] == []


# The freeze ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(before=histories, after=histories, policy=st.sampled_from(["live", "module", "end"]))
def test_the_board_of_a_frozen_championship_stands_still_to_the_byte(
    before: list[Any], after: list[Any], policy: str
) -> None:
    number = Championship.objects.count()
    organiser = person_with(Role.ORGANISER, f"organiser-{number}@podium.example")
    day = dt.date(2026, 11, 23)
    championship = Championship.objects.create(name="Open", slug=f"open-{number}", starts_on=day, ends_on=day)
    announce(championship)
    built = at_work(championship, board=policy, board_names="initials", modules=TWO_MODULES)
    for step in before:
        take(built, step)
    frozen = freeze(actor=organiser, championship=championship)
    client = Client()
    answer = client.get(f"/en/championships/{frozen.slug}/board/state/")
    for step in after:
        if step != ("policy", "never"):
            take(built, step)
    # What another process would make of it, with nothing kept.
    cache.clear()
    again = client.get(f"/en/championships/{frozen.slug}/board/state/")
    if built.fresh().board != "never":
        assert again.content == answer.content
    assert all(slide["room"] is None for slide in again.json()["slides"])


def test_a_freeze_shows_the_marks_of_its_moment_until_it_thaws(
    client: Client, championship: Championship, organiser: User
) -> None:
    built = at_work(championship)
    built.measure("1.00")
    freeze(actor=organiser, championship=championship)
    built.measure("0.25", reason="a gap")
    (slide,) = shown(client)["slides"]
    assert (slide["state"], slide["rows"][0]["total"]) == ("frozen", "1.00")
    thaw(actor=organiser, championship=championship)
    (slide,) = shown(client)["slides"]
    assert (slide["state"], slide["rows"][0]["total"]) == ("running", "0.25")


def test_privacy_goes_before_the_freeze(client: Client, championship: Championship, organiser: User) -> None:
    built = at_work(championship, board_names="name")
    freeze(actor=organiser, championship=championship)
    assert "Competitor 1" in json.dumps(shown(client))
    built.as_host("room.change", board_names="initials")
    assert "Competitor" not in json.dumps(shown(client))
    built.as_host("room.change", board="never")
    assert shown(client)["slides"] == []


# How it is sent --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/en/championships/open/board/state/", "/en/championships/open/board/"])
def test_what_has_not_changed_is_not_sent_again(client: Client, championship: Championship, address: str) -> None:
    built = at_work(championship)
    first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    built.measure("1.00")
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200
    assert client.get(address.replace("open", "nowhere")).status_code == 404


@pytest.mark.parametrize("many", [1, 8])
def test_a_look_costs_the_same_for_one_room_and_for_many(
    client: Client,
    championship: Championship,
    organiser: User,
    many: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(many):
        built = build(kind="championship", championship=championship, title=f"Skill {number}")
        built.measure("1.00")
        built.as_host("board.freeze")
    address = reverse("event_board:state", args=["open"])
    with django_assert_max_num_queries(12):
        assert len(client.get(address).json()["slides"]) == many
    with django_assert_max_num_queries(4):
        client.get(address)
    freeze(actor=organiser, championship=championship)
    with django_assert_max_num_queries(12):
        assert len(client.get(address).json()["slides"]) == many


def test_the_page_is_drawn_without_a_script_in_the_language_of_its_address(
    client: Client, championship: Championship
) -> None:
    built = at_work(championship)
    built.measure("1.00")
    text = client.get("/kk/championships/open/board/?overlay&rows=2&columns=name,total&seconds=7").content.decode()
    assert 'lang="kk"' in text
    assert 'data-theme="transparent"' in text
    assert 'data-shows="name total"' in text
    assert 'content="7"' in text
    assert "1,00" in text
    assert text.count('class="event-board-row"') == 3  # Two rows and the template of others.


def test_the_doctests_of_looks_hold() -> None:
    assert doctest.testmod(look).failed == 0


def test_a_championship_that_is_not_announced_has_a_board_for_organisers_alone(
    championship: Championship, organiser: User
) -> None:
    at_work(championship)
    ChampionshipPage.objects.all().delete()
    for address in ("/en/championships/open/board/", "/en/championships/open/board/state/"):
        assert Client().get(address).status_code == 404
        assert signed_in(organiser).get(address).status_code == 200


# The way there ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_page_of_a_championship_leads_to_the_board_while_a_room_is_at_work(client: Client) -> None:
    day = timezone.localdate()
    championship = Championship.objects.create(name="Open", slug="open", starts_on=day, ends_on=day)
    announce(championship)
    page, live = "/en/championships/open/", "/en/championships/open/live/"
    assert live not in client.get(page).content.decode()
    built = at_work(championship)
    assert live in client.get(page).content.decode()
    text = client.get(live).content.decode()
    assert "/en/championships/open/board/?projector" in text
    assert "Web technologies" in text
    assert client.get(f"{live}more/").status_code == 404
    built.as_host("room.end")
    assert live not in client.get(page).content.decode()
    assert "Nobody is at work" in client.get(live).content.decode()

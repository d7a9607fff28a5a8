"""The organisers' desk: from a provisional result to a published one, corrections, the draw, and publicity."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from championships.events.models import Consent, Entry, EntryStatus, OfficialRole, SkillResult
from championships.events.publicity import register_person
from people.models import Role
from tests.championships.events import grown
from tests.championships.events.grown import NAMES, Event
from tests.pages.growing import signed_in

Open = Callable[..., str]


@pytest.fixture
def event(db: None) -> Event:
    return Event()


@pytest.fixture
def organiser(event: Event) -> Client:
    return signed_in(event.organiser)


def at(event: Event, view: str, *keys: int) -> str:
    return reverse(f"events:{view}", args=[event.championship.slug, *keys])


def words(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_the_steps_are_taken_at_the_desk_by_two_people(event: Event, organiser: Client) -> None:
    result = event.hand_over(["80", "70"], actor=event.organiser)
    page = at(event, "desk_result", result.pk)
    assert "somebody else has to confirm" in words(organiser, page)
    organiser.post(at(event, "desk_step", result.pk), {"to": "confirm"})
    second = signed_in(event.second)
    assert "no difference" in words(second, page)
    second.post(at(event, "desk_step", result.pk), {"to": "confirm"})
    assert "Publish" in words(organiser, page)
    done = organiser.post(at(event, "desk_step", result.pk), {"to": "publish"}, follow=True)
    assert "The result is published." in done.content.decode()
    assert SkillResult.objects.get(pk=result.pk).state == "published"


def test_a_correction_is_typed_with_its_reason_and_shown_with_the_former_value(event: Event, organiser: Client) -> None:
    result = event.hand_over(["80", "70"])
    row = result.rows.get(key="1")
    address = at(event, "desk_correct", result.pk)
    assert f'name="{row.pk}-B"' in words(organiser, address)
    marks = {f"{each.pk}-{letter}": each.criteria[letter] for each in result.rows.all() for letter in "AB"}
    without = organiser.post(address, marks)
    assert without.status_code == 422
    above = organiser.post(address, {**marks, "reason": "Misread.", f"{row.pk}-B": "40.01"})
    assert above.status_code == 422
    done = organiser.post(address, {**marks, "reason": "Misread.", f"{row.pk}-B": "30"}, follow=True)
    text = " ".join(done.content.decode().split())
    assert "Misread." in text
    assert "<del>70.00</del> <ins>90.00</ins>" in text
    assert "newer version" in words(organiser, at(event, "desk_result", result.pk))


def test_freezing_says_what_waits(event: Event, organiser: Client) -> None:
    organiser.post(at(event, "desk_freeze"), {"to": "freeze"})
    assert "Frozen since" in words(organiser, at(event, "desk"))
    twice = organiser.post(at(event, "desk_freeze"), {"to": "freeze"}, follow=True)
    assert "frozen already" in twice.content.decode()
    organiser.post(at(event, "desk_freeze"), {"to": "thaw"})
    assert "The public sees what is published" in words(organiser, at(event, "desk"))


def test_a_chief_expert_sees_the_own_skill_alone(event: Event) -> None:
    expert = grown.person_with(Role.EXPERT, "expert@podium.example")
    client = signed_in(expert)
    result = event.hand_over(["80"])
    other = event.hand_over(["80"], skill=event.contest("Bakery"), source="list:2")
    assert client.get(at(event, "desk")).status_code == 403
    chief = event.official("Alatau college", OfficialRole.CHIEF_EXPERT)
    chief.person.user = expert
    chief.person.save()
    text = words(client, at(event, "desk"))
    assert "Web technologies" in text
    assert "Bakery" not in text
    assert f'href="{at(event, "desk")}"' in words(client, reverse("pages:desk"))
    assert client.get(at(event, "desk_result", other.pk)).status_code == 404
    client.post(at(event, "desk_step", result.pk), {"to": "confirm"})
    assert SkillResult.objects.get(pk=result.pk).state == "confirmed"
    assert client.post(at(event, "desk_step", result.pk), {"to": "publish"}).status_code == 403
    assert client.get(at(event, "desk_entries", event.skill.pk)).status_code == 403


def test_workplaces_are_drawn_annulled_and_entries_withdrawn(event: Event, organiser: Client) -> None:
    entry = event.enter(NAMES[0])
    address = at(event, "desk_draw", event.skill.pk)
    text = organiser.post(address, {"seed": "dice 4 1"}, follow=True).content.decode()
    assert "dice 4 1" in text
    assert "Say why" in organiser.post(address, {"to": "annul", "reason": ""}, follow=True).content.decode()
    organiser.post(address, {"to": "annul", "reason": "Wrong dice."})
    withdrawing = at(event, "desk_withdraw", entry.pk)
    assert organiser.post(withdrawing, {"reason": ""}).status_code == 422
    organiser.post(withdrawing, {"reason": "Ill."})
    entry = Entry.objects.get(pk=entry.pk)
    assert (entry.status, entry.workplace) == (EntryStatus.WITHDRAWN, None)


def test_publicity_needs_its_paper_and_is_taken_back(event: Event, organiser: Client) -> None:
    person = event.enter(NAMES[0]).people.get()
    address = at(event, "desk_person", person.pk)
    assert organiser.post(address, {"publicity": "name"}).status_code == 422
    paper = {"covers": ["name"], "given_by": "parent", "given_by_name": "Gulnar", "basis": "Paper 17"}
    assert organiser.post(address, {"publicity": "name", **paper}).status_code == 302
    assert "<strong>Aruzhan Aqqu</strong>" in words(organiser, address)
    organiser.post(at(event, "desk_consent", person.pk, Consent.objects.get().pk))
    assert "<strong>A. A.</strong>" in words(organiser, address)
    organiser.post(at(event, "desk_remove", person.pk), {"reason": "She wrote on 5 March."})
    assert "Removed on request" in words(organiser, address)
    stranger = register_person(actor=event.organiser, given_name="Nobody")
    assert organiser.get(at(event, "desk_person", stranger.pk)).status_code == 404


@pytest.mark.parametrize("many", [1, 20])
def test_the_desk_costs_the_same_for_one_and_for_many(
    event: Event, organiser: Client, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        skill = event.contest(f"Skill {number}")
        event.hand_over(["80", "70"], skill=skill, source=f"list:{number}")
        event.enter(f"Person {number}")
    organiser.get(at(event, "desk"))
    with django_assert_max_num_queries(DESK_QUERIES):
        assert len(organiser.get(at(event, "desk")).context["lines"]) == many + 1
    with django_assert_max_num_queries(DESK_QUERIES):
        assert len(organiser.get(at(event, "desk_entries", event.skill.pk)).context["lines"]) == many


DESK_QUERIES = 16


@pytest.mark.parametrize("many", [1, 6])
def test_a_result_costs_the_same_for_one_line_and_for_many(
    event: Event, organiser: Client, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    entries = [event.enter(name) for name in NAMES[:many]]
    result = event.hand_over([str(50 + number) for number in range(many)], entries)
    organiser.get(at(event, "desk_result", result.pk))
    with django_assert_max_num_queries(22):
        organiser.get(at(event, "desk_result", result.pk))

"""A ceremony: made once from final results, led by organisers alone, and screens that know nothing of what comes."""

import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from championships.events.confirming import confirm
from championships.events.correcting import correct
from championships.events.freezing import freeze
from championships.events.models import Ceremony, Covers, Publicity, ResultRow, SkillResult
from championships.events.publicity import choose, withdraw_consent
from championships.events.refusals import EventRefused
from championships.events.reveal import leading
from championships.events.reveal.making import is_current, make
from championships.events.reveal.screens import state_of_screens
from championships.events.reveal.steps import Choices
from people.models import AuditEntry, User
from tests.championships.events.grown import BY_NAME, NAMES, Event
from tests.pages.growing import signed_in

pytestmark = pytest.mark.django_db
TOTALS = ["95", "91", "87", "80", "72", "60"]


@pytest.fixture
def event() -> Event:
    """A frozen championship with one confirmed result: six named competitors, each of a college of their own."""
    event = Event()
    entries = [event.enter(name, f"{name.split()[1]} college") for name in NAMES]
    for entry in entries:
        choose(
            actor=event.organiser,
            person=entry.people.get(),
            publicity=Publicity.NAME,
            shows_picture=False,
            consents=[BY_NAME],
        )
    freeze(actor=event.organiser, championship=event.championship)
    confirm(actor=event.second, result=event.hand_over(TOTALS, entries))
    return event


def made(event: Event, *, rehearsal: bool = False, lowest_place: int = 6) -> Ceremony:
    """Make a ceremony of the championship's one skill."""
    return make(
        actor=event.organiser,
        championship=event.championship,
        skills=[event.skill.pk],
        choices=Choices(lowest_place=lowest_place),
        rehearsal=rehearsal,
    )


def screen(ceremony: Ceremony, language: str = "en") -> str:
    """Return everything that a screen is sent now."""
    state = state_of_screens(ceremony.key, language)
    assert state is not None
    return json.dumps(state, ensure_ascii=False)


def names_in(text: str) -> set[str]:
    """Return which of the competitors are named."""
    return {name for name in NAMES if name in text}


def walked(event: Event, ceremony: Ceremony) -> list[set[str]]:
    """Go through all steps and return whom each named."""
    found = []
    for step in range(len(ceremony.steps)):
        leading.go(actor=event.organiser, ceremony=ceremony, step=step)
        found.append(names_in(screen(ceremony)))
    return found


# What the screens are sent ---------------------------------------------------------------------------------------


def test_no_name_is_sent_before_its_step_and_gold_comes_last(event: Event) -> None:
    ceremony = made(event)
    assert names_in(screen(ceremony)) == set()
    names = dict(ResultRow.objects.values_list("pk", "public_name"))
    due: set[str] = set()
    for step, sent in zip(ceremony.steps, walked(event, ceremony), strict=True):
        due |= {names[key] for key in step["lines"]}
        assert sent <= due
        assert {names[key] for key in step["lines"]} <= sent
    kinds = [step["kind"] for step in ceremony.steps]
    assert kinds[0] == "opening"
    assert kinds.index("bronze") < kinds.index("silver") < kinds.index("gold") < kinds.index("closing")


def test_going_back_takes_the_names_from_the_screens_again(event: Event) -> None:
    ceremony = made(event)
    walked(event, ceremony)
    leading.go(actor=event.organiser, ceremony=ceremony, step=0)
    assert names_in(screen(ceremony)) == set()


def test_the_public_sees_nothing_of_it_while_the_championship_is_frozen(event: Event, client: Client) -> None:
    ceremony = made(event)
    walked(event, ceremony)
    event.skill.refresh_from_db()
    assert event.skill.public_result is None


def test_a_consent_that_is_withdrawn_is_heard_by_screens_at_once(event: Event) -> None:
    ceremony = made(event)
    gold = next(number for number, step in enumerate(ceremony.steps) if step["kind"] == "gold")
    leading.go(actor=event.organiser, ceremony=ceremony, step=gold)
    assert NAMES[0] in screen(ceremony)
    person = ResultRow.objects.get(name=NAMES[0]).entry.people.get()  # type: ignore[union-attr]
    withdraw_consent(actor=event.organiser, consent=person.consents.get(covers=Covers.NAME))
    assert NAMES[0] not in screen(ceremony)
    assert NAMES[0] not in json.dumps(ceremony.steps)


@pytest.mark.parametrize(("language", "word"), [("en", "Gold"), ("ru", "Золото"), ("kk", "Алтын")])
def test_a_screen_speaks_the_language_of_its_address(event: Event, client: Client, language: str, word: str) -> None:
    ceremony = made(event)
    gold = next(number for number, step in enumerate(ceremony.steps) if step["kind"] == "gold")
    leading.go(actor=event.organiser, ceremony=ceremony, step=gold)
    page = client.get(f"/{language}/championships/open/ceremony/{ceremony.key}/").content.decode()
    assert f'lang="{language}"' in page
    assert word in page
    assert NAMES[0] in page


def test_a_rehearsal_holds_no_real_name_at_any_step(event: Event) -> None:
    ceremony = made(event, rehearsal=True)
    assert walked(event, ceremony) == [set()] * len(ceremony.steps)
    assert "invented" in screen(ceremony)
    desk = signed_in(event.organiser).get(reverse("events:ceremony_presenter", args=["open"])).content.decode()
    assert names_in(desk) == set()


def test_screens_stay_at_their_address_from_the_rehearsal_to_the_end(event: Event) -> None:
    rehearsal = made(event, rehearsal=True)
    ceremony = made(event)
    assert ceremony.key == rehearsal.key
    assert ceremony.moves > rehearsal.moves
    rehearsal.refresh_from_db()
    assert rehearsal.ended_at is not None
    assert "invented" not in screen(ceremony)
    leading.end(actor=event.organiser, ceremony=ceremony)
    assert "begins soon" in screen(ceremony)


# Who may, and when -----------------------------------------------------------------------------------------------


def test_nobody_but_an_organiser_makes_or_leads(event: Event) -> None:
    ceremony = made(event)
    acts: list[Callable[[User], object]] = [
        lambda who: make(actor=who, championship=event.championship, skills=[event.skill.pk], choices=Choices()),
        lambda who: leading.go(actor=who, ceremony=ceremony, step=1),
        lambda who: leading.say(actor=who, ceremony=ceremony, sayings={}),
        lambda who: leading.end(actor=who, ceremony=ceremony),
        lambda who: leading.publish_revealed(actor=who, ceremony=ceremony),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act(event.mentor)
    ceremony.refresh_from_db()
    assert (ceremony.step, ceremony.ended_at) == (0, None)


def test_a_skill_without_a_confirmed_result_is_refused_by_its_name(event: Event) -> None:
    bakery = event.contest("Bakery")
    event.hand_over(["80"], skill=bakery, source="list:2")
    with pytest.raises(EventRefused, match="Bakery"):
        make(actor=event.organiser, championship=event.championship, skills=[bakery.pk], choices=Choices())
    with pytest.raises(EventRefused, match="at least one"):
        make(actor=event.organiser, championship=event.championship, skills=[], choices=Choices())
    assert not Ceremony.objects.exists()


def test_results_that_change_stop_the_ceremony_until_it_is_made_anew(event: Event) -> None:
    ceremony = made(event)
    leading.go(actor=event.organiser, ceremony=ceremony, step=1)
    result = SkillResult.objects.get()
    row = result.rows.get(name=NAMES[1])
    after = correct(actor=event.organiser, result=result, reason="Misread.", changes={row.pk: {"B": Decimal(0)}})
    with pytest.raises(EventRefused, match="anew"):
        leading.go(actor=event.organiser, ceremony=ceremony, step=2)
    ceremony.refresh_from_db()
    assert ceremony.step == 1
    confirm(actor=event.second, result=after)
    assert not is_current(ceremony)
    again = made(event)
    assert is_current(again)
    leading.go(actor=event.organiser, ceremony=again, step=2)


def test_steps_that_were_tampered_with_are_no_longer_under_their_seal(event: Event) -> None:
    ceremony = made(event)
    steps = [*ceremony.steps[:1], *reversed(ceremony.steps[1:])]
    Ceremony.objects.filter(pk=ceremony.pk).update(steps=steps)
    with pytest.raises(EventRefused):
        leading.go(actor=event.organiser, ceremony=ceremony, step=1)


@pytest.mark.parametrize("step", [-1, 999])
def test_a_step_that_is_not_there_is_refused(event: Event, step: int) -> None:
    ceremony = made(event)
    with pytest.raises(EventRefused):
        leading.go(actor=event.organiser, ceremony=ceremony, step=step)


def test_the_same_step_again_is_no_move_and_every_move_is_audited(event: Event) -> None:
    ceremony = made(event)
    for step in (1, 1, 2):
        leading.go(actor=event.organiser, ceremony=ceremony, step=step)
    ceremony.refresh_from_db()
    assert (ceremony.step, ceremony.moves) == (2, 2)
    moves = AuditEntry.objects.filter(action="ceremony.moved").order_by("pk")
    assert [(move.data["from"], move.data["to"]) for move in moves] == [(0, 1), (1, 2)]


def test_what_was_revealed_is_published_all_together(event: Event) -> None:
    rehearsal = made(event, rehearsal=True)
    with pytest.raises(EventRefused):
        leading.publish_revealed(actor=event.organiser, ceremony=rehearsal)
    ceremony = made(event)
    assert leading.publish_revealed(actor=event.organiser, ceremony=ceremony) == 1
    assert SkillResult.objects.get().state == "published"
    assert is_current(ceremony)
    assert leading.publish_revealed(actor=event.organiser, ceremony=ceremony) == 0


# Pages -----------------------------------------------------------------------------------------------------------


def test_the_operator_prepares_leads_publishes_and_ends(event: Event) -> None:
    organiser, desk = signed_in(event.organiser), reverse("events:ceremony", args=["open"])
    lead = reverse("events:ceremony_lead", args=["open"])
    assert "Order of the skills" in organiser.get(desk).content.decode()
    fields = {"lowest_place": 3, "medallions": "on", "best": "on", "overall": "on", f"skill-{event.skill.pk}": 1}
    assert organiser.post(reverse("events:ceremony_make", args=["open"]), {**fields, "to": "make"}).status_code == 302
    ceremony = Ceremony.objects.get()
    assert organiser.post(lead, {"step": "1"}).status_code == 302
    answer = organiser.post(lead, {"step": "2"}, headers={"accept": "application/json"})
    assert answer.json() == {"step": 2, "moves": 2}
    refused = organiser.post(lead, {"step": "x"}, headers={"accept": "application/json"})
    assert (refused.status_code, "message" in refused.json()) == (409, True)
    gold = next(step for step in ceremony.steps if step["kind"] == "gold")["lines"][0]
    said = organiser.post(lead, {"to": "say", f"say-{gold}": "A-ru-ZHAN"}, follow=True).content.decode()
    assert "A-ru-ZHAN" in said
    assert "A-ru-ZHAN" not in screen(ceremony)
    assert "1 result is published" in organiser.post(lead, {"to": "publish"}, follow=True).content.decode()
    organiser.post(lead, {"to": "end"})
    assert "Order of the skills" in organiser.get(desk).content.decode()
    assert organiser.post(lead, {"step": "1"}, headers={"accept": "application/json"}).status_code == 409


def test_wrong_choices_are_said_beside_their_field_and_nothing_is_made(event: Event) -> None:
    organiser = signed_in(event.organiser)
    fields = {"lowest_place": 0, f"skill-{event.skill.pk}": "first"}
    assert organiser.post(reverse("events:ceremony_make", args=["open"]), fields).status_code == 422
    empty = organiser.post(reverse("events:ceremony_make", args=["open"]), {"lowest_place": 3})
    assert (empty.status_code, Ceremony.objects.count()) == (422, 0)


def test_the_state_of_the_screens_is_sent_once(event: Event, client: Client) -> None:
    ceremony = made(event)
    address = reverse("events:ceremony_state", args=["open", ceremony.key])
    first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    leading.go(actor=event.organiser, ceremony=ceremony, step=1)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200
    assert client.get(reverse("events:ceremony_state", args=["open", "no-such-key"])).status_code == 404
    assert client.get(reverse("events:ceremony_screen", args=["other", ceremony.key])).status_code == 404


@pytest.mark.parametrize("many", [1, 12])
def test_pages_cost_the_same_for_one_skill_and_for_many(
    event: Event, many: int, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    skills = [event.skill.pk]
    for number in range(1, many):
        skill = event.contest(f"Skill {number}")
        confirm(actor=event.second, result=event.hand_over(TOTALS, skill=skill, source=f"list:{number + 1}"))
        skills.append(skill.pk)
    organiser, desk = signed_in(event.organiser), reverse("events:ceremony", args=["open"])
    with django_assert_max_num_queries(20):
        organiser.get(desk)
    ceremony = make(actor=event.organiser, championship=event.championship, skills=skills, choices=Choices())
    leading.go(actor=event.organiser, ceremony=ceremony, step=len(ceremony.steps) - 2)
    for page in (desk, reverse("events:ceremony_presenter", args=["open"])):
        with django_assert_max_num_queries(20):
            assert len(organiser.get(page).context["steps"]) == len(ceremony.steps)
    with django_assert_max_num_queries(8):
        client.get(reverse("events:ceremony_state", args=["open", ceremony.key]))

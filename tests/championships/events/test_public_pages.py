"""The public pages of championships: what people come for, in three languages."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from championships.events.models import Championship, ChampionshipIndexPage, ChampionshipPage, SkillResult
from championships.events.public.overview import MOST_CARDS
from championships.events.standings import podium
from people.models import Membership, Organisation, Role, User
from tests.championships.events.conftest import row
from tests.pages.growing import add, signed_in, translate

pytestmark = pytest.mark.django_db
Publish = Callable[..., SkillResult]


def text(client: Client, address: str) -> str:
    """Return the words of the page at `address`, without its tags."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def skill_address(result: SkillResult, language: str = "en") -> str:
    """Return the address of the skill that `result` is of."""
    return f"/{language}/championships/open/skills/{result.contested_skill_id}/"


def test_results_stand_on_the_page_in_three_languages(client: Client, page: ChampionshipPage, publish: Publish) -> None:
    result = publish(row(1, "Aruzhan Demo", "89.61", A="52.11", B="37.50"))
    home, index = page.get_parent().get_parent(), page.get_parent()
    for language in ("ru", "kk"):
        for each in (home, index, page):
            translate(each.specific, language, {"The Open": f"Open {language}"})
    assert "Aruzhan Demo" in text(client, "/en/championships/open/")
    assert "89.61" in text(client, "/en/championships/open/")
    for language in ("ru", "kk"):
        words = text(client, f"/{language}/championships/open/")
        assert f"Open {language}" in words
        assert "89,61" in words
        assert "52,11" in text(client, skill_address(result, language))


def test_shared_places_share_a_step_and_leave_the_next_out(publish: Publish) -> None:
    result = publish(row(1, "A", "90.00"), row(1, "B", "90.00"), row(3, "C", "80.00"))
    first, second, third = podium(list(result.rows.all()))
    assert (first.names, second.names, second.total, third.names) == ("A, B", "", None, "C")


def test_shared_place_is_said_in_the_table(client: Client, page: ChampionshipPage, publish: Publish) -> None:
    result = publish(row(1, "A", "90.00"), row(2, "B", "80.00"), row(2, "C", "80.00"))
    assert text(client, skill_address(result)).count("2 shared") == 2


def test_replaced_results_are_no_longer_shown(client: Client, page: ChampionshipPage, publish: Publish) -> None:
    publish(row(1, "Aruzhan", "89.61"))
    result = publish(row(1, "Aruzhan", "90.02"))
    for address in ("/en/championships/open/", skill_address(result)):
        words = text(client, address)
        assert "89.61" not in words
        assert "90.02" in words
    assert "Corrected, version 2" in words


def test_provisional_results_say_so(client: Client, page: ChampionshipPage, publish: Publish) -> None:
    Championship.objects.update(needs_second_person=True, shows_provisional=True)
    publish(row(1, "Aruzhan", "89.61"))
    words = text(client, "/en/championships/open/")
    assert "How final the results are Provisional Confirmed Published" in words
    assert client.get("/en/championships/open/").context["state"].step == 1


@pytest.mark.parametrize(
    ("starts_in", "words"),
    [(7, "once the championship is over"), (0, "at work"), (-30, "have not published any results")],
)
def test_page_without_results_says_why(
    client: Client, page: ChampionshipPage, championship: Championship, starts_in: int, words: str
) -> None:
    championship.starts_on = championship.ends_on = timezone.localdate() + timedelta(days=starts_in)
    championship.save()
    assert words in text(client, "/en/championships/open/")


def test_empty_list_says_what_will_be_here(client: Client, index: ChampionshipIndexPage) -> None:
    assert "None has been announced yet." in text(client, "/en/championships/")


def test_mark_that_was_not_given_is_no_zero(client: Client, page: ChampionshipPage, publish: Publish) -> None:
    result = publish(row(1, "Aruzhan", "40.00", B="40.00"))
    html = client.get(skill_address(result)).content.decode()
    cells = re.findall(r'<td class="number">([^<]+)</td>', html)
    assert [cell.strip() for cell in cells] == ["–", "40.00"]


@pytest.mark.parametrize("skills", [1, 60])
def test_page_costs_the_same_for_one_skill_and_for_sixty(
    client: Client,
    page: ChampionshipPage,
    publish: Publish,
    skills: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(skills):
        publish(row(1, "A", "90.00"), row(2, "B", "80.00"), source=f"list:{number}", skill_title=f"Skill {number}")
    client.get("/en/championships/open/")
    with django_assert_max_num_queries(EVENT_QUERIES):
        context = client.get("/en/championships/open/").context
    assert (context["shown_count"], len(context["cards"])) == (skills, min(skills, MOST_CARDS))


@pytest.mark.parametrize("championships", [1, 30])
def test_list_costs_the_same_for_one_championship_and_for_thirty(
    client: Client,
    index: ChampionshipIndexPage,
    championships: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    today = timezone.localdate()
    for number in range(championships):
        facts = {"name": f"No {number}", "slug": f"no-{number}", "starts_on": today, "ends_on": today}
        championship = Championship.objects.create(**facts)
        add(index, ChampionshipPage(title=f"No {number}", slug=f"no-{number}", championship=championship))
    client.get("/en/championships/")
    with django_assert_max_num_queries(PAGE_QUERIES):
        (group,) = client.get("/en/championships/").context["groups"]
    assert len(group.pages) == championships


PAGE_QUERIES = 20
# Its parts ask for themselves; whether its sections have something to show is one query for all of them.
EVENT_QUERIES = 32


def test_long_name_and_nothing_dangerous_in_it(client: Client, page: ChampionshipPage, publish: Publish) -> None:
    result = publish(row(1, "<script>alert(1)</script>" + "Ә" * 60, "89.61"))
    for address in ("/en/championships/open/", skill_address(result)):
        html = client.get(address).content.decode()
        assert "<script>alert(1)" not in html
        assert "Ә" * 60 in html


def test_organiser_keeps_championships_in_the_editor(championship: Championship) -> None:
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    listing = author.get(reverse("wagtailsnippets_events_championship:list"))
    assert "Open" in listing.content.decode()
    assert author.get(reverse("wagtailsnippets_events_championship:edit", args=[championship.pk])).status_code == 200


def test_settings_that_are_changed_in_the_editor_are_followed_at_once(
    page: ChampionshipPage, championship: Championship, publish: Publish
) -> None:
    Championship.objects.update(needs_second_person=True)
    publish(row(1, "Aruzhan", "89.61"))
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    address = reverse("wagtailsnippets_events_championship:edit", args=[championship.pk])
    form = author.get(address).context["form"]
    data = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    partners = {f"partners-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    answer = author.post(address, {**data, **partners, "shows_provisional": "on"})
    assert answer.status_code == 302
    assert "Aruzhan" in text(Client(), "/en/championships/open/")


def test_championship_finds_its_page_in_the_language_of_the_reader(
    page: ChampionshipPage, championship: Championship
) -> None:
    for each in (page.get_parent().get_parent(), page.get_parent(), page):
        translate(each.specific, "kk")
    assert championship.public_page("kk") == page.get_translation(Locale.objects.get(language_code="kk"))
    assert championship.public_page("ru") == page


def test_whoever_hosts_rooms_opens_one_for_the_championship(client: Client, page: ChampionshipPage) -> None:
    words = "?kind=championship&amp;title="
    assert words not in client.get("/en/championships/open/").content.decode()
    mentor = User.objects.create_user("mentor@podium.example", name="Aigerim Demo-Mentor")
    college = Organisation.objects.create(name="College of Tests")
    Membership.objects.create(user=mentor, organisation=college, role=Role.MENTOR)
    host = signed_in(mentor)
    assert words in host.get("/en/championships/open/").content.decode()
    assert host.get(reverse("rooms:new"), {"kind": "championship", "title": page.title}).status_code == 200

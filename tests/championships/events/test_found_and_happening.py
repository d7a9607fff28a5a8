"""What search and the home page say of championships: only what their pages show."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from championships.events.found import find_people
from championships.events.models import Championship, ChampionshipPage, ContestedSkill, SkillResult
from pages.search.register import Asked
from pages.search.views import ShownHit
from tests.championships.events.conftest import row
from tests.championships.events.filled import translated_skill
from tests.pages.growing import add

pytestmark = pytest.mark.django_db
Publish = Callable[..., SkillResult]


def people(client: Client, query: str) -> list[tuple[str, str]]:
    """Return title and address of the competitors that are found for `query`."""
    groups = client.get("/en/search/", {"q": query}).context["groups"]
    found: list[ShownHit] = next((each["hits"] for each in groups if each["group"].name == "people"), [])
    return [(each.hit.title, each.hit.url) for each in found]


@pytest.mark.parametrize("query", ["Әлия", "алия", "АЛИЯ сейткызы", "алияга", "first"])
def test_competitor_is_found_by_name_and_organisation_with_any_keyboard(
    client: Client, page: ChampionshipPage, publish: Publish, query: str
) -> None:
    result = publish(row(1, "Әлия Сейтқызы", "89.61"), row(2, "Bota Demo", "80.00"))
    result.rows.filter(position=1).update(organisation_name="First college")
    assert people(client, query) == [("Әлия Сейтқызы", f"/en/championships/open/skills/{result.contested_skill_id}/")]


def test_name_that_is_taken_back_or_whose_page_is_withdrawn_is_not_found(
    client: Client, page: ChampionshipPage, publish: Publish
) -> None:
    publish(row(1, "Aruzhan Demo", "89.61"))
    publish(row(1, "Bota Demo", "89.61"))
    assert people(client, "aruzhan") == []
    assert people(client, "bota")
    page.unpublish()
    assert people(client, "bota") == []


def test_skill_of_a_competitor_and_of_a_new_result_is_in_the_reader_s_language(
    client: Client, page: ChampionshipPage, publish: Publish
) -> None:
    result = publish(row(1, "Aruzhan Demo", "89.61"))
    ContestedSkill.objects.filter(pk=result.contested_skill_id).update(skill=translated_skill(), title="")
    (hit,) = find_people(Asked.of("aruzhan", "en"), 0, 9).hits
    with override("kk"):
        (hit_in_kazakh,) = find_people(Asked.of("aruzhan", "en"), 0, 9).hits
    assert "17 Web technologies" in hit.facts
    assert "17 Веб-технологиялар" in hit_in_kazakh.facts
    assert happening(client)["results"] == ["17 Web technologies"]


def test_championship_is_found_by_its_place_and_says_when(client: Client, page: ChampionshipPage) -> None:
    ChampionshipPage.objects.filter(pk=page.pk).update(place="Qaraghandy")
    page.refresh_from_db()
    page.save_revision().publish()
    (group,) = client.get("/en/search/?q=qaragh").context["groups"]
    (shown,) = group["hits"]
    assert (group["group"].name, shown.hit.title) == ("championships", "The Open")
    assert list(shown.hit.facts) == ["2–4\N{NO-BREAK SPACE}March 2026", "Qaraghandy"]


def happening(client: Client) -> dict[str, list[str]]:
    """Return the titles of the three parts of the home page."""
    parts = client.get("/en/").context["happening"]
    return {str(part.when): [each.title for each in part.happenings] for part in parts}


def test_home_page_says_what_runs_what_comes_and_what_was_published(
    client: Client, page: ChampionshipPage, publish: Publish
) -> None:
    assert happening(client) == {"now": [], "next": [], "results": []}
    assert "The first results will stand here" in client.get("/en/").content.decode()
    publish(row(1, "Aruzhan Demo", "89.61"))
    today = timezone.localdate()
    for name, days in (("Later", 9), ("Soon", 2), ("Now", 0)):
        first = today + timedelta(days=days)
        facts = {"name": name, "slug": name.lower(), "starts_on": first, "ends_on": first}
        championship = Championship.objects.create(**facts)
        add(page.get_parent(), ChampionshipPage(title=name, slug=name.lower(), championship=championship))
    skill = SkillResult.objects.get().skill_title
    assert happening(client) == {"now": ["Now"], "next": ["Soon", "Later"], "results": [skill]}
    page.unpublish()
    assert happening(client)["results"] == []


@pytest.mark.parametrize("address", ["/en/", "/en/search/?q=demo"])
def test_costs_the_same_for_one_result_and_for_many(
    client: Client,
    page: ChampionshipPage,
    publish: Publish,
    address: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    publish(row(1, "Aruzhan Demo", "89.61"))
    client.get(address)
    with django_assert_max_num_queries(60) as for_one:
        client.get(address)
    for number in range(8):
        publish(
            row(1, "A Demo", "90.00"),
            row(2, "B Demo", "80.00"),
            source=f"list:{number + 2}",
            skill_title=f"No {number}",
        )
    with django_assert_max_num_queries(len(for_one)):
        client.get(address)

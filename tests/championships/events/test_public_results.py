"""The results of a championship below its page: all skills, one skill, the medals, in the reader's language."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from championships.events.models import (
    Category,
    Championship,
    ChampionshipPage,
    ContestedSkill,
    MedalKind,
    ResultRow,
    SkillResult,
)
from championships.events.public_results.naming import member_name
from championships.events.publishing import PublishedRow
from championships.events.skill_names import titles_of
from championships.events.standings import of_skill
from championships.schemes.models import Skill
from tests.championships.events.conftest import row
from tests.pages.growing import translate

pytestmark = pytest.mark.django_db
Publish = Callable[..., SkillResult]
USUAL = {"organisation_name": "Alatau college", "region": "Almaty", "country": "KZ"}
OPEN = "/en/championships/open/"


def text(client: Client, address: str) -> str:
    """Return the words of the page at `address`, without its tags."""
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def competitor(position: int, name: str, total: str, **more: str) -> PublishedRow:
    """Return a line of a college in a region, of Kazakhstan unless `more` says another country."""
    college, region, country = (more.get(key, usual) for key, usual in USUAL.items())
    marks = Decimal(total)
    return PublishedRow(position, name, college, marks, public_name=name, region=region, country=country)


def five(**more: str) -> list[PublishedRow]:
    """Return five lines, enough for the scale."""
    return [competitor(place + 1, f"Nr {place}", f"{90 - place * 10}.00", **more) for place in range(5)]


@pytest.fixture
def skill() -> Skill:
    """A skill in two languages."""
    english, kazakh = (Locale.objects.get_or_create(language_code=code)[0] for code in ("en", "kk"))
    row = Skill.objects.create(number="17", name="Web technologies", sector="information", locale=english)
    Skill.objects.create(
        number="17", name="Веб-технологиялар", sector="information", locale=kazakh, translation_key=row.translation_key
    )
    return row


def test_all_skills_stand_with_their_podium_and_lead_to_their_result(
    client: Client, page: ChampionshipPage, publish: Publish
) -> None:
    publish(row(1, "Aruzhan Demo", "89.61"), row(2, "Nikita Demo", "80.00"), row(3, "Dias Demo", "70.00"))
    publish(row(1, "Zere Demo", "50.00"), source="list:2", skill_title="Bakery")
    words = text(client, f"{OPEN}results/")
    assert "Aruzhan Demo" in words
    assert "89.61" in words
    assert "Zere Demo" in words
    for contested in ContestedSkill.objects.all():
        assert f'href="{OPEN}results/{contested.pk}/"' in client.get(f"{OPEN}results/").content.decode()
        assert client.get(f"{OPEN}results/{contested.pk}/").status_code == 200


def test_only_the_category_that_is_asked_for_stands_there(
    client: Client, page: ChampionshipPage, publish: Publish, championship: Championship
) -> None:
    young = ContestedSkill.objects.create(championship=championship, title="Bakery", category=Category.JUNIORS)
    publish(row(1, "Aruzhan Demo", "89.61"))
    publish(row(1, "Zere Demo", "50.00"), source="list:2", contested_skill=young)
    assert [each["href"] for each in _choices(client, "results/")] == ["", "?category=main", "?category=juniors"]
    words = text(client, f"{OPEN}results/?category=juniors")
    assert "Zere Demo" in words
    assert "Aruzhan Demo" not in words
    assert "Aruzhan Demo" in text(client, f"{OPEN}results/?category=nothing-of-ours")
    assert "No results yet" in text(client, f"{OPEN}results/?category=open")


def _choices(client: Client, section: str) -> list[dict[str, str]]:
    html = client.get(f"{OPEN}{section}").content.decode()
    nav = re.search(r'<nav class="choices".*?</nav>', html, re.DOTALL)
    assert nav
    return [{"href": each} for each in re.findall(rf'href="{OPEN}{section}([^"]*)"', nav[0])]


def test_skill_shows_places_medals_points_region_and_the_best(
    client: Client, page: ChampionshipPage, publish: Publish
) -> None:
    result = publish(*five())
    words = text(client, f"{OPEN}results/{result.contested_skill_id}/")
    for expected in ("Alatau college Almaty", "Gold", "Silver", "Bronze", "Best of the organisation", "700"):
        assert expected in words
    assert "WorldSkills-style scale (unofficial formula)" in words
    assert "Kazakhstan" not in words


def test_country_is_said_where_there_are_several(client: Client, page: ChampionshipPage, publish: Publish) -> None:
    result = publish(*five(), competitor(6, "Nr 6", "11.00", country="UZ", region=""))
    words = text(client, f"{OPEN}results/{result.contested_skill_id}/")
    assert "Almaty, Kazakhstan" in words
    assert "Uzbekistan" in words


def test_few_competitors_have_no_points_of_the_scale(client: Client, page: ChampionshipPage, publish: Publish) -> None:
    result = publish(competitor(1, "Nr 1", "90.00"), competitor(2, "Nr 2", "80.00"))
    words = text(client, f"{OPEN}results/{result.contested_skill_id}/")
    assert "Points of the scale" not in words
    assert "unofficial" not in words
    assert "Gold" in words


def test_correction_says_why_and_provisional_says_that_it_may_change(
    client: Client, page: ChampionshipPage, publish: Publish
) -> None:
    Championship.objects.update(needs_second_person=True, shows_provisional=True)
    result = publish(row(1, "Aruzhan", "89.61"))
    address = f"{OPEN}results/{result.contested_skill_id}/"
    words = text(client, address)
    assert "These results are not final" in words
    assert "Published:" not in words
    SkillResult.objects.update(version=2, reason="Aruzhan appealed.", public_reason="A form was misread.")
    words = text(client, address)
    assert "Corrected, version 2." in words
    assert "Why it was corrected: A form was misread." in words
    assert "appealed" not in words


def test_skill_without_public_result_or_of_another_championship_is_not_there(
    client: Client, page: ChampionshipPage, publish: Publish, championship: Championship
) -> None:
    hidden = ContestedSkill.objects.create(championship=championship, title="Bakery")
    other = Championship.objects.create(name="Other", slug="other", starts_on="2026-05-01", ends_on="2026-05-02")
    foreign = ContestedSkill.objects.create(championship=other, title="Bakery")
    publish(row(1, "Aruzhan", "89.61"))
    assert of_skill(hidden) is None
    for rest in (f"{hidden.pk}/", f"{foreign.pk}/", "x/", "1/2/", "9" * 40 + "/", "٣/"):
        assert client.get(f"{OPEN}results/{rest}").status_code == 404, rest
    assert client.get(f"{OPEN}medals/1/").status_code == 404


def test_skills_are_named_in_the_language_of_the_reader(
    client: Client, page: ChampionshipPage, publish: Publish, championship: Championship, skill: Skill
) -> None:
    contested = ContestedSkill.objects.create(championship=championship, skill=skill)
    own = ContestedSkill.objects.create(
        championship=championship, skill=skill, title="Web, juniors", category="juniors"
    )
    publish(row(1, "Aruzhan Demo", "89.61"), contested_skill=contested, skill_title="")
    with translation.override("kk"):
        assert titles_of([contested, own]) == {contested.pk: "17 Веб-технологиялар", own.pk: "Web, juniors"}
    with translation.override("ru"):
        assert titles_of([contested]) == {contested.pk: "17 Web technologies"}
    for each in (page.get_parent().get_parent(), page.get_parent(), page):
        translate(each.specific, "kk")
    assert "17 Веб-технологиялар" in text(client, f"/kk/championships/open/results/{contested.pk}/")
    assert "17 Веб-технологиялар" in text(client, "/kk/championships/open/results/")


def test_countries_are_named_and_unknown_ones_stay_as_they_are() -> None:
    with translation.override("ru"):
        assert member_name("KZ", "country") == "Казахстан"
    assert member_name("zz9", "country") == "zz9"
    assert member_name("KZ", "region") == "KZ"


def test_medals_are_counted_by_organisation_region_and_country(
    client: Client, page: ChampionshipPage, publish: Publish
) -> None:
    first, *others = five()
    second = competitor(2, "Nr 9", "85.00", organisation_name="Jetisu college", region="Jetisu", country="UZ")
    publish(first, second, *others)
    answer = client.get(f"{OPEN}medals/")
    assert [(line.member, line.gold, line.silver) for line in answer.context["table"].lines] == [
        ("Alatau college", 1, 0),
        ("Jetisu college", 0, 1),
    ]
    assert "Uzbekistan" in text(client, f"{OPEN}medals/?by=country")
    assert "Almaty" in text(client, f"{OPEN}medals/?by=region")
    assert "Alatau college" in text(client, f"{OPEN}medals/?by=nobody")
    words = text(client, f"{OPEN}medals/")
    assert "Best of the organisation" in words
    assert "Gold counts 4 points, silver 3, bronze 2 and a medallion 1" in words
    assert len(answer.context["best"]) == 2


def test_points_are_not_added_up_where_a_skill_has_no_scale(
    client: Client, page: ChampionshipPage, publish: Publish
) -> None:
    publish(*five())
    publish(competitor(1, "Nr 1", "90.00"), source="list:2", skill_title="Bakery")
    reports = client.get(f"{OPEN}medals/").context["reports"]
    assert [bool(filled.lines) for filled in reports] == [True, True, True, False, False]
    assert "too few competitors for the scale" in text(client, f"{OPEN}medals/")


def test_lines_of_nobody_known_are_left_out_and_counted(
    client: Client, page: ChampionshipPage, publish: Publish
) -> None:
    publish(*five(), competitor(6, "Nr 6", "11.00", region=""))
    assert "Of 1 competitor it is not known" in text(client, f"{OPEN}medals/?by=region")
    publish(*five(region=""))
    assert "Nothing to compare yet" in text(client, f"{OPEN}medals/?by=region")


def test_championship_without_results_has_no_such_tabs(
    client: Client, page: ChampionshipPage, publish: Publish
) -> None:
    before = [str(tab.label) for tab in client.get(OPEN).context["tabs"]]
    assert not {"Results", "Medals"} & set(before)
    publish(row(1, "Aruzhan", "89.61"))
    after = [str(tab.label) for tab in client.get(OPEN).context["tabs"]]
    assert {"Results", "Medals"} <= set(after)


def test_sealed_names_are_nowhere(client: Client, page: ChampionshipPage, publish: Publish) -> None:
    lines = [
        PublishedRow(**{**line.__dict__, "name": f"Sealed{place}", "public_name": "A. D."})
        for place, line in enumerate(five())
    ]
    result = publish(*lines)
    for address in ("results/", f"results/{result.contested_skill_id}/", "medals/"):
        html = client.get(f"{OPEN}{address}").content.decode()
        assert "A. D." in html
        assert "Sealed" not in html


QUERIES = 38


def publish_quickly(contested: ContestedSkill, competitors: int) -> None:
    """Let the public see a result of so many competitors, without the way there, which takes its time."""
    facts = {"championship": contested.championship, "contested_skill": contested, "maximum": 100, "version": 1}
    result = SkillResult.objects.create(source=f"list:{contested.pk}", skill_title=contested.title, **facts)
    ResultRow.objects.bulk_create(
        ResultRow(
            result=result,
            position=place + 1,
            name=f"Sealed {place}",
            public_name=f"Nr {place}",
            organisation_name=f"College {place}",
            total=Decimal(90 - place),
            scale_score=740 - place,
            medal=MedalKind.GOLD if place == 0 else "",
            best_of_member=True,
            criteria={"A": "40.00"},
        )
        for place in range(competitors)
    )
    ContestedSkill.objects.filter(pk=contested.pk).update(public_result=result, public_state="published")


@pytest.mark.parametrize(("skills", "competitors"), [(1, 6), (60, 24)])
def test_pages_cost_the_same_for_one_skill_and_for_sixty(
    client: Client,
    page: ChampionshipPage,
    skills: int,
    competitors: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(skills):
        contested = ContestedSkill.objects.create(championship=page.championship, title=f"Skill {number}")
        publish_quickly(contested, competitors)
    for address in ("results/", "medals/", f"results/{contested.pk}/"):
        client.get(f"{OPEN}{address}")
        with django_assert_max_num_queries(QUERIES):
            assert client.get(f"{OPEN}{address}").status_code == 200

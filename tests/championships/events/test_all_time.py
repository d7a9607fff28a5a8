"""Over all championships: records, the pages of skills and of organisations; by public data alone."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from championships.events import skill_pages
from championships.events.models import (
    Championship,
    ChampionshipIndexPage,
    ChampionshipPage,
    ContestedSkill,
    DocumentKind,
    SkillDocument,
    SkillResult,
)
from championships.events.public_results import all_time
from championships.events.public_results.places import places
from championships.events.records import best_by_marks
from championships.schemes.models import Skill
from coaching.training.models import ProgrammePage, TrainingIndexPage, TrainingModulePage
from media.models import CustomDocument
from pages.shelves import ShelfItem
from people.models import Organisation
from tests.championships.events.conftest import row
from tests.championships.events.test_public_results import competitor, five, text
from tests.pages.growing import add

pytestmark = pytest.mark.django_db
Publish = Callable[..., SkillResult]
RECORDS = "/en/championships/records/"


@pytest.fixture
def skill(index: ChampionshipIndexPage) -> Skill:
    """A skill in English and Kazakh."""
    english, kazakh = (Locale.objects.get(language_code=code) for code in ("en", "kk"))
    first = Skill.objects.create(
        number="17", name="Web technologies", description="Builds for the web.", sector="information", locale=english
    )
    fields = {"number": "17", "name": "Веб-технологиялар", "sector": "information", "locale": kazakh}
    Skill.objects.create(translation_key=first.translation_key, **fields)
    return first


@pytest.fixture
def earlier(index: ChampionshipIndexPage) -> Championship:
    """A championship of the year before, with a page."""
    days = {"starts_on": date(2025, 3, 3), "ends_on": date(2025, 3, 5)}
    held = Championship.objects.create(name="First", slug="first", needs_second_person=False, **days)
    add(index, ChampionshipPage(title="The First", slug="first", championship=held))
    return held


def contest(championship: Championship, skill: Skill) -> ContestedSkill:
    return ContestedSkill.objects.create(championship=championship, skill=skill)


def test_records_are_the_best_over_all_championships(
    client: Client, page: ChampionshipPage, publish: Publish, earlier: Championship, skill: Skill
) -> None:
    now = contest(page.championship, skill)
    publish(*five(), contested_skill=now, skill_title="")
    publish(
        row(1, "Zere Demo", "95.50"), championship=earlier, source="list:2", contested_skill=contest(earlier, skill)
    )
    publish(row(1, "Dias Demo", "12.00"), championship=earlier, source="list:3", skill_title="Bakery")
    found = all_time.records()
    assert [best.row.position for best in found.highest] == [1, 2, 3, 4, 5]
    assert [(best.name, best.skill, best.at.title) for best in found.by_skill] == [
        ("Zere Demo", "17 Web technologies", "The First"),
        ("Dias Demo", "Bakery", "The First"),
    ]
    assert [(best.name, best.at.title) for best in found.by_championship] == [("Nr 0", "The Open")]
    words = text(client, RECORDS)
    assert "95.50 / 100.00" in words
    assert "unofficial" in words
    assert f'href="/en/championships/open/results/{now.pk}/"' in client.get(RECORDS).content.decode()


def test_a_championship_without_public_page_is_nowhere(
    client: Client, page: ChampionshipPage, publish: Publish, skill: Skill
) -> None:
    result = publish(*five(), contested_skill=contest(page.championship, skill), skill_title="")
    college = Organisation.objects.create(name="Alatau college")
    addresses = (RECORDS, f"/en/skills/{skill.pk}/")
    assert all("Nr 0" in text(client, address) for address in addresses)
    found = {path for place in places() for path in place.paths.values()}
    assert {RECORDS, f"/kk/skills/{skill.pk}/", f"/en/championships/open/results/{result.contested_skill_id}/"} <= found
    assert f"/ru/skills/{skill.pk}/" not in found
    page.unpublish()
    assert not any("Nr 0" in text(client, address) for address in addresses)
    assert client.get(f"/en/championships/organisations/{college.pk}/").status_code == 404
    assert not any(f"results/{result.contested_skill_id}/" in str(place.paths) for place in places())


def test_whole_marks_are_no_worse_than_those_with_a_rest(
    page: ChampionshipPage, publish: Publish, skill: Skill
) -> None:
    contested = contest(page.championship, skill)
    publish(row(1, "Zere Demo", "83.00"), row(2, "Dias Demo", "79.61"), contested_skill=contested, skill_title="")
    assert [best.name for best in all_time.records().by_skill] == ["Zere Demo"]
    best = best_by_marks(ContestedSkill.objects.all())
    assert [(record.position, record.row.public_name) for record in best] == [(1, "Zere Demo"), (2, "Dias Demo")]


def test_no_records_yet(client: Client, page: ChampionshipPage) -> None:
    assert "No records yet" in text(client, RECORDS)


def test_skill_says_where_it_was_contested_and_who_won(
    client: Client, page: ChampionshipPage, publish: Publish, earlier: Championship, skill: Skill
) -> None:
    publish(*five(), contested_skill=contest(page.championship, skill), skill_title="")
    titled = ContestedSkill.objects.create(championship=earlier, title="17 Web technologies")
    publish(row(1, "Zere Demo", "95.50"), championship=earlier, source="list:2", contested_skill=titled)
    answer = client.get(f"/en/skills/{skill.pk}/")
    assert [(each.at.title, each.winners) for each in answer.context["contests"]] == [
        ("The Open", "Nr 0"),
        ("The First", "Zere Demo"),
    ]
    assert [name for name, _key in answer.context["organisations"]] == ["Alatau college", "Demo college"]
    words = text(client, f"/en/skills/{skill.pk}/")
    assert "Builds for the web." in words
    result = client.get(f"/en/championships/open/results/{page.championship.skills.get().pk}/")
    assert result.context["everywhere"] == f"/en/skills/{skill.pk}/"
    assert client.get(f"/en/championships/first/results/{titled.pk}/").context["everywhere"] == ""
    assert "Веб-технологиялар" in text(client, f"/kk/skills/{skill.pk}/")


def test_rows_of_other_languages_lead_to_the_one_address(client: Client, skill: Skill) -> None:
    kazakh = Skill.objects.exclude(pk=skill.pk).get()
    answer = client.get(f"/kk/skills/{kazakh.pk}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/kk/skills/{skill.pk}/")
    assert client.get("/en/skills/999999/").status_code == 404


def test_skill_before_any_championship_says_so_and_shows_no_provisional_winner_as_final(
    client: Client, page: ChampionshipPage, publish: Publish, skill: Skill
) -> None:
    assert "not been contested" in text(client, f"/en/skills/{skill.pk}/")
    Championship.objects.update(needs_second_person=True)
    contested = contest(page.championship, skill)
    publish(row(1, "Zere Demo", "95.50"), contested_skill=contested, skill_title="")
    assert "Zere" not in text(client, f"/en/skills/{skill.pk}/")
    assert "No results yet" in text(client, f"/en/skills/{skill.pk}/")


def test_list_of_skills_is_searched_and_counts_championships(
    client: Client, page: ChampionshipPage, skill: Skill
) -> None:
    contest(page.championship, skill)
    Skill.objects.create(number="32", name="Bakery", sector="services", locale=skill.locale)
    words = text(client, "/en/skills/")
    assert "Bakery" in words
    assert "1 championship" in words
    assert "Bakery" not in text(client, "/en/skills/?q=веб")
    assert "No skill is like that" in text(client, "/en/skills/?q=zzz")
    assert "Bakery" in text(client, "/en/skills/?sector=nothing")


def test_tasks_of_earlier_years_are_there_once_they_are_public(
    client: Client, page: ChampionshipPage, skill: Skill
) -> None:
    contested, now = contest(page.championship, skill), timezone.now()
    for title, kind, since in (
        ("Old task", DocumentKind.TEST_PROJECT, now - timedelta(days=1)),
        ("Sealed task", DocumentKind.TEST_PROJECT, now + timedelta(days=1)),
        ("Secret task", DocumentKind.TEST_PROJECT, None),
        ("Layout", DocumentKind.LAYOUT_PLAN, now - timedelta(days=1)),
    ):
        file = CustomDocument.objects.create(title=title, file=ContentFile(b"%PDF-1.4", name="task.pdf"))
        SkillDocument.objects.create(
            contested_skill=contested, kind=kind, document=file, language="en", public_from=since
        )
    words = text(client, f"/en/skills/{skill.pk}/")
    assert "Old task" in words
    assert not any(title in words for title in ("Sealed task", "Secret task", "Layout"))


def test_modules_and_programmes_of_training_stand_on_the_page(
    client: Client, page: ChampionshipPage, skill: Skill
) -> None:
    home = page.get_parent().get_parent()
    training = add(home, TrainingIndexPage(title="Training", slug="training"))
    programme = add(training, ProgrammePage(title="Web year", slug="web-year", introduction="A year.", hours=72))
    fields = {"introduction": "Lay out a page.", "hours": Decimal(2), "of_skill": skill}
    add(programme, TrainingModulePage(title="Grids", slug="grids", **fields))
    add(
        training,
        TrainingModulePage(title="Bread", slug="bread", introduction="Bake.", hours=Decimal(2), skill="32 Bakery"),
    )
    html = client.get(f"/en/skills/{skill.pk}/").content.decode()
    assert "Grids" in html
    assert "Bread" not in html
    assert re.search(r'"@type": "EducationalOccupationalProgram", "name": "Web year"', html)
    assert "ld+json" not in client.get(f"/kk/skills/{skill.pk}/").content.decode()


def test_shelves_with_nothing_on_them_are_left_out(
    client: Client, skill: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_key: UUID, _request: HttpRequest) -> skill_pages.Shelf:
        return skill_pages.Shelf("Full shelf", [ShelfItem("A thing", "/thing/")])

    def empty(_key: UUID, _request: HttpRequest) -> skill_pages.Shelf:
        return skill_pages.Shelf("Empty shelf", [])

    monkeypatch.setattr(skill_pages, "_makers", [])
    for make in (full, full, empty):
        skill_pages.register_shelf_of_skill(make)
    words = text(client, f"/en/skills/{skill.pk}/")
    assert words.count("Full shelf") == 1
    assert "Empty shelf" not in words


def test_organisation_has_its_public_results(
    client: Client, page: ChampionshipPage, publish: Publish, earlier: Championship
) -> None:
    college = Organisation.objects.create(name="Alatau college", region="Almaty", country="KZ")
    other = Organisation.objects.create(name="Nobody's college")
    publish(*five(), competitor(6, "Nr 6", "10.00", organisation_name="Jetisu college"))
    publish(competitor(1, "Zere Demo", "95.50"), championship=earlier, source="list:2", skill_title="Bakery")
    answer = client.get(f"/en/championships/organisations/{college.pk}/")
    assert [result.at.title for result in answer.context["results"]] == ["The Open", "The First"]
    assert answer.context["medals"][0] == ("gold", 2)
    words = text(client, f"/en/championships/organisations/{college.pk}/")
    assert "Almaty, Kazakhstan" in words
    assert "Nr 6" not in words
    assert client.get(f"/en/championships/organisations/{other.pk}/").status_code == 404
    html = client.get("/en/championships/open/medals/").content.decode()
    assert f'href="/en/championships/organisations/{college.pk}/"' in html


QUERIES = 32


@pytest.mark.parametrize("many", [1, 12])
def test_pages_cost_the_same_for_one_championship_and_for_many(
    client: Client,
    index: ChampionshipIndexPage,
    publish: Publish,
    skill: Skill,
    many: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    college = Organisation.objects.create(name="Alatau college")
    for number in range(many):
        days = {"starts_on": date(2020, 1, 1 + number), "ends_on": date(2020, 2, 1 + number)}
        held = Championship.objects.create(name=f"N{number}", slug=f"n{number}", needs_second_person=False, **days)
        add(index, ChampionshipPage(title=f"N{number}", slug=f"n{number}", championship=held))
        publish(*five(), championship=held, source=f"a:{number}", contested_skill=contest(held, skill), skill_title="")
        publish(*five(), championship=held, source=f"b:{number}", skill_title=f"Skill {number}")
        Skill.objects.create(number=str(number + 100), name=f"Skill {number}", sector="building", locale=skill.locale)
    for address in (
        RECORDS,
        "/en/skills/",
        f"/en/skills/{skill.pk}/",
        f"/en/championships/organisations/{college.pk}/",
    ):
        client.get(address)
        with django_assert_max_num_queries(QUERIES):
            assert client.get(address).status_code == 200

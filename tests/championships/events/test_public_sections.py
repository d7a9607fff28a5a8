"""The sections of a championship's page: what each shows, to whom, and that a large event costs no more than a small one."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from championships.events.entering import enter, withdraw
from championships.events.freezing import freeze
from championships.events.models import (
    ChampionshipIndexPage,
    ChampionshipNewsPage,
    ChampionshipPage,
    ContestedSkill,
    DocumentKind,
    OfficialRole,
    Partner,
    PartnerLevel,
    Publicity,
)
from championships.events.publicity import choose
from tests.championships.events.filled import document, fill, picture, plan, translated_skill
from tests.championships.events.grown import BY_NAME, BY_PICTURE, Event
from tests.pages.growing import add, translate

pytestmark = pytest.mark.django_db
BASE = "/en/championships/open/"
SECTIONS = ("skills", "schedule", "participants", "people", "documents", "news", "gallery", "venue", "partners")
# What the frame of every page of a championship costs, its tabs among it, and a section on top.
SECTION_QUERIES = 34


@pytest.fixture
def event(db: None) -> Event:
    """A championship without people yet, whose results are shown as soon as they are handed over."""
    made = Event(needs_second_person=True)
    made.championship.shows_provisional = True
    made.championship.save()
    return made


@pytest.fixture
def page(index: ChampionshipIndexPage, event: Event) -> ChampionshipPage:
    """The English page of the championship."""
    return add(index, ChampionshipPage(title="The Open", slug="open", championship=event.championship))


def text(client: Client, address: str) -> str:
    """Return the words of a page of the championship, without its tags."""
    answer = client.get(f"{BASE}{address}")
    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def in_kazakh(page: ChampionshipPage) -> None:
    """Translate the page, and what stands above it, into Kazakh."""
    above: Page = page.get_parent()
    for each in (above.get_parent(), above, page):
        translate(each.specific, "kk")


@pytest.mark.parametrize("name", SECTIONS)
def test_section_without_anything_says_so_and_has_no_tab(
    client: Client, page: ChampionshipPage, event: Event, name: str
) -> None:
    event.skill.delete()
    assert 'class="empty' in client.get(f"{BASE}{name}/").content.decode()
    assert client.get(BASE).context["tabs"] == []


@pytest.mark.parametrize("name", SECTIONS)
def test_section_with_something_has_a_tab_and_no_empty_state(
    client: Client, page: ChampionshipPage, event: Event, name: str
) -> None:
    fill(event, page, 1)
    answer = client.get(f"{BASE}{name}/")
    assert 'class="empty' not in answer.content.decode()
    assert [tab.url for tab in answer.context["tabs"] if tab.current] == [f"{BASE}{name}/"]


@pytest.mark.parametrize("size", [1, 8])
def test_sections_cost_the_same_for_one_and_for_many(
    client: Client, page: ChampionshipPage, event: Event, size: int
) -> None:
    entry = fill(event, page, size)[0]
    tails = ["", *(f"{name}/" for name in SECTIONS), f"skills/{entry.contested_skill_id}/", f"participants/{entry.pk}/"]
    costs = {tail: cost_of(client, f"{BASE}{tail}") for tail in tails}
    assert {tail: cost for tail, cost in costs.items() if cost > SECTION_QUERIES} == {}


def cost_of(client: Client, address: str) -> int:
    """Return how many queries a page takes that somebody has looked at before."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize(
    "tail", ["skills/0/", "skills/x/", "skills/1/2/", "participants/0/", "schedule/1/", "venue/x/"]
)
def test_what_is_not_there_is_not_found(client: Client, page: ChampionshipPage, tail: str) -> None:
    assert client.get(f"{BASE}{tail}").status_code == 404


def test_key_of_a_row_at_another_championship_or_longer_than_any_is_not_found(
    client: Client, page: ChampionshipPage, event: Event
) -> None:
    other = ChampionshipPage.objects.get(pk=page.pk).championship
    other.pk, other.slug = None, "other"
    other.save()
    skill = ContestedSkill.objects.create(championship=other, title="Elsewhere")
    assert client.get(f"{BASE}skills/{skill.pk}/").status_code == 404
    assert client.get(f"{BASE}skills/{'9' * 40}/").status_code == 404


def test_skills_are_named_in_the_readers_language(client: Client, page: ChampionshipPage, event: Event) -> None:
    ContestedSkill.objects.filter(pk=event.skill.pk).update(title="", skill=translated_skill())
    in_kazakh(page)
    assert "17 Web technologies" in text(client, "skills/")
    for tail in ("skills/", f"skills/{event.skill.pk}/"):
        words = client.get(f"/kk/championships/open/{tail}").content.decode()
        assert "17 Веб-технологиялар" in words


def test_skill_counts_who_has_not_withdrawn_and_documents_that_are_public(
    client: Client, page: ChampionshipPage, event: Event
) -> None:
    first, _second = event.enter("Aruzhan Aqqu"), event.enter("Nikita Sokol")
    event.enter("Dias Burkit")
    withdraw(actor=event.organiser, entry=first, reason="Ill")
    document("Project", DocumentKind.TEST_PROJECT, event.skill)
    document("Criteria", DocumentKind.CRITERIA, event.skill, days=1)
    assert "2 entries 1 document" in text(client, "skills/")


def test_skill_shows_who_takes_part_who_judges_when_and_with_what(
    client: Client, page: ChampionshipPage, event: Event
) -> None:
    entry = event.enter("Aruzhan Aqqu")
    event.official("Alatau college")
    plan(event, "Module A", event.skill)
    plan(event, "Module of another", event.contest("Another"))
    document("Project", DocumentKind.TEST_PROJECT, event.skill)
    document("Criteria", DocumentKind.CRITERIA, event.skill, days=1)
    words = text(client, f"skills/{event.skill.pk}/")
    for shown in ("A. A.", "Alatau college", "Expert", "Module A", "Project"):
        assert shown in words
    for hidden in ("Aruzhan", "Aqqu", "Module of another", "Criteria"):
        assert hidden not in words
    assert f"{BASE}participants/{entry.pk}/" in client.get(f"{BASE}skills/{event.skill.pk}/").content.decode()


def test_chief_expert_is_named_first(client: Client, page: ChampionshipPage, event: Event) -> None:
    event.official("Alatau college")
    event.official("Jetisu college", OfficialRole.CHIEF_EXPERT)
    words = text(client, "people/")
    assert words.index("Jetisu college") < words.index("Alatau college")


def test_schedule_of_a_skill_has_what_is_for_all_too(client: Client, page: ChampionshipPage, event: Event) -> None:
    other = event.contest("Other")
    plan(event, "Opening")
    plan(event, "Own module", event.skill, day=1)
    plan(event, "Other module", other)
    words = text(client, f"schedule/?skill={event.skill.pk}")
    assert "C1 Monday, 2 March" in words
    assert "C2 Tuesday, 3 March" in words
    assert "Opening" in words
    assert "Own module" in words
    assert "Other module" not in words
    assert "Other module" in text(client, "schedule/?skill=nonsense")


def test_schedule_is_told_in_the_readers_language(client: Client, page: ChampionshipPage, event: Event) -> None:
    plan(event, "Opening")
    in_kazakh(page)
    assert "Opening (kk)" in client.get("/kk/championships/open/schedule/").content.decode()


def test_overview_says_what_is_on_and_what_comes(client: Client, page: ChampionshipPage, event: Event) -> None:
    today = timezone.localdate()
    championship = event.championship
    championship.starts_on, championship.ends_on = today, today + timedelta(days=1)
    championship.save()
    running = plan(event, "Running all day")
    running.starts_at = running.ends_at = None
    running.save()
    plan(event, "Tomorrow", day=1)
    words = text(client, "")
    assert "On now" in words
    assert words.index("Running all day") < words.index("What comes next") < words.index("Tomorrow")


def test_participants_are_found_by_public_name_and_organisation_and_by_no_hidden_name(
    client: Client, page: ChampionshipPage, event: Event
) -> None:
    shown, hidden = event.enter("Әлия Сейтқызы"), event.enter("Nikita Sokol", "Jetisu college")
    person = shown.people.get()
    choose(actor=event.organiser, person=person, publicity=Publicity.NAME, shows_picture=False, consents=[BY_NAME])
    person = hidden.people.get()
    choose(actor=event.organiser, person=person, publicity=Publicity.NOTHING, shows_picture=False, consents=[])
    assert "Әлия Сейтқызы" in text(client, "participants/?q=алия")
    assert "Name not public" in text(client, "participants/?q=jetisu")
    event.enter("Dias Burkit")
    assert "D. B." in text(client, "participants/?q=D.+B.")
    for words in ("nikita", "sokol", "xyzzy", "-"):
        assert "Nobody is found" in text(client, f"participants/?q={words}")


def test_participants_stand_by_organisation_or_by_region_and_of_one_skill(
    client: Client, page: ChampionshipPage, event: Event
) -> None:
    event.enter("Aruzhan Aqqu", "Alatau college")
    event.enter("Nikita Sokol", "Jetisu college", event.contest("Other"))
    assert [name for name, _lines in client.get(f"{BASE}participants/").context["groups"]] == [
        "Alatau college",
        "Jetisu college",
    ]
    by_region = client.get(f"{BASE}participants/?by=region&skill={event.skill.pk}").context["groups"]
    assert [name for name, _lines in by_region] == ["Alatau"]


def test_team_is_found_by_each_of_its_people_and_stands_once(
    client: Client, page: ChampionshipPage, event: Event
) -> None:
    skill = event.contest("Pairs", team_size=2)
    people = [event.person("Aruzhan Aqqu"), event.person("Nikita Sokol")]
    enter(
        actor=event.organiser,
        contested_skill=skill,
        people=people,
        team_name="Tulpar",
        organisation=event.organisation("Alatau college"),
    )
    context = client.get(f"{BASE}participants/?q=tulpar").context
    assert [len(lines) for _name, lines in context["groups"]] == [1]
    assert "Tulpar: A. A., N. S." in text(client, "participants/")
    assert "2 competitors" in text(client, "")


def test_page_of_an_entry_shows_its_result_and_is_gone_when_withdrawn(
    client: Client, page: ChampionshipPage, event: Event
) -> None:
    first, second = event.enter("Aruzhan Aqqu"), event.enter("Nikita Sokol")
    event.hand_over(["90.00", "80.00"], [first, second])
    address = f"{BASE}participants/{second.pk}/"
    words = text(client, f"participants/{second.pk}/")
    assert "N. S." in words
    assert "Place 2 Marks 80.00" in words
    assert "Provisional" in words
    assert "Nikita" not in client.get(address).content.decode()
    assert '<meta name="robots" content="noindex">' in client.get(address).content.decode()
    second.status, second.withdrawn_reason = "withdrawn", "Ill"
    second.save()
    assert client.get(address).status_code == 404


def test_picture_of_a_competitor_needs_its_consent(client: Client, page: ChampionshipPage, event: Event) -> None:
    entry = event.enter("Aruzhan Aqqu")
    person = entry.people.get()
    person.picture = picture()
    person.save()
    address = f"{BASE}participants/{entry.pk}/"
    assert client.get(address).context["pictures"] == []
    choose(
        actor=event.organiser,
        person=person,
        publicity=Publicity.INITIALS,
        shows_picture=True,
        consents=[BY_PICTURE],
    )
    assert client.get(address).context["pictures"] == [(person.picture, "A. A.")]


def test_frozen_result_is_told_of_nobody_by_more_than_its_line_and_by_less_at_once(
    client: Client, page: ChampionshipPage, event: Event
) -> None:
    entry = event.enter("Aruzhan Aqqu")
    event.hand_over(["90.00"], [entry])
    freeze(actor=event.organiser, championship=event.championship)
    person = entry.people.get()
    choose(actor=event.organiser, person=person, publicity=Publicity.NAME, consents=[BY_NAME])
    for tail in (f"participants/{entry.pk}/", ""):
        words = text(client, tail)
        assert "A. A." in words
        assert "Aruzhan Aqqu" not in words
    choose(actor=event.organiser, person=person, publicity=Publicity.NOTHING)
    for tail in (f"participants/{entry.pk}/", "", f"skills/{entry.contested_skill_id}/"):
        assert "A. A." not in text(client, tail)


def test_partners_are_thanked_by_level(client: Client, page: ChampionshipPage, event: Event) -> None:
    for name, level in (("Small", PartnerLevel.SUPPORT), ("Great", PartnerLevel.GENERAL)):
        Partner.objects.create(championship=event.championship, name=name, level=level)
    words = text(client, "partners/")
    assert words.index("Great") < words.index("Small")


def test_news_stand_in_order_and_a_page_of_news_is_in_the_frame(
    client: Client, page: ChampionshipPage, event: Event
) -> None:
    today = timezone.localdate()
    for days, title in ((3, "Older"), (1, "Newest")):
        news = ChampionshipNewsPage(title=title, introduction="New.", date=today - timedelta(days=days))
        add(page, news)
    assert [each.title for each in client.get(f"{BASE}news/").context["news"]] == ["Newest", "Older"]
    answer = client.get(f"{BASE}newest/")
    assert answer.context["crumbs"][-3:] == [("The Open", BASE), ("News", f"{BASE}news/"), ("Newest", "")]
    assert [tab.url for tab in answer.context["tabs"] if tab.current] == [f"{BASE}news/"]
    html = answer.content.decode()
    assert '"@type": "NewsArticle"' in html
    card = re.search(r'property="og:image" content="http://testserver(/cards/[^"]+)"', html)
    assert card is not None
    assert client.get(card[1]).status_code == 200
    assert text(client, "").index("Newest") < text(client, "").index("Older")


def test_no_page_takes_the_address_of_a_section_or_of_a_desk(page: ChampionshipPage, event: Event) -> None:
    for title, slug in (("Schedule", "schedule-2"), ("Desk", "desk-2")):
        news = ChampionshipNewsPage(title=title, introduction="It has changed.")
        page.add_child(instance=news)
        assert news.slug == slug
    records = ChampionshipPage(title="Records", championship=event.championship)
    page.get_parent().add_child(instance=records)
    assert records.slug == "records-2"


def test_sitemap_names_sections_and_skills_in_their_languages_and_nobody(
    client: Client, page: ChampionshipPage, event: Event
) -> None:
    entry = event.enter("Aruzhan Aqqu")
    in_kazakh(page)
    found = client.get("/sitemap.xml").content.decode()
    for language in ("en", "kk"):
        for tail in ("skills/", "participants/", f"skills/{event.skill.pk}/"):
            assert f"<loc>http://testserver/{language}/championships/open/{tail}</loc>" in found
    assert f"participants/{entry.pk}" not in found
    assert "open/gallery/" not in found
    page.unpublish()
    assert "/en/championships/open/skills/" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("skills", [1, 30])
def test_sitemap_costs_the_same_for_one_skill_and_for_many(
    client: Client,
    page: ChampionshipPage,
    event: Event,
    skills: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(skills):
        event.contest(f"Skill {number}")
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(60):
        client.get("/sitemap.xml")

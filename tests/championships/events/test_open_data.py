"""What readers fetch: files that spreadsheets open and that give nothing away, calendars, feeds, and the page about them."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from defusedxml.ElementTree import fromstring
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from championships.events import taking_part
from championships.events.models import (
    Championship,
    ChampionshipPage,
    ContestedSkill,
    OfficialRole,
    Publicity,
    PublicPerson,
    ResultRow,
    ScheduleKind,
)
from championships.events.open_data import feeds
from championships.events.open_data.files import still_workbook
from championships.events.open_data.own_calendars import own_address
from championships.events.publicity import choose, remove_on_request
from championships.events.registering import link_account
from championships.schemes.exchange.table_files import Table, csv_of
from people.models import Role
from tests.championships.events.grown import BY_NAME, NAMES, Event, person_with
from tests.championships.events.opened import open_event, plan, publish

QUERIES = 12
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def event(db: None) -> Event:
    """A championship with a page, three entries, results and a plan."""
    return open_event()


def at(view: str, *keys: object) -> str:
    return reverse(f"events:{view}", args=["open", *keys])


def read_csv(content: bytes, delimiter: str = ",") -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


# Files -----------------------------------------------------------------------------------------------------------


def test_csv_and_workbook_say_the_same(client: Client, event: Event) -> None:
    rows = read_csv(client.get(at("results_file", "csv")).content)
    book = load_workbook(io.BytesIO(client.get(at("results_file", "xlsx")).content))
    assert book.sheetnames == ["Results", "Medal table"]
    cells = [["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].values]
    plain = [[text.removesuffix(".00") for text in row] for row in rows]
    assert plain == cells
    assert [row[:3] for row in rows[1:]] == [
        ["Web technologies", "1", "A. A."],
        ["Web technologies", "2", "N. S."],
        ["Web technologies", "3", "D. B."],
    ]


def test_heads_speak_the_language_of_the_address_and_spreadsheets_get_semicolons(client: Client, event: Event) -> None:
    address = at("skill_results_file", event.skill.pk, "csv").replace("/en/", "/ru/")
    rows = read_csv(client.get(address, {"separator": "semicolon"}).content, ";")
    assert "Организация" in rows[0]
    assert "A Markup / 60.00" in rows[0]
    assert "80,00" in rows[1]


def test_json_holds_every_line_by_its_public_name(client: Client, event: Event) -> None:
    found = json.loads(client.get(at("results_file", "json")).content)
    assert [line["name"] for line in found["results"][0]["lines"]] == ["A. A.", "N. S.", "D. B."]
    one = json.loads(client.get(at("skill_results_file", event.skill.pk, "json")).content)
    assert one["lines"] == found["results"][0]["lines"]
    medals = json.loads(client.get(at("medals_file", "json")).content)
    assert medals["lines"][0]["member"] == "Alatau college"


def test_no_text_is_computed_by_a_spreadsheet(client: Client, event: Event) -> None:
    ResultRow.objects.filter(position=1).update(public_name="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in read_csv(client.get(at("results_file", "csv")).content)[1]
    book = load_workbook(io.BytesIO(client.get(at("results_file", "xlsx")).content))
    cell = next(each for each in book.worksheets[0][2] if each.value == "=HYPERLINK(1)")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_a_workbook_of_the_same_table_is_the_same_file_at_any_time() -> None:
    day = datetime(2026, 3, 2, tzinfo=UTC)
    table = Table("Table", ["A"], [["x"]])
    first = still_workbook([table], day)
    assert b"2026-03-02" not in first  # it is compressed
    assert load_workbook(io.BytesIO(first)).properties.modified == day.replace(tzinfo=None)
    assert first == still_workbook([table], day)
    assert first != still_workbook([table], day.replace(day=3))


@pytest.mark.parametrize(("semicolons", "text"), [(False, "1.50"), (True, "1,50")])
def test_numbers_have_the_sign_of_the_separator(semicolons: bool, text: str) -> None:
    table = Table("Table", ["A", "B"], [[Decimal("1.50"), "1.50"]])
    assert read_csv(csv_of(table, semicolons=semicolons), ";" if semicolons else ",")[1] == [text, "1.50"]


def test_what_is_not_public_has_no_files(client: Client, event: Event) -> None:
    other = event.contest("Floristry")
    event.hand_over(["70"], skill=other, source="list:3")
    assert client.get(at("skill_results_file", other.pk, "csv")).status_code == 404
    assert len(read_csv(client.get(at("results_file", "csv")).content)) == 4
    ChampionshipPage.objects.get().unpublish()
    assert client.get(at("results_file", "csv")).status_code == 404
    assert client.get(at("calendar")).status_code == 404


# Calendars -------------------------------------------------------------------------------------------------------


def events_of(content: bytes) -> dict[str, object]:
    return {str(each["summary"]): each for each in Calendar.from_ical(content).walk("VEVENT")}


def test_calendar_has_the_days_and_the_plan_in_its_zone(client: Client, event: Event) -> None:
    Championship.objects.update(time_zone="Asia/Almaty")
    plan(event, "Whole day", None, kind=ScheduleKind.CEREMONY)
    answer = client.get(at("calendar"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = events_of(answer.content)
    assert set(found) == {"The Open", "Work", "Whole day"}
    assert found["The Open"]["dtend"].dt == date(2026, 3, 5)  # type: ignore[index]
    work = found["Work"]["dtstart"]  # type: ignore[index]
    assert (work.dt.replace(tzinfo=None).time(), work.params["TZID"]) == (time(9), "Asia/Almaty")
    assert found["Whole day"]["dtstart"].dt == date(2026, 3, 2)  # type: ignore[index]
    assert b"BEGIN:VTIMEZONE" in answer.content
    assert answer.content == client.get(at("calendar")).content


def test_a_skill_has_its_own_plan_and_that_of_all(client: Client, event: Event) -> None:
    bakery = event.contest("Bakery")
    plan(event, "Baking", time(10), contested_skill=bakery)
    own = client.get(at("skill_calendar", bakery.pk)).content
    assert set(events_of(own)) == {"The Open", "Work", "Baking"}
    assert set(events_of(client.get(at("skill_calendar", event.skill.pk)).content)) == {"The Open", "Work"}


def test_somebody_has_the_plan_of_her_skills_so_far_as_she_is_public(client: Client, event: Event) -> None:
    bakery = event.contest("Bakery")
    plan(event, "Baking", time(10), contested_skill=bakery)
    plan(event, "Coding", time(11), contested_skill=event.skill)
    person = PublicPerson.objects.get(family_name="Aqqu")
    own = own_address(event.championship, person)
    answer = client.get(own).content.decode()
    assert "Coding" in answer
    assert "Baking" not in answer
    assert "X-WR-CALNAME:A. A., The Open" in answer
    expert = event.official("Alatau college").person
    assert "Coding" in client.get(own_address(event.championship, expert)).content.decode()
    # A number would tell that initials here and elsewhere are of one person.
    page = f"/en/championships/open/participants/{person.entries.get().pk}/"
    number = at("person_calendar", person.pk)
    assert number not in client.get(page).content.decode()
    assert client.get(number).status_code == 404
    choose(actor=event.organiser, person=person, publicity=Publicity.NAME, consents=[BY_NAME])
    assert number in client.get(page).content.decode()
    assert "X-WR-CALNAME:Aruzhan Aqqu, The Open" in client.get(number).content.decode()
    choose(actor=event.organiser, person=person, publicity=Publicity.NOTHING)
    assert {client.get(address).status_code for address in (own, number)} == {404}
    remove_on_request(actor=event.organiser, person=person, reason="She asked.")
    assert {client.get(address).status_code for address in (own, number)} == {404}
    assert client.get(at("person_calendar", 999_999)).status_code == 404


def test_an_own_calendar_is_of_one_championship_and_says_no_number(client: Client, event: Event) -> None:
    other = Championship.objects.create(name="Two", slug="two", starts_on="2026-05-01", ends_on="2026-05-02")
    person = PublicPerson.objects.get(family_name="Aqqu")
    here, there = (own_address(each, person) for each in (event.championship, other))
    assert here.split("/")[-2] != there.split("/")[-2]
    assert client.get(here).status_code == 200
    assert client.get(at("own_calendar", there.split("/")[-2])).status_code == 404
    assert client.get(at("own_calendar", str(person.pk))).status_code == 404


def test_the_desk_leads_whoever_takes_part_to_her_page_and_her_calendar(event: Event, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = person_with(Role.STUDENT, "aruzhan@podium.example")
    assert taking_part.make_panel(request) is None
    person = PublicPerson.objects.get(family_name="Aqqu")
    link_account(actor=event.organiser, person=person, user=request.user)
    Championship.objects.update(starts_on=timezone.localdate(), ends_on=timezone.localdate())
    panel = taking_part.make_panel(request)
    assert panel is not None
    assert panel.entries[0].url == f"/en/championships/open/participants/{person.entries.get().pk}/"
    assert [action.url for action in panel.actions] == [own_address(event.championship, person)]
    choose(actor=event.organiser, person=person, publicity=Publicity.NOTHING)
    panel = taking_part.make_panel(request)
    assert panel is not None
    assert [action.url for action in panel.actions] == [at("calendar")]


# Feeds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_feeds_name_results_and_nobody(client: Client, event: Event, language: str) -> None:
    for person in PublicPerson.objects.filter(family_name="Aqqu"):
        choose(actor=event.organiser, person=person, publicity=Publicity.NAME, consents=[BY_NAME])
    for address in (at("championship_feed", "atom"), reverse("open_data:feed", args=["atom"])):
        answer = client.get(address.replace("/en/", f"/{language}/"))
        root = fromstring(answer.content)
        (entry,) = root.findall(f"{ATOM}entry")
        assert "Web technologies" in str(entry.findtext(f"{ATOM}title"))
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert str(link.get("href")).startswith("http://testserver/")
        assert not any(name.split()[1] in answer.content.decode() for name in NAMES)
    rss = client.get(at("championship_feed", "rss"))
    assert rss["Content-Type"].startswith("application/rss+xml")
    assert len(fromstring(rss.content).findall("channel/item")) == 1


def test_a_correction_is_another_piece_of_news(client: Client, event: Event) -> None:
    def keys() -> list[str | None]:
        root = fromstring(client.get(at("championship_feed", "atom")).content)
        return [each.findtext(f"{ATOM}id") for each in root.findall(f"{ATOM}entry")]

    before = keys()
    publish(event, ["90", "70", "60"], reason="A form was misread.")
    assert len(keys()) == 1
    assert keys() != before


def test_other_parts_put_their_news_into_the_feeds(
    client: Client, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def news(language: str, championship: Championship | None, count: int) -> list[feeds.FeedItem]:
        return [feeds.FeedItem("news:1", f"News {language}", "/en/news/", datetime(2027, 1, 1, tzinfo=UTC))]

    monkeypatch.setattr(feeds, "_makers", list(feeds._makers))
    feeds.register_items(news)
    feeds.register_items(news)
    root = fromstring(client.get(at("championship_feed", "atom")).content)
    titles = [each.findtext(f"{ATOM}title") for each in root.findall(f"{ATOM}entry")]
    assert titles[0] == "News en"
    assert len(titles) == 2


def test_an_empty_feed_is_the_same_at_any_time(client: Client, event: Event) -> None:
    ContestedSkill.objects.update(public_result=None)
    address = at("championship_feed", "atom")
    assert client.get(address).content == client.get(address).content
    assert b"2026-03-02T00:00:00" in client.get(address).content


# Pages -----------------------------------------------------------------------------------------------------------


def test_the_page_of_a_championship_leads_to_its_data(client: Client, event: Event) -> None:
    html = client.get("/en/championships/open/").content.decode()
    for address in (at("results_file", "csv"), at("calendar"), at("championship_feed", "rss")):
        assert f'href="{address}"' in html
    assert 'type="application/atom+xml"' in html


@pytest.mark.parametrize(("has_result", "links"), [(True, 4), (False, 1)])
def test_links_of_a_skill_lead_to_its_files(client: Client, event: Event, has_result: bool, links: int) -> None:
    skill = ContestedSkill.objects.get(pk=event.skill.pk) if has_result else event.contest("Bakery")
    html = render_to_string("events/open_data/skill_links.html", {"championship": event.championship, "skill": skill})
    found = re.findall(r'href="([^"]+)"', html)
    assert len(found) == links
    assert {client.get(address).status_code for address in found} == {200}


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_page_about_the_interface_is_made_of_its_document(client: Client, db: None, language: str) -> None:
    html = client.get(f"/{language}/api/").content.decode()
    for words in ("/api/v1/openapi.json", "/api/v1/championships/{slug}/medals/", "best_of_member", "per_page"):
        assert words in html


@pytest.mark.parametrize("many", [0, 20])
def test_files_and_feeds_cost_the_same_for_few_and_for_many(
    client: Client, event: Event, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        skill = event.contest(f"Skill {number}")
        publish(event, ["50", "40"], skill=skill, source=f"many:{number}")
        plan(event, f"Item {number}", time(8), contested_skill=skill)
    addresses = [at("results_file", "csv"), at("results_file", "xlsx"), at("calendar"), at("championship_feed", "atom")]
    for address in [*addresses, reverse("open_data:feed", args=["rss"])]:
        client.get(address)
        with django_assert_max_num_queries(QUERIES):
            client.get(address)


def test_search_engines_learn_of_every_skill_and_of_nobody(client: Client, event: Event) -> None:
    event.contest("Bakery")
    plan(event, "Coding", time(9), contested_skill=event.skill)
    event.official("Alatau college", OfficialRole.ORGANISER)
    html = client.get("/en/championships/open/").content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    (found,) = [thing for thing in json.loads(text)["@graph"] if thing["@type"] == "Event"]
    days = {each["name"]: (each["startDate"], each["endDate"]) for each in found["subEvent"]}
    assert days == {
        "Web technologies": ("2026-03-02", "2026-03-02"),
        "Bakery": ("2026-03-02", "2026-03-04"),
    }
    assert found["organizer"] == [{"@type": "Organization", "name": "Alatau college"}]
    assert "Expert" not in text

"""Setting a championship up at the desk: founding, skills, entries, officials, teams, schedule, imports."""

import io
import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from championships.events import appointing, contesting, founding, scheduling
from championships.events.freezing import freeze
from championships.events.models import (
    Championship,
    ContestedSkill,
    Entry,
    MarkingTeam,
    Official,
    OfficialRole,
    PendingUpload,
    PublicPerson,
    ScheduleItem,
    SkillResult,
)
from championships.events.refusals import EventRefused
from championships.events.registering import link_account, register_organisation
from people.models import AuditEntry, Organisation, Role
from tests.championships.events.filled import plan, translated_skill
from tests.championships.events.grown import Event, person_with
from tests.championships.events.importing.books import OFFICIALS, SKILLS, book, whole
from tests.pages.growing import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(db: None) -> Event:
    return Event()


@pytest.fixture
def organiser(event: Event) -> Client:
    return signed_in(event.organiser)


def at(event: Event, view: str, *keys: object) -> str:
    return reverse(f"events:{view}", args=[event.championship.slug, *keys])


def words(client: Client, address: str, data: Mapping[str, Any] | None = None, status: int = 200) -> str:
    response = client.get(address) if data is None else client.post(address, data, follow=status == 200)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


FACTS = {
    "name": "Open of Alatau",
    "slug": "",
    "starts_on": "2026-05-04",
    "ends_on": "2026-05-06",
    "place": "Alatau",
    "time_zone": "Asia/Almaty",
    "stage": "regional",
    "members_are": "region",
    "scale_from": "5",
    "medal_tolerance": "2",
    "medallion_at": "700",
    "minimum_percent": "",
    "few_competitors": "none",
    "needs_second_person": "on",
}


def test_a_championship_is_founded_and_its_rules_changed(event: Event, organiser: Client) -> None:
    address = reverse("events:new_championship")
    wrong = words(organiser, address, {**FACTS, "ends_on": "2026-05-03"}, 422)
    assert "The last day is before the first day." in wrong
    assert 'value="Open of Alatau"' in wrong
    assert "Skills" in words(organiser, address, FACTS)
    made = Championship.objects.get(slug="open-of-alatau")
    assert (made.starts_on, made.time_zone, made.members_are) == (date(2026, 5, 4), "Asia/Almaty", "region")
    assert "already" in words(organiser, address, {**FACTS, "slug": "open-of-alatau"}, 422)
    rules = reverse("events:desk_rules", args=[made.slug])
    words(organiser, rules, {**FACTS, "slug": made.slug, "place": "Sayan"})
    made.refresh_from_db()
    assert made.place == "Sayan"
    assert AuditEntry.objects.filter(action="championship.changed").get().data["after"] == {"place": "Sayan"}
    for unknown in ("Mars/Olympus", "Almaty", "../Almaty", ""):
        with pytest.raises(EventRefused, match=r"time zone|blank"):
            founding.change_rules(actor=event.organiser, championship=made, time_zone=unknown)


def test_a_frozen_championship_keeps_what_its_pages_say(event: Event) -> None:
    event.hand_over(["80", "70"])
    freeze(actor=event.organiser, championship=event.championship)
    change = founding.change_rules
    with pytest.raises(EventRefused, match="frozen"):
        change(actor=event.organiser, championship=event.championship, members_are="region")
    now = change(actor=event.organiser, championship=event.championship, scale_from=7)
    assert now.scale_from == 7
    shown = event.skill
    ContestedSkill.objects.filter(pk=shown.pk).update(public_result=SkillResult.objects.get())
    with pytest.raises(EventRefused, match="frozen"):
        contesting.change_contested(actor=event.organiser, contested_skill=shown, title="Weaving")
    contesting.change_contested(actor=event.organiser, contested_skill=shown, workplaces=9)


@pytest.mark.parametrize(
    "act",
    [
        lambda _event, who: founding.found(actor=who, name="x"),
        lambda event, who: founding.change_rules(actor=who, championship=event.championship, place="x"),
        lambda event, who: contesting.contest(actor=who, championship=event.championship, title="x"),
        lambda event, who: contesting.drop(actor=who, contested_skill=event.skill),
        lambda event, who: scheduling.plan(actor=who, championship=event.championship),
        lambda _event, who: register_organisation(actor=who, name="x"),
        lambda event, who: link_account(actor=who, person=event.person("A B"), user=who),
        lambda event, who: appointing.dismiss(actor=who, official=event.official("Alatau college")),
    ],
)
def test_only_organisers_set_up(event: Event, act: Callable[[Event, object], object]) -> None:
    with pytest.raises(PermissionDenied):
        act(event, event.mentor)


def test_skills_are_added_changed_and_taken_out(event: Event, organiser: Client) -> None:
    twin = event.contest("Web technologies")
    contesting.change_contested(actor=event.organiser, contested_skill=twin, workplaces=4)
    with pytest.raises(EventRefused, match="already"):
        contesting.change_contested(actor=event.organiser, contested_skill=twin, title="WEB technologies")
    contesting.drop(actor=event.organiser, contested_skill=twin)
    add = at(event, "desk_skill_add")
    facts = {"title": "Robots", "category": "main", "team_size": "2", "number": "11"}
    assert "Choose a skill or write a title." in words(organiser, add, {**facts, "title": ""}, 422)
    words(organiser, add, facts)
    robots = event.championship.skills.get(title="Robots")
    assert "already" in words(organiser, add, {**facts, "title": "robots"}, 422)
    change = at(event, "desk_skill_change", robots.pk)
    words(organiser, change, {**facts, "workplaces": "5", "order": "3"})
    robots.refresh_from_db()
    assert (robots.workplaces, robots.order) == (5, 3)
    event.enter("Aruzhan Aqqu")
    drop = at(event, "desk_skill_drop", event.skill.pk)
    assert "hang on this skill" in words(organiser, drop, {})
    words(organiser, at(event, "desk_skill_drop", robots.pk), {})
    assert list(event.championship.skills.all()) == [event.skill]


PERSON = {"family_name_1": "Aqqu", "given_name_1": "Aruzhan", "organisation": "Alatau college"}


def test_people_are_entered_beside_the_fields_that_are_at_fault(event: Event, organiser: Client) -> None:
    address = at(event, "desk_enter", event.skill.pk)
    assert words(organiser, address, {"family_name_1": "Aqqu"}, 422).count("field-errors") >= 1
    words(organiser, address, PERSON)
    entry = Entry.objects.get()
    assert (entry.number, entry.organisation) == (1, Organisation.objects.get(name="Alatau college"))
    assert "stands already" in words(organiser, address, PERSON, 422)
    again = words(organiser, address, {**PERSON, "organisation": "Sayan college"}, 422)
    assert 'name="person_1"' in again
    assert f"{entry.people.get().pk} Aruzhan Aqqu (Alatau college)" in again
    words(organiser, address, {**PERSON, "organisation": "Sayan college", "person_1": "new"})
    assert PublicPerson.objects.count() == 2
    taken = words(organiser, address, {**PERSON, "given_name_1": "Dias", "number": "1"}, 422)
    assert "Another entry of this skill has the number 1." in taken


def test_a_team_is_entered_and_somebody_leaves_it(event: Event, organiser: Client) -> None:
    skill = event.contest("Robots", team_size=2)
    team = {**PERSON, "family_name_2": "Sokol", "given_name_2": "Nikita", "team_name": "Owls"}
    words(organiser, at(event, "desk_enter", skill.pk), team)
    entry = skill.entries.get()
    first, second = entry.people.order_by("places__order")
    change = at(event, "desk_entry_change", entry.pk)
    facts = {"team_name": "Eagles", "number": "4", "country": "kz", "stay": [str(second.pk)]}
    words(organiser, change, facts)
    entry.refresh_from_db()
    assert (entry.team_name, entry.number, entry.country, list(entry.people.all())) == ("Eagles", 4, "KZ", [second])
    assert first.pk != second.pk
    step = at(event, "desk_entries_step", skill.pk)
    words(organiser, step, {"to": "confirm"})
    words(organiser, step, {"to": "start"})
    entry.refresh_from_db()
    assert entry.status == "started"


def test_officials_are_appointed_and_dismissed(event: Event, organiser: Client) -> None:
    chief = person_with(Role.EXPERT, "chief@podium.example")
    facts = {"role": "chief_expert", "contested_skill": event.skill.pk, **PERSON, "email_1": chief.email}
    words(organiser, at(event, "desk_official_add"), facts)
    official = Official.objects.get()
    assert (official.person.user, official.contested_skill) == (chief, event.skill)
    assert "Nobody has an account" in words(
        organiser, at(event, "desk_official_add"), {**facts, "role": "expert", "email_1": "no@podium.example"}, 422
    )
    assert "chief@podium.example" in words(organiser, at(event, "desk_officials"))
    words(organiser, at(event, "desk_official_dismiss", official.pk), {})
    assert not Official.objects.exists()


def test_a_marking_team_is_formed_or_its_problems_are_said(event: Event, organiser: Client) -> None:
    event.enter("Aruzhan Aqqu", "Alatau college")
    own = [event.official("Alatau college") for _each in range(2)]
    others = [event.official(f"Sayan{number} college") for number in range(3)]
    address = at(event, "desk_teams", event.skill.pk)
    few = {"name": "Team 1", "judges": [others[0].pk], "coordinator": others[1].pk}
    assert "three judges at least" in words(organiser, address, few, 422)
    wrong = {"name": "Team 1", "judges": [each.pk for each in (*own, others[0])], "coordinator": others[1].pk}
    assert "compatriots" in words(organiser, address, wrong, 422)
    right = {"name": "Team 1", "judges": [each.pk for each in (own[0], *others[:2])], "coordinator": others[2].pk}
    assert "The team is formed." in words(organiser, address, right)
    blocked = at(event, "desk_official_dismiss", others[0].pk)
    assert "dissolve that team first" in words(organiser, blocked, {})
    words(organiser, at(event, "desk_team_dissolve", MarkingTeam.objects.get().pk), {})
    assert not MarkingTeam.objects.exists()


def test_the_schedule_is_planned_changed_and_cleared(event: Event, organiser: Client) -> None:
    add = at(event, "desk_schedule_add")
    facts = {
        "date": "2026-03-02",
        "starts_at": "09:30",
        "ends_at": "12:30",
        "title_en": "Module A",
        "kind": "competition",
    }
    assert "It ends before it begins." in words(organiser, add, {**facts, "ends_at": "09:00"}, 422)
    assert "in one language at least" in words(organiser, add, {**facts, "title_en": ""}, 422)
    assert "when it begins" in words(organiser, add, {**facts, "starts_at": ""}, 422)
    words(organiser, add, facts)
    item = ScheduleItem.objects.get()
    assert (item.starts_at, item.titles) == (time(9, 30), {"en": "Module A"})
    change = at(event, "desk_schedule_change", item.pk)
    assert 'value="09:30"' in words(organiser, change)
    words(organiser, change, {**facts, "title_kk": "А модулі"})
    item.refresh_from_db()
    assert item.titles == {"en": "Module A", "kk": "А модулі"}
    words(organiser, at(event, "desk_schedule_remove", item.pk), {})
    assert not ScheduleItem.objects.exists()


def upload(client: Client, address: str, data: bytes, name: str = "all.xlsx") -> str:
    """Upload a file and return the address of its dry run."""
    response = client.post(address, {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def shown_in(page: str) -> str:
    found = re.search(r'name="shown" value="([0-9a-f]{64})"', page)
    assert found
    return found[1]


def test_a_workbook_is_shown_first_and_then_done_once(event: Event, organiser: Client) -> None:
    dry_run = upload(organiser, at(event, "desk_import"), whole())
    page = words(organiser, dry_run)
    assert "Robots" in page
    assert "The Owls: Dias Burkit, Polina Chaika" in page
    assert not Entry.objects.exists()
    assert "Something changed meanwhile" in words(organiser, dry_run, {"shown": "x"}, 422)
    assert "The import is done" in words(organiser, dry_run, {"shown": shown_in(page)})
    assert Entry.objects.count() == 3
    assert PendingUpload.objects.get().tables == {}
    assert "The import is done" in words(organiser, dry_run, {"shown": shown_in(page)})
    assert Entry.objects.count() == 3
    again = words(organiser, upload(organiser, at(event, "desk_import"), whole()))
    assert "there is nothing to do" in again
    assert signed_in(event.second).get(dry_run).status_code == 404
    PendingUpload.objects.exclude(done={}).update(expires_at=timezone.now())
    call_command("forget_uploads", stdout=io.StringIO())
    assert PendingUpload.objects.get().done == {}


def test_a_refused_row_is_shown_with_row_column_and_what_to_do(event: Event, organiser: Client) -> None:
    data = book(Skills=((*SKILLS[:3], "Workplaces"), (1, "Robots", "many", ""), (2, "Welding", "", "")))
    page = words(organiser, upload(organiser, at(event, "desk_import"), data))
    assert "Row 2: <strong>Competitors in a team.</strong> “many” is no whole number from 1 to 100." in page
    assert "1 refused line is left out" in page
    bad = organiser.post(at(event, "desk_import"), {"file": SimpleUploadedFile("x.xlsx", b"%PDF-1.4 text")})
    assert bad.status_code == 422
    assert "This is a PDF." in bad.content.decode()


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_empty_workbook_is_in_the_reader_s_language(event: Event, organiser: Client, language: str) -> None:
    address = at(event, "desk_import_template").replace("/en/", f"/{language}/")
    response = organiser.get(address)
    assert response["Content-Disposition"].endswith(f'{language}.xlsx"')
    # A request leaves its language behind.
    with translation.override("en"):
        page = words(organiser, upload(organiser, at(event, "desk_import"), response.content))
    assert "The row of the example was left out." in page


@pytest.mark.parametrize("many", [1, 15])
def test_pages_of_the_desk_cost_the_same_for_one_and_for_many(
    event: Event, organiser: Client, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        contesting.contest(actor=event.organiser, championship=event.championship, title=f"Skill {number}")
        event.enter(f"Person{number} Aqqu", f"College{number} x")
        event.official(f"Other{number} x")
        facts = {"date": date(2026, 3, 2), "titles": {"en": f"Item {number}"}, "contested_skill": event.skill}
        scheduling.plan(actor=event.organiser, championship=event.championship, **facts)
    judges = [event.official(f"Far{number} x", OfficialRole.OTHER) for number in range(4)]
    team = {"name": "Team 1", "judges": [each.pk for each in judges[:3]], "coordinator": judges[3].pk}
    words(organiser, at(event, "desk_teams", event.skill.pk), team)
    pages = [
        *(at(event, view) for view in ("desk_skills", "desk_officials", "desk_schedule", "desk_import", "desk_rules")),
        *(at(event, view, event.skill.pk) for view in ("desk_teams", "desk_enter", "desk_skill_change")),
    ]
    for page in pages:
        organiser.get(page)
        with django_assert_max_num_queries(20):
            organiser.get(page)


def test_the_desk_calls_a_skill_in_the_reader_s_language(event: Event, organiser: Client) -> None:
    Locale.objects.create(language_code="kk")
    skill = ContestedSkill.objects.create(championship=event.championship, skill=translated_skill())
    entry = event.enter("Aruzhan Aqqu", skill=skill)
    expert = event.official("Other x", OfficialRole.CHIEF_EXPERT)
    Official.objects.filter(pk=expert.pk).update(contested_skill=skill)
    item = plan(event, "First module", skill)
    result = event.hand_over(["80.00", "70.00"], skill=skill)
    pages = [
        *(at(event, view) for view in ("desk_skills", "desk_officials", "desk_schedule", "desk")),
        *(at(event, view, skill.pk) for view in ("desk_entries", "desk_teams", "desk_enter", "desk_skill_change")),
        *(at(event, view, entry.pk) for view in ("desk_entry_change", "desk_withdraw")),
        *(at(event, view, result.pk) for view in ("desk_result", "desk_correct")),
        at(event, "desk_person", entry.people.get().pk),
        at(event, "desk_schedule_change", item.pk),
        at(event, "desk_official_add"),
    ]
    for page in pages:
        assert "Веб-технологиялар" in words(organiser, page.replace("/en/", "/kk/", 1)), page


def test_the_dry_run_speaks_of_roles_and_skills_in_the_reader_s_language(event: Event, organiser: Client) -> None:
    Locale.objects.create(language_code="kk")
    ContestedSkill.objects.filter(pk=event.skill.pk).update(title="", skill=translated_skill(), number="17")
    data = book(
        Skills=(SKILLS, (17, "Web technologies", 2, 6)),
        Experts=(OFFICIALS, ("17", "chief expert", "Torgai", "Kamila", "", "")),
    )
    page = words(organiser, upload(organiser, at(event, "desk_import").replace("/en/", "/kk/", 1), data))
    assert "Kamila Torgai, бас сарапшы" in page
    assert "17 Веб-технологиялар" in page

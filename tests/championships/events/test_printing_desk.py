"""What is printed at the desk, read back: full names for those alone who may have them, in three languages."""

import os
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from championships.events.drawing import draw_workplaces
from championships.events.entering import enter, start
from championships.events.marking_teams import form_team
from championships.events.models import ContestedSkill, Entry, OfficialRole, ResultRow, SkillResult
from championships.events.printing.diplomas import award_of
from championships.events.printing.seats import forms_by_seats, teams_of
from championships.events.publicity import remove_on_request
from championships.marking import Criterion, Scheme, SubCriterion
from championships.schemes import importing
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.models import SchemeVersion
from people.models import Organisation, Role
from tests.championships.events import grown
from tests.championships.events.grown import NAMES, Event
from tests.championships.events.opened import open_event, publish
from tests.championships.schemes.test_printing import measured, one_form, seen
from tests.pages.growing import signed_in

QUERIES = 30
KAZAKH = "Әнұр Қожахметұлы"


@pytest.fixture
def event(db: None) -> Event:
    """A championship with a page, three entries and published results."""
    return open_event()


@pytest.fixture
def organiser(event: Event) -> Client:
    """The organiser's browser."""
    return signed_in(event.organiser)


def at(event: Event, view: str, *more: object, skill: ContestedSkill | None = None) -> str:
    return reverse(f"events:{view}", args=[event.championship.slug, (skill or event.skill).pk, *more])


def pages(client: Client, address: str, **words: Any) -> list[str]:
    """Return what stands on each page of the paper at an address."""
    answer = client.get(address, words)
    assert answer.status_code == 200, answer.content[:500]
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    keep(answer.content, f"{address.rpartition('/')[2]}-{words}")
    return [seen(page.extract_text()) for page in PdfReader(BytesIO(answer.content)).pages]


def keep(content: bytes, name: str) -> None:
    """Keep a paper where somebody asked to look at it."""
    folder = os.environ.get("PODIUM_PAPERS")
    if folder:
        Path(folder, f"{name.replace('/', '-')}.pdf").write_bytes(content)


@pytest.fixture
def version(event: Event) -> SchemeVersion:
    """The scheme that the skill is marked by."""
    scheme = one_form(measured(1, "60.00"), measured(2, "40.00"), name="Layout")
    report = importing.read(write_workbook(scheme), "sample.xlsx")
    college = Organisation.objects.get(name="Demo college")
    version = importing.apply_import(actor=event.mentor, report=report, organisation=college)
    ContestedSkill.objects.filter(pk=event.skill.pk).update(scheme_version=version)
    return version


# Forms -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize(("form", "count"), [("marking", 3), ("summary", 3), ("observation", 1)])
def test_forms_carry_the_names_of_the_competitors(event: Event, organiser: Client, form: str, count: int) -> None:
    found = pages(organiser, at(event, "forms_pdf", form))
    assert len(found) == count
    for number, name in enumerate(NAMES[:3]):
        assert seen(name) in found[number if count > 1 else 0]
    entry = Entry.objects.get(number=2)
    one = pages(organiser, at(event, "forms_pdf", form), entry=entry.pk, language="kk")
    assert len(one) == 1
    assert seen(NAMES[1]) in one[0]
    assert seen(NAMES[0]) not in one[0]


@pytest.mark.usefixtures("version")
def test_forms_carry_the_names_of_the_one_team_that_marks(event: Event, organiser: Client) -> None:
    judges = [event.official("Jetisu college") for _seat in range(4)]
    form_team(actor=event.organiser, contested_skill=event.skill, name="A", judges=judges[:3], coordinator=judges[3])
    text = pages(organiser, at(event, "forms_pdf", "marking"))[0]
    assert all(seen(judge.person.full_name) in text for judge in judges)


def test_the_seats_are_of_the_team_that_marks_this_competitor_on_this_form(event: Event) -> None:
    colleges = {"Day": ("Zarechye", "Zarechye", "Jetisu", "Saryarqa"), "Night": ("Oral", "Aqtau", "Semei", "Taraz")}
    people = {name: [event.official(f"{college} college") for college in of] for name, of in colleges.items()}
    for name, of in people.items():
        form_team(actor=event.organiser, contested_skill=event.skill, name=name, judges=of[:3], coordinator=of[3])
    teams, day = teams_of(event.skill), [each.person.full_name for each in people["Day"]]

    def seats(*named: str, college: str = "Alatau") -> list[tuple[str, tuple[str, ...]]]:
        parts = tuple(SubCriterion(f"A{number}", team=team) for number, team in enumerate(named, 1))
        entry = event.enter(NAMES[3], f"{college} college")
        return [
            (who.team, who.judges)
            for who, _codes in forms_by_seats(Scheme(criteria=(Criterion("A", "", parts),)), teams, entry)
        ]

    assert seats("", "") == [("Day", tuple(day[:3]))]
    assert seats("", college="Jetisu") == [("Day", (*day[:2], day[3]))]
    assert [team for team, _judges in seats("", college="Zarechye")] == ["Night"]
    assert [team for team, _judges in seats("day", "NIGHT", "Third")] == ["Day", "Night", ""]


def test_mark_summary_forms_are_printed_empty_or_with_the_sealed_marks(
    event: Event, organiser: Client, version: SchemeVersion
) -> None:
    address, html = at(event, "forms_pdf", "summary"), at(event, "print_skill")
    assert organiser.get(address, {"filled": ""}).status_code == 422
    assert "filled" not in organiser.get(html).content.decode()
    SkillResult.objects.update(scheme_version=version)
    assert "80.00" not in "".join(pages(organiser, address))
    found = pages(organiser, address, filled="")
    assert ["80.00" in text for text in found] == [True, False, False]
    assert seen(NAMES[0]) in found[0]
    last = ResultRow.objects.get(position=3)
    assert seen(last.name) in pages(organiser, address, filled="", row=last.pk)[0]
    assert "filled" in organiser.get(html).content.decode()


@pytest.mark.usefixtures("version")
def test_what_no_file_can_hold_is_said_with_a_way_out(
    event: Event, organiser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("championships.schemes.printing.order.MOST_ASPECTS", 5)
    answer = organiser.get(at(event, "forms_pdf", "marking"))
    assert answer.status_code == 422
    assert "print it for each competitor" in answer.content.decode()
    assert len(pages(organiser, at(event, "forms_pdf", "marking"), entry=Entry.objects.get(number=1).pk)) == 1


def test_no_forms_without_a_scheme_or_of_an_unknown_kind(event: Event, organiser: Client) -> None:
    assert organiser.get(at(event, "forms_pdf", "marking")).status_code == 404
    assert "No marking scheme is chosen" in organiser.get(at(event, "print_skill")).content.decode()


# Start lists -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "head"), [("en", "Startlist"), ("ru", "Рабочееместо"), ("kk", "Жұмысорны")])
def test_start_list_names_everybody_where_they_work(event: Event, organiser: Client, language: str, head: str) -> None:
    bakery = event.contest("Bakery")
    for name in (*NAMES[3:], KAZAKH):
        event.enter(name, skill=bakery)
    draw_workplaces(actor=event.organiser, contested_skill=bakery, seed="12")
    (text,) = pages(organiser, at(event, "start_list_pdf", skill=bakery), language=language)
    assert head in text
    for entry in Entry.objects.filter(contested_skill=bakery):
        assert seen(entry.people.get().full_name) in text
    assert seen(KAZAKH) in text


def test_a_start_list_of_nobody_says_so(event: Event, organiser: Client) -> None:
    (text,) = pages(organiser, at(event, "start_list_pdf", skill=event.contest("Bakery")))
    assert seen("Nobody is entered in this skill yet.") in text


# Protocols -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_protocol_has_marks_versions_seal_and_lines_to_sign(event: Event, organiser: Client, language: str) -> None:
    event.official("Alatau college", OfficialRole.CHIEF_EXPERT)
    result = publish(event, ["81", "70", "60"], list(Entry.objects.all()), reason="Misread.")
    text = "".join(pages(organiser, at(event, "protocol_pdf"), language=language))
    for row in result.rows.all():
        assert seen(row.name) in text
    assert ("81.00" if language == "en" else "81,00") in text
    assert result.seal in text
    assert SkillResult.objects.get(version=1).seal in text
    assert "Misread." in text
    assert "Expert1" in text


def test_protocol_says_what_is_not_final_and_what_was_tampered_with(event: Event, organiser: Client) -> None:
    result = event.hand_over(["90", "70", "60"], reason="Again.")
    text = "".join(pages(organiser, at(event, "protocol_pdf")))
    assert seen("This result is not published") in text
    assert seen("The seal holds.") in text
    result.rows.filter(position=1).update(total=Decimal("91.00"))
    assert seen("THE SEAL DOES NOT HOLD") in "".join(pages(organiser, at(event, "protocol_pdf")))


# Diplomas --------------------------------------------------------------------------------------------------------


def test_award_is_the_medal_or_else_a_place_where_none_were_given() -> None:
    assert award_of(ResultRow(position=4, medal="gold"), has_medals=True) == "Gold medal"
    assert award_of(ResultRow(position=2), has_medals=True) == ""
    assert award_of(ResultRow(position=2), has_medals=False) == "Second place"
    assert award_of(ResultRow(position=4), has_medals=False) == ""


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_everybody_has_a_diploma_by_full_name(event: Event, organiser: Client, language: str) -> None:
    found = pages(organiser, at(event, "diplomas_pdf"), language=language)
    assert len(found) == 3
    for text, name in zip(found, NAMES, strict=False):
        assert seen(name) in text
        assert seen("The Open") in text
        assert seen("Web technologies") in text


def test_diplomas_of_the_awarded_and_of_one(event: Event, organiser: Client) -> None:
    entries = [*Entry.objects.all(), *(event.enter(name) for name in NAMES[3:])]
    result = publish(event, ["90", "80", "70", "60", "50", "40"], entries, reason="More came.")
    awarded = result.rows.exclude(medal="").count()
    assert 3 <= awarded < 6
    assert len(pages(organiser, at(event, "diplomas_pdf"), of="awarded")) == awarded
    last = result.rows.get(position=6)
    (text,) = pages(organiser, at(event, "diplomas_pdf"), row=last.pk)
    assert seen("Certificate of participation") in text
    assert seen(last.name) in text
    assert len(pages(organiser, at(event, "diplomas_pdf"))) == 6


def test_everybody_of_a_team_has_a_diploma_and_a_long_name_fits(event: Event, organiser: Client) -> None:
    pair = event.contest("Mechatronics", team_size=2)
    long = "Ғ" * 90 + " " + "Қ" * 90
    people = [event.person(name) for name in (long, NAMES[5])]
    entry = start(
        actor=event.organiser,
        entry=enter(actor=event.organiser, contested_skill=pair, people=people, team_name="Тұлпар"),
    )
    publish(event, ["70"], [entry], skill=pair, source="list:2")
    found = pages(organiser, at(event, "diplomas_pdf", skill=pair))
    assert len(found) == 2
    assert seen(long) in found[0]
    assert all("Тұлпар" in text for text in found)
    assert len(pages(organiser, at(event, "protocol_pdf", skill=pair), language="kk")) == 1


def test_no_diploma_before_the_result_is_published(event: Event, organiser: Client) -> None:
    event.hand_over(["90", "70", "60"], reason="Again.")
    answer = organiser.get(at(event, "diplomas_pdf"))
    assert answer.status_code == 422
    assert "not published yet" in answer.content.decode()
    assert organiser.get(at(event, "protocol_pdf", skill=event.contest("Bakery"))).status_code == 404


def test_who_was_removed_keeps_the_name_on_sealed_paper_alone(event: Event, organiser: Client) -> None:
    person = Entry.objects.order_by("number")[0].people.get()
    remove_on_request(actor=event.organiser, person=person, reason="She asked.")
    assert seen(NAMES[0]) in "".join(pages(organiser, at(event, "protocol_pdf")))


# Who may ---------------------------------------------------------------------------------------------------------


def test_a_chief_expert_prints_the_own_skill_alone(event: Event) -> None:
    expert = grown.person_with(Role.EXPERT, "expert@podium.example")
    client, bakery = signed_in(expert), event.contest("Bakery")
    papers = ("print_skill", "start_list_pdf", "protocol_pdf", "diplomas_pdf")
    assert {client.get(at(event, view)).status_code for view in papers} == {404}
    assert client.get(reverse("events:print_list", args=["open"])).status_code == 403
    official = event.official("Alatau college", OfficialRole.CHIEF_EXPERT)
    official.person.user = expert
    official.person.save()
    assert {client.get(at(event, view)).status_code for view in papers} == {200}
    assert client.get(at(event, "start_list_pdf", skill=bakery)).status_code == 404
    html = client.get(reverse("events:print_list", args=["open"])).content.decode()
    assert "Web technologies" in html
    assert "Bakery" not in html


def test_others_get_no_paper(event: Event) -> None:
    views = ("print_skill", "start_list_pdf", "protocol_pdf", "diplomas_pdf")
    assert {Client().get(at(event, view)).status_code for view in views} == {302}
    assert {signed_in(event.mentor).get(at(event, view)).status_code for view in views} == {403}


@pytest.mark.parametrize("words", ["?row=x", "?row=99999999999", "?row=²"])
def test_a_key_that_is_none_is_not_found(event: Event, organiser: Client, words: str) -> None:
    assert organiser.get(at(event, "diplomas_pdf") + words).status_code == 404


@pytest.mark.parametrize("many", [0, 15])
def test_pages_cost_the_same_for_few_and_for_many(
    event: Event, organiser: Client, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        skill = event.contest(f"Skill {number}")
        event.enter(f"Person Number{number}")
        publish(
            event, ["50", "40"], [event.enter(f"Another Number{number}", skill=skill)], skill=skill, source=f"{number}"
        )
    for address in (reverse("events:print_list", args=["open"]), at(event, "print_skill")):
        organiser.get(address)
        with django_assert_max_num_queries(QUERIES):
            assert organiser.get(address).status_code == 200

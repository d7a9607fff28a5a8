"""Documents that wait for their moment, and what editors find in the page editor for a championship's sections."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from championships.events.models import (
    ChampionshipIndexPage,
    ChampionshipNewsPage,
    ChampionshipPage,
    DocumentKind,
    OfficialRole,
    ScheduleItem,
    SkillDocument,
)
from championships.events.open_documents import in_reading_order
from championships.events.titles_widget import TitlesWidget
from people.models import Role, User
from tests.championships.events.filled import document, picture
from tests.championships.events.grown import Event, person_with
from tests.pages.growing import add, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(db: None) -> Event:
    """A championship with one skill."""
    return Event()


@pytest.fixture
def page(index: ChampionshipIndexPage, event: Event) -> ChampionshipPage:
    """The English page of the championship."""
    return add(index, ChampionshipPage(title="The Open", slug="open", championship=event.championship))


def answer_to(reader: Client, kept: SkillDocument) -> int:
    """Return the status of the answer to whoever asks for the file."""
    return reader.get(kept.document.url).status_code


def test_file_is_not_there_before_its_moment_and_is_afterwards(client: Client, event: Event) -> None:
    kept = document("Project", DocumentKind.TEST_PROJECT, event.skill, days=1)
    student = signed_in(person_with(Role.STUDENT, "student@podium.example"))
    mentor = signed_in(event.mentor)
    assert [answer_to(reader, kept) for reader in (client, student, mentor)] == [404, 404, 404]
    SkillDocument.objects.update(public_from=timezone.now() - timedelta(seconds=1))
    assert [answer_to(reader, kept) for reader in (client, student, mentor)] == [200, 200, 200]
    SkillDocument.objects.update(public_from=None)
    assert answer_to(client, kept) == 404


def test_file_is_for_organisers_and_the_chief_expert_of_the_skill_before(event: Event) -> None:
    kept = document("Project", DocumentKind.TEST_PROJECT, event.skill, days=1)
    chief, expert = (person_with(Role.EXPERT, f"{name}@podium.example") for name in ("chief", "expert"))
    for user, role in ((chief, OfficialRole.CHIEF_EXPERT), (expert, OfficialRole.EXPERT)):
        official = event.official("Alatau college", role)
        official.person.user = user
        official.person.save()
    assert answer_to(signed_in(event.organiser), kept) == 200
    assert answer_to(signed_in(chief), kept) == 200
    assert answer_to(signed_in(expert), kept) == 404


def test_file_that_is_public_in_one_skill_is_public(client: Client, event: Event) -> None:
    kept = document("Safety", DocumentKind.SAFETY_INSTRUCTION, event.skill, days=1)
    other = document("Other", DocumentKind.SAFETY_INSTRUCTION, event.contest("Other"))
    other.document = kept.document
    other.save()
    assert answer_to(client, kept) == 200


def test_documents_of_no_skill_stay_as_open_as_they_were(client: Client, event: Event) -> None:
    kept = document("Loose", DocumentKind.OTHER, event.skill, days=1)
    SkillDocument.objects.all().delete()
    assert answer_to(client, kept) == 200


def test_section_lists_what_is_public_by_kind_with_size_and_format(
    client: Client, page: ChampionshipPage, event: Event
) -> None:
    document("Hidden", DocumentKind.CRITERIA, event.skill, days=1)
    document("Shown", DocumentKind.TEST_PROJECT, event.skill)
    html = client.get("/en/championships/open/documents/").content.decode()
    assert "Shown" in html
    assert "Hidden" not in html
    assert "PDF" in html
    assert "bytes" in html


def test_readers_language_stands_before_the_others_of_its_kind(event: Event) -> None:
    english = document("English", DocumentKind.TEST_PROJECT, event.skill)
    kazakh = document("Kazakh", DocumentKind.TEST_PROJECT, event.skill, language="kk")
    other = document("Safety", DocumentKind.SAFETY_INSTRUCTION, event.skill)
    with translation.override("kk"):
        assert in_reading_order([other, english, kazakh]) == [kazakh, english, other]
    with translation.override("en"):
        assert in_reading_order([kazakh, other, english]) == [english, kazakh, other]


def test_map_and_picture_ask_for_their_words(page: ChampionshipPage) -> None:
    page.venue_map = picture()
    with pytest.raises(ValidationError, match="what the map shows"):
        page.full_clean()
    page.venue_map_words = "The way from the bus"
    page.full_clean()
    news = ChampionshipNewsPage(title="New", introduction="New.", picture=picture())
    with pytest.raises(ValidationError, match="what the picture shows"):
        page.add_child(instance=news)


@pytest.mark.parametrize("model", ["championship", "contestedskill", "scheduleitem"])
def test_editor_has_a_place_for_each(event: Event, model: str) -> None:
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    for view in ("list", "add"):
        assert author.get(reverse(f"wagtailsnippets_events_{model}:{view}")).status_code == 200


def test_editor_writes_an_item_of_the_schedule_in_several_languages(event: Event) -> None:
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    address = reverse("wagtailsnippets_events_scheduleitem:add")
    form = {"championship": event.championship.pk, "date": "2026-03-02", "starts_at": "09:00", "kind": "ceremony"}
    empty = {"titles_en": " ", "titles_ru": "", "titles_kk": ""}
    refused = author.post(address, {**form, **empty, "place": "Stage"})
    assert refused.status_code == 200
    assert "titles" in refused.context["form"].errors
    assert author.post(address, {**form, **empty, "titles_ru": "Открытие"}).status_code == 302
    made = ScheduleItem.objects.get()
    assert made.titles == {"ru": "Открытие"}
    shown = author.get(reverse("wagtailsnippets_events_scheduleitem:edit", args=[made.pk])).content.decode()
    assert 'value="Открытие"' in shown


def test_editor_thanks_a_partner_with_the_championship(event: Event) -> None:
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    address = reverse("wagtailsnippets_events_championship:edit", args=[event.championship.pk])
    form = author.get(address).context["form"]
    data = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    numbers = {f"partners-{name}_FORMS": number for name, number in (("TOTAL", 1), ("INITIAL", 0))}
    partner = {"name": "Invented works", "level": "general", "logo": "", "address": "", "order": 1, "id": ""}
    lines = {f"partners-0-{name}": value for name, value in partner.items()}
    assert author.post(address, {**data, **numbers, **lines}).status_code == 302
    assert [each.name for each in event.championship.partners.all()] == ["Invented works"]


@pytest.mark.parametrize("value", [None, "", "{", "[]", '"x"', {"en": "It"}, '{"en": "It"}'])
def test_lines_of_titles_show_whatever_the_form_holds(value: object) -> None:
    lines = TitlesWidget().get_context("titles", value, {"id": "id_titles"})["widget"]["lines"]
    assert [line["code"] for line in lines] == ["en", "ru", "kk"]
    assert lines[0]["value"] == ("It" if "It" in str(value) else "")

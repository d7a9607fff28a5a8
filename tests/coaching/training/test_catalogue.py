"""The catalogue as a reader meets it: words, filters, languages, pages; and what never stands in it."""

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from championships.schemes.folding import alike
from championships.schemes.models import Skill
from coaching.training.catalogue import indexing, listing, searching
from coaching.training.models import CatalogueEntry, LessonPage, ProgrammePage, TrainingIndexPage, TrainingModulePage
from tests.coaching.training.conftest import new_module
from tests.pages.growing import add, translate

pytestmark = pytest.mark.django_db


def titles(client: Client, query: str = "", language: str = "en") -> list[str]:
    """Return the titles that the catalogue shows at an address."""
    response = client.get(f"/{language}/training/{query}")
    assert response.status_code == 200
    return [item.title for item in response.context["listing"].page]


@pytest.fixture
def shelf(index: TrainingIndexPage) -> TrainingModulePage:
    """A programme with a module of two lessons, and two modules that stand alone."""
    programme = add(
        index, ProgrammePage(title="Teaching service", slug="teaching", introduction="For mentors.", hours=36)
    )
    module = add(programme, new_module("guests", title="Four guests", skill="35 Restaurant service", standards="4 Wine\n2 Guests",
                                       level="confident", audience="mentors", hours=10))  # fmt: skip
    add(module, LessonPage(title="Laying the table", slug="laying", introduction="Cloth and covers.", minutes=30))
    add(module, LessonPage(title="Opening a bottle", slug="opening", minutes=20))
    add(
        index,
        new_module("forms", title="Forms that people finish", skill="17 Web technologies", standards="4 Front-end"),
    )
    add(
        index, new_module("welds", title="Welding steel", skill="10 Welding", introduction="Seams that hold.", hours=40)
    )
    return module


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Teaching service", "Welding steel", "Forms that people finish", "Four guests"]),
        ("?q=weld", ["Welding steel"]),
        ("?q=WELDED", ["Welding steel"]),
        ("?q=seam", ["Welding steel"]),
        ("?q=form+people", ["Forms that people finish"]),
        ("?q=form+weld", []),
        ("?q=laying", ["Laying the table"]),
        ("?q=weldign", ["Welding steel"]),
        ("?for=mentors", ["Teaching service", "Four guests"]),
        ("?level=confident", ["Four guests"]),
        ("?hours=8", []),
        ("?hours=36", ["Teaching service", "Four guests"]),
        ("?hours=more", ["Welding steel"]),
        ("?lang=kk", []),
        ("?for=nobody&level=9&hours=x&lang=xx", ["Teaching service", "Welding steel", "Forms that people finish", "Four guests"]),
        ("?q=%00&page=999999&skill=%00", ["Teaching service", "Welding steel", "Forms that people finish", "Four guests"]),
    ],
)  # fmt: skip
def test_reader_finds_by_words_and_filters(
    client: Client, shelf: TrainingModulePage, query: str, expected: list[str]
) -> None:
    assert titles(client, query) == expected


def test_a_title_counts_more_than_a_text(client: Client, index: TrainingIndexPage) -> None:
    add(index, new_module("one", title="Bread", introduction="With a table beside it."))
    add(index, new_module("two", title="A table", introduction="With bread."))
    assert titles(client, "?q=table") == ["A table", "Bread"]
    assert titles(client, "?q=bread") == ["Bread", "A table"]


def test_skill_and_section_narrow_the_list(client: Client, shelf: TrainingModulePage) -> None:
    shown = client.get("/en/training/").context["listing"]
    assert [choice.label for choice in shown.skills] == ["10 Welding", "17 Web technologies", "35 Restaurant service"]
    assert shown.sections == []
    key = shown.skills[2].value
    narrowed = client.get("/en/training/", {"skill": key}).context["listing"]
    assert [item.title for item in narrowed.page] == ["Teaching service", "Four guests"]
    assert [choice.label for choice in narrowed.sections] == ["2 Guests", "4 Wine"]
    section = narrowed.sections[1].value
    assert [item.title for item in client.get("/en/training/", {"skill": key, "section": section}).context["listing"].page] == [
        "Teaching service",
        "Four guests",
    ]  # fmt: skip
    other = {"skill": shown.skills[0].value, "section": section}
    assert [item.title for item in client.get("/en/training/", other).context["listing"].page] == ["Welding steel"]


def test_skill_of_the_list_is_one_filter_in_every_language(client: Client, index: TrainingIndexPage) -> None:
    skill = Skill.objects.create(number="17", name="Web technologies", sector="information", locale=index.locale)
    chosen = add(index, new_module("chosen", title="Chosen", skill="", of_skill=skill))
    add(index, new_module("typed", skill="17 Web Technologies"))
    assert chosen.skill == "17 Web technologies"
    translate(index, "ru")
    translate(chosen, "ru", {"Chosen": "Выбранный", "17 Web technologies": "17 Веб-технологии"})
    assert TrainingModulePage.objects.get(title="Выбранный").skill == "17 Веб-технологии"
    shown = client.get("/ru/training/").context["listing"]
    assert [(choice.value, choice.label) for choice in shown.skills] == [
        (str(skill.translation_key), "17 Веб-технологии")
    ]


def test_skill_in_words_of_no_list_is_one_filter_in_every_language(client: Client, index: TrainingIndexPage) -> None:
    first = add(index, new_module("marking", title="From scheme to medal", skill="For all skills"))
    add(index, new_module("giving", title="Giving marks", skill="For all skills"))
    translate(index, "ru")
    translate(first, "ru", {"From scheme to medal": "От схемы к медали", "For all skills": "Для всех компетенций"})
    for language, label in (("en", "For all skills"), ("ru", "Для всех компетенций")):
        (choice,) = client.get(f"/{language}/training/").context["listing"].skills
        assert choice.label == label
        assert len(titles(client, f"?skill={choice.value}", language)) == 2
    first.refresh_from_db()
    first.skill = "Every skill"
    first.save_revision().publish()
    key = TrainingModulePage.objects.get(title="От схемы к медали").pk
    assert [facet.key for facet in CatalogueEntry.objects.get(page=key).facets.all()] == [alike("Every skill")]


def test_reader_of_another_language_finds_it_by_words_of_any(client: Client, index: TrainingIndexPage) -> None:
    module = add(index, new_module("guests", title="Four guests at a table"))
    add(index, new_module("alone", title="Only here"))
    for language in ("ru", "kk"):
        translate(index, language)
    translate(module, "ru", {"Four guests at a table": "Четыре гостя за столом"})
    assert titles(client, "?q=столы", "ru") == ["Четыре гостя за столом"]
    assert titles(client, "?q=guest", "ru") == ["Четыре гостя за столом"]
    assert titles(client, "?q=стол") == ["Four guests at a table"]
    assert titles(client, "?lang=ru") == ["Четыре гостя за столом"]
    items = {item.title: item for item in client.get("/ru/training/").context["listing"].page}
    assert set(items) == {"Четыре гостя за столом", "Only here"}
    assert (items["Четыре гостя за столом"].language, list(items["Четыре гостя за столом"].also_in)) == (
        "",
        ["English"],
    )
    assert (items["Only here"].language, items["Only here"].language_name) == ("en", "English")
    assert items["Only here"].url == "/en/training/alone/"


def test_kazakh_is_found_from_a_russian_keyboard(client: Client, index: TrainingIndexPage) -> None:
    module = add(index, new_module("guests", title="Hospitality"))
    translate(index, "kk")
    translate(module, "kk", {"Hospitality": "Қонақжайлылық өнері"})
    for typed in ("қонақжайлылық", "конакжайлылык", "онер", "өнеріне"):
        assert titles(client, f"?q={typed}", "kk") == ["Қонақжайлылық өнері"], typed


def test_what_is_private_or_withdrawn_is_found_nowhere(client: Client, shelf: TrainingModulePage) -> None:
    PageViewRestriction.objects.create(page=shelf, restriction_type=PageViewRestriction.LOGIN)
    assert "Four guests" not in titles(client)
    assert titles(client, "?q=laying") == []
    assert "guests" not in client.get("/sitemap.xml").content.decode()
    PageViewRestriction.objects.all().delete()
    assert titles(client, "?q=laying") == ["Laying the table"]
    LessonPage.objects.get(slug="laying").unpublish()
    assert titles(client, "?q=laying") == []
    draft = shelf.get_parent().add_child(instance=new_module("draft", title="Laying bricks", live=False))
    draft.save_revision()
    assert titles(client, "?q=bricks") == []


def test_notes_for_instructors_are_found_by_nobody(client: Client, index: TrainingIndexPage) -> None:
    add(index, new_module("m", title="A module", instructor_notes="<p>The answer is marzipan.</p>"))
    assert titles(client, "?q=marzipan") == []


def test_entries_follow_what_happens_to_pages(
    client: Client, shelf: TrainingModulePage, index: TrainingIndexPage
) -> None:
    shelf.title = "Five visitors"
    shelf.save_revision().publish()
    assert titles(client, "?q=visitor") == ["Five visitors", "Laying the table", "Opening a bottle"]
    shelf.move(index, "last-child")
    programme = CatalogueEntry.objects.get(kind="programme")
    assert not programme.facets.exists()
    TrainingModulePage.objects.get(pk=shelf.pk).delete()
    assert titles(client, "?q=visitor") == []
    before = set(CatalogueEntry.objects.values_list("page_id", "kind", "eyebrow"))
    assert indexing.rebuild() == len(before)
    assert set(CatalogueEntry.objects.values_list("page_id", "kind", "eyebrow")) == before


def test_long_list_is_shown_page_by_page_and_counted(client: Client, index: TrainingIndexPage) -> None:
    for number in range(30):
        add(index, new_module(f"module-{number}", title=f"Module {number}"))
    first, second = (client.get("/en/training/", {"page": page}) for page in (1, 2))
    assert (len(first.context["listing"].page), len(second.context["listing"].page)) == (24, 6)
    assert "30 modules" in first.content.decode()
    assert "?page=2" in first.content.decode()


def test_empty_states_say_what_to_do(client: Client, index: TrainingIndexPage) -> None:
    assert "Training modules will appear here" in client.get("/en/training/").content.decode()
    add(index, new_module("one"))
    html = client.get("/en/training/?q=zzzzzz").content.decode()
    assert "No module fits" in html
    assert "the beginning of a word is enough" in html


def test_live_filter_is_sent_the_results_alone(client: Client, shelf: TrainingModulePage) -> None:
    html = client.get("/en/training/?q=weld", headers={"HX-Request": "true"}).content.decode()
    assert "Welding steel" in html
    assert "<html" not in html
    assert 'id="catalogue-selects"' in html
    again = client.get("/en/training/?q=weld", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in again.content.decode()


@pytest.mark.parametrize("modules", [10, 1000])
def test_catalogue_costs_the_same_at_ten_modules_and_at_a_thousand(
    client: Client, index: TrainingIndexPage, modules: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plant_modules(index, modules)
    client.get("/en/training/")
    for query in ("", "?q=table", "?q=tabel&for=students&hours=2"):
        with django_assert_max_num_queries(24):
            response = client.get(f"/en/training/{query}")
        assert response.context["listing"].page.paginator.count == modules


def plant_modules(index: TrainingIndexPage, count: int) -> None:
    """Put many live modules below `index`, as quickly as the tree takes them."""
    content_type = TrainingModulePage(title="x").content_type
    first = index.path
    made = [
        new_module(
            f"m{number}", title=f"Table {number}", path=f"{first}{TrainingModulePage._int2str(number).zfill(4)}",
            depth=index.depth + 1, url_path=f"{index.url_path}m{number}/", content_type=content_type, locale=index.locale,
            draft_title=f"Table {number}", hours=Decimal(1),
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    for module in made:
        module.save(clean=False)  # type: ignore[call-arg]  # Wagtail's page has it
    index.numchild = count
    index.save(update_fields=["numchild"], clean=False)
    indexing.rebuild()


def test_address_says_what_is_asked_and_nothing_else() -> None:
    asked = listing.read({"q": "x" * 500, "for": "mentors", "section": "a:1", "skill": "b"})
    assert asked == searching.Asked(query="x" * 200, audience="mentors", skill="b")

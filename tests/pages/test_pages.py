"""The home page and standard pages as readers and authors meet them."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages import shelves
from pages.home_blocks import LinkBlock
from pages.models import HomePage, StandardPage
from people.models import User
from tests.pages.growing import add, grow_home, signed_in

pytestmark = pytest.mark.django_db


def test_home_page_has_the_field_for_a_code_at_hand(client: Client) -> None:
    grow_home(headline="Train.\nStand higher.")
    html = client.get("/en/").content.decode()
    assert '<span class="headline-line">Stand higher.</span>' in html
    assert 'action="/en/rooms/join/" method="get"' in html
    assert 'name="code"' in html


def test_wrong_code_typed_on_the_home_page_is_answered_in_words(client: Client) -> None:
    grow_home()
    assert "No open room has this code" in client.get("/en/rooms/join/", {"code": "999999"}).content.decode()


def test_shelf_says_when_it_is_empty(client: Client) -> None:
    grow_home(body=json.dumps([{"type": "shelf", "value": {"heading": "Latest", "shelf": "training", "count": 3}}]))
    assert "The first training module is being written." in client.get("/en/").content.decode()


def test_shelf_that_no_app_has_put_up_is_left_out() -> None:
    assert shelves.filled("nothing", 3) is None


def test_standard_page_shows_its_blocks_and_the_way_back(client: Client) -> None:
    body = [
        {"type": "heading", "value": "Before you start"},
        {"type": "text", "value": "<p>Some <b>words</b>.</p>"},
        {"type": "callout", "value": {"tone": "warning", "title": "Care", "text": "<p>Hot.</p>"}},
    ]
    about = add(
        grow_home(), StandardPage(title="About", slug="about", introduction="All of it.", body=json.dumps(body))
    )
    add(about, StandardPage(title="Rules", slug="rules"))
    html = client.get("/en/about/").content.decode()
    for words in ('<h2 id="before-you-start">Before you start</h2>', "<b>words</b>", "Hot.", "All of it."):
        assert words in html
    assert client.get("/en/about/rules/").context["page"].breadcrumbs == [
        ("Podium", "/en/"),
        ("About", "/en/about/"),
        ("Rules", ""),
    ]


def test_link_of_a_button_follows_the_language() -> None:
    home = grow_home()
    block = LinkBlock()
    with translation.override("kk"):
        assert block.to_python({"address": "/rooms/join/"}).url == "/kk/rooms/join/"
        assert block.to_python({"address": "https://podium.example/"}).url == "https://podium.example/"
    assert block.to_python({"page": home.pk}).url == "/en/"


def test_migrations_do_not_know_the_blocks() -> None:
    _name, _path, arguments, keywords = HomePage._meta.get_field("body").deconstruct()
    assert arguments == [[]]
    assert "block_lookup" not in keywords


def test_author_meets_first_steps_and_the_editor_of_each_page() -> None:
    home = grow_home()
    page = add(home, StandardPage(title="About", slug="about"))
    author = signed_in(User.objects.create_superuser("author@podium.example"))
    assert "Add to “About”" in author.get(reverse("wagtailadmin_home")).content.decode()
    for each in (home, page):
        assert author.get(reverse("wagtailadmin_pages:edit", args=[each.pk])).status_code == 200


def test_page_types_stand_only_where_they_belong() -> None:
    home = grow_home()
    about = add(home, StandardPage(title="About", slug="about"))
    assert not HomePage.can_create_at(home)
    assert StandardPage.can_create_at(home)
    assert about.creatable_subpage_models() == [StandardPage]


def test_page_whose_author_gave_no_end_of_the_address_takes_it_from_the_title() -> None:
    home = grow_home()
    editor = signed_in(User.objects.create_superuser("editor@podium.example", name="Editor Demo"))
    address = reverse("wagtailadmin_pages:add", args=("pages", "standardpage", home.pk))
    for title in ("Заточка", "Заточка", "?!"):
        sent = nested_form_data({"title": title, "slug": "", "body": streamfield([]), "comments": inline_formset([])})
        assert editor.post(address, sent).status_code == 302
    slugs = list(StandardPage.objects.order_by("pk").values_list("slug", flat=True))
    assert slugs == ["zatochka", "zatochka-2", "page"]
    # A page at the address of the list of skills would never be seen.
    sent = nested_form_data({"title": "S", "slug": "skills", "body": streamfield([]), "comments": inline_formset([])})
    assert "Podium shows something of its own at this address." in editor.post(address, sent).content.decode()

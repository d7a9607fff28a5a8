"""Search over what is public: words of three languages, groups, marked words, and what is never found."""

import json
import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from pages.home_blocks import AudienceBlock
from pages.models import FoundPage, HomePage, StandardPage
from pages.search import page_index, register
from pages.search.highlighting import excerpt, pieces
from pages.search.register import Asked, Found, Hit, Source
from tests.pages.growing import add, grow_home, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    """A home page in three languages."""
    home = grow_home()
    for language in ("ru", "kk"):
        translate(home, language)
    return home


@pytest.fixture
def many_people() -> Iterator[None]:
    """A source that has forty-five of whatever is asked for."""
    known = dict(register._sources)
    hits = [Hit(f"Person {number}", f"/{number}/") for number in range(45)]
    register.register_source(
        Source("many", "Many", 1, lambda _asked, first, count: Found(45, hits[first : first + count]))
    )
    yield
    register._sources.clear()
    register._sources.update(known)


def rules(home: HomePage, **fields: object) -> StandardPage:
    """Return a page about the rules of judging, with a body."""
    body = [{"type": "text", "value": "<p>Welders &amp; cooks</p><p>are judged alike.</p>"}]
    return add(home, StandardPage(**{"title": "Rules", "slug": "rules", "body": json.dumps(body), **fields}))


def found(client: Client, query: str, language: str = "en") -> list[str]:
    """Return the titles that are found for `query`, of all groups."""
    response = client.get(f"/{language}/search/", {"q": query})
    assert response.status_code == 200
    return [each.hit.title for group in response.context["groups"] for each in group["hits"]]


@pytest.mark.parametrize("query", ["rules", "RULE", "welder", "judging cooks", "rul", "wleders"])
def test_page_is_found_by_its_words_their_endings_beginnings_and_slips(
    client: Client, home: HomePage, query: str
) -> None:
    rules(home)
    assert found(client, query) == ["Rules"]


def test_every_word_must_be_there(client: Client, home: HomePage) -> None:
    rules(home)
    assert found(client, "rules unicorns") == []
    assert "Nothing found for “rules unicorns”" in client.get("/en/search/?q=rules+unicorns").content.decode()


@pytest.mark.parametrize("query", ["ережелер", "ЕРЕЖЕЛЕРІ", "ережелеры", "rules", "төрешілер", "торешилер"])
def test_kazakh_page_is_found_with_any_keyboard_and_by_the_words_of_the_original(
    client: Client, home: HomePage, query: str
) -> None:
    translate(rules(home, introduction="Judges."), "kk", {"Rules": "Ережелер", "Judges.": "Төрешілер."})
    assert found(client, query, "kk") == ["Ережелер"]


def test_page_that_is_not_translated_is_found_in_its_own_language_and_says_so(client: Client, home: HomePage) -> None:
    rules(home)
    html = client.get("/ru/search/?q=rules").content.decode()
    assert re.search(r'<h3[^>]*lang="en"[^>]*>\s*<a href="/en/rules/"><mark>Rules</mark>', html)


def test_what_is_withdrawn_closed_or_a_draft_is_not_found(client: Client, home: HomePage) -> None:
    page = rules(home)
    draft = StandardPage(title="Draft rules", slug="draft", live=False)
    home.add_child(instance=draft)
    draft.save_revision()
    assert found(client, "rules") == ["Rules"]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert found(client, "rules") == []
    PageViewRestriction.objects.all().delete()
    page.unpublish()
    assert found(client, "rules") == []
    assert not FoundPage.objects.filter(pk=page.pk).exists()


def test_index_made_anew_is_the_index_that_was_kept(home: HomePage) -> None:
    rules(home)
    kept = set(FoundPage.objects.values_list("page", "language", "text", "words__word", "words__weight"))
    page_index.rebuild()
    assert set(FoundPage.objects.values_list("page", "language", "text", "words__word", "words__weight")) >= kept


def test_title_counts_more_than_the_body(client: Client, home: HomePage) -> None:
    rules(home, title="About", slug="about", body=json.dumps([{"type": "text", "value": "<p>Cooks and rules.</p>"}]))
    rules(home)
    assert found(client, "rules") == ["Rules", "About"]


def test_words_that_fit_are_marked_and_nothing_that_was_typed_is_markup(client: Client, home: HomePage) -> None:
    rules(home, title="<b>Rules</b>")
    html = client.get("/en/search/?q=rules+%22%3E%3Cscript%3E").content.decode()
    assert '"><script>' not in html
    assert "&lt;b&gt;<mark>Rules</mark>&lt;/b&gt;" in client.get("/en/search/?q=rules").content.decode()


def test_excerpt_stands_around_the_first_word_that_fits() -> None:
    text = f"{'before ' * 40}a weld that holds {'after ' * 60}"
    part = excerpt(text, ["weld"])
    assert part.startswith("…before")
    assert "a weld that" in part
    assert part.endswith("after…")
    assert [piece.text for piece in pieces(part, ["weld"]) if piece.is_match] == ["weld"]
    assert excerpt("Short.", ["nothing"]) == "Short."


@pytest.mark.parametrize("query", ["", "  ", "%00", "a", "!?", "x" * 5000])
def test_any_query_is_answered_without_a_fault(client: Client, home: HomePage, query: str) -> None:
    response = client.get(f"/en/search/?q={query}")
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex, follow">' in response.content.decode()


def test_empty_search_says_what_can_be_found(client: Client, home: HomePage) -> None:
    html = client.get("/en/search/").content.decode()
    for label in ("Skills and standards", "Championships", "Competitors and teams", "Training", "Pages"):
        assert f"<li>{label}</li>" in html


@pytest.mark.usefixtures("many_people")
def test_group_shows_its_first_and_leads_to_all_of_it_page_by_page(client: Client, home: HomePage) -> None:
    html = client.get("/en/search/?q=person").content.decode()
    assert html.count('class="search-hit"') == 5
    assert 'href="?q=person&amp;in=many"' in html
    last = client.get("/en/search/?q=person&in=many&page=3")
    assert [each.hit.title for each in last.context["page"]] == [f"Person {number}" for number in range(40, 45)]
    assert "?q=person&amp;in=many&amp;page=2" in last.content.decode()
    assert client.get("/en/search/?q=person&in=nobody").status_code == 200


def test_search_costs_the_same_for_one_page_and_for_many(
    client: Client, home: HomePage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rules(home)
    client.get("/en/search/?q=rules")
    with django_assert_max_num_queries(60) as for_one:
        client.get("/en/search/?q=rules")
    for number in range(12):
        rules(home, slug=f"rules-{number}")
    with django_assert_max_num_queries(len(for_one)):
        assert client.get("/en/search/?q=rules").context["total"] == 13
    with django_assert_max_num_queries(len(for_one)):
        client.get("/en/search/?q=rules&in=pages")


def test_asked_words_are_cut_and_folded() -> None:
    asked = Asked.of(f"  Өлшем \x00 {'слово ' * 100}", "kk")
    assert len(asked.query) <= 200
    assert asked.words == ["олшем", "слово"]


def test_command_writes_the_index_anew(home: HomePage) -> None:
    rules(home)
    FoundPage.objects.all().delete()
    call_command("rebuild_search")
    assert FoundPage.objects.filter(words__word="rules").exists()


def test_signs_and_addresses_are_no_words_of_a_page() -> None:
    block = AudienceBlock()
    link = {"label": "See them", "page": None, "address": "/rooms/join/"}
    words = block.get_searchable_content(
        block.to_python({"icon": "trophy", "title": "Clubs", "text": "Many.", "link": link})
    )
    assert words == ["Clubs", "Many.", "See them"]

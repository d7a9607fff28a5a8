"""The sections below a championship's page: where they are led to, and who names them."""

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from championships.events import sections
from championships.events.models import Championship, ChampionshipPage
from tests.pages.growing import translate

pytestmark = pytest.mark.django_db


def show(page: ChampionshipPage, request: HttpRequest, rest: sections.Rest) -> HttpResponse:
    """Show the frame with nothing in it; nothing stands below."""
    if rest:
        raise Http404
    return sections.show(page, request, "trial", "events/championship_frame.html", {"title": "A trial"})


@pytest.fixture
def section(monkeypatch: pytest.MonkeyPatch) -> None:
    """A section that every championship has, and no other."""
    monkeypatch.setattr(sections, "_sections", {})
    sections.register_section(
        sections.Section("trial", "trial", 10, show, lambda asked: asked.values_list("pk", flat=True))
    )


@pytest.mark.usefixtures("section")
def test_section_stands_below_the_page_with_the_way_back_and_its_tab(client: Client, page: ChampionshipPage) -> None:
    answer = client.get("/en/championships/open/trial/")
    assert answer.status_code == 200
    assert answer.context["crumbs"][-2:] == [(page.title, "/en/championships/open/"), ("A trial", "")]
    assert [(str(tab.label), tab.url, tab.current) for tab in answer.context["tabs"]] == [
        ("Overview", "/en/championships/open/", False),
        ("trial", "/en/championships/open/trial/", True),
    ]
    assert answer.context["sharing"].url.endswith("/en/championships/open/trial/")
    assert client.get("/en/championships/open/trial/1/").status_code == 404
    assert client.get("/en/championships/open/nothing/").status_code == 404


@pytest.mark.usefixtures("section")
def test_language_menu_leads_to_the_same_section(client: Client, page: ChampionshipPage) -> None:
    index = page.get_parent()
    for each in (index.get_parent(), index, page):
        translate(each.specific, "kk", {})
    links = {
        link["code"]: link["url"] for link in client.get("/en/championships/open/trial/").context["language_links"]
    }
    assert links["kk"] == "/kk/championships/open/trial/"
    assert links["ru"] == "/ru/"


def test_without_sections_there_are_no_tabs(
    client: Client, page: ChampionshipPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "_sections", {})
    assert client.get("/en/championships/open/").context["tabs"] == []


def test_sections_are_all_asked_in_one_query(
    page: ChampionshipPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # Which pages of news are behind a restriction is one more.
    with django_assert_num_queries(2):
        sections.filled_sections(Championship.objects.all())

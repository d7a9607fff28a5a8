"""The main menu: what stands in it for whom, and what it costs."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from pages import navigation
from pages.models import StandardPage
from people.demo import load_people
from people.models import User
from tests.pages.growing import add, grow_home, translate

pytestmark = pytest.mark.django_db


def labels(user: User | AnonymousUser, path: str = "/en/") -> list[str]:
    """Return the entries of the menu for `user`."""
    request = RequestFactory().get(path)
    request.user = user
    return [item["label"] for item in navigation.for_request(request)]


def test_menu_shows_the_live_pages_that_authors_put_there() -> None:
    home = grow_home()
    add(home, StandardPage(title="Shown", slug="shown", show_in_menus=True))
    add(home, StandardPage(title="Hidden", slug="hidden"))
    add(home, StandardPage(title="Draft", slug="draft", show_in_menus=True)).unpublish()
    assert labels(AnonymousUser()) == ["Shown", "Join a room"]


def test_menu_is_in_the_language_of_the_reader() -> None:
    home = grow_home()
    page = add(home, StandardPage(title="Shown", slug="shown", show_in_menus=True))
    translate(home, "kk")
    translate(page, "kk", {"Shown": "Көрінеді"})
    with translation.override("kk"):
        assert labels(AnonymousUser(), "/kk/")[0] == "Көрінеді"


def test_menu_has_what_the_role_may_use() -> None:
    people = load_people()
    assert labels(people.student)[-1] == "Desk"
    assert labels(people.mentor)[-3:] == ["Desk", "Rooms", "Marking schemes"]


def test_only_the_nearest_entry_is_current() -> None:
    request = RequestFactory().get("/en/rooms/join/")
    request.user = load_people().mentor
    assert [item["label"] for item in navigation.for_request(request) if item["current"]] == ["Join a room"]


@pytest.mark.parametrize("pages", [1, 8])
def test_menu_costs_the_same_however_many_pages_stand_in_it(
    pages: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    home = grow_home()
    for number in range(pages):
        add(home, StandardPage(title=f"Page {number}", slug=f"page-{number}", show_in_menus=True))
    labels(AnonymousUser())  # Wagtail remembers the paths of its sites from the first time on.
    # The pages, and the site, which a page has found by itself already.
    with django_assert_num_queries(2):
        assert len(labels(AnonymousUser())) == pages + 1

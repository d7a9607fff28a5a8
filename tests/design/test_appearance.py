"""The choice of light or dark: a cookie, read on the server, set by a form that leads back safely."""

import pytest
from django.test import Client, RequestFactory

from design.context import appearance

ADDRESS = "/en/appearance/"


@pytest.mark.parametrize(
    ("cookie", "seen"), [("dark", "dark"), ("light", "light"), ("system", "system"), ("</html>", "system")]
)
def test_appearance_is_read_from_the_cookie_and_anything_unknown_is_system(cookie: str, seen: str) -> None:
    request = RequestFactory().get("/en/")
    request.COOKIES["appearance"] = cookie
    assert appearance(request) == {"appearance": seen}


def test_appearance_without_a_cookie_follows_the_device() -> None:
    assert appearance(RequestFactory().get("/en/")) == {"appearance": "system"}


def test_choosing_sets_the_cookie_for_a_year_and_leads_back(client: Client) -> None:
    answer = client.post(ADDRESS, {"appearance": "dark", "next": "/en/styleguide/?page=2"})
    cookie = answer.cookies["appearance"]
    assert (answer.status_code, answer["Location"]) == (302, "/en/styleguide/?page=2")
    assert (cookie.value, cookie["max-age"], cookie["samesite"], cookie["path"]) == ("dark", 31_536_000, "Lax", "/")


def test_choosing_something_unknown_means_system(client: Client) -> None:
    assert client.post(ADDRESS, {"appearance": "purple"}).cookies["appearance"].value == "system"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http:///evil.example", "\\\\evil.example"],
)
def test_choosing_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    assert client.post(ADDRESS, {"appearance": "dark", "next": elsewhere}).headers["Location"] == "/"


def test_choosing_without_an_address_leads_back_to_the_page_it_came_from(client: Client) -> None:
    answer = client.post(ADDRESS, {"appearance": "dark"}, headers={"referer": "http://testserver/en/rooms/join/"})
    assert answer["Location"] == "http://testserver/en/rooms/join/"


def test_choosing_ignores_a_referer_of_another_site(client: Client) -> None:
    answer = client.post(ADDRESS, {"appearance": "dark"}, headers={"referer": "https://evil.example/en/"})
    assert answer["Location"] == "/"


def test_choosing_is_a_post(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 405


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_choosing_needs_the_token_of_the_form(headers: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ADDRESS, {"appearance": "dark"}, headers=headers).status_code == 403


def test_choosing_on_a_page_that_is_kept_for_everybody_needs_none() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(ADDRESS, {"appearance": "dark"}, headers={"Origin": "http://testserver"})
    assert answer.cookies["appearance"].value == "dark"

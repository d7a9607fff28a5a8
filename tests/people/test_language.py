"""The language of a reader, remembered."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from people.demo import DemoPeople
from people.language import preferred_language
from people.models import User


@pytest.mark.parametrize(
    ("user", "cookie", "header", "expected"),
    [
        ("kk", "ru", "en", "kk"),
        ("", "ru", "kk", "ru"),
        ("", "", "kk-KZ,ru;q=0.8", "kk"),
        ("", "", "de", "en"),
        ("", "", "", "en"),
        ("xx", "", "ru", "ru"),
        ("", "xx", "ru", "ru"),
    ],
)
def test_preferred_language_asks_user_then_cookie_then_browser(
    user: str, cookie: str, header: str, expected: str
) -> None:
    request = RequestFactory().get("/", HTTP_ACCEPT_LANGUAGE=header)
    request.user = User(language=user)
    if cookie:
        request.COOKIES["django_language"] = cookie
    assert preferred_language(request) == expected


def test_preferred_language_of_the_anonymous_comes_from_the_browser() -> None:
    request = RequestFactory().get("/", HTTP_ACCEPT_LANGUAGE="kk")
    request.user = AnonymousUser()
    assert preferred_language(request) == "kk"


def test_language_chosen_by_hand_is_remembered(db: None) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.get("/kk/accounts/login/")
    assert client.cookies["django_language"].value == "kk"
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/kk/accounts/login/")


def test_language_that_the_browser_asks_for_sets_no_cookie(db: None) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="ru")
    client.get("/ru/accounts/login/")
    assert "django_language" not in client.cookies


@pytest.mark.parametrize("address", ["/robots.txt", "/kk/words.js", "/kk/no-such-page/", "/kk/profile/"])
def test_only_pages_that_were_read_are_remembered(db: None, address: str) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.get(address)
    assert "django_language" not in client.cookies


def test_root_redirects_to_the_language_of_the_user(people: DemoPeople, sign_in: Callable[..., Client]) -> None:
    User.objects.filter(pk=people.mentor.pk).update(language="kk")
    response = sign_in(people.mentor, HTTP_ACCEPT_LANGUAGE="ru").get("/")
    assert (response.status_code, response.headers["Location"]) == (302, "/kk/")


def test_address_of_sign_in_without_a_language_leads_to_hers(db: None) -> None:
    response = Client(HTTP_ACCEPT_LANGUAGE="kk").get("/accounts/login/?next=/admin/")
    assert response.headers["Location"] == "/kk/accounts/login/?next=/admin/"

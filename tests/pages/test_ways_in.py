"""The front door, what robots ask for, and health."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pages.models import StandardPage
from people.models import User
from tests.pages.growing import add, grow_home, signed_in, translate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "led_to"), [("kk", "/kk/"), ("ru-RU,ru;q=0.9", "/ru/"), ("de", "/en/"), ("", "/en/")]
)
def test_front_door_leads_to_the_language_that_the_browser_asks_for(client: Client, asked: str, led_to: str) -> None:
    response = client.get("/", headers={"Accept-Language": asked})
    assert response["Location"] == led_to
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}


def test_front_door_leads_to_the_language_of_the_profile() -> None:
    user = User.objects.create_user("somebody@podium.example", language="kk")
    response = signed_in(user).get("/", headers={"Accept-Language": "ru"})
    assert response["Location"] == "/kk/"


def test_robots_learn_where_the_sitemap_is(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_health_answers(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_sitemap_names_each_language_beside_the_page(client: Client) -> None:
    home = grow_home()
    page = add(home, StandardPage(title="About", slug="about"))
    add(home, StandardPage(title="Draft", slug="draft")).unpublish()
    for language in ("ru", "kk"):
        translate(home, language)
        translate(page, language)
    xml = client.get("/sitemap.xml").content.decode()
    assert "draft" not in xml
    entry = next(part for part in xml.split("<url>") if "<loc>http://testserver/kk/about/</loc>" in part)
    assert dict(re.findall(r'hreflang="([^"]+)" href="([^"]+)"', entry)) == {
        "en": "http://testserver/en/about/",
        "ru": "http://testserver/ru/about/",
        "kk": "http://testserver/kk/about/",
        "x-default": "http://testserver/en/about/",
    }


def test_sitemap_asks_the_database_as_often_for_many_pages_as_for_one(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    home = grow_home()
    for number in range(20):
        add(home, StandardPage(title=f"Page {number}", slug=f"page-{number}"))
    # The pages and their restrictions, the site, what learning keeps out of lists, the skills; and for the sections of
    # championships, of which there are none, their pages in the same way.
    with django_assert_max_num_queries(20):
        xml = client.get("/sitemap.xml").content.decode()
    # Beside the pages only the one about the interface for programs is always there, in every language.
    assert re.findall(r"<loc>http://testserver(/../api/)</loc>", xml) == ["/en/api/", "/ru/api/", "/kk/api/"]
    assert xml.count("<url>") == 21 + 3

"""What others see of a page: its own address, its card, what it is, and what robots may read."""

import json
import re
from fnmatch import fnmatchcase
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from championships.schemes.models import Skill
from pages.cards import drawing
from pages.cards.drawing import Card, draw, lines_of
from pages.models import StandardPage
from tests.pages.growing import add, grow_home, translate

pytestmark = pytest.mark.django_db


def meta(client: Client, address: str) -> dict[str, str]:
    """Return the Open Graph properties of a page."""
    html = client.get(address).content.decode()
    return dict(re.findall(r'<meta property="og:([^"]+)" content="([^"]*)"', html))


def things(client: Client, address: str) -> dict[str, dict[str, Any]]:
    """Return what schema.org is told of a page, by type."""
    html = client.get(address).content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return {thing["@type"]: thing for thing in json.loads(text)["@graph"]}


def path(address: str) -> str:
    """Return an address without its scheme and host."""
    return address.removeprefix("http://testserver")


def test_page_says_its_title_its_address_and_has_a_card(client: Client) -> None:
    add(grow_home(), StandardPage(title='Rules & "marks"', slug="rules", introduction="All of it."))
    found = meta(client, "/en/rules/?from=mail")
    assert found["title"] == "Rules &amp; &quot;marks&quot;"
    assert (found["description"], found["url"]) == ("All of it.", "http://testserver/en/rules/")
    picture = client.get(path(found["image"]))
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/png")
    assert "immutable" in picture.headers["Cache-Control"]
    assert Image.open(BytesIO(picture.content)).size == (1200, 630)


def test_card_has_another_address_when_its_words_change_and_the_old_one_leads_there(client: Client) -> None:
    page = add(grow_home(), StandardPage(title="Rules", slug="rules"))
    old = path(meta(client, "/en/rules/")["image"])
    page.title = "Other rules"
    page.save_revision().publish()
    new = path(meta(client, "/en/rules/")["image"])
    assert new != old
    assert client.get(old).headers["Location"] == new
    page.unpublish()
    assert client.get(new).status_code == 404


@pytest.mark.parametrize(
    "address", ["page/0/x", "page/abc/x", "skill/abc/x", "site/de/x", "nothing/1/x", "page/99999999999/x"]
)
def test_nobody_has_other_words_drawn(client: Client, address: str) -> None:
    assert client.get(f"/cards/{address}.png").status_code == 404


def test_long_titles_wrap_into_the_card() -> None:
    title = "Электротехникалықжабдықтардықұрастырушыларменжөндеушілер " * 5
    for size in drawing.SIZES:
        for line in lines_of(title, size, most=99) or []:
            assert drawing._bold(size).getlength(line) <= drawing.TITLE_WIDTH
    assert draw(Card(title, "K" * 300, ["F" * 300] * 5)) == draw(Card(title, "K" * 300, ["F" * 300] * 5))
    assert lines_of("Short", 84) == ["Short"]


def test_plain_view_has_the_card_of_the_site_and_each_language_its_address(client: Client) -> None:
    grow_home()
    found = meta(client, "/kk/search/?q=x")
    assert found["url"] == "http://testserver/kk/search/"
    assert found["locale"] == "kk_KZ"
    assert client.get(path(found["image"])).status_code == 200


def test_page_that_stands_in_shares_the_address_of_its_original(client: Client) -> None:
    home = grow_home()
    page = add(home, StandardPage(title="Rules", slug="rules"))
    kazakh = translate(home, "kk")
    page.create_alias(parent=kazakh, update_locale=kazakh.locale)
    html = client.get("/kk/rules/").content.decode()
    assert '<link rel="canonical" href="http://testserver/en/rules/">' in html


def test_schema_org_is_told_the_way_to_a_page_and_how_to_search(client: Client) -> None:
    home = grow_home()
    add(home, StandardPage(title="</script><b>Rules", slug="rules"))
    assert things(client, "/en/")["WebSite"]["potentialAction"]["target"] == "http://testserver/en/search/?q={words}"
    found = things(client, "/en/rules/")
    assert found["WebPage"]["name"] == "</script><b>Rules"
    assert [each["item"] for each in found["BreadcrumbList"]["itemListElement"]] == [
        "http://testserver/en/",
        "http://testserver/en/rules/",
    ]


def test_sitemap_names_the_skills_in_the_languages_that_they_are_there_in(client: Client) -> None:
    home = grow_home()
    skill = Skill.objects.create(name="Welding", number="10", sector="engineering", locale=home.locale)
    xml = client.get("/sitemap.xml").content.decode()
    assert f"<loc>http://testserver/en/schemes/skills/{skill.translation_key}/</loc>" in xml
    assert f"/ru/schemes/skills/{skill.translation_key}/" not in xml
    image = path(meta(client, f"/en/schemes/skills/{skill.translation_key}/")["image"])
    assert image.startswith("/cards/skill/")
    assert client.get(image).status_code == 200


def may_read(rules: str, address: str) -> bool:
    """Return what the rules of robots.txt say of an address: the longest that fits wins (RFC 9309)."""
    found = re.findall(r"^(Allow|Disallow): (\S+)$", rules, re.MULTILINE)
    fitting = [(len(pattern), kind == "Allow") for kind, pattern in found if fnmatchcase(address, f"{pattern}*")]
    return max(fitting, default=(0, True))[1]


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("/en/", True),
        ("/kk/championships/open/", True),
        ("/ru/schemes/skills/", True),
        ("/ru/schemes/12/", False),
        ("/en/rooms/join/", False),
        ("/en/search/?q=x", True),
        ("/cards/page/3/0123456789abcdef.png", True),
        ("/en/quizzes/x/", False),
        ("/admin/", False),
    ],
)
def test_robots_may_read_what_is_public_and_nothing_else(client: Client, address: str, may: bool) -> None:
    assert may_read(client.get("/robots.txt").content.decode(), address) is may

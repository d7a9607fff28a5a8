"""Every page that the sitemap names, in three languages: its HTML is right, and axe finds nothing."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import people
from tests.browser.html_validity import faults_of

NewPerson = Callable[..., Page]


def public_addresses(reader: Page) -> list[str]:
    """Return the paths of all pages in the sitemap; there are some in every language."""
    sitemap = reader.request.get("/sitemap.xml").text()
    paths = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", sitemap)
    assert {path[:4] for path in paths} >= {"/en/", "/ru/", "/kk/"}
    return paths


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>a<div>b</p></div>", "unexpected-end-tag"),
        ('<p id="a">a</p><p id="a">b</p>', "the id a stands 2 times"),
        ('<label for="gone">a</label>', "for names gone"),
    ],
)
def test_faults_are_found(html: str, fault: str) -> None:
    page = f"<!DOCTYPE html><html lang='en'><head><title>a</title></head><body>{html}</body></html>"
    assert any(fault in found for found in faults_of(page))
    assert faults_of(page.replace(html, "<p>a</p>")) == []


def test_html_of_every_public_page_is_right(new_person: NewPerson) -> None:
    reader = new_person()
    faults = {}
    for path in public_addresses(reader):
        answer = reader.request.get(path)
        found = faults_of(answer.text()) if answer.status == 200 else [f"answered {answer.status}"]
        if found:
            faults[path] = found[:5]
    assert faults == {}


@pytest.mark.sitemap
def test_axe_finds_nothing_on_any_public_page(new_person: NewPerson) -> None:
    reader = new_person(viewport=people.PHONE)
    faults = []
    for path in public_addresses(reader):
        reader.goto(path)
        try:
            people.assert_accessible(reader)
            people.assert_no_sideways_scroll(reader)
        except AssertionError as error:
            faults.append(str(error))
    assert not faults, "\n".join(faults)

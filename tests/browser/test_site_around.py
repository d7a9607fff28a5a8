"""The site around the pages, in a real browser: what happens, search without a script, what is not there, what is kept."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import people

Person = Callable[..., Page]
WIDTHS = (320, 360, 768, 1280)
ADDRESSES = ("/en/", "/ru/search/?q=demo", "/kk/search/?q=zzzzqqq", "/kk/kept-in-your-browser/", "/ru/no-such-page/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_site_around_the_pages_is_accessible_and_never_wider_than_the_window(
    new_person: Person, complaints: people.Complaints, scheme: str
) -> None:
    complaints.forgive(r"no-such-page.*404")
    reader = new_person(color_scheme=scheme)
    for address in ADDRESSES:
        reader.goto(address)
        people.assert_accessible(reader)
        for width in WIDTHS:
            reader.set_viewport_size({"width": width, "height": 800})
            people.assert_no_sideways_scroll(reader)


def test_visitor_on_a_phone_finds_a_competitor_in_kazakh_without_a_script(new_person: Person) -> None:
    reader = new_person(viewport=people.PHONE, java_script_enabled=False)
    reader.goto("/kk/search/")
    reader.locator("#search-words").fill("demo-aqqu")
    reader.locator("search button").click()
    first = reader.locator(".search-hit a").first
    expect(first.locator("mark").first).to_be_visible()
    first.click()
    expect(reader.locator(".skill-result").first).to_be_visible()
    assert "/kk/championships/" in reader.url

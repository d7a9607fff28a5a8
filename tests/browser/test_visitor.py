"""Visitors of a championship, in a real browser: what they came for is a few taps away, on any screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import people

Person = Callable[..., Page]
OPEN = "/kk/championships/saryarqa-open/"
WIDTHS = (320, 360, 768, 1280)
SECTIONS = (
    "",
    "skills/",
    "schedule/",
    "participants/",
    "people/",
    "documents/",
    "news/",
    "gallery/",
    "venue/",
    "partners/",
)


def test_visitor_on_a_phone_in_kazakh_finds_a_competitors_result_in_three_taps(new_person: Person) -> None:
    reader = new_person(viewport=people.PHONE, has_touch=True, locale="kk-KZ")
    reader.goto("/kk/")
    reader.locator('footer a[href="/kk/championships/"]').tap()
    reader.locator(f'main a[href="{OPEN}"]').tap()
    reader.locator(".podium-card").filter(has_text="Aruzhan Demo-Aqqu").get_by_role("link").tap()
    line = reader.locator("main tr").filter(has_text="Aruzhan Demo-Aqqu").first
    expect(line).to_contain_text("89,61")
    assert reader.url.partition(OPEN)[2].startswith("skills/")
    people.assert_accessible(reader)
    people.assert_no_sideways_scroll(reader)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sections_are_accessible_and_never_wider_than_the_window(new_person: Person, scheme: str) -> None:
    reader = new_person(color_scheme=scheme)
    for section in SECTIONS:
        reader.goto(f"{OPEN}{section}")
        people.assert_accessible(reader)
        for width in WIDTHS:
            reader.set_viewport_size({"width": width, "height": 800})
            people.assert_no_sideways_scroll(reader)

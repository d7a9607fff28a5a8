"""The pages of results in a real browser: from the championship to a skill, the medals and the records, by keyboard too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import people

Person = Callable[..., Page]
WIDTHS = (320, 768, 1280)
OPEN = "/championships/saryarqa-open/"


def assert_fits(reader: Page) -> None:
    """Open whatever is folded, and assert that the page is accessible and never wider than its window."""
    reader.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
    people.assert_accessible(reader)
    for width in WIDTHS:
        reader.set_viewport_size({"width": width, "height": 800})
        people.assert_no_sideways_scroll(reader)


@pytest.mark.parametrize(("scheme", "language"), [("light", "ru"), ("dark", "en")])
def test_results_are_accessible_and_never_wider_than_the_window(new_person: Person, scheme: str, language: str) -> None:
    reader = new_person(color_scheme=scheme)
    reader.goto(f"/{language}{OPEN}results/")
    assert_fits(reader)
    reader.locator(".podium-item h2 a").first.click()
    expect(reader.locator(".skill-standing .podium")).to_be_visible()
    assert_fits(reader)
    for address in (f"{OPEN}medals/", "/championships/records/", "/skills/"):
        reader.goto(f"/{language}{address}")
        assert_fits(reader)
    reader.locator(".skill-item a").first.click()
    expect(reader.locator("#contests")).to_be_visible()
    assert_fits(reader)


def test_medals_are_compared_by_the_keyboard_alone(new_person: Person) -> None:
    reader = new_person()
    reader.goto(f"/en{OPEN}medals/")
    expect(reader.locator(".medal-table tbody tr").first).to_be_visible()
    comparison = reader.locator(".comparison").nth(1)
    comparison.locator("summary").focus()
    reader.keyboard.press("Enter")
    expect(comparison.locator("tbody tr").first).to_be_visible()
    choice = reader.locator(".choices a").nth(1)
    choice.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(".choices a[aria-current]")).to_have_text("Regions")

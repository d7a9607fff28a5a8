"""The page about the interface and the desk's printing: readable by everybody, on a phone and in the dark too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import people

Person = Callable[..., Page]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_interface_and_printing_are_accessible_and_never_wider_than_a_phone(new_person: Person, scheme: str) -> None:
    organiser = new_person(viewport=people.PHONE, color_scheme=scheme)
    organiser.goto("/kk/api/")
    organiser.locator("[aria-labelledby=results] summary").click()
    people.assert_accessible(organiser)
    people.assert_no_sideways_scroll(organiser)
    organiser.locator(".site-header-inner > .site-menu-button").press("Enter")
    organiser.locator(".site-sign-in").press("Tab")
    expect(organiser.locator("#site-menu")).to_be_hidden()  # It would hide what the keyboard has gone to.
    people.sign_in(organiser, "organiser")
    organiser.goto("/ru/championships/saryarqa-open/desk/print/")
    people.assert_accessible(organiser)
    people.assert_no_sideways_scroll(organiser)
    organiser.locator("tbody th a").first.click()
    organiser.wait_for_url("**/desk/print/skills/**")
    people.assert_accessible(organiser)
    people.assert_no_sideways_scroll(organiser)
    address = organiser.locator("a[href*='diplomas.pdf']").first.get_attribute("href")
    assert organiser.request.get(str(address)).headers["content-type"] == "application/pdf"
    organiser.set_viewport_size({"width": 1280, "height": 800})
    organiser.goto("/kk/api/")
    assert organiser.locator(".site-navigation").evaluate("menu => menu.scrollWidth <= menu.clientWidth")

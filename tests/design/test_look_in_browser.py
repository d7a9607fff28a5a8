"""What the shared browser modules do, in a real browser, on the style guide that shows them all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import people

# What a browser makes of these is the same whatever database the server has.
Person = Callable[..., Page]
# One clock for all: what the server says now is an hour later than what this browser believes.
NOON, AN_HOUR_IN_MS = "2026-12-01T12:00:00Z", 3_600_000


def draw_timer(page: Page, **attributes: object) -> None:
    page.evaluate(
        """(attributes) => {
            const timer = document.createElement("podium-timer");
            timer.id = "under-test";
            for (const [name, value] of Object.entries(attributes)) timer.setAttribute(name.replace("_", "-"), value);
            document.querySelector("main").prepend(timer);
        }""",
        attributes,
    )


def test_appearance_changes_without_a_reload_and_stays_after_one(new_person: Person) -> None:
    page = new_person()
    page.goto("/en/styleguide/")
    page.evaluate("window.sameDocument = true")
    page.locator(".menu-appearance summary").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-appearance", "dark")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.sameDocument")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-appearance", "dark")


def test_appearance_works_without_scripts(new_person: Person) -> None:
    page = new_person(java_script_enabled=False)
    page.goto("/ru/styleguide/")
    page.locator(".menu-appearance summary").click()
    page.locator("button[name=appearance][value=light]").click()
    expect(page.locator("html")).to_have_attribute("data-appearance", "light")
    assert page.url.endswith("/ru/styleguide/")


def test_menus_close_on_escape_and_give_the_focus_back(new_person: Person) -> None:
    page = new_person()
    page.goto("/en/styleguide/")
    summary = page.locator(".menu-language summary")
    summary.click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".menu-language")).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()


def test_tabs_are_moved_through_with_arrow_keys(new_person: Person) -> None:
    page = new_person()
    page.goto("/en/styleguide/")
    first, second = page.get_by_role("tab").nth(0), page.get_by_role("tab").nth(1)
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    expect(second).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(first).to_have_attribute("aria-selected", "true")


def test_dialog_takes_the_focus_and_gives_it_back(new_person: Person) -> None:
    page = new_person()
    page.goto("/en/styleguide/")
    opener = page.locator('[data-opens="end-room"]')
    opener.click()
    dialog = page.locator("#end-room")
    expect(dialog).to_have_attribute("open", "")
    assert dialog.evaluate("dialog => dialog.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(dialog).not_to_have_attribute("open", "")
    expect(opener).to_be_focused()


def test_toast_says_its_words_in_a_live_region(new_person: Person) -> None:
    page = new_person()
    page.goto("/en/styleguide/")
    page.locator("[data-toast]").first.click()
    toast = page.locator("podium-toasts[aria-live=polite] .toast")
    expect(toast).to_have_count(1)
    toast.get_by_role("button").click()
    expect(toast).to_have_count(0)


def test_timer_counts_by_the_clock_of_the_server(new_person: Person) -> None:
    page = new_person()
    page.clock.install(time=NOON)
    page.goto("/en/styleguide/")
    page.clock.pause_at("2026-12-01T12:00:30Z")
    draw_timer(page, phase="running", ends_at="2026-12-01T13:10:30Z", offset=AN_HOUR_IN_MS)
    figures = page.locator("#under-test .timer-figures")
    expect(figures).to_have_text("10:00")
    page.clock.run_for(61_500)
    expect(figures).to_have_text("08:59")
    page.clock.run_for(10 * 60_000)
    expect(figures).to_have_text("00:00")
    expect(page.locator("#under-test")).to_have_attribute("data-over", "")


def test_timer_that_is_paused_stands_still(new_person: Person) -> None:
    page = new_person()
    page.clock.install(time=NOON)
    page.goto("/en/styleguide/")
    draw_timer(page, phase="paused", remaining=3725)
    page.clock.run_for(5_000)
    expect(page.locator("#under-test .timer-figures")).to_have_text("1:02:05")


def test_menu_of_a_phone_opens_as_a_sheet_and_closes(new_person: Person) -> None:
    page = new_person(viewport=people.PHONE)
    page.goto("/en/styleguide/")
    sheet = page.locator("#site-menu")
    expect(sheet).to_be_hidden()
    page.locator(".site-header-inner > .site-menu-button").click()
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


@pytest.mark.parametrize("address", ["/kk/styleguide/", "/ru/accounts/login/", "/kk/accounts/signup/"])
def test_no_page_scrolls_sideways(new_person: Person, address: str) -> None:
    page = new_person()
    page.goto(address)
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        people.assert_no_sideways_scroll(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/en/styleguide/", "/en/accounts/login/"])
def test_pages_are_accessible_in_both_schemes(new_person: Person, address: str, scheme: str) -> None:
    page = new_person(color_scheme=scheme)
    page.goto(address)
    people.assert_accessible(page)


def test_menu_of_a_phone_is_accessible(new_person: Person) -> None:
    page = new_person(viewport=people.PHONE)
    page.goto("/en/styleguide/")
    page.locator(".site-header-inner > .site-menu-button").click()
    people.assert_accessible(page, context="#site-menu")

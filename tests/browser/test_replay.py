"""Looking back at a room: the replay is played and jumped through by keyboard, and the analysis can be read by all."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.room_pages import Sheet, is_live, join, links_of_judges, take_seat

NewPerson = Callable[..., Page]


def hold_a_room(page: Page) -> str:
    """Hold the demo's room from beginning to end, in one browser with every role in turn; return its address."""
    people.sign_in(page, "mentor")
    page.goto("/en/rooms/")
    page.get_by_role("link", name=re.compile("Demo room")).first.click()
    is_live(page)
    address, entry = page.url.split("#")[0], re.sub(r"\D", "", page.locator(".host-code").inner_text())
    links = links_of_judges(page, 3)
    join(page, entry, "Dana Demo", "College of Demos")
    page.goto(address)
    page.get_by_role("button", name="Start the clock").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    take_seat(page, links[0], "Botagoz Demo")
    code = page.locator("li.aspect", has=page.locator("[data-action=full]:visible")).first.get_attribute("data-code")
    sheet = Sheet(page)
    sheet.press(str(code), "full")
    sheet.is_saved(str(code))
    page.goto(address)
    page.get_by_role("button", name="End the room").click()
    page.locator("#end-dialog [data-command='room.end']").click()
    expect(page.locator("host-console")).to_have_attribute("data-status", "ended")
    return address


def test_a_host_looks_back_at_a_room_by_keyboard(new_person: NewPerson) -> None:
    page = new_person()
    address = hold_a_room(page)
    page.goto(f"{address}replay/")
    replay, now = page.locator("room-replay"), page.locator("room-replay [data-field=now]")
    expect(replay).to_have_attribute("data-whole", "")
    expect(page.get_by_text("The log is whole")).to_be_visible()
    expect(now).to_have_text(re.compile("The room was opened"))
    expect(page.get_by_text("Nobody has joined yet.")).to_be_visible()
    expect(page.locator("[data-field=board]")).to_have_text(re.compile("^The board showed|^This room shows no board"))
    page.keyboard.press("End")
    expect(now).to_have_text(re.compile("The room was ended"))
    row = page.locator("[data-field=matrix] tr", has_text="Dana Demo")
    expect(row.locator("[data-field=count]", has_text=re.compile("^1/"))).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    expect(now).to_have_text(re.compile("Botagoz Demo: .*Dana Demo: mark"))
    expect(row.locator("[data-changed]")).to_have_count(1)
    page.keyboard.press("Home")
    expect(row).to_have_count(0)
    page.locator("[data-field=speed]").select_option("600")
    page.get_by_role("button", name="Play").click()
    expect(now).to_have_text(re.compile("The room was ended"))
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.locator(".replay-event", has_text="Dana Demo came in").click()
    expect(row).to_have_count(1)
    people.assert_accessible(page)
    page.goto(f"{address}analysis/")
    people.assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 780})
    people.assert_no_sideways_scroll(page)

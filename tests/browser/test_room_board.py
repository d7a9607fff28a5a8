"""The board as a hall and OBS see it: pages that turn, names that stay hidden, and a freeze."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.room_pages import Sheet, is_live, take_seat, untick_all_parts

NAMES = [f"{first} {last}" for first in ("Aigerim", "Bolat", "Dana", "Erlan") for last in ("Demo", "Demov", "Sample")]
COMMAND = """
  async ([type, data]) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)[1];
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const body = JSON.stringify({ v: 1, id: crypto.randomUUID(), type, data });
    const answer = await fetch(`${location.pathname}commands/host/`, { method: "POST", headers, body });
    const { ok, error } = await answer.json();
    if (!ok) throw new Error(error.message);
  }
"""
LONG_NAME = "Aigerim Nurmukhambetova-Sadvakassova of the Northern Region"
BEYOND = "(words) => Math.max(words.scrollHeight - words.clientHeight, words.scrollWidth - words.clientWidth)"
HALL = {"width": 1920, "height": 1080}


def command(host: Page, kind: str, **data: Any) -> None:
    """Give a command in the host's name, over plain HTTP."""
    host.evaluate(COMMAND, [kind, data])


def open_room(host: Page) -> None:
    """Open a room with twelve competitors who are called by their initials on its board, and start it."""
    people.sign_in(host, "mentor")
    host.goto("/en/rooms/new/")
    host.locator(".scheme-choice-link").first.click()
    host.locator("input[name=title]").fill("Practice in the hall")
    untick_all_parts(host)
    host.locator(".parts-choice", has_text="measured").first.locator("input").check()
    host.get_by_role("button", name="Open the room").click()
    is_live(host)
    command(host, "room.change", board_names="initials")
    for name in NAMES:
        command(host, "competitor.add", name=name)
    command(host, "room.start")


def shows_no_names(page: Page) -> None:
    """Wait until the board is live; it fits, is accessible, and its source holds no name."""
    is_live(page)
    people.assert_accessible(page)
    people.assert_no_sideways_scroll(page)
    assert not re.search("Aigerim|Bolat|Dana|Erlan|Demo", page.content())


def turns_its_pages(page: Page) -> None:
    """Wait for each page of the board: they come round again and again."""
    for first in ("1", "6", "11"):
        expect(page.locator("[data-field=page]")).to_have_text(re.compile(f"^{first}–"))


def names_on(page: Page) -> list[str]:
    """Return what the rows of the board are called, from the top."""
    return page.locator("[data-field=name]").all_inner_texts()


def test_a_hall_and_an_overlay_hide_names_turn_pages_and_freeze(new_person: Callable[..., Page]) -> None:
    host = new_person()
    open_room(host)
    link = host.locator("[data-seat] [data-link]").first.get_attribute("data-link") or ""
    judge, hall, overlay = new_person(), new_person(viewport=HALL), new_person(viewport=HALL)
    address = host.url.split("#")[0] + "board/"
    hall.goto(f"{address}?look=hall&rows=5&turn=1")
    overlay.goto(f"{address}?look=overlay&rows=20")
    take_seat(judge, link, "Judge Demo")
    shows_no_names(hall)
    shows_no_names(overlay)
    turns_its_pages(hall)
    expect(overlay.locator("[data-field=name]")).to_have_count(len(NAMES))
    assert sorted(names_on(overlay))[:3] == ["A. D. 1", "A. D. 2", "A. S."]
    frozen_and_thawed(host, Sheet(judge), overlay, new_person(viewport=HALL, java_script_enabled=False))
    says_no_code_that_leads_nowhere(host, hall)
    long_names_are_whole(host, hall, f"{address}?look=hall&rows=12")


def long_names_are_whole(host: Page, hall: Page, address: str) -> None:
    """Let a board of twelve rows show a name of sixty letters: nothing of it is cut off."""
    hall.goto(address)
    is_live(hall)
    row = hall.locator(".board-row").last
    command(host, "room.change", board_names="name")
    command(host, "participant.describe", participant=row.get_attribute("data-key"), name=LONG_NAME)
    words = hall.locator(".board-name > span", has_text=LONG_NAME)
    expect(words).to_be_visible()
    # The board lays its names out in the next frame.
    hall.wait_for_function(f"(words) => ({BEYOND})(words) <= 1", arg=words.element_handle())
    people.assert_no_sideways_scroll(hall)


def says_no_code_that_leads_nowhere(host: Page, hall: Page) -> None:
    """Let nobody come late any more: the board hides the code, and the console says why it lets nobody in."""
    expect(hall.locator(".board-join")).to_be_visible()
    command(host, "room.change", late_join=False)
    expect(hall.locator(".board-join")).to_be_hidden()
    expect(host.locator("[data-when-door=late_join_closed]")).to_contain_text("nobody new may join")
    hall.reload()
    is_live(hall)
    expect(hall.locator(".board-join")).to_be_hidden()


def frozen_and_thawed(host: Page, sheet: Sheet, overlay: Page, plain: Page) -> None:
    """Mark before and after a freeze: the board stands still, also for a browser without JavaScript, until it thaws."""
    measured = sheet.page.locator(".aspect[data-kind=M]").first
    code, maximum = measured.get_attribute("data-code") or "", measured.get_attribute("data-maximum") or ""
    sheet.choose("Dana Sample")
    sheet.press(code, "full")
    expect(overlay.locator("[data-field=total]").first).to_have_text(maximum)
    command(host, "board.freeze")
    expect(overlay.locator(".board-badge")).to_be_visible()
    before = overlay.locator("[data-field=rows]").inner_text()
    sheet.choose("Bolat Sample")
    sheet.press(code, "full")
    expect(host.locator("td.matrix-total [data-field=total]", has_text=maximum)).to_have_count(2)
    command(host, "competitor.add", name="Latecomer Demo")
    plain.goto(f"{overlay.url}&lang=ru")
    expect(plain.locator("html")).to_have_attribute("lang", "ru")
    assert 'http-equiv="refresh"' in plain.content()
    assert names_on(plain) == names_on(overlay)
    assert overlay.locator("[data-field=rows]").inner_text() == before
    command(host, "board.thaw")
    expect(overlay.locator("[data-field=name]")).to_have_count(len(NAMES) + 1)
    expect(overlay.locator("[data-field=total]", has_text=maximum)).to_have_count(2)

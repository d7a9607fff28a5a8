"""A bad network: a sheet that opens and works without one, what others did meanwhile, and rooms without sockets."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import people
from tests.browser.room_pages import Sheet, join, links_of_judges, take_seat, untick_all_parts

NewPerson = Callable[..., Page]
# A proxy that lets no socket through: it answers the question for one as it would any other.
NO_SOCKETS = """
  window.WebSocket = class extends EventTarget {
    static OPEN = 1;
    constructor() {
      super();
      this.readyState = 0;
      setTimeout(() => {
        this.readyState = 3;
        this.dispatchEvent(new CloseEvent("close", { code: 1006 }));
      });
    }
    close() {}
  };
"""
# A disk so slow that a page is shown before what it kept is read.
SLOW_DISK = """
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (name, ...rest) {
    const request = open.call(this, name, ...rest);
    if (name === "podium-kept-states") {
      const wait = (heard) => request.addEventListener("success", (event) => setTimeout(heard, 1_500, event));
      Object.defineProperty(request, "onsuccess", { set: wait });
    }
    return request;
  };
"""


def _room(host: Page) -> tuple[str, list[str]]:
    """Open a room on sub-criteria with both kinds of aspects; return its code and the links of its judges."""
    people.sign_in(host, "mentor")
    host.goto("/en/rooms/new/")
    host.locator(".scheme-choice-link").first.click()
    host.locator("input[name=title]").fill("A bad network")
    untick_all_parts(host)
    both = host.locator(".parts-choice", has_text="measured").filter(has_text="judged")
    for part in both.all():
        part.locator("input").check()
    host.get_by_role("button", name="Open the room").click()
    expect(host.locator("room-connection").first).to_have_attribute("data-phase", re.compile("live|slow"))
    return re.sub(r"\D", "", host.locator(".host-code").inner_text()), links_of_judges(host, 3)


def _measured(page: Page) -> list[str]:
    """Return the codes of aspects that are met or not, in the order of the sheet."""
    rows = page.locator("li.aspect[data-input=tick], li.aspect[data-input=hand]").all()
    return [row.get_attribute("data-code") or "" for row in rows]


def _start(host: Page) -> None:
    host.get_by_role("button", name="Start the clock").click()
    expect(host.get_by_role("button", name="Pause")).to_be_visible()


def _reload_without_network(page: Page) -> None:
    """Reload a page that this browser has kept, as it is after the start, with no network."""
    expect(page.locator("podium-timer").first).to_have_attribute("phase", "running")
    expect(page.locator("room-connection").first).to_have_attribute("data-kept", "")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".room-connection-phase").first).to_contain_text("Offline since")


def _save_sheet(page: Page) -> Path:
    page.get_by_role("button", name="Sheet as a file").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my sheet as a file").click()
    page.keyboard.press("Escape")
    return download.value.path()


def _open_sheet(page: Page, saved: Path, words: str) -> None:
    page.get_by_role("button", name="Sheet as a file").click()
    page.locator("#sheet-file input[type=file]").set_input_files(saved)
    expect(page.locator("#sheet-file [role=status]")).to_contain_text(words)
    page.keyboard.press("Escape")


def _keep_mine(page: Page, code: str) -> None:
    """Go to the conflict from the line at the top, see both sides, and keep what was given offline."""
    row = Sheet(page).aspect(code)
    page.get_by_role("button", name="1 conflict").click()
    expect(row).to_be_focused()
    expect(row.locator(".conflict [data-field=mine]")).to_have_text(row.get_attribute("data-maximum") or "")
    expect(row.locator(".conflict [data-field=theirs]")).to_have_text("0.00")
    expect(row.locator(".conflict [data-field=theirs-words]")).to_contain_text("Timur Demo")
    people.assert_accessible(page)
    people.assert_no_sideways_scroll(page)
    row.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_role("button", name="1 conflict")).to_be_hidden()


def _next_person_finds_nothing(page: Page) -> None:
    """Sign somebody else in at the same computer; what waits to be sent is not thrown away."""
    people.sign_in(page, "student")
    names = _what_is_kept(page)
    assert ("podium-rooms" in names, [name for name in names if name.startswith("podium-kept")]) == (True, [])


def _is_removed_meanwhile(host: Page, competitor: Page, name: str) -> None:
    """Send somebody out who has no network: once it is back, nothing of the room stays in their browser."""
    kept = """async () => {
      const asked = indexedDB.open('podium-kept-states');
      const database = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
      const keys = database.transaction('states').objectStore('states').getAllKeys();
      await new Promise((resolve) => { keys.onsuccess = resolve; });
      database.close();
      return keys.result.length + (await (await caches.open('podium-kept-pages')).keys()).length;
    }"""
    assert competitor.evaluate(kept) == 2
    host.locator("li.person", has_text=name).locator("[data-field=change]").click()
    host.locator("#person-dialog [data-command='participant.remove']").click()
    expect(host.get_by_role("button", name="Let in again")).to_be_visible()
    competitor.context.set_offline(False)
    expect(competitor.locator("[data-room-closed]")).to_contain_text("removed you from this room")
    competitor.wait_for_function(f"() => ({kept})().then((left) => left === 0)")


def _what_is_kept(page: Page) -> list[str]:
    """Return the names of the caches and databases in this browser."""
    script = "async () => [...(await caches.keys()), ...(await indexedDB.databases()).map(({ name }) => name)]"
    names: list[str] = page.evaluate(script)
    return names


def test_a_sheet_opens_and_works_without_a_network_and_nothing_is_overwritten_unseen(
    new_person: NewPerson, complaints: people.Complaints
) -> None:
    complaints.forgive(r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket connection|Failed to fetch")
    host, competitor, judge, other = new_person(), new_person(), new_person(viewport=people.PHONE), new_person()
    code, links = _room(host)
    join(competitor, code, "Dana Demo", "Demo College")
    judge.context.add_init_script(SLOW_DISK)
    take_seat(judge, links[0], "Aigerim Demo")
    take_seat(other, links[1], "Timur Demo")
    _start(host)
    mine, theirs = Sheet(judge), Sheet(other)
    first, second, *_ = _measured(judge)
    _reload_without_network(competitor)
    expect(competitor.locator(".own-name")).to_contain_text("Dana Demo")
    _reload_without_network(judge)
    for measured in (first, second):
        mine.press(measured, "full")
    judge.reload()
    expect(judge.locator(".room-connection-count")).to_have_text("2 marks waiting")
    saved = _save_sheet(judge)
    theirs.press(first, "zero")
    theirs.is_saved(first)

    judge.context.set_offline(False)
    theirs.shows(second, mine.aspect(second).get_attribute("data-maximum") or "")
    mine.shows(first, "0.00")
    _keep_mine(judge, first)
    theirs.shows(first, mine.aspect(first).get_attribute("data-maximum") or "")
    _open_sheet(other, saved, "another judge's sheet")
    # Both were answered, one of them as a conflict that is settled: the file brings nothing back.
    _open_sheet(judge, saved, "Everything in this file is here or on the server already")
    expect(judge.get_by_role("button", name="conflict")).to_be_hidden()
    expect(judge.locator(".room-connection-count")).to_have_text("")

    _is_removed_meanwhile(host, competitor, "Dana Demo")
    _next_person_finds_nothing(judge)


@pytest.mark.again
def test_where_no_socket_gets_through_a_mark_is_given_and_seen_all_the_same(new_person: NewPerson) -> None:
    def arrive() -> Page:
        page = new_person()
        page.context.add_init_script(NO_SOCKETS)
        return page

    host = arrive()
    code, links = _room(host)
    join(new_person(), code, "Dana Demo", "Demo College")
    judge, board = arrive(), arrive()
    judge.goto(links[0])
    judge.locator("input[name=display_name]").fill("Aigerim Demo")
    judge.locator("main form button[type=submit]").click()
    board.goto(f"{host.url.split('#')[0]}board/")
    _start(host)
    for page in (host, judge, board):
        expect(page.locator(".room-connection-phase").first).to_have_text("Slow connection: updated every few seconds")
    first, *_ = _measured(judge)
    sheet = Sheet(judge)
    expect(sheet.aspect(first).locator("[data-action=full]")).not_to_have_attribute("aria-disabled", "true")
    sheet.press(first, "full")
    maximum = sheet.aspect(first).get_attribute("data-maximum") or ""
    sheet.is_saved(first)
    expect(board.locator("[data-field=total]").first).to_have_text(maximum)


def test_competitor_who_gets_an_old_copy_of_the_page_after_the_end_still_gets_the_feedback(
    new_person: NewPerson, complaints: people.Complaints
) -> None:
    # A page that comes from the test itself may open no socket, and goes on over plain HTTP.
    complaints.forgive("WebSocket connection")
    host, competitor = new_person(), new_person(service_workers="block")
    code, _links = _room(host)
    join(competitor, code, "Dana Demo", "Demo College")
    _start(host)
    expect(competitor.locator("podium-timer").first).to_have_attribute("phase", "running")
    old = competitor.request.get(competitor.url)
    copies = [old.body()]

    def slow_network(route: Route) -> None:
        """Give the copy once, as a browser does that has waited too long for the server."""
        if copies:
            route.fulfill(body=copies.pop(), headers={"Content-Type": "text/html; charset=utf-8"})
        else:
            route.continue_()

    competitor.route(competitor.url, slow_network)
    host.locator("[data-opens=end-dialog]").click()
    host.locator("#end-dialog [data-command='room.end']").click()
    expect(competitor.locator(".takeaway-figure")).to_be_visible()
    assert not copies

"""The screens of a live room: judges, competitors, host and board, over cut networks and reloads."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import people
from tests.browser.room_pages import links_of_judges, untick_all_parts

LIVE = "room-connection[data-phase=live]"
NewPerson = Callable[..., Page]


@dataclass
class RoomOnScreen:
    """A room with its host at the console, and where the others come in."""

    host: Page
    new_person: NewPerson
    code: str
    links: list[str]
    judges: list[Page] = field(default_factory=list)

    def judge(self, seat: int, **context: object) -> Page:
        """Sit down a judge on the seat, counted from 0."""
        page = self.new_person(**context)
        page.goto(self.links[seat])
        page.locator("input[name=display_name]").fill(f"Judge {seat + 1}")
        page.locator("main form button[type=submit]").click()
        page.wait_for_selector(LIVE)
        self.judges.append(page)
        return page

    def competitor(self, name: str, **context: object) -> Page:
        """Let a competitor come in with the code."""
        page = self.new_person(**context)
        page.goto("/en/rooms/join/")
        page.locator("input[name=code]").press_sequentially(self.code)
        page.locator("main form button[type=submit]").click()
        page.locator("input[name=display_name]").fill(name)
        page.locator("main form button[type=submit]").click()
        page.wait_for_selector(LIVE)
        return page

    def board(self) -> Page:
        """Put the board up."""
        page = self.new_person()
        page.goto(self.host.url.split("#")[0] + "board/")
        page.wait_for_selector(LIVE)
        return page

    def start(self) -> None:
        """Start the clock."""
        self.host.get_by_role("button", name="Start the clock").click()
        expect(self.host.get_by_role("button", name="Pause")).to_be_visible()


@pytest.fixture
def room(new_person: NewPerson) -> RoomOnScreen:
    """A room on the first sub-criteria that have both kinds of aspects, opened by the mentor through the form."""
    host = new_person()
    people.sign_in(host, "mentor")
    host.goto("/en/rooms/new/")
    host.locator(".scheme-choice-link").first.click()
    host.locator("input[name=title]").fill("Practice on screens")
    untick_all_parts(host)
    both = host.locator(".parts-choice", has_text="measured").filter(has_text="judged")
    both.first.locator("input").check()
    host.get_by_role("button", name="Open the room").click()
    host.wait_for_selector(LIVE)
    code = re.sub(r"\D", "", host.locator(".host-code").inner_text())
    return RoomOnScreen(host, new_person, code, links_of_judges(host, 3))


def _aspect(page: Page, kind: str, number: int = 0) -> Locator:
    return page.locator(f".aspect[data-kind={kind}]").nth(number)


def _figure(aspect: Locator) -> Locator:
    return aspect.locator("[data-field=mark]")


def _score(page: Page, score: int, number: int = 0) -> None:
    _aspect(page, "J", number).locator(f"[data-score='{score}']").click()


def test_marks_given_without_a_network_wait_survive_a_reload_and_arrive(
    room: RoomOnScreen, complaints: people.Complaints
) -> None:
    complaints.forgive(r"ERR_INTERNET_DISCONNECTED|WebSocket connection")
    room.competitor("Dana Demo")
    judge, other = room.judge(0), room.judge(1)
    room.start()
    expect(_aspect(judge, "M").locator("[data-action=full]")).not_to_have_attribute("aria-disabled", "true")
    judge.context.set_offline(True)
    expect(judge.locator(".room-connection-phase")).to_contain_text("Offline since")
    _aspect(judge, "M").locator("[data-action=zero]").click()
    _aspect(judge, "M").locator("[data-action=full]").click()
    expect(judge.locator(".room-connection-count")).to_have_text("1 mark waiting")
    expect(_aspect(judge, "M").locator("[data-field=waiting]")).to_be_visible()
    expect(_figure(_aspect(other, "M"))).to_have_text("–")
    judge.wait_for_function(
        """async () => {
          const { openOutbox } = await import('/static/rooms/js/outbox.js');
          const page = JSON.parse(document.getElementById('room-page').textContent);
          const box = await openOutbox([page.room, page.view, page.participant].join(':'));
          return box.waiting.length === 1;
        }"""
    )
    judge.context.set_offline(False)
    judge.reload()
    judge.wait_for_selector(LIVE)
    maximum = _aspect(judge, "M").get_attribute("data-maximum") or ""
    expect(_figure(_aspect(other, "M"))).to_have_text(maximum)
    expect(judge.locator(".room-connection-count")).to_have_text("")


def test_a_refused_mark_says_why_at_its_aspect_and_keeps_what_was_typed(room: RoomOnScreen) -> None:
    room.competitor("Dana Demo")
    judge = room.judge(0)
    room.start()
    aspect = _aspect(judge, "M")
    aspect.locator("[data-action=other]").click()
    aspect.locator("input[name=mark]").fill("77,5")
    aspect.locator("input[name=reason]").fill("Typed in a hurry")
    aspect.locator("[data-field=other] button[type=submit]").click()
    # What this browser can tell it says at once, at the field; the server has the last word.
    expect(aspect.locator("[data-field=mark-error]")).to_contain_text("The mark must be from 0 to")
    expect(aspect.locator("input[name=mark]")).to_be_focused()
    aspect.locator("input[name=mark]").fill("0,1")
    aspect.locator("input[name=reason]").fill("Typed in a hurry\u202e")
    aspect.locator("[data-field=other] button[type=submit]").click()
    expect(aspect.locator("[data-field=refused-text]")).to_contain_text("characters that cannot be shown")
    expect(aspect.locator("[data-field=mark-error]")).to_be_hidden()
    expect(aspect.locator("input[name=mark]")).to_have_value("0.1")
    expect(aspect.locator("input[name=reason]")).to_have_value("Typed in a hurry\u202e")
    expect(aspect.locator("input[name=reason]")).to_be_focused()
    expect(_figure(aspect)).to_have_text("–")
    aspect.locator("[data-action=dismiss]").click()
    expect(aspect.locator("[data-field=refused]")).to_be_hidden()


def test_the_sheet_is_marked_by_the_keyboard_alone_and_the_focus_stays(room: RoomOnScreen) -> None:
    room.competitor("First Demo")
    room.competitor("Second Demo")
    judge, other = room.judge(0), room.judge(1)
    room.start()
    expect(_aspect(judge, "M").locator("[data-action=full]")).not_to_have_attribute("aria-disabled", "true")
    judge.keyboard.press("j")
    focused = judge.locator(".aspect:focus")
    expect(focused).to_have_count(1)
    while focused.get_attribute("data-kind") != "M":
        judge.keyboard.press("j")
    code = focused.get_attribute("data-code") or ""
    judge.keyboard.press("f")
    expect(_figure(focused)).to_have_text(focused.get_attribute("data-maximum") or "")
    _score(other, 2)
    expect(judge.locator(".jury-seat[data-in]")).to_have_count(1)
    expect(focused).to_have_attribute("data-code", code)
    judge.keyboard.press("n")
    expect(judge.locator("[data-field=who-name]")).to_have_text("Second Demo")
    expect(focused).to_have_attribute("data-code", code)
    expect(_figure(focused)).to_have_text("–")
    judge.keyboard.press("z")
    expect(_figure(focused)).to_have_text("0.00")
    judge.keyboard.press("p")
    expect(judge.locator("[data-field=who-name]")).to_have_text("First Demo")
    judge.keyboard.press("u")
    expect(focused).not_to_have_attribute("data-code", code)
    judge.keyboard.press("?")
    expect(judge.locator("#sheet-help")).to_be_visible()


def _give_five_minutes(host: Page, name: str) -> None:
    host.get_by_role("button", name="Give more time").click()
    dialog = host.locator("#time-dialog")
    dialog.locator("select").select_option(dialog.locator("option", has_text=name).get_attribute("value"))
    dialog.get_by_role("button", name="5 minutes", exact=True).click()
    people.assert_accessible(host, context="#time-dialog")
    # One competitor's time needs a reason: without it nothing is sent.
    dialog.get_by_role("button", name="Give this time").click()
    expect(dialog.locator("input[name=reason]")).to_be_focused()
    dialog.locator("input[name=reason]").fill("The screen went dark")
    # Enter gives the time, and never presses the button that stands in the form and takes time back.
    dialog.locator("input[name=reason]").press("Enter")
    expect(dialog).to_be_hidden()
    expect(host.locator("#back-dialog")).to_be_hidden()


@pytest.mark.again
def test_the_host_pauses_locks_removes_and_ends(room: RoomOnScreen) -> None:
    competitor = room.competitor("Leaving Demo")
    staying = room.competitor("Staying Demo")
    room.start()
    room.host.get_by_role("button", name="Pause").click()
    expect(competitor.locator("podium-timer")).to_have_attribute("phase", "paused")
    room.host.get_by_role("button", name="Resume").click()
    expect(competitor.locator("podium-timer")).to_have_attribute("phase", "running")
    _give_five_minutes(room.host, "Staying Demo")
    expect(staying.locator("[data-clock=own]")).to_have_text("+05:00 for you")
    expect(room.host.locator("[data-field=own-times] li")).to_contain_text("Staying Demo")
    expect(competitor.locator("[data-clock=own]")).to_be_hidden()
    room.host.get_by_role("button", name="Lock the door").click()
    expect(room.host.get_by_role("button", name="Unlock the door")).to_be_visible()
    room.host.get_by_role("button", name="Change Leaving Demo").click()
    room.host.locator("#person-dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(competitor.locator("[data-room-closed]")).to_contain_text("The host has removed you")
    room.host.get_by_role("button", name="End the room").first.click()
    expect(room.host.locator("[data-field=end-missing]")).to_contain_text("Staying Demo")
    room.host.locator("#end-dialog [data-command]").click()
    expect(staying.locator(".takeaway")).to_be_visible()
    expect(room.host.get_by_role("link", name="Results")).to_be_visible()


def test_the_code_and_the_qr_are_at_hand_after_the_start(room: RoomOnScreen) -> None:
    room.start()
    room.host.locator(".host-qr").click()
    expect(room.host.locator("#code-dialog svg.qr")).to_be_visible()
    expect(room.host.locator("#code-dialog .code-dialog-code")).to_be_visible()


def test_a_sheet_of_a_whole_scheme_fits_a_tablet_and_a_phone(new_person: NewPerson) -> None:
    host = new_person()
    people.sign_in(host, "mentor")
    host.goto("/en/rooms/new/")
    host.locator(".scheme-choice-link").first.click()
    host.get_by_role("button", name="Open the room").click()
    host.wait_for_selector(LIVE)
    code = re.sub(r"\D", "", host.locator(".host-code").inner_text())
    room = RoomOnScreen(host, new_person, code, links_of_judges(host, 3))
    for number in range(3):
        room.competitor(f"Competitor with a long name of the Demo College {number}", viewport=people.PHONE)
    judge = room.judge(0, viewport={"width": 820, "height": 1180})
    for width in (820, 360):
        judge.set_viewport_size({"width": width, "height": 780})
        host.set_viewport_size({"width": width, "height": 780})
        people.assert_no_sideways_scroll(judge)
        people.assert_no_sideways_scroll(host)
    # On the phone undoing is a sign alone, and keeps its name; the words beside it have the room.
    undo, seek = (
        judge.get_by_role("button", name=name, exact=True).bounding_box() for name in ("Undo", "Next unmarked")
    )
    assert undo
    assert seek
    assert undo["width"] * 2 < seek["width"]


@pytest.mark.parametrize("viewport", [people.PHONE, people.DESKTOP], ids=["phone", "desktop"])
def test_the_screens_of_a_room_are_accessible_and_fit(room: RoomOnScreen, viewport: dict[str, int]) -> None:
    competitor = room.competitor("Ә" * 60, viewport=viewport)
    judge = room.judge(0, viewport=viewport)
    board = room.board()
    room.start()
    _aspect(judge, "M").locator("[data-action=full]").click()
    expect(board.locator("[data-field=total]")).not_to_have_text("–")
    board.set_viewport_size(viewport)  # type: ignore[arg-type]
    room.host.set_viewport_size(viewport)  # type: ignore[arg-type]
    for page in (competitor, judge, board, room.host):
        page.evaluate("scrollTo(0, 0)")
        people.assert_accessible(page)
        people.assert_no_sideways_scroll(page)

"""The marking sheet on a tablet and by the keyboard alone: by aspect, undo, comments and photos."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, FloatRect, Locator, Page, Route, expect

from tests.browser import people
from tests.browser.room_pages import is_live, join, links_of_judges, take_seat, untick_all_parts

NewPerson = Callable[..., Page]
TABLET = {"width": 820, "height": 1180}


@pytest.fixture
def seats(new_person: NewPerson) -> tuple[list[Page], str]:
    """Two judges of a room that has started, with two competitors, and the link of the third judge.

    Its aspects are measured and judged.
    """
    host = new_person()
    people.sign_in(host, "mentor")
    host.goto("/en/rooms/new/")
    host.locator(".scheme-choice-link").first.click()
    host.locator("input[name=title]").fill("Practice with a tablet")
    untick_all_parts(host)
    both = host.locator(".parts-choice", has_text="measured").filter(has_text="judged")
    both.first.locator("input").check()
    host.get_by_role("button", name="Open the room").click()
    is_live(host)
    code = re.sub(r"\D", "", host.locator(".host-code").inner_text())
    for name in ("Dana Demo", "Timur Demo"):
        join(new_person(), code, name, "")
    seated: list[Page] = []
    *links, last = links_of_judges(host, 3)
    for number, link in enumerate(links, 1):
        seated.append(new_person(viewport=TABLET))
        take_seat(seated[-1], link, f"Judge {number}")
    host.get_by_role("button", name="Start the clock").click()
    for page in seated:
        expect(_aspect(page).locator("[data-action=full]")).not_to_have_attribute("aria-disabled", "true")
    return seated, last


@pytest.fixture
def judges(seats: tuple[list[Page], str]) -> list[Page]:
    """The two judges alone."""
    return seats[0]


def _aspect(page: Page) -> Locator:
    """Return the row of the first measured aspect in the order by competitor."""
    return page.locator(".sheet-part .aspect[data-kind=M]").first


def _row(page: Page, competitor: str) -> Locator:
    return page.locator(".sheet-column .aspect", has_text=competitor)


def _figure(row: Locator) -> Locator:
    return row.locator("[data-field=mark]")


def _photo() -> bytes:
    written = BytesIO()
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(written, "JPEG")
    return written.getvalue()


def test_by_keyboard_alone_a_judge_marks_by_aspect_and_undoes_what_nobody_else_has_changed(judges: list[Page]) -> None:
    mine, other = judges
    maximum = _aspect(mine).get_attribute("data-maximum") or ""
    _aspect(mine).focus()
    mine.keyboard.press("f")
    mine.keyboard.press("b")
    expect(mine.locator(".sheet-column .aspect")).to_have_count(2)
    expect(_row(mine, "Dana Demo")).to_be_focused()
    expect(_figure(_row(mine, "Dana Demo"))).to_have_text(maximum)
    mine.keyboard.press("j")
    mine.keyboard.press("z")
    other.keyboard.press("n")
    expect(_figure(_aspect(other))).to_have_text("0.00")
    mine.keyboard.press("Control+z")
    expect(_figure(_aspect(other))).to_have_text("–")
    expect(mine.locator("[data-field=actions] li")).to_have_count(1)

    mine.keyboard.press("f")
    expect(_figure(_aspect(other))).to_have_text(maximum)
    _aspect(other).locator("[data-action=zero]").click()
    expect(_figure(_row(mine, "Timur Demo"))).to_have_text("0.00")
    mine.keyboard.press("Control+z")
    expect(mine.locator("[data-field=undo-said]")).to_contain_text("Another judge has changed this mark")
    expect(_figure(_aspect(other))).to_have_text("0.00")
    people.assert_accessible(mine)
    people.assert_no_sideways_scroll(mine)


def _judged(page: Page) -> Locator:
    """Return the row of the first judged aspect in the order by competitor."""
    return page.locator(".sheet-part .aspect[data-kind=J]").first


def _is_apart(button: Locator, place: FloatRect) -> bool:
    """Return whether no tap on `place` meets the button."""
    box = button.bounding_box()
    assert box
    beside = box["x"] >= place["x"] + place["width"] or place["x"] >= box["x"] + box["width"]
    return beside or box["y"] >= place["y"] + place["height"] or place["y"] >= box["y"] + box["height"]


def test_a_finished_round_ends_for_the_panel_only_after_a_question(
    seats: tuple[list[Page], str], new_person: NewPerson
) -> None:
    (mine, other), link = seats
    last = new_person()
    take_seat(last, link, "Judge 3")
    for page in (other, mine):
        _judged(page).locator("[data-score='2']").click()
    back = _judged(mine).get_by_role("button", name="Take back")
    expect(_judged(mine).locator(".jury-seat[data-in]")).to_have_count(2)
    place = back.bounding_box()
    assert place
    _judged(last).locator("[data-score='2']").click()
    again = _judged(mine).get_by_role("button", name="Score again")
    expect(again).to_be_visible()
    expect(back).to_be_hidden()
    assert _is_apart(again, place)
    again.click()
    mine.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    again.click()
    expect(_judged(other)).to_have_attribute("data-state", "marked")
    mine.get_by_role("dialog").get_by_role("button", name="Open a new round").click()
    expect(_judged(other)).to_have_attribute("data-state", "scoring")


def _lose_network(page: Page) -> None:
    page.context.set_offline(True)
    expect(page.locator(".room-connection-phase")).to_contain_text("Offline since")


def _regain_network(page: Page) -> None:
    page.context.set_offline(False)
    is_live(page)


def test_a_mark_by_hand_is_checked_without_a_network_and_undone_as_nobody_has_touched_it(
    judges: list[Page], complaints: people.Complaints
) -> None:
    complaints.forgive(r"ERR_INTERNET_DISCONNECTED|WebSocket connection")
    mine, other = judges
    _lose_network(mine)
    _aspect(mine).locator("[data-action=other]").click()
    mark, reason = (_aspect(mine).locator(f"input[name={name}]") for name in ("mark", "reason"))
    mark.fill("0,1")
    mark.press("Enter")
    expect(reason).to_be_focused()
    expect(reason).to_have_accessible_description("Say in a few words why this is not the full mark.")
    expect(_figure(_aspect(mine))).to_have_text("–")
    reason.fill("Scratched")
    reason.press("Enter")
    expect(reason).to_be_hidden()
    expect(mine.locator(".room-connection-count")).to_have_text("1 mark waiting")
    _regain_network(mine)
    expect(_figure(_aspect(other))).to_have_text("0.10")

    # A page that comes back is told how things stand, and not who changed them.
    _lose_network(mine)
    _regain_network(mine)
    _aspect(mine).focus()
    mine.keyboard.press("Control+z")
    expect(_figure(_aspect(other))).to_have_text("–")
    expect(mine.locator("[data-field=undo-said]")).to_contain_text("Undone")


def test_a_comment_that_is_half_written_waits_for_its_competitor(judges: list[Page]) -> None:
    mine, _ = judges
    written = _aspect(mine).locator("textarea")
    _aspect(mine).focus()
    mine.keyboard.press("c")
    mine.keyboard.type("Measure the diag")
    mine.locator(".sheet-tab", has_text="Timur Demo").click()
    expect(written).to_be_hidden()
    _aspect(mine).focus()
    mine.keyboard.press("c")
    expect(written).to_have_value("")
    mine.locator(".sheet-tab", has_text="Dana Demo").click()
    _aspect(mine).focus()
    mine.keyboard.press("c")
    expect(written).to_have_value("Measure the diag")
    _aspect(mine).get_by_role("button", name="Cancel").last.click()
    mine.keyboard.press("c")
    expect(written).to_have_value("")


def test_a_comment_and_a_photo_wait_for_the_network_over_a_reload_and_reach_the_others(
    judges: list[Page], complaints: people.Complaints
) -> None:
    complaints.forgive(r"ERR_FAILED")
    mine, other = judges
    _aspect(mine).focus()
    mine.keyboard.press("c")
    mine.keyboard.type("Measure the diagonal too.")
    _aspect(mine).get_by_role("button", name="Save the comment").click()
    expect(_aspect(other).locator(".note-said")).to_contain_text("Measure the diagonal too.")

    def cut(route: Route) -> None:
        route.abort()

    mine.route("**/evidence/", cut)
    photo: FilePayload = {"name": "bench.jpg", "mimeType": "image/jpeg", "buffer": _photo()}
    _aspect(mine).locator("[data-field=photo]").set_input_files(photo)
    expect(_aspect(mine).locator(".note-photo")).to_contain_text("Waits for the network")
    mine.reload()
    is_live(mine)
    expect(_aspect(mine).locator(".note-photo")).to_contain_text("Waits for the network")
    mine.unroute("**/evidence/", cut)
    mine.evaluate("() => window.dispatchEvent(new Event('online'))")
    for page in judges:
        expect(_aspect(page).locator(".note-photo img")).to_have_attribute(
            "src", re.compile(r"/evidence/[0-9a-f-]{36}/$")
        )
    small = mine.context.request.get(_aspect(mine).locator(".note-photo img").get_attribute("src") or "")
    assert Image.open(BytesIO(small.body())).size == (1600, 1200)
    assert len(small.body()) < 800_000
    kept = "async () => (await (await caches.open('podium-room-files')).keys()).map((request) => request.url)"
    assert not [address for address in mine.evaluate(kept) if "/evidence/" in address]
    expect(_aspect(other).locator("[data-action=take-away]")).to_be_hidden()
    _aspect(mine).locator("[data-action=take-away]").click()
    for page in judges:
        expect(_aspect(page).locator(".note-photo")).to_have_count(0)

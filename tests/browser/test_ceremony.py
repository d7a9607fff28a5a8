"""A ceremony as the hall sees it: the operator leads, two screens and the presenter follow, and the board stands by."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import people

SLUG = "saryarqa-open"
DESK = f"/en/championships/{SLUG}/desk/ceremony/"
HALL = {"width": 1920, "height": 1080}
WINNER = "Aruzhan Demo-Aqqu"


def stands_at(page: Page, step: int) -> None:
    """Wait until a screen, or a page of those who lead, has this step."""
    expect(page.locator("ceremony-screen, ceremony-desk")).to_have_attribute("data-step", str(step))


def make_steps(operator: Page, button: str) -> None:
    """Make the steps of both skills from the third place up; a ceremony that another test left is ended."""
    operator.goto(DESK)
    if operator.locator("ceremony-desk").count():
        operator.get_by_role("button", name="End the ceremony").click()
    operator.get_by_role("button", name=button).click()
    expect(operator.locator("ceremony-desk")).to_be_visible()


def screens_of(operator: Page, new_person: Callable[..., Page], **context: Any) -> list[Page]:
    """Open the screens in English and in Kazakh; nobody has signed in at them."""
    links = operator.locator(".ceremony-links a")
    pages = []
    for language in ("en", "kk"):
        page = new_person(viewport=HALL, **context)
        page.goto(links.and_(operator.locator(f"[hreflang={language}]")).get_attribute("href") or "")
        pages.append(page)
    return pages


def step_of(operator: Page, words: str) -> int:
    """Return the number of the first step with these words."""
    return int(operator.locator("li[data-step]", has_text=words).first.get_attribute("data-step") or "")


def goes_from_key_to_key(operator: Page, screens: list[Page], presenter: Page) -> None:
    """Lead by the keyboard to the first gold: nobody learns of it before, but the presenter."""
    gold = step_of(operator, "Gold")
    operator.locator("h1").click()
    for step in range(1, gold + 1):
        operator.keyboard.press("ArrowRight")
        for page in (*screens, presenter, operator):
            stands_at(page, step)
        for screen in screens:
            assert (WINNER in screen.content()) == (step >= gold)
        comes = presenter.locator("[data-next] h2")
        expect(comes).to_have_text(operator.locator(f"li[data-step='{step + 1}'] [data-label]").inner_text())
    expect(presenter.locator("[aria-current=step]")).to_contain_text(WINNER)
    operator.keyboard.press("PageUp")
    stands_at(screens[0], gold - 1)
    expect(screens[0].locator("main")).not_to_contain_text(WINNER)


def test_a_ceremony_is_rehearsed_led_and_followed(new_person: Callable[..., Page]) -> None:
    operator = new_person()
    people.sign_in(operator, "organiser")
    make_steps(operator, "Rehearse with invented competitors")
    screens = screens_of(operator, new_person)
    operator.locator(".ceremony-jump").last.click()
    operator.locator(".ceremony-jump", has_text="Gold").first.click()
    expect(screens[0].locator("main")).to_contain_text("Competitor 1")
    expect(screens[0].locator("main")).to_contain_text("Rehearsal")
    presenter = operator.context.new_page()
    presenter.goto(f"{DESK}presenter/")
    operator.get_by_role("button", name="End the ceremony").click()
    expect(screens[0].locator("main")).to_contain_text("begins soon")
    presenter.wait_for_url(f"**{DESK}")
    make_steps(operator, "Make the steps")
    presenter.goto(f"{DESK}presenter/")
    for page in (*screens, presenter):
        stands_at(page, 0)
        people.assert_accessible(page)
    people.assert_accessible(operator)
    goes_from_key_to_key(operator, screens, presenter)
    screens[1].reload()
    stands_at(screens[1], int(operator.locator("ceremony-desk").get_attribute("data-step") or ""))
    expect(operator.get_by_role("button", name="Publish the results")).to_be_hidden()
    for page in (*screens, operator):
        people.assert_no_sideways_scroll(page)


def test_a_screen_without_sockets_or_scripts_follows_too(new_person: Callable[..., Page]) -> None:
    operator = new_person()
    people.sign_in(operator, "organiser")
    make_steps(operator, "Make the steps")
    plain, unsocketed = new_person(java_script_enabled=False), new_person(viewport=people.PHONE)
    unsocketed.route_web_socket(re.compile("/ws/ceremonies/"), lambda socket: socket.close())
    address = operator.locator(".ceremony-links a").first.get_attribute("href") or ""
    plain.goto(address)
    unsocketed.goto(address)
    operator.locator(".ceremony-jump", has_text="Gold").first.click()
    for page in (unsocketed, plain):
        expect(page.locator("main")).to_contain_text(WINNER)
    people.assert_no_sideways_scroll(unsocketed)
    people.assert_accessible(unsocketed)


def test_the_board_of_a_championship_turns_from_skill_to_skill(new_person: Callable[..., Page]) -> None:
    board = new_person(viewport=HALL)
    board.goto(f"/en/championships/{SLUG}/board/?projector&seconds=300")
    title = board.locator("[data-field=title]")
    for _turn in range(2):
        before = title.inner_text()
        expect(board.locator(".event-board-row").first).to_be_visible()
        people.assert_accessible(board)
        board.locator("[data-field=onward]").focus()
        board.keyboard.press("Enter")
        expect(title).not_to_have_text(before)
    people.assert_no_sideways_scroll(board)
    board.goto(f"/kk/championships/{SLUG}/board/?overlay&rows=3")
    expect(board.locator(".event-board-row")).to_have_count(3)
    board.context.set_offline(True)
    expect(board.locator("[data-field=age]")).to_be_visible()
    board.context.set_offline(False)
    expect(board.locator("[data-field=age]")).to_be_hidden()

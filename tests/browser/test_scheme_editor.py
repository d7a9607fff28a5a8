"""A scheme built in the browser with the keyboard alone, from nothing to a version; and the same draft on a phone."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import PHONE, assert_accessible, assert_no_sideways_scroll, sign_in

type_of_maker = Callable[..., Page]

ROWS = "Тип\tОписание\tМакс. балл\nМ\tThe form says what is missing\t0,50\nJ\tHow easily people finish the form\t1,50"
LADDER = ("People give up", "People finish with help", "People finish by themselves", "People finish at once")


def begin(mentor: Page) -> None:
    """Begin a draft by the keyboard; the focus stands on the way to the first criterion."""
    sign_in(mentor, "mentor")
    mentor.goto("/en/schemes/drafts/new/")
    mentor.locator("input[name=title]").fill("A scheme by keys")
    mentor.keyboard.press("Enter")
    mentor.wait_for_url(re.compile(r"/drafts/[0-9a-f-]{36}/"))
    expect(mentor.locator("podium-scheme-editor")).to_have_attribute("data-ready", "")


def cell(page: Page, row: int, field: str) -> Locator:
    """Return a cell of the row that stands at `row`, from 0."""
    return page.locator("table[role=treegrid] tbody tr").nth(row).locator(f"[data-field={field}]")


def type_into(page: Page, target: Locator, text: str) -> None:
    """Type over what stands in the cell that has the focus, and keep it."""
    expect(target).to_be_focused()
    page.keyboard.press("F2")
    editor = target.locator(".cell-input")
    expect(editor).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(editor).to_have_count(0)


def build_rows(page: Page) -> None:
    """A criterion with its sub-criterion, and two aspects pasted from a spreadsheet."""
    page.locator("[data-part=empty] [data-act=criterion]").press("Enter")
    type_into(page, cell(page, 0, "name"), "Forms that people finish")
    expect(cell(page, 1, "name")).to_be_focused()
    type_into(page, cell(page, 1, "name"), "The form")
    page.locator(".draft-bar [data-act=paste]").press("Enter")
    expect(page.locator("#paste-text")).to_be_focused()
    page.keyboard.insert_text(ROWS)
    expect(page.locator("[data-part=rows] tr")).to_have_count(2)
    assert_accessible(page, context="#paste-dialog")
    page.locator("[data-part=insert]").press("Enter")
    expect(cell(page, 2, "code")).to_be_focused()
    expect(cell(page, 2, "code")).to_contain_text("A1.M1")
    expect(cell(page, 3, "code")).to_contain_text("A1.J1")


def describe_the_levels(page: Page) -> None:
    """The judgement's ladder, in the row's form."""
    page.keyboard.press("ArrowDown")
    expect(cell(page, 3, "code")).to_be_focused()
    page.keyboard.press("Alt+Enter")
    for score, text in enumerate(LADDER):
        page.locator(f"[data-ladder='{score}']").focus()
        page.keyboard.type(text)
    page.keyboard.press("Tab")
    assert_accessible(page, context="#row-form")
    page.keyboard.press("Escape")
    expect(page.locator("#row-form")).to_be_hidden()
    expect(cell(page, 3, "how")).to_contain_text("4 of 4")


def duplicate_and_undo(page: Page) -> None:
    """A row too many goes again, and comes back, and goes."""
    expect(cell(page, 3, "code")).to_be_focused()
    rows = page.locator("table[role=treegrid] tbody tr")
    page.keyboard.press("Control+d")
    expect(rows).to_have_count(5)
    expect(cell(page, 4, "code")).to_be_focused()
    for keys, count in (("Control+z", 4), ("Control+Shift+Z", 5), ("Control+z", 4)):
        page.keyboard.press(keys)
        expect(rows).to_have_count(count)


def test_a_scheme_is_built_and_published_by_keyboard(new_person: type_of_maker) -> None:
    mentor = new_person()
    begin(mentor)
    build_rows(mentor)
    describe_the_levels(mentor)
    duplicate_and_undo(mentor)
    expect(mentor.locator(".rail-sum")).to_have_text("2.00")
    expect(mentor.locator("[data-part=save-state]")).to_have_attribute("data-state", "saved")
    assert_accessible(mentor)
    mentor.reload()
    expect(mentor.locator("table[role=treegrid] tbody tr")).to_have_count(4)
    mentor.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    expect(cell(mentor, 3, "description")).to_contain_text("How easily people finish")
    assert_no_sideways_scroll(mentor)
    assert_accessible(mentor)
    mentor.get_by_role("link", name="Publish as a version").press("Enter")
    expect(mentor.locator("main")).to_contain_text("a whole scheme has 100.00")
    mentor.locator("button[name=publish]").press("Enter")
    mentor.wait_for_url(re.compile(r"/en/schemes/\d+/"))
    expect(mentor.locator("main")).to_contain_text("A1.J1")

"""A marking form on every screen: checked, signed and locked by the keyboard, disputed on a phone, and opened again."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser import people
from tests.browser.room_pages import Sheet, is_live, join, links_of_judges, take_seat, untick_all_parts

# What the browsers do is the same whatever database the server has; the commands are tried on both.
NewPerson = Callable[..., Page]


def open_mock(host: Page) -> None:
    """Open a mock championship with one judge on the first sub-criterion that has both kinds of aspects."""
    people.sign_in(host, "mentor")
    host.goto("/en/rooms/new/")
    host.locator(".scheme-choice-link").first.click()
    host.locator("select[name=kind]").select_option("mock")
    host.locator("summary", has_text="The jury").click()
    host.locator("select[name=panel_size]").select_option("1")
    untick_all_parts(host)
    both = host.locator(".parts-choice", has_text="measured").filter(has_text="judged")
    both.first.locator("input").check()
    host.get_by_role("button", name="Open the room").click()
    is_live(host)


def mark_all(page: Page) -> None:
    """Give every aspect of the sheet a mark: the best that it can have, or nothing where a rule asks for a figure."""
    sheet = Sheet(page)
    for row in page.locator("li.aspect").all():
        code = row.get_attribute("data-code") or ""
        if row.get_attribute("data-kind") == "J":
            sheet.score(code, 3)
        elif row.locator("[data-action=full]").count():
            sheet.press(code, "full")
        else:
            sheet.other(code, "0", "Not there.")
        sheet.is_saved(code)


def press(button: Locator) -> None:
    """Press a button as somebody without a mouse does."""
    expect(button).to_be_visible()
    button.press("Enter")


def test_a_form_is_checked_signed_locked_disputed_and_opened_again(new_person: NewPerson) -> None:
    host, judge, coordinator = new_person(), new_person(), new_person()
    own = new_person(viewport=people.PHONE)
    open_mock(host)
    first, second = links_of_judges(host, 2)
    join(own, re.sub(r"\D", "", host.locator(".host-code").inner_text()), "Dana Demo", "College of Demos")
    take_seat(judge, first, "Botagoz Demo")
    take_seat(coordinator, second, "Nurlan Demo")
    host.get_by_role("button", name="Start the clock").click()
    strip = judge.locator("form-bar [data-module]")
    expect(strip).to_have_attribute("data-progress", "marking")
    mark_all(judge)
    expect(strip).to_have_attribute("data-progress", "marked")
    expect(strip.get_by_role("button", name="Sign")).to_be_hidden()
    press(coordinator.locator("form-bar").get_by_role("button", name="Check"))
    _sign(judge, strip)
    _release_too_early(host)
    press(host.locator("host-forms").get_by_role("button", name="Lock", exact=True))
    expect(strip).to_have_attribute("data-progress", "locked")
    host.get_by_role("button", name="End the room").click()
    host.locator("#end-dialog [data-command='room.end']").click()
    _dispute(own)
    _accept(host)
    expect(own.locator(".dispute")).to_have_attribute("data-state", "accepted")
    _mark_anew(judge, strip)


def _release_too_early(host: Page) -> None:
    """Be told in the dialog itself that the forms are not locked yet."""
    press(host.locator("[data-opens=release-1]"))
    dialog = host.locator("#release-1")
    press(dialog.get_by_role("button", name="Release the marks"))
    expect(dialog.get_by_role("alert")).to_contain_text("These forms are not locked yet")
    people.assert_accessible(host, context="#release-1")
    press(dialog.get_by_role("button", name="Not yet"))
    expect(dialog).to_be_hidden()


def _sign(judge: Page, strip: Locator) -> None:
    """Sign what the dialog shows: the total of the sheet."""
    press(strip.get_by_role("button", name="Sign"))
    dialog = judge.locator("#sign-dialog")
    total = judge.locator("[data-field=who-total]").inner_text()
    expect(dialog.locator("[data-field=sign-total]")).to_have_text(total)
    people.assert_accessible(judge, context="#sign-dialog")
    press(dialog.get_by_role("button", name="Sign"))
    expect(strip).to_have_attribute("data-progress", "signed")
    people.assert_accessible(judge, context="form-bar")


def _mark_anew(judge: Page, strip: Locator) -> None:
    """Change a mark of the new version, though the room has ended."""
    expect(strip.locator("[data-field=version]")).to_have_text("version 2")
    expect(strip.locator("[data-field=reason]")).to_have_text("It is. It is marked again.")
    row = judge.locator("li.aspect", has=judge.locator("[data-action=zero]")).first
    code = row.get_attribute("data-code") or ""
    Sheet(judge).press(code, "zero")
    Sheet(judge).shows(code, "0.00")


def _dispute(own: Page) -> None:
    """File a dispute once the end of the room has brought the page of what to take home."""
    expect(own.locator(".own-clock")).to_have_count(0)
    press(own.locator("own-forms").get_by_role("button", name="File a dispute"))
    dialog = own.locator("#dispute-dialog")
    dialog.locator("textarea").fill("The second tag is closed.")
    # A key pressed by mistake loses nothing of what was written.
    own.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    press(own.locator("own-forms").get_by_role("button", name="File a dispute"))
    expect(dialog.locator("textarea")).to_have_value("The second tag is closed.")
    people.assert_accessible(own, context="#dispute-dialog")
    press(dialog.get_by_role("button", name="File the dispute"))
    expect(own.locator(".dispute")).to_have_attribute("data-state", "open")
    people.assert_accessible(own, context="own-forms")
    people.assert_no_sideways_scroll(own)


def _accept(host: Page) -> None:
    """Answer the dispute that is open, as the chief."""
    people.assert_accessible(host, context="host-forms")
    press(host.locator(".dispute[data-state=open]").get_by_role("button", name="Answer"))
    dialog = host.locator("#answer-dialog")
    dialog.locator("input[value=accepted]").check()
    dialog.locator("textarea").fill("It is. It is marked again.")
    press(dialog.get_by_role("button", name="Send the answer"))
    expect(dialog).to_be_hidden()

"""A marking team comes into its room by named links: nobody types whom they represent, and nobody marks their own."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser import people
from tests.browser.room_pages import Sheet, is_live, join, press
from tests.browser.sample_scheme import write_sample
from tests.browser.test_organising import (
    COLLEGES,
    EXPERTS,
    GLASS,
    NIKITA,
    begin_a_room,
    draw_and_form_a_team,
    found,
    give_the_scheme,
    import_the_workbook,
    write_the_workbook,
)

NewPerson = Callable[..., Page]

PAVEL, SANZHAR, DINA, RUSLAN = EXPERTS


def seat_of(host: Page, name: str) -> Locator:
    """Return the line of an expert on the console."""
    return host.locator("[data-seat]", has_text=name)


def open_for_the_team(host: Page) -> str:
    """Open a room of the skill: the only team is proposed, and decides how many judges there are. Return its code."""
    begin_a_room(host, GLASS)
    team = host.get_by_role("group", name="Marking team")
    expect(team.get_by_role("radio").first).to_be_checked()
    for name in EXPERTS:
        expect(team).to_contain_text(name)
    people.assert_accessible(host)
    host.locator("summary", has_text="The jury").click()
    expect(host.get_by_label("Judges")).to_be_hidden()
    team.get_by_label("Nobody yet").check()
    expect(host.get_by_label("Judges")).to_be_visible()
    team.get_by_role("radio").first.check()
    host.get_by_role("button", name="Open the room").click()
    is_live(host)
    for name in EXPERTS:
        expect(seat_of(host, name)).to_contain_text("has not been opened yet")
    people.assert_accessible(host)
    return re.sub(r"\D", "", host.locator(".host-code").inner_text())


def link_of(host: Page, name: str) -> str:
    """Return the link of an expert, as the dialog with their name copies it."""
    seat_of(host, name).get_by_role("button", name="Link and QR code").click()
    dialog = host.locator("#seat-dialog")
    expect(dialog.locator(".dialog-title")).to_contain_text(name)
    link = dialog.locator("[data-copy]").get_attribute("data-copy") or ""
    host.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    return link


def confirm_the_seat(page: Page, name: str, college: str) -> Sheet:
    """Be greeted by name, with the college that the organiser gave, and come in with one press."""
    main = page.locator("main")
    expect(main).to_contain_text(f"Welcome, {name}!")
    expect(main).to_contain_text(college)
    expect(page.get_by_label("Your name")).to_have_value(name)
    people.assert_accessible(page)
    people.assert_no_sideways_scroll(page)
    page.get_by_role("button", name="That is me: open my marking sheet").click()
    is_live(page)
    return Sheet(page)


def test_a_team_comes_in_by_named_links_and_nobody_marks_their_own(
    new_person: NewPerson, complaints: people.Complaints, tmp_path: Path
) -> None:
    # What a form refuses, and a page that is not theirs yet, is answered so; the browser writes that down.
    complaints.forgive("status of 422")
    complaints.forgive("status of 403")
    host, coordinator = new_person(), new_person(viewport=people.PHONE)
    found(host)
    import_the_workbook(host, write_the_workbook(tmp_path))
    draw_and_form_a_team(host)
    give_the_scheme(host, write_sample(tmp_path))
    code = open_for_the_team(host)
    # The college is typed otherwise than it stands in the list: the entry tells whom he represents.
    join(new_person(), code, NIKITA, "Sayan")
    sheets = {}
    for name, college in zip((SANZHAR, DINA), COLLEGES[1:3], strict=True):
        page = new_person(viewport=people.PHONE)
        page.goto(link_of(host, name))
        sheets[name] = confirm_the_seat(page, name, college)
        expect(seat_of(host, name)).not_to_contain_text("has not been opened yet")
    # Who has not come yet is nameless to the others; who has an account finds the seat at the desk.
    assert RUSLAN not in sheets[DINA].page.content()
    people.sign_in(coordinator, "expert")
    coordinator.goto(host.url)
    expect(coordinator.locator("main")).to_contain_text("A seat in this room waits for you")
    people.assert_accessible(coordinator)
    coordinator.goto("/en/desk/")
    coordinator.get_by_role("region", name="Rooms you take part in").get_by_role("link", name=GLASS).click()
    sheets[PAVEL] = confirm_the_seat(coordinator, PAVEL, COLLEGES[0])
    press(host.locator("[data-command='room.start']"))
    for sheet in sheets.values():
        sheet.choose(NIKITA)
    expect(sheets[SANZHAR].page.locator("main")).to_contain_text("you represent the same member")
    expect(sheets[SANZHAR].aspect("A1.M1").locator("[data-action=full]")).to_be_disabled()
    sheets[DINA].press("A1.M1", "full")
    sheets[DINA].shows("A1.M1", "1.00")
    sheets[PAVEL].score("A1.J1", 2)
    sheets[PAVEL].has_scored("A1.J1", 2)

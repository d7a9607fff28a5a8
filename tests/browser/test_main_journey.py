"""The main job, whole: from a workbook on the mentor's computer to results that the public reads in three languages."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor_pages import approve, hand_in
from tests.browser.people import PHONE, Complaints, assert_accessible, assert_no_sideways_scroll, sign_in
from tests.browser.room_pages import Sheet, board_row, is_live, join, links_of_judges, take_seat
from tests.browser.sample_scheme import write_sample

type_of_maker = Callable[..., Page]

COMPETITORS = {
    "Alua Demo": "Demo College 1",
    "Bota Demo": "Demo College 2",
    "Chingis Demo": "Demo College 3",
    "Dana Demo": "Demo College 4",
}
TOTALS = {"Alua Demo": "2.83", "Chingis Demo": "2.33", "Bota Demo": "2.25", "Dana Demo": "0.50"}
# Three judges on A1.J1, worth 1.50: 1.5 * 8 / 9 = 1.33, 1.5 * 6 / 9 = 1.00, 1.5 * 3 / 9 = 0.50.
SCORES = {"Alua Demo": (3, 3, 2), "Bota Demo": (2, 2, 2), "Dana Demo": (1, 1, 1)}
MODULE = "Forms that people finish"


@dataclass
class Hall:
    """Everybody who is there, each at a browser of their own."""

    mentor: Page
    board: Page
    competitors: dict[str, Page] = field(default_factory=dict)
    judges: list[Sheet] = field(default_factory=list)


def import_the_scheme(mentor: Page, workbook: Path) -> None:
    """Read the file, look at the report, and only then store it."""
    mentor.goto("/en/schemes/import/")
    mentor.locator("input[type=file]").set_input_files(workbook)
    mentor.locator("main form button[type=submit]").click()
    expect(mentor.locator("main")).to_contain_text("5.00")
    expect(mentor.locator("main")).to_contain_text("Working with people's needs")
    mentor.locator("button[name=apply]").click()
    mentor.wait_for_url(re.compile(r"/en/schemes/\d+/"))
    expect(mentor.locator("main")).to_contain_text("A1.J1")


def write_the_module(mentor: Page) -> int:
    """Write a training module in Wagtail that explains criterion A and invites to a room on it; return its key."""
    mentor.goto(_address_of_training(mentor))
    mentor.locator("input[name=title]").fill(MODULE)
    mentor.locator("textarea[name=introduction]").fill("After this module people finish your forms.")
    mentor.locator("input[name=skill]").fill("17 Web technologies")
    mentor.locator("input[name=hours]").fill("2")
    _add_block(mentor, "Part of a marking scheme", 0)
    mentor.locator("[name=body-0-value-codes]").fill("A")
    mentor.locator("[name=body-0-value-heading]").fill("How a form is marked")
    _add_block(mentor, "Practice room", 1)
    mentor.locator("[name=body-1-value-codes]").fill("A1")
    mentor.locator("[name=body-1-value-title]").fill("A form in an hour")
    # Whether or not Wagtail has kept a draft by itself so far, or is about to: the page is made once and handed in.
    hand_in(mentor)
    address = mentor.locator(".messages a[href*='/edit/']").first.get_attribute("href") or mentor.url
    return int(re.findall(r"/pages/(\d+)/", address)[0])


def publish_the_module(methodologist: Page, page: int) -> None:
    """Approve it, as a methodologist does."""
    sign_in(methodologist, "methodologist")
    approve(methodologist, page)
    methodologist.context.close()


def _address_of_training(mentor: Page) -> str:
    """Return where a module is added: below the English list of modules, as Wagtail's own search finds it."""
    mentor.goto("/admin/pages/search/?q=Training&content_type=training.trainingindexpage")
    link = mentor.locator("main a[href*='/edit/']", has_text=re.compile(r"^\s*Training\s*$")).first
    number = re.findall(r"/pages/(\d+)/", link.get_attribute("href") or "")[0]
    return f"/admin/pages/add/training/trainingmodulepage/{number}/"


def _add_block(mentor: Page, name: str, number: int) -> None:
    mentor.locator(".c-sf-add-button:visible").last.click()
    mentor.get_by_role("option", name=name).click()
    block = mentor.locator(f"[data-contentpath='scheme_version']:has([name='body-{number}-value-scheme_version'])")
    block.locator("button", has_text="Choose a marking scheme").first.click()
    mentor.locator(".modal-body a", has_text="a journey").first.click()
    expect(mentor.locator(".modal-body")).to_be_hidden()


def open_the_room(mentor: Page) -> str:
    """Open a room from the module's page and return its code."""
    mentor.goto("/en/training/forms-that-people-finish/")
    expect(mentor.locator("main")).to_contain_text("How easily people finish the form")
    mentor.locator(".practice-act a").click()
    expect(mentor.locator("input[name=title]")).to_have_value("A form in an hour")
    expect(mentor.locator("input[name=sub_criteria]:checked")).to_have_count(1)
    mentor.locator(".room-form-bar button[type=submit]").click()
    mentor.wait_for_url(re.compile(r"/en/rooms/[0-9a-f-]{36}/"))
    is_live(mentor)
    return re.sub(r"\D", "", mentor.locator(".host-code").inner_text())


def let_everybody_in(hall: Hall, code: str, new_person: type_of_maker) -> None:
    """Four competitors by the code, three judges by their links; the host sees each arrive."""
    for name, college in COMPETITORS.items():
        hall.competitors[name] = new_person(viewport=PHONE)
        join(hall.competitors[name], code, name, college)
        expect(hall.mentor.locator("[data-field=competitors]")).to_contain_text(name)
    for number, link in enumerate(links_of_judges(hall.mentor, 3), start=1):
        page = new_person(viewport={"width": 1024, "height": 768})
        take_seat(page, link, f"Judge Demo {number}")
        hall.judges.append(Sheet(page))
        expect(hall.mentor.locator("[data-seat]").nth(number - 1)).to_contain_text(f"Judge Demo {number}")


def measure(hall: Hall) -> None:
    """One judge's mark counts for the panel; every other screen follows."""
    first, second, third = hall.judges
    for name in ("Alua Demo", "Bota Demo", "Chingis Demo"):
        first.choose(name)
        first.press("A1.M1", "full")
        first.shows("A1.M1", "1.00")
    second.choose("Alua Demo")
    second.shows("A1.M1", "1.00")
    second.press("A1.M2", "full")
    second.choose("Bota Demo")
    second.other("A1.M2", "0,25", "The answer stood far from the field")
    second.shows("A1.M2", "0.25")
    third.choose("Chingis Demo")
    third.press("A1.M2", "full")
    third.choose("Dana Demo")
    third.press("A1.M2", "zero")
    third.is_saved("A1.M2")
    expect(hall.mentor.locator("td.matrix-total [data-field=total]").nth(1)).to_have_text("1.25")
    expect(board_row(hall.board, "Bota Demo").locator("[data-field=total]")).to_have_text("1.25")
    expect(hall.competitors["Bota Demo"].locator("[data-field=total]")).to_have_text("1.25")


def judge_blindly(hall: Hall, name: str, scores: tuple[int, int, int]) -> None:
    """Each judge scores; no score shows to the others until all three are in."""
    for sheet in hall.judges:
        sheet.choose(name)
    for number, (sheet, score) in enumerate(zip(hall.judges, scores, strict=True)):
        for other in hall.judges[number:]:
            expect(other.aspect("A1.J1").locator(".jury-seats")).not_to_contain_text(re.compile("[0-3]"))
        if sheet is hall.judges[-1]:
            expect(sheet.aspect("A1.J1").locator("[data-field=jury-words]")).to_contain_text("2 of 3 are in")
            expect(sheet.aspect("A1.J1").locator(".jury-face")).to_have_text(["•", "•", ""])
        sheet.score("A1.J1", score)
        # The last score reveals them all at once, and a spread begins a new round in which nobody has scored.
        if sheet is not hall.judges[-1]:
            sheet.has_scored("A1.J1", score)


def score_again(hall: Hall) -> None:
    """A spread over 1 asks for a new round; the second round gives the mark."""
    judge_blindly(hall, "Chingis Demo", (0, 2, 2))
    for sheet in hall.judges:
        sheet.is_discussed("A1.J1")
        sheet.shows("A1.J1", "–")
        expect(sheet.aspect("A1.J1").locator("[data-field=jury-words]")).to_contain_text("0 · 2 · 2")
    expect(hall.mentor.locator(".host-notices")).to_contain_text("scores 0 · 2 · 2")
    for sheet, score in zip(hall.judges, (1, 2, 2), strict=True):
        sheet.score("A1.J1", score)
    for sheet in hall.judges:
        sheet.shows("A1.J1", "0.83")
        expect(sheet.aspect("A1.J1").locator(".jury-face")).to_have_text(["1", "2", "2"])
    expect(hall.mentor.locator(".host-notices")).not_to_contain_text("scores 0 · 2 · 2")


def reload_everything(hall: Hall) -> None:
    """A reload of any screen loses nothing."""
    for page in (hall.mentor, hall.board, *hall.competitors.values(), *(sheet.page for sheet in hall.judges)):
        page.reload()
        is_live(page)
    hall.judges[0].choose("Chingis Demo")
    hall.judges[0].shows("A1.J1", "0.83")
    expect(board_row(hall.board, "Chingis Demo").locator("[data-field=total]")).to_have_text("2.33")
    expect(hall.competitors["Chingis Demo"].locator("[data-field=total]")).to_have_text("2.33")


def lose_the_network(hall: Hall, complaints: Complaints) -> None:
    """A judge marks without a network; the mark waits, says so, and arrives when the network is back."""
    complaints.forgive("ERR_INTERNET_DISCONNECTED|WebSocket connection to")
    sheet = hall.judges[0]
    sheet.choose("Dana Demo")
    connection = sheet.page.locator("room-connection").first
    sheet.page.context.set_offline(True)
    expect(connection).to_have_attribute("data-phase", "offline")
    sheet.press("A1.M1", "zero")
    expect(connection).to_have_attribute("data-waiting", "1")
    hall.judges[1].choose("Dana Demo")
    hall.judges[1].shows("A1.M1", "–")
    sheet.page.context.set_offline(False)
    is_live(sheet.page)
    sheet.is_saved("A1.M1")
    hall.judges[1].shows("A1.M1", "0.00")


def end_the_room(hall: Hall) -> None:
    """The host ends the room: the totals stand, and each competitor sees where marks were lost."""
    hall.mentor.locator("[data-opens=end-dialog]").click()
    hall.mentor.locator("#end-dialog [data-command='room.end']").click()
    # Each competitor's page loads again at the end, at a moment of its own, to bring the feedback.
    for name, page in hall.competitors.items():
        expect(page.locator(".takeaway-figure")).to_have_text(TOTALS[name])
    bota = hall.competitors["Bota Demo"]
    expect(bota.locator("main")).to_contain_text("The answer stood far from the field")
    expect(bota.locator("main")).to_contain_text("Design")
    for name, total in TOTALS.items():
        expect(board_row(hall.board, name).locator("[data-field=total]")).to_have_text(total)
    for page in hall.competitors.values():
        assert_no_sideways_scroll(page)
    assert_accessible(bota)


def publish_the_results(mentor: Page) -> None:
    """The mentor looks at the results, publishes them, and is led to where the public reads them."""
    mentor.locator("a[href$='/results/']").first.click()
    rows = mentor.locator(".results-table").first.locator("tbody tr")
    expect(rows).to_have_count(4)
    for row, name in zip(rows.all(), TOTALS, strict=True):
        expect(row).to_contain_text(name)
        expect(row.locator(".results-total")).to_have_text(TOTALS[name])
    mentor.locator("a[href$='/publish/']").first.click()
    mentor.locator("select[name=championship]").select_option(label="Saryarqa Skills Open")
    mentor.locator("input[name=skill_title]").fill("Forms, a journey")
    mentor.locator("main form button[type=submit]").click()
    expect(mentor.locator("main")).to_contain_text("Published")
    assert "/saryarqa-open/skills/" in mentor.url


def read_in_three_languages(reader: Page, found: str) -> None:
    """Anybody reads the results, in each language, without an account."""
    for language, decimal in (("en", "2.83"), ("ru", "2,83"), ("kk", "2,83")):
        reader.goto(
            found if language == "en" else reader.locator(f"link[hreflang={language}]").get_attribute("href") or ""
        )
        expect(reader.locator("html")).to_have_attribute("lang", language)
        expect(reader.locator("main")).to_contain_text("Alua Demo")
        expect(reader.locator("main")).to_contain_text(decimal)


@pytest.mark.again
def test_from_a_workbook_to_published_results(
    new_person: type_of_maker, complaints: Complaints, tmp_path: Path
) -> None:
    # Wagtail tries to save a draft while its required fields are still empty.
    complaints.forgive(r"/admin/pages/.*400")
    mentor = new_person()
    sign_in(mentor, "mentor")
    import_the_scheme(mentor, write_sample(tmp_path))
    publish_the_module(new_person(), write_the_module(mentor))
    code = open_the_room(mentor)
    hall = Hall(mentor, new_person(viewport={"width": 1920, "height": 1080}))
    hall.board.goto(f"{mentor.url}board/")
    let_everybody_in(hall, code, new_person)
    mentor.locator("[data-command='room.start']").click()
    expect(hall.board.locator("room-board")).to_have_attribute("data-status", "running")
    measure(hall)
    for name, scores in SCORES.items():
        judge_blindly(hall, name, scores)
    score_again(hall)
    reload_everything(hall)
    lose_the_network(hall, complaints)
    end_the_room(hall)
    publish_the_results(mentor)
    reader = new_person()
    read_in_three_languages(reader, mentor.url)

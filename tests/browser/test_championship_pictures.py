"""Pictures of championships, into var/screenshots, in the ways that test_pictures has: pages, desk, board, ceremony.

Only `make screenshots` runs this.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import sign_in
from tests.browser.test_ceremony import make_steps, screens_of
from tests.browser.test_pictures import photograph, photograph_all
from tests.championships.events.importing.books import OFFICIALS, PEOPLE, book

pytestmark = [pytest.mark.pictures, pytest.mark.xdist_group("pictures")]

type_of_maker = Callable[..., Page]
RUNNING, OVER, COMING = (
    f"championships/{name}/" for name in ("jetisu-regional", "saryarqa-regional", "great-steppe-final")
)
COLLEGE = "Demo Technical College of Zarechye"


def test_public_pages_of_championships(new_person: type_of_maker) -> None:
    page = new_person()
    page.goto(f"/en/{OVER}results/")
    result = page.locator(".podium-item h2 a", has_text="Health").get_attribute("href") or ""
    pages = {"championship": RUNNING, "skill-result": result.removeprefix("/en/"), "medals": f"{OVER}medals/"}
    photograph_all(page, pages)


def test_the_desk_of_a_championship(new_person: type_of_maker, tmp_path: Path) -> None:
    page = new_person()
    sign_in(page, "organiser")
    photograph_all(page, {"championship-desk": f"{RUNNING}desk/"})
    workbook = tmp_path / "final.xlsx"
    workbook.write_bytes(
        book(
            Participants=(
                PEOPLE,
                ("Welding", "", "Demo-Tulpar", "Erlan", COLLEGE, 1),
                ("Bakery", "", "Demo-Soroka", "Vera", COLLEGE, 2),
                ("Glass cutting", "", "Demo-Tory", "Aliya", COLLEGE, 3),
            ),
            Experts=(OFFICIALS, ("Welding", "chief expert", "Demo-Zholbarys", "Marat", COLLEGE, "")),
        )
    )
    page.goto(f"/en/{COMING}desk/import/")
    page.get_by_label("File").set_input_files(workbook)
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator(".desk-verdict[open]").first).to_be_visible()
    page.locator(".desk-verdict:not([open]) summary").first.click()
    photograph(page, "people-report")


def test_what_a_hall_sees(new_person: type_of_maker) -> None:
    board, operator = new_person(), new_person()
    board.goto(f"/en/{OVER}board/?projector&seconds=300")
    expect(board.locator(".event-board-row").first).to_be_visible()
    photograph(board, "event-board")
    sign_in(operator, "organiser")
    make_steps(operator, "Make the steps")
    screen, _screen_in_kazakh = screens_of(operator, new_person)
    operator.locator(".ceremony-jump", has_text="Gold").first.click()
    expect(screen.locator("[data-medal=gold] .reveal-name")).to_be_visible()
    photograph(operator, "ceremony-desk")
    photograph(screen, "ceremony")

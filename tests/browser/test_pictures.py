"""Pictures of every screen, into var/screenshots: phone and desktop, light and dark, and in Kazakh.

Only `make screenshots` runs this; it fails where a screen complains or cannot be reached.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from championships.schemes.exchange.writing import write_workbook
from tests.browser.people import DESKTOP, PHONE, sign_in
from tests.browser.room_pages import Sheet, is_live, join, links_of_judges, take_seat
from tests.browser.sample_scheme import write_sample
from tests.browser.test_scheme_pages import apply, bring, edited, write_marked

pytestmark = [pytest.mark.pictures, pytest.mark.xdist_group("pictures")]

FOLDER = Path(__file__).resolve().parent.parent.parent / "var" / "screenshots"
NAMES = ("Aruzhan Demo", "Батыр Демо", "Әсел Үлгі")
ROOM = re.compile(r"/rooms/[0-9a-f-]{36}/$")
type_of_maker = Callable[..., Page]

# How each screen is photographed: name, window, colours, language.
WAYS: tuple[tuple[str, dict[str, int], str, str], ...] = (
    ("desktop-light-en", DESKTOP, "light", "en"),
    ("desktop-dark-en", DESKTOP, "dark", "en"),
    ("phone-light-en", PHONE, "light", "en"),
    ("phone-dark-en", PHONE, "dark", "en"),
    ("desktop-light-kk", DESKTOP, "light", "kk"),
    ("phone-light-kk", PHONE, "light", "kk"),
)
PUBLIC = {
    "home": "",
    "training": "training/",
    "championships": "championships/",
    "about": "about/",
    "join": "rooms/join/",
    "sign-in": "accounts/login/",
    "sign-up": "accounts/signup/",
    "styleguide": "styleguide/",
    "not-found": "no-such-page/",
}
SIGNED_IN = {
    "desk": "desk/",
    "profile": "profile/",
    "rooms": "rooms/",
    "new-room": "rooms/new/",
    "schemes": "schemes/",
    "import": "schemes/import/",
    "skills": "schemes/skills/",
    "library": "schemes/library/",
    "class-lists": "schemes/classes/",
}


def photograph(page: Page, name: str) -> None:
    """Take `page` as it stands, in every window and colour, into a file for each; its language stays."""
    language = page.locator("html").get_attribute("lang")
    before = page.viewport_size
    for way, window, colours, spoken in WAYS:
        if spoken == language:
            page.set_viewport_size(window)  # type: ignore[arg-type]  # a plain dict of the same shape
            page.evaluate("scrollTo(0, 0)")
            page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]  # "light" or "dark"
            page.screenshot(path=FOLDER / way / f"{name}.png", full_page=True)
    if before:
        page.set_viewport_size(before)


def photograph_all(page: Page, addresses: dict[str, str]) -> None:
    """Take each address in English and in Kazakh."""
    for language in ("en", "kk"):
        for name, path in addresses.items():
            page.goto(f"/{language}/{path}")
            photograph(page, name)


def first_link(page: Page, below: str) -> str:
    """Return the first address inside the page that stands below `below`, without its language."""
    links = [link.get_attribute("href") or "" for link in page.locator(f"main a[href*='{below}']").all()]
    found = [re.sub(r"^/..?/", "", link) for link in links if not link.endswith(below)]
    assert found, f"{page.url} leads nowhere below {below}"
    return found[0]


def test_public_screens(new_person: type_of_maker, complaints: Any) -> None:
    complaints.forgive("404")
    page = new_person()
    photograph_all(page, PUBLIC)
    for language in ("en", "kk"):
        page.goto(f"/{language}/training/")
        page.goto(f"/{language}/{first_link(page, '/training/')}")
        photograph(page, "module")


def test_screens_of_a_mentor(new_person: type_of_maker, tmp_path: Path) -> None:
    page = new_person()
    sign_in(page, "mentor")
    photograph_all(page, SIGNED_IN)
    page.goto("/en/schemes/import/")
    page.locator("input[type=file]").set_input_files(write_sample(tmp_path))
    page.locator("main form button[type=submit]").click()
    page.locator("button[name=apply]").wait_for()
    photograph(page, "import-report")
    apply(page)
    photograph(page, "scheme")
    _photograph_versions(page, tmp_path)
    _photograph_marked_sheets(page, tmp_path)


def _photograph_versions(page: Page, folder: Path) -> None:
    """A file that changes the scheme, the two versions of it, its forms, its draft, and a skill."""
    file = folder / "edited.xlsx"
    file.write_bytes(write_workbook(edited()))
    bring(page, file)
    photograph(page, "difference")
    apply(page)
    scheme = page.url
    for name, below in (("versions", "difference/"), ("forms", "forms/")):
        page.goto(f"{scheme}{below}")
        photograph(page, name)
    page.goto(scheme)
    page.locator(".scheme-acts a[href*='/drafts/']").first.click()
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("podium-scheme-editor")).to_have_attribute("data-ready", "")
    photograph(page, "editor")
    page.goto("/en/schemes/skills/")
    page.goto(f"/en/{first_link(page, '/schemes/skills/')}")
    photograph(page, "skill")


def _photograph_marked_sheets(page: Page, folder: Path) -> None:
    """Marks that came with a file: on its report, in a standing, and one sheet."""
    bring(page, write_marked(folder, "of a visitor"))
    page.locator("input[name=sheet_0]").check()
    page.locator("input[name=sheet_name_0]").fill("Aruzhan Demo")
    photograph(page, "report-with-marks")
    page.locator("select[name=version_of]").select_option("")
    apply(page)
    page.locator(".scheme-acts a[href*='/sheets/']").click()
    page.wait_for_url(re.compile(r"/\d+/sheets/"))
    photograph(page, "marked-sheets")
    page.locator("main tbody a").click()
    page.wait_for_url(re.compile(r"/sheets/\d+/$"))
    photograph(page, "marked-sheet")


def _room_of_the_demo(mentor: Page) -> str:
    mentor.goto("/en/rooms/")
    links = [link.get_attribute("href") or "" for link in mentor.locator("main a[href*='/rooms/']").all()]
    mentor.goto(next(link for link in links if ROOM.search(link)))
    is_live(mentor)
    return re.sub(r"\D", "", mentor.locator(".host-code").inner_text())


def _mark(sheets: list[Sheet]) -> None:
    for number, name in enumerate(NAMES, start=1):
        for sheet in sheets:
            sheet.choose(name)
        measured = sheets[0].page.locator("li.aspect[data-kind=M] [data-action=full]").all()
        for button in measured[number:]:
            button.click()
        for sheet, score in zip(sheets, (2, 3, 3 - number % 2), strict=True):
            for judged in sheet.page.locator("li.aspect[data-kind=J]").all():
                judged.locator(f"[data-score='{score}']").click()


def _let_in(mentor: Page, code: str, new_person: type_of_maker) -> tuple[list[Page], list[Sheet]]:
    competitors = [new_person(viewport=PHONE) for _ in NAMES]
    for page, name in zip(competitors, NAMES, strict=True):
        join(page, code, name, "Demo College")
    links = links_of_judges(mentor, 3)
    sheets = [Sheet(new_person()) for _ in links]
    for number, (sheet, link) in enumerate(zip(sheets, links, strict=True), start=1):
        take_seat(sheet.page, link, f"Judge Demo {number}")
    return competitors, sheets


def _photograph_in_two_languages(page: Page, name: str) -> None:
    for language in ("en", "kk"):
        page.goto(re.sub(r"/(en|kk)/", f"/{language}/", page.url, count=1))
        is_live(page)
        photograph(page, name)
    page.goto(page.url.replace("/kk/", "/en/"))
    is_live(page)


def _end(mentor: Page, competitor: Page) -> None:
    mentor.locator("[data-opens=end-dialog]").click()
    mentor.locator("#end-dialog [data-command='room.end']").click()
    competitor.locator(".takeaway-figure").wait_for()
    photograph(competitor, "feedback")
    mentor.locator("a[href$='/results/']").first.click()
    photograph(mentor, "results")
    mentor.locator("a[href$='/publish/']").first.click()
    photograph(mentor, "publish")


def test_screens_of_a_room(new_person: type_of_maker) -> None:
    mentor, board = new_person(), new_person()
    sign_in(mentor, "mentor")
    code = _room_of_the_demo(mentor)
    board.goto(f"{mentor.url}board/")
    competitors, sheets = _let_in(mentor, code, new_person)
    photograph(mentor, "host-lobby")
    photograph(board, "board-lobby")
    mentor.locator("[data-command='room.start']").click()
    expect(board.locator("room-board")).to_have_attribute("data-status", "running")
    _mark(sheets)
    for name, page in (("host", mentor), ("board", board), ("sheet", sheets[0].page), ("competitor", competitors[0])):
        _photograph_in_two_languages(page, name)
    _end(mentor, competitors[0])

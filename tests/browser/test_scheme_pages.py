"""A scheme that comes a second time: what changed is seen before it is stored, and the marks beside it are kept."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Page, expect

from championships.marking import Scheme
from championships.schemes.exchange.writing import write_workbook
from tests.browser.people import DESKTOP, PHONE, assert_accessible, assert_no_sideways_scroll, sign_in
from tests.browser.sample_scheme import SCHEME, write_sample

type_of_maker = Callable[..., Page]

LONG_WORD = "Высокопревосходительствующегосударственнообразовательнейший"
NEW_WORDS = "A wrong date is answered in kind words"
GRADES = ((None, 2, 3, 4, 5), (None, 0, 0.2, 0.4, 0.7))


def edited() -> Scheme:
    """Return the sample scheme as a mentor edited it: one aspect says something else and is worth more."""
    forms, pages = SCHEME.criteria
    form = forms.sub_criteria[0]
    first, second, third = form.aspects
    second = replace(second, description=NEW_WORDS, maximum=Decimal("1.00"))
    form = replace(form, aspects=(first, second, third))
    return replace(SCHEME, criteria=(replace(forms, sub_criteria=(form,)), pages))


def write_marked(folder: Path, word: str = LONG_WORD) -> Path:
    """Write a workbook with marks given and thresholds of grades; `word` ends what can be long."""
    marked = (
        ("Sub Criteria ID", "Sub Criteria Name", "Aspect - Description", "Max Mark", "Your mark"),
        ("A1", f"Form {word}", None, None, None),
        (None, None, "Sends what was written", "1.50", "1.00"),
        (None, None, f"Shows the answer {word}", "0.50", "0.50"),
    )
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in (("Marks", marked), ("Grades", GRADES)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "module-c.xlsx"
    book.save(path)
    return path


def look_at(page: Page) -> None:
    """Hold the page against what Podium promises, on a desktop and on a phone."""
    for window in (PHONE, DESKTOP):
        page.set_viewport_size(window)  # type: ignore[arg-type]  # a plain dict of the same shape
        assert_no_sideways_scroll(page)
        assert_accessible(page)


def bring(page: Page, file: Path) -> None:
    """Read a file, up to its report."""
    page.goto("/en/schemes/import/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/schemes/import/[0-9a-f-]{36}/"))


def apply(page: Page) -> None:
    """Store what was read, and arrive at the scheme."""
    page.locator("button[name=apply]").click()
    page.wait_for_url(re.compile(r"/schemes/\d+/$"))
    expect(page.locator(".messages")).to_contain_text("The scheme is here")


def test_a_file_of_a_scheme_that_is_here_shows_what_it_changes(new_person: type_of_maker, tmp_path: Path) -> None:
    mentor = new_person()
    sign_in(mentor, "mentor")
    bring(mentor, write_sample(tmp_path))
    apply(mentor)
    file = tmp_path / "edited.xlsx"
    file.write_bytes(write_workbook(edited()))
    bring(mentor, file)
    difference = mentor.locator("#difference")
    expect(difference.locator(".change")).to_have_count(1)
    expect(difference.locator("ins")).to_contain_text("kind")
    expect(difference.locator(".change-marks")).to_contain_text("1.00")
    look_at(mentor)
    apply(mentor)
    expect(mentor.locator(".eyebrow")).to_contain_text("version 2")
    look_at(mentor)
    mentor.locator(".scheme-acts a[href*='/difference/']").click()
    expect(mentor.locator("ins")).to_contain_text("kind")
    look_at(mentor)
    mentor.locator("select[name=after]").select_option("1")
    mentor.locator(".compare-form button").press("Enter")
    expect(mentor.locator(".comparison-percent")).to_contain_text("0.00")


def test_marks_beside_a_scheme_are_kept_as_a_marked_sheet(new_person: type_of_maker, tmp_path: Path) -> None:
    mentor = new_person()
    sign_in(mentor, "mentor")
    bring(mentor, write_marked(tmp_path))
    expect(mentor.locator(".grade")).to_have_count(4)
    name = mentor.locator("input[name=sheet_name_0]")
    expect(name).to_be_hidden()
    mentor.locator("input[name=sheet_0]").press("Space")
    name.fill(LONG_WORD)
    look_at(mentor)
    mentor.locator("select[name=version_of]").select_option("")
    apply(mentor)
    mentor.locator(".scheme-acts a[href*='/sheets/']").click()
    expect(mentor.locator("main tbody tr")).to_contain_text("1.50")
    look_at(mentor)
    mentor.locator("main tbody a").click()
    expect(mentor.locator(".marked-aspect-lost")).to_have_count(1)
    look_at(mentor)
    mentor.goto("/en/schemes/")
    mentor.locator("main a[href$='/schemes/classes/']").click()
    expect(mentor.locator(".empty")).to_be_visible()
    look_at(mentor)

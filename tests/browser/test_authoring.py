"""An author writes a programme, a module and a lesson; a methodologist reviews; it is published in three languages."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.editor_pages import approve, hand_in
from tests.browser.server import Server

PICTURES = os.environ.get("PODIUM_PICTURES_OF_TRAINING", "")
PROGRAMME, MODULE, LESSON = "Teach the hand, teach the eye", "Sharp tools", "Sharpen a chisel"
WORDS = {"ru": "Заточка стамески", "kk": "Қашауды қайрау"}


def look(page: Page, name: str) -> None:
    """Hold the page to what every page must be; keep a picture where somebody asked for pictures."""
    people.assert_no_sideways_scroll(page)
    people.assert_accessible(page)
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def write_programme(author: Page) -> int:
    """Find the way from the first steps, write a programme, and return its key."""
    author.goto("/admin/")
    expect(author.locator("#training-first-steps, [data-panel]").first).to_be_visible()
    author.get_by_role("link", name="New programme (English)").click()
    author.locator("input[name=title]").fill(PROGRAMME)
    author.locator("textarea[name=introduction]").fill("For mentors who show before they tell.")
    author.locator("textarea[name=outcomes]").fill("Show a cut\nJudge an edge")
    author.locator("input[name=hours]").fill("16")
    return kept(author)


def write_module(author: Page, programme: int) -> int:
    """Write a module below the programme and return its key."""
    author.goto(f"/admin/pages/add/training/trainingmodulepage/{programme}/")
    author.locator("input[name=title]").fill(MODULE)
    author.locator("textarea[name=introduction]").fill("Edges that cut and keep cutting.")
    author.locator("input[name=skill]").fill("27 Cabinetmaking")
    author.locator("textarea[name=standards]").fill("3 Sharpening")
    author.locator("input[name=hours]").fill("3")
    return kept(author)


def write_lesson(author: Page, module: int) -> int:
    """Write a lesson with a safety warning and return its key."""
    author.goto(f"/admin/pages/add/training/lessonpage/{module}/")
    author.locator("input[name=title]").fill(LESSON)
    author.locator("textarea[name=introduction]").fill("Sharpening with a stone.")
    author.locator(".c-sf-add-button:visible").last.click()
    author.get_by_role("option", name="Reflection").click()
    author.locator("[name=body-0-value-question]").fill("How do you know that an edge is sharp?")
    return kept(author)


def kept(author: Page) -> int:
    """Keep the new draft, which Wagtail may have done by itself already, and return its key."""
    author.locator("button.action-save").first.click()
    author.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    return int(re.findall(r"/pages/(\d+)/", author.url)[0])


def translate(author: Page, programme: int, lesson: int, server: Server) -> None:
    """Open the translations of all three side by side with the originals, and translate the lesson's title."""
    author.goto(f"/admin/localize/submit/page/{programme}/")
    for box in author.locator("input[name=locales]").all():
        box.check()
    author.locator("input[name=include_subtree]").check()
    author.locator("input[type=submit], button[type=submit]", has_text="").last.click()
    author.wait_for_url(lambda address: "/localize/submit/" not in address)
    for language, words in WORDS.items():
        author.goto(f"/admin/pages/{lesson}/edit/")
        author.goto(translation_of(server, lesson, language))
        author.get_by_role("button", name="Translate", exact=True).first.click()
        author.locator("textarea:visible").first.fill(words)
        author.get_by_role("button", name="Save", exact=True).first.click()
        expect(author.get_by_text(words).first).to_be_visible()
        author.locator("button[name=action][value=publish]").first.click()
        expect(author.locator(".messages")).to_contain_text(re.compile("[Pp]ublished"))


def translation_of(server: Server, page: int, language: str) -> str:
    """Return where the translation of a page is edited."""
    code = (
        "from wagtail.models import Page; "
        f"print(Page.objects.get(pk={page}).get_translations().get(locale__language_code='{language}').pk)"
    )
    said = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
        env=server.env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return f"/admin/pages/{said.stdout.split()[-1]}/edit/"


def test_from_an_idea_to_a_lesson_in_three_languages(
    server: Server, new_person: Callable[..., Page], complaints: people.Complaints
) -> None:
    # What keeps a page by itself may find it half written, and says so in the bar.
    complaints.forgive(r"/admin/pages/add/\S+: .* status of 400")
    author, methodologist, reader = new_person(), new_person(), new_person(viewport=people.PHONE)
    people.sign_in(author, "mentor")
    people.sign_in(methodologist, "methodologist")
    programme = write_programme(author)
    module = write_module(author, programme)
    lesson = write_lesson(author, module)
    for page in (programme, module, lesson):
        author.goto(f"/admin/pages/{page}/edit/")
        hand_in(author)
    assert reader.request.get("/en/training/teach-the-hand-teach-the-eye/").status == 404
    for page in (programme, module, lesson):
        approve(methodologist, page)
    assert reader.request.get("/en/training/teach-the-hand-teach-the-eye/").status == 200
    # Who publishes is who reviews, so she publishes the translations too.
    translate(methodologist, programme, lesson, server)
    address = "training/teach-the-hand-teach-the-eye/sharp-tools/sharpen-a-chisel/"
    for language, words in {"en": LESSON, **WORDS}.items():
        reader.goto(f"/{language}/{address}")
        expect(reader.locator("h1")).to_have_text(words)
        look(reader, f"lesson-{language}")
    reader.goto("/en/training/teach-the-hand-teach-the-eye/")
    expect(reader.locator("main")).to_contain_text("Judge an edge")
    look(reader, "programme")
    reader.goto("/ru/training/?q=заточка")
    expect(reader.locator(".catalogue-item h3")).to_have_text(WORDS["ru"])

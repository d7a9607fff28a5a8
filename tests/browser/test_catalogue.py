"""The catalogue, and what learners do with a lesson, in real browsers: by keyboard, on a phone, without JavaScript."""

import gzip
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser import people
from tests.browser.server import Server, manage

PICTURES = os.environ.get("PODIUM_PICTURES_OF_TRAINING", "")
LARGEST = 100 * 1024  # Bytes of a page's own weight as it is transferred.
BODY = """[
 {"type": "heading", "value": "Before you start"},
 {"type": "text", "value": "<p>Read the whole task before you touch a tool. <b>Then</b> lay out what you need.</p>"},
 {"type": "tools", "value": {"heading": "On the bench", "tools": [{"kind": "tool", "name": "Steel rule", "amount": "1"}, {"kind": "material", "name": "Beech, planed", "amount": "2 m", "purpose": "Without knots"}, {"kind": "protection", "name": "Glasses", "amount": "1"}]}},
 {"type": "procedure", "value": {"heading": "Mark the joint", "needed": "Knife", "steps": [{"title": "Mark the shoulder", "text": "One deep line.", "check": "The knife falls into it."}, {"title": "Saw beside it"}]}},
 {"type": "safety", "value": {"title": "A cut", "text": "<p>Hands behind the edge.</p>"}},
 {"type": "checklist", "value": {"heading": "Before you hand in", "items": [{"type": "item", "id": "e0d0b1de-3f3c-4b52-9a0e-6a1c0a6c7a01", "value": {"text": "The joint closes by hand"}}, {"type": "item", "id": "e0d0b1de-3f3c-4b52-9a0e-6a1c0a6c7a02", "value": {"text": "The bench is clean"}}]}},
 {"type": "drill", "value": {"heading": "Ten cuts", "task": "Ten cuts on the line.", "minutes": 1, "goal": "All ten touch the line."}},
 {"type": "reflection", "value": {"question": "Where did you lose the most time?", "hint": "Think of the first cut."}}
]"""
PLANT = f'''
from coaching.training.models import *
index = TrainingIndexPage.objects.get(locale__language_code="en")
if not TrainingModulePage.objects.filter(slug="joints").exists():
    programme = ProgrammePage(title="Wood by hand", slug="wood", introduction="Joints that hold without glue.", hours=36, outcomes="Mark a joint\\nSaw to a line\\nJudge a fit")
    index.add_child(instance=programme); programme.save_revision().publish()
    module = TrainingModulePage(title="Joints that close by hand", slug="joints", introduction="Mark, saw, fit.", skill="27 Cabinetmaking", standards="3 Joints", hours=4, author="A. Demo", instructor_notes="<p>Bring spare blades.</p>")
    programme.add_child(instance=module); module.save_revision().publish()
    for number, title in enumerate(["Mark the joint", "Saw beside the line", "Fit and finish"], 1):
        lesson = LessonPage(title=title, slug=f"l{{number}}", introduction="One sitting at the bench.", minutes=20, body={BODY!r} if number == 1 else '[{{"type": "text", "value": "<p>Words.</p>"}}]')
        module.add_child(instance=lesson); lesson.save_revision().publish()
'''  # fmt: skip
LESSON = "/en/training/wood/joints/l1/"


@pytest.fixture(scope="module")
def planted(server: Server) -> Server:
    """The demo with a programme of one module and three lessons more."""
    manage("shell", "-c", PLANT, env=server.env)
    return server


def look(page: Page, name: str) -> None:
    """Hold the page to what every page must be; keep a picture where somebody asked for pictures."""
    people.assert_no_sideways_scroll(page)
    people.assert_accessible(page)
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_reader_filters_while_she_types_and_shares_the_address(
    planted: Server, new_person: Callable[..., Page]
) -> None:
    reader = new_person()
    reader.goto("/en/training/")
    reader.locator("#catalogue-q").press_sequentially("joint")
    expect(reader.locator(".catalogue-item h3").first).to_contain_text("Joints that close by hand")
    reader.wait_for_url(re.compile(r"\?q=joint$"))
    expect(reader.locator("#catalogue-q")).to_be_focused()
    look(reader, "catalogue-desktop")
    reader.locator("#catalogue-lang").select_option("kk")
    expect(reader.locator("#results")).to_contain_text("No module fits")
    look(reader, "catalogue-empty")
    reader.locator("#catalogue-lang").select_option("")
    reader.wait_for_url(re.compile(r"\?q=joint$"))
    other = new_person(viewport=people.PHONE, java_script_enabled=False)
    other.goto(reader.url)
    expect(other.locator(".catalogue-item h3").first).to_contain_text("Joints that close by hand")
    other.locator("#catalogue-level").select_option("first")
    other.get_by_role("button", name="Search").click()
    expect(other.locator(".catalogue-item h3").first).to_contain_text("Joints that close by hand")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", ["phone", "desktop"])
def test_pages_of_training_are_fit_to_be_seen(
    planted: Server, new_person: Callable[..., Page], window: str, scheme: str
) -> None:
    reader = new_person(viewport=people.PHONE if window == "phone" else people.DESKTOP, color_scheme=scheme)
    for name, address in {
        "catalogue": "",
        "programme": "wood/",
        "module": "wood/joints/",
        "lesson": "wood/joints/l1/",
    }.items():
        reader.goto(f"/en/training/{address}")
        look(reader, f"{name}-{window}-{scheme}")
    if scheme == "light":
        reader.goto("/ru/training/")
        look(reader, f"catalogue-ru-{window}")


def test_ticks_stay_and_the_drill_runs_by_the_keyboard(planted: Server, new_person: Callable[..., Page]) -> None:
    reader = new_person(viewport=people.PHONE)
    reader.clock.install()
    reader.goto(LESSON)
    reader.get_by_label("The joint closes by hand").check()
    reader.reload()
    expect(reader.get_by_label("The joint closes by hand")).to_be_checked()
    expect(reader.get_by_label("The bench is clean")).not_to_be_checked()
    drill = reader.locator("podium-drill")
    expect(drill).to_contain_text("01:00")
    drill.get_by_role("button", name="Start", exact=True).press("Enter")
    reader.clock.run_for(20_000)
    expect(drill).to_contain_text("00:40")
    drill.get_by_role("button", name="Pause").press("Enter")
    reader.clock.run_for(30_000)
    expect(drill).to_contain_text("00:40")
    drill.get_by_role("button", name="Go on").press("Enter")
    reader.clock.run_for(45_000)
    expect(drill).to_contain_text("Time is over")
    expect(drill.get_by_role("button", name="Start anew")).to_be_focused()
    people.assert_accessible(reader)


def weight_of(answer: Response) -> int:
    """Return the bytes of an answer as a production server sends it: static files compressed, pages as they are."""
    body = answer.body()
    return len(gzip.compress(body)) if "/static/" in answer.url or answer.url.endswith("words.js") else len(body)


@pytest.mark.parametrize("address", ["/en/training/", LESSON])
def test_page_weighs_little_and_stands_still(planted: Server, new_person: Callable[..., Page], address: str) -> None:
    reader = new_person(viewport=people.PHONE)
    answers: list[Response] = []
    reader.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 -- Playwright marks what it is given
    reader.goto(address, wait_until="networkidle")
    weights = {answer.url: weight_of(answer) for answer in answers}
    assert sum(weights.values()) < LARGEST, weights
    shift = reader.evaluate(
        """() => new Promise((resolve) => {
             let sum = 0;
             new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
               .observe({ type: "layout-shift", buffered: true });
             setTimeout(() => resolve(sum), 500);
           })"""
    )
    assert shift < 0.01

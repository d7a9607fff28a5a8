"""A work from a telephone to its acceptance: pictures, two markers, returned with comments, handed in again, released."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.browser import people
from tests.browser.server import Server, manage

NewPerson = Callable[..., Page]
KEY = "5b0c1f0e-7f5c-4a40-9a53-2b6e0a4f9d11"
WORK = f"/en/assignments/{KEY}/"
TABLET = {"width": 820, "height": 1180}
PICTURES = os.environ.get("PODIUM_ASSIGNMENT_PICTURES", "")
MAKE = f"""
from uuid import UUID
from wagtail.models import Locale
from championships.schemes.models import SchemeVersion
from coaching.training.assignments.models import Assignment
version = SchemeVersion.objects.filter(scheme__owner__email="mentor@podium.example").order_by("-pk").first()
parts = [part for criterion in version.criteria.all() for part in criterion.sub_criteria.all()]
code = next(part.code for part in parts if {{"M", "J"}} <= set(part.aspects.values_list("kind", flat=True)))
Assignment.objects.get_or_create(translation_key=UUID("{KEY}"), locale=Locale.objects.get(language_code="en"), defaults=dict(
    title="A form that checks: show your work", task="<p>Build the form of the lesson and show that it works.</p>",
    hand_in="Two pictures and three sentences.", scheme_version=version, codes=code, fewest_files=2, reviewers=2,
    due_days=7, spread_percent=60, is_blind=True, pass_percent=50))
"""


@pytest.fixture(scope="module")
def assignment(server: Server) -> None:
    """An assignment with two markers in the demo of this module's server."""
    manage("shell", "--no-imports", "-c", MAKE, env=server.env)


def photo(name: str, colour: tuple[int, int, int]) -> FilePayload:
    """Return a large picture as a telephone would choose it."""
    written = BytesIO()
    Image.new("RGB", (3000, 2000), colour).save(written, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": written.getvalue()}


def look(page: Page, name: str) -> None:
    """Hold the page to what every page must be; keep a picture where somebody asked for pictures."""
    people.assert_no_sideways_scroll(page)
    people.assert_accessible(page)
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def give_out(leader: Page) -> None:
    """Give the work that waits to the mentor and the expert."""
    leader.goto(f"{WORK}overview/")
    for name in ("Aigerim Demo-Mentor", "Pavel Demo-Expert"):
        leader.get_by_role("checkbox", name=name).check()
    leader.get_by_role("button", name="Give out").click()
    expect(leader.get_by_text("2 works were given out.")).to_be_visible()


def mark(marker: Page, *, score: str, comment: str, work: str = "") -> None:
    """Mark the one work that waits, or the one of the assignment `work`, by the keyboard alone."""
    _opens(marker, work)
    expect(marker.locator("marking-form[data-ready]")).to_be_visible()
    marker.keyboard.press("n")
    rows = marker.locator(".aspect")
    for number in range(rows.count()):
        row = rows.nth(number)
        if row.get_attribute("data-kind") == "J":
            row.locator("input[type=radio]:checked").focus()
            marker.keyboard.press(score)
        elif row.get_attribute("data-input") == "tick":
            row.locator("input[type=radio]:checked").focus()
            marker.keyboard.press("f")
        else:
            row.locator(".marking-hand").evaluate("details => (details.open = true)")
            maximum = row.locator(".aspect-maximum").inner_text().replace("/", "").strip()
            row.locator("[name^='mark:']").fill(maximum)
            row.locator("[name^='mark:']").press("Tab")
        expect(row.locator("[data-field=mark]")).not_to_have_text("–")
    marker.locator(".aspect[data-kind=J] input[type=radio]:checked").first.focus()
    marker.keyboard.press("c")
    marker.keyboard.type(comment)
    expect(marker.locator("[data-field=missing]")).to_be_hidden()
    expect(marker.locator("[data-field=saved]")).to_have_text("The draft is kept.")


def _opens(marker: Page, work: str = "") -> None:
    marker.goto("/en/assignments/reviews/")
    marker.locator(".work-list li", has_text=work).locator(".work-list-name").first.click()
    expect(marker.locator("marking-form")).to_be_visible()


@dataclass
class Crew:
    """Everybody of the journey at their browsers."""

    learner: Page
    leader: Page
    mentor: Page
    expert: Page


@pytest.fixture
def crew(new_person: NewPerson, assignment: None) -> Crew:
    """A learner at a phone, who leads, a marker at a tablet and one at a desk."""
    found = Crew(new_person(viewport=people.PHONE), new_person(), new_person(viewport=TABLET), new_person())
    for page, who in zip(
        (found.learner, found.leader, found.mentor, found.expert),
        ("student", "organiser", "mentor", "expert"),
        strict=True,
    ):
        people.sign_in(page, who)
    return found


def test_a_work_from_a_telephone_to_its_acceptance(crew: Crew) -> None:
    _hands_in(crew.learner)
    crew.leader.goto(f"{WORK}overview/")
    look(crew.leader, "4-overview")
    give_out(crew.leader)
    _both_mark(crew)
    _returns(crew)
    _hands_in_again(crew.learner)
    give_out(crew.leader)
    for page, score in ((crew.mentor, "3"), (crew.expert, "2")):
        mark(page, score=score, comment="Better.")
        _gives_the_marks(page)
    _releases(crew)


def _hands_in(learner: Page) -> None:
    learner.goto(WORK)
    look(learner, "1-phone-to-do")
    with _held_back(learner, "hand-in"):
        learner.locator("#hand-in-choose").set_input_files([photo("front.jpg", (150, 90, 60))])
    learner.locator("#hand-in-camera").set_input_files([photo("side.jpg", (60, 110, 130))])
    expect(learner.locator("#hand-in-files img")).to_have_count(2)
    with learner.expect_response("**/draft/"):
        learner.locator("#hand-in-text").fill("It names every mistake beside its field.")
    expect(learner.locator("[data-field=state]")).to_have_text("The draft is kept.")
    learner.reload()
    expect(learner.locator("#hand-in-text")).to_have_value("It names every mistake beside its field.")
    look(learner, "2-phone-draft")
    _presses_hand_in(learner)
    look(learner, "3-phone-handed-in")


@contextmanager
def _held_back(page: Page, module: str) -> Iterator[None]:
    """Load the page anew without one of its modules, which comes once something was done."""
    held: list[Route] = []
    pattern = f"**/assignments/js/{module}*.js"
    page.route(pattern, lambda route: held.append(route))  # noqa: PLW0108 -- it wants a function
    page.reload(wait_until="commit")
    while not held:
        page.wait_for_timeout(20)
    # A browser puts back what stood in a form before, and does so once it has read the form to its end.
    page.wait_for_function("document.readyState !== 'loading'")
    yield
    held[0].continue_()
    page.unroute(pattern)


def _presses_hand_in(learner: Page) -> None:
    learner.get_by_role("button", name="Hand in", exact=True).click()
    expect(learner.get_by_text("Handed in. You will get a letter")).to_be_visible()


def _gives_the_marks(marker: Page) -> None:
    marker.get_by_role("button", name="Give the marks").last.click()
    expect(marker.get_by_text("The marks are given.")).to_be_visible()


def _both_mark(crew: Crew) -> None:
    _opens(crew.mentor)
    judged = crew.mentor.locator(".aspect[data-kind=J]").first
    expect(judged.locator("[data-field=mark]")).to_have_text("–")
    with _held_back(crew.mentor, "marking"):
        judged.locator("input[type=radio][value='3']").press("Space")
    expect(judged.locator("[data-field=mark]")).not_to_have_text("–")
    mark(crew.mentor, score="2", comment="Clear words.")
    look(crew.mentor, "5-tablet-marking")
    assert "Timur" not in crew.mentor.locator("main").inner_text()
    _gives_the_marks(crew.mentor)
    mark(crew.expert, score="1", comment="The second picture is too dark.")
    look(crew.expert, "6-marking")
    _gives_the_marks(crew.expert)
    look(crew.expert, "7-queue")
    crew.learner.goto(WORK)
    assert "Clear words." not in crew.learner.content()


def _returns(crew: Crew) -> None:
    leader, learner = crew.leader, crew.learner
    leader.goto(f"{WORK}overview/")
    leader.get_by_role("link", name="Timur Demo-Student").click()
    look(leader, "8-submission")
    leader.locator("summary", has_text="Return the work").click()
    leader.get_by_label("What is to be improved").fill("Take the second picture again, with light.")
    leader.get_by_role("button", name="Return the work").click()
    expect(leader.get_by_text("Returned. The learner sees")).to_be_visible()
    learner.goto(WORK)
    expect(learner.get_by_text("Take the second picture again, with light.")).to_be_visible()
    expect(learner.get_by_text("The second picture is too dark.")).to_be_visible()
    assert "%" not in learner.locator(".result").inner_text()
    look(learner, "9-phone-returned")


def _hands_in_again(learner: Page) -> None:
    learner.get_by_role("button", name="Improve it and hand in again").click()
    learner.locator(".file-remove button").last.click()
    expect(learner.locator("#hand-in-files img")).to_have_count(1)
    learner.locator("#hand-in-choose").set_input_files([photo("side-2.jpg", (200, 200, 180))])
    expect(learner.locator("#hand-in-files img")).to_have_count(2)
    _presses_hand_in(learner)


def _releases(crew: Crew) -> None:
    leader, learner = crew.leader, crew.learner
    leader.goto(f"{WORK}overview/")
    look(leader, "10-ready")
    leader.get_by_role("link", name="Release one work").click()
    look(leader, "11-release")
    leader.get_by_role("button", name="Release one work").click()
    expect(leader.get_by_text("1 work was released.")).to_be_visible()
    learner.goto(WORK)
    expect(learner.locator(".result-figure")).to_be_visible()
    expect(learner.get_by_text("Accepted", exact=True).first).to_be_visible()
    look(learner, "12-phone-result")
    if PICTURES:
        _more_pictures(learner, leader)


def _more_pictures(learner: Page, leader: Page) -> None:
    learner.emulate_media(color_scheme="dark")
    learner.goto(WORK.replace("/en/", "/kk/"))
    look(learner, "13-phone-result-kk-dark")
    leader.emulate_media(color_scheme="dark")
    leader.goto(f"{WORK}overview/".replace("/en/", "/ru/"))
    look(leader, "14-overview-ru-dark")
    leader.goto("/en/assignments/")
    look(leader, "15-list")


@pytest.mark.usefixtures("assignment")
def test_what_could_not_be_sent_is_said_and_sent_again(new_person: NewPerson, complaints: people.Complaints) -> None:
    learner = new_person(viewport=people.PHONE)
    people.sign_in(learner, "admin")
    learner.goto(WORK)
    program: FilePayload = {"name": "notes.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x90"}
    learner.locator("#hand-in-choose").set_input_files([program])
    complaints.forgive("422|Failed to load resource|ERR_FAILED")
    expect(learner.locator(".file[data-refused]")).to_contain_text("none of the kinds of file")
    learner.get_by_role("button", name="Dismiss").click()
    expect(learner.locator(".file")).to_have_count(0)

    def cut(route: Route) -> None:
        route.abort()

    learner.route("**/files/", cut)
    learner.locator("#hand-in-choose").set_input_files([photo("front.jpg", (150, 90, 60))])
    expect(learner.get_by_text("Not sent: there is no network.")).to_be_visible()
    learner.unroute("**/files/", cut)
    learner.get_by_role("button", name="Send again").click()
    expect(learner.locator("#hand-in-files img")).to_have_count(1)

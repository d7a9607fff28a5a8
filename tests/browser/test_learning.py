"""Learning in browsers: in by a link on a phone, on in another language on another device, and a mentor who looks after it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import PHONE, Complaints, assert_accessible, assert_no_sideways_scroll, sign_in
from tests.browser.server import Server, manage

NewPerson = Callable[..., Page]
NAME = "Autumn cohort"
MAKE_PROGRAMME = """
from wagtail.models import Locale
from coaching.training.models import LessonPage, ProgrammePage, TrainingIndexPage, TrainingModulePage
index = TrainingIndexPage.objects.get(locale__language_code="en")
def add(parent, page):
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
programme = add(index, ProgrammePage(title="Lead a practice", slug="lead", introduction="Intro.", hours=16))
module = add(programme, TrainingModulePage(title="Before the room", slug="before", skill="17", hours=2, introduction="I."))
made = [programme, module]
words = "".join(f"<p>Paragraph {number}. {'A bench, a clock and a scheme. ' * 20}</p>" for number in range(3))
for number in (1, 2, 3):
    body = [("text", words)] * 8
    made.append(add(module, LessonPage(title=f"Step {number}", slug=f"step-{number}", minutes=5, body=body)))
for page in made:
    copy = page.specific.copy_for_translation(Locale.objects.get(language_code="ru"))
    copy.title = f"{page.title} по-русски"
    copy.save_revision().publish()
"""
MAKE_COHORT = """
from coaching.training.learning.demo import load_cohort
from coaching.training.models import ProgrammePage
from people.models import User
mentor = User.objects.get(email="mentor@podium.example")
key = ProgrammePage.objects.get(slug="lead", locale__language_code="en").translation_key
load_cohort(mentor=mentor, programme_key=key, name="Demo cohort")
"""


@pytest.fixture(scope="module", autouse=True)
def programme(server: Server) -> None:
    """A programme of three lessons in two languages, and a cohort with learners in every state."""
    manage("shell", "-v0", "-c", MAKE_PROGRAMME + MAKE_COHORT, env=server.env)


def _made_cohort(mentor: Page) -> str:
    """Make a cohort as a mentor does and return its invite link."""
    sign_in(mentor, "mentor")
    mentor.goto("/en/learning/cohorts/new/")
    assert_accessible(mentor)
    mentor.get_by_label("Programme").select_option(label="Lead a practice")
    mentor.locator("input[name=name]").fill(NAME)
    mentor.get_by_label("First day").fill("2026-01-01")
    mentor.get_by_label("Last day").fill("2036-01-01")
    mentor.get_by_label("Seats").fill("5")
    mentor.get_by_role("button", name="Make the cohort").click()
    expect(mentor.get_by_role("heading", name=NAME)).to_be_visible()
    assert_accessible(mentor)
    return mentor.locator("#invite-link").input_value()


def _come_in(phone: Page, link: str) -> None:
    """Open the invite link, sign in by it, and come in."""
    phone.goto(link)
    expect(phone.get_by_role("heading", name=NAME)).to_be_visible()
    assert_accessible(phone)
    assert_no_sideways_scroll(phone)
    phone.get_by_role("button", name="Sign in and come in").click()
    phone.locator("input[name=login]").fill("student@podium.example")
    phone.locator("input[name=password]").fill("podium-demo")
    phone.locator("main form button[type=submit]").first.click()
    phone.get_by_role("button", name="Come in").click()
    expect(phone.get_by_text("Step 1")).to_be_visible()
    assert_accessible(phone)
    assert_no_sideways_scroll(phone)


def test_a_learner_joins_on_a_phone_and_goes_on_elsewhere_in_another_language(new_person: NewPerson) -> None:
    link = _made_cohort(new_person())
    phone = new_person(viewport=PHONE, has_touch=True)
    _come_in(phone, link)
    phone.get_by_role("link", name="Begin").click()
    # The button works without JavaScript too, and leads on by itself then.
    phone.wait_for_load_state("networkidle")
    with phone.expect_response(re.compile(r"/read/$")):
        phone.get_by_role("button", name="I have read it").press("Enter")
    following = phone.get_by_role("link", name="Next: Step 2")
    expect(following).to_be_focused()
    following.press("Enter")
    expect(phone.get_by_role("heading", name="Step 2", level=1)).to_be_visible()
    # The page keeps where one is as it opens, too: only what it keeps after the scrolling is waited for.
    phone.wait_for_load_state("networkidle")
    with phone.expect_response(re.compile(r"/place/$")):
        phone.locator(".body-blocks > *").nth(5).evaluate("(block) => block.scrollIntoView({ behavior: 'instant' })")

    desk = new_person()
    sign_in(desk, "student", "ru")
    desk.goto("/ru/learning/")
    next_up = desk.locator(".next-up")
    expect(next_up).to_contain_text("Step 2 по-русски")
    expect(desk.locator(".learning-figure .figures")).to_have_text("1")
    assert_accessible(desk)
    next_up.get_by_role("link").click()
    expect(desk).to_have_url(re.compile(r"/ru/.*#block-\d+$"))
    expect(desk.locator(".body-blocks > *").nth(4)).to_be_in_viewport()


def test_without_javascript_a_lesson_is_read_with_the_button(new_person: NewPerson) -> None:
    reader = new_person(java_script_enabled=False, viewport=PHONE)
    sign_in(reader, "expert")
    reader.goto("/en/training/lead/before/step-1/")
    reader.get_by_role("button", name="I have read it").click()
    expect(reader.get_by_role("heading", name="Step 2", level=1)).to_be_visible()


def test_what_was_read_without_a_network_is_sent_later(new_person: NewPerson, complaints: Complaints) -> None:
    complaints.forgive("ERR_INTERNET_DISCONNECTED|Failed to load resource")
    reader = new_person()
    sign_in(reader, "expert")
    reader.goto("/en/training/lead/before/step-3/")
    reader.wait_for_load_state("networkidle")
    reader.context.set_offline(True)
    reader.get_by_role("button", name="I have read it").click()
    expect(reader.get_by_text("sent later")).to_be_visible()
    with reader.expect_response(re.compile(r"/read/$")):
        reader.context.set_offline(False)
    reader.reload()
    expect(reader.get_by_text("You have read it.")).to_be_visible()


@pytest.mark.again
def test_a_mentor_sees_who_is_stuck_writes_and_decides(new_person: NewPerson) -> None:
    mentor = new_person()
    sign_in(mentor, "mentor")
    mentor.goto("/en/learning/cohorts/")
    mentor.get_by_role("link", name="Demo cohort").click()
    mentor.get_by_role("link", name=re.compile(r"\d+\s+Stuck")).click()
    rows = mentor.locator(".people-table tbody tr")
    stuck = rows.count()
    assert stuck >= 2
    assert_accessible(mentor)
    mentor.get_by_role("button", name="Choose all who are stuck").click()
    mentor.get_by_label("Your words to the chosen").fill("Shall we look at it together?")
    mentor.get_by_role("button", name="Write to the chosen").click()
    expect(mentor.get_by_text(re.compile(r"letters? (is|are) on"))).to_be_visible()
    mentor.get_by_role("link", name="Talgat Demo-Learner").click()
    assert_accessible(mentor)
    mentor.get_by_label("Module or lesson").select_option(label="– Step 1")
    mentor.get_by_label("counts as completed").check()
    mentor.get_by_label("Reason").fill("Led a practice at the college.")
    mentor.get_by_role("button", name="Decide").press("Enter")
    expect(mentor.get_by_text("Led a practice at the college.")).to_be_visible()

"""Pictures of training and its certificates, into var/screenshots, in the ways that test_pictures has.

Only `make screenshots` runs this.
"""

import re
from collections.abc import Callable
from uuid import NAMESPACE_URL, uuid5

import pytest
from playwright.sync_api import FilePayload, Page, expect

from coaching.training.assignments.demo import picture_of_a_form
from tests.browser.people import sign_in
from tests.browser.test_pictures import first_link, photograph, photograph_all

pytestmark = [pytest.mark.pictures, pytest.mark.xdist_group("pictures")]

type_of_maker = Callable[..., Page]
SHELF = "training/from-scheme-to-medal"
WORK = f"/en/assignments/{uuid5(NAMESPACE_URL, 'podium demo forms/assignment')}/"
TEXT = "A form for a visit to the workshop: four fields, each with its label and its help. An error stands beside its field."
PAGES = {
    "catalogue": "training/",
    "programme": f"{SHELF}/",
    "training-module": "training/forms-for-every-reader/",
    "lesson": f"{SHELF}/judge-fairly/nought-to-three/",
    "lesson-with-steps": "training/forms-for-every-reader/errors-that-help/",
    "nothing-found": "training/?q=zzzz",
    "kept-offline": "training/offline/",
}


def photograph_in_both(page: Page, name: str) -> None:
    """Take the page that stands open in English and in Kazakh, and go back to it."""
    address = page.url
    for language in ("en", "kk"):
        page.goto(re.sub(r"/(en|ru|kk)/", f"/{language}/", address, count=1))
        photograph(page, name)
    page.goto(address)


def test_training_to_read(new_person: type_of_maker) -> None:
    photograph_all(new_person(), PAGES)


def test_a_quiz_and_a_work(new_person: type_of_maker) -> None:
    student, organiser, mentor = new_person(), new_person(), new_person()
    for page, who in ((student, "student"), (organiser, "organiser"), (mentor, "mentor")):
        sign_in(page, who)
    _sit(student)
    _hand_in(student)
    organiser.goto(f"{WORK}overview/")
    organiser.get_by_role("checkbox", name="Aigerim Demo-Mentor").check()
    organiser.get_by_role("button", name="Give out").click()
    photograph_in_both(organiser, "assignment-overview")
    _review(mentor)


def _sit(student: Page) -> None:
    """A quiz while it is asked, and its result."""
    student.goto("/en/training/four-guests-at-your-table/advice-without-wine/")
    student.goto(f"/en/{first_link(student, '/quizzes/')}")
    photograph_in_both(student, "quiz-rules")
    student.get_by_role("button", name="Begin").click()
    expect(student.locator("[data-sitting]")).to_have_attribute("data-ready", "")
    for question in student.locator("[data-question]").all():
        if question.locator("input[type=radio]").count():
            question.locator("label.option").last.click()
    expect(student.locator(".quiz-state")).to_contain_text("Everything is saved")
    photograph(student, "quiz")
    student.get_by_role("button", name="Finish").click()
    student.get_by_role("button", name="Finish now").click()
    student.wait_for_url(re.compile("/review/"))
    photograph(student, "quiz-result")


def _hand_in(student: Page) -> None:
    student.goto(WORK)
    shown = [picture_of_a_form(has_errors=has_errors) for has_errors in (True, False)]
    for number, content in enumerate(shown, start=1):
        file: FilePayload = {"name": f"form-{number}.png", "mimeType": "image/png", "buffer": content}
        student.locator("#hand-in-choose").set_input_files([file])
        expect(student.locator("#hand-in-files img")).to_have_count(number)
    with student.expect_response("**/draft/"):
        student.locator("#hand-in-text").fill(TEXT)
    photograph(student, "hand-in")
    student.get_by_role("button", name="Hand in", exact=True).click()
    expect(student.get_by_text("Handed in. You will get a letter")).to_be_visible()


def _review(mentor: Page) -> None:
    mentor.goto("/en/assignments/reviews/")
    mentor.locator(".work-list-name").first.click()
    expect(mentor.locator("marking-form[data-ready]")).to_be_visible()
    for row in mentor.locator(".aspect[data-input=tick]").all():
        row.locator("input[type=radio]:checked").focus()
        mentor.keyboard.press("f")
    judged = mentor.locator(".aspect[data-kind=J] input[type=radio]:checked")
    if judged.count():
        judged.first.focus()
        mentor.keyboard.press("2")
    expect(mentor.locator("[data-field=saved]")).to_have_text("The draft is kept.")
    photograph_in_both(mentor, "review")


def test_a_calibration(new_person: type_of_maker) -> None:
    judge = new_person()
    sign_in(judge, "mentor")
    judge.goto("/en/training/four-guests-at-your-table/advice-without-wine/")
    judge.goto(f"/en/{first_link(judge, '/calibration/')}")
    photograph_in_both(judge, "calibration")
    judge.get_by_role("button", name="Begin judging").click()
    for number, keys in enumerate(("22", "02", "33", "10"), start=1):
        expect(judge.locator(".judging-works [aria-current]")).to_contain_text(str(number))
        judge.locator("input[inputmode=decimal]").fill("2")
        judge.locator("input[inputmode=decimal]").press("ArrowDown")
        for key in keys:
            judge.keyboard.press(key)
        expect(judge.locator("[data-given]")).to_have_text(str(3 * number))
        if number == 1:
            photograph(judge, "calibration-sheet")
        judge.keyboard.press("KeyN" if number < 4 else "ArrowUp")
    expect(judge.locator("[data-saved]")).to_have_text("Saved")
    judge.get_by_role("button", name="Submit all marks").click()
    judge.locator(".result-percent").wait_for()
    photograph_in_both(judge, "calibration-result")
    photograph_all(judge, {"calibration-record": "calibration/"})


def test_a_cohort_and_its_certificates(new_person: type_of_maker) -> None:
    mentor, anybody = new_person(), new_person()
    sign_in(mentor, "mentor")
    mentor.goto("/en/learning/cohorts/")
    mentor.get_by_role("link", name="Mentors of spring").click()
    photograph_in_both(mentor, "cohort")
    anybody.goto(mentor.locator("#invite-link").input_value())
    photograph_in_both(anybody, "invitation")
    mentor.goto("/en/certificates/programmes/")
    mentor.locator(".certificate-item").first.get_by_role("link", name="Issue", exact=True).click()
    mentor.get_by_role("button", name="Issue to those chosen").click()
    path = mentor.locator(".certificate-report a").first.get_attribute("href")
    assert path
    photograph(mentor, "issued")
    anybody.goto(path)
    photograph_in_both(anybody, "certificate")

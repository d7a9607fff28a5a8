"""Training from the catalogue to a document: learnt by its rules, certified, verified by its QR code, revoked."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.people import PHONE, Complaints, assert_accessible, assert_no_sideways_scroll, sign_in
from tests.browser.server import Server, manage
from tests.browser.test_assignments import mark
from tests.browser.training_programme import ASSIGNMENT, LESSONS, MAKE, QUIZ, TASK, TITLE

NewPerson = Callable[..., Page]
WORK = f"/en/assignments/{ASSIGNMENT}/"


@pytest.fixture(scope="module")
def programme(server: Server) -> None:
    """The programme of the journey, beside the demo's."""
    manage("shell", "--no-imports", "-c", MAKE, env=server.env)


def comes_in(learner: Page) -> None:
    """Find the programme in the catalogue, and enrol."""
    learner.goto("/en/training/?q=bench")
    learner.locator(".catalogue-item h3").get_by_role("link", name=TITLE).click()
    learner.get_by_role("button", name="Enrol").click()
    expect(learner.get_by_text(LESSONS[0]).first).to_be_visible()
    assert_accessible(learner)


def is_refused_what_is_closed(learner: Page) -> None:
    """Ask for the second lesson and for its work at their own addresses, before the first lesson is complete."""
    for address in (WORK, "/en/training/bench/one/l2/"):
        answer = learner.goto(address)
        assert answer
        assert answer.status == 403
        expect(learner.locator("main")).to_contain_text(LESSONS[0])
        assert_accessible(learner)


def reads_and_passes(learner: Page) -> None:
    """Read the first lesson, give a wrong answer, then the right one."""
    learner.goto("/en/training/bench/one/l1/")
    learner.wait_for_load_state("networkidle")
    with learner.expect_response(re.compile(r"/read/$")):
        learner.get_by_role("button", name="I have read it").click()
    learner.goto(f"/en/quizzes/{QUIZ}/")
    for answer, verdict in (("Its tools", "not passed"), ("Its maker", "passed")):
        learner.get_by_role("button", name=re.compile("^(Begin|Try again)")).click()
        learner.get_by_text(answer).click()
        learner.get_by_role("button", name="Finish").click()
        learner.get_by_role("button", name="Finish now").click()
        learner.wait_for_url(re.compile("/review/"))
        expect(learner.locator("main")).to_contain_text(verdict)
        learner.goto(f"/en/quizzes/{QUIZ}/")


def hands_in(learner: Page) -> None:
    """Open the second lesson, which is open now, read it, and hand in what it asks for."""
    learner.goto("/en/training/bench/one/l2/")
    learner.wait_for_load_state("networkidle")
    with learner.expect_response(re.compile(r"/read/$")):
        learner.get_by_role("button", name="I have read it").click()
    learner.goto(WORK)
    with learner.expect_response("**/draft/"):
        learner.locator("#hand-in-text").fill("The bench is clean. Its tools lie in order. The drawing hangs above.")
    expect(learner.locator("[data-field=state]")).to_have_text("The draft is kept.")
    learner.get_by_role("button", name="Hand in", exact=True).click()
    expect(learner.get_by_text("Handed in. You will get a letter")).to_be_visible()


def is_accepted(leader: Page, marker: Page) -> None:
    """Give the work to a marker, who marks it, and release it."""
    leader.goto(f"{WORK}overview/")
    leader.get_by_role("checkbox", name="Pavel Demo-Expert").check()
    leader.get_by_role("button", name="Give out").click()
    expect(
        leader.get_by_text("One work was given out.").or_(leader.get_by_text("1 work was given out."))
    ).to_be_visible()
    mark(marker, score="2", comment="Say why.", work=TASK)
    marker.get_by_role("button", name="Give the marks").last.click()
    expect(marker.get_by_text("The marks are given.")).to_be_visible()
    leader.goto(f"{WORK}overview/")
    leader.get_by_role("link", name="Release one work").click()
    leader.get_by_role("button", name="Release one work").click()
    expect(leader.get_by_text("1 work was released.")).to_be_visible()


def issue(leader: Page) -> str:
    """Issue to the one who has completed the programme, and return the address in the QR code of the printed document.

    The code is drawn; the same address is printed below it, and is read from the file.
    """
    leader.goto("/en/certificates/programmes/")
    assert_accessible(leader)
    row = leader.locator(".certificate-item", has_text=TITLE)
    row.get_by_role("link", name="Issue", exact=True).click()
    expect(leader.locator("input[name=recipients]")).to_have_count(1)
    assert_accessible(leader)
    leader.get_by_role("button", name="Issue to those chosen").click()
    leader.locator(".certificate-report a").first.click()
    with leader.expect_download() as download:
        leader.get_by_role("link", name="Document (PDF)").click()
    assert download.value.suggested_filename.endswith(".pdf")
    text = re.sub(r"[\s\u00ad\u200b]+", "", PdfReader(download.value.path()).pages[0].extract_text())
    found = re.search(r"/(en|ru|kk)/certificates/[0-9a-f-]{36}", text)
    assert found
    return found.group()


def verify_by_hand(anybody: Page, number: str, name: str) -> None:
    """Type what is printed; half a name finds nothing."""
    anybody.goto("/en/certificates/check/")
    assert_accessible(anybody)
    anybody.locator("input[name=number]").fill(number)
    anybody.locator("input[name=name]").fill(name[: len(name) // 2])
    anybody.get_by_role("button", name="Verify").click()
    expect(anybody.locator("#id_number_error")).to_be_visible()
    assert_accessible(anybody)
    anybody.locator("input[name=name]").fill(name)
    anybody.keyboard.press("Enter")
    expect(anybody.locator("[data-state=valid]")).to_be_visible()


def revoke(leader: Page) -> None:
    """Take the document back, which needs a reason."""
    leader.get_by_role("link", name="Revoke").click()
    assert_accessible(leader)
    leader.get_by_role("button", name="Revoke").click()
    expect(leader.locator("#id_reason_error")).to_be_visible()
    leader.locator("textarea[name=reason]").fill("The practical task was handed in by somebody else.")
    leader.get_by_role("button", name="Revoke").click()
    expect(leader.locator("[data-state=revoked]")).to_be_visible()


@pytest.mark.usefixtures("programme")
def test_from_the_catalogue_to_a_document_that_is_verified_and_revoked(
    new_person: NewPerson, complaints: Complaints
) -> None:
    # What is closed, and a form that comes back with an error, say so in their status too.
    complaints.forgive("status of (403|422)")
    learner, leader, marker, anybody = new_person(), new_person(), new_person(), new_person(viewport=PHONE)
    for page, who in ((learner, "mentor"), (leader, "organiser"), (marker, "expert")):
        sign_in(page, who)
    comes_in(learner)
    is_refused_what_is_closed(learner)
    reads_and_passes(learner)
    hands_in(learner)
    is_accepted(leader, marker)
    learner.goto("/en/learning/")
    expect(learner.locator("[aria-labelledby=completed]")).to_contain_text(TITLE)
    path = issue(leader)
    anybody.goto(path)
    expect(anybody.locator("[data-state=valid]")).to_contain_text("This document is valid")
    assert_accessible(anybody)
    assert_no_sideways_scroll(anybody)
    name = anybody.locator("#certificate-name").inner_text()
    number = anybody.locator(".certificate-sheet-number .figures").inner_text()
    verify_by_hand(anybody, number, name)
    revoke(leader)
    anybody.goto(path)
    expect(anybody.locator("[data-state=revoked]")).to_contain_text("handed in by somebody else")
    assert_accessible(anybody)


def test_the_issuers_pages_fit_a_phone_and_need_no_mouse(
    new_person: Callable[..., Page], complaints: Complaints
) -> None:
    complaints.forgive("status of 422")
    mentor = new_person(viewport=PHONE)
    sign_in(mentor, "mentor")
    mentor.goto("/en/certificates/programmes/")
    terms = mentor.locator(".certificate-item").first.get_by_role("link", name=re.compile("Terms"))
    terms.focus()
    mentor.keyboard.press("Enter")
    expect(mentor.locator("input[name=city]")).not_to_have_value("")
    mentor.locator("input[name=hours]").fill("1")
    mentor.locator("input[name=hours]").press("Enter")
    expect(mentor.locator("#id_hours_error")).to_contain_text("at least")
    assert_accessible(mentor)
    assert_no_sideways_scroll(mentor)
    for path in ("", "details/", "programmes/"):
        mentor.goto(f"/en/certificates/{path}")
        assert_accessible(mentor)
        assert_no_sideways_scroll(mentor)

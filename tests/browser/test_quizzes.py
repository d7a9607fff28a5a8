"""A quiz on a phone: the network goes in the middle of it and no answer is lost; and answers that come too late."""

import re
from collections.abc import Callable
from uuid import uuid5

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from coaching.training.quizzes.loading import NAMES
from tests.browser import people
from tests.browser.server import Server, manage

NewPerson = Callable[..., Page]
LOST = r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|status of 409|when fetching the script"
QUESTIONS = [
    {
        "text": "Which tool measures 0.01 mm?",
        "answer": {
            "kind": "choice",
            "options": [{"text": "A ruler"}, {"text": "A micrometer", "share": "100"}],
        },
    },
    {
        "text": "How much is g?",
        "answer": {"kind": "number", "answers": [{"value": "9.81"}], "units": [{"name": "m/s2"}]},
    },
    {
        "text": "What protects the eyes?",
        "answer": {
            "kind": "several",
            "options": [{"text": "Goggles", "share": "100"}, {"text": "A visor", "share": "100"}, {"text": "A cap"}],
        },
    },
    {
        "text": "Put the steps in order.",
        "answer": {"kind": "ordering", "items": [{"text": "Switch off"}, {"text": "Lock"}, {"text": "Check"}]},
    },
    {
        "text": "What is measured in what?",
        "answer": {
            "kind": "matching",
            "pairs": [{"left": "length", "right": "metre"}, {"left": "mass", "right": "kilogram"}],
        },
    },
    {
        "text": "Name the unit of force.",
        "explanation": "After Newton.",
        "answer": {"kind": "text", "answers": [{"text": "newton"}]},
    },
    {
        "text": "Judge the weld.",
        "answer": {
            "kind": "judge",
            "level": [{"text": "Holes"}, {"text": "Uneven"}, {"text": "Even"}, {"text": "Even and clean"}],
            "reference": 2,
        },
    },
]
TIME_IS_OVER = """
from datetime import timedelta
from django.utils import timezone
from coaching.training.quizzes.models import Attempt
Attempt.objects.filter(finished_at=None).update(ends_at=timezone.now() - timedelta(minutes=2))
"""


def _load(server: Server, key: str, **rules: object) -> str:
    """Make a quiz in the server's database; return its address."""
    quiz = {"title": "Safe work at the lathe", "parts": [{"question": number} for number in range(7)], **rules}
    words = {"bank": {"title": "Lathe", "questions": QUESTIONS}, "quiz": quiz}
    code = "from coaching.training.quizzes.loading import load_quiz\n"
    code += f"load_quiz(key={key!r}, words={words!r}, languages=['en'])"
    manage("shell", "-c", code, env=server.env)
    return f"/en/quizzes/{uuid5(NAMES, f'{key} quiz')}/"


def _question(page: Page, number: int) -> Locator:
    return page.locator("[data-question]").nth(number - 1)


def _state(page: Page, words: str) -> None:
    expect(page.locator(".quiz-state")).to_contain_text(words)


def _begin(page: Page, address: str) -> None:
    page.goto(address)
    people.assert_accessible(page)
    people.assert_no_sideways_scroll(page)
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("[data-sitting]")).to_have_attribute("data-ready", "")


def _order_by_keyboard(page: Page) -> list[str]:
    """Move the last item up with the keyboard, and return the order that stands there."""
    label = _question(page, 4).locator("[data-move='-1']").last.get_attribute("aria-label")
    last = _question(page, 4).get_by_role("button", name=label, exact=True)
    last.focus()
    page.keyboard.press("Enter")
    expect(last).to_be_focused()
    return _question(page, 4).locator(".ordering-text").all_inner_texts()


@pytest.mark.again
def test_a_learner_on_a_phone_loses_the_network_and_no_answer(
    server: Server, new_person: NewPerson, complaints: people.Complaints
) -> None:
    complaints.forgive(LOST)
    address = _load(server, "network")
    learner = new_person(viewport=people.PHONE)
    people.sign_in(learner, "student")
    _begin(learner, address)
    _question(learner, 1).get_by_text("A micrometer").click()
    _state(learner, "Everything is saved")
    expect(learner.locator("[data-sitting]")).to_have_attribute("data-kept", "")
    people.assert_accessible(learner)
    people.assert_no_sideways_scroll(learner)

    learner.context.set_offline(True)
    _question(learner, 2).locator("input[type=text]").fill("9,81")
    _question(learner, 3).get_by_text("Goggles").click()
    _question(learner, 5).locator("select").first.select_option(index=1)
    _question(learner, 7).get_by_text("Even", exact=True).click()
    order = _order_by_keyboard(learner)
    _state(learner, "Offline: 5 answers are kept on this device")
    learner.reload()
    _state(learner, "Offline: 5 answers are kept on this device")
    expect(_question(learner, 1).get_by_label("A micrometer")).to_be_checked()
    expect(_question(learner, 2).locator("input[type=text]")).to_have_value("9,81")
    expect(_question(learner, 3).get_by_label("Goggles")).to_be_checked()
    assert _question(learner, 4).locator(".ordering-text").all_inner_texts() == order
    _question(learner, 6).locator("input[type=text]").fill("Newton")
    _state(learner, "Offline: 6 answers")

    learner.context.set_offline(False)
    _state(learner, "Everything is saved")
    _finish_on_another_device(learner, new_person(), order)


def _finish_on_another_device(learner: Page, desktop: Page, order: list[str]) -> None:
    people.sign_in(desktop, "student")
    desktop.goto(learner.url)
    expect(_question(desktop, 2).locator("input[type=text]")).to_have_value("9,81")
    expect(_question(desktop, 6).locator("input[type=text]")).to_have_value("Newton")
    assert _question(desktop, 4).locator(".ordering-text").all_inner_texts() == order
    desktop.get_by_role("button", name="Finish").click()
    people.assert_accessible(desktop)
    desktop.get_by_role("button", name="Finish now").click()
    desktop.wait_for_url(re.compile("/review/"))
    people.assert_accessible(desktop)
    given = desktop.locator(".question-given li").all_inner_texts()
    assert {"A micrometer", "9,81", "Goggles", "Newton", "2"} <= set(given)
    expect(desktop.locator(".verdict-why")).to_have_text("After Newton.")
    # The window that was left open on the phone learns of it as soon as somebody looks at it again.
    learner.reload()
    learner.wait_for_url(re.compile("/review/"))
    people.assert_no_sideways_scroll(learner)


def test_an_answer_that_comes_too_late_is_refused_in_words_and_stays_in_sight(
    server: Server, new_person: NewPerson, complaints: people.Complaints
) -> None:
    complaints.forgive(LOST)
    learner = new_person(viewport=people.PHONE)
    address = _load(server, "late", minutes=20)
    people.sign_in(learner, "student")
    _begin(learner, address)
    expect(learner.locator("podium-timer")).to_contain_text("Time left")
    learner.context.set_offline(True)
    _question(learner, 6).locator("input[type=text]").fill("newton")
    _state(learner, "Offline: 1 answer")
    manage("shell", "-c", TIME_IS_OVER, env=server.env)
    learner.context.set_offline(False)
    expect(_question(learner, 6).locator("[data-question-state]")).to_contain_text("too late and does not count")
    expect(_question(learner, 6).locator("input[type=text]")).to_have_value("newton")
    learner.reload()
    learner.wait_for_url(re.compile("/review/"))
    expect(learner.locator("[data-late]")).to_contain_text("newton")
    people.assert_accessible(learner)


def test_without_a_script_a_form_does_the_same(server: Server, new_person: NewPerson) -> None:
    address = _load(server, "plain", explaining="each")
    learner = new_person(java_script_enabled=False)
    people.sign_in(learner, "student")
    learner.goto(address)
    learner.get_by_role("button", name="Begin").click()
    _question(learner, 6).locator("input[type=text]").fill("newton")
    for place, select in enumerate(_question(learner, 4).locator("select").all(), start=1):
        select.select_option(str(place))
    learner.get_by_role("button", name="Save").click()
    expect(_question(learner, 6).locator("input[type=text]")).to_have_value("newton")
    expect(_question(learner, 4).locator("select").first).to_have_value("1")
    _question(learner, 6).get_by_role("button", name="Check this answer").click()
    expect(_question(learner, 6).locator(".verdict")).to_contain_text("After Newton.")
    expect(_question(learner, 6).locator("input[type=text]")).to_be_disabled()
    learner.get_by_role("button", name="Finish").click()
    learner.get_by_role("button", name="Finish now").click()
    expect(learner.locator(".quiz-result-figure")).to_be_visible()
    _answers_before_the_script_is_there(new_person(), address)


def _answers_before_the_script_is_there(hasty: Page, address: str) -> None:
    """Answer while the module of the page is still on its way, and finish once it is here: the answer counts."""
    held: list[Route] = []
    people.sign_in(hasty, "expert")
    hasty.goto(address)
    hasty.route("**/quizzes/js/sitting*.js", lambda route: held.append(route))  # noqa: PLW0108 -- it wants a function
    hasty.get_by_role("button", name="Begin").click()
    _question(hasty, 6).locator("input[type=text]").fill("newton")
    while not held:
        hasty.wait_for_timeout(20)
    held[0].continue_()
    expect(hasty.locator("[data-sitting]")).to_have_attribute("data-ready", "")
    hasty.get_by_role("button", name="Finish").click()
    hasty.get_by_role("button", name="Finish now").click()
    expect(hasty.locator(".quiz-result")).to_contain_text("1.00 of 7.00 points")

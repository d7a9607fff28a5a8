"""Mentors learn to judge: a whole exercise by the keyboard, on a phone, without a network for a while, and the record."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser import people

NewPerson = Callable[..., Page]
TITLE = "Four tables laid for two"


def _exercise(page: Page, who: str = "organiser") -> str:
    """Sign in as one of the demo's judges and return the path of the exercise, as the record links to it."""
    people.sign_in(page, who)
    page.goto("/en/calibration/")
    link = page.locator("main a", has_text=TITLE).first.get_attribute("href") or ""
    return re.sub(r"result/.*", "", link)


def _begin(page: Page, path: str, who: str = "mentor") -> None:
    page.goto(path)
    if "/login/" in page.url:
        people.sign_in(page, who)
        page.goto(path)
    page.get_by_role("button", name=re.compile("Begin judging|Judge again")).click()
    expect(page.locator("h1")).to_have_text(TITLE)


def _measure(page: Page, mark: str) -> None:
    field = page.locator("input[inputmode=decimal]")
    field.fill(mark)
    field.press("ArrowDown")


def test_an_exercise_is_judged_by_the_keyboard_alone_and_then_compared(
    new_person: NewPerson, complaints: people.Complaints
) -> None:
    complaints.forgive("status of 422")
    path = _exercise(new_person())
    judge = new_person()
    people.sign_in(judge, "mentor")
    judge.goto(path)
    people.assert_accessible(judge)
    _begin(judge, path)
    people.assert_accessible(judge)
    for number, keys in enumerate(("22", "02", "33", "10"), start=1):
        expect(judge.locator(".judging-works [aria-current]")).to_contain_text(str(number))
        # Keys are taken by the page's module: what is pressed before it is there goes into a field.
        expect(judge.locator("#judging")).to_have_attribute("data-ready", "")
        _measure(judge, "2,00")
        for key in keys:
            judge.keyboard.press(key)
        expect(judge.locator("[data-given]")).to_have_text(str(3 * number))
        judge.keyboard.press("KeyN" if number < 4 else "ArrowUp")
    judge.locator("input[inputmode=decimal]").fill("7")
    expect(judge.locator("[data-problem='A1.M2']")).to_contain_text("give 0 to 3.00")
    judge.locator("input[inputmode=decimal]").fill("2")
    expect(judge.locator("[data-saved]")).to_have_text("Saved")
    judge.get_by_role("button", name="Submit all marks").click()
    expect(judge.locator(".result-percent")).to_be_visible()
    expect(judge.locator(".given-own").first).to_be_visible()
    expect(judge.locator("main")).to_contain_text("What 3 other judges gave")
    people.assert_accessible(judge)
    judge.goto("/kk/calibration/")
    expect(judge.locator("html")).to_have_attribute("lang", "kk")
    people.assert_accessible(judge)
    people.assert_no_sideways_scroll(judge)


def test_marks_given_without_a_network_wait_and_are_saved_when_it_is_back(
    new_person: NewPerson, complaints: people.Complaints
) -> None:
    complaints.forgive(r"ERR_INTERNET_DISCONNECTED|Failed to fetch")
    path = _exercise(new_person())
    judge = new_person(viewport=people.PHONE, has_touch=True)
    held: list[Route] = []
    judge.route("**/calibration/judging*.js", lambda route: held.append(route))  # noqa: PLW0108 -- it wants a function
    _begin(judge, path, "methodologist")
    # A mark that is given while the page's module is still on its way is saved when it is here.
    judge.locator("input[inputmode=decimal]").fill("2")
    while not held:
        judge.wait_for_timeout(20)
    held[0].continue_()
    expect(judge.locator("[data-saved]")).to_have_text("Saved")
    people.assert_no_sideways_scroll(judge)
    judge.context.set_offline(True)
    judge.locator(".ladder-choice").nth(2).tap()
    expect(judge.locator("[data-saved]")).to_contain_text("Your marks stay here")
    judge.context.set_offline(False)
    expect(judge.locator("[data-saved]")).to_have_text("Saved")
    judge.unroute("**/calibration/judging*.js")
    judge.reload()
    expect(judge.locator("[data-given]")).to_have_text("2")
    people.assert_accessible(judge)


def test_an_exercise_goes_by_forms_without_javascript(new_person: NewPerson) -> None:
    path = _exercise(new_person())
    judge = new_person(java_script_enabled=False)
    _begin(judge, path, "student")
    for _number in range(4):
        judge.locator("input[inputmode=decimal]").fill("2")
        for aspect in judge.locator("fieldset.to-judge").all():
            aspect.locator("input").nth(1).check(force=True)
        judge.locator(".judging-bar button").last.click()
    judge.get_by_role("button", name="Submit all marks").click()
    expect(judge.locator(".result-percent")).to_be_visible()


def test_an_organiser_sees_her_judges_beside_the_aspects(new_person: NewPerson) -> None:
    organiser = new_person()
    path = _exercise(organiser)
    organiser.goto(f"{path}judges/")
    expect(organiser.locator(".far-map")).to_contain_text("Dana Demo-Organiser")
    expect(organiser.locator(".far-map")).not_to_contain_text("Pavel Demo-Expert")
    people.assert_accessible(organiser)
    with organiser.expect_download() as download:
        organiser.get_by_role("link", name="As a workbook").click()
    assert download.value.suggested_filename.endswith("judges.xlsx")
    phone = new_person(viewport=people.PHONE, color_scheme="dark")
    people.sign_in(phone, "organiser")
    phone.goto(f"{path}judges/")
    people.assert_accessible(phone)
    people.assert_no_sideways_scroll(phone)

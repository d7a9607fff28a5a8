"""A lesson without a network: what was opened, what is kept by the button, for one reader alone; on paper; its weight."""

import gzip
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response, expect

from tests.browser import people

NewPerson = Callable[..., Page]
LESSON = "/en/training/forms-for-every-reader/labels-that-stay/"
OTHER = "/en/training/forms-for-every-reader/errors-that-help/"
MODULE = "/en/training/forms-for-every-reader/"
GONE = r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|Failed to load"
MOST_BYTES = 100 * 1024


def _open(page: Page, path: str = LESSON) -> None:
    """Open a lesson and wait until the browser has kept it."""
    page.goto(path)
    expect(page.locator("html")).to_have_attribute("data-kept", "")


def _names(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        "async () => (await caches.keys()).filter((name) => name.startsWith('podium-kept'))"
    )
    return names


def _paths(page: Page, cache: str) -> list[str]:
    script = "async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)"
    paths: list[str] = page.evaluate(script, cache)
    return paths


def _keep(page: Page) -> None:
    page.get_by_role("button", name="Keep this lesson for offline").click()
    choice = page.get_by_role("button", name=re.compile(r"Keep text and pictures, \d+ KB"))
    expect(choice).to_be_visible()
    choice.click()
    expect(page.locator("keep-lesson")).to_have_attribute("data-state", "kept")


def test_a_lesson_that_was_opened_opens_again_without_a_network(
    new_person: NewPerson, complaints: people.Complaints
) -> None:
    complaints.forgive(GONE)
    reader = new_person(viewport=people.PHONE)
    people.sign_in(reader, "student")
    _open(reader)
    people.assert_accessible(reader)
    people.assert_no_sideways_scroll(reader)
    reader.goto(MODULE)
    picture = "img => img.complete && img.naturalWidth > 0"
    reader.context.set_offline(True)
    reader.goto(LESSON)
    expect(reader.locator("h1")).to_have_text("Labels that stay")
    expect(reader.locator("[data-offline-copy]")).to_have_text(
        re.compile(r"This is the copy that this browser made at \d\d:\d\d\.")
    )
    image = reader.locator("main picture img").first
    image.scroll_into_view_if_needed()
    reader.wait_for_function(picture, arg=image.element_handle())
    people.assert_accessible(reader)
    reader.goto(MODULE)
    expect(reader.locator("h1")).to_contain_text("Forms")

    # What was never here leads to the list of what is.
    reader.goto(OTHER)
    expect(reader.locator("h1")).to_have_text("Training without a network")
    expect(reader.locator("[data-no-connection]")).to_be_visible()
    expect(reader.locator("[data-list=opened]")).to_contain_text("Labels that stay")
    people.assert_accessible(reader)
    reader.context.set_offline(False)
    reader.goto(LESSON)
    expect(reader.locator("[data-offline-copy]")).to_be_hidden()


def test_the_button_says_the_size_first_and_what_is_kept_can_be_removed(
    new_person: NewPerson, complaints: people.Complaints
) -> None:
    complaints.forgive(GONE)
    reader = new_person()
    people.sign_in(reader, "student")
    _open(reader)
    assert _paths(reader, "podium-kept-lessons") == []
    _keep(reader)
    expect(reader.locator("[data-part=words]")).to_contain_text("Kept in this browser:")
    kept = _paths(reader, "podium-kept-lessons")
    assert LESSON in kept
    assert [path for path in kept if path.startswith("/media/images/")]
    people.assert_accessible(reader, context="keep-lesson")

    reader.goto("/en/training/offline/")
    line = reader.locator("[data-list=kept] li")
    expect(line).to_contain_text("Labels that stay")
    expect(line).to_contain_text("KB")
    people.assert_accessible(reader)
    line.get_by_role("button", name="Remove Labels that stay").click()
    expect(reader.locator("[data-empty=kept]")).to_be_visible()
    assert _paths(reader, "podium-kept-lessons") == []


def test_at_a_shared_computer_nobody_finds_what_another_kept(
    new_person: NewPerson, complaints: people.Complaints
) -> None:
    complaints.forgive(GONE)
    page = new_person()
    people.sign_in(page, "student")
    _open(page)
    _keep(page)
    page.goto("/en/accounts/logout/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda address: "/logout/" not in address)
    assert _names(page) == []

    # The session ends by itself, and nobody presses anything: the page names another reader.
    people.sign_in(page, "student")
    _open(page)
    _keep(page)
    page.context.clear_cookies()
    page.goto(MODULE)
    expect(page.locator("h1")).to_contain_text("Forms")
    page.wait_for_function("async () => (await (await caches.open('podium-kept-lessons')).keys()).length === 0")
    page.context.set_offline(True)
    page.goto(LESSON)
    expect(page.locator("h1")).to_have_text("Training without a network")
    expect(page.locator("[data-empty=kept]")).to_be_visible()


def test_a_kept_video_is_played_in_parts_and_one_that_is_not_kept_passes_by(
    new_person: NewPerson, complaints: people.Complaints
) -> None:
    complaints.forgive("404")
    page = new_person()
    people.sign_in(page, "student")
    _open(page)
    page.reload()
    page.evaluate(
        """async () => {
          const headers = { "Content-Type": "video/webm", "Content-Length": "1000" };
          const kept = await caches.open("podium-kept-lessons");
          await kept.put("/media/media/kept.webm", new Response(new Uint8Array(1000), { headers }));
        }"""
    )
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 -- Playwright marks what it is given
    for name in ("kept", "other"):
        page.evaluate("(name) => document.body.append(Object.assign(document.createElement('video'), "
                      "{ src: `/media/media/${name}.webm`, preload: 'auto' }))", name)  # fmt: skip
        with page.expect_response(re.compile(f"{name}.webm")):
            pass
    found = {urlsplit(answer.url).path.rsplit("/", 1)[-1]: answer for answer in answers if "webm" in answer.url}
    assert (found["kept.webm"].status, found["other.webm"].status) == (206, 404)
    assert found["kept.webm"].headers["content-range"] == "bytes 0-999/1000"


def test_the_lesson_weighs_less_than_100_kilobytes_without_its_pictures(new_person: NewPerson) -> None:
    """As one process of production serves it: WhiteNoise compresses static files, and nothing compresses pages there.

    The server of the tests compresses nothing, so files are compressed here. Behind the proxy of `deploy` pages are
    compressed too, and the whole is less.
    """
    weights: dict[str, int] = {}

    def weigh(answer: Response) -> None:
        path = urlsplit(answer.url).path
        if not path.startswith("/media/"):
            assert "content-encoding" not in answer.headers
            weights[path] = len(gzip.compress(answer.body()) if path.startswith("/static/") else answer.body())

    reader = new_person(service_workers="block")
    people.sign_in(reader, "student")
    fresh = reader.context.new_page()
    fresh.route("**/*", lambda route: route.continue_(headers={**route.request.headers, "cache-control": "no-cache"}))
    fresh.on("response", weigh)
    fresh.goto(LESSON, wait_until="networkidle")
    assert {LESSON, "/static/design/css/tokens.css", "/static/training/js/offline.js"} <= weights.keys()
    assert sum(weights.values()) < MOST_BYTES, sorted(weights.items(), key=lambda each: -each[1])


def test_a_lesson_is_whole_without_javascript(new_person: NewPerson) -> None:
    reader = new_person(java_script_enabled=False)
    reader.goto(LESSON)
    expect(reader.locator("h1")).to_have_text("Labels that stay")
    expect(reader.locator("keep-lesson")).to_be_hidden()
    expect(reader.locator(".body-blocks")).to_contain_text("label")


def test_on_paper_the_content_stands_alone_with_its_address(new_person: NewPerson) -> None:
    reader = new_person()
    reader.goto(LESSON)
    reader.emulate_media(media="print")
    for gone in (".site-header", ".site-footer", ".onward", "keep-lesson"):
        assert all(not part.is_visible() for part in reader.locator(gone).all()), gone
    expect(reader.locator(".paper-address")).to_be_visible()
    expect(reader.locator(".paper-link")).to_contain_text(LESSON)
    widest: Any = reader.evaluate(
        "Math.max(...[...document.querySelectorAll('main img')].map((img) => img.clientWidth))"
    )
    assert widest <= 460

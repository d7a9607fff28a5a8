"""The page editor: publishing waits for a draft that is being kept by itself."""

from collections.abc import Callable
from itertools import count

from playwright.sync_api import Page, Request, Route, expect
from playwright.sync_api import TimeoutError as NotYet

from tests.browser.people import Complaints, sign_in

# A draft and its publishing meet in a browser alone: another database says nothing new.


def test_a_page_is_published_after_its_draft_is_kept(new_person: Callable[..., Page], complaints: Complaints) -> None:
    complaints.forgive("Failed to load resource")
    # Mentors hand their pages in; a methodologist publishes.
    editor = new_person()
    sign_in(editor, "methodologist")
    editor.goto("/admin/pages/search/?q=form&content_type=training.trainingmodulepage")
    editor.locator("main a[href*='/edit/']").first.click()
    held: list[Route] = []
    order: list[str] = []
    editor.route("**/edit/", lambda route: held.append(route) if is_draft(route.request) else route.continue_())
    editor.on("request", lambda request: order.append("published") if is_publishing(request) else None)
    editor.on("requestfinished", lambda request: order.append("draft kept") if is_draft(request) else None)
    change_until_a_draft_is_sent(editor, held)
    editor.locator("footer .w-dropdown__toggle").click()
    editor.locator("button[name=action-publish]").click()
    expect(editor.locator("[data-edit-form]")).to_have_attribute("data-w-autosave-active-value", "false")
    assert order == []
    held[0].continue_()
    expect(editor.locator(".messages")).to_contain_text("has been published")
    assert order == ["draft kept", "published"]


def change_until_a_draft_is_sent(editor: Page, held: list[Route]) -> None:
    """Go on writing until the editor, which looks for changes only some time after it was opened, keeps a draft."""
    introduction = editor.locator("textarea[name=introduction]")
    for number in count(1):
        introduction.fill(f"A form that people finish, at attempt {number}.")
        try:
            editor.wait_for_event("request", is_draft, timeout=3000)
        except NotYet:
            assert number < 10, "The editor keeps no draft."
            continue
        editor.wait_for_function("() => true")
        assert held
        return


def is_draft(request: Request) -> bool:
    """Return whether the editor keeps a draft by itself."""
    return request.method == "POST" and "application/json" in request.headers.get("accept", "")


def is_publishing(request: Request) -> bool:
    """Return whether the browser sends the form of the page with the button that publishes."""
    return request.method == "POST" and not is_draft(request) and request.url.endswith("/edit/")

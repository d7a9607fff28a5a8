"""What authors and methodologists do in the page editor: a page is handed in, approved, and published with that."""

import re

from playwright.sync_api import Page, expect


def hand_in(author: Page) -> None:
    """Hand in the page that stands in the editor, new or not."""
    _press(author, "button[name=action-submit]")
    expect(author.locator(".messages")).to_contain_text("submitted")


def approve(methodologist: Page, page: int) -> None:
    """Approve a page by its key, which publishes it."""
    methodologist.goto(f"/admin/pages/{page}/edit/")
    _press(methodologist, "[data-workflow-action-name=approve]")
    expect(methodologist.locator(".messages")).to_contain_text(re.compile("published|approved|updated"))


def _press(page: Page, button: str) -> None:
    """Press a button of the page's bar, which may stand in its menu."""
    if not page.locator(button).first.is_visible():
        page.locator("footer .w-dropdown__toggle").click()
    page.locator(button).first.click()

"""What the tests of single modules share."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import Server


@pytest.fixture(scope="module")
def page(server: Server, browser: Browser) -> Page:
    """A page of the server's address, from which modules may be imported."""
    page = browser.new_context(base_url=server.url, locale="en-GB").new_page()
    page.goto("/en/rooms/join/")
    return page

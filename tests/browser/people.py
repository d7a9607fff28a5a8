"""People at their browsers: each in a context of its own, whose console must stay clean."""

import re
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect
from playwright.sync_api import TimeoutError as NeverSettled

PASSWORD = "podium-demo"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 780}
# Long, because a machine of two cores may run two suites; what is there is seen at once.
SECONDS_TO_SETTLE = 30
expect.set_options(timeout=SECONDS_TO_SETTLE * 1000)
# The levels that Podium promises: WCAG 2.2, A and AA. What passes is not told: it takes a third of the time.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


@dataclass
class Complaints:
    """What the browsers of one test complained of."""

    found: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def forgive(self, pattern: str) -> None:
        """Let pass complaints that match the regular expression `pattern`: a test that cuts the network expects some."""
        self.forgiven.append(pattern)

    def listen_to(self, page: Page) -> None:
        """Collect errors of the console, uncaught exceptions and answers of 500 and over."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(f"{page.url}: {error}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.found.append(f"{message.location.get('url', '')}: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.found.append(f"{response.url}: {response.status}")

    def left(self) -> list[str]:
        """Return the complaints that nothing forgives."""
        return [text for text in self.found if not any(re.search(pattern, text) for pattern in self.forgiven)]


def new_page(browser: Browser, url: str, complaints: Complaints, **context: Any) -> Page:
    """Return a page in a fresh context: no cookies, no storage, nothing shared with other pages."""
    settings = {"base_url": url, "viewport": DESKTOP, "locale": "en-GB", "reduced_motion": "reduce", **context}
    page = browser.new_context(**settings).new_page()
    page.set_default_timeout(SECONDS_TO_SETTLE * 1000)
    complaints.listen_to(page)
    return page


def sign_in(page: Page, who: str, language: str = "en") -> None:
    """Sign in as the demo's `who`, for example "mentor"."""
    page.goto(f"/{language}/accounts/login/")
    page.locator("input[name=login]").fill(f"{who}@podium.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda address: "/accounts/login/" not in address)


def assert_accessible(page: Page, *, context: str | None = None) -> None:
    """Fail with a list of what axe finds against WCAG 2.2 AA on the page, or in the part `context` of it."""
    found = [
        violation
        for violation in Axe().run(page, context=context, options=RULES).response["violations"]
        if violation["id"] != "target-size" or _is_small_in_full_view(page, violation)
    ]
    lines = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    "
        + "\n    ".join(node["html"][:200] for node in violation["nodes"][:5])
        for violation in found
    ]
    assert not lines, f"{page.url} is not accessible:\n" + "\n".join(lines)


def assert_no_sideways_scroll(page: Page) -> None:
    """Fail if the page stays wider than its window."""
    fits = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    try:
        # Waiting, unlike asking once, goes on when the page is laid out anew or loads again meanwhile.
        page.wait_for_function(fits, timeout=SECONDS_TO_SETTLE * 1000)
    except NeverSettled as error:
        message = f"{page.url} is wider than its window of {page.viewport_size}"
        raise AssertionError(message) from error


def _is_small_in_full_view(page: Page, violation: dict[str, Any]) -> bool:
    """Return whether a target is too small once it is scrolled to: one at the edge may lie half under a bar that stays."""
    for target in (node["target"][-1] for node in violation["nodes"]):
        page.locator(target).evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
        only = {"runOnly": {"type": "rule", "values": ["target-size"]}, "resultTypes": ["violations"]}
        if Axe().run(page, context=target, options=only).response["violations"]:
            return True
    return False

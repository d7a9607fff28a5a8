"""The screens of a room, as the people in it use them."""

import re

from playwright.sync_api import Locator, Page, expect

# The frame after the next one: what the pages ask to be painted stands there by then.
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def is_live(page: Page) -> None:
    """Wait until the page follows the room."""
    expect(page.locator("room-connection").first).to_have_attribute("data-phase", "live")


def untick_all_parts(page: Page) -> None:
    """Choose no sub-criterion yet on the form of a new room, which begins with all of them."""
    page.locator(".parts input:checked").evaluate_all("(boxes) => boxes.forEach((box) => box.click())")


def join(page: Page, code: str, name: str, college: str, *, language: str = "en") -> None:
    """Come in as a competitor by the code, as typed on the page for it."""
    page.goto(f"/{language}/rooms/join/")
    page.locator("input[name=code]").fill(code)
    page.locator("main form button[type=submit]").click()
    page.locator("input[name=display_name]").fill(name)
    page.locator("input[name=organisation_name]").fill(college)
    page.locator("main form button[type=submit]").click()
    is_live(page)


def take_seat(page: Page, link: str, name: str) -> None:
    """Sit down as a judge by the link of the seat."""
    page.goto(link)
    page.locator("input[name=display_name]").fill(name)
    page.locator("main form button[type=submit]").click()
    is_live(page)


def links_of_judges(host: Page, seats: int) -> list[str]:
    """Return the addresses by which the judges of the room take their `seats`, as the host may copy them."""
    buttons = host.locator("[data-seat] [data-link]")
    expect(buttons).to_have_count(seats)
    return [button.get_attribute("data-link") or "" for button in buttons.all()]


class Sheet:
    """A judge's marking sheet."""

    def __init__(self, page: Page) -> None:
        """Use the sheet that `page` shows."""
        self.page = page

    def choose(self, competitor: str) -> None:
        """Show the marks of `competitor`."""
        self.page.locator(".sheet-tab", has_text=competitor).click()
        expect(self.page.locator("[data-field=who-name]")).to_have_text(re.compile(re.escape(competitor)))

    def aspect(self, code: str) -> Locator:
        """Return the row of the aspect `code`."""
        return self.page.locator(f"li.aspect[data-code='{code}']")

    def press(self, code: str, action: str) -> None:
        """Give the full mark ("full") or nothing ("zero") to a measured aspect."""
        self.aspect(code).locator(f"[data-action={action}]").click()

    def other(self, code: str, mark: str, reason: str) -> None:
        """Give another mark, with its reason."""
        row = self.aspect(code)
        row.locator("[data-action=other]").click()
        row.locator("input[name=mark]").fill(mark)
        row.locator("input[name=reason]").fill(reason)
        row.locator("[data-field=other] button[type=submit]").click()

    def score(self, code: str, score: int) -> None:
        """Give a score from 0 to 3 to a judged aspect."""
        self.aspect(code).locator(f"[data-score='{score}']").click()

    def has_scored(self, code: str, score: int) -> None:
        """Wait until the server has this score, while others of the panel are still to come."""
        button = self.aspect(code).locator(f"[data-score='{score}']")
        expect(button).to_have_attribute("aria-pressed", "true")
        self.is_saved(code)

    def is_saved(self, code: str) -> None:
        """Wait until nothing of the aspect waits for the server.

        A page paints what was pressed in its next frame: before that one, nothing seems to wait.
        """
        self.page.evaluate(PAINTED)
        expect(self.aspect(code).locator("[data-field=waiting]")).to_be_hidden()

    def shows(self, code: str, mark: str) -> None:
        """Wait until the aspect shows `mark`."""
        expect(self.aspect(code).locator("[data-field=mark]")).to_have_text(mark)

    def is_discussed(self, code: str) -> None:
        """Wait until the judges are asked to score again."""
        expect(self.aspect(code)).to_have_attribute("data-state", "discuss")

    def form(self, module: int = 1) -> Locator:
        """Return the form of a module, of the competitor who is shown."""
        return self.page.locator(f"form-bar [data-module='{module}']")

    def check(self, competitor: str, module: int = 1) -> None:
        """Check a form, as the coordinator."""
        self.choose(competitor)
        press(self.form(module).locator("[data-form-act=check]"))
        expect(self.form(module)).to_have_attribute("data-progress", "checked")

    def sign(self, competitor: str, module: int = 1) -> None:
        """Sign a form."""
        self.choose(competitor)
        press(self.form(module).locator("[data-form-act=sign]"))
        press(self.page.locator("#sign-dialog [data-action=sign]"))
        expect(self.page.locator("#sign-dialog")).to_be_hidden()
        expect(self.form(module).locator("[data-form-act=sign]")).to_be_hidden()


def press(button: Locator) -> None:
    """Press a button as somebody without a mouse does: behind a dialog that still stands open it takes no focus."""
    expect(button).to_be_visible()
    focused = "button => { button.focus(); return document.activeElement === button; }"
    button.page.wait_for_function(focused, arg=button.element_handle())
    button.page.keyboard.press("Enter")


def lock_all(host: Page, module: int = 1) -> None:
    """Lock every signed form of a module, as the chief."""
    lock = host.locator(f"host-forms th[data-module='{module}'] [data-form-act=lock-all]")
    press(lock)
    expect(lock).to_be_hidden()


def board_row(page: Page, competitor: str) -> Locator:
    """Return the row of a competitor on the board."""
    return page.locator(".board-row", has_text=competitor)

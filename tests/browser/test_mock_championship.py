"""A whole mock championship: everybody at a screen of their own, and nearly everything that happens at a real one."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import people
from tests.browser.mock_scheme import write_mock
from tests.browser.room_pages import Sheet, board_row, is_live, join, links_of_judges, lock_all, press, take_seat

NewPerson = Callable[..., Page]

HALL = {"width": 1920, "height": 1080}
TABLET = {"width": 1024, "height": 768}
ALUA, BOTA, CHINGIS, DANA = "Alua Demo", "Bota Demo", "Chingis Demo", "Dana Demo"
COMPETITORS = {ALUA: "Member One", BOTA: "Member Two", CHINGIS: "Member Three", DANA: "Member Four"}
# The first judge represents the same member as Alua: the coordinator has that seat.
COMPATRIOT = "Member One"
# What each aspect is given: the measured ones by their actions, then the scores of the three who mark.
FIRST = {
    ALUA: (("full", "full"), (3, 3, 2)),
    BOTA: (("full", "0,25"), (2, 2, 2)),
    CHINGIS: (("full", "full"), (0, 2, 2)),
    DANA: (("zero", "zero"), (1, 1, 1)),
}
SECOND = {ALUA: (("full",), (2, 2, 2)), BOTA: (("full",), (1, 2, 1)), CHINGIS: (("zero",), (3, 3, 3))}
# 1.5 marks by nine points: Chingis 1 + 0.50 + 1.5 * 5 / 9 = 2.33. Dana's first mark is given after her dispute.
AFTER_FIRST = {ALUA: "2.83", CHINGIS: "2.33", BOTA: "2.25", DANA: "1.50"}
TOTALS = {ALUA: "5.83", BOTA: "4.92", DANA: "4.00", CHINGIS: "3.83"}
CODES = {1: ("A1.M1", "A1.M2", "A1.J1"), 2: ("B1.M1", "B1.J1")}
PICTURES = os.environ.get("PODIUM_JOURNEY_PICTURES")


class KeyboardSheet(Sheet):
    """The sheet of a judge who has no mouse."""

    def choose(self, competitor: str) -> None:
        """Turn to the competitor, the nearer way."""
        name = self.page.locator("[data-field=who-name]")
        steps = list(COMPETITORS).index(competitor) - list(COMPETITORS).index(name.inner_text().strip())
        for _ in range(abs(steps)):
            self.page.keyboard.press("n" if steps > 0 else "p")
        expect(name).to_have_text(competitor)

    def _go_to(self, code: str) -> None:
        """Go down or up to the aspect."""
        focused = self.page.locator("li.aspect:focus")
        if not focused.count():
            self.page.keyboard.press("j")
        order = [code for codes in CODES.values() for code in codes]
        steps = order.index(code) - order.index(focused.get_attribute("data-code") or "")
        for _ in range(abs(steps)):
            self.page.keyboard.press("j" if steps > 0 else "k")
        expect(self.aspect(code)).to_be_focused()

    def press(self, code: str, action: str) -> None:
        """Give the full mark or nothing by its letter."""
        self._go_to(code)
        self.page.keyboard.press({"full": "f", "zero": "z"}[action])

    def other(self, code: str, mark: str, reason: str) -> None:
        """Type another mark, with its reason."""
        self._go_to(code)
        self.page.keyboard.press("o")
        expect(self.aspect(code).locator("input[name=mark]")).to_be_focused()
        self.page.keyboard.type(mark)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(reason)
        self.page.keyboard.press("Enter")

    def score(self, code: str, score: int) -> None:
        """Give a score by its digit."""
        self._go_to(code)
        self.page.keyboard.press(str(score))


@dataclass
class Hall:
    """Everybody who is there, each at a browser of their own."""

    host: Page
    projector: Page
    competitors: dict[str, Page] = field(default_factory=dict)
    judges: list[Sheet] = field(default_factory=list)

    @property
    def coordinator(self) -> Sheet:
        """The sheet of the last seat."""
        return self.judges[-1]

    def panel(self, competitor: str) -> list[Sheet]:
        """Return who marks a competitor: the judges, or the coordinator for a compatriot."""
        return self.judges[1:] if COMPETITORS[competitor] == COMPATRIOT else self.judges[:-1]

    def everybody(self) -> list[Page]:
        """Return all pages."""
        return [self.host, self.projector, *self.competitors.values(), *(sheet.page for sheet in self.judges)]

    def photograph(self, moment: str) -> None:
        """Keep what is on every screen, if somebody wants to look at it."""
        if not PICTURES:
            return
        names = ["host", "projector", *COMPETITORS, "judge-1", "judge-2", "judge-3", "coordinator"]
        for name, page in zip(names, self.everybody(), strict=True):
            whole = name != "projector"
            page.screenshot(path=Path(PICTURES) / f"{moment}-{name.split()[0].lower()}.png", full_page=whole)


def open_the_room(host: Page, workbook: Path) -> str:
    """Import the scheme, open a mock championship of its two modules, and return the code."""
    people.sign_in(host, "mentor")
    host.goto("/en/schemes/import/")
    host.locator("input[type=file]").set_input_files(workbook)
    host.locator("main form button[type=submit]").click()
    host.locator("button[name=apply]").click()
    host.wait_for_url(re.compile(r"/en/schemes/\d+/"))
    host.goto("/en/rooms/new/")
    host.locator(".scheme-choice-link", has_text="a mock championship").first.click()
    host.locator("input[name=title]").fill("The mock of the region")
    host.locator("select[name=kind]").select_option("mock")
    host.locator("summary", has_text="Time and modules").click()
    for number, title in enumerate(("Forms", "Pages"), start=1):
        host.locator(f"input[name=module-{number}-title]").fill(title)
        host.locator(f"input[name=module-{number}-working]").fill("90")
    host.get_by_label("Module of B1").select_option("2")
    host.get_by_role("button", name="Open the room").click()
    is_live(host)
    return re.sub(r"\D", "", host.locator(".host-code").inner_text())


def let_everybody_in(hall: Hall, code: str, new_person: NewPerson) -> None:
    """Four competitors, one of them on a phone and one in Kazakh; three judges, one without a mouse; a coordinator."""
    how = {DANA: {"viewport": people.PHONE}}
    for name, member in COMPETITORS.items():
        hall.competitors[name] = new_person(**how.get(name, {}))
        join(hall.competitors[name], code, name, member, language="kk" if name == BOTA else "en")
    for number, link in enumerate(links_of_judges(hall.host, 4), start=1):
        page = new_person(viewport=TABLET)
        take_seat(page, link, f"Judge Demo {number}" if number < 4 else "Coordinator Demo")
        hall.judges.append(KeyboardSheet(page) if number == 2 else Sheet(page))
    hall.host.get_by_role("button", name="Change: Judge 1").click()
    hall.host.locator("#person-dialog input[name=member]").fill(COMPATRIOT)
    hall.host.locator("#person-dialog").get_by_role("button", name="Save").click()
    expect(hall.host.locator("[data-seat]").first.locator("[data-field=member]")).to_contain_text(COMPATRIOT)


def measure(sheet: Sheet, code: str, mark: str) -> None:
    """Give a measured aspect what is right for it."""
    if mark in ("full", "zero"):
        sheet.press(code, mark)
    else:
        sheet.other(code, mark, "The answer stood far from the field")
    sheet.is_saved(code)


def mark(hall: Hall, module: int, name: str, marks: tuple[str, ...], scores: tuple[int, ...]) -> None:
    """Let the panel of a competitor mark a module: different judges measure, all of them score."""
    panel, (*measured, judged) = hall.panel(name), CODES[module]
    for sheet in panel:
        sheet.choose(name)
    for sheet, code, given in zip(panel, measured, marks, strict=False):
        measure(sheet, code, given)
    for sheet, score in zip(panel, scores, strict=True):
        sheet.score(judged, score)
        if sheet is not panel[-1]:
            sheet.has_scored(judged, score)


def mark_the_first_module(hall: Hall) -> None:
    """The compatriot may only look; a spread of more than one point is scored again."""
    own = hall.judges[0]
    own.choose(ALUA)
    expect(own.page.locator("main")).to_contain_text("you represent the same member")
    expect(own.aspect("A1.M1").locator("[data-action=full]")).to_have_attribute("aria-disabled", "true")
    for name, (marks, scores) in FIRST.items():
        mark(hall, 1, name, marks, scores)
        if name == CHINGIS:
            hall.photograph("spread")
            score_again(hall)
    hall.photograph("marking")


def score_again(hall: Hall) -> None:
    """All three are asked to talk and to score anew; this round gives the mark."""
    for sheet in hall.panel(CHINGIS):
        sheet.is_discussed("A1.J1")
    for sheet, score in zip(hall.panel(CHINGIS), (1, 2, 2), strict=True):
        sheet.score("A1.J1", score)
    for sheet in hall.panel(CHINGIS):
        sheet.shows("A1.J1", "0.83")


def check_and_sign(hall: Hall, module: int, name: str) -> None:
    """The coordinator checks; everybody who marked signs, the coordinator in a compatriot's place."""
    hall.coordinator.check(name, module)
    for sheet in hall.panel(name):
        sheet.sign(name, module)
    expect(hall.coordinator.form(module)).to_have_attribute("data-progress", "signed")


def lock_and_release(hall: Hall, module: int) -> None:
    """The chief locks every signed form, and shows the marks of the module."""
    lock_all(hall.host, module)
    press(hall.host.locator(f"[data-opens=release-{module}]"))
    press(hall.host.locator(f"#release-{module} [data-command='module.release']"))
    expect(hall.host.locator(f"#release-{module}")).to_be_hidden()


def written(name: str, figure: str) -> str:
    """Return a figure as it stands on the page of this competitor: Bota reads Kazakh."""
    return figure.replace(".", ",") if name == BOTA else figure


def everywhere(hall: Hall, totals: dict[str, str]) -> None:
    """Wait until the console, the projector and each competitor's page show these totals."""
    for name, total in totals.items():
        expect(_row_of(hall.host, name).locator("td.matrix-total [data-field=total]")).to_have_text(total)
        expect(board_row(hall.projector, name).locator("[data-field=total]")).to_have_text(total)
        own = hall.competitors[name].locator("[data-field=total], .takeaway-figure")
        expect(own).to_have_text(written(name, total))


def _row_of(host: Page, name: str) -> Locator:
    return host.locator("[data-field=matrix] tr", has_text=name)


def dispute(hall: Hall) -> None:
    """Dana disputes a mark on her phone; the chief accepts; the form is marked, checked, signed and locked again."""
    own = hall.competitors[DANA]
    # A module that is released has each page loaded anew, some moments later: nobody presses on the one that leaves.
    expect(own.locator("competitor-view")).to_have_attribute("data-released", "1")
    press(own.locator(".own-form[data-module='1']").get_by_role("button", name="File a dispute"))
    dialog = own.locator("#dispute-dialog")
    about = dialog.locator("select[name=aspect]")
    about.select_option(about.locator("option", has_text="A1.M1").get_attribute("value"))
    dialog.locator("textarea").fill("The label is there: line 14.")
    press(dialog.get_by_role("button", name="File the dispute"))
    expect(own.locator(".dispute")).to_have_attribute("data-state", "open")
    hall.photograph("dispute")
    press(hall.host.locator(".dispute[data-state=open] [data-form-act=answer]"))
    answer = hall.host.locator("#answer-dialog")
    answer.locator("input[value=accepted]").check()
    answer.locator("textarea").fill("It is. It is marked again.")
    press(answer.get_by_role("button", name="Send the answer"))
    expect(own.locator(".dispute")).to_have_attribute("data-state", "accepted")
    judge = hall.judges[0]
    judge.choose(DANA)
    expect(judge.form().locator("[data-field=version]")).to_have_text("version 2")
    judge.press("A1.M1", "full")
    judge.shows("A1.M1", "1.00")
    check_and_sign(hall, 1, DANA)
    lock_and_release(hall, 1)


def reload_everybody(hall: Hall) -> None:
    """A reload of every screen loses nothing."""
    for page in hall.everybody():
        page.reload()
    for page in hall.everybody():
        is_live(page)
    everywhere(hall, AFTER_FIRST)


def give_time_back(hall: Hall) -> None:
    """Chingis' screen went dark: he gets five minutes, and reads why; the others get none."""
    press(hall.host.get_by_role("button", name="Give more time"))
    dialog = hall.host.locator("#time-dialog")
    dialog.locator("select").select_option(dialog.locator("option", has_text=CHINGIS).get_attribute("value"))
    dialog.locator("input[name=minutes]").fill("5")
    dialog.locator("input[name=reason]").fill("The screen went dark")
    press(dialog.get_by_role("button", name="Give this time"))
    expect(hall.competitors[CHINGIS].locator("[data-clock=own]")).to_have_text("+05:00 for you")
    expect(hall.competitors[CHINGIS].locator("[data-field=time-reason]")).to_have_text("The screen went dark")
    expect(hall.host.locator("[data-field=own-times] li")).to_contain_text(CHINGIS)
    expect(hall.competitors[ALUA].locator("[data-clock=own]")).to_be_hidden()


def mark_the_second_module(hall: Hall) -> None:
    """The third judge loses the network in the middle of it, marks on, and comes back."""
    press(hall.host.locator("[data-opens=module-dialog]"))
    press(hall.host.locator("#module-dialog [data-clock-start]"))
    expect(hall.competitors[DANA].locator("[data-clock=module]")).to_contain_text("2")
    give_time_back(hall)
    for name, (marks, scores) in SECOND.items():
        mark(hall, 2, name, marks, scores)
    away = hall.judges[2]
    away.is_saved("B1.J1")
    away.choose(DANA)
    away.page.context.set_offline(True)
    connection = away.page.locator("room-connection").first
    expect(connection).to_have_attribute("data-phase", "offline")
    away.press("B1.M1", "full")
    away.score("B1.J1", 1)
    expect(connection).to_have_attribute("data-waiting", "2")
    hall.photograph("offline")
    for sheet in hall.judges[:2]:
        sheet.choose(DANA)
        sheet.score("B1.J1", 1)
        sheet.has_scored("B1.J1", 1)
        sheet.shows("B1.M1", "–")
    away.page.context.set_offline(False)
    is_live(away.page)
    for sheet in hall.judges:
        if sheet is not hall.coordinator:
            sheet.shows("B1.M1", "2.00")
            sheet.shows("B1.J1", "0.50")


def end_and_compare(hall: Hall) -> None:
    """The room ends: all screens say what the server's results say, and the log is whole."""
    hall.host.locator("[data-opens=end-dialog]").click()
    hall.host.locator("#end-dialog [data-command='room.end']").click()
    for page in hall.competitors.values():
        expect(page.locator(".takeaway-figure")).to_be_visible()
    hall.photograph("end")
    everywhere(hall, TOTALS)
    people.assert_no_sideways_scroll(hall.competitors[DANA])
    expect(hall.competitors[BOTA].locator("html")).to_have_attribute("lang", "kk")
    address = hall.host.url.split("#")[0]
    hall.host.goto(f"{address}results/")
    rows = hall.host.locator(".results-table").first.locator("tbody tr")
    expect(rows.locator(".results-total")).to_have_text(list(TOTALS.values()))
    expect(rows.locator(".results-name")).to_contain_text(list(TOTALS))
    hall.host.goto(f"{address}replay/")
    expect(hall.host.locator("room-replay")).to_have_attribute("data-whole", "")
    expect(hall.host.get_by_text("The log is whole")).to_be_visible()


@pytest.mark.again
def test_a_mock_championship_from_the_first_seat_to_the_last_total(
    new_person: NewPerson, complaints: people.Complaints, tmp_path: Path
) -> None:
    complaints.forgive(r"ERR_INTERNET_DISCONNECTED|WebSocket connection")
    host = new_person()
    code = open_the_room(host, write_mock(tmp_path))
    hall = Hall(host, new_person(viewport=HALL))
    hall.projector.goto(f"{host.url.split('#')[0]}board/?look=hall")
    let_everybody_in(hall, code, new_person)
    hall.photograph("lobby")
    press(host.locator("[data-command='room.start']"))
    mark_the_first_module(hall)
    for name in COMPETITORS:
        check_and_sign(hall, 1, name)
    hall.photograph("signed")
    lock_and_release(hall, 1)
    expect(board_row(hall.projector, DANA).locator("[data-field=total]")).to_have_text("0.50")
    dispute(hall)
    everywhere(hall, AFTER_FIRST)
    reload_everybody(hall)
    mark_the_second_module(hall)
    for name in COMPETITORS:
        check_and_sign(hall, 2, name)
    lock_and_release(hall, 2)
    everywhere(hall, TOTALS)
    hall.photograph("released")
    end_and_compare(hall)

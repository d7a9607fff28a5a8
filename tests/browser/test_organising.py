"""An organiser sets a championship up from nothing by a workbook, holds two skills, reveals, publishes and corrects."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser import people
from tests.browser.room_pages import Sheet, is_live, join, links_of_judges, lock_all, press, take_seat
from tests.browser.sample_scheme import write_sample
from tests.championships.events.importing.books import OFFICIALS, PEOPLE, SCHEDULE, SKILLS, book

NewPerson = Callable[..., Page]

PUBLIC = "/kk/championships/alatau-open/"
DESK = "/en/championships/alatau-open/desk/"
HALL = {"width": 1920, "height": 1080}
GLASS, KITES = "17 Glass cutting", "11 Kite building"
COLLEGES = ("Alatau college", "Sayan college", "Tarbagatai college", "Kalba college")
EXPERTS = ("Pavel Demo-Expert", "Sanzhar Lashyn", "Dina Karlygash", "Ruslan Berkut")
ARUZHAN, NIKITA, OWLS = "Aruzhan Aqqu", "Nikita Sokol", "The Owls"
# She is an expert of Nikita's college: the coordinator has her seat for him.
COMPATRIOT = EXPERTS[1]
# Aruzhan 1 + 0.50 + 1.5 * 8 / 9 + 2 = 4.83, Nikita 1 + 0 + 1 + 2 = 4.00; without B1.M1 Aruzhan has 2.83.
MARKS = {
    ARUZHAN: ({"A1.M1": "full", "A1.M2": "full", "B1.M1": "full"}, (3, 3, 2)),
    NIKITA: ({"A1.M1": "full", "A1.M2": "zero", "B1.M1": "full"}, (2, 2, 2)),
}
REASON = "The page was measured on the wrong phone."


@dataclass
class Room:
    """A room of the championship: its host, the competitors' code, and who marks."""

    host: Page
    url: str
    judges: list[Sheet]
    names: list[str]

    def panel(self, competitor: str) -> list[Sheet]:
        """Return who marks a competitor: the judges, or the coordinator in the seat of the compatriot."""
        stands_back = self.names.index(COMPATRIOT) if competitor == NIKITA else len(self.judges) - 1
        return [sheet for seat, sheet in enumerate(self.judges) if seat != stands_back]


def write_the_workbook(folder: Path) -> Path:
    """Two skills, three entries, an expert of each of four colleges, and a day."""
    consent = ("Name is public", "Name of who gave it", "Paper")
    experts = [
        ("17", "expert", *reversed(name.split()), college, "")
        for name, college in zip(EXPERTS[1:], COLLEGES[1:], strict=True)
    ]
    data = book(
        Skills=(SKILLS, (17, "Glass cutting", 1, 6), (11, "Kite building", 2, 4)),
        Participants=(
            (*PEOPLE, *consent),
            ("17", "", "Aqqu", "Aruzhan", COLLEGES[0], 1, "yes", ARUZHAN, "Paper 1"),
            ("17", "", "Sokol", "Nikita", COLLEGES[1], 2),
            ("11", OWLS, "Burkit", "Dias", COLLEGES[0], ""),
            ("11", OWLS, "Chaika", "Polina", COLLEGES[0], ""),
            ("12", "", "Torgai", "Nobody", COLLEGES[0], ""),
        ),
        Experts=(
            OFFICIALS,
            ("", "chief expert", *reversed(EXPERTS[0].split()), COLLEGES[0], "expert@podium.example"),
            *experts,
        ),
        Schedule=(SCHEDULE, ("2026-11-02", "09:30", "12:30", "First module", "17", "competition")),
    )
    path = folder / "alatau.xlsx"
    path.write_bytes(data)
    return path


def look(page: Page, *addresses: str) -> None:
    """Open pages of the desk: axe finds nothing on any of them."""
    for address in addresses:
        page.goto(f"{DESK}{address}")
        people.assert_accessible(page)


def choose(select: Locator, words: str) -> None:
    """Choose the option with these words in it."""
    select.select_option(select.locator("option", has_text=words).get_attribute("value"))


def found(page: Page) -> None:
    """Found the championship, beginning at the desk of the site."""
    people.sign_in(page, "organiser")
    page.goto("/en/desk/")
    page.get_by_role("link", name="New championship").click()
    people.assert_accessible(page)
    page.get_by_label("Name", exact=True).fill("Alatau open")
    page.get_by_label("First day").fill("2026-11-02")
    page.get_by_label("Last day").fill("2026-11-01")
    page.get_by_role("button", name="Found the championship").click()
    expect(page.get_by_role("alert")).to_contain_text("The last day is before the first day.")
    page.get_by_label("Last day").fill("2026-11-04")
    page.get_by_role("button", name="Found the championship").click()
    page.wait_for_url(f"**{DESK}skills/")
    expect(page.locator("main")).to_contain_text("No skills yet")
    people.assert_accessible(page)


def import_the_workbook(page: Page, workbook: Path) -> None:
    """See what would become of the file, and let it be done; the second time there is nothing to do."""
    look(page, "import/")
    read_the_workbook(page, workbook)
    people.assert_accessible(page)
    page.get_by_role("button", name="Import 10 lines").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The import is done")
    people.assert_accessible(page)
    page.get_by_role("link", name="Import another file").click()
    read_the_workbook(page, workbook)
    expect(page.get_by_role("button", name=re.compile("^Import [0-9]"))).to_have_count(0)


def read_the_workbook(page: Page, workbook: Path) -> None:
    """Let the file be read: the line of a skill that is not there is refused."""
    page.get_by_label("File").set_input_files(workbook)
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("main")).to_contain_text("No skill is called “12” at this championship.")


def draw_and_form_a_team(page: Page) -> None:
    """Draw the workplaces of a skill; a team of too few is told so, one of three and a coordinator marks."""
    look(page, "skills/")
    page.get_by_role("link", name=f"Entries: {GLASS}").click()
    page.get_by_role("button", name="Confirm all entries").click()
    page.get_by_label("Seed").fill("dice 3 5 1")
    page.get_by_role("button", name="Draw workplaces").click()
    expect(page.locator(".desk-seed")).to_have_text("dice 3 5 1")
    people.assert_accessible(page)
    page.get_by_role("link", name="Marking teams").click()
    people.assert_accessible(page)
    for name in EXPERTS[1:3]:
        page.get_by_label(re.compile(name)).check()
    choose(page.get_by_label("Coordinator"), EXPERTS[0])
    page.get_by_role("button", name="Form the team").click()
    expect(page.get_by_role("alert")).to_contain_text("three judges at least")
    page.get_by_label(re.compile(EXPERTS[3])).check()
    page.get_by_role("button", name="Form the team").click()
    expect(page.locator(".desk-team")).to_contain_text(EXPERTS[3])
    people.assert_accessible(page)


def write_the_public_page(page: Page) -> None:
    """The desk leads to the page editor, which knows what is missing; Kazakh readers have the page with it."""
    page.goto(DESK)
    page.get_by_role("link", name="Write the public page").click()
    expect(page.locator("input[name=title]")).to_have_value("Alatau open")
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("button[name=action-publish]").click()
    expect(page.locator(".messages")).to_contain_text("published")


def give_the_scheme(page: Page, workbook: Path) -> None:
    """Import the marking scheme of a skill, and say at the desk that the skill is marked by it."""
    page.goto("/en/schemes/import/")
    page.locator("input[type=file]").set_input_files(workbook)
    page.locator("main form button[type=submit]").click()
    page.locator("button[name=apply]").click()
    page.wait_for_url(re.compile(r"/en/schemes/\d+/"))
    page.goto(f"{DESK}skills/")
    page.get_by_role("link", name=GLASS, exact=True).click()
    choose(page.get_by_label("Marking scheme"), "a journey")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("The skill is saved.")


def begin_a_room(host: Page, skill: str) -> None:
    """Go from the entries of a skill to the form of a room, which knows what it is for."""
    host.goto(f"{DESK}skills/")
    host.get_by_role("link", name=f"Entries: {skill}").click()
    host.get_by_role("link", name="Open a room").click()


def fill_the_room(host: Page, competitors: list[tuple[str, str]], judges: list[Page], new_person: NewPerson) -> Room:
    """Open the room of the form that stands there, and let everybody in: competitors by the code, judges by links."""
    expect(host.locator("select[name=kind]")).to_have_value("championship")
    host.get_by_role("button", name="Open the room").click()
    is_live(host)
    code = re.sub(r"\D", "", host.locator(".host-code").inner_text())
    for name, college in competitors:
        join(new_person(), code, name, college)
    links = links_of_judges(host, len(judges))
    invited = host.locator("[data-seat] [data-field=name]").all_inner_texts()
    names = [COMPATRIOT if name == "Free seat" else name for name in invited]
    for page, link, name in zip(judges, links, names, strict=True):
        take_seat(page, link, name)
    press(host.locator("[data-command='room.start']"))
    return Room(host, host.url.split("#")[0], [Sheet(page) for page in judges], names)


def hand_over(room: Room, skill: str) -> None:
    """Lock all forms, end the room and hand its results over: they go where the room was opened from."""
    lock_all(room.host)
    room.host.locator("[data-opens=end-dialog]").click()
    room.host.locator("#end-dialog [data-command='room.end']").click()
    room.host.get_by_role("link", name="Results", exact=True).click()
    room.host.get_by_role("link", name="Publish the results").click()
    expect(room.host.locator("input[name=skill_title]")).to_have_value(skill)
    room.host.get_by_role("button", name="Publish").click()
    room.host.wait_for_url(f"**{DESK}results/*/")
    expect(room.host.locator("main")).to_contain_text("somebody else has to confirm it")
    expect(room.host.get_by_role("button", name="Confirm", exact=True)).to_have_count(0)


def sign_all(room: Room, name: str) -> None:
    """The coordinator checks, who has the last seat; the three who mark sign."""
    room.judges[-1].check(name)
    for sheet in room.panel(name):
        sheet.sign(name)
    expect(room.judges[-1].form()).to_have_attribute("data-progress", "signed")


def hold_glass_cutting(host: Page, new_person: NewPerson) -> Room:
    """The team marks two competitors by measurement and judgement: three each, and nobody their own; all sign."""
    begin_a_room(host, GLASS)
    competitors = list(zip((ARUZHAN, NIKITA), COLLEGES, strict=False))
    room = fill_the_room(host, competitors, [new_person() for _ in range(4)], new_person)
    for name, (measured, scores) in MARKS.items():
        panel = room.panel(name)
        for sheet in panel:
            sheet.choose(name)
        for code, action in measured.items():
            panel[0].press(code, action)
            panel[0].is_saved(code)
        for sheet, score in zip(panel, scores, strict=False):
            sheet.score("A1.J1", score)
            sheet.is_saved("A1.J1")
        sign_all(room, name)
    hand_over(room, GLASS)
    return room


def hold_kite_building(host: Page, judge: Page, new_person: NewPerson) -> None:
    """A skill without a scheme is marked by a quick sheet: one judge measures a team, and signs."""
    begin_a_room(host, KITES)
    host.get_by_role("link", name="No scheme: a quick sheet").click()
    expect(host.get_by_label("Title")).to_have_value(KITES)
    host.locator("input[name=form-0-name]").fill("The kite stays up for a minute")
    host.locator("input[name=form-0-maximum]").fill("10")
    host.get_by_role("button", name="On to the room").click()
    host.locator("summary", has_text="The jury").click()
    for name, choice in (("panel_size", "1"), ("coordinator", "no"), ("sign_off", "judges")):
        host.locator(f"select[name={name}]").select_option(choice)
    room = fill_the_room(host, [(OWLS, COLLEGES[0])], [judge], new_person)
    aspect = judge.locator("li.aspect")
    aspect.locator("[data-action=full]").click()
    expect(aspect.locator("[data-field=mark]")).to_have_text("10.00")
    room.judges[0].is_saved(aspect.get_attribute("data-code") or "")
    room.judges[0].sign(OWLS)
    hand_over(room, KITES)


def confirm(expert: Page, *skills: str) -> None:
    """The chief expert, beginning at the desk of the site, confirms what somebody else handed over."""
    for skill in skills:
        expert.goto("/en/desk/")
        panel = expert.get_by_role("region", name="Championships", exact=True)
        panel.get_by_role("link", name="Alatau open").click()
        expert.get_by_role("link", name=skill, exact=True).click()
        expert.get_by_role("button", name="Confirm", exact=True).click()
        expect(expert.locator("main")).to_contain_text("The result is confirmed.")


def reveal(operator: Page, screen: Page) -> None:
    """Freeze, and reveal step by step: the screen, in Kazakh, has no name before its step; then publish and show."""
    look(operator, "")
    operator.get_by_role("button", name="Freeze").click()
    operator.get_by_role("link", name="Ceremony").click()
    operator.get_by_role("button", name="Make the steps").click()
    screen.goto(operator.locator(".ceremony-links a[hreflang=kk]").get_attribute("href") or "")
    steps = operator.locator("li[data-step]")
    gold = steps.filter(has_text=ARUZHAN).first.get_attribute("data-step") or ""
    for step in range(1, steps.count()):
        operator.locator("[data-move='1']").click()
        for page in (operator, screen):
            expect(page.locator("ceremony-screen, ceremony-desk")).to_have_attribute("data-step", str(step))
        if step <= int(gold):
            assert (ARUZHAN in screen.content()) == (step == int(gold))
    operator.get_by_role("button", name="Publish the results").click()
    expect(operator.locator("body")).to_contain_text("2 results are published")
    operator.locator(".ceremony-side").get_by_role("link", name="Results desk").click()
    operator.get_by_role("button", name="Show the results").click()


def line_of(reader: Page, name: str) -> Locator:
    """Return the line of somebody in the table of a result."""
    return reader.locator("main tbody tr").filter(has_text=name).first


def find_in_three_taps(reader: Page) -> None:
    """From the start page to the result of a competitor."""
    reader.goto("/kk/")
    reader.locator('footer a[href="/kk/championships/"]').tap()
    reader.locator(f'main a[href="{PUBLIC}"]').tap()
    reader.locator(".podium-card").filter(has_text=ARUZHAN).get_by_role("link").tap()
    expect(line_of(reader, ARUZHAN)).to_contain_text("4,83")
    assert reader.url.partition(PUBLIC)[2].startswith("skills/")
    people.assert_accessible(reader)
    people.assert_no_sideways_scroll(reader)


def mark_anew(organiser: Page, room: Room) -> None:
    """The desk leads to the room: a form is opened again with a reason, marked, checked, signed and locked."""
    organiser.goto(DESK)
    organiser.get_by_role("link", name=GLASS, exact=True).click()
    organiser.get_by_role("link", name="Correct", exact=True).click()
    organiser.get_by_role("link", name="Go to the room").click()
    press(organiser.locator("[data-field=forms] tr", has_text=ARUZHAN).locator("[data-form-act=reopen]"))
    organiser.locator("#reason-dialog textarea").fill(REASON)
    # A key pressed by mistake loses nothing of what was written.
    organiser.keyboard.press("Escape")
    press(organiser.locator("[data-field=forms] tr", has_text=ARUZHAN).locator("[data-form-act=reopen]"))
    expect(organiser.locator("#reason-dialog textarea")).to_have_value(REASON)
    press(organiser.locator("#reason-dialog").get_by_role("button", name="Open again"))
    first = room.panel(ARUZHAN)[0]
    first.choose(ARUZHAN)
    expect(first.form().locator("[data-field=version]")).to_have_text("version 2")
    first.press("B1.M1", "zero")
    first.shows("B1.M1", "0.00")
    sign_all(room, ARUZHAN)
    lock_all(organiser)


def correct(organiser: Page, expert: Page) -> None:
    """Take the result anew with its reason, let it be confirmed, and publish it; the desk keeps who, when and why."""
    organiser.goto(DESK)
    organiser.get_by_role("link", name=GLASS, exact=True).click()
    organiser.get_by_role("link", name="Correct", exact=True).click()
    expect(organiser.locator("main")).to_contain_text("The room gives these other values now")
    people.assert_accessible(organiser)
    organiser.get_by_label("Reason").fill(REASON)
    organiser.get_by_role("button", name="Make the new version").click()
    confirm(expert, GLASS)
    organiser.reload()
    organiser.get_by_role("button", name="Publish", exact=True).click()
    corrections = organiser.get_by_role("region", name="Corrections")
    for words in (REASON, "Dana Demo-Organiser", "Version 2", "4.83", "2.83"):
        expect(corrections).to_contain_text(words)
    people.assert_accessible(organiser)


def test_a_championship_from_nothing_to_a_corrected_result(
    new_person: NewPerson, complaints: people.Complaints, tmp_path: Path
) -> None:
    # What a form refuses is answered so, and the browser writes that down; Wagtail keeps drafts of empty forms too.
    complaints.forgive("status of 422")
    complaints.forgive(r"/admin/pages/.*400")
    organiser, expert = new_person(), new_person()
    people.sign_in(expert, "expert")
    found(organiser)
    import_the_workbook(organiser, write_the_workbook(tmp_path))
    look(organiser, "officials/", "schedule/", "skills/add/", "import/results/")
    draw_and_form_a_team(organiser)
    write_the_public_page(organiser)
    give_the_scheme(organiser, write_sample(tmp_path))
    room = hold_glass_cutting(organiser, new_person)
    hold_kite_building(organiser, room.judges[1].page.context.new_page(), new_person)
    confirm(expert, GLASS, KITES)
    reveal(organiser, new_person(viewport=HALL))
    reader = new_person(viewport=people.PHONE, has_touch=True, locale="kk-KZ")
    find_in_three_taps(reader)
    mark_anew(organiser, room)
    expect(line_of(reader, ARUZHAN)).to_contain_text("4,83")
    correct(organiser, expert)
    reader.reload()
    expect(line_of(reader, ARUZHAN)).to_contain_text("2,83")
    organiser.set_viewport_size({"width": 360, "height": 780})
    for address in ("", "skills/", "officials/", "schedule/", "import/", "rules/"):
        organiser.goto(f"{DESK}{address}")
        people.assert_no_sideways_scroll(organiser)

"""An organiser sets a championship up from nothing: by a workbook, to results that the public reads and a correction."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.server import Server, manage
from tests.championships.events.importing.books import OFFICIALS, PEOPLE, SCHEDULE, SKILLS, book

NewPerson = Callable[..., Page]

DESK = "/en/championships/alatau-open/desk/"
COLLEGES = ("Alatau college", "Sayan college", "Tarbagatai college", "Kalba college")
EXPERTS = ("Kamila Torgai", "Sanzhar Lashyn", "Dina Karlygash", "Ruslan Berkut")
# What a room does when it hands over, without the room: marks by criterion, of the two who are entered.
HAND_OVER = """
from decimal import Decimal
from championships.events.handing_over import hand_over
from championships.events.lines import HandedOver, PublishedCriterion, PublishedRow
from championships.events.models import ContestedSkill
from people.models import User
skill = ContestedSkill.objects.get(championship__slug="alatau-open", number="17")
entries = list(skill.entries.select_related("organisation").order_by("number"))
rows = [
    PublishedRow(1, str(entry.number), "", total, {"A": total}, key=str(entry.number), entry=entry)
    for entry, total in zip(entries, (Decimal("81.50"), Decimal("77.25")), strict=True)
]
hand_over(
    actor=User.objects.get(email="mentor@podium.example"),
    championship=skill.championship,
    skill_title="",
    scheme_version=None,
    source="list:alatau",
    handed=HandedOver(rows, [PublishedCriterion("A", "Work", Decimal("100.00"))]),
    contested_skill=skill,
)
"""


def write_the_workbook(folder: Path) -> Path:
    """Two skills, three entries, an expert of each of four colleges, and a day."""
    experts = [
        ("17", "chief expert" if number == 0 else "expert", *reversed(name.split()), college, "")
        for number, (name, college) in enumerate(zip(EXPERTS, COLLEGES, strict=True))
    ]
    data = book(
        Skills=(SKILLS, (17, "Glass cutting", 1, 6), (11, "Kite building", 2, 4)),
        Participants=(
            PEOPLE,
            ("17", "", "Aqqu", "Aruzhan", COLLEGES[0], 1),
            ("17", "", "Sokol", "Nikita", COLLEGES[1], 2),
            ("11", "The Owls", "Burkit", "Dias", COLLEGES[0], ""),
            ("11", "The Owls", "Chaika", "Polina", COLLEGES[0], ""),
            ("12", "", "Torgai", "Nobody", COLLEGES[0], ""),
        ),
        Experts=(OFFICIALS, *experts),
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
    page.get_by_label("A second person confirms results").uncheck()
    page.get_by_role("button", name="Found the championship").click()
    page.wait_for_url(f"**{DESK}skills/")
    expect(page.locator("main")).to_contain_text("No skills yet")
    people.assert_accessible(page)


def import_the_workbook(page: Page, workbook: Path) -> None:
    """See what would become of the file, and let it be done; the second time there is nothing to do."""
    for time in (1, 2):
        look(page, "import/")
        page.get_by_label("File").set_input_files(workbook)
        page.get_by_role("button", name="Read the file").click()
        expect(page.locator("main")).to_contain_text("No skill is called “12” at this championship.")
        people.assert_accessible(page)
        if time == 1:
            page.get_by_role("button", name="Import 10 lines").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("The import is done")
            people.assert_accessible(page)
    expect(page.get_by_role("button", name=re.compile("^Import [0-9]"))).to_have_count(0)


def draw_and_form_a_team(page: Page) -> None:
    """Draw the workplaces of a skill; a team of too few is told so, one of three and a coordinator marks."""
    look(page, "skills/")
    page.get_by_role("link", name="Entries: 17 Glass cutting").click()
    page.get_by_role("button", name="Confirm all entries").click()
    page.get_by_label("Seed").fill("dice 3 5 1")
    page.get_by_role("button", name="Draw workplaces").click()
    expect(page.locator(".desk-seed")).to_have_text("dice 3 5 1")
    people.assert_accessible(page)
    page.get_by_role("link", name="Marking teams").click()
    people.assert_accessible(page)
    for name in EXPERTS[1:3]:
        page.get_by_label(re.compile(name)).check()
    page.get_by_label("Coordinator").select_option(index=1)
    page.get_by_role("button", name="Form the team").click()
    expect(page.get_by_role("alert")).to_contain_text("three judges at least")
    page.get_by_label(re.compile(EXPERTS[3])).check()
    page.get_by_role("button", name="Form the team").click()
    expect(page.locator(".desk-team")).to_contain_text(EXPERTS[3])
    people.assert_accessible(page)


def publish_and_correct(page: Page) -> None:
    """Confirm and publish what was handed over, then correct a mark with its reason and publish that."""
    look(page, "")
    page.get_by_role("link", name="17 Glass cutting", exact=True).click()
    people.assert_accessible(page)
    for step in ("Confirm", "Publish"):
        page.get_by_role("button", name=step, exact=True).click()
    expect(page.locator("main")).to_contain_text("81.50")
    page.get_by_role("link", name="Correct", exact=True).click()
    people.assert_accessible(page)
    page.get_by_label("Reason").fill("The second part was read twice.")
    page.locator(".desk-marks input").first.fill("70")
    page.get_by_role("button", name="Make the new version").click()
    expect(page.locator("main")).to_contain_text("The second part was read twice.")
    for step in ("Confirm", "Publish"):
        page.get_by_role("button", name=step, exact=True).click()
    expect(page.locator("tbody tr").first).to_contain_text("Nikita Sokol")
    people.assert_accessible(page)


def test_a_championship_from_nothing_to_a_corrected_result(
    new_person: NewPerson, server: Server, complaints: people.Complaints, tmp_path: Path
) -> None:
    # What a form refuses is answered so, and the browser writes that down.
    complaints.forgive("status of 422")
    page = new_person()
    found(page)
    import_the_workbook(page, write_the_workbook(tmp_path))
    look(page, "officials/", "officials/add/", "schedule/", "schedule/add/", "skills/add/", "rules/", "import/results/")
    draw_and_form_a_team(page)
    manage("shell", "-c", HAND_OVER, env=server.env)
    publish_and_correct(page)
    page.set_viewport_size({"width": 360, "height": 780})
    for address in ("", "skills/", "officials/", "schedule/", "import/", "rules/"):
        page.goto(f"{DESK}{address}")
        people.assert_no_sideways_scroll(page)

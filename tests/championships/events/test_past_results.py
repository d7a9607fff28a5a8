"""Results of a past championship from an export of CIS: shown first, stored by the usual steps, private by default."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from championships.events.importing.plan import Verdict
from championships.events.models import MembersAre, ResultRow, SkillResult
from championships.events.open_data import gathering
from championships.events.past_results import reading
from championships.events.past_results.carrying_out import carry_out
from championships.events.past_results.lines import ReadAs
from championships.events.past_results.planning import Choices, PastResults, plan
from championships.events.printing.frame import paper_for
from championships.events.printing.protocol import protocol_data
from championships.events.publicity import remove_line_on_request, remove_on_request
from championships.events.recomputing import differences
from championships.events.refusals import EventRefused
from championships.schemes.exchange.refusals import FileRefused
from people.models import AuditEntry
from tests.championships.events.grown import Event
from tests.championships.events.importing.books import book
from tests.pages.growing import signed_in

pytestmark = pytest.mark.django_db
HEADS = "Position,Member,Member Name,Skill Number,Medal,First Name,Last Name,WorldSkills Scale Score"
ROWS = (
    "1,AA,Alatauland,17,Gold,Aruzhan,Aqqu,741",
    "2,SS,Sayania,17,Silver,Nikita,Sokol,720",
    "3,BB,Burkitia,17,,Dias,Burkit,655",
    "1,AA,Alatauland,05,Gold,Polina,Chaika,760",
    "1,AA,Alatauland,05,Gold,Sanzhar,Lashyn,760",
)


def export(*rows: str) -> bytes:
    return "\n".join([HEADS, *rows]).encode()


@pytest.fixture
def event(db: None) -> Event:
    made = Event(needs_second_person=False)
    made.championship.members_are = MembersAre.COUNTRY
    made.championship.save()
    return made


def store(
    event: Event, data: bytes, published_by: str = "", reason: str = "", choices: Choices | None = None
) -> PastResults:
    lines = reading.read(data)
    shown = plan(lines, event.championship, choices).fingerprint()
    return carry_out(
        actor=event.organiser,
        championship=event.championship,
        lines=lines,
        shown=shown,
        choices=choices,
        published_by=published_by,
        reason=reason,
    )


def test_results_are_stored_as_they_stand_and_published(event: Event) -> None:
    store(event, export(*ROWS))
    result = SkillResult.objects.get(contested_skill__number="17")
    first = result.rows.get(position=1)
    assert (first.name, first.public_name, first.country) == ("Aruzhan Aqqu", "A. A.", "AA")
    assert (first.scale_score, first.medal, first.total) == (741, "gold", None)
    assert (result.state, differences(result)) == ("published", [])
    pair = SkillResult.objects.get(contested_skill__number="05").rows.get()
    assert (pair.name, pair.public_name) == ("Polina Chaika, Sanzhar Lashyn", "P. C., S. L.")
    assert pair.result.contested_skill is not None
    assert pair.result.contested_skill.team_size == 2


def test_the_same_file_again_changes_nothing_and_another_needs_a_reason(event: Event) -> None:
    store(event, export(*ROWS))
    again = store(event, export(*ROWS))
    assert [skill.verdict for skill in again.skills] == [Verdict.SAME, Verdict.SAME]
    assert SkillResult.objects.count() == 2
    other = export(*(row.replace("741", "742") for row in ROWS[:3]))
    (changed,) = plan(reading.read(other), event.championship).skills
    assert changed.changes == [("Aruzhan Aqqu", "Aruzhan Aqqu, 1, 741, gold", "Aruzhan Aqqu, 1, 742, gold")]
    with pytest.raises(EventRefused, match="Say why"):
        store(event, other)
    store(event, other, reason="The publisher corrected it.")
    result = SkillResult.objects.get(contested_skill__number="17", replaced_at__isnull=True)
    assert (result.version, result.reason, result.state) == (2, "The publisher corrected it.", "published")
    assert differences(result) == []


def test_a_result_from_elsewhere_is_not_replaced(event: Event) -> None:
    event.skill.number = "17"
    event.skill.save()
    event.hand_over(["80", "70"])
    (refused,) = plan(reading.read(export(*ROWS[:3])), event.championship).skills
    assert [problem.code for problem in refused.problems] == ["result_stands"]


def test_names_are_public_only_where_a_publication_has_them_and_never_of_who_was_removed(event: Event) -> None:
    remove_on_request(actor=event.organiser, person=event.person("Nikita Sokol"), reason="Asked on 3 March.")
    store(event, export(*ROWS), published_by="The publisher, 5 May 2026")
    shown = ResultRow.objects.filter(result__contested_skill__number="17").order_by("position")
    assert list(shown.values_list("public_name", flat=True)) == ["Aruzhan Aqqu", "", "Dias Burkit"]
    trail = AuditEntry.objects.get(action="results.imported")
    assert trail.data["names_published_by"] == "The publisher, 5 May 2026"


def test_a_second_person_confirms_where_that_is_the_rule(event: Event) -> None:
    event.championship.needs_second_person = True
    event.championship.save()
    store(event, export(*ROWS))
    assert set(SkillResult.objects.values_list("state", flat=True)) == {"provisional"}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("first,AA,A,17,Gold,Aruzhan,Aqqu,741", "not_position"),
        ("1,AA,A,17,Platinum,Aruzhan,Aqqu,741", "not_medal"),
        ("1,AA,A,17,Gold,Aruzhan,Aqqu,7410", "not_points"),
        ("1,,A,17,Gold,Aruzhan,Aqqu,741", "needed"),
    ],
)
def test_a_line_that_cannot_be_refuses_its_skill(event: Event, row: str, code: str) -> None:
    (skill,) = plan(reading.read(export(row)), event.championship).skills
    assert (skill.verdict, [problem.code for problem in skill.problems]) == (Verdict.REFUSED, [code])


def test_lines_of_a_team_that_differ_are_refused(event: Event) -> None:
    rows = (ROWS[3], ROWS[4].replace("760", "750"))
    assert [each.code for each in plan(reading.read(export(*rows)), event.championship).skills[0].problems] == [
        "two_scores"
    ]
    twice = plan(reading.read(export(ROWS[0], ROWS[0])), event.championship)
    assert [each.code for each in twice.skills[0].problems] == ["twice"]


TIE = ("1,AA,Alatauland,17,Gold,Aruzhan,Aqqu,741", "1,AA,Alatauland,17,Gold,Nikita,Sokol,741", ROWS[2])


def test_people_who_share_a_place_are_a_team_or_not_as_the_organiser_says(event: Event) -> None:
    (guessed,) = plan(reading.read(export(*TIE)), event.championship).skills
    assert (guessed.read_as, guessed.sharing) == (ReadAs.ALONE, ["Aruzhan Aqqu, Nikita Sokol"])
    store(event, export(*TIE))
    result = SkillResult.objects.get()
    assert list(result.rows.values_list("name", "position")) == [
        ("Aruzhan Aqqu", 1),
        ("Nikita Sokol", 1),
        ("Dias Burkit", 3),
    ]
    again = plan(reading.read(export(TIE[1], TIE[0], TIE[2])), event.championship)
    assert [skill.verdict for skill in again.skills] == [Verdict.SAME]
    team = plan(reading.read(export(*TIE)), event.championship, {"17": ReadAs.TEAM})
    assert [line.people[-1].given_name for line in team.skills[0].lines] == ["Nikita", "Dias"]
    assert team.fingerprint() != again.fingerprint()


def test_a_hidden_name_stays_hidden_when_its_place_is_read_the_other_way(event: Event) -> None:
    store(event, export(*TIE))
    row = ResultRow.objects.get(name="Nikita Sokol")
    remove_line_on_request(actor=event.organiser, row=row, reason="Asked on 3 March.")
    store(event, export(*TIE), reason="They are a team.", choices={"17": ReadAs.TEAM})
    rows = ResultRow.objects.filter(result__replaced_at=None).order_by("position")
    assert list(rows.values_list("name", "public_name")) == [
        ("Aruzhan Aqqu, Nikita Sokol", ""),
        ("Dias Burkit", "D. B."),
    ]
    (standing,) = plan(reading.read(export(*TIE)), event.championship).skills
    assert (standing.read_as, standing.verdict) == (ReadAs.TEAM, Verdict.SAME)


def test_where_no_marks_are_known_none_are_shown(event: Event) -> None:
    store(event, export(*ROWS))
    result = SkillResult.objects.get(contested_skill__number="17")
    page = signed_in(event.organiser).get(reverse("events:desk_result", args=[event.championship.slug, result.pk]))
    assert 'data-label="Marks"' not in page.content.decode()
    assert "Compared with what the file brought" in page.content.decode()
    assert gathering.most_of(result) is None
    paper = paper_for(event.championship.skills.get(number="17"), "en")
    assert protocol_data(paper, result, [result], [])["maximum"] == ""


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "cp1251"])
def test_the_usual_encodings_and_separators_are_read(coding: str) -> None:
    text = export("1,KZ,Алатау,17,Gold,Аружан,Акку,741").decode().replace(",", ";")
    (line,) = reading.read(text.encode(coding))
    assert line.cells["first_name"] == "Аружан"


@pytest.mark.parametrize(("data", "code"), [(b"", "empty_file"), (b"a;b\n1;2", "no_export"), (export(), "no_rows")])
def test_other_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        reading.read(data)
    assert refusal.value.code == code


def workbook(*rows: str, above: tuple[str, ...] = ()) -> bytes:
    """Return the export as the workbook that it is: numbers are numbers, and another sheet stands before it."""
    cells = [[int(cell) if cell in ("1", "2", "3", "17", "741") else cell for cell in row.split(",")] for row in rows]
    return book(Notes=(("Closing Ceremony",),), Results=(*((title,) for title in above), HEADS.split(","), *cells))


def test_the_export_is_read_as_the_workbook_that_it_is(event: Event) -> None:
    in_text = [line.cells for line in reading.read(export(*ROWS))]
    lines = reading.read(workbook(*ROWS))
    assert [line.cells for line in lines] == in_text
    assert [line.number for line in lines] == [2, 3, 4, 5, 6]
    assert [line.number for line in reading.read(workbook(*ROWS, above=("Results of 2019",)))] == [3, 4, 5, 6, 7]
    store(event, workbook(*ROWS))
    assert SkillResult.objects.get(contested_skill__number="17").rows.get(position=1).name == "Aruzhan Aqqu"


def test_a_cell_of_a_workbook_that_nobody_computed_refuses_its_skill(event: Event) -> None:
    organiser: Client = signed_in(event.organiser)
    address = reverse("events:desk_import_results", args=[event.championship.slug])
    data = workbook(ROWS[0].replace("741", "=700+41"))
    sent = organiser.post(address, {"file": SimpleUploadedFile("Competitor_results.xlsx", data)})
    assert "a formula that was never computed" in organiser.get(sent["Location"]).content.decode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (book(Skills=(("Number", "Skill"), (17, "Robots"))), "no_export"),
        (workbook(), "no_rows"),
        (b"PK\x03\x04 broken", "damaged"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512), "old_excel"),
    ],
)
def test_workbooks_that_are_no_export_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        reading.read(data)
    assert refusal.value.code == code
    if code == "no_export":
        assert refusal.value.parameters["columns"] == "Position, Member, WorldSkills Scale Score"


@given(st.lists(st.lists(st.one_of(st.sampled_from(("1", "17", "Gold", "741")), st.text(max_size=6)), max_size=9)))
def test_any_text_is_read_or_refused(rows: list[list[str]]) -> None:
    text = "\n".join([HEADS, *(",".join(row) for row in rows)])
    try:
        lines = reading.read(text.encode("utf-8", "replace"))
    except FileRefused:
        return
    assert all(set(line.cells) <= set(reading.HEADS) for line in lines)


def test_an_export_is_uploaded_shown_and_stored_at_the_desk(event: Event) -> None:
    organiser: Client = signed_in(event.organiser)
    address = reverse("events:desk_import_results", args=[event.championship.slug])
    sent = organiser.post(address, {"file": SimpleUploadedFile("results.csv", export(*ROWS))})
    page = organiser.get(sent["Location"]).content.decode()
    assert "Polina Chaika, Sanzhar Lashyn" in page
    organiser.post(sent["Location"], {"choose": "1", "skill-0": "alone"})
    page = organiser.get(sent["Location"]).content.decode()
    found = re.search(r'name="shown" value="([0-9a-f]{64})"', page)
    assert found
    without = organiser.post(sent["Location"], {"shown": found[1], "are_public": "on"})
    assert without.status_code == 422
    assert "Write where the names are published" in without.content.decode()
    assert not SkillResult.objects.exists()
    organiser.post(sent["Location"], {"shown": found[1]})
    assert SkillResult.objects.get(contested_skill__number="05").rows.count() == 2

"""Files of a room: the whole of what its host may see, nothing that is hidden, and no text that computes."""

import csv
import io
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook
from pypdf import PdfReader

from championships.schemes.exchange.harmless import FORMULA_SIGNS
from championships.schemes.exchange.table_files import csv_of, workbook_of
from coaching.rooms.analysis.panel import panel_of
from coaching.rooms.exporting.gathering import record_of
from coaching.rooms.exporting.tables import all_tables, marks_table
from coaching.rooms.joining import claim_seat, cookie_name
from coaching.rooms.models import Dispute, FormSignature, MarkingForm
from coaching.rooms.printing import print_protocol
from coaching.rooms.printing.protocol_paper import protocol_data
from tests.coaching.rooms.building import Built, build
from tests.coaching.rooms.signing import check, mark_all, sign
from tests.coaching.rooms.test_clock_commands import TWO_MODULES

FILES = ("marks_workbook", "marks_csv", "protocol_pdf")


def host_client(built: Built) -> Client:
    """Return the browser of the host."""
    client = Client()
    client.force_login(built.host)
    return client


def csv_rows(built: Built) -> list[dict[str, str]]:
    """Return the rows of the CSV by heading, as the address sends them."""
    response = host_client(built).get(reverse("rooms:marks_csv", args=[built.room.pk]))
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_csv_has_every_mark_with_its_scores_and_reason(built: Built) -> None:
    built.measure("0.25", reason="half a cable")
    for seat in range(3):
        built.score(seat, 2)
    rows = {(row["Number"], row["Aspect"]): row for row in csv_rows(built)}
    assert len(rows) == 2 * 5
    measured, judged = rows["1", "A1.M1"], rows["1", "A1.J1"]
    assert (measured["Mark"], measured["Maximum mark"], measured["Reason"]) == ("0.25", "1.00", "half a cable")
    assert [judged[f"Score of judge {seat}"] for seat in (1, 2, 3)] == ["2", "2", "2"]
    assert (judged["Mark"], judged["State"]) == ("1.33", "marked")
    assert (rows["2", "B1.M1"]["Mark"], rows["2", "B1.M1"]["State"]) == ("", "not marked")


def test_a_score_in_a_compatriots_place_is_the_coordinators(db: None) -> None:
    built = build(coordinator=True, compatriots_apart=True, competitors=1)
    built.represent([built.judges[0], built.competitors[0]], "Member One", "Member One")
    about = {"competitor": built.key(0), "aspect": built.aspects["A1.J1"], "round": 1}
    built.as_coordinator("judgement.score", **about, score=3)
    for seat in (1, 2):
        built.score(seat, 2)
    row = next(row for row in csv_rows(built) if row["Aspect"] == "A1.J1")
    scores = {name: score for name, score in row.items() if name.startswith("Score of") and score}
    assert scores == {"Score of judge 2": "2", "Score of judge 3": "2", "Score of the coordinator": "3"}
    book = load_workbook(io.BytesIO(workbook_of(all_tables(record_of(built.room)))))
    assert [cell.value for cell in book["Judges"]["A"][1:]] == [1, 2, 3, "Coordinator"]
    assert [judge.name for judge in panel_of(built.room).judges] == ["Judge 2", "Judge 3", "Coordinator 1"]


def test_nothing_of_an_open_round_is_exported(built: Built) -> None:
    built.score(0, 3)
    built.score(1, 3)
    row = next(row for row in csv_rows(built) if row["Aspect"] == "A1.J1")
    assert [row[f"Score of judge {seat}"] for seat in (1, 2, 3)] == ["", "", ""]
    assert (row["Mark"], row["State"]) == ("", "being scored")
    book = load_workbook(io.BytesIO(workbook_of(all_tables(record_of(built.room)))))
    values = [cell.value for cell in book["Judges"]["E"][1:]]
    assert values == [0, 0, 0]


def test_workbook_has_a_sheet_for_each_table_with_marks_as_numbers(built: Built) -> None:
    built.measure("0.25", reason="half a cable")
    built.as_host("room.end")
    response = host_client(built).get(reverse("rooms:marks_workbook", args=[built.room.pk]))
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Totals", "Marks", "Aspects and competitors", "Judges", "Room"]
    totals = {row[1]: row for row in book["Totals"].iter_rows(min_row=2, values_only=True)}
    assert totals[1][0] is None
    assert Decimal(str(totals[1][6])) == Decimal("0.25")
    matrix = book["Aspects and competitors"]
    assert matrix["D2"].value == 0.25
    assert matrix["D2"].data_type == "n"
    about = {str(row[0]): row[1] for row in book["Room"].iter_rows(min_row=2, values_only=True)}
    room = built.fresh()
    assert (about["Last event"], about["Hash of the last event"]) == (room.seq, room.last_hash)
    assert about["Code"] == room.code


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_no_text_is_taken_for_a_formula(built: Built, sign: str) -> None:
    # A reason is stripped when it is given, so signs that are space reach a table only in another way.
    record = record_of(built.room)
    text = f"{sign}1+1"
    record.state.participants[built.key(0)]["name"] = text
    tables = all_tables(record)
    book = load_workbook(io.BytesIO(workbook_of(tables)))
    cell = book["Marks"]["B2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    rows = list(csv.reader(io.StringIO(csv_of(marks_table(record)).decode("utf-8-sig"), newline="")))
    assert rows[1][1] == f"'{text}"
    assert not any(value.startswith(FORMULA_SIGNS) for row in rows for value in row)


def test_reason_that_begins_like_a_formula_leaves_as_text(built: Built) -> None:
    built.measure("0.25", reason='=HYPERLINK("http://example.org")')
    assert csv_rows(built)[0]["Reason"] == '\'=HYPERLINK("http://example.org")'


def test_removed_competitors_are_in_no_file(built: Built) -> None:
    built.as_host("participant.remove", participant=built.key(0))
    assert {row["Number"] for row in csv_rows(built)} == {"2"}


@pytest.mark.parametrize("name", FILES)
def test_files_are_the_hosts_at_any_moment_and_nobody_elses(db: None, name: str) -> None:
    built = build(started=False, competitors=1)
    address = reverse(f"rooms:{name}", args=[built.room.pk])
    response = host_client(built).get(address)
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    judge = Client()
    judge.cookies[cookie_name(built.room)] = built.judges[0].secret
    assert judge.get(address).status_code == 403
    assert Client().get(address).status_code == 403


def test_export_costs_the_same_for_one_competitor_and_for_many(db: None) -> None:
    costs = []
    for count in (1, 12):
        built = build(competitors=count)
        for competitor in range(count):
            built.measure("1.00", competitor=competitor)
        record_of(built.room)
        with CaptureQueriesContext(connection) as queries:
            all_tables(record_of(built.fresh()))
        costs.append(len(queries))
    assert costs[0] == costs[1]


def protocol_text(built: Built, language: str = "en") -> str:
    """Return what stands on the protocol, without spaces and places where a line could break."""
    reader = PdfReader(io.BytesIO(print_protocol(built.fresh(), language, at=timezone.now())))
    text = "".join(page.extract_text() for page in reader.pages)
    return "".join(letter for letter in text if not letter.isspace() and letter not in "\u00ad\u200b")


def test_protocol_names_people_results_changes_and_who_signs(built: Built) -> None:
    for seat, score in enumerate((0, 2, 3)):
        built.score(seat, score)
    built.measure("0.25", reason="half a cable")
    built.as_host("room.extend", seconds=300)
    built.as_host("room.end")
    text = protocol_text(built)
    for words in (
        "Competitor1",
        "Competitor2",
        "Judge3",
        "0.25*",
        "toofarapart",
        "65minutesinall",
        "Aigerim Demo-Mentor",
    ):
        assert words.replace(" ", "") in text
    assert built.fresh().last_hash in text
    assert "halfacable" not in text


def test_protocol_names_who_signed_and_what_was_disputed(built: Built) -> None:
    competitor, judge = built.competitors[0].participant, built.judges[0].participant
    form = MarkingForm.objects.create(
        room=built.room, competitor=competitor, module=1, state="signed", version=2, reason="a sum was wrong"
    )
    for version in (1, 2):
        FormSignature.objects.create(form=form, version=version, signatory=judge, at=timezone.now())
    Dispute.objects.create(
        room=built.room,
        competitor=competitor,
        module=1,
        aspect_id=built.aspects["A1.M1"],
        filed_by=competitor,
        text="The cable was whole.",
        filed_at=timezone.now(),
        state="declined",
        answer="It was looked at again.",
        answered_by=built.host,
        answered_at=timezone.now(),
    )
    text = protocol_text(built)
    for words in ("version2", "asumwaswrong", "A1.M1", "Thecablewaswhole.", "Itwaslookedatagain.", "Declined"):
        assert words in text
    assert text.count("Judge1,") == 1


def substitute(built: Built, seat: int, name: str) -> None:
    """Send the judge on this seat out and let another take it."""
    judge = built.judges[seat].participant
    built.as_host("participant.remove", participant=str(judge.pk))
    judge.refresh_from_db()
    claim_seat(participant=judge, display_name=name, command_id=uuid4())
    judge.refresh_from_db()


def data_of(built: Built, language: str = "en") -> dict[str, Any]:
    """Return what the paper says, before it is set."""
    with translation.override(language):
        return protocol_data(record_of(built.fresh()), language, timezone.localtime())


def rows_of(data: dict[str, Any], title: str) -> list[list[str]]:
    """Return the texts of one register of the paper."""
    found = next((register for register in data["registers"] if register["title"] == title), None)
    return [] if found is None else [[text for _language, text in row] for row in found["rows"]]


def test_panel_and_signature_lines_name_whoever_sat_on_a_seat_and_whoever_took_it_over(built: Built) -> None:
    built.score(2, 3)
    substitute(built, 2, "Zarina Substitute")
    data = data_of(built)
    third = [(judge["name"][1], judge["period"][:5]) for judge in data["judges"] if judge["label"] == "Judge 3"]
    assert third == [("Judge 3", "until"), ("Zarina Substitute", "from ")]
    assert [judge["period"] for judge in data["judges"] if judge["label"] != "Judge 3"] == ["", ""]
    lines = [line["name"][1] for line in data["signatures"]]
    assert lines == ["Aigerim Demo-Mentor", "Judge 1", "Judge 2", "Judge 3", "Zarina Substitute"]
    book = load_workbook(io.BytesIO(workbook_of(all_tables(record_of(built.fresh())))))
    seats = [cell.value for cell in book["Judges"]["B"][1:]]
    assert seats[:2] == ["Judge 1", "Judge 2"]
    assert [line.split(",")[0] for line in seats[2].split("\n")] == ["Judge 3", "Zarina Substitute"]
    assert "ZarinaSubstitute,from" in protocol_text(built)


def test_changes_say_when_a_substitute_came_and_keep_the_name_of_whoever_acted_before(db: None) -> None:
    built = build(sign_off="full", coordinator=True, competitors=1)
    mark_all(built)
    check(built)
    sign(built, 2)
    substitute(built, 2, "Zarina Substitute")
    built.as_host("participant.describe", participant=built.key(0), name="Renamed Competitor")
    data = data_of(built)
    changes = [(who, what) for _when, who, what in rows_of(data, "Changes during the session")]
    assert ("Judge 3", "Competitor 1: the form was signed") in changes
    assert ("Zarina Substitute", "Zarina Substitute took the seat of judge 3 in place of Judge 3") in changes
    assert "The details of Competitor 1 were changed, now Renamed Competitor" in [what for _who, what in changes]
    assert not any("took the seat of judge 1" in what for _who, what in changes)
    signed = rows_of(data, "Marking forms")[0][3]
    assert signed.startswith("Judge 3, ")


def test_a_dispute_carries_the_name_of_whoever_filed_it_then(db: None) -> None:
    built = build(sign_off="judges", competitors=1)
    mark_all(built)
    for seat in range(3):
        sign(built, seat)
    built.as_host("room.end")
    built.as_competitor(0, "dispute.file", competitor=built.key(0), module=1, aspect=None, text="Look again.")
    built.as_host("participant.describe", participant=built.key(0), name="Renamed Competitor")
    complaint = rows_of(data_of(built), "Disputes")[0]
    assert complaint[0] == "1 Renamed Competitor"
    assert "Competitor 1: Look again." in complaint[2]


def test_the_coordinator_stands_on_the_panel_and_signs_though_they_scored_nothing(db: None) -> None:
    built = build(coordinator=True)
    data = data_of(built)
    assert [judge["label"] for judge in data["judges"]] == ["Judge 1", "Judge 2", "Judge 3", "Coordinator"]
    assert data["signatures"][-1] == {"label": "Coordinator", "name": ("en", "Coordinator 1")}
    assert "Score of the coordinator" not in csv_rows(built)[0]
    book = load_workbook(io.BytesIO(workbook_of(all_tables(record_of(built.room)))))
    assert [cell.value for cell in book["Judges"]["A"][1:]] == [1, 2, 3, "Coordinator"]


def test_a_seat_that_changed_hands_before_the_start_names_only_who_marked(db: None) -> None:
    built = build(started=False)
    substitute(built, 0, "Early Substitute")
    built.as_host("room.start")
    data = data_of(built)
    assert [(judge["name"][1], judge["period"]) for judge in data["judges"]][:2] == [
        ("Early Substitute", ""),
        ("Judge 2", ""),
    ]
    assert not any("took the seat" in what for *_rest, what in rows_of(data, "Changes during the session"))


def test_whoever_comes_back_is_one_person_and_whoever_is_away_has_an_end(built: Built) -> None:
    substitute(built, 0, "Judge 1")
    built.as_host("participant.remove", participant=str(built.judges[1].participant.pk))
    data = data_of(built)
    assert [(judge["name"][1], judge["period"][:5]) for judge in data["judges"]] == [
        ("Judge 1", ""),
        ("Judge 2", "until"),
        ("Judge 3", ""),
    ]


def test_a_name_that_the_host_puts_right_is_no_other_person(built: Built) -> None:
    built.as_host("participant.describe", participant=str(built.judges[0].participant.pk), name="Correct Name")
    first = data_of(built)["judges"][0]
    assert (first["name"][1], first["period"]) == ("Correct Name", "")


def working_time(built: Built) -> str:
    """Return what the paper says of the working time."""
    return next(text for label, (_language, text) in data_of(built)["facts"] if label == "Working time, minutes")


def test_working_time_is_told_of_every_module_as_it_was_in_the_end(db: None) -> None:
    built = build(modules=TWO_MODULES)
    assert working_time(built) == "1 Design: 30\n2 Build: 60"
    built.as_host("room.extend", seconds=90)
    built.as_host("module.start", module=2)
    built.as_host("room.extend", seconds=300)
    built.as_host("room.end")
    assert working_time(built) == "1 Design: 31:30\n2 Build: 65"


def test_a_module_that_never_began_has_no_working_time(db: None) -> None:
    built = build(modules=TWO_MODULES)
    built.as_host("room.end")
    assert working_time(built) == "1 Design: 30\n2 Build: did not begin"


def test_protocol_says_that_a_room_has_not_ended(built: Built) -> None:
    assert "hasnotended" in protocol_text(built)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_protocol_speaks_the_readers_language(built: Built, language: str) -> None:
    built.as_host("room.end")
    with translation.override(language):
        address = reverse("rooms:protocol_pdf", args=[built.room.pk])
    response = host_client(built).get(address)
    assert response.headers["Content-Type"] == "application/pdf"
    assert f"protocol-{language}.pdf" in response.headers["Content-Disposition"]

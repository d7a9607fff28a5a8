"""Marks and people that came with a file: kept exactly or not at all, shown with their totals, ranked when complete."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from championships.marking import InvalidMark, UnknownAspect
from championships.marking import Scheme as PlainScheme
from championships.schemes import importing, pending
from championships.schemes.exchange.awarded import AwardedSheet, Beside, ClassMember
from championships.schemes.exchange.harmless import harmless
from championships.schemes.exchange.report import ImportReport
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.marked.awarded_faults import awarded_remarks
from championships.schemes.marked.class_lists import as_csv, names_on
from championships.schemes.marked.keeping import SheetToKeep, keep_class_list, keep_sheets
from championships.schemes.marked.standing import marks_of, standing_of
from championships.schemes.models import ClassList, MarkedSheet, SchemeVersion
from people.models import AuditEntry, Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(sample: PlainScheme) -> ImportReport:
    """Return the report of the sample."""
    return importing.read(write_workbook(sample), "sample.xlsx")


@pytest.fixture
def version(report: ImportReport, mentor: User, college: Organisation) -> SchemeVersion:
    """Return the sample, imported by the mentor for the college."""
    return importing.apply_import(actor=mentor, report=report, organisation=college)


def full(scheme: PlainScheme, name: str, less: str = "0.00") -> SheetToKeep:
    """Return a complete sheet, `less` marks below the maximum."""
    marks = {aspect.code: aspect.maximum for aspect in scheme.aspects}
    first = next(iter(marks))
    return SheetToKeep(name, marks | {first: marks[first] - Decimal(less)}, "Marks, column H", "sample.xlsx")


def test_a_sheet_is_kept_exactly_and_freezes_the_version(
    version: SchemeVersion, mentor: User, sample: PlainScheme
) -> None:
    wanted = full(sample, "Aida", less="1.37")
    (kept,) = keep_sheets(actor=mentor, version=version, sheets=[wanted])
    assert marks_of([kept]) == {kept.pk: wanted.marks}
    assert (kept.name, kept.source, kept.file, kept.kept_by) == ("Aida", "Marks, column H", "sample.xlsx", mentor)
    assert SchemeVersion.objects.get(pk=version.pk).frozen_at
    assert AuditEntry.objects.get(action="scheme.sheets_kept").actor == mentor


@pytest.mark.parametrize(
    ("code", "mark", "error"),
    [("A1.M1", "2.01", InvalidMark), ("A1.M1", "0.125", InvalidMark), ("Z9.M1", "1.00", UnknownAspect)],
)
def test_an_impossible_mark_keeps_nothing(
    version: SchemeVersion, mentor: User, code: str, mark: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        keep_sheets(actor=mentor, version=version, sheets=[SheetToKeep("Aida", {code: Decimal(mark)})])
    assert not MarkedSheet.objects.exists()
    assert SchemeVersion.objects.get(pk=version.pk).frozen_at is None


def test_only_who_may_add_to_the_scheme_keeps_sheets(
    version: SchemeVersion, stranger: User, student: User, sample: PlainScheme
) -> None:
    for actor in (stranger, student):
        with pytest.raises(PermissionDenied):
            keep_sheets(actor=actor, version=version, sheets=[full(sample, "Aida")])


def test_a_partial_sheet_never_ranks(version: SchemeVersion, mentor: User, sample: PlainScheme) -> None:
    partial = SheetToKeep("Partial", dict(list(full(sample, "").marks.items())[:-1]))
    sheets = [partial, full(sample, "Second", "1.00"), full(sample, "First"), full(sample, "Also second", "1.00")]
    keep_sheets(actor=mentor, version=version, sheets=sheets)
    found = [(row.position, row.sheet.name, str(row.totals.total)) for row in standing_of(version)]
    assert found == [
        (1, "First", "100.00"),
        (2, "Also second", "99.00"),
        (2, "Second", "99.00"),
        (None, "Partial", "99.00"),
    ]


def test_the_sheet_shows_where_marks_were_lost(
    client: Client, version: SchemeVersion, mentor: User, sample: PlainScheme
) -> None:
    (kept,) = keep_sheets(actor=mentor, version=version, sheets=[full(sample, "Aida", "1.37")])
    client.force_login(mentor)
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "98.63" in page
    assert "0.63" in page
    assert "lost 1.37" in " ".join(page.split())


def test_pages_of_sheets_are_for_who_may_see_the_scheme(
    client: Client, version: SchemeVersion, mentor: User, colleague: User, stranger: User, student: User,
    sample: PlainScheme,
) -> None:  # fmt: skip
    (kept,) = keep_sheets(actor=mentor, version=version, sheets=[full(sample, "Aida")])
    addresses = (kept.get_absolute_url(), reverse("schemes:marked_sheets", args=[version.scheme_id]))
    for user, answer in ((mentor, 200), (colleague, 200), (stranger, 404), (student, 404)):
        client.force_login(user)
        assert [client.get(address).status_code for address in addresses] == [answer, answer]
    client.force_login(stranger)
    assert client.post(kept.get_absolute_url()).status_code == 404
    client.force_login(colleague)
    assert client.post(kept.get_absolute_url()).status_code == 302
    assert not MarkedSheet.objects.exists()
    assert AuditEntry.objects.filter(action="scheme.sheet_deleted").count() == 1


@pytest.mark.parametrize("many", [1, 30])
def test_a_standing_takes_as_many_queries_whatever_its_length(
    client: Client, version: SchemeVersion, mentor: User, sample: PlainScheme, many: int,
    django_assert_max_num_queries: Callable,
) -> None:  # fmt: skip
    keep_sheets(actor=mentor, version=version, sheets=[full(sample, f"Competitor {n}") for n in range(many)])
    client.force_login(mentor)
    with django_assert_max_num_queries(17):
        assert client.get(reverse("schemes:marked_sheets", args=[version.scheme_id])).status_code == 200


def beside(scheme: PlainScheme) -> Beside:
    """Return two awarded sheets, one of them with faults, and a class."""
    good = AwardedSheet("Aida", dict(full(scheme, "").marks), "Marks, column H")
    odd = AwardedSheet("", {"A1.M1": Decimal("3.00"), "A1.M2": Decimal("0.125"), "A1.M3": Decimal("1.50")}, "Column I")
    members = (ClassMember("Aida", "aida01", {"Sum": "98"}), ClassMember("=HYPERLINK(1)", "", {"Sum": "-1"}))
    return Beside(awarded=(good, odd), members=members)


def waiting(client: Client, user: User, report: ImportReport, sample: PlainScheme) -> str:
    """Let a report with things beside its scheme wait for `user`, and return its address."""
    client.force_login(user)
    found = replace(report, beside=beside(sample))
    found = replace(found, remarks=(*found.remarks, *awarded_remarks(found)))
    return reverse("schemes:report", args=[pending.keep(owner=user, report=found).pk])


def test_the_report_offers_what_stands_beside_the_scheme_and_names_what_cannot_be_kept(
    client: Client, mentor: User, report: ImportReport, sample: PlainScheme
) -> None:
    page = client.get(waiting(client, mentor, report, sample)).content.decode()
    assert "Keep all of them" in page
    assert page.count("Name on the sheet") == 2
    assert "Keep as a class list" in page
    assert "The mark given is 3.00; the aspect allows 0.00 to 2.00" in page
    assert "The mark given is 0.125; the aspect allows 0.00 to 2.00" in page


def test_one_tick_keeps_every_sheet(
    client: Client, mentor: User, college: Organisation, report: ImportReport, sample: PlainScheme
) -> None:
    address = waiting(client, mentor, report, sample)
    names = {"sheet_name_0": "Aida B.", "sheet_name_1": "Timur"}
    client.post(address, {"apply": "", "organisation": college.pk, "all_sheets": "on", **names})
    assert set(MarkedSheet.objects.values_list("name", flat=True)) == {"Aida B.", "Timur"}


def test_the_report_shows_the_grades_of_the_file(client: Client, mentor: User, report: ImportReport) -> None:
    client.force_login(mentor)
    found = replace(report, beside=Beside(grades=((Decimal("0.00"), 2), (Decimal("20.00"), 3), (Decimal("40.00"), 4))))
    address = reverse("schemes:report", args=[pending.keep(owner=mentor, report=found).pk])
    assert "from 20.00 %" in client.get(address).content.decode()


def test_applying_keeps_what_was_ticked(
    client: Client, mentor: User, college: Organisation, report: ImportReport, sample: PlainScheme
) -> None:
    address = waiting(client, mentor, report, sample)
    ticked: dict[str, Any] = {
        "apply": "",
        "organisation": college.pk,
        "sheet_0": "on",
        "sheet_name_0": "Aida B.",
        "sheet_1": "on",
        "class_list": "on",
        "class_name": "Group 12",
    }
    for _twice in range(2):
        assert client.post(address, ticked).status_code == 302
    first, second = MarkedSheet.objects.order_by("pk")
    assert (first.name, second.name) == ("Aida B.", "Competitor 2")
    assert marks_of([second])[second.pk] == {"A1.M3": Decimal("1.50")}
    kept = ClassList.objects.get()
    assert (kept.name, kept.organisation, names_on(kept)) == ("Group 12", college, ["Aida", "=HYPERLINK(1)"])


def test_applying_keeps_nothing_that_was_not_ticked(
    client: Client, mentor: User, report: ImportReport, sample: PlainScheme
) -> None:
    client.post(waiting(client, mentor, report, sample), {"apply": ""})
    assert SchemeVersion.objects.get().frozen_at is None
    assert not MarkedSheet.objects.exists()
    assert not ClassList.objects.exists()


def test_class_list_is_for_its_organisation_and_leaves_as_harmless_csv(
    client: Client, mentor: User, colleague: User, stranger: User, student: User, college: Organisation,
    sample: PlainScheme,
) -> None:  # fmt: skip
    kept = keep_class_list(actor=mentor, name="Group", members=beside(sample).members, organisation=college)
    rows = list(csv.reader(io.StringIO(as_csv(kept))))
    assert rows == [["Name", "Account", "Sum"], ["Aida", "aida01", "98"], ["'=HYPERLINK(1)", "", "'-1"]]
    addresses = [reverse(f"schemes:{name}", args=[kept.pk]) for name in ("class_list", "class_csv")]
    for user, answer in ((mentor, 200), (colleague, 200), (stranger, 404), (student, 404)):
        client.force_login(user)
        assert [client.get(address).status_code for address in addresses] == [answer, answer]
        page = client.get(reverse("schemes:class_lists"))
        assert (b"Group" in page.content) is (answer == 200)
    with pytest.raises(PermissionDenied):
        keep_class_list(actor=stranger, name="Group", members=(), organisation=college)
    client.force_login(mentor)
    client.post(kept.get_absolute_url())
    assert not ClassList.objects.exists()


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A1", "\t=1", " =1"])
def test_no_cell_of_the_csv_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"

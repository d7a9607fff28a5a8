"""Storing a scheme: complete, in few queries, by those who may, once; and the command that does the same."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from championships.marking import Scheme as PlainScheme
from championships.schemes import importing
from championships.schemes.exchange.report import ImportReport
from championships.schemes.exchange.writing import write_workbook
from championships.schemes.models import Aspect, JudgementDescriptor, Scheme, SchemeVersion
from championships.schemes.stored import scheme_of
from people.models import AuditEntry, Organisation, User
from tests.championships.schemes.conftest import cis

ROOT = Path(__file__).resolve().parents[3]
FORM, ITEM = {"A": "A1", "B": "Form"}, {"D": "M", "E": "Item", "K": 1}


@pytest.fixture
def report(sample: PlainScheme) -> ImportReport:
    """Return the report of the sample."""
    return importing.read(write_workbook(sample), "sample.xlsx")


def test_report_survives_being_kept(report: ImportReport) -> None:
    assert ImportReport.load(json.loads(json.dumps(report.dump()))) == report


def test_apply_stores_the_whole_scheme(report: ImportReport, mentor: User, sample: PlainScheme) -> None:
    version = importing.apply_import(actor=mentor, report=report)
    assert scheme_of(SchemeVersion.objects.get(pk=version.pk)) == sample
    assert (Aspect.objects.count(), JudgementDescriptor.objects.count()) == (60, 80)
    assert str(version.total) == "100.00"


def test_apply_takes_few_queries(
    report: ImportReport,
    mentor: User,
    django_assert_max_num_queries: Callable,
) -> None:
    with django_assert_max_num_queries(24):
        importing.apply_import(actor=mentor, report=report)


def test_apply_writes_the_audit_trail(report: ImportReport, mentor: User) -> None:
    version = importing.apply_import(actor=mentor, report=report)
    entry = AuditEntry.objects.get(action="scheme.imported")
    assert (entry.actor, entry.subject) == (mentor, f"schemes.scheme:{version.scheme_id}")
    assert entry.data["total"] == "100.00"


def test_apply_of_the_same_content_makes_no_second_copy(report: ImportReport, mentor: User, colleague: User) -> None:
    college = mentor.memberships.get().organisation
    first = importing.apply_import(actor=mentor, report=report, organisation=college)
    for actor in (mentor, colleague, None):
        with pytest.raises(importing.AlreadyHere) as refused:
            importing.apply_import(actor=actor, report=report)
        assert refused.value.version == first
    second = importing.apply_import(actor=colleague, report=report, version_of=first.scheme)
    assert (second.scheme, second.number) == (first.scheme, 2)


def test_apply_of_what_a_stranger_has_is_no_copy(report: ImportReport, mentor: User, stranger: User) -> None:
    importing.apply_import(actor=mentor, report=report)
    assert importing.same_scheme(report, stranger) is None
    importing.apply_import(actor=stranger, report=report)
    assert Scheme.objects.count() == 2


def test_apply_is_refused_to_who_may_not(
    report: ImportReport, mentor: User, stranger: User, student: User, college: Organisation
) -> None:
    with pytest.raises(PermissionDenied):
        importing.apply_import(actor=student, report=report)
    with pytest.raises(PermissionDenied):
        importing.apply_import(actor=stranger, report=report, organisation=college)
    version = importing.apply_import(actor=mentor, report=report)
    with pytest.raises(PermissionDenied):
        importing.apply_import(actor=stranger, report=report, version_of=version.scheme)
    assert SchemeVersion.objects.count() == 1


def test_apply_of_a_scheme_with_errors_stores_nothing_and_says_why(mentor: User) -> None:
    report = importing.read(cis(FORM, ITEM, ITEM | {"K": "half"}), "broken.xlsx")
    with pytest.raises(importing.ImportRefused, match=r"4.*not a number"):
        importing.apply_import(actor=mentor, report=report)
    assert not Scheme.objects.exists()


def test_variation_limit_is_a_setting(report: ImportReport, settings: pytest.FixtureRequest) -> None:
    settings.SCHEME_VARIATION_LIMIT = "7.50"  # type: ignore[attr-defined]
    assert str(importing.rules_in_force().variation_limit) == "7.50"


def run(path: Path, *options: str) -> dict[str, object]:
    """Run the command and return what it printed as JSON."""
    out = io.StringIO()
    call_command("import_scheme", str(path), "--json", *options, stdout=out)
    printed: dict[str, object] = json.loads(out.getvalue())
    return printed


@pytest.fixture
def sample_file(tmp_path: Path, sample: PlainScheme) -> Path:
    """Return the sample as a file."""
    path = tmp_path / "sample.xlsx"
    path.write_bytes(write_workbook(sample))
    return path


def test_command_prints_the_figures_without_a_database(sample_file: Path) -> None:
    printed = run(sample_file, "--dry-run")
    assert printed["layout"] == "cis-11"
    assert printed["skill"] == "99 Sample making"
    assert printed["criteria"][0] == {"code": "A", "name": "Criterion A", "marks": "20.00"}  # type: ignore[index]
    assert printed["sub_criteria"] == 10
    assert printed["aspects"] == {"measurement": 40, "judgement": 20}
    assert printed["total"] == "100.00"
    first = printed["sections"][0]  # type: ignore[index]
    assert {key: first[key] for key in ("number", "name", "declared", "carried")} == {
        "number": 1, "name": "Planning", "declared": "40.00", "carried": "40.00",
    }  # fmt: skip
    assert printed["warnings"] == []


def test_command_names_warnings_with_sheet_and_row(tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    path.write_bytes(cis(FORM, ITEM, {"E": "A label"}))
    warnings = run(path, "--dry-run")["warnings"]
    assert {"sheet": "CIS Marking Scheme Import", "row": 4, "text": "A label"}.items() <= warnings[-1].items()  # type: ignore[index]


@pytest.mark.django_db
def test_command_stores_for_the_first_superuser_or_nobody(
    sample_file: Path, mentor: User, college: Organisation
) -> None:
    assert run(sample_file)["version"] == "99 Sample making, version 1"
    assert Scheme.objects.get().owner is None
    with pytest.raises(CommandError, match="already here"):
        run(sample_file)
    assert run(sample_file, "--new-version")["version"] == "99 Sample making, version 2"
    Scheme.objects.all().delete()
    admin = User.objects.create_superuser("admin@example.org")
    run(sample_file)
    assert Scheme.objects.get().owner == admin
    Scheme.objects.all().delete()
    run(sample_file, "--owner", mentor.email, "--organisation", college.name)
    assert (Scheme.objects.get().owner, Scheme.objects.get().organisation) == (mentor, college)


@pytest.mark.parametrize("content", [b"", b"no workbook", cis(FORM), cis(FORM, ITEM | {"K": "half"})])
def test_command_fails_with_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.xlsx"
    path.write_bytes(content)
    with pytest.raises(CommandError) as failed:
        call_command("import_scheme", str(path), "--dry-run", stdout=io.StringIO())
    assert "\n" not in str(failed.value)


def test_command_speaks_json_on_stdout_alone_and_leaves_by_status(sample_file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"no workbook")
    nowhere = {**os.environ, "DATABASE_URL": "sqlite:////nonexistent/folder/podium.sqlite3"}
    command = [sys.executable, "manage.py", "import_scheme", "--dry-run", "--json"]

    def leave(path: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, str(path)], cwd=ROOT, env=nowhere, capture_output=True, text=True, check=False)

    good, bad = leave(sample_file), leave(broken)
    assert (good.returncode, json.loads(good.stdout)["total"], good.stderr) == (0, "100.00", "")
    assert (bad.returncode, bad.stdout, bad.stderr.strip().count("\n")) == (1, "", 0)

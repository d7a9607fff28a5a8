"""Samples of schemes and workbooks, made here: none of them is a file from the field."""

import io
import os
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from championships.marking import Aspect, Criterion, Kind, Scheme, StandardsSection, SubCriterion
from championships.schemes.exchange.writing import HEADINGS
from people.models import Membership, Organisation, Role, User

LADDER = tuple((score, f"Level {score} of the sample") for score in range(4))
Rows = Sequence[Mapping[str, object]]
FIELD_FILES = Path(os.environ.get("PODIUM_FIELD_FILES", Path(__file__).resolve().parents[4] / "shared" / "data"))


@pytest.fixture
def field_file() -> Callable[[str], Path]:
    """Return a finder of real files from the field; the test is skipped where they are not at hand."""

    def find(name: str) -> Path:
        path = FIELD_FILES / "marking-schemes" / name
        if not path.is_file():
            pytest.skip(f"{name} is not here: PODIUM_FIELD_FILES names the folder of such files.")
        return path

    return find


@pytest.fixture
def sample() -> Scheme:
    """Return a sound scheme: 5 criteria, 10 sub-criteria, 60 aspects, 100 marks, no variation."""
    criteria = []
    for letter in "ABCDE":
        subs = []
        for number in (1, 2):
            measured = tuple(
                Aspect(f"{letter}{number}.M{n}", Kind.MEASUREMENT, Decimal("2.00"), f"Item {n}", "", "Works", number)
                for n in range(1, 5)
            )
            judged = tuple(
                Aspect(f"{letter}{number}.J{n}", Kind.JUDGEMENT, Decimal("1.00"), f"Look {n}", section=3, ladder=LADDER)
                for n in (1, 2)
            )
            subs.append(SubCriterion(f"{letter}{number}", f"Form {letter}{number}", "1", measured + judged))
        criteria.append(Criterion(letter, f"Criterion {letter}", tuple(subs)))
    sections = tuple(
        StandardsSection(number, name, Decimal(marks))
        for number, name, marks in ((1, "Planning", "40.00"), (2, "Making", "40.00"), (3, "Finishing", "20.00"))
    )
    return Scheme("99", "Sample making", sections, tuple(criteria))


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook of `sheets`: each row a mapping from column letter to value; `row` skips to a number."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        number = 0
        for values in rows:
            number = int(str(values.get("row", number + 1)))
            for column, value in values.items():
                if column != "row":
                    sheet[f"{column}{number}"] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEAD = dict(zip("ABCDEFGHIJK", HEADINGS, strict=True))


def cis(*rows: Mapping[str, object], before: Rows = (), calculations: Rows = ()) -> bytes:
    """Return a workbook in layout 1 whose first headings stand above `rows`."""
    return workbook({"CIS Marking Scheme Import": [*before, HEAD, *rows], "Calculations": calculations})


@pytest.fixture
def college(db: None) -> Organisation:
    """Return an organisation."""
    return Organisation.objects.create(name="College of the samples")


@pytest.fixture
def mentor(college: Organisation) -> User:
    """Return a mentor of the college."""
    user = User.objects.create_user("mentor@example.org", "a long sample password", name="Mentor")
    Membership.objects.create(user=user, organisation=college, role=Role.MENTOR)
    return user


@pytest.fixture
def colleague(college: Organisation) -> User:
    """Return an expert of the same college."""
    user = User.objects.create_user("colleague@example.org", "a long sample password", name="Colleague")
    Membership.objects.create(user=user, organisation=college, role=Role.EXPERT)
    return user


@pytest.fixture
def stranger(db: None) -> User:
    """Return a mentor of another college."""
    user = User.objects.create_user("stranger@example.org", "a long sample password", name="Stranger")
    elsewhere = Organisation.objects.create(name="Another college")
    Membership.objects.create(user=user, organisation=elsewhere, role=Role.MENTOR)
    return user


@pytest.fixture
def student(college: Organisation) -> User:
    """Return a student of the college."""
    user = User.objects.create_user("student@example.org", "a long sample password", name="Student")
    Membership.objects.create(user=user, organisation=college, role=Role.STUDENT)
    return user

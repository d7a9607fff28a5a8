"""A marking scheme of two modules, small enough that a whole mock championship is marked in a test."""

from decimal import Decimal
from pathlib import Path

from championships.marking import Aspect, Criterion, Kind, Scheme, StandardsSection, SubCriterion
from championships.schemes.exchange.writing import write_workbook

LADDER = ((0, "Nobody would use it"), (1, "Some would"), (2, "As the trade does it"), (3, "Better than most"))


def _measured(code: str, maximum: str, description: str) -> Aspect:
    return Aspect(code, Kind.MEASUREMENT, Decimal(maximum), description, section=1)


def _judged(code: str, maximum: str, description: str) -> Aspect:
    return Aspect(code, Kind.JUDGEMENT, Decimal(maximum), description, section=2, ladder=LADDER)


FORM = SubCriterion(
    "A1",
    "The form",
    "1",
    (
        _measured("A1.M1", "1.00", "Every field has a label that a screen reader says"),
        _measured("A1.M2", "0.50", "A wrong date is answered in words"),
        _judged("A1.J1", "1.50", "How easily people finish the form"),
    ),
)
PAGE = SubCriterion(
    "B1",
    "The page",
    "2",
    (_measured("B1.M1", "2.00", "The page fits a phone"), _judged("B1.J1", "1.50", "How calm the page looks")),
)
SCHEME = Scheme(
    "17",
    "Web technologies, a mock championship",
    (
        StandardsSection(1, "Working with people's needs", Decimal("3.50")),
        StandardsSection(2, "Design", Decimal("3.00")),
    ),
    (Criterion("A", "Forms", (FORM,)), Criterion("B", "Pages", (PAGE,))),
)


def write_mock(folder: Path) -> Path:
    """Write the workbook into `folder` and return its path."""
    path = folder / "mock.xlsx"
    path.write_bytes(write_workbook(SCHEME))
    return path

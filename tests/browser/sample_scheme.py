"""A small marking scheme of our own, as the workbook that a mentor has on her computer."""

from decimal import Decimal
from pathlib import Path

from championships.marking import Aspect, Criterion, Kind, Scheme, StandardsSection, SubCriterion
from championships.schemes.exchange.writing import write_workbook

LADDER = (
    (0, "Nobody could finish the form"),
    (1, "Some people would give up"),
    (2, "As good forms of the trade are"),
    (3, "Better than most: a pleasure to fill in"),
)


def _measured(code: str, maximum: str, description: str, section: int) -> Aspect:
    return Aspect(code, Kind.MEASUREMENT, Decimal(maximum), description, section=section)


def _judged(code: str, maximum: str, description: str, section: int) -> Aspect:
    return Aspect(code, Kind.JUDGEMENT, Decimal(maximum), description, section=section, ladder=LADDER)


FORM = SubCriterion(
    "A1",
    "The form",
    "1",
    (
        _measured("A1.M1", "1.00", "Every field has a label that a screen reader says", 1),
        _measured("A1.M2", "0.50", "A wrong date is answered in words", 1),
        _judged("A1.J1", "1.50", "How easily people finish the form", 2),
    ),
)
LOOK = SubCriterion("B1", "The look", "1", (_measured("B1.M1", "2.00", "The page fits a phone", 2),))
SCHEME = Scheme(
    "17",
    "Web technologies, a journey",
    (
        StandardsSection(1, "Working with people's needs", Decimal("1.50")),
        StandardsSection(2, "Design", Decimal("3.50")),
    ),
    (Criterion("A", "Forms", (FORM,)), Criterion("B", "Pages", (LOOK,))),
)


def write_sample(folder: Path) -> Path:
    """Write the workbook into `folder` and return its path."""
    path = folder / "journey.xlsx"
    path.write_bytes(write_workbook(SCHEME))
    return path

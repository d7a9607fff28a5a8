"""The chart of a record over time, as shapes for SVG in a box of whole numbers. Words and figures stand beside it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from coaching.rooms.analysis.drawing import HEIGHT, WIDTH, Line
from coaching.training.calibration.record import Record

FEWEST = 2
"""Occasions from which on there is something to draw."""
REACH = Decimal("1.5")
"""Points of severity at the upper and the lower edge; what lies beyond is drawn at the edge."""


@dataclass(frozen=True, slots=True)
class Course:
    """Severity over the occasions, in their order: beside the reference and beside the others, None where there is none.

    Strict is up. `first` and `last` are when the chart begins and ends, `middle` the height of no severity at all.
    """

    reference: Line | None
    others: Line | None
    first: dt.datetime
    last: dt.datetime
    middle: int = HEIGHT // 2
    width: int = WIDTH
    height: int = HEIGHT


def course_of(record: Record) -> Course | None:
    """Return the chart of a record; None while there is nothing that a line could join."""
    occasions = record.occasions
    if len(occasions) < FEWEST:
        return None
    reference = [occasion.reference.severity if occasion.reference else None for occasion in occasions]
    others = [occasion.others.severity if occasion.others else None for occasion in occasions]
    if not any(value is not None for value in (*reference, *others)):
        return None
    return Course(line_of(reference), line_of(others), occasions[0].at, occasions[-1].at)


def line_of(values: Sequence[Decimal | None]) -> Line | None:
    """Return the line through the values that are there, each at its own place; None if there are none."""
    step = Decimal(WIDTH) / max(1, len(values) - 1)
    places = [(int(index * step), _height(value)) for index, value in enumerate(values) if value is not None]
    if not places:
        return None
    return Line("M" + "L".join(f"{x} {y}" for x, y in places), "".join(f"M{x} {y}h0" for x, y in places))


def _height(value: Decimal) -> int:
    kept = max(-REACH, min(REACH, value))
    return int((REACH - kept) * HEIGHT / (2 * REACH))

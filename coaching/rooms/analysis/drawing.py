"""Shapes of the charts, as the server draws them: whole numbers in a box of a fixed size, for SVG.

Figures and names stand beside the shapes as text; a shape that scales must not scale letters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from coaching.rooms.analysis.timing import Step

WIDTH, HEIGHT = 240, 72
FINEST = 120
"""Into how many columns the time is divided: more cannot be seen."""
MOST_POINTS = Decimal(3)
"""The largest difference that two scores can have."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that begins at `x` and is `width` long, in hundredths of the box."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line and the points on it, as two paths; a point is a stroke of no length with round ends."""

    path: str
    points: str


def stairs(steps: Sequence[Step], seconds: int, maximum: Decimal) -> str:
    """Return the path of a total over `seconds`, from nothing up to `maximum`; empty when there is nothing to draw."""
    if not steps or not maximum:
        return ""
    columns = {_column(step.second, seconds): step.total for step in steps}
    path = [f"M0 {HEIGHT}"]
    for column, total in sorted(columns.items()):
        path.append(f"H{column * WIDTH // FINEST}V{_height(total, maximum)}")
    return "".join([*path, f"H{WIDTH}"])


def area(path: str) -> str:
    """Return the path of `stairs`, closed down to the ground."""
    return f"{path}V{HEIGHT}Z" if path else ""


def mean_steps(courses: Iterable[Sequence[Step]], seconds: int) -> list[Step]:
    """Return how the mean of all totals grew, in as many steps as can be seen."""
    totals: list[dict[int, Decimal]] = [
        {_column(step.second, seconds): step.total for step in steps} for steps in courses
    ]
    if not totals:
        return []
    current = [Decimal(0)] * len(totals)
    steps = []
    for column in range(FINEST + 1):
        changed = False
        for index, known in enumerate(totals):
            if column in known:
                current[index], changed = known[column], True
        if changed:
            steps.append(Step(column * max(1, seconds) // FINEST, sum(current, Decimal(0)) / len(totals)))
    return steps


def share_bar(value: int, most: int) -> Bar:
    """Return the bar of `value` where `most` is the whole width."""
    return Bar("0", _hundredths(Decimal(100 * value) / most if most else Decimal(0)))


def severity_bar(severity: Decimal) -> Bar:
    """Return the bar of a judge on a scale from generous to strict: it begins in the middle and goes to one side."""
    reach = min(Decimal(1), abs(severity) / MOST_POINTS) * 50
    return Bar(_hundredths(Decimal(50) if severity >= 0 else 50 - reach), _hundredths(reach))


def shares_line(percents: Sequence[int]) -> Line:
    """Return the line of some shares from the first to the last, the room for 0 to 100 % being the whole height."""
    step = Decimal(WIDTH) / max(1, len(percents) - 1)
    places = [(int(index * step), HEIGHT - percent * HEIGHT // 100) for index, percent in enumerate(percents)]
    line = "L".join(f"{x} {y}" for x, y in places)
    return Line(f"M{line}", "".join(f"M{x} {y}h0" for x, y in places))


def _column(second: int, seconds: int) -> int:
    return min(FINEST, second * FINEST // max(1, seconds))


def _height(total: Decimal, maximum: Decimal) -> int:
    return HEIGHT - int(min(Decimal(1), total / maximum) * HEIGHT)


def _hundredths(value: Decimal) -> str:
    return f"{value:.2f}"

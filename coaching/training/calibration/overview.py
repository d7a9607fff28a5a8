"""An exercise as an organiser looks at it: judges beside aspects, and how far each is from the reference."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from championships.marking.exactness import mean, rounded
from coaching.training.calibration import wording
from coaching.training.calibration.measures import AgainstReference, Share, against_reference, alpha_of
from coaching.training.calibration.models import CalibrationMark, CalibrationSheet, SheetState
from coaching.training.calibration.reading import AspectToJudge, Place, Task
from coaching.training.calibration.results import pairs_of
from people.models import User

SHADES = (Decimal(0), Decimal("0.5"), Decimal(1), Decimal("1.5"))
"""Points of a score up to which each shade of the heat map reaches; beyond the last is the darkest."""
POINTS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """How far marks are from their reference: signed mean and mean distance as text, a shade from 0 (none) to 4 (far)."""

    severity: str
    distance: str
    level: int
    judgements: int


@dataclass(frozen=True, slots=True)
class JudgeLine:
    """One judge: her sheet, a cell for each aspect (None where nothing is compared), and all judgements together."""

    judge: User
    sheet: CalibrationSheet
    marks: Sequence[CalibrationMark]
    cells: Sequence[Cell | None]
    whole: AgainstReference

    @property
    def within(self) -> Share:
        """How many of her marks are within tolerance, as it was when she submitted."""
        return Share(self.sheet.within, self.sheet.compared)


@dataclass(frozen=True, slots=True)
class Overview:
    """All judges that may be seen, by name, and everybody together. `alpha` says how they agree among themselves."""

    task: Task
    lines: Sequence[JudgeLine]
    cells: Sequence[Cell | None]
    whole: AgainstReference
    alpha: Decimal | None


def overview_of(task: Task, judges: QuerySet[User]) -> Overview:
    """Return the first submitted sheet of each of `judges`. Two queries, however many there are."""
    sheets = list(
        CalibrationSheet.objects.filter(
            exercise_key=task.exercise.translation_key,
            state=SheetState.SUBMITTED,
            attempt=1,
            user__in=judges.order_by().values("pk"),
        )
        .select_related("user")
        .order_by("user__name", "user__email")
    )
    marks: dict[int, list[CalibrationMark]] = defaultdict(list)
    for mark in CalibrationMark.objects.filter(sheet__in=sheets).order_by("pk"):
        marks[mark.sheet_id].append(mark)
    lines = [_line(task, sheet, marks[sheet.pk]) for sheet in sheets]
    everything = [mark for line in lines for mark in line.marks]
    return Overview(
        task=task,
        lines=lines,
        cells=_cells(task.aspects, everything),
        whole=against_reference(pairs_of(everything)),
        alpha=alpha_of(_given(everything).values()),
    )


def _line(task: Task, sheet: CalibrationSheet, marks: Sequence[CalibrationMark]) -> JudgeLine:
    return JudgeLine(sheet.user, sheet, marks, _cells(task.aspects, marks), against_reference(pairs_of(marks)))


def _cells(aspects: Iterable[AspectToJudge], marks: Iterable[CalibrationMark]) -> list[Cell | None]:
    by_code: dict[str, list[CalibrationMark]] = defaultdict(list)
    for mark in marks:
        by_code[mark.aspect].append(mark)
    return [_cell(aspect, by_code[aspect.code]) for aspect in aspects]


def _cell(aspect: AspectToJudge, marks: Sequence[CalibrationMark]) -> Cell | None:
    """Return the cell of one aspect; a measurement's shade is by its share of the maximum, as if that were 3 points."""
    below = [mark.reference - mark.value for mark in marks if mark.reference is not None]
    if not below:
        return None
    severity = rounded(mean([Fraction(each) for each in below]))
    distance = mean([Fraction(abs(each)) for each in below])
    points = distance if aspect.is_judged or not aspect.maximum else distance * POINTS / Fraction(aspect.maximum)
    return Cell(
        wording.signed(severity), wording.plain(rounded(distance)), sum(points > shade for shade in SHADES), len(below)
    )


def _given(marks: Iterable[CalibrationMark]) -> Mapping[Place, Counter[int]]:
    found: dict[Place, Counter[int]] = defaultdict(Counter)
    for mark in marks:
        if mark.kind == "J":
            found[mark.work, mark.aspect][int(mark.value)] += 1
    return found

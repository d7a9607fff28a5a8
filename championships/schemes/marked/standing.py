"""Marked sheets as they are shown: totals, where marks were lost, and the standing of all sheets of a version."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from championships.marking import Aspect, Criterion, Part, Scheme, SubCriterion, Totals, positions, total
from championships.schemes.models import MarkedSheet, SchemeVersion, SheetMark
from championships.schemes.stored import scheme_of


@dataclass(frozen=True, slots=True)
class MarkedAspect:
    """An aspect with its mark, None when it is not marked, and the marks that were lost."""

    aspect: Aspect
    mark: Decimal | None
    lost: Decimal


@dataclass(frozen=True, slots=True)
class MarkedForm:
    """A sub-criterion with what was given."""

    sub_criterion: SubCriterion
    part: Part
    aspects: tuple[MarkedAspect, ...]

    @property
    def lost(self) -> Decimal:
        """The marks that were lost on what is marked."""
        return sum((row.lost for row in self.aspects), Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class MarkedCriterion:
    """A criterion with what was given."""

    criterion: Criterion
    part: Part
    forms: tuple[MarkedForm, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of a standing; `position` is None for a sheet that is not complete."""

    sheet: MarkedSheet
    totals: Totals
    position: int | None


def marks_of(sheets: Iterable[MarkedSheet]) -> dict[int, dict[str, Decimal]]:
    """Return the marks of each sheet by the code of the aspect; one query."""
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    rows = SheetMark.objects.filter(sheet__in=[sheet.pk for sheet in sheets])
    for sheet, code, mark in rows.order_by().values_list("sheet", "aspect__code", "mark"):
        found[sheet][code] = mark
    return found


def criteria_of(scheme: Scheme, marks: Mapping[str, Decimal], totals: Totals) -> Iterator[MarkedCriterion]:
    """Yield every criterion with the marks that were given, down to the aspects."""
    for criterion in scheme.criteria:
        forms = tuple(
            MarkedForm(sub, totals.sub_criteria[sub.code], tuple(_marked(aspect, marks) for aspect in sub.aspects))
            for sub in criterion.sub_criteria
            if sub.aspects
        )
        yield MarkedCriterion(criterion, totals.criteria[criterion.letter], forms)


def standing_of(version: SchemeVersion) -> list[Standing]:
    """Return the sheets of `version`, complete ones by their position, the others after them by name."""
    sheets = list(version.marked_sheets.all())
    if not sheets:
        return []
    scheme, marks = scheme_of(version), marks_of(sheets)
    totals = [total(scheme, marks.get(sheet.pk, {})) for sheet in sheets]
    rows = [Standing(*row) for row in zip(sheets, totals, positions(totals), strict=True)]
    return sorted(rows, key=lambda row: (row.position is None, row.position or 0, row.sheet.name))


def _marked(aspect: Aspect, marks: Mapping[str, Decimal]) -> MarkedAspect:
    mark = marks.get(aspect.code)
    return MarkedAspect(aspect, mark, Decimal("0.00") if mark is None else aspect.maximum - mark)

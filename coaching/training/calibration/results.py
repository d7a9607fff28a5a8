"""The result of one sheet: own marks beside the reference and beside what others gave, each only once it is due."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from championships.marking.exactness import plain
from coaching.rooms.analysis.drawing import Bar, share_bar
from coaching.training.calibration import wording
from coaching.training.calibration.measures import (
    AgainstOthers,
    AgainstReference,
    Pair,
    Share,
    against_others,
    against_reference,
    within,
)
from coaching.training.calibration.models import (
    CalibrationMark,
    CalibrationReference,
    CalibrationSheet,
    CalibrationWork,
)
from coaching.training.calibration.others import Given, given_by_others, scores
from coaching.training.calibration.phases import shows_others, shows_reference
from coaching.training.calibration.reading import AspectToJudge, Place, Task, reference_of


@dataclass(frozen=True, slots=True)
class Row:
    """One score or mark, how many of the others gave it, and whether it is the judge's own or the reference."""

    value: str
    times: int
    bar: Bar
    is_own: bool
    is_reference: bool


@dataclass(frozen=True, slots=True)
class MarkSeen:
    """One mark of the judge. What is not due is None or empty: `reference`, its `reason`, and the rows of the others.

    `off` is the size of the difference in words that a style may take up: same, near or far; empty without reference.
    """

    aspect: AspectToJudge
    value: str
    text: str
    reference: str | None
    reference_text: str
    reason: str
    off: str
    rows: Sequence[Row]
    others: int


@dataclass(frozen=True, slots=True)
class WorkSeen:
    """A work with the marks of the judge."""

    work: CalibrationWork
    marks: Sequence[MarkSeen]


@dataclass(frozen=True, slots=True)
class Result:
    """A submitted sheet as its judge may see it now; figures that are not due are None."""

    sheet: CalibrationSheet
    works: Sequence[WorkSeen]
    reference: AgainstReference | None
    others: AgainstOthers | None
    measured: Share | None
    next_steps: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Sources:
    """What a result is made of; `references` and `others` are None while they are not due."""

    marks: Mapping[Place, CalibrationMark]
    references: Mapping[Place, CalibrationReference] | None
    others: Mapping[Place, Given] | None


def result_of(sheet: CalibrationSheet, task: Task, now: dt.datetime) -> Result:
    """Return the result of a submitted sheet as its judge may see it at `now`. At most three queries."""
    key: UUID = task.exercise.translation_key
    sources = _Sources(
        marks={(mark.work, mark.aspect): mark for mark in sheet.marks.all()},
        references=reference_of(task) if shows_reference(task.exercise, now) else None,
        others=given_by_others([key], sheet.user_id).get(key, {}) if shows_others(task.exercise, now) else None,
    )
    works = [WorkSeen(work, _marks(task, work, sources)) for work in task.works]
    return Result(sheet, works, *_figures(task, sources), _steps(task, sources))


def pairs_of(marks: Sequence[CalibrationMark]) -> list[Pair]:
    """Return the judged scores with their references; measurements and marks without a reference are left out."""
    return [(int(mark.value), int(mark.reference)) for mark in marks if mark.kind == "J" and mark.reference is not None]


def _figures(task: Task, sources: _Sources) -> tuple[AgainstReference | None, AgainstOthers | None, Share | None]:
    marks = list(sources.marks.values())
    others = sources.others
    beside = None
    if others is not None:
        judged = [(place, mark) for place, mark in sources.marks.items() if mark.kind == "J"]
        beside = against_others((int(mark.value), scores(others.get(place, {}))) for place, mark in judged)
    if sources.references is None:
        return None, beside, None
    measured = [(mark.value, mark.reference) for mark in marks if mark.kind == "M" and mark.reference is not None]
    share = within(measured, task.exercise.measured_tolerance) if measured else None
    return against_reference(pairs_of(marks)), beside, share


def _marks(task: Task, work: CalibrationWork, sources: _Sources) -> list[MarkSeen]:
    places = [(aspect, (work.translation_key, aspect.code)) for aspect in task.aspects]
    return [_mark(task, aspect, place, sources) for aspect, place in places if place in sources.marks]


def _mark(task: Task, aspect: AspectToJudge, place: Place, sources: _Sources) -> MarkSeen:
    mark = sources.marks[place]
    row = sources.references.get(place) if sources.references is not None else None
    reference = mark.reference if sources.references is not None else None
    given = sources.others.get(place, {}) if sources.others is not None else {}
    ladder = dict(aspect.ladder)
    return MarkSeen(
        aspect=aspect,
        value=_shown(aspect, mark.value),
        text=ladder.get(int(mark.value), "") if aspect.is_judged else "",
        reference=None if reference is None else _shown(aspect, reference),
        reference_text=ladder.get(int(reference), "") if aspect.is_judged and reference is not None else "",
        reason=row.reason if row else "",
        off=_off(task, aspect, mark.value, reference),
        rows=_rows(aspect, mark.value, reference, given),
        others=sum(given.values()),
    )


def _off(task: Task, aspect: AspectToJudge, value: Decimal, reference: Decimal | None) -> str:
    if reference is None:
        return ""
    if value == reference:
        return "same"
    near = Decimal(1) if aspect.is_judged else task.exercise.measured_tolerance
    return "near" if abs(value - reference) <= near else "far"


def _rows(aspect: AspectToJudge, own: Decimal, reference: Decimal | None, given: Given) -> list[Row]:
    if not given:
        return []
    values = {Decimal(score) for score in range(4)} if aspect.is_judged else {*given, own}
    if reference is not None:
        values.add(reference)
    most = max(given.values())
    return [
        Row(
            _shown(aspect, value),
            given.get(value, 0),
            share_bar(given.get(value, 0), most),
            value == own,
            value == reference,
        )
        for value in sorted(values, reverse=True)
    ]


def _shown(aspect: AspectToJudge, value: Decimal) -> str:
    return plain(int(value)) if aspect.is_judged else wording.plain(value)


def _steps(task: Task, sources: _Sources) -> list[str]:
    if sources.references is None:
        return []
    marks = list(sources.marks.values())
    by_aspect = [
        (aspect, against_reference(pairs_of([mark for mark in marks if mark.aspect == aspect.code])))
        for aspect in task.aspects
        if aspect.is_judged
    ]
    return wording.next_steps(against_reference(pairs_of(marks)), by_aspect, _far(task, sources.marks))


def _far(task: Task, marks: Mapping[Place, CalibrationMark]) -> list[str]:
    titles = {work.translation_key: str(work) for work in task.works}
    found = []
    for place in task.places:
        mark = marks.get(place)
        for score, reference in pairs_of([mark]) if mark else ():
            if abs(score - reference) >= wording.FAR:
                values = {"work": titles[place[0]], "code": place[1], "given": score, "reference": reference}
                found.append(_("%(work)s, %(code)s: %(given)s instead of %(reference)s") % values)
    return found

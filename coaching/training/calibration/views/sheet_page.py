"""The judging page as data: one work, and each of its aspects with what was given. Of the reference it knows nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language

from coaching.training.calibration.models import CalibrationSheet, CalibrationWork
from coaching.training.calibration.reading import AspectToJudge, Task

LONGEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Field:
    """One aspect on the page: the name of its input, what stands in it, and what is wrong with that."""

    aspect: AspectToJudge
    name: str
    value: str
    problem: str


@dataclass(frozen=True, slots=True)
class Tab:
    """The way to one work, and whether all of it is judged."""

    number: int
    title: str
    is_here: bool
    is_done: bool


def number_in(text: str) -> int | None:
    """Return the small whole number that an address or a form names; None where it is none."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def sheet_context(
    draft: CalibrationSheet, task: Task, asked: str, problems: Mapping[str, str], typed: Mapping[str, str]
) -> dict[str, Any]:
    """Return what the judging page shows of the work with the number `asked`, or of the first that is not judged.

    Where something was refused, `problems` says what, and `typed` stands in the fields as it was sent.
    """
    given = {(mark.work, mark.aspect): mark.value for mark in draft.marks.all()}
    open_works = [
        work for work in task.works if any((work.translation_key, one.code) not in given for one in task.aspects)
    ]
    work = task.work(number_in(asked) or 0) or next(iter([*open_works, *task.works]), None)
    shown = typed if problems else {}
    fields = [_field(aspect, work, given, shown, problems) for aspect in task.aspects] if work else []
    numbers = [one.number for one in task.works]
    here = numbers.index(work.number) if work else 0
    return {
        "exercise": task.exercise,
        "draft": draft,
        "work": work,
        "fields": fields,
        "problems": dict(problems),
        "tabs": [Tab(one.number, str(one), one is work, one not in open_works) for one in task.works],
        "previous": numbers[here - 1] if here else None,
        "next": numbers[here + 1] if here + 1 < len(numbers) else None,
        "given": sum(place in given for place in task.places),
        "of": len(task.places),
        "language": get_language(),
    }


def _field(
    aspect: AspectToJudge,
    work: CalibrationWork,
    given: Mapping[Any, Any],
    typed: Mapping[str, str],
    problems: Mapping[str, str],
) -> Field:
    value = given.get((work.translation_key, aspect.code))
    text = "" if value is None else str(int(value)) if aspect.is_judged else number_format(value, 2)
    return Field(aspect, f"mark-{aspect.code}", typed.get(aspect.code, text), problems.get(aspect.code, ""))

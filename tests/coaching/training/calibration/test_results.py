"""A result: own marks beside the reference and the others, each only once it is due."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from coaching.training.calibration.measures import Share
from coaching.training.calibration.models import CalibrationExercise, Shown
from coaching.training.calibration.reading import task_of
from coaching.training.calibration.results import Result, result_of
from people.models import Role, User
from tests.coaching.training.calibration.building import SECRET, hours, judge, make_exercise, make_person


def _result(user: User, exercise: CalibrationExercise, given: dict[tuple[int, str], str] | None = None) -> Result:
    return result_of(judge(user, exercise, given=given), task_of(exercise), timezone.now())


def test_each_mark_stands_beside_the_reference_and_its_reason(judge_a: User, exercise: CalibrationExercise) -> None:
    seen = _result(judge_a, exercise, {(1, "A1.J1"): "0", (2, "A1.J1"): "2", (2, "A1.M1"): "0.75"})
    marks = {(work.work.number, mark.aspect.code): mark for work in seen.works for mark in work.marks}
    far, near, measured = marks[1, "A1.J1"], marks[2, "A1.J1"], marks[2, "A1.M1"]
    assert (far.value, far.reference, far.off, far.reference_text) == ("0", "2", "far", "Looks like 2")
    assert far.reason == f"{SECRET} 1 A1.J1"
    assert (near.value, near.reference, near.off) == ("2", "1", "near")
    assert (measured.value, measured.reference, measured.off) == ("0.75", "0.50", "far")
    assert seen.measured == Share(1, 2)
    assert seen.reference
    assert [seen.reference.judgements, seen.reference.severity] == [2, Decimal("0.5")]


def test_what_is_far_off_is_named_to_be_looked_at_again(judge_a: User, exercise: CalibrationExercise) -> None:
    first, *_ = _result(judge_a, exercise, {(1, "A1.J1"): "0"}).next_steps
    assert first == "Look again, beside the reasons of the reference: Work 1, A1.J1: 0 instead of 2."


def test_a_habit_is_named_once_enough_was_judged(judge_a: User) -> None:
    reference = {(work, "A1.J1"): "2" for work in range(1, 9)} | {(work, "A1.M1"): "1" for work in range(1, 9)}
    strict = _result(judge_a, make_exercise(reference), {(work, "A1.J1"): "1" for work in range(1, 9)})
    assert "You give less than the reference." in strict.next_steps[-1]
    few = _result(judge_a, make_exercise(), {(work, "A1.J1"): "0" for work in (1, 2)})
    assert not [step for step in few.next_steps if "less than" in step]


def test_the_others_are_counted_and_their_later_attempts_are_not(judge_a: User, exercise: CalibrationExercise) -> None:
    other, third = make_person("Boris", Role.EXPERT), make_person("Claire", Role.EXPERT)
    judge(other, exercise, off=1)
    judge(other, exercise, off=-2)
    judge(third, exercise)
    seen = _result(judge_a, exercise)
    mark = seen.works[0].marks[0]
    assert mark.others == 2
    assert [(row.value, row.times, row.is_own, row.is_reference) for row in mark.rows] == [
        ("3", 1, False, False), ("2", 1, True, True), ("1", 0, False, False), ("0", 0, False, False),
    ]  # fmt: skip
    assert seen.others
    assert (seen.others.comparisons, seen.others.same) == (4, Share(2, 4))


def test_one_s_own_marks_are_none_of_the_others(judge_a: User, exercise: CalibrationExercise) -> None:
    seen = _result(judge_a, exercise)
    assert seen.others
    assert seen.others.comparisons == 0
    assert all(not mark.rows for work in seen.works for mark in work.marks)


@pytest.mark.parametrize(("field", "missing"), [("reference_shown", "reference"), ("others_shown", "others")])
def test_what_is_shown_after_closing_is_not_there_before(judge_a: User, field: str, missing: str) -> None:
    shown: dict[str, Any] = {field: Shown.CLOSED}
    exercise = make_exercise(**shown, closes_at=timezone.now() + hours(1))
    judge(make_person("Boris"), exercise, off=1)
    sheet = judge(judge_a, exercise)
    task = task_of(exercise)
    now, later = (result_of(sheet, task, timezone.now() + hours(count)) for count in (0, 1))
    assert getattr(now, missing) is None
    assert getattr(later, missing) is not None
    early = [mark for work in now.works for mark in work.marks]
    if missing == "reference":
        assert {(mark.reference, mark.reason, mark.off) for mark in early} == {(None, "", "")}
        assert not any(row.is_reference for mark in early for row in mark.rows)
        assert not now.next_steps
    else:
        assert {mark.others for mark in early} == {0}


def test_an_aspect_that_left_the_exercise_does_not_break_old_results(
    judge_a: User, exercise: CalibrationExercise
) -> None:
    sheet = judge(judge_a, exercise)
    exercise.codes = "A1.J1"
    seen = result_of(sheet, task_of(exercise), timezone.now())
    assert [mark.aspect.code for mark in seen.works[0].marks] == ["A1.J1"]

"""A judge's record: exercises and calibration rooms over time, and what it costs to read."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from coaching.rooms.models import Room
from coaching.rooms.sheet import sheet_of
from coaching.training.calibration.charts import course_of, line_of
from coaching.training.calibration.models import CalibrationExercise, CalibrationSheet, Shown
from coaching.training.calibration.record import Record, record_of
from people.models import Role, User
from tests.coaching.rooms.building import Built, build
from tests.coaching.training.calibration.building import hours, judge, make_exercise, make_person, make_version


def _record(user: User, *, whole: bool = False) -> Record:
    return record_of(user.pk, language="en", now=timezone.now(), whole=whole)


@pytest.fixture
def forget_sheets() -> Iterator[None]:
    """Let no room's sheet stay in memory."""
    yield
    sheet_of.cache_clear()


def test_first_attempts_make_the_record_and_drafts_wait(judge_a: User, exercise: CalibrationExercise) -> None:
    judge(judge_a, exercise, off=-1)
    judge(judge_a, exercise)
    record = _record(judge_a)
    assert [occasion.title for occasion in record.occasions] == ["Two boxes"]
    assert (record.reference.judgements, record.reference.severity) == (2, Decimal("1.00"))


def test_an_exercise_that_is_gone_stays_in_the_record(judge_a: User, exercise: CalibrationExercise) -> None:
    judge(judge_a, exercise)
    exercise.delete()
    (occasion,) = _record(judge_a).occasions
    assert (occasion.title, occasion.exercise) == ("Two boxes", None)
    assert occasion.reference


def test_what_is_not_due_is_no_part_of_her_figures_but_of_the_organiser_s(judge_a: User) -> None:
    later: dict[str, Any] = {
        "reference_shown": Shown.CLOSED,
        "others_shown": Shown.CLOSED,
        "closes_at": timezone.now() + hours(1),
    }
    exercise = make_exercise(**later)
    judge(make_person("Boris"), exercise)
    judge(judge_a, exercise, off=-1)
    own, whole = _record(judge_a), _record(judge_a, whole=True)
    assert (own.reference.judgements, own.others.judgements) == (0, 0)
    assert (own.occasions[0].reference, own.occasions[0].others) == (None, None)
    assert (whole.reference.judgements, whole.others.judgements) == (2, 2)


@pytest.mark.usefixtures("forget_sheets")
def test_a_finished_calibration_room_is_read_and_others_are_not(judge_a: User) -> None:
    for kind in ("calibration", "practice"):
        _judged_room(judge_a, kind, ended=True)
    _judged_room(judge_a, "calibration", ended=False)
    record = _record(judge_a)
    (occasion,) = record.occasions
    assert (occasion.sheet, occasion.reference) == (None, None)
    assert occasion.others
    assert (occasion.others.judgements, occasion.others.severity) == (1, Decimal("0.50"))
    assert record.others == occasion.others


def _judged_room(user: User, kind: str, *, ended: bool) -> Built:
    """Make a room of `kind` in which `user` has the first seat and gives one work 1, the others 1 and 2."""
    built = build()
    seat = built.judges[0].participant
    type(seat).objects.filter(pk=seat.pk).update(user=user)
    for number, score in enumerate((1, 1, 2)):
        built.score(number, score)
    now = {"status": "ended", "ended_at": timezone.now()} if ended else {}
    Room.objects.filter(pk=built.room.pk).update(kind=kind, **now)
    return built


def test_a_chart_needs_two_occasions_and_leaves_gaps_out(judge_a: User, exercise: CalibrationExercise) -> None:
    judge(judge_a, exercise, off=1)
    assert course_of(_record(judge_a)) is None
    judge(judge_a, make_exercise(title="Second"), off=0)
    course = course_of(_record(judge_a))
    assert course
    assert course.reference
    assert course.reference.path == "M0 60L240 36"
    assert course.others is None
    assert line_of([None, None]) is None


def test_lines_stay_in_their_box() -> None:
    line = line_of([Decimal(3), Decimal(-3), None, Decimal(0)])
    assert line
    assert line.path == "M0 0L80 72L240 36"


@pytest.mark.parametrize("count", [1, 12])
def test_a_long_record_costs_as_many_queries_as_a_short_one(
    judge_a: User, django_assert_num_queries: object, count: int
) -> None:
    version, others = make_version(), [make_person(f"Other {number}", Role.EXPERT) for number in range(count)]
    for number in range(count):
        exercise = make_exercise(version=version, title=f"Exercise {number}")
        for person in (judge_a, *others[:2]):
            judge(person, exercise, off=number % 3 - 1)
    assert CalibrationSheet.objects.filter(user=judge_a).count() == count
    with django_assert_num_queries(5):  # type: ignore[operator]  # pytest-django's own fixture
        record = _record(judge_a)
        assert len(record.occasions) == count

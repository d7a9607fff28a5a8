"""Judging: beginning, keeping marks, submitting; who may when, and nothing half done."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from coaching.training import admission
from coaching.training.admission import Admission, Kind
from coaching.training.calibration import judging
from coaching.training.calibration.models import CalibrationExercise, CalibrationMark, CalibrationSheet, Shown
from coaching.training.calibration.reading import task_of
from coaching.training.calibration.refusals import CalibrationRefused, MarksRefused
from coaching.training.outcomes import Outcome
from people.models import AuditEntry, User
from tests.coaching.training.calibration.building import fill, hours, judge, make_exercise


def _keep(user: User, exercise: CalibrationExercise, work: int = 1, **given: str) -> CalibrationSheet:
    marks = {f"A1.{code}": value for code, value in given.items()}
    return judging.keep_marks(user=user, task=task_of(exercise), work=work, given=marks)


def test_beginning_twice_is_one_sheet_and_one_row_in_the_audit(judge_a: User, exercise: CalibrationExercise) -> None:
    first, second = (judging.begin(user=judge_a, exercise=exercise) for _ in range(2))
    assert first == second
    assert AuditEntry.objects.filter(action="calibration.begun").count() == 1


def test_a_mark_given_again_takes_the_place_of_the_first_and_empty_takes_it_back(
    judge_a: User, exercise: CalibrationExercise
) -> None:
    judging.begin(user=judge_a, exercise=exercise)
    sheet = _keep(judge_a, exercise, J1="2", M1="0,75")
    _keep(judge_a, exercise, J1="3")
    assert dict(sheet.marks.values_list("aspect", "value")) == {"A1.J1": 3, "A1.M1": Decimal("0.75")}
    _keep(judge_a, exercise, J1=" ")
    assert list(sheet.marks.values_list("aspect", flat=True)) == ["A1.M1"]


@pytest.mark.parametrize(
    ("code", "typed", "words"),
    [
        ("A1.J1", "4", "give 0, 1, 2 or 3"),
        ("A1.J1", "1.5", "give 0, 1, 2 or 3"),
        ("A1.J1", "-1", "give 0, 1, 2 or 3"),
        ("A1.J1", "two", "“two” is no score"),
        ("A1.M1", "1.51", "give 0 to 1.50"),
        ("A1.M1", "0.001", "at most two decimals"),
        ("A1.M1", "NaN", "“NaN” is no mark here"),
        ("A1.M1", "1E+99", "give 0 to 1.50"),
        ("A1.M1", "9" * 5000, "give 0 to 1.50"),
        ("B7.J1", "1", "no such aspect"),
    ],
)
def test_what_may_not_be_given_is_named_and_nothing_is_kept(
    judge_a: User, exercise: CalibrationExercise, code: str, typed: str, words: str
) -> None:
    judging.begin(user=judge_a, exercise=exercise)
    with pytest.raises(MarksRefused) as refused:
        judging.keep_marks(user=judge_a, task=task_of(exercise), work=1, given={"A1.M1": "1", code: typed})
    assert words in refused.value.problems[code]
    assert not CalibrationMark.objects.exists()


def test_a_work_that_is_not_there_is_refused(judge_a: User, exercise: CalibrationExercise) -> None:
    judging.begin(user=judge_a, exercise=exercise)
    with pytest.raises(MarksRefused, match="no work 9"):
        _keep(judge_a, exercise, work=9, J1="1")


def test_marks_without_a_sheet_are_refused(judge_a: User, exercise: CalibrationExercise) -> None:
    with pytest.raises(CalibrationRefused, match="begin one"):
        _keep(judge_a, exercise, J1="1")


def test_an_unfinished_sheet_is_not_submitted(
    judge_a: User, exercise: CalibrationExercise, told: list[Outcome]
) -> None:
    judging.begin(user=judge_a, exercise=exercise)
    _keep(judge_a, exercise, J1="2", M1="1")
    with pytest.raises(CalibrationRefused, match="missing: 2"):
        judging.submit(user=judge_a, exercise=exercise)
    assert told == []
    assert CalibrationSheet.objects.get().state == "draft"


def test_submitting_compares_reports_and_freezes_the_scheme(
    judge_a: User, exercise: CalibrationExercise, told: list[Outcome]
) -> None:
    given = {(1, "A1.J1"): "0", (1, "A1.M1"): "1.25"}
    sheet = judge(judge_a, exercise, given=given)
    assert (sheet.within, sheet.compared, sheet.percent, sheet.passed) == (2, 4, Decimal("50.00"), False)
    (outcome,) = told
    assert (outcome.user_id, outcome.passed, outcome.percent) == (judge_a.pk, False, Decimal("50.00"))
    assert outcome.subject == admission.Subject(Kind.CALIBRATION, exercise.translation_key)
    exercise.scheme_version.refresh_from_db()
    assert exercise.scheme_version.frozen_at is not None
    entry = AuditEntry.objects.get(action="calibration.submitted")
    assert entry.data == {"attempt": 1, "percent": "50.00", "passed": False}


def test_tolerance_of_both_kinds_counts(judge_a: User) -> None:
    exercise = make_exercise(tolerance=0, measured_tolerance=Decimal("0.25"), pass_percent=50)
    sheet = judge(judge_a, exercise, given={(1, "A1.M1"): "0.75", (2, "A1.J1"): "2", (1, "A1.J1"): "1"})
    assert (sheet.within, sheet.percent, sheet.passed) == (2, Decimal("50.00"), True)


def test_what_is_submitted_keeps_the_reference_of_its_day(judge_a: User, exercise: CalibrationExercise) -> None:
    sheet = judge(judge_a, exercise)
    exercise.references.update(value=0)
    assert set(sheet.marks.values_list("reference", flat=True)) == {2, 1, Decimal("0.50")}


def test_attempts_end(judge_a: User, exercise: CalibrationExercise) -> None:
    judge(judge_a, exercise)
    assert judge(judge_a, exercise).attempt == 2
    with pytest.raises(CalibrationRefused, match="as often as"):
        judging.begin(user=judge_a, exercise=exercise)


@pytest.mark.parametrize(
    ("opens", "closes", "words"), [(1, None, "not opened yet"), (None, -1, "has closed")], ids=["waiting", "closed"]
)
def test_outside_its_dates_nothing_is_judged(
    judge_a: User, opens: float | None, closes: float | None, words: str
) -> None:
    exercise = make_exercise()
    judging.begin(user=judge_a, exercise=exercise)
    fill(judge_a, task_of(exercise))
    now = timezone.now()
    exercise.opens_at = now + hours(opens) if opens else None
    exercise.closes_at = now + hours(closes) if closes else None
    for command in (judging.begin, judging.submit):
        with pytest.raises(CalibrationRefused, match=words):
            command(user=judge_a, exercise=exercise)
    with pytest.raises(CalibrationRefused, match=words):
        _keep(judge_a, exercise, J1="1")


def test_a_gate_closes_every_command_with_its_reason(
    judge_a: User, exercise: CalibrationExercise, gates: list[admission.Gate]
) -> None:
    judging.begin(user=judge_a, exercise=exercise)
    fill(judge_a, task_of(exercise))
    gates.append(lambda _reader, _subject: Admission(is_open=False, reason="First lesson 2.", way_on="/two/"))
    for command in (judging.begin, judging.submit):
        with pytest.raises(CalibrationRefused, match=r"First lesson 2\.") as refused:
            command(user=judge_a, exercise=exercise)
        assert refused.value.way_on == "/two/"
    with pytest.raises(CalibrationRefused, match="First lesson"):
        _keep(judge_a, exercise, J1="1")


def test_the_percent_is_not_told_before_the_reference_is_due(judge_a: User, told: list[Outcome]) -> None:
    exercise = make_exercise(reference_shown=Shown.CLOSED, closes_at=timezone.now() + hours(1))
    judge(judge_a, exercise)
    assert [(outcome.passed, outcome.percent) for outcome in told] == [(True, None)]


def test_a_listener_that_fails_leaves_the_sheet_a_draft(
    judge_a: User, exercise: CalibrationExercise, told: list[Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_outcome: Outcome) -> None:
        raise LookupError

    judging.begin(user=judge_a, exercise=exercise)
    fill(judge_a, task_of(exercise))
    monkeypatch.setattr("coaching.training.outcomes._listeners", [fail])
    with pytest.raises(LookupError):
        judging.submit(user=judge_a, exercise=exercise)
    assert CalibrationSheet.objects.get().state == "draft"


def test_the_database_itself_refuses_a_score_of_four(judge_a: User, exercise: CalibrationExercise) -> None:
    sheet = judging.begin(user=judge_a, exercise=exercise)
    work = exercise.works.first().translation_key
    with pytest.raises(IntegrityError), transaction.atomic():
        CalibrationMark.objects.create(sheet=sheet, work=work, aspect="A1.J1", kind="J", value=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalibrationSheet.objects.create(user=judge_a, exercise_key=exercise.translation_key, title="", attempt=2)

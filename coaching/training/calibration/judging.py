"""Judging: beginning a sheet, keeping its marks, and submitting it, once and for good.

Every one of them asks admission and the dates of the exercise. Marks of a draft are kept as they are given and leave no
row in the audit, like the marks of a room: they are the judge's own until she submits.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from championships.marking.exactness import is_figure
from championships.schemes.freezing import freeze
from coaching.training import admission, outcomes
from coaching.training.admission import Kind, Subject
from coaching.training.calibration import measures
from coaching.training.calibration.models import CalibrationExercise, CalibrationMark, CalibrationSheet, SheetState
from coaching.training.calibration.phases import Phase, phase_of, shows_reference
from coaching.training.calibration.reading import AspectToJudge, Place, Task, reference_of, task_of
from coaching.training.calibration.refusals import CalibrationRefused, MarksRefused
from people import audit
from people.models import User

HUNDREDTHS = Decimal("0.01")


def subject_of(exercise: CalibrationExercise) -> Subject:
    """Return the exercise as gates and listeners know it."""
    return Subject(Kind.CALIBRATION, exercise.translation_key)


@transaction.atomic
def begin(*, user: User, exercise: CalibrationExercise) -> CalibrationSheet:
    """Return the draft of `user`, begun now if there is none.

    Raises:
        CalibrationRefused: it is closed to her, has not opened or has closed, or her attempts are used up.
    """
    _check_open(user, exercise)
    # Two taps at once begin one sheet: the second waits here.
    User.objects.select_for_update().get(pk=user.pk)
    draft = draft_of(user, exercise)
    if draft:
        return draft
    last = _sheets(user, exercise).aggregate(last=Max("attempt"))["last"] or 0
    if last >= exercise.attempts:
        raise CalibrationRefused(_("You have judged these works as often as the exercise allows."))
    sheet = CalibrationSheet.objects.create(
        user=user, exercise_key=exercise.translation_key, title=exercise.title, attempt=last + 1
    )
    audit.record(actor=user, action="calibration.begun", subject=sheet, data={"attempt": sheet.attempt})
    return sheet


@transaction.atomic
def keep_marks(*, user: User, task: Task, work: int, given: Mapping[str, str]) -> CalibrationSheet:
    """Keep what `user` gave for the work with this number: by the code of the aspect, a score or mark as typed.

    An empty text takes a mark back. All or nothing is kept. The sheet is returned.

    Raises:
        CalibrationRefused: it is closed to her, or she has no draft.
        MarksRefused: there is no such work or aspect, or a value is none that may be given.
    """
    sheet = _own_draft(user, task.exercise)
    found = task.work(work)
    if found is None:
        raise MarksRefused({"": _("There is no work %(number)s in this exercise.") % {"number": work}})
    values = _values(task, given)
    for code, value in values.items():
        place = {"sheet": sheet, "work": found.translation_key, "aspect": code}
        aspect = task.aspect(code)
        if value is None or aspect is None:
            CalibrationMark.objects.filter(**place).delete()
        else:
            CalibrationMark.objects.update_or_create(**place, defaults={"value": value, "kind": aspect.kind})
    return sheet


@transaction.atomic
def submit(*, user: User, exercise: CalibrationExercise) -> CalibrationSheet:
    """Submit the draft of `user`: compare it with the reference, tell whoever listens, and return it.

    Raises:
        CalibrationRefused: it is closed to her, she has no draft, or a mark is missing.
    """
    sheet = _own_draft(user, exercise)
    task = task_of(exercise)
    marks = {(mark.work, mark.aspect): mark for mark in sheet.marks.all()}
    missing = sum(place not in marks for place in task.places)
    if missing:
        text = _("Marks that are missing: %(count)s. Give every work a mark for every aspect, then submit.")
        raise CalibrationRefused(text % {"count": missing})
    share = _compare(task, marks)
    sheet.state, sheet.submitted_at = SheetState.SUBMITTED, timezone.now()
    sheet.compared, sheet.within, sheet.percent = share.of, share.part, share.exact_percent
    sheet.passed = share.exact_percent >= exercise.pass_percent
    sheet.save()
    freeze(exercise.scheme_version_id)
    told = {"attempt": sheet.attempt, "percent": str(sheet.percent), "passed": sheet.passed}
    audit.record(actor=user, action="calibration.submitted", subject=sheet, data=told)
    _report(exercise, sheet)
    return sheet


def draft_of(user: User, exercise: CalibrationExercise) -> CalibrationSheet | None:
    """Return what `user` has begun and not submitted."""
    return _sheets(user, exercise).filter(state=SheetState.DRAFT).first()


def _sheets(user: User, exercise: CalibrationExercise) -> QuerySet[CalibrationSheet]:
    return CalibrationSheet.objects.filter(user=user, exercise_key=exercise.translation_key)


def _check_open(user: User, exercise: CalibrationExercise) -> None:
    answer = admission.ask(user, subject_of(exercise))
    if not answer.is_open:
        raise CalibrationRefused(answer.reason, way_on=answer.way_on)
    phase = phase_of(exercise, timezone.now())
    if phase is Phase.WAITING:
        raise CalibrationRefused(_("This exercise has not opened yet."))
    if phase is Phase.CLOSED:
        raise CalibrationRefused(_("This exercise has closed: nothing more is judged in it."))


def _own_draft(user: User, exercise: CalibrationExercise) -> CalibrationSheet:
    """Return the draft, locked until the transaction ends: a mark on its way does not come after the submission."""
    _check_open(user, exercise)
    drafts = _sheets(user, exercise).filter(state=SheetState.DRAFT)
    sheet = drafts.select_for_update().first()
    if sheet is None:
        raise CalibrationRefused(_("You have no sheet that you could still change: begin one, or look at your result."))
    return sheet


def _values(task: Task, given: Mapping[str, str]) -> dict[str, Decimal | None]:
    values: dict[str, Decimal | None] = {}
    problems: dict[str, str] = {}
    for code, typed in given.items():
        aspect = task.aspect(code)
        if aspect is None:
            problems[code] = _("There is no such aspect in this exercise.")
            continue
        text = typed.strip().replace(",", ".")
        values[code] = _figure(text) if text else None
        if text and not _may_be(aspect, values[code]):
            problems[code] = _what_may_be(aspect, typed)
    if problems:
        raise MarksRefused(problems)
    return values


def _figure(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if is_figure(value) else None


def _may_be(aspect: AspectToJudge, value: Decimal | None) -> bool:
    step = Decimal(1) if aspect.is_judged else HUNDREDTHS
    return value is not None and 0 <= value <= aspect.most and value % step == 0


def _what_may_be(aspect: AspectToJudge, typed: str) -> str:
    words = {"typed": typed.strip()[:20], "most": number_format(aspect.most, 2)}
    if aspect.is_judged:
        return _("“%(typed)s” is no score: give 0, 1, 2 or 3.") % words
    return _("“%(typed)s” is no mark here: give 0 to %(most)s, with at most two decimals.") % words


def _compare(task: Task, marks: Mapping[Place, CalibrationMark]) -> measures.Share:
    """Write the reference beside every mark and return how many are within tolerance."""
    references = reference_of(task)
    exercise = task.exercise
    pairs: dict[str, list[tuple[Decimal, Decimal]]] = {"J": [], "M": []}
    for place, mark in marks.items():
        if place in references:
            mark.reference = references[place].value
            pairs[mark.kind].append((mark.value, mark.reference))
    CalibrationMark.objects.bulk_update(marks.values(), ["reference"])
    return measures.together(
        measures.within(pairs["J"], Decimal(exercise.tolerance)),
        measures.within(pairs["M"], exercise.measured_tolerance),
    )


def _report(exercise: CalibrationExercise, sheet: CalibrationSheet) -> None:
    """Tell how it went; the percent only where the judge may know it already."""
    at = sheet.submitted_at or timezone.now()
    percent = sheet.percent if shows_reference(exercise, at) else None
    outcomes.report(
        outcomes.Outcome(
            user_id=sheet.user_id, subject=subject_of(exercise), passed=bool(sheet.passed), percent=percent, at=at
        )
    )

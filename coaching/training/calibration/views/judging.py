"""The pages of a judge: an exercise, its sheet, and the result."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coaching.training.calibration import judging
from coaching.training.calibration.models import CalibrationExercise, CalibrationSheet, SheetState
from coaching.training.calibration.permissions import may_see_judges
from coaching.training.calibration.phases import Phase, phase_of, shows_others, shows_reference
from coaching.training.calibration.reading import Task, task_of
from coaching.training.calibration.refusals import CalibrationRefused, MarksRefused
from coaching.training.calibration.results import result_of
from coaching.training.calibration.views.doors import exercise_page, wants_json
from coaching.training.calibration.views.figures import others_figures, reference_figures
from coaching.training.calibration.views.sheet_page import number_in, sheet_context
from people.access import signed_in

MARK = "mark-"
WRONG = 422


@require_safe
@exercise_page
def exercise(request: HttpRequest, exercise: CalibrationExercise) -> HttpResponse:
    """Show what is judged, when, and what the reader has done so far."""
    user = signed_in(request)
    sheets = list(CalibrationSheet.objects.filter(user=user, exercise_key=exercise.translation_key).order_by("attempt"))
    draft = next((sheet for sheet in sheets if sheet.state == SheetState.DRAFT), None)
    phase = phase_of(exercise, timezone.now())
    context = {
        "exercise": exercise,
        "task": task_of(exercise),
        "phase": phase.value,
        "draft": draft,
        "submitted": [sheet for sheet in sheets if sheet.state == SheetState.SUBMITTED],
        "shows_reference": shows_reference(exercise, timezone.now()),
        "may_begin": phase is Phase.OPEN and draft is None and len(sheets) < exercise.attempts,
        "may_see_judges": may_see_judges(user),
        "crumbs": crumbs((exercise.title, "")),
    }
    return render(request, "calibration/exercise.html", context)


@require_POST
@exercise_page
def begin(request: HttpRequest, exercise: CalibrationExercise) -> HttpResponse:
    """Begin a sheet, or go on with the one that was begun."""
    judging.begin(user=signed_in(request), exercise=exercise)
    return redirect("calibration:sheet", exercise.translation_key)


@require_safe
@exercise_page
def sheet(request: HttpRequest, exercise: CalibrationExercise) -> HttpResponse:
    """Show one work of the draft beside its aspects: `?work=` with its number, else the first that is not judged."""
    draft = judging.draft_of(signed_in(request), exercise)
    if draft is None or phase_of(exercise, timezone.now()) is not Phase.OPEN:
        return redirect("calibration:exercise", exercise.translation_key)
    return _sheet(request, draft, task_of(exercise))


def _sheet(
    request: HttpRequest, draft: CalibrationSheet, task: Task, problems: dict[str, str] | None = None
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    context = sheet_context(draft, task, asked.get("work", ""), problems or {}, _given(request))
    status = WRONG if problems else 200
    here = crumbs((task.exercise.title, task.exercise.get_absolute_url()), (_("Sheet"), ""))
    return render(request, "calibration/sheet.html", {**context, "crumbs": here}, status=status)


@require_POST
@exercise_page
def marks(request: HttpRequest, exercise: CalibrationExercise) -> HttpResponseBase:
    """Keep what a form or the page itself sends of one work; a form then goes to the work that it names in `go`."""
    user, task = signed_in(request), task_of(exercise)
    number = request.POST.get("work", "")
    try:
        draft = judging.keep_marks(user=user, task=task, work=number_in(number) or 0, given=_given(request))
    except MarksRefused as refused:
        if wants_json(request):
            return JsonResponse({"problems": refused.problems}, status=WRONG)
        found = judging.draft_of(user, exercise)
        if found is None:
            raise CalibrationRefused(_("You have no sheet that you could still change.")) from refused
        return _sheet(request, found, task, refused.problems)
    if wants_json(request):
        return JsonResponse({"given": draft.marks.count(), "of": len(task.places)})
    query = urlencode({"work": request.POST.get("go", number)})
    return redirect(f"{reverse('calibration:sheet', args=[exercise.translation_key])}?{query}")


def _given(request: HttpRequest) -> dict[str, str]:
    posted = request.POST.items()
    return {name.removeprefix(MARK): str(value) for name, value in posted if name.startswith(MARK)}


@require_POST
@exercise_page
def submit(request: HttpRequest, exercise: CalibrationExercise) -> HttpResponse:
    """Submit the draft and show its result."""
    judging.submit(user=signed_in(request), exercise=exercise)
    return redirect("calibration:result", exercise.translation_key)


@require_safe
@exercise_page
def result(request: HttpRequest, exercise: CalibrationExercise) -> HttpResponse:
    """Show a submitted sheet: `?attempt=` with its number, else the latest."""
    sheets = CalibrationSheet.objects.filter(
        user=signed_in(request), exercise_key=exercise.translation_key, state=SheetState.SUBMITTED
    )
    attempt = number_in(request.GET.get("attempt", ""))
    chosen = sheets if attempt is None else sheets.filter(attempt=attempt)
    found = chosen.order_by("-attempt").first()
    if found is None:
        return redirect("calibration:exercise", exercise.translation_key)
    context = {
        "exercise": exercise,
        "crumbs": crumbs((exercise.title, exercise.get_absolute_url()), (_("Result"), "")),
        **result_context(found, task_of(exercise)),
    }
    return render(request, "calibration/result.html", context)


def result_context(sheet: CalibrationSheet, task: Task) -> dict[str, Any]:
    """Return what the page of a result shows."""
    now = timezone.now()
    seen = result_of(sheet, task, now)
    return {
        "result": seen,
        "shows_reference": shows_reference(task.exercise, now),
        "shows_others": shows_others(task.exercise, now),
        "reference_figures": reference_figures(seen.reference) if seen.reference else [],
        "others_figures": others_figures(seen.others) if seen.others else [],
    }


def crumbs(*below: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page below the reader's own record."""
    return [(_("Calibration"), reverse("calibration:record")), *below]

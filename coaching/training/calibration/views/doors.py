"""Who comes to the page of an exercise, and what the others read in its place."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from coaching.training import admission
from coaching.training.calibration.judging import subject_of
from coaching.training.calibration.models import CalibrationExercise
from coaching.training.calibration.reading import find_exercise
from coaching.training.calibration.refusals import CalibrationRefused

REFUSED = 403
JSON = "application/json"
Page = Callable[..., HttpResponseBase]


def exercise_page(page: Page) -> Page:
    """Return `page` for people who are signed in and admitted; it is called with the exercise in place of its key.

    What the commands refuse is shown in words with status 403, or told as JSON to whoever asks for that.
    """

    @never_cache
    @wraps(page)
    def guarded(request: HttpRequest, key: UUID, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        exercise = exercise_or_404(key)
        answer = admission.ask(request.user, subject_of(exercise))
        if not answer.is_open:
            return refusal(request, exercise, CalibrationRefused(answer.reason, way_on=answer.way_on))
        try:
            return page(request, exercise, **kwargs)
        except CalibrationRefused as refused:
            return refusal(request, exercise, refused)

    return guarded


def exercise_or_404(key: UUID) -> CalibrationExercise:
    """Return the exercise in the reader's language or another.

    Raises:
        Http404: there is none with this key.
    """
    exercise = find_exercise(key, get_language() or "")
    if exercise is None:
        raise Http404
    return exercise


def wants_json(request: HttpRequest) -> bool:
    """Return whether a browser module asks, and not a form."""
    return request.headers.get("Accept", "").startswith(JSON)


def refusal(request: HttpRequest, exercise: CalibrationExercise, refused: CalibrationRefused) -> HttpResponse:
    """Return the refusal in words."""
    if wants_json(request):
        return JsonResponse({"error": refused.text}, status=REFUSED)
    context = {"exercise": exercise, "refused": refused}
    return render(request, "calibration/refused.html", context, status=REFUSED)

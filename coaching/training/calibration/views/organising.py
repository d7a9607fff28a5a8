"""An exercise for organisers: all judges of their organisations beside its aspects, and the same as a workbook."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championships.schemes.exchange.table_files import WORKBOOK_TYPE
from coaching.training.calibration.export import workbook_of_exercise
from coaching.training.calibration.overview import Overview, overview_of
from coaching.training.calibration.permissions import judges_seen_by, may_see_judges
from coaching.training.calibration.reading import task_of
from coaching.training.calibration.views.doors import exercise_or_404
from coaching.training.calibration.views.figures import reference_figures
from coaching.training.calibration.views.judging import crumbs
from coaching.training.calibration.wording import agreement_among
from people.access import role_required


@require_safe
@role_required(may_see_judges)
def overview(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show how far each judge is from the reference, aspect by aspect."""
    seen = _overview(request, key)
    exercise = seen.task.exercise
    context = {
        "exercise": exercise,
        "overview": seen,
        "figures": reference_figures(seen.whole),
        "agreement": agreement_among(seen.alpha),
        "crumbs": crumbs((exercise.title, exercise.get_absolute_url()), (_("Judges"), "")),
    }
    return render(request, "calibration/overview.html", context)


@require_safe
@role_required(may_see_judges)
def workbook(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send the same as a workbook."""
    seen = _overview(request, key)
    response = HttpResponse(workbook_of_exercise(seen), content_type=WORKBOOK_TYPE)
    name = slugify(seen.task.exercise.title)[:60] or "calibration"
    response["Content-Disposition"] = f'attachment; filename="{name}-judges.xlsx"'
    return response


def _overview(request: HttpRequest, key: UUID) -> Overview:
    return overview_of(task_of(exercise_or_404(key)), judges_seen_by(request.user))

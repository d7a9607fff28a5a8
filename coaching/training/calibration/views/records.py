"""The record of a judge: one's own, and those that an organiser may see."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coaching.training.calibration.charts import course_of
from coaching.training.calibration.permissions import judges_seen_by, may_see_judges, may_see_record
from coaching.training.calibration.record import record_of
from coaching.training.calibration.views.figures import others_figures, reference_figures
from coaching.training.calibration.wording import change_words
from people.access import refuse, role_required, signed_in
from people.models import User

JUDGES_ON_A_PAGE = 50


@require_safe
@never_cache
@login_required
def own_record(request: HttpRequest) -> HttpResponse:
    """Show readers their own record."""
    user = signed_in(request)
    context = {"crumbs": [(_("Calibration"), "")], "is_own": True, "may_see_judges": may_see_judges(user)}
    return render(request, "calibration/record.html", {**context, **_record(user, whole=False)})


@require_safe
@role_required(may_see_judges)
def judges(request: HttpRequest) -> HttpResponse:
    """List everybody in the reader's organisations who has submitted a sheet."""
    submitted = Q(calibration_sheets__state="submitted", calibration_sheets__attempt=1)
    found = User.objects.filter(pk__in=judges_seen_by(request.user).order_by().values("pk")).annotate(
        exercises=Count("calibration_sheets", filter=submitted),
        last=Max("calibration_sheets__submitted_at", filter=submitted),
    )
    people = found.filter(exercises__gt=0).order_by("name", "email", "pk")
    page = Paginator(people, JUDGES_ON_A_PAGE).get_page(request.GET.get("page"))
    here = [(_("Calibration"), reverse("calibration:record")), (_("Judges"), "")]
    return render(request, "calibration/judges.html", {"page": page, "crumbs": here})


@require_safe
@never_cache
@login_required
def judge(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show one judge's record to herself, to organisers of her organisation and to administrators."""
    reader = signed_in(request)
    if not may_see_record(reader, user_id):
        return refuse(request, may_see_judges.roles)
    person = get_object_or_404(User, pk=user_id)
    here = [(_("Calibration"), reverse("calibration:record")), (_("Judges"), reverse("calibration:judges"))]
    context = {"crumbs": [*here, (str(person), "")], "is_own": person == reader, "person": person}
    return render(request, "calibration/record.html", {**context, **_record(person, whole=person != reader)})


def _record(user: User, *, whole: bool) -> dict[str, Any]:
    record = record_of(user.pk, language=get_language() or "", now=timezone.now(), whole=whole)
    return {
        "record": record,
        "latest": record.occasions[::-1],
        "course": course_of(record),
        "change": change_words(record.change),
        "reference_figures": reference_figures(record.reference) if record.reference.judgements else [],
        "others_figures": others_figures(record.others) if record.others.judgements else [],
    }

"""The calendar that a phone subscribes to, and its secret address."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coaching.training.learning import calendars
from coaching.training.learning.models import Cohort
from coaching.training.learning.refusals import LearningRefused
from coaching.training.learning.views.cohorts import cohort_of
from people.access import signed_in


@never_cache
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Send the calendar to whoever has its address: calendar programs do not sign in."""
    try:
        address = calendars.read_token(token)
    except LearningRefused as refused:
        return HttpResponse(f"{refused}\n", status=410, content_type="text/plain; charset=utf-8")
    response = HttpResponse(calendars.calendar_of(address), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="podium.ics"'
    return response


@require_POST
@login_required
def calendar_address(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Make the secret address of a calendar, renew it, or close it."""
    actor = signed_in(request)
    cohort: Cohort | None = cohort_of(request, pk) if pk is not None else None
    if request.POST.get("do") == "close":
        calendars.close_address(actor=actor, cohort=cohort)
        messages.info(request, _("The calendar address does not work any more."))
    else:
        calendars.open_address(actor=actor, cohort=cohort, renew=request.POST.get("do") == "renew")
        messages.success(request, _("Your calendar has an address. Whoever has it can read it: do not pass it on."))
    return redirect("learning:cohort", pk) if cohort is not None else redirect("learning:home")

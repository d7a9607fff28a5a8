"""The invite link of a cohort: what one is invited to, and coming in."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from coaching.training.learning import belonging, enrolling, inviting
from coaching.training.learning.models import Cohort
from coaching.training.learning.outline import outline_of
from coaching.training.learning.refusals import LearningRefused
from people.access import signed_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the cohort that the link invites to, and let the reader in when she says so."""
    try:
        cohort = inviting.read_token(token)
    except LearningRefused as refused:
        return render(request, "learning/invitation.html", {"refusal": str(refused)}, status=410)
    refusal = inviting.refusal(cohort, now=timezone.now(), seats_left=enrolling.seats_left(cohort))
    enrolment = belonging.enrolment_of(request.user, cohort.programme_key)
    is_in = enrolment is not None and enrolment.cohort_id == cohort.pk
    if request.method == "POST" and not refusal and not is_in:
        return _join(request, cohort)
    context = _context(cohort) | {"refusal": "" if is_in else refusal, "is_in": is_in}
    return render(request, "learning/invitation.html", context, status=410 if refusal and not is_in else 200)


def _join(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    try:
        enrolling.join_cohort(actor=signed_in(request), cohort=cohort)
    except LearningRefused as refused:
        # Somebody was faster than the page: the last seat went while it was open.
        return render(request, "learning/invitation.html", _context(cohort) | {"refusal": str(refused)}, status=410)
    messages.success(request, _("You are in “%(cohort)s”.") % {"cohort": cohort.name})
    return redirect("learning:home")


def _context(cohort: Cohort) -> dict[str, object]:
    outline = outline_of(cohort.programme_key)
    mentors = [mentor.get_full_name() for mentor in cohort.mentors.order_by("name", "email")]
    return {
        "cohort": cohort,
        "outline": outline,
        "modules": [outline.shown[part.key] for part in outline.part.parts] if outline else [],
        "mentors": mentors,
        "seats_left": enrolling.seats_left(cohort),
    }

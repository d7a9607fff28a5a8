"""A learner's own pages: her home, a programme and the way into it, what she takes with her."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coaching.training import admission
from coaching.training.admission import Kind, Subject
from coaching.training.learning import belonging, calendars, enrolling, personal_data
from coaching.training.learning.home import earned_by, home_of
from coaching.training.learning.models import CalendarAddress
from coaching.training.learning.outline import outline_of
from coaching.training.learning.page_strips import next_of
from coaching.training.learning.programmes import catalogue_address, programme_with
from coaching.training.learning.refusals import LearningRefused
from coaching.training.learning.standing import standing_of
from people.access import signed_in


@never_cache
@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show what the reader learns: what is next, what ends soon, how far she is."""
    user = signed_in(request)
    calendar = CalendarAddress.objects.filter(user=user, cohort=None, is_open=True).first()
    context = {
        "home": home_of(user, timezone.now()),
        "earned": earned_by(user),
        "catalogue": catalogue_address(request),
        "time_zone": timezone.get_current_timezone_name(),
        "calendar": calendar and request.build_absolute_uri(
            reverse("learning:calendar", args=[calendars.token_of(calendar)])
        ),
    }  # fmt: skip
    return render(request, "learning/home.html", context)


@never_cache
@require_safe
def programme(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a programme to somebody who may come into it: what it is, who may, and how."""
    page = programme_with(key)
    answer = admission.ask(request.user, Subject(Kind.PAGE, key))
    if page is None:
        raise Http404
    if not answer.is_open:
        closed = {"reason": answer.reason, "way_on": answer.way_on}
        return render(request, "learning/closed.html", closed, status=403)
    outline = outline_of(key)
    enrolment = belonging.enrolment_of(request.user, key)
    context: dict[str, Any] = {
        "page": page,
        "outline": outline,
        "modules": [outline.shown[part.key] for part in outline.part.parts] if outline else [],
        "enrolment": enrolment,
        "terms": belonging.terms_of(key),
    }
    if enrolment is not None and outline is not None:
        beginning = belonging.beginning_of(enrolment)
        standing = standing_of(signed_in(request), outline, now=timezone.now(), beginning=beginning)
        done, of = standing.progress()
        context |= {"next": next_of(standing, signed_in(request)), "done": done, "of": of}
    return render(request, "learning/programme.html", context)


@require_POST
@login_required
def enrol(request: HttpRequest, key: UUID) -> HttpResponse:
    """Enrol the reader and lead her to what is first."""
    try:
        enrolling.enrol_oneself(actor=signed_in(request), programme_key=key)
    except LearningRefused as refused:
        messages.error(request, str(refused))
        return redirect("learning:programme", key)
    messages.success(request, _("You are enrolled. Begin with the first lesson whenever you like."))
    return redirect("learning:home")


@require_POST
@login_required
def leave(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let the reader leave a programme."""
    user = signed_in(request)
    enrolment = belonging.enrolment_of(user, key)
    if enrolment is not None:
        enrolling.leave(actor=user, enrolment=enrolment)
        messages.info(request, _("You have left the programme. What you have reached is kept."))
    return redirect("learning:home")


@never_cache
@require_safe
@login_required
def my_data(request: HttpRequest) -> HttpResponse:
    """Send all that learning keeps about the reader, with her notes, as a file."""
    response = JsonResponse(
        personal_data.of(signed_in(request)), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = 'attachment; filename="podium-learning.json"'
    return response

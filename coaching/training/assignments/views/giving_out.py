"""Giving work to markers: evenly to several, one place to one of them, and to somebody else with a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from coaching.training.assignments.access import may_lead
from coaching.training.assignments.allocation import allocate, allocate_evenly, possible_markers, reallocate
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.views.doors import found, led_review, led_work
from people.access import role_required, signed_in
from people.models import User


@require_POST
@role_required(may_lead)
def allocate_all(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give every place that nobody has yet to one of the chosen markers, evenly."""
    assignment = found(key)
    chosen = [int(text) for text in request.POST.getlist("markers") if text.isascii() and text.isdecimal()]
    try:
        done = allocate_evenly(leader=signed_in(request), assignment=assignment, marker_ids=chosen)
    except WorkRefused as refusal:
        messages.error(request, refusal.message)
        return redirect("assignments:overview", key=key)
    words = ngettext("%(count)s work was given out.", "%(count)s works were given out.", done.given)
    messages.success(request, words % {"count": done.given})
    if done.left:
        words = ngettext(
            "%(count)s place is still free: nobody of those chosen may mark there.",
            "%(count)s places are still free: nobody of those chosen may mark there.",
            done.left,
        )
        messages.warning(request, words % {"count": done.left})
    return redirect("assignments:overview", key=key)


@require_POST
@role_required(may_lead)
def allocate_one(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Give one place of a work to a marker."""
    submission = led_work(request, submission_id)
    assignment = found(submission.assignment_key)
    text = request.POST.get("place", "")
    place = int(text) if text.isascii() and text.isdecimal() and len(text) == 1 else 0
    try:
        marker = _marker(request)
        allocate(
            leader=signed_in(request), assignment=assignment, submission_id=submission.pk, place=place, marker=marker
        )
        messages.success(request, _("Given to %(name)s.") % {"name": marker.get_full_name()})
    except WorkRefused as refusal:
        messages.error(request, refusal.message)
    return redirect("assignments:submission", submission_id=submission.pk)


@require_POST
@role_required(may_lead)
def reallocate_review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Give a place to another marker, with a reason.

    Raises:
        Http404: there is no such review among the work that the reader leads.
    """
    known = led_review(request, review_id)
    assignment = found(known.submission.assignment_key)
    reason = request.POST.get("reason", "")
    try:
        marker = _marker(request)
        reallocate(leader=signed_in(request), assignment=assignment, review_id=known.pk, marker=marker, reason=reason)
        messages.success(request, _("Given to %(name)s.") % {"name": marker.get_full_name()})
    except WorkRefused as refusal:
        messages.error(request, refusal.message)
    return redirect("assignments:submission", submission_id=known.submission_id)


def _marker(request: HttpRequest) -> User:
    text = request.POST.get("marker", "")
    known = possible_markers().filter(pk=text).first() if text.isascii() and text.isdecimal() else None
    if known is None:
        raise WorkRefused("nobody_chosen", "marker")
    return known

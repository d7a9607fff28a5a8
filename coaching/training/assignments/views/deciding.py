"""Giving a work back, and releasing all that is marked in one step."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from coaching.training.assignments.access import leads, may_lead, reviews_it
from coaching.training.assignments.models import Review, Submission
from coaching.training.assignments.overview import overview_of
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.releasing import release, return_work
from coaching.training.assignments.reopening import reopen
from coaching.training.assignments.views.doors import crumbs, found, led_review
from people.access import role_required, signed_in


@never_cache
@require_POST
@login_required
def give_back(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Return a work with a reason: its marker may, and who leads it.

    Raises:
        Http404: for the reader there is no such work.
    """
    user = signed_in(request)
    submission = Submission.objects.filter(pk=submission_id).first()
    if submission is None or not (leads(user, submission) or reviews_it(user, submission)):
        raise Http404
    assignment = found(submission.assignment_key)
    reason = request.POST.get("reason", "")
    try:
        return_work(actor=user, assignment=assignment, submission_id=submission.pk, reason=reason)
        messages.success(request, _("Returned. The learner sees the reason and the comments, and may hand in again."))
    except WorkRefused as refusal:
        messages.error(request, refusal.message)
        own = Review.objects.filter(submission=submission, reviewer=user).first()
        if own is not None and request.POST.get("from") == "review":
            return redirect("assignments:review", review_id=own.pk)
    if request.POST.get("from") == "review":
        return redirect("assignments:queue")
    return redirect("assignments:submission", submission_id=submission.pk)


@require_POST
@role_required(may_lead)
def reopen_review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Open a review again that was given, with a reason.

    Raises:
        Http404: there is no such review among the work that the reader leads.
    """
    known = led_review(request, review_id)
    try:
        reopen(leader=signed_in(request), review_id=known.pk, reason=request.POST.get("reason", ""))
        messages.success(request, _("The marks are open again. Their marker reads why and gives them anew."))
    except WorkRefused as refusal:
        messages.error(request, refusal.message)
    return redirect("assignments:submission", submission_id=known.submission_id)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_lead)
def release_all(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask once more, then release every work whose marks are all in."""
    assignment = found(key)
    group = request.POST.get("group", request.GET.get("group", ""))
    leader = signed_in(request)
    if request.method != "POST":
        above = (assignment.title, reverse("assignments:overview", args=[key]))
        context = {
            "assignment": assignment,
            "overview": overview_of(leader, assignment, group),
            "group": group,
            "crumbs": crumbs(above, (_("Release"), "")),
        }
        return render(request, "assignments/release.html", context)
    done = release(leader=leader, assignment=assignment, group=group)
    words = ngettext("%(count)s work was released.", "%(count)s works were released.", done.decided)
    messages.success(request, words % {"count": done.decided})
    if done.waiting:
        words = ngettext("%(count)s work still waits for marks.", "%(count)s works still wait for marks.", done.waiting)
        messages.warning(request, words % {"count": done.waiting})
    return redirect("assignments:overview", key=key)

"""What every page of assignments begins with: who is there, which assignment, and whether it is open."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from coaching.training.assignments.access import admission_of, leads
from coaching.training.assignments.finding import find
from coaching.training.assignments.models import Assignment, Review, Submission
from coaching.training.assignments.refusals import WorkRefused
from people.access import signed_in

LearnersView = Callable[..., HttpResponse]
NOT_ALLOWED = ("closed", "not_yours")


def learners_page(view: LearnersView) -> LearnersView:
    """Open a view to learners whom every gate lets in; it takes the assignment in their language for its key."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, key: UUID, **more: Any) -> HttpResponse:
        assignment = found(key)
        admission = admission_of(request.user, key)
        if not admission.is_open:
            context = {"assignment": assignment, "admission": admission, "crumbs": crumbs(assignment)}
            return render(request, "assignments/closed.html", context, status=HTTPStatus.FORBIDDEN)
        return view(request, assignment, **more)

    return guarded


def found(key: UUID) -> Assignment:
    """Return the assignment in the reader's language.

    Raises:
        Http404: there is none.
    """
    assignment = find(key)
    if assignment is None:
        raise Http404
    return assignment


def led_work(request: HttpRequest, submission_id: UUID) -> Submission:
    """Return a version that the reader leads.

    Raises:
        Http404: there is none, or it is somebody else's to lead.
    """
    known = Submission.objects.select_related("user", "scheme_version").filter(pk=submission_id).first()
    if known is None or not leads(signed_in(request), known):
        raise Http404
    return known


def led_review(request: HttpRequest, review_id: UUID) -> Review:
    """Return a review of a work that the reader leads.

    Raises:
        Http404: there is none, or it is of a work that is somebody else's to lead.
    """
    known = Review.objects.filter(pk=review_id).first()
    if known is None:
        raise Http404
    known.submission = led_work(request, known.submission_id)
    return known


def crumbs(*path: Assignment | tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page; the last one has no address."""
    steps = [(_("Assignments"), reverse("assignments:list"))]
    steps += [(step.title, step.get_absolute_url()) if isinstance(step, Assignment) else step for step in path]
    return [*steps[:-1], (steps[-1][0], "")]


def refused_as_json(refusal: WorkRefused) -> JsonResponse:
    """Return a refusal for a program of the page: a code, words and the field."""
    status = HTTPStatus.FORBIDDEN if refusal.code in NOT_ALLOWED else HTTPStatus.UNPROCESSABLE_ENTITY
    error = {"code": refusal.code, "message": refusal.message, "field": refusal.field}
    return JsonResponse({"ok": False, "error": error}, status=status)

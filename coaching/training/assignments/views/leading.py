"""Pages of those who lead: the overview of an assignment, its workbook, and one work with its history."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championships.schemes.exchange.table_files import WORKBOOK_TYPE
from coaching.training.assignments.access import may_lead
from coaching.training.assignments.allocation import possible_markers
from coaching.training.assignments.exporting import workbook
from coaching.training.assignments.models import Assignment, ReviewState, Submission
from coaching.training.assignments.overview import marks_it_still, overview_of
from coaching.training.assignments.results import Result, result_of
from coaching.training.assignments.standing import standing_of
from coaching.training.assignments.states import WITH_REVIEWERS
from coaching.training.assignments.views.doors import crumbs, found, led_work
from people.access import role_required, signed_in
from people.models import User


@require_safe
@role_required(may_lead)
def overview(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who has handed in, who is late, who marks, and what it came to."""
    assignment = found(key)
    group = request.GET.get("group", "")
    context = {
        "assignment": assignment,
        "overview": overview_of(signed_in(request), assignment, group),
        "group": group,
        "markers": list(possible_markers()),
        "crumbs": crumbs((assignment.title, "")),
    }
    return render(request, "assignments/overview.html", context)


@require_safe
@role_required(may_lead)
def marks_workbook(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send the overview as a workbook."""
    assignment = found(key)
    content = workbook(assignment, overview_of(signed_in(request), assignment, request.GET.get("group", "")))
    response = HttpResponse(content, content_type=WORKBOOK_TYPE)
    name = slugify(assignment.title)[:60] or "assignment"
    response["Content-Disposition"] = f'attachment; filename="{name}-marks.xlsx"'
    return response


@require_safe
@role_required(may_lead)
def one_work(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Show one version of a work to those who lead it: files, markers, marks so far, and its history."""
    submission = led_work(request, submission_id)
    assignment = found(submission.assignment_key)
    return render(request, "assignments/submission.html", work_context(submission, assignment, signed_in(request)))


def work_context(submission: Submission, assignment: Assignment, leader: User) -> dict[str, Any]:
    """Return what the page of one work shows to whoever leads it."""
    reviews = list(submission.reviews.select_related("reviewer").order_by("place", "allocated_at"))
    is_with_markers = submission.state in WITH_REVIEWERS
    standing = standing_of(reviews, assignment.reviewers, assignment.spread_percent) if is_with_markers else None
    versions = Submission.objects.filter(user=submission.user_id, assignment_key=submission.assignment_key)
    above = (assignment.title, reverse("assignments:overview", args=[assignment.translation_key]))
    result: Result | None = result_of(submission, assignment)
    is_draft = submission.handed_in_at is None
    return {
        "assignment": assignment,
        "submission": submission,
        "files": [] if is_draft else list(submission.files.all()),
        "reviews": reviews,
        "withdrawn": ReviewState.WITHDRAWN,
        "given": ReviewState.SUBMITTED,
        "is_marking": marks_it_still(leader, reviews),
        "standing": standing,
        "versions": list(versions.order_by("number")),
        "events": list(submission.events.select_related("actor")),
        "markers": list(possible_markers()) if is_with_markers else [],
        "may_return": is_with_markers and submission.number <= assignment.resubmissions,
        "result": result,
        "is_draft": is_draft,
        "crumbs": crumbs(above, (_("Work of %(name)s") % {"name": submission.user.get_full_name()}, "")),
    }

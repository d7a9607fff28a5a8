"""The marker's pages: what waits for her, and the sheet of one work."""

from collections import defaultdict
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching.training.assignments.access import may_review
from coaching.training.assignments.finding import find_many
from coaching.training.assignments.marking_sheet import answer_for, sheet_for
from coaching.training.assignments.models import Assignment, EventKind, Review, ReviewState
from coaching.training.assignments.models.review import OPEN
from coaching.training.assignments.reading_marks import Told
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.reviewing import Saved, save_sheet, submit
from coaching.training.assignments.states import WITH_REVIEWERS
from coaching.training.assignments.views.doors import crumbs, found, refused_as_json
from people.access import role_required, signed_in

FIELDS = ("score", "observation", "mark", "reason", "comment")
DONE_SHOWN = 20


@require_safe
@role_required(may_review)
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits for the reader, the longest waiting first, and what she has given lately."""
    own = Review.objects.filter(reviewer=signed_in(request)).select_related("submission__user")
    waiting = list(own.filter(state__in=OPEN).order_by("submission__handed_in_at"))
    done = list(own.filter(state=ReviewState.SUBMITTED).order_by("-submitted_at")[:DONE_SHOWN])
    titles = find_many(review.submission.assignment_key for review in [*waiting, *done])
    context = {
        "waiting": _named(waiting, titles),
        "done": _named(done, titles),
        "crumbs": crumbs((_("To mark"), "")),
    }
    return render(request, "assignments/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_review)
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Show the sheet of one work to its marker; keep what she wrote, or give the marks."""
    own = _own(request, review_id)
    assignment = found(own.submission.assignment_key)
    if request.method != "POST":
        return render(request, "assignments/review.html", _context(own, assignment))
    saved = _saved(request, own)
    errors = [(code, refusal.message) for code, refusal in saved.errors.items()]
    if not errors and request.POST.get("act") == "submit":
        try:
            submit(marker=signed_in(request), assignment=assignment, review_id=own.pk)
        except WorkRefused as refusal:
            errors.append(("", refusal.message))
        else:
            messages.success(request, _("The marks are given. The learner sees them when they are released."))
            return redirect("assignments:queue")
    if not errors:
        messages.success(request, _("The draft of the marks is kept."))
        return redirect("assignments:review", review_id=own.pk)
    context = {**_context(_own(request, review_id), assignment), "errors": errors}
    return render(request, "assignments/review.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
@role_required(may_review)
def save(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Keep some fields of a sheet as they are written; the answer is what the page shows then."""
    own = _own(request, review_id)
    try:
        saved = _saved(request, own)
    except WorkRefused as refusal:
        return refused_as_json(refusal)
    errors = {code: refusal.message for code, refusal in saved.errors.items()}
    return JsonResponse({"ok": not errors, "errors": errors, **answer_for(_own(request, review_id))})


def told_in(posted: QueryDict) -> dict[str, Told]:
    """Return what a form says of each aspect: its fields are named like `score:A1.J1`."""
    fields: dict[str, dict[str, Any]] = defaultdict(dict)
    for name in posted:
        kind, colon, code = name.partition(":")
        if colon and kind in FIELDS:
            fields[code][kind] = posted[name]
    return {code: Told(**known) for code, known in fields.items()}


def _saved(request: HttpRequest, own: Review) -> Saved:
    marker, comment = signed_in(request), request.POST.get("overall")
    try:
        return save_sheet(marker=marker, review_id=own.pk, told=told_in(request.POST), comment=comment)
    except WorkRefused as refusal:
        if request.resolver_match is not None and request.resolver_match.url_name == "save":
            raise
        return Saved(own, None, {"": refusal})  # type: ignore[arg-type]  # nothing was read


def _own(request: HttpRequest, review_id: UUID) -> Review:
    """Return the reader's own review, with all that its page shows.

    Raises:
        Http404: there is none, or it was given to somebody else.
    """
    own = Review.objects.filter(pk=review_id, reviewer=signed_in(request)).exclude(state=ReviewState.WITHDRAWN)
    review = own.select_related("submission__user", "submission__scheme_version").prefetch_related("marks").first()
    if review is None:
        raise Http404
    return review


def _context(own: Review, assignment: Assignment) -> dict[str, Any]:
    submission = own.submission
    before = submission.events.model.objects.filter(
        submission__user=submission.user_id,
        submission__assignment_key=submission.assignment_key,
        kind=EventKind.RETURNED,
    )
    return {
        "assignment": assignment,
        "review": own,
        "submission": submission,
        "who": who_words(own, assignment),
        "files": list(submission.files.all()),
        "sheet": sheet_for(own),
        "is_open": own.is_open and submission.state in WITH_REVIEWERS,
        "may_return": submission.number <= assignment.resubmissions,
        "returned_before": list(before.order_by("at")),
        "reopened": own.is_open and submission.events.filter(kind=EventKind.REOPENED, data__place=own.place).last(),
        "crumbs": crumbs((_("To mark"), reverse("assignments:queue")), (assignment.title, "")),
    }


def who_words(own: Review, assignment: Assignment) -> str:
    """Return what the learner is called here: by name, or where names are not to be seen by a short code."""
    if assignment.is_blind:
        return _("Work %(code)s") % {"code": own.submission.alias}
    return own.submission.user.get_full_name()


def _named(reviews: list[Review], titles: dict[UUID, Assignment]) -> list[tuple[Review, Assignment, str]]:
    known = [(one, titles.get(one.submission.assignment_key)) for one in reviews]
    return [(one, assignment, who_words(one, assignment)) for one, assignment in known if assignment is not None]

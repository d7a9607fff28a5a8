"""The learner's pages: all work, and one assignment with its draft, its versions and what came of them."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching.training.assignments.access import may_lead, may_review
from coaching.training.assignments.due import Lateness, lateness
from coaching.training.assignments.file_kinds import kinds_taken, words_of
from coaching.training.assignments.finding import due_for, find_many, versions_of
from coaching.training.assignments.handing_in import add_file, begin_again, hand_in, save_draft
from coaching.training.assignments.models import Assignment, FileKind, Review, Submission
from coaching.training.assignments.models.review import OPEN
from coaching.training.assignments.overview import assignments_led
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.results import result_of
from coaching.training.assignments.states import State, may_begin_version
from coaching.training.assignments.views.doors import crumbs, learners_page, refused_as_json
from coaching.training.assignments.views.uploads import content_of, refuse_too_much
from people.access import signed_in
from people.models import User

# Named one by one: so a telephone makes a JPEG of what other devices cannot read.
ACCEPTED = {
    FileKind.PICTURE: "image/jpeg,image/png,image/webp",
    FileKind.DOCUMENT: "application/pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp",
    FileKind.SOUND: "audio/*",
    FileKind.VIDEO: "video/mp4,video/webm",
    FileKind.ARCHIVE: ".zip",
}


@never_cache
@require_safe
@login_required
def works(request: HttpRequest) -> HttpResponse:
    """List the reader's own work, and lead markers and those who lead to theirs."""
    user = signed_in(request)
    latest: dict[Any, Submission] = {}
    for one in Submission.objects.filter(user=user).order_by("-number"):
        latest.setdefault(one.assignment_key, one)
    found = find_many(latest)
    own = [(found[key], one) for key, one in latest.items() if key in found]
    context = {
        "own": sorted(own, key=lambda pair: pair[1].saved_at, reverse=True),
        "may_review": may_review(user),
        "to_mark": Review.objects.filter(reviewer=user, state__in=OPEN).count(),
        "may_lead": may_lead(user),
        "led": assignments_led(user),
    }
    return render(request, "assignments/works.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@learners_page
def work(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Show the task and the reader's work on it; keep the draft, or hand it in."""
    if request.method == "POST":
        return _posted(request, assignment)
    return render(request, "assignments/work.html", _context(request, assignment))


@require_POST
@learners_page
def draft(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Keep the text of the draft while it is being written; the answer is for the page's program."""
    try:
        kept = save_draft(user=signed_in(request), assignment=assignment, text=request.POST.get("text", ""))
    except WorkRefused as refusal:
        return refused_as_json(refusal)
    return JsonResponse({"ok": True, "number": kept.number})


@require_POST
@learners_page
def again(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Begin the next version."""
    try:
        begin_again(user=signed_in(request), assignment=assignment)
    except WorkRefused as refusal:
        messages.error(request, refusal.message)
    return redirect(f"{assignment.get_absolute_url()}#hand-in")


def _posted(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Keep what was sent, file by file; what could not be kept is named, and the rest stays."""
    user, errors = signed_in(request), _keep(request, assignment)
    if not errors and request.POST.get("act") == "hand_in":
        try:
            hand_in(user=user, assignment=assignment)
            messages.success(request, _("Handed in. You will get a letter when there is something to see."))
        except WorkRefused as refusal:
            errors.append(("", refusal.message))
    elif not errors:
        messages.success(request, _("The draft is kept. It is not handed in yet."))
    if not errors:
        return redirect(assignment.get_absolute_url())
    context = {**_context(request, assignment), "errors": errors, "typed": request.POST.get("text", "")}
    return render(request, "assignments/work.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _keep(request: HttpRequest, assignment: Assignment) -> list[tuple[str, str]]:
    """Keep the text and every file, and return what was refused: (name of the file or empty, words)."""
    user = signed_in(request)
    errors: list[tuple[str, str]] = []
    try:
        refuse_too_much(request, assignment, assignment.most_files)
        save_draft(user=user, assignment=assignment, text=request.POST.get("text", ""))
    except WorkRefused as refusal:
        return [("", refusal.message)]
    for uploaded in [*request.FILES.getlist("files"), *request.FILES.getlist("camera")]:
        name = str(uploaded.name)
        try:
            content = content_of(uploaded, assignment)
            add_file(user=user, assignment=assignment, file_id=uuid4(), name=name, content=content)
        except WorkRefused as refusal:
            errors.append((name, refusal.message))
    return errors


def _context(request: HttpRequest, assignment: Assignment) -> dict[str, Any]:
    user = signed_in(request)
    versions = versions_of(user, assignment.translation_key)
    latest = versions[0] if versions else None
    shown = _asked_version(request, versions) or latest
    due = due_for(user, assignment, versions[-1] if versions else None)
    kinds = kinds_taken(assignment) if assignment.takes_files else ()
    return {
        "assignment": assignment,
        "crumbs": crumbs(assignment),
        "versions": versions,
        "latest": latest,
        "shown": shown,
        "files": list(shown.files.all()) if shown else [],
        "is_editable": shown is None or (shown is latest and shown.state == State.DRAFT),
        "may_begin": latest is not None and may_begin_version(latest.state, latest.number, assignment.resubmissions),
        "result": result_of(shown, assignment) if shown else None,
        **_due_words(user, assignment, latest, due),
        "kinds": words_of(kinds),
        "accept": ",".join(ACCEPTED[kind] for kind in kinds),
        "takes_pictures": FileKind.PICTURE in kinds,
        "step": _step(latest),
    }


def _asked_version(request: HttpRequest, versions: list[Submission]) -> Submission | None:
    asked = request.GET.get("version", "")
    return next((one for one in versions if str(one.number) == asked), None)


def _due_words(user: User, assignment: Assignment, latest: Submission | None, due: Any) -> dict[str, Any]:
    is_first = latest is None or latest.number == 1
    found = lateness(timezone.now(), due if is_first else None, assignment.late_policy)
    return {"due": due, "is_past": due is not None and timezone.now() > due, "is_refused": found is Lateness.REFUSED}


def _step(latest: Submission | None) -> int:
    """Return where on the three steps a work stands: not begun or a draft, with its markers, decided."""
    if latest is None or latest.state in {State.DRAFT, State.RETURNED}:
        return 1
    return 2 if latest.state in {State.HANDED_IN, State.MARKING} else 3

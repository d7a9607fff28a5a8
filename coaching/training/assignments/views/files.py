"""Files of learners: coming in one by one, taken away, and going out to those who may see them alone.

No folder is served: whoever asks is known again at every request, and for everybody else there is no such file.
"""

from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coaching.training.assignments.access import may_see_files
from coaching.training.assignments.handing_in import add_file, remove_file
from coaching.training.assignments.models import Assignment, FileKind, SubmissionFile
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.views.doors import learners_page, refused_as_json
from coaching.training.assignments.views.uploads import content_of, refuse_too_much
from media.private_sending import send_privately
from people.access import signed_in

SHOWN = (FileKind.PICTURE, FileKind.SOUND, FileKind.VIDEO)


@require_POST
@learners_page
def add(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Add one file to the reader's draft; the answer is for the page's program."""
    try:
        refuse_too_much(request, assignment)
        content = content_of(request.FILES.get("file"), assignment)
        file_id, name = _named(request)
        file = add_file(user=signed_in(request), assignment=assignment, file_id=file_id, name=name, content=content)
    except WorkRefused as refusal:
        return refused_as_json(refusal)
    return JsonResponse({"ok": True, "file": told(file)}, status=HTTPStatus.CREATED)


def told(file: SubmissionFile) -> dict[str, object]:
    """Return what the page's program shows of a file."""
    return {
        "id": str(file.pk),
        "name": file.name,
        "kind": file.kind,
        "size": file.size,
        "url": reverse("assignments:file", args=[file.pk]),
        "remove": reverse("assignments:remove_file", args=[file.pk]),
    }


def _named(request: HttpRequest) -> tuple[UUID, str]:
    try:
        return UUID(request.POST.get("id", "")), request.POST.get("name", "")
    except ValueError:
        raise WorkRefused("file_id_used", "file") from None


@never_cache
@require_POST
@login_required
def remove(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Take a file out of the reader's draft.

    Raises:
        Http404: the reader has no such file.
    """
    try:
        draft = remove_file(user=signed_in(request), file_id=file_id)
    except WorkRefused as refusal:
        if refusal.code == "not_yours":
            raise Http404 from None
        return refused_as_json(refusal)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"ok": True})
    return redirect(f"{reverse('assignments:work', args=[draft.assignment_key])}#hand-in")


@never_cache
@require_safe
def show(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Send the file to its learner, to the work's markers and to those who lead it.

    Raises:
        Http404: there is no such file, or it is not for this reader.
    """
    file = SubmissionFile.objects.select_related("submission").filter(pk=file_id).first()
    if file is None or not may_see_files(request.user, file.submission):
        raise Http404
    try:
        with file.file.open("rb") as stored:
            content = stored.read()
    except FileNotFoundError:
        raise Http404 from None
    asked = request.headers.get("Range", "")
    is_shown = file.kind in SHOWN
    return send_privately(content, file.content_type, name=_name_of(file), asked=asked, inline=is_shown)


def _name_of(file: SubmissionFile) -> str:
    """Return a name that says nothing of the learner: markers may not be meant to know who it is."""
    return f"{slugify(file.submission.alias)}-{file.submission.number}-{file.pk.hex[:4]}.{file.ending}"

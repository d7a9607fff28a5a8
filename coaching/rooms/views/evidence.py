"""Photos and voice notes about marks: coming in from judges, and going out to those who may see them alone.

No folder is served: whoever asks is known again at every request, and a file that was taken away is gone.
"""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coaching.rooms.access import Visit, visit
from coaching.rooms.actors import ParticipantActor
from coaching.rooms.evidence import add_evidence
from coaching.rooms.facts import room_facts
from coaching.rooms.models import Evidence, Room
from coaching.rooms.protocol import View
from coaching.rooms.refusals import AccessRefused, CommandRefused, ParticipantRemoved, RoomUnknown
from coaching.rooms.rendering import JURY
from coaching.rooms.sheet import sheet_of
from coaching.rooms.shown import forms_of, parts_shown
from media.private_sending import send_privately

MEGABYTE = 1024 * 1024
BESIDE_THE_FILE = 16 * 1024
"""Bytes of a request that are not the file: the parts' heads, the id, the competitor and the aspect."""


@never_cache
@require_POST
def add(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """Take a photo or a voice note from a judge or the coordinator; the answer is a reply of the protocol, as JSON."""
    try:
        author = _author(request, room_id)
        seen = _added(request, author)
    except CommandRefused as refusal:
        error = {"code": refusal.code, "message": refusal.message, "field": refusal.field}
        return JsonResponse({"ok": False, "error": error}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except AccessRefused as refusal:
        error = {"code": _code(refusal), "message": CommandRefused(_code(refusal)).message, "field": None}
        return JsonResponse({"ok": False, "error": error}, status=HTTPStatus.FORBIDDEN)
    return JsonResponse({"ok": True, **seen})


def _code(refusal: AccessRefused) -> str:
    return "removed" if isinstance(refusal, ParticipantRemoved) else "not_allowed"


def _author(request: HttpRequest, room_id: UUID) -> ParticipantActor:
    room = Room.objects.filter(pk=room_id).first()
    if room is None:
        raise RoomUnknown
    found = _first_visit(request, room, (View.JUDGE, View.COORDINATOR))
    if found is None or not isinstance(found.actor, ParticipantActor):
        raise AccessRefused
    return found.actor


def _first_visit(request: HttpRequest, room: Room, views: tuple[View, ...]) -> Visit | None:
    """Return as whom this browser is let in, by the first of the views that it may have."""
    for view in views:
        try:
            return visit(room, request.user, request.COOKIES, view)
        except ParticipantRemoved:
            raise
        except AccessRefused:
            continue
    return None


def _added(request: HttpRequest, actor: ParticipantActor) -> dict[str, Any]:
    content = _content(request)
    try:
        evidence_id, competitor = UUID(request.POST["id"]), UUID(request.POST["competitor"])
        aspect = int(request.POST["aspect"])
    except (KeyError, ValueError):
        raise CommandRefused("bad_data") from None
    author = actor.participant
    reply = add_evidence(author=author, evidence_id=evidence_id, competitor=competitor, aspect=aspect, content=content)
    # What was sent before gets the answer of then: the browser is told that it is not to be shown any more.
    removed = Evidence.objects.filter(pk=evidence_id, removed_at__isnull=False).exists()
    return {"seq": reply.seq, "data": reply.data, "removed": removed}


def _content(request: HttpRequest) -> bytes:
    """Return the bytes of the uploaded file.

    Raises:
        CommandRefused: `evidence_too_big`, before the request is read, or `bad_data`: there is none.
    """
    limit = settings.EVIDENCE_UPLOAD_LIMIT
    too_big = CommandRefused("evidence_too_big", field="file", limit=limit // MEGABYTE)
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit + BESIDE_THE_FILE:
        raise too_big
    uploaded = request.FILES.get("file")
    if not isinstance(uploaded, UploadedFile):
        raise CommandRefused("bad_data", field="file")
    if (uploaded.size or 0) > limit:
        raise too_big
    return uploaded.read()


@never_cache
@require_safe
def show(request: HttpRequest, room_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Send the file to the jury, and to its competitor when the marks are shown.

    Raises:
        Http404: there is no such file, or it is not for this browser.
    """
    found = Evidence.objects.select_related("room", "competitor").filter(pk=evidence_id, room=room_id).first()
    if found is None or found.removed_at is not None or not _may_see(request, found):
        raise Http404
    try:
        with found.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError:
        raise Http404 from None
    asked = request.headers.get("Range", "")
    return send_privately(content, found.content_type, name=_name_of(found), asked=asked)


def _may_see(request: HttpRequest, evidence: Evidence) -> bool:
    room = evidence.room
    try:
        found = _first_visit(request, room, JURY) or _first_visit(request, room, (View.COMPETITOR,))
    except AccessRefused:
        return False
    if found is None or found.audience.view != View.COMPETITOR:
        return found is not None
    sheet = sheet_of(room.pk)
    part = sheet.by_id[evidence.aspect_id].sub_criterion
    own = found.audience.participant == str(evidence.competitor_id)
    return own and part in parts_shown(room_facts(room), forms_of(evidence.competitor))


def _name_of(evidence: Evidence) -> str:
    code = slugify(sheet_of(evidence.room_id).by_id[evidence.aspect_id].code.replace(".", "-"))
    return f"{code}-{evidence.competitor.number}.{str(evidence.file.name).rpartition('.')[2]}"

"""What a lesson's page sends: that it was read, where its reader is, what she noted. All may be sent twice or late."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.models import Page

from coaching.training.learning import belonging, keeping, notes, resuming
from coaching.training.learning.outline import outline_of
from coaching.training.learning.page_strips import next_of
from coaching.training.learning.refusals import LearningRefused
from coaching.training.learning.standing import standing_of
from people.access import signed_in
from people.models import User


@never_cache
@require_POST
@login_required
def read(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep that a lesson was read, and lead to what is next; a script gets the same as JSON."""
    user, page = signed_in(request), _page(key)
    delivery = _uuid(request.POST.get("delivery", ""))
    kept, completed = keeping.mark_read(actor=user, page=page, delivery=delivery, at=_moment(request.POST))
    following = _next(user, kept.key)
    if _wants_json(request):
        levels = [completion.level for completion in completed]
        return JsonResponse({"at": kept.at.isoformat(), "completed": levels, "next": following})
    return redirect(following["url"] if following and following["url"] else reverse("learning:home"))


@never_cache
@require_POST
@login_required
def place(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep where the reader is in a lesson."""
    anchor = request.POST.get("anchor", "")
    resuming.keep_place(actor=signed_in(request), page=_page(key), anchor=anchor, at=_moment(request.POST))
    return HttpResponse(status=204)


@never_cache
@require_POST
@login_required
def note(request: HttpRequest, key: UUID, block: str) -> HttpResponse:
    """Keep what the reader wrote for herself."""
    page = _page(key)
    try:
        notes.keep_note(actor=signed_in(request), lesson_key=key, block=block, text=request.POST.get("text", ""))
    except LearningRefused as refused:
        return JsonResponse({"error": str(refused)}, status=422)
    if _wants_json(request):
        return HttpResponse(status=204)
    return redirect(_way_back(request) or page.get_url(request) or reverse("learning:home"))


def _page(key: UUID) -> Page:
    """Return the page in the language of the address, or the one that was written first."""
    pages = list(Page.objects.live().filter(translation_key=key).select_related("locale").order_by("pk"))
    mine = [page for page in pages if page.locale.language_code == get_language()]
    if not pages:
        raise Http404
    return (mine or pages)[0]


def _next(user: User, key: UUID) -> dict[str, str] | None:
    """Return the next open lesson of the programme that the page with this key is part of."""
    for top in sorted(belonging.tops_with(key), key=str):
        outline = outline_of(top)
        if outline is None:
            continue
        beginning = belonging.beginning_of(belonging.enrolment_of(user, top))
        answer = next_of(standing_of(user, outline, now=timezone.now(), beginning=beginning), user)
        if answer is not None and not answer["closed"] and answer["key"] != key:
            return {"title": str(answer["title"]), "url": str(answer["url"])}
    return None


def _moment(sent: Mapping[str, str]) -> dt.datetime | None:
    """Return when a device says that it was, or None for something that is no moment with a zone."""
    try:
        moment = parse_datetime(sent.get("at", ""))
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _way_back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, request.get_host(), require_https=request.is_secure())
    return address if is_ours else ""

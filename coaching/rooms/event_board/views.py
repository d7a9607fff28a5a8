"""The board of a championship as a page, and its state for the browser that follows it."""

import hashlib
import time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championships.events.models import Championship, ChampionshipPage
from coaching.rooms.event_board.content import content_of, only
from coaching.rooms.event_board.look import EventLook, event_look, pages_of, picture_of_moment, rows_on
from coaching.rooms.event_board.slides import Slide
from people.permissions import may_run_championships


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the public may see of a championship now: one skill after another, or the one that is asked for."""
    championship, look = _announced(request, slug), event_look(request.GET)
    _tag, content = content_of(championship)
    content = only(content, look.skill)
    page = championship.public_page()
    context = {
        "championship": championship,
        "title": page.title if page else championship.name,
        "look": look,
        "content": content,
        "settings": {"rows": look.rows, "seconds": look.seconds, "state": _state_address(slug, look)},
        **_picture(content["slides"], look),
    }
    response = render(request, "rooms/event_board/board.html", context)
    return _conditional(request, response, hashlib.sha256(response.content).hexdigest()[:32], kept_by="private")


def _announced(request: HttpRequest, slug: str) -> Championship:
    """Return the championship of an address; one without a public page is there for organisers alone."""
    championship = get_object_or_404(Championship, slug=slug)
    pages = ChampionshipPage.objects.live().public().filter(championship=championship)
    if not pages.exists() and not may_run_championships(request.user):
        raise Http404
    return championship


def _picture(slides: list[Slide], look: EventLook) -> dict[str, Any]:
    """Return the picture of the moment: its slide, the rows of its page, and which of how many it is."""
    if not slides:
        return {"slide": None, "rows": []}
    number, page = picture_of_moment([len(slide["rows"]) for slide in slides], look, time.time())
    slide = slides[number]
    rows = [_drawn(row, slide) for row in rows_on(slide["rows"], page, look)]
    return {"slide": slide, "rows": rows, "page": page + 1, "pages": pages_of(len(slide["rows"]), look)}


def _drawn(row: Any, slide: Slide) -> dict[str, Any]:
    name = _("Competitor %(number)s") % {"number": row["name"]} if slide["by_number"] else row["name"]
    return {**row, "name": name}


def _state_address(slug: str, look: EventLook) -> str:
    address = reverse("event_board:state", args=[slug])
    return f"{address}?skill={look.skill}" if look.skill is not None else address


@require_safe
def state(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the slides of the board, or 304 while they are what the asker has."""
    championship, look = _announced(request, slug), event_look(request.GET)
    tag, content = content_of(championship)
    tag = tag if look.skill is None else f"{tag}-{look.skill}"
    return _conditional(request, JsonResponse(only(content, look.skill)), tag)


def _conditional(request: HttpRequest, response: HttpResponse, tag: str, *, kept_by: str = "public") -> HttpResponse:
    """Return the answer, or 304 where the asker has it; who keeps it asks every time whether it still holds."""
    etag = f'"{tag}"'
    answer = get_conditional_response(request, etag=etag) or response
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = f"no-cache, {kept_by}"
    return answer

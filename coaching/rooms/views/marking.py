"""Pages of a room while it is marked: the judge's sheet, the competitor's own view and the board."""

from decimal import Decimal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from coaching.rooms.facts import room_facts
from coaching.rooms.joining import door_refusal
from coaching.rooms.kinds import takes_newcomers
from coaching.rooms.models import MarksShown, RoomStatus
from coaching.rooms.protocol import View
from coaching.rooms.shown import modules_shown
from coaching.rooms.time_notes import time_note
from coaching.rooms.views.board_look import drawn, look_from, minutes_left, note_of, rows_of_moment
from coaching.rooms.views.doors import Visit, room_page
from coaching.rooms.views.outline import maximum_of, outline_of, own_modules
from coaching.rooms.views.own_forms import own_forms
from coaching.rooms.views.page_data import common_context, page_data, shown_people
from coaching.rooms.views.rule_inputs import explanation_sentences
from coaching.rooms.views.takeaway import takeaway


@require_safe
@room_page(View.JUDGE, View.COORDINATOR)
def sheet(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the marking sheet of a judge or the coordinator."""
    page = page_data(visit)
    outline = outline_of(visit.room)
    context = {
        **common_context(visit, page),
        "outline": outline,
        "maximum": maximum_of(outline),
        "competitors": shown_people(page["snapshot"], "competitors"),
        "seat": visit.audience,
        "seats": range(visit.room.panel_size),
        "takes_newcomers": takes_newcomers(visit.room.kind),
        "zero": Decimal(0),
        "explanation_sentences": explanation_sentences(),
    }
    response = render(request, "rooms/sheet/sheet.html", context)
    # The one page that records something: a voice note about a mark, when the judge asks for it.
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"
    return response


@require_safe
@room_page(View.COMPETITOR)
def competitor(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show competitors their own room: the clock, how far the marking is, and afterwards what to learn from it."""
    page = page_data(visit)
    outline = outline_of(visit.room)
    own = page["snapshot"]["data"]["totals"].get(visit.audience.participant, {})
    modules = own_modules(visit.room, outline)
    forms = {form["module"]: form for form in page["snapshot"]["data"]["forms"]}
    context = {
        **common_context(visit, page),
        "outline": outline,
        "maximum": maximum_of(outline),
        "own": own,
        "me": visit.audience,
        "shown": len(modules_shown(room_facts(visit.room), forms)),
        "shows_marks": "total" in own or visit.room.marks_shown != MarksShown.END,
        "own_modules": modules,
        "released": sum(module.released for module in modules),
        "explanation_sentences": explanation_sentences(),
        "own_forms": own_forms(visit.room),
        "time_note": time_note(visit.room, visit.audience.participant or "", page["snapshot"]["data"]),
    }
    if visit.room.status == RoomStatus.ENDED:
        context |= takeaway(visit.audience.participant or "", outline, request.user)
    return render(request, "rooms/competitor/competitor.html", context)


@require_safe
@room_page(View.BOARD)
def board(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the board: as a page, in a hall or over a picture, as its address says."""
    look = look_from(request.GET, get_language() or settings.LANGUAGE_CODE)
    page = page_data(visit)
    outline = outline_of(visit.room)
    rows = page["snapshot"]["data"]["rows"]
    with translation.override(look.language):
        context = {
            **common_context(visit, page),
            "look": look,
            "outline": outline,
            "maximum": maximum_of(outline),
            "rows": [drawn(row, visit.room, outline) for row in rows_of_moment(rows, look)],
            "has_rows": bool(rows),
            "note": note_of(visit.room, rows),
            "minutes_left": minutes_left(page["snapshot"]["data"]["room"]["clock"]),
            "join_host": request.get_host(),
            "door": door_refusal(visit.room) or "open",
        }
        response = render(request, "rooms/board/board.html", context)
    response.headers["Content-Language"] = look.language
    return response

"""Pages of a room while it is marked: the judge's sheet, the competitor's own view and the board."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coaching.rooms.models import BoardPolicy, Room, RoomStatus
from coaching.rooms.protocol import View
from coaching.rooms.views.doors import Visit, room_page
from coaching.rooms.views.outline import maximum_of, outline_of
from coaching.rooms.views.page_data import common_context, page_data, shown_people
from coaching.rooms.views.rule_inputs import explanation_sentences
from coaching.rooms.views.takeaway import takeaway


@require_safe
@room_page(View.JUDGE)
def sheet(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show a judge's marking sheet."""
    page = page_data(visit)
    outline = outline_of(visit.room)
    context = {
        **common_context(visit, page),
        "outline": outline,
        "maximum": maximum_of(outline),
        "competitors": shown_people(page["snapshot"], "competitors"),
        "seat": visit.audience,
        "seats": range(visit.room.panel_size),
        "zero": Decimal(0),
        "explanation_sentences": explanation_sentences(),
    }
    return render(request, "rooms/sheet/sheet.html", context)


@require_safe
@room_page(View.COMPETITOR)
def competitor(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show competitors their own room: the clock, how far the marking is, and afterwards what to learn from it."""
    page = page_data(visit)
    outline = outline_of(visit.room)
    own = page["snapshot"]["data"]["totals"].get(visit.audience.participant, {})
    context = {
        **common_context(visit, page),
        "outline": outline,
        "maximum": maximum_of(outline),
        "own": own,
        "me": visit.audience,
        "shows_marks": "total" in own,
    }
    if visit.room.status == RoomStatus.ENDED:
        context |= takeaway(visit.audience.participant or "", outline)
    return render(request, "rooms/competitor/competitor.html", context)


@require_safe
@room_page(View.BOARD)
def board(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the board of the hall."""
    page = page_data(visit)
    outline = outline_of(visit.room)
    context = {
        **common_context(visit, page),
        "outline": outline,
        "maximum": maximum_of(outline),
        "rows": page["snapshot"]["data"]["rows"],
        "marks_hidden": _marks_are_hidden(visit.room),
        "join_host": request.get_host(),
    }
    return render(request, "rooms/board/board.html", context)


def _marks_are_hidden(room: Room) -> bool:
    return room.board == BoardPolicy.END and room.status != RoomStatus.ENDED

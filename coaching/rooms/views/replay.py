"""The replay of a room for its host: the page, and the log in pages of events."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coaching.rooms.protocol import View
from coaching.rooms.replaying import LogReader, Timeline, beginning_of, chain_of, timeline_of
from coaching.rooms.views.analysis import crumbs
from coaching.rooms.views.doors import Visit, room_page
from coaching.rooms.views.outline import maximum_of, outline_of

HEIGHT = 24
DIGITS = 18
"""What an address may hold, so that no number is too big for the database."""


@require_safe
@room_page(View.HOST)
def replay(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the host the whole session on a timeline."""
    room, outline, timeline = visit.room, outline_of(visit.room), timeline_of(visit.room)
    context = {
        "room": room,
        "outline": outline,
        "maximum": maximum_of(outline),
        "chain": chain_of(room),
        "timeline": timeline,
        "columns": _columns(timeline),
        "height": HEIGHT,
        "page": {
            "snapshot": beginning_of(room),
            "events": reverse("rooms:replay_events", args=[room.pk]),
            "last": room.seq,
        },
        "crumbs": crumbs(room, _("Replay")),
    }
    return render(request, "rooms/results/replay.html", context)


@require_safe
@room_page(View.HOST)
def replay_events(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Send the events after `?after=`, as the host could see them when they happened."""
    asked = request.GET.get("after", "")
    after = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= DIGITS else 0
    return JsonResponse(LogReader(visit.room).page(after), json_dumps_params={"ensure_ascii": False})


def _columns(timeline: Timeline) -> list[dict[str, Any]]:
    """Return the bars of the timeline: where each stands, and how high it is."""
    most = max(timeline.counts, default=0)
    bars = ((x, -(-count * HEIGHT // most)) for x, count in enumerate(timeline.counts) if count)
    return [{"x": x, "y": HEIGHT - height, "height": height} for x, height in bars]

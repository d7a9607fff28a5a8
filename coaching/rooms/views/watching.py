"""The page of an observer: how far the marking is, or the marks where the host lets observers see them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coaching.rooms.protocol import View
from coaching.rooms.views.doors import Visit, room_page
from coaching.rooms.views.outline import maximum_of, outline_of
from coaching.rooms.views.page_data import common_context, page_data, shown_people


@require_safe
@room_page(View.OBSERVER)
def watch(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show an observer the clock, who is here and how far each form is."""
    page = page_data(visit)
    outline = outline_of(visit.room)
    context = {
        **common_context(visit, page),
        "outline": outline,
        "maximum": maximum_of(outline),
        "competitors": shown_people(page["snapshot"], "competitors"),
        "signs_forms": visit.room.sign_off != "none",
        "me": visit.audience,
    }
    return render(request, "rooms/watch/watch.html", context)

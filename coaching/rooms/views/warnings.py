"""What in the marks of a room is worth a look, for those who look after them: its coordinator and its host."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coaching.rooms.protocol import View
from coaching.rooms.views.doors import Visit, room_page
from coaching.rooms.worth_a_look import worth_a_look


@require_safe
@room_page(View.HOST, View.COORDINATOR)
def warnings(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the list as a page; the host console and the coordinator's sheet take the list out of it when asked."""
    is_host = visit.audience.view == View.HOST
    context = {"room": visit.room, "is_host": is_host, "warnings": worth_a_look(visit.room)}
    return render(request, "rooms/warnings.html", context)

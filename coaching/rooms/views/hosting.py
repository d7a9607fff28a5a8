"""The rooms of somebody who hosts."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coaching.rooms.hosts import hosted_by
from coaching.rooms.models import ParticipantRole, ParticipantStatus
from people.access import role_required, signed_in
from people.permissions import may_host_rooms

ROOMS_ON_A_PAGE = 20


@require_safe
@role_required(may_host_rooms)
def room_list(request: HttpRequest) -> HttpResponse:
    """Show the rooms that the reader hosts, the newest first."""
    competitors = Q(participants__role=ParticipantRole.COMPETITOR, participants__status=ParticipantStatus.PRESENT)
    mine = hosted_by(signed_in(request)).order_by("-created_at", "pk")
    counted = mine.select_related("scheme_version__scheme").annotate(
        competitor_count=Count("participants", filter=competitors)
    )
    page = Paginator(counted, ROOMS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "rooms/list.html", {"page": page})

"""Pages of those who host: their rooms, a new room, and the console of a room."""

from typing import Any
from uuid import UUID, uuid4

import segno
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from championships.schemes.models import SchemeVersion
from championships.schemes.permissions import visible_schemes
from coaching.rooms.expecting import arrivals, expected_names
from coaching.rooms.forms import RoomForm, sub_criteria_of
from coaching.rooms.joining import seat_token
from coaching.rooms.models import Participant, ParticipantRole, ParticipantStatus, Room
from coaching.rooms.opening import open_room
from coaching.rooms.protocol import View
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.views.doors import Visit, room_page
from coaching.rooms.views.outline import maximum_of, outline_of
from coaching.rooms.views.page_data import common_context, page_data, shown_people
from people.access import role_required
from people.models import User
from people.permissions import may_host_rooms

ROOMS_ON_A_PAGE = 20
USUAL_MINUTES = 120
# What an address may hold, so that no number is too big for the database.
KEY_DIGITS = 18
MINUTE_DIGITS = 4
EXTENSIONS = (1, 5, 10, 15, 30)


@require_safe
@role_required(may_host_rooms)
def room_list(request: HttpRequest) -> HttpResponse:
    """Show the rooms that the reader hosts, the newest first."""
    competitors = Q(participants__role=ParticipantRole.COMPETITOR, participants__status=ParticipantStatus.PRESENT)
    mine = Room.objects.filter(host=request.user).order_by("-created_at", "pk")  # type: ignore[misc]
    counted = mine.select_related("scheme_version__scheme").annotate(
        competitor_count=Count("participants", filter=competitors)
    )
    page = Paginator(counted, ROOMS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "rooms/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(may_host_rooms)
def new_room(request: HttpRequest) -> HttpResponse:
    """Open a room; without a scheme in the address, choose one first."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- role_required saw to it; this tells the type checker
    versions = SchemeVersion.objects.filter(scheme__in=visible_schemes(user)).select_related("scheme")
    version = _chosen_version(request, versions)
    if version is None:
        return render(request, "rooms/choose_scheme.html", {"versions": _newest(versions), "query": _query(request)})
    form = RoomForm(request.POST or None, version=version, host=user, initial=_initial(request, version))
    if request.method == "POST" and form.is_valid():
        try:
            room = open_room(host=user, scheme_version=version, **form.cleaned_data)
        except CommandRefused as refusal:
            form.take_refusal(refusal)
        else:
            return redirect("rooms:host", room_id=room.pk)
    context = {
        "form": form,
        "version": version,
        "criteria": _choices(version),
        "chosen": form.chosen_parts(),
        "crumbs": _crumbs(_("New room")),
    }
    return render(request, "rooms/new.html", context)


def _crumbs(last: str) -> list[tuple[str, str]]:
    return [(_("Desk"), reverse("pages:desk")), (_("Rooms"), reverse("rooms:list")), (last, "")]


def _chosen_version(request: HttpRequest, versions: QuerySet[SchemeVersion]) -> SchemeVersion | None:
    asked = request.GET.get("scheme", "")
    if asked.isascii() and asked.isdigit() and len(asked) <= KEY_DIGITS:
        return versions.filter(pk=int(asked)).first()
    return None


def _newest(versions: QuerySet[SchemeVersion]) -> list[SchemeVersion]:
    """Return the newest version of each scheme: the older ones are for rooms that began with them."""
    newest: dict[int, SchemeVersion] = {}
    for version in versions.order_by("scheme", "-number"):
        newest.setdefault(version.scheme_id, version)
    return sorted(newest.values(), key=lambda version: version.created_at, reverse=True)


def _query(request: HttpRequest) -> str:
    """Return what the address already says about the room, to go on with after the choice of a scheme."""
    kept = request.GET.copy()
    kept.pop("scheme", None)
    return kept.urlencode()


def _initial(request: HttpRequest, version: SchemeVersion) -> dict[str, Any]:
    codes = request.GET.getlist("sub_criterion")
    chosen = sub_criteria_of(version).filter(code__in=codes) if codes else ()
    title = request.GET.get("title", "")[:200]
    module = _uuid(request.GET.get("module", ""))
    return {
        "command_id": uuid4(),
        "title": title or version.scheme.title,
        "sub_criteria": [part.pk for part in chosen],
        "duration_minutes": _minutes(request.GET.get("minutes", "")),
        "module_key": module,
        "module_title": title if module else "",
    }


def _minutes(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MINUTE_DIGITS else USUAL_MINUTES


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _choices(version: SchemeVersion) -> list[dict[str, Any]]:
    """Return the criteria with what each sub-criterion brings: marks, and aspects by kind."""
    parts = sub_criteria_of(version).annotate(
        marks=Sum("aspects__maximum"),
        measured=Count("aspects", filter=Q(aspects__kind="M")),
        judged=Count("aspects", filter=Q(aspects__kind="J")),
    )
    groups: dict[int, dict[str, Any]] = {}
    for part in parts:
        group = groups.setdefault(part.criterion_id, {"criterion": part.criterion, "parts": []})
        group["parts"].append(part)
    return list(groups.values())


@require_safe
@room_page(View.HOST)
def host(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the host's console."""
    page = page_data(visit)
    outline = outline_of(visit.room)
    join_url = _join_url(request, visit.room)
    competitors = shown_people(page["snapshot"], "competitors")
    context = {
        **common_context(visit, page),
        "outline": outline,
        "maximum": maximum_of(outline),
        "competitors": competitors,
        "expected": arrivals(expected_names(visit.room), (person["name"] for person in competitors)),
        "judges": _judges(request, visit.room),
        "join_url": join_url,
        "join_address": join_url.split("://", 1)[-1],
        "qr": qr_svg(join_url),
        "extensions": [(minutes, f'{{"seconds": {minutes * 60}}}') for minutes in EXTENSIONS],
        "crumbs": _crumbs(visit.room.title),
    }
    return render(request, "rooms/host/host.html", context)


def _join_url(request: HttpRequest, room: Room) -> str:
    return _address(request, reverse("short_join", args=[room.code]))


def _address(request: HttpRequest, path: str) -> str:
    """Return a full address that other devices reach: as the host came here, or the public one behind a proxy."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + path if settings.PRODUCTION else request.build_absolute_uri(path)


def _judges(request: HttpRequest, room: Room) -> list[dict[str, Any]]:
    seats = Participant.objects.filter(room=room, role=ParticipantRole.JUDGE).order_by("number")
    return [_judge(request, seat) for seat in seats]


def _judge(request: HttpRequest, seat: Participant) -> dict[str, Any]:
    link = _address(request, reverse("rooms:seat", args=[seat_token(seat)]))
    return {
        "id": str(seat.pk),
        "number": seat.number,
        "name": seat.display_name,
        "link": link,
        "qr": qr_svg(link),
    }


def qr_svg(text: str) -> SafeString:
    """Return a QR code as inline SVG with its quiet zone, scaled by CSS, dark on white in every appearance."""
    code = segno.make(text, error="m", micro=False)
    svg = code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None, dark="#000", light="#fff")
    return mark_safe(svg)  # noqa: S308 -- segno draws paths only; the text is not in it

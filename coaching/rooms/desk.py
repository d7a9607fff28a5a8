"""What the desk shows of rooms: those that the reader hosts, and those that she takes part in."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from coaching.rooms.joining import PAGES, seat_token, seats_awaiting
from coaching.rooms.models import Participant, ParticipantRole, ParticipantStatus, Room, RoomStatus
from pages.desk import Action, Entry, Panel, register_panel
from people.models import User
from people.permissions import may_host_rooms

SHOWN = 5
HOSTING_ORDER = 10
TAKING_PART_ORDER = 20


def register() -> None:
    """Put both panels on the desk."""
    register_panel(HOSTING_ORDER, hosting_panel)
    register_panel(TAKING_PART_ORDER, taking_part_panel)


def hosting_panel(request: HttpRequest) -> Panel | None:
    """Return the newest rooms that the reader hosts, for those who may host."""
    user = request.user
    if not isinstance(user, User) or not may_host_rooms(user):
        return None
    rooms = list(Room.objects.filter(host=user).select_related("scheme_version__scheme")[:SHOWN])
    opens = Action(_("Open a room"), reverse("rooms:new"), "plus")
    return Panel(
        title=_("Your rooms"),
        icon="door-open",
        entries=[_hosted(room) for room in rooms],
        empty=_("A room brings competitors, judges, a clock and a marking scheme together."),
        actions=[opens, Action(_("All rooms"), reverse("rooms:list"))] if rooms else [opens],
    )


def _hosted(room: Room) -> Entry:
    badge, tone = _state(room)
    return Entry(
        title=room.title,
        url=reverse("rooms:host", args=[room.pk]),
        text=str(room.scheme_version),
        badge=badge,
        tone=tone,
    )


def _state(room: Room) -> tuple[str, str]:
    """Return the state of a room in a word, and the tone of its badge."""
    if room.status == RoomStatus.RUNNING:
        return _("Running"), "live"
    if room.status == RoomStatus.ENDED:
        return (_("Published"), "good") if room.published_at else (_("Ended"), "neutral")
    return (_("Paused"), "neutral") if room.status == RoomStatus.PAUSED else (_("Not started"), "info")


def taking_part_panel(request: HttpRequest) -> Panel | None:
    """Return the rooms that the reader judges or competes in, if there are any; seats that wait for them come first."""
    if not isinstance(request.user, User):
        return None
    taken = Participant.objects.filter(user=request.user, status=ParticipantStatus.PRESENT).select_related("room")
    latest = [*seats_awaiting(request.user)[:SHOWN], *taken.order_by("-room__created_at")[:SHOWN]][:SHOWN]
    if not latest:
        return None
    return Panel(title=_("Rooms you take part in"), icon="users", entries=[_taken_part(seat) for seat in latest])


def _taken_part(seat: Participant) -> Entry:
    if seat.status == ParticipantStatus.INVITED:
        url, (badge, tone) = reverse("rooms:seat", args=[seat_token(seat)]), (_("Invitation"), "info")
    else:
        url, (badge, tone) = reverse(PAGES[seat.role], args=[seat.room_id]), _state(seat.room)
    return Entry(title=seat.room.title, url=url, text=_as_what(seat.role), badge=badge, tone=tone)


def _as_what(role: str) -> str:
    return {
        ParticipantRole.JUDGE: _("As a judge"),
        ParticipantRole.COORDINATOR: _("As the coordinator"),
        ParticipantRole.OBSERVER: _("As an observer"),
        ParticipantRole.COMPETITOR: _("As a competitor"),
    }[ParticipantRole(role)]

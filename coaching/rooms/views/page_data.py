"""What a page of a room hands to its browser module, so that the first state is there before the socket is."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from coaching.rooms.models import Room
from coaching.rooms.snapshot import snapshot_for
from coaching.rooms.views.doors import Visit


def page_data(visit: Visit) -> dict[str, Any]:
    """Return the room, the view, who the reader is, and the snapshot as the socket would send it."""
    return {
        "room": str(visit.room.pk),
        "view": visit.audience.view.value,
        "participant": visit.audience.participant,
        # The room as it was read before the rest: whatever happened meanwhile comes with the socket's own snapshot.
        "snapshot": {"type": "snapshot", "seq": visit.room.seq, "data": snapshot_for(visit.room, visit.audience)},
    }


def spaced(code: str) -> str:
    """Return a six-digit code as it is read out: three digits and three."""
    return f"{code[:3]} {code[3:]}"


def shown_people(snapshot: dict[str, Any], role: str) -> list[dict[str, Any]]:
    """Return the people of `role` ("competitors" or "judges") in a snapshot who were not sent out."""
    return [person for person in snapshot["data"].get(role, ()) if person["status"] not in {"removed", "banned"}]


def common_context(visit: Visit, page: dict[str, Any]) -> dict[str, Any]:
    """Return what every page of a room shows."""
    room: Room = visit.room
    return {
        "room": room,
        "page": page,
        "clock": page["snapshot"]["data"]["room"]["clock"],
        "spaced_code": spaced(room.code),
    }


def crumbs(last: str) -> list[tuple[str, str]]:
    """Return the trail to a page of somebody who hosts rooms."""
    return [(_("Desk"), reverse("pages:desk")), (_("Rooms"), reverse("rooms:list")), (last, "")]

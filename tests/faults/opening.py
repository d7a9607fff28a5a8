"""Rooms for tests that speak the protocol, opened with Podium's own functions: only for a process that has Django."""

from typing import Any
from uuid import uuid4

from championships.events.models import Championship
from championships.schemes.models import SchemeVersion
from coaching.rooms import joining
from coaching.rooms.actors import HostActor
from coaching.rooms.execution import execute
from coaching.rooms.models import Participant
from coaching.rooms.opening import open_room
from people.models import User

COMPETITORS = 4


def host() -> User:
    """Return whoever hosts these rooms."""
    return User.objects.get(email="mentor@podium.example")


def opened(*, championship: str = "", **settings: Any) -> dict[str, Any]:
    """Open a room with these `settings`, let everybody in, start its clock; return the fields of a `LiveRoom`.

    It is linked with the championship of this short name, if one is given.
    """
    mentor = host()
    scheme = SchemeVersion.objects.filter(scheme__owner=mentor).first() or SchemeVersion.objects.first()
    assert scheme is not None
    criterion = scheme.criteria.first()
    assert criterion is not None
    room = open_room(
        host=mentor,
        title="A room of faults",
        scheme_version=scheme,
        sub_criteria=criterion.sub_criteria.all(),
        duration_minutes=60,
        championship=Championship.objects.get(slug=championship) if championship else None,
        **settings,
    )
    seats = Participant.objects.filter(room=room, role="judge").order_by("number")
    judges = [
        joining.claim_seat(participant=seat, display_name=f"Judge {seat.number}", command_id=uuid4()) for seat in seats
    ]
    people = [
        joining.join(room=room, display_name=f"Competitor {number}", command_id=uuid4())
        for number in range(1, COMPETITORS + 1)
    ]
    execute(room_id=room.pk, actor=HostActor(mentor), command_id=uuid4(), type="room.start", data={})
    return {
        "id": str(room.pk),
        "cookie": joining.cookie_name(room),
        "seats": [str(joined.participant.pk) for joined in judges],
        "judges": [joined.secret for joined in judges],
        "competitors": [str(joined.participant.pk) for joined in people],
        "secrets": [joined.secret for joined in people],
    }

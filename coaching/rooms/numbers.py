"""The numbers by which the people of a room are told apart: competitors and seats, each from 1."""

from django.db.models import Max

from coaching.rooms.models import Participant, Room


def next_number(room: Room, role: str) -> int:
    """Return the number after the highest one of this role; the row of the room is locked."""
    taken = Participant.objects.filter(room=room, role=role).aggregate(last=Max("number"))["last"]
    return (taken or 0) + 1

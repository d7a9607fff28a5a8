"""Why a competitor's time was changed: the written reason that stands on their page while the module goes on."""

from typing import Any, NamedTuple

from django.db.models import Q

from coaching.rooms.models import Room, RoomEvent
from coaching.rooms.modules import module_at

FOR_ONE = ("time.given", "time.taken")
FOR_ALL = ("room.extended", "room.shortened")
TAKEN = frozenset({"time.taken", "room.shortened"})


class TimeNote(NamedTuple):
    """The last reason that concerns somebody, and whether it is about time that was taken back."""

    reason: str
    taken: bool


def time_note(room: Room, competitor: str, seen: dict[str, Any]) -> TimeNote | None:
    """Return what was last written about the time of this competitor in the current module, if anything was.

    `seen` is the snapshot that they see. Nothing is asked of the log while a room waits with its time as it was planned.
    """
    if room.started_at is None and _is_as_planned(room, competitor, seen):
        return None
    begun = RoomEvent.objects.filter(room=room, type="module.started").order_by("-seq").values_list("seq", flat=True)
    concerns = Q(type__in=FOR_ALL) | Q(type__in=FOR_ONE, data__participant__id=competitor)
    found = RoomEvent.objects.filter(concerns, room=room, seq__gt=begun.first() or 0).exclude(data__reason="")
    last = found.order_by("-seq").values_list("type", "data__reason").first()
    return None if last is None else TimeNote(last[1], last[0] in TAKEN)


def _is_as_planned(room: Room, competitor: str, seen: dict[str, Any]) -> bool:
    module = module_at(room.modules, room.module_number)
    people = seen.get("competitors", ())
    own = any(person["id"] == competitor and person.get("extra_seconds") for person in people)
    return not own and (module is None or module["working"] == room.duration_seconds)

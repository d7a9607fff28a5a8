"""How long was worked, for the head of a protocol: each module has a time of its own, and time was given and taken."""

from django.utils.translation import pgettext

from coaching.rooms.exporting.gathering import RoomRecord
from coaching.rooms.models import RoomEvent
from coaching.rooms.telling.names import module_names

MINUTE = 60
TIME_EVENTS = ("room.started", "room.extended", "room.shortened", "module.started")


def working_time_words(record: RoomRecord) -> str:
    """Return the working time in minutes, as it was in the end; of each module on a line where there are several."""
    names = module_names(record.state.room["modules"])
    if len(names) == 1:
        return _minutes(record.state.room["duration"])
    return "\n".join(f"{names[number]}: {words}" for number, words in _lengths(record).items())


def _lengths(record: RoomRecord) -> dict[int, str]:
    room, seconds = record.state.room, _seconds(record)
    last = room["module"] if room["status"] == "ended" else max(seconds)
    return {
        number: _minutes(length) if number <= last else pgettext("a module", "did not begin")
        for number, length in seconds.items()
    }


def _seconds(record: RoomRecord) -> dict[int, int]:
    """Return how long each module was in the end, or will be."""
    seconds = {module["number"]: module["working"] for module in record.state.room["modules"]}
    events = RoomEvent.objects.filter(room=record.room, type__in=TIME_EVENTS, seq__lte=record.seq).order_by("seq")
    # While a module runs the room's time is its time: the last word about each counts.
    for data in events.values_list("data", flat=True):
        seconds[data["room"]["module"]] = data["room"]["duration"]
    return seconds


def _minutes(seconds: int) -> str:
    minutes, rest = divmod(seconds, MINUTE)
    return f"{minutes}:{rest:02}" if rest else str(minutes)

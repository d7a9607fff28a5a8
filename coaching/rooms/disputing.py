"""When marks may be disputed: from the moment they are shown, for as long as the room says.

That complaints are made in writing "within the designated time" is sure (TD02, TD03); how long that is the sources do
not say. So it is a setting of the room, and without it there is no limit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coaching.rooms.models import MarksShown, Room, RoomEvent, RoomStatus
from coaching.rooms.modules import ModuleFacts, module_at


@dataclass(frozen=True, slots=True)
class DisputeWindow:
    """When disputes about a module may be filed: `opens` None: not yet; `until` None: no limit that is known now."""

    opens: datetime | None
    until: datetime | None

    def refusal(self, now: datetime) -> str | None:
        """Return the code of the refusal at `now`, or None: at the very moment `until` it is still in time."""
        if self.opens is None or now < self.opens:
            return "dispute_too_early"
        return "dispute_too_late" if self.until is not None and now > self.until else None


def dispute_window(
    *,
    marks_shown: str,
    started_at: datetime | None,
    released_at: datetime | None,
    ended_at: datetime | None,
    minutes: int | None,
) -> DisputeWindow:
    """Return when marks may be disputed: once they are shown, and then for so many minutes (None: no limit).

    Marks that are shown as they are given may be disputed at once, and the time runs from the end of the room: until
    then none of them is final.
    """
    if marks_shown == MarksShown.LIVE:
        return DisputeWindow(started_at, _after(ended_at, minutes))
    shown = [at for at in (released_at if marks_shown == MarksShown.MODULE else None, ended_at) if at is not None]
    opens = min(shown, default=None)
    return DisputeWindow(opens, _after(opens, minutes))


def _after(at: datetime | None, minutes: int | None) -> datetime | None:
    return None if at is None or minutes is None else at + timedelta(minutes=minutes)


def window_of(room: Room, module: int) -> DisputeWindow:
    """Return when marks of this module of the room may be disputed."""
    return dispute_window(
        marks_shown=room.marks_shown,
        started_at=room.started_at,
        released_at=released_at(room, module),
        ended_at=room.ended_at if room.status == RoomStatus.ENDED else None,
        minutes=room.dispute_minutes,
    )


def released_at(room: Room, number: int) -> datetime | None:
    """Return when the marks of the module were released, as the log has it; None when they were not."""
    if room.marks_shown != MarksShown.MODULE or not _is_released(room.modules, number):
        return None
    releases = RoomEvent.objects.filter(room=room, type="module.released").order_by("seq")
    for event in releases:
        if _is_released(event.data["room"]["modules"], number):
            return event.at
    return None


def _is_released(modules: list[ModuleFacts], number: int) -> bool:
    module = module_at(modules, number)
    return module is not None and module["released"]

"""The clock of a room: one pure function says what it shows. It stores when time ends, never what is left."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil


class Phase(StrEnum):
    """What the clock of a room is doing."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock at one moment: `remaining` in whole seconds, None once the time is over."""

    phase: Phase
    ends_at: datetime | None
    remaining: int | None


def phase(
    now: datetime, *, status: str, ends_at: datetime | None, remaining_seconds: int | None, duration_seconds: int
) -> Clock:
    """Return what the clock shows at `now`.

    The working time is over at the very moment `ends_at`; the room itself goes on until its host ends it,
    because judges still mark then.
    """
    if status == "lobby":
        return Clock(Phase.WAITING, None, duration_seconds)
    if status == "paused":
        return Clock(Phase.PAUSED, None, remaining_seconds)
    if status == "running" and ends_at is not None and now < ends_at:
        return Clock(Phase.RUNNING, ends_at, seconds_until(ends_at, now))
    return Clock(Phase.OVER, ends_at, None)


def seconds_until(ends_at: datetime, now: datetime) -> int:
    """Return the whole seconds from `now` to `ends_at`, rounded up, never below zero."""
    return max(0, ceil((ends_at - now).total_seconds()))


def extended(ends_at: datetime | None, now: datetime, seconds: int) -> datetime:
    """Return the new end after `seconds` more; a time that is already over goes on from `now`."""
    return max(ends_at or now, now) + timedelta(seconds=seconds)

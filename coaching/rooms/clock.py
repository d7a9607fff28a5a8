"""The clock of a room: pure functions say what it shows. It stores when time ends, never what is left.

Everybody works from the same moment to the end of the room (`ends_at`), and on for as long as they have time of their
own: a share of the working time (`percent`) and what was given back to them alone (`extra`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil, floor

ALL = 100
"""The percentage of the working time that everybody has at least."""
LEAST_WORKING = 60
"""The seconds of working time that a module keeps, whatever is taken back."""


class Phase(StrEnum):
    """What the clock of a room is doing."""

    WAITING = "waiting"
    READING = "reading"
    RUNNING = "running"
    PAUSED = "paused"
    BREAK = "break"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock at one moment: when its phase ends and how many whole seconds that is away, None once it is over.

    `reading`: the clock stands still while competitors read.
    """

    phase: Phase
    ends_at: datetime | None
    remaining: int | None
    reading: bool = False


@dataclass(frozen=True, slots=True)
class OwnTime:
    """How one competitor's time differs: percent of the working time, and seconds beyond that (or short of it)."""

    percent: int = ALL
    extra: int = 0


NO_OWN_TIME = OwnTime()


def phase(
    now: datetime,
    *,
    status: str,
    ends_at: datetime | None,
    paused_at: datetime | None,
    duration_seconds: int,
    break_seconds: int = 0,
    own: OwnTime = NO_OWN_TIME,
) -> Clock:
    """Return what the clock shows at `now`, to the room or to somebody with time of their own.

    Working begins `duration_seconds` before `ends_at`; what lies before that is for reading. The working time is over
    at the very moment of the (own) end, and a break lasts until `break_seconds` after `ends_at`; the room itself goes
    on until its host ends it, because judges still mark then. While the room is paused it is `paused_at`.
    """
    if status == "lobby":
        return Clock(Phase.WAITING, None, duration_seconds + own_seconds(duration_seconds, own))
    if status not in {"running", "paused"} or ends_at is None:
        return Clock(Phase.OVER, ends_at, None)
    until = own_ends_at(ends_at, duration_seconds=duration_seconds, own=own)
    if status == "paused":
        shown = _going(paused_at or now, ends_at, until, duration_seconds, break_seconds)
        return Clock(Phase.PAUSED, None, shown.remaining or 0, shown.phase is Phase.READING)
    return _going(now, ends_at, until, duration_seconds, break_seconds)


def _going(now: datetime, ends_at: datetime, own_end: datetime, duration: int, break_seconds: int) -> Clock:
    begins_at, goes_on_at = ends_at - timedelta(seconds=duration), ends_at + timedelta(seconds=break_seconds)
    for name, until in ((Phase.READING, begins_at), (Phase.RUNNING, own_end), (Phase.BREAK, goes_on_at)):
        if now < until:
            return Clock(name, until, seconds_until(until, now))
    return Clock(Phase.OVER, own_end, None)


def own_ends_at(ends_at: datetime, *, duration_seconds: int, own: OwnTime) -> datetime:
    """Return when the working time ends for somebody with time of their own; never before the room's `ends_at`."""
    return ends_at + timedelta(seconds=own_seconds(duration_seconds, own))


def own_seconds(duration: int, own: OwnTime) -> int:
    """Return by how many seconds somebody works longer than the room; `duration` is the room's working time."""
    return max(0, share(duration, own.percent) + own.extra)


def share(duration: int, percent: int) -> int:
    """Return the seconds that `percent` of a working time lie above it, rounded up."""
    return -(-duration * (percent - ALL) // ALL)


def seconds_until(ends_at: datetime, now: datetime) -> int:
    """Return the whole seconds from `now` to `ends_at`, rounded up, never below zero."""
    return max(0, ceil((ends_at - now).total_seconds()))


# What moves the clock ----------------------------------------------------------------------------------------------


def resumed(ends_at: datetime, paused_at: datetime, now: datetime) -> datetime:
    """Return the new end after a pause: later by the pause, to the microsecond, so that nobody's time changes."""
    return ends_at + (now - paused_at)


def seconds_over(ends_at: datetime | None, at: datetime) -> int:
    """Return for how many whole seconds, rounded up, a time has been over at `at`; 0 while it runs or has not begun."""
    return 0 if ends_at is None else seconds_until(at, ends_at)


def extended(ends_at: datetime, at: datetime, seconds: int) -> datetime:
    """Return the room's new end after `seconds` more for all; a time that is already over goes on from `at`."""
    return ends_at + timedelta(seconds=seconds_over(ends_at, at) + seconds)


def extra_after_extension(own: OwnTime, *, over: int, duration: int) -> int:
    """Return the `extra` of somebody after an extension for all that came when the room was `over` for so long.

    The room's end jumps over that gap: who still worked in it must not be given it again, and who has used up their
    own time must not get that a second time. `duration` is the working time before the extension.
    """
    if not over:
        return own.extra
    left = max(0, own_seconds(duration, own) - over)
    return left - share(duration, own.percent)


def extra_after_giving(own: OwnTime, seconds: int, *, ends_at: datetime | None, at: datetime, duration: int) -> int:
    """Return the `extra` of somebody who is given `seconds`; if their own time is over, it goes on from `at`."""
    over = 0 if ends_at is None else seconds_over(own_ends_at(ends_at, duration_seconds=duration, own=own), at)
    return max(own.extra, -share(duration, own.percent)) + over + seconds


def most_to_shorten(*, ends_at: datetime | None, at: datetime, duration: int) -> int:
    """Return how many whole seconds can be taken back from all at `at`: what has passed stays, and so does a minute.

    Nobody else loses what has passed either: own time never ends before the room's.
    """
    left = duration if ends_at is None else whole_seconds(ends_at - at)
    return max(0, min(left, duration - LEAST_WORKING))


def most_to_take(own: OwnTime, *, ends_at: datetime | None, at: datetime, duration: int) -> int:
    """Return how many whole seconds can be taken back from one: of what was given to them alone, and is not over yet.

    The share that somebody works longer is theirs by right: it changes with `percent` alone, and nothing is taken of it.
    """
    given = max(0, own.extra)
    if ends_at is None:
        return given
    return max(0, min(given, whole_seconds(own_ends_at(ends_at, duration_seconds=duration, own=own) - at)))


def whole_seconds(left: timedelta) -> int:
    """Return the whole seconds that have not begun to pass, rounded down."""
    return floor(left.total_seconds())


def shortened(ends_at: datetime, seconds: int) -> datetime:
    """Return the room's new end when `seconds` are taken back from all; its working time is shorter by as much."""
    return ends_at - timedelta(seconds=seconds)


def extra_after_taking(own: OwnTime, seconds: int) -> int:
    """Return the `extra` of somebody from whom `seconds` are taken back, most_to_take at most."""
    return own.extra - seconds

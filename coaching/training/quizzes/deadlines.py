"""The time of an attempt, as pure functions: it is the server's, and what is stored is when it ends."""

from datetime import datetime, timedelta

ALL = 100
"""Percent of the time limit that everybody has at least."""


def end_of(started_at: datetime, minutes: int, percent: int = ALL) -> datetime | None:
    """Return when an attempt ends: after `minutes`, times `percent` of them; None without a limit."""
    return started_at + timedelta(minutes=minutes) * percent / ALL if minutes else None


def is_over(now: datetime, ends_at: datetime | None, grace: timedelta) -> bool:
    """Return whether answers come too late: after the end and the grace that a slow network is given."""
    return ends_at is not None and now > ends_at + grace


def moment_given(claimed: datetime | None, started_at: datetime, now: datetime) -> datetime:
    """Return when an answer was given: what a browser claims, but neither before the start nor later than now."""
    return now if claimed is None else max(started_at, min(claimed, now))

"""The clock: one pure function, right to the moment."""

from datetime import UTC, datetime, timedelta

import pytest

from coaching.rooms.clock import Phase, extended, phase, seconds_until

END = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("status", "now", "shown", "remaining"),
    [
        ("lobby", END, Phase.WAITING, 3600),
        ("paused", END, Phase.PAUSED, 77),
        ("running", END - timedelta(seconds=10), Phase.RUNNING, 10),
        ("running", END - TICK, Phase.RUNNING, 1),
        ("running", END, Phase.OVER, None),
        ("running", END + TICK, Phase.OVER, None),
        ("ended", END - timedelta(hours=1), Phase.OVER, None),
    ],
)
def test_phase_follows_from_the_moment(status: str, now: datetime, shown: Phase, remaining: int | None) -> None:
    clock = phase(now, status=status, ends_at=END, remaining_seconds=77, duration_seconds=3600)
    assert (clock.phase, clock.remaining) == (shown, remaining)


def test_extension_of_a_time_that_is_over_begins_now() -> None:
    later = END + timedelta(minutes=5)
    assert extended(END, later, 60) == later + timedelta(seconds=60)
    assert extended(END, END - timedelta(minutes=5), 60) == END + timedelta(seconds=60)
    assert seconds_until(END, later) == 0

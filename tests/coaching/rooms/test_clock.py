"""The clock: pure functions, right to the moment, by which nobody gains or loses a second."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.rooms import clock
from coaching.rooms.clock import OwnTime, Phase, extended, own_ends_at, phase, seconds_until, share

END = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("status", "now", "shown", "remaining"),
    [
        ("lobby", END, Phase.WAITING, 3600),
        ("running", END - HOUR - TICK, Phase.READING, 1),
        ("running", END - HOUR, Phase.RUNNING, 3600),
        ("running", END - timedelta(seconds=10), Phase.RUNNING, 10),
        ("running", END - TICK, Phase.RUNNING, 1),
        ("running", END, Phase.BREAK, 600),
        ("running", END + timedelta(seconds=599, microseconds=1), Phase.BREAK, 1),
        ("running", END + timedelta(seconds=600), Phase.OVER, None),
        ("paused", END + HOUR, Phase.PAUSED, 77),
        ("ended", END - HOUR, Phase.OVER, None),
    ],
)
def test_phase_follows_from_the_moment(status: str, now: datetime, shown: Phase, remaining: int | None) -> None:
    paused_at = END - timedelta(seconds=77) if status == "paused" else None
    found = phase(now, status=status, ends_at=END, paused_at=paused_at, duration_seconds=3600, break_seconds=600)
    assert (found.phase, found.remaining) == (shown, remaining)


def test_pause_shows_what_stands_still() -> None:
    def paused(at: datetime) -> clock.Clock:
        return phase(END + HOUR, status="paused", ends_at=END, paused_at=at, duration_seconds=3600)

    assert (paused(END - HOUR - SECOND).remaining, paused(END - HOUR - SECOND).reading) == (1, True)
    assert (paused(END - TICK).remaining, paused(END - TICK).reading) == (1, False)
    assert paused(END + SECOND).remaining == 0


@pytest.mark.parametrize(
    ("own", "seconds"),
    [
        (OwnTime(), 0),
        (OwnTime(100, 420), 420),
        (OwnTime(125, 0), 900),
        (OwnTime(150, 300), 2100),
        (OwnTime(150, -1800), 0),
        (OwnTime(100, -1800), 0),
    ],
)
def test_own_end_is_the_rooms_end_and_what_somebody_has_beyond_it(own: OwnTime, seconds: int) -> None:
    own_end = own_ends_at(END, duration_seconds=3600, own=own)
    assert own_end == END + timedelta(seconds=seconds)
    # While the others have their break, who has more time works on; then comes what is left of the break.
    for now, shown in ((own_end - TICK, Phase.RUNNING), (own_end, Phase.BREAK), (END + HOUR, Phase.OVER)):
        found = phase(
            now, status="running", ends_at=END, paused_at=None, duration_seconds=3600, break_seconds=3000, own=own
        )
        assert found.phase is shown


def test_share_of_a_working_time_is_rounded_up_for_whoever_has_it() -> None:
    assert [share(seconds, 133) for seconds in (100, 101, 3600)] == [33, 34, 1188]


def test_extension_of_a_time_that_is_over_begins_now() -> None:
    later = END + timedelta(minutes=5)
    assert extended(END, later, 60) == later + timedelta(seconds=60)
    assert extended(END, END - timedelta(minutes=5), 60) == END + timedelta(seconds=60)
    assert seconds_until(END, later) == 0


@pytest.mark.parametrize(
    ("own", "late", "extra"),
    [
        (OwnTime(), -100, 60),
        (OwnTime(100, 300), 250, 360),
        (OwnTime(100, 300), 300.5, 300 + 1 + 60),
        (OwnTime(), 100, 160),
        (OwnTime(150, -1800), -100, -1800 + 60),
        # Somebody whose share was taken back after the room had gone on late is not behind the others.
        (OwnTime(100, -1800), 100, 160),
    ],
)
def test_time_given_to_whoever_is_over_begins_now(own: OwnTime, late: float, extra: int) -> None:
    at = END + timedelta(seconds=late)
    assert clock.extra_after_giving(own, 60, ends_at=END, at=at, duration=3600) == extra


# Nobody gains or loses a second ------------------------------------------------------------------------------------

PEOPLE = 3
microseconds = st.sampled_from([1, 999_999, 1_000_000, 60_000_000, 300_000_001])
moves = st.one_of(
    st.tuples(st.just("wait"), microseconds | st.integers(1, 5_000_000_000)),
    # Moments around the end of the room, when some have time left and others have none.
    st.tuples(st.just("wait for the end"), st.sampled_from([-1_000_000, -1, 0, 1, 1_000_001, 90_500_000])),
    st.tuples(st.just("pause")),
    st.tuples(st.just("resume")),
    st.tuples(st.just("extend"), st.integers(60, 3600)),
    st.tuples(st.just("give"), st.integers(0, PEOPLE - 1), st.integers(1, 7200)),
    st.tuples(st.just("shorten"), st.integers(1, 3600)),
    st.tuples(st.just("take"), st.integers(0, PEOPLE - 1), st.integers(1, 7200)),
    st.tuples(st.just("module"), st.integers(60, 600), st.sampled_from([0, 300])),
)


@dataclass
class Desk:
    """One competitor by the longest way round: the time that is left to them runs down while the clock runs."""

    percent: int
    reading: timedelta
    left: timedelta
    worked: timedelta = timedelta()
    late: int = 0
    """How often their time went on after it had been over: each begins within one second."""

    def spend(self, time: timedelta) -> None:
        """Read first and then work, for so long as there is time."""
        read = min(time, self.reading)
        self.reading -= read
        work = min(time - read, self.left)
        self.left -= work
        self.worked += work


@dataclass
class Simulated:
    """A room by the functions of clock.py, beside desks that know nothing of them."""

    working: int
    reading: int
    percents: list[int]
    now: datetime = END
    paused_at: datetime | None = None
    ends_at: datetime = END
    own: list[OwnTime] = field(default_factory=list)
    desks: list[Desk] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.module(self.working, self.reading)

    def module(self, working: int, reading: int) -> None:
        """Start a module with its whole time; nothing of the one before comes along."""
        self.working, self.paused_at = working, None
        self.ends_at = self.now + timedelta(seconds=reading + working)
        self.own = [OwnTime(percent) for percent in self.percents]
        self.desks = [
            Desk(percent, timedelta(seconds=reading), timedelta(seconds=-(-working * percent // 100)))
            for percent in self.percents
        ]

    def wait(self, microseconds: int) -> None:
        """Let time go by."""
        time = timedelta(microseconds=max(0, microseconds))
        self.now += time
        if self.paused_at is None:
            for desk in self.desks:
                desk.spend(time)

    def wait_for_the_end(self, shift: int) -> None:
        """Let time go by until `shift` microseconds after the end of the room."""
        self.wait((self.ends_at - self.now) // TICK + shift)

    def pause(self) -> None:
        """Stop the clock."""
        self.paused_at = self.paused_at or self.now

    def resume(self) -> None:
        """Let it go on."""
        if self.paused_at is not None:
            self.ends_at, self.paused_at = clock.resumed(self.ends_at, self.paused_at, self.now), None

    def extend(self, seconds: int) -> None:
        """Give all of them more."""
        at = self.paused_at or self.now
        over = clock.seconds_over(self.ends_at, at)
        for number, desk in enumerate(self.desks):
            before = share(self.working, desk.percent)
            desk.late += over > 0 and not desk.left
            desk.left += timedelta(seconds=seconds + share(self.working + seconds, desk.percent) - before)
            extra = clock.extra_after_extension(self.own[number], over=over, duration=self.working)
            self.own[number] = OwnTime(desk.percent, extra)
        self.ends_at, self.working = extended(self.ends_at, at, seconds), self.working + seconds

    def give(self, number: int, seconds: int) -> None:
        """Give one of them more."""
        at, own, desk = self.paused_at or self.now, self.own[number], self.desks[number]
        extra = clock.extra_after_giving(own, seconds, ends_at=self.ends_at, at=at, duration=self.working)
        self.own[number] = OwnTime(own.percent, extra)
        desk.late += not desk.left
        desk.left += timedelta(seconds=seconds)

    def shorten(self, seconds: int) -> None:
        """Take back from all of them what may be taken."""
        at = self.paused_at or self.now
        seconds = min(seconds, clock.most_to_shorten(ends_at=self.ends_at, at=at, duration=self.working))
        if not seconds:
            return
        before = [self.left(number) for number in range(PEOPLE)]
        self.ends_at, self.working = clock.shortened(self.ends_at, seconds), self.working - seconds
        for number, desk in enumerate(self.desks):
            lost = before[number] - self.left(number)
            # Whoever has a share loses as much of it, and nobody more than what was still to come.
            assert timedelta(seconds=seconds) <= lost <= timedelta(seconds=-(-seconds * desk.percent // 100))
            assert self.left(number) >= timedelta()
            desk.left = self.left(number) - desk.reading

    def take(self, number: int, seconds: int) -> None:
        """Take back from one of them what may be taken."""
        at, own, desk = self.paused_at or self.now, self.own[number], self.desks[number]
        most = clock.most_to_take(own, ends_at=self.ends_at, at=at, duration=self.working)
        seconds = min(seconds, most)
        if seconds:
            self.own[number] = OwnTime(own.percent, clock.extra_after_taking(own, seconds))
            entitled = clock.share(self.working, own.percent)
            assert clock.own_seconds(self.working, self.own[number]) >= entitled
            desk.left -= timedelta(seconds=seconds)

    def left(self, number: int) -> timedelta:
        """Return what the clock has left for one of them, reading time included; less than nothing once it is over."""
        end = own_ends_at(self.ends_at, duration_seconds=self.working, own=self.own[number])
        return end - (self.paused_at or self.now)

    def shown(self, number: int) -> clock.Clock:
        """Return what one of them sees."""
        return phase(
            self.now,
            status="running" if self.paused_at is None else "paused",
            ends_at=self.ends_at,
            paused_at=self.paused_at,
            duration_seconds=self.working,
            own=self.own[number],
        )


@given(
    working=st.sampled_from([60, 61, 600, 7200]),
    reading=st.sampled_from([0, 60, 900]),
    percents=st.lists(st.sampled_from([100, 100, 125, 133, 150, 300]), min_size=PEOPLE, max_size=PEOPLE),
    moves=st.lists(moves, max_size=25),
)
def test_nobody_gains_or_loses_a_second(
    working: int, reading: int, percents: list[int], moves: list[tuple[str, int]]
) -> None:
    room = Simulated(working, reading, percents)
    for name, *values in moves:
        getattr(room, name.replace(" ", "_"))(*values)
        for number, desk in enumerate(room.desks):
            shown = room.shown(number)
            at = room.paused_at or room.now
            left = own_ends_at(room.ends_at, duration_seconds=room.working, own=room.own[number]) - at
            true = desk.reading + desk.left
            # What went on after it had been over began at a whole second of the room's clock.
            assert timedelta() <= max(left, timedelta()) - true <= SECOND * desk.late
            if desk.late:
                # From here on the desk counts what the clock has promised.
                desk.left, desk.late = max(left, timedelta()) - desk.reading, 0
            if room.paused_at is not None:
                assert (shown.phase, shown.reading) == (Phase.PAUSED, bool(desk.reading))
            else:
                assert shown.phase is (Phase.READING if desk.reading else Phase.RUNNING if desk.left else Phase.OVER)
            assert (shown.remaining or 0) == ceil((desk.reading or desk.left) / SECOND)


# What was given by mistake is taken back -------------------------------------------------------------------------


owns = st.builds(OwnTime, st.sampled_from([100, 125, 133, 300]), st.integers(0, 7200))
lefts = st.timedeltas(min_value=timedelta(hours=-1), max_value=timedelta(hours=3))


@given(own=owns, left=lefts, seconds=st.integers(1, 3600), duration=st.integers(60, 7200))
def test_given_to_all_and_taken_back_is_the_plan_as_before(
    own: OwnTime, left: timedelta, seconds: int, duration: int
) -> None:
    at = END - left
    over = clock.seconds_over(END, at)
    longer, extra = extended(END, at, seconds), clock.extra_after_extension(own, over=over, duration=duration)
    most = clock.most_to_shorten(ends_at=longer, at=at, duration=duration + seconds)
    assert most >= seconds
    again = clock.shortened(longer, seconds)
    before = own_ends_at(END, duration_seconds=duration, own=own)
    after = own_ends_at(again, duration_seconds=duration, own=OwnTime(own.percent, extra))
    if not over:
        assert (again, extra) == (END, own.extra)
    # A time that was over is over again, and whoever still worked goes on as long as they would have.
    assert (again <= at + SECOND) if over else True
    assert timedelta() <= max(after - at, timedelta()) - max(before - at, timedelta()) <= SECOND


@given(own=owns, left=lefts, seconds=st.integers(1, 7200), duration=st.integers(60, 7200))
def test_given_to_one_and_taken_back_is_the_plan_as_before(
    own: OwnTime, left: timedelta, seconds: int, duration: int
) -> None:
    at = END - left
    more = OwnTime(own.percent, clock.extra_after_giving(own, seconds, ends_at=END, at=at, duration=duration))
    # Whose share was used up while the others waited keeps what they are given up to that share.
    seconds = min(seconds, max(0, more.extra))
    assert clock.most_to_take(more, ends_at=END, at=at, duration=duration) >= seconds
    again = OwnTime(own.percent, clock.extra_after_taking(more, seconds))
    before = own_ends_at(END, duration_seconds=duration, own=own)
    if own.extra < 0:
        assert own_ends_at(END, duration_seconds=duration, own=again) >= max(before, at)
    elif before >= at:
        assert again == own
    else:
        assert at <= own_ends_at(END, duration_seconds=duration, own=again) < at + SECOND


def test_nothing_that_has_passed_is_taken_back() -> None:
    def most(left: float, duration: int = 3600) -> int:
        return clock.most_to_shorten(ends_at=END, at=END - timedelta(seconds=left), duration=duration)

    assert [most(600.9), most(0.5), most(-60), most(7200), most(600, 60)] == [600, 0, 0, 3540, 0]
    assert clock.most_to_shorten(ends_at=None, at=END, duration=3600) == 3540
    own = OwnTime(100, 420)
    taken = [
        clock.most_to_take(own, ends_at=END, at=END + timedelta(seconds=late), duration=3600) for late in (-9, 400)
    ]
    assert taken == [420, 20]
    assert clock.most_to_take(own, ends_at=None, at=END, duration=3600) == 420
    for own, most_of_it in ((OwnTime(), 0), (OwnTime(150), 0), (OwnTime(150, 420), 420), (OwnTime(150, -300), 0)):
        assert clock.most_to_take(own, ends_at=END, at=END - HOUR, duration=3600) == most_of_it
    # Of half an hour beyond the others, and seven minutes given, four minutes are left.
    assert clock.most_to_take(OwnTime(150, 420), ends_at=END, at=END + timedelta(minutes=33), duration=3600) == 240

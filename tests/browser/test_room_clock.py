"""The clock on the pages of a room: the same as the server's, right after every sleep, with calls in their own minute."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from coaching.rooms import clock
from coaching.rooms.clock import OwnTime, Phase
from coaching.rooms.modules import module_facts

NewPerson = Callable[..., Page]
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
# A page that has the timer and the words, and no room of its own.
ANY_PAGE = "/en/styleguide/"


def room(*, working: int = 7200, reading: int = 0, **clock_says: Any) -> dict[str, Any]:
    """Return what a page knows of a room whose only module works until two hours after noon."""
    ends = NOON + timedelta(seconds=reading + working)
    return {
        "status": "running",
        "module": 1,
        "modules": [module_facts(1, "Layout", [], working=working, reading=reading, break_after=600)],
        "clock": {"duration": working, "working_ends_at": ends.isoformat(), "paused_at": None, **clock_says},
    }


def moment_of(chance: random.Random) -> tuple[list[Any], list[Any]]:
    """Return a room, somebody's own time and a moment, and what the server's clock says of them."""
    working, reading = chance.choice([60, 3601, 7200]), chance.choice([0, 900])
    own = OwnTime(chance.choice([100, 100, 125, 133, 300]), chance.choice([0, 0, 1, 420, -300]))
    status = chance.choice(["running", "running", "paused", "lobby", "ended"])
    at = NOON + timedelta(milliseconds=chance.randrange(-1000, (reading + 4 * working) * 1000))
    paused_at = at if status == "paused" else None
    now = at + timedelta(hours=1) if paused_at else at
    says = {"paused_at": paused_at and paused_at.isoformat()}
    shown = {**room(working=working, reading=reading, **says), "status": status}
    found = clock.phase(
        now,
        status=status,
        ends_at=NOON + timedelta(seconds=reading + working),
        paused_at=paused_at,
        duration_seconds=working,
        break_seconds=600,
        own=own,
    )
    begun: dict[str, Any] = {
        "ends_at": None if status == "lobby" else NOON + timedelta(seconds=reading + working),
        "at": at,
    }
    if status == "lobby":
        shown["clock"]["working_ends_at"] = None
    most = clock.most_to_shorten(duration=working, **begun), clock.most_to_take(own, duration=working, **begun)
    case = [shown, {"percent": own.percent, "extra": own.extra}, round(now.timestamp() * 1000)]
    return case, [found.phase.value, found.remaining or 0, found.reading, *most]


def test_browser_and_server_say_the_same_of_every_moment(new_person: NewPerson) -> None:
    chance = random.Random(4)  # noqa: S311 -- the same cases every time
    cases, expected = zip(*(moment_of(chance) for _ in range(400)), strict=True)
    assert {phase for phase, *_ in expected} == set(Phase)
    page = new_person()
    page.goto(ANY_PAGE)
    told = page.evaluate(
        """async (cases) => {
          const { clockAt, mostToShorten, mostToTake } = await import('/static/rooms/js/clock.js');
          return cases.map(([room, own, now]) => {
            const { phase, remaining, during } = clockAt(room, own, now);
            return [phase, remaining, during === 'reading', mostToShorten(room, now), mostToTake(room, own, now)];
          });
        }""",
        list(cases),
    )
    assert told == list(expected)


@pytest.fixture
def page(new_person: NewPerson) -> Page:
    """A page whose own clock stands one and a half seconds after noon and only moves when the test says so."""
    page = new_person()
    # Until it is stopped it goes, and the page may take long to come.
    page.clock.install(time=NOON - timedelta(hours=1))
    page.goto(ANY_PAGE)
    page.clock.pause_at(NOON + timedelta(seconds=1.5))
    return page


def start_clock(page: Page, shown: dict[str, Any], **own: int) -> None:
    """Put the clock of a competitor on the page, with nobody to tell it the time but the page's own clock."""
    page.evaluate(
        """async ([room, own]) => {
          const { RoomClock } = await import('/static/rooms/js/room-clock.js');
          const timer = document.createElement('podium-timer');
          timer.id = 'under-test';
          document.querySelector('main').prepend(timer);
          const session = new EventTarget();
          session.offset = 0;
          session.connection = { isReachable: false };
          const you = { view: 'competitor', participant: 'me' };
          session.state = { room, you, competitors: [{ id: 'me', ...own }] };
          new RoomClock(session).start();
        }""",
        [shown, own],
    )


def test_calls_come_in_their_minute_and_what_was_slept_through_is_not_made_up_for(page: Page) -> None:
    start_clock(page, room(reading=900), time_percent=100, extra_seconds=300)
    timer, figures = page.locator("#under-test"), page.locator("#under-test .timer-figures")
    call, voice = page.locator(".clock-call"), page.locator("[role=status]").last
    expect(timer).to_have_attribute("phase", "reading")
    expect(figures).to_have_text("14:59")
    expect(call).to_be_hidden()
    # Two hours and five minutes of work begin by themselves, and are called.
    page.clock.fast_forward(15 * 60_000 - 10_000)
    page.clock.run_for(10_000)
    expect(timer).to_have_attribute("phase", "running")
    expect(figures).to_have_text("2:04:59")
    expect(call).to_have_text("Working time begins×")
    page.clock.fast_forward(65 * 60_000 - 10_000)
    page.clock.run_for(10_000)
    expect(call).to_have_text("60 minutes left×")
    expect(voice).to_have_text("60 minutes left")
    call.get_by_role("button").click()
    expect(call).to_be_hidden()
    # The computer sleeps through the call at 30 minutes: it is right at once, and says nothing late.
    page.clock.fast_forward(35 * 60_000)
    expect(figures).to_have_text("24:59")
    expect(call).to_be_hidden()
    # It sleeps until a little after the call at 15 minutes, which still stands.
    page.clock.fast_forward(10 * 60_000 + 30_000)
    expect(figures).to_have_text("14:29")
    expect(call).to_have_text("15 minutes left×")
    page.clock.fast_forward(14 * 60_000 + 29_000)
    expect(call).to_have_text("Time is over×")
    # The others have had their break for five minutes; now it is this competitor's too.
    expect(timer).to_have_attribute("phase", "break")
    expect(figures).to_have_text("05:00")
    page.clock.fast_forward(60 * 60_000)
    expect(timer).to_have_attribute("phase", "over")
    expect(call).to_be_hidden()


def test_a_set_clock_is_measured_anew_and_the_old_offset_holds_until_then(page: Page) -> None:
    body = """async () => {
      const { OffsetMeter } = await import('/static/rooms/js/offset.js');
      const meter = new OffsetMeter();
      for (let sent = 0; sent < 9; sent += 1) meter.add(sent, sent + 1000, sent);
      meter.reset();
      const before = [meter.value, new OffsetMeter().value];
      meter.add(0, -5000, 0);
      return [...before, meter.value];
    }"""
    assert page.evaluate(body) == [1000, 1000, -5000]


def test_sound_and_flash_are_off_until_somebody_switches_them_on_and_stay_so_after_a_reload(page: Page) -> None:
    read = "async () => (await import('/static/rooms/js/clock-calls.js')).choices.read()"
    assert page.evaluate(read) == {"sound": False, "flash": False}
    page.evaluate("async () => (await import('/static/rooms/js/clock-calls.js')).choices.write('flash', true)")
    page.reload()
    assert page.evaluate(read) == {"sound": False, "flash": True}
    start_clock(page, room(working=300), time_percent=100, extra_seconds=0)
    page.clock.fast_forward(290_000)
    page.clock.run_for(9_000)
    # This person wants less motion: the flash is there and does not move.
    band = page.locator(".clock-call")
    expect(band).to_have_attribute("data-flash", "")

"""Commands about time: modules one after another, time for all and for one, and who hears of it."""

from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

import pytest

from coaching.rooms import event_log
from coaching.rooms.audience import BOARD, HOST, Audience
from coaching.rooms.dividing import ModuleWish
from coaching.rooms.models import Participant, Room
from coaching.rooms.protocol import View
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.rendering import event_seen
from coaching.rooms.snapshot import load_state, snapshot_for
from coaching.rooms.state import replay
from coaching.rooms.threads import writing
from coaching.rooms.time_notes import time_note
from tests.coaching.rooms import seats
from tests.coaching.rooms.building import Built, build
from tests.coaching.rooms.clients import RoomClient

TWO_MODULES = (
    ModuleWish("Design", ["A1", "A2"], 30, reading_minutes=15, break_minutes=10),
    ModuleWish("Build", ["B1"], 60),
)
WHY = "The screen went dark for seven minutes."


def refused(code: str) -> Any:
    """Expect a refusal with this code."""
    return pytest.raises(CommandRefused, match=f"^{code}:")


def put_back(built: Built, **by: float) -> None:
    """Let the room look as if its clock had been moved so long ago."""
    room = built.fresh()
    assert room.ends_at is not None
    Room.objects.filter(pk=room.pk).update(ends_at=room.ends_at - timedelta(**by))


def own(built: Built, competitor: int) -> tuple[int, int]:
    """Return the share and the extra seconds of the competitor, counted from 0."""
    person = Participant.objects.get(pk=built.key(competitor))
    return person.time_percent, person.extra_seconds


def last_seen(built: Built, audience: Audience) -> dict[str, Any] | None:
    """Return what the audience is told of the newest event."""
    event = list(event_log.read_all(built.room.pk))[-1]
    return event_seen(event, load_state(built.room.pk).room, audience)


def agrees(built: Built) -> bool:
    """Return whether log and tables say the same."""
    return replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)


def test_modules_run_one_after_another_each_with_its_own_times(db: None) -> None:
    built = build(started=False, modules=TWO_MODULES)
    with refused("room_not_started"):
        built.as_host("module.start", module=2)
    clock = built.as_host("room.start").data["room"]["clock"]
    assert (clock["phase"], clock["remaining"], clock["duration"]) == ("reading", 900, 1800)
    for number in (1, 3):
        with refused("module_not_next"):
            built.as_host("module.start", module=number)
    built.as_host("time.give", participant=built.key(1), seconds=420, reason=WHY)
    built.as_host("participant.time", participant=built.key(0), percent=125)
    built.as_host("room.pause")
    told = built.as_host("module.start", module=2).data
    assert (told["room"]["module"], told["room"]["status"], told["room"]["clock"]["phase"]) == (2, "running", "running")
    assert (told["room"]["clock"]["remaining"], told["room"]["clock"]["paused_at"]) == (3600, None)
    assert [person["id"] for person in told["participants"]] == [built.key(1)]
    assert (own(built, 0), own(built, 1)) == ((125, 0), (100, 0))
    with refused("last_module"):
        built.as_host("module.start", module=3)
    assert agrees(built)


def test_pause_keeps_every_end_to_the_microsecond(db: None) -> None:
    built = build(modules=TWO_MODULES)
    before = built.fresh().ends_at
    built.as_host("room.pause")
    paused = built.fresh()
    assert (paused.ends_at, paused.paused_at is None) == (before, False)
    built.as_host("room.resume")
    lasted = list(event_log.read_all(built.room.pk))[-1].at
    resumed = built.fresh()
    assert before is not None
    assert paused.paused_at is not None
    assert resumed.ends_at == before + (datetime.fromisoformat(lasted) - paused.paused_at)
    assert resumed.paused_at is None
    assert agrees(built)


def test_a_time_that_is_over_goes_on_and_nobody_gets_a_minute_twice(built: Built) -> None:
    built.as_host("time.give", participant=built.key(0), seconds=300, reason=WHY)
    put_back(built, seconds=3600 + 100)
    before = built.fresh().ends_at
    told = built.as_host("room.extend", seconds=60).data
    after = built.fresh().ends_at
    assert before is not None
    assert after is not None
    gap = int((after - before).total_seconds()) - 60
    # Competitor 0 still had what the gap has left of 300 seconds, and gets 60 more, like everybody.
    assert gap > 100
    assert told["room"]["clock"]["remaining"] in {60, 61}
    assert own(built, 0) == (100, 300 - gap)
    assert [person["id"] for person in told["participants"]] == [built.key(0)]
    assert own(built, 1) == (100, 0)
    put_back(built, seconds=3600)
    built.as_host("time.give", participant=built.key(1), seconds=60, reason=WHY)
    built.as_host("room.pause")
    seen = built.as_host("room.extend", seconds=60).data["room"]["clock"]
    assert seen["phase"] == "paused"
    assert seen["remaining"] in {60, 61}


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("time.give", {"seconds": 60}, "reason_needed"),
        ("time.give", {"seconds": 60, "reason": "  "}, "reason_needed"),
        ("time.give", {"seconds": 60, "reason": "x" * 501}, "reason_too_long"),
        ("time.give", {"seconds": 60, "reason": "\x07"}, "reason_unreadable"),
        ("time.give", {"seconds": 0, "reason": WHY}, "bad_data"),
        ("time.give", {"seconds": 7201, "reason": WHY}, "bad_data"),
        ("time.take", {"seconds": 60}, "reason_needed"),
        ("time.take", {"seconds": 60, "reason": "x" * 501}, "reason_too_long"),
        ("time.take", {"seconds": 60, "reason": WHY}, "nothing_to_take"),
        ("time.take", {"seconds": 0, "reason": WHY}, "bad_data"),
        ("time.take", {"seconds": 7201, "reason": WHY}, "bad_data"),
        ("participant.time", {"percent": 99}, "bad_data"),
        ("participant.time", {"percent": 301}, "bad_data"),
    ],
)
def test_time_for_one_is_refused_before_anything_is_written(
    built: Built, kind: str, data: dict[str, Any], code: str
) -> None:
    with refused(code):
        built.as_host(kind, participant=built.key(0), **data)
    assert own(built, 0) == (100, 0)
    for stranger in (str(built.judges[0].participant.pk), str(UUID(int=0))):
        with refused("unknown_competitor"):
            built.as_host("time.give", participant=stranger, seconds=60, reason=WHY)


def test_why_time_was_given_is_told_to_the_jury_and_to_whom_it_was_given(built: Built) -> None:
    one, other = (Audience(View.COMPETITOR, built.key(number)) for number in (0, 1))
    judge, observer = Audience(View.JUDGE, str(built.judges[0].participant.pk)), Audience(View.OBSERVER)
    built.as_host("time.give", participant=built.key(0), seconds=420, reason=f"  {WHY} ")
    for audience in (HOST, judge, one):
        told = last_seen(built, audience) or {}
        assert (told["reason"], told["seconds"], told["participant"]["extra_seconds"]) == (WHY, 420, 420)
    assert "reason" not in (last_seen(built, observer) or {})
    assert last_seen(built, other) is None
    assert last_seen(built, BOARD) is None
    built.as_host("room.extend", seconds=60, reason=WHY)
    for audience in (judge, one, other):
        assert (last_seen(built, audience) or {})["reason"] == WHY
    for audience in (observer, BOARD):
        assert set(last_seen(built, audience) or {}) == {"room"}
    assert agrees(built)


MISTAKE = "Ten minutes were meant for another room."


def test_time_for_all_is_taken_back_with_a_reason_and_never_what_has_passed(built: Built) -> None:
    before = built.fresh()
    for data, code in (({}, "reason_needed"), ({"reason": "\x07"}, "reason_unreadable")):
        with refused(code):
            built.as_host("room.shorten", seconds=60, **data)
    built.as_host("room.extend", seconds=600)
    told = built.as_host("room.shorten", seconds=600, reason=f" {MISTAKE} ").data
    assert (told["seconds"], told["reason"], told["room"]["clock"]["duration"]) == (600, MISTAKE, 3600)
    after = built.fresh()
    assert (after.duration_seconds, after.ends_at) == (before.duration_seconds, before.ends_at)
    assert agrees(built)
    put_back(built, seconds=3000)
    with pytest.raises(CommandRefused, match=r"^time_has_passed: At most (10:00|9:59) minutes can be taken back"):
        built.as_host("room.shorten", seconds=601, reason=MISTAKE)
    assert built.as_host("room.shorten", seconds=540, reason=MISTAKE).data["room"]["clock"]["remaining"] in {59, 60}
    put_back(built, seconds=60)
    with refused("nothing_to_take"):
        built.as_host("room.shorten", seconds=1, reason=MISTAKE)


def test_time_in_the_lobby_is_taken_back_but_for_a_minute(db: None) -> None:
    built = build(started=False)
    with refused("time_has_passed"):
        built.as_host("room.shorten", seconds=3541, reason=MISTAKE)
    built.as_host("room.shorten", seconds=3540, reason=MISTAKE)
    assert built.as_host("room.start").data["room"]["clock"]["remaining"] == 60
    assert agrees(built)


def test_time_of_their_own_is_taken_back_from_one_and_never_what_has_passed(built: Built) -> None:
    built.as_host("participant.time", participant=built.key(0), percent=125)
    built.as_host("time.give", participant=built.key(0), seconds=420, reason=WHY)
    told = built.as_host("time.take", participant=built.key(0), seconds=420, reason=MISTAKE).data
    assert (told["seconds"], told["reason"], told["participant"]["extra_seconds"]) == (420, MISTAKE, 0)
    assert own(built, 0) == (125, 0)
    assert agrees(built)
    # The quarter that they work longer is theirs: only what was given beyond it is taken.
    with pytest.raises(CommandRefused, match=r"^nothing_to_take: "):
        built.as_host("time.take", participant=built.key(0), seconds=1, reason=MISTAKE)
    built.as_host("time.give", participant=built.key(0), seconds=600, reason=WHY)
    put_back(built, seconds=3600 + 900 + 300)
    # Of ten minutes given beyond a quarter of an hour five are left.
    with pytest.raises(CommandRefused, match=r"^time_has_passed: At most [45]:\d\d"):
        built.as_host("time.take", participant=built.key(0), seconds=301, reason=MISTAKE)
    built.as_host("time.take", participant=built.key(0), seconds=240, reason=MISTAKE)
    assert own(built, 0) == (125, 360)
    for stranger in (str(built.judges[0].participant.pk), str(UUID(int=0))):
        with refused("unknown_competitor"):
            built.as_host("time.take", participant=stranger, seconds=60, reason=MISTAKE)


def test_why_time_was_taken_back_is_told_to_whom_it_concerns_and_stands_on_their_page(built: Built) -> None:
    one, other = (Audience(View.COMPETITOR, built.key(number)) for number in (0, 1))
    judge = Audience(View.JUDGE, str(built.judges[0].participant.pk))
    built.as_host("time.give", participant=built.key(0), seconds=420, reason=WHY)
    assert note_of(built, 0) == (WHY, False)
    built.as_host("time.take", participant=built.key(0), seconds=420, reason=MISTAKE)
    for audience in (HOST, judge, one):
        assert (last_seen(built, audience) or {})["reason"] == MISTAKE
    assert (last_seen(built, other), last_seen(built, BOARD)) == (None, None)
    assert (note_of(built, 0), note_of(built, 1)) == ((MISTAKE, True), None)
    built.as_host("room.shorten", seconds=60, reason="Lunch is earlier.")
    for audience in (HOST, judge, one, other):
        assert (last_seen(built, audience) or {})["reason"] == "Lunch is earlier."
    for audience in (Audience(View.OBSERVER), BOARD):
        assert set(last_seen(built, audience) or {}) == {"room"}
    assert (note_of(built, 0), note_of(built, 1)) == (("Lunch is earlier.", True),) * 2


def test_reasons_of_the_module_before_are_not_told_any_more(db: None) -> None:
    built = build(modules=TWO_MODULES)
    built.as_host("room.extend", seconds=60, reason=WHY)
    assert note_of(built, 1) == (WHY, False)
    built.as_host("module.start", module=2)
    assert note_of(built, 1) is None


def note_of(built: Built, competitor: int) -> Any:
    """Return what stands on the page of the competitor about their time."""
    audience = Audience(View.COMPETITOR, built.key(competitor))
    return time_note(
        built.fresh(), built.key(competitor), cast("dict[str, Any]", snapshot_for(built.fresh(), audience))
    )


def last_event(screen: RoomClient) -> dict[str, Any]:
    """Return the last event that this browser was sent."""
    return [message for message in screen.inbox if message["type"] == "event"][-1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("rooms_closed")
async def test_time_taken_back_is_told_to_all_or_to_one_alone() -> None:
    built = await seats.make(modules=TWO_MODULES)
    chief, one, other = await seats.host(built), seats.competitor(built, 0), seats.competitor(built, 1)
    async with chief, one, other, seats.judge(built, 0) as first:
        assert (await first.ask("room.shorten", seconds=60, reason=MISTAKE))["error"]["code"] == "not_allowed"
        assert (await one.ask("time.take", participant=built.key(0), seconds=60, reason=MISTAKE))["ok"] is False
        await chief.ask("time.give", participant=built.key(0), seconds=420, reason=WHY)
        taken = await chief.ask("time.take", participant=built.key(0), seconds=400, reason=MISTAKE)
        await one.until_seq(taken["seq"])
        said = last_event(one)
        assert (said["event"], said["data"]["participant"]["extra_seconds"], said["data"]["reason"]) == (
            "time.taken",
            20,
            MISTAKE,
        )
        short = await chief.ask("room.shorten", seconds=60, reason="Lunch is earlier.")
        for screen in (one, other, first):
            await screen.until_seq(short["seq"])
            assert screen.snapshot["room"]["clock"]["duration"] == 29 * 60
        assert last_event(other)["data"]["reason"] == "Lunch is earlier."
        assert not any(word in "".join(other.heard) for word in (WHY, MISTAKE, "time.taken"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("rooms_closed")
async def test_time_given_to_one_reaches_their_screen_and_no_other_competitors() -> None:
    built = await seats.make(modules=TWO_MODULES)
    chief, one, other, wall = (
        await seats.host(built),
        seats.competitor(built, 0),
        seats.competitor(built, 1),
        seats.board(built),
    )
    async with chief, one, other, wall:
        heard = [len(screen.heard) for screen in (other, wall)]
        given = await chief.ask("time.give", participant=built.key(0), seconds=420, reason=WHY)
        await one.until_seq(given["seq"])
        assert (one.inbox[-1]["event"], one.inbox[-1]["data"]["participant"]["extra_seconds"]) == ("time.given", 420)
        assert one.inbox[-1]["data"]["reason"] == WHY
        timed = await chief.ask("participant.time", participant=built.key(0), percent=150)
        await one.until_seq(timed["seq"])
        started = await chief.ask("module.start", module=2)
        for screen in (one, other, wall):
            await screen.until_seq(started["seq"])
            assert screen.snapshot["room"]["module"] == 2
        assert one.inbox[-1]["data"]["participants"][0]["extra_seconds"] == 0
        # Between what they knew and the next module the others were sent nothing, and nowhere a word of it.
        for screen, before in zip((other, wall), heard, strict=True):
            said = [text for text in screen.heard[before:] if '"presence"' not in text]
            assert len(said) == 1
            assert not any(word in "".join(screen.heard) for word in (WHY, "time.given", ":420", ":150"))
        assert await writing(agrees)(built)

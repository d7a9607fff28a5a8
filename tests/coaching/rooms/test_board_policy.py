"""The policy of the board while the room goes on: what the host chooses is shown, and nothing before that."""

import contextlib
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.rooms import event_log
from coaching.rooms.models import Room
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from tests.coaching.rooms.building import build
from tests.coaching.rooms.clients import SocketClosed, refused_with
from tests.coaching.rooms.seats import board, competitor, host, judge, make, measured
from tests.coaching.rooms.test_showing import (
    POLICIES,
    TWO_MODULES,
    exactly_of,
    histories,
    rows_of,
    take,
    told_since,
    wall_of,
)


@pytest.mark.django_db
@settings(max_examples=16, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(before=histories, first=st.sampled_from(POLICIES), then=st.sampled_from(POLICIES))
def test_another_policy_shows_exactly_what_it_may_and_nothing_before_the_host_chose_it(
    before: list[Any], first: str, then: str
) -> None:
    built = build(board=first, modules=TWO_MODULES)
    for step in before:
        take(built, step)
    with contextlib.suppress(CommandRefused):
        built.as_host("board.thaw")
    built.as_host("room.change", board="never")
    assert load_state(built.room.pk).public == {}
    wall = wall_of(built.room)
    built.as_host("room.change", board=then)
    told_since(wall, built.room, 0)
    assert wall.all_rows() == rows_of(built.room)
    state, room = load_state(built.room.pk), built.fresh()
    assert replay(event_log.read_all(built.room.pk)) == state
    released = {code for module in room.modules if module["released"] for code in module["sub_criteria"]}
    if then == "never" or (then == "end" and room.status != "ended"):
        assert state.public == {}
    elif then == "live" or room.status == "ended":
        assert state.public == state.totals
    else:
        assert state.public == (
            {person["id"]: exactly_of(built, person["id"], released) for person in state.of_role("competitor")}
            if released
            else {}
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("rooms_closed")
async def test_policy_of_the_board_changes_while_the_room_runs_and_no_board_is_closed() -> None:
    built = await make(board="end", modules=TWO_MODULES)
    async with judge(built, 0) as first, await host(built) as chief, competitor(built, 0) as own:
        async with board(built) as screen:
            await first.ask("measurement.record", **measured(built, "0.75", reason="a gap"))
            assert (await first.ask("room.change", board="live"))["error"]["code"] == "not_allowed"
            assert (await own.ask("room.change", board="live"))["error"]["code"] == "not_allowed"
            same = await chief.ask("room.change", board="end")
            await screen.until_seq(same["seq"])
            assert not any('"0.75"' in text for text in screen.heard)
            await chief.ask("room.change", board="live")
            await screen.until(lambda: screen.rows[built.key(0)]["total"] == "0.75")
            await chief.ask("room.change", board="module")
            await screen.until(lambda: screen.rows[built.key(0)]["total"] is None)
            before = len(screen.heard)
            await first.ask("measurement.record", **measured(built, "1.00"))
            settled = await chief.ask("room.lock", locked=True)
            await screen.until_seq(settled["seq"])
            assert not any(mark in text for text in screen.heard[before:] for mark in ('"1.00"', '"0.75"'))
            # What became public of everybody stands in the log; the boards were sent their rows alone.
            assert not any('"public"' in text for client in (screen, chief, first, own) for text in client.heard)
            await chief.ask("room.change", board="never")
            with pytest.raises(SocketClosed) as closed:
                await screen.until(lambda: False)
            assert closed.value.code == 4401
        assert await refused_with(built.room, "board", {}) == 4401


@pytest.mark.django_db
def test_published_results_keep_their_board() -> None:
    built = build(board="live")
    built.as_host("room.end")
    Room.objects.filter(pk=built.room.pk).update(published_at=timezone.now())
    with pytest.raises(CommandRefused, match=r"^already_published:"):
        built.as_host("room.change", board="never")
    built.as_host("room.change", board="live", late_join=False)

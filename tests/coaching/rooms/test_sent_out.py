"""Whoever is sent out of a room is told so, and not one byte after it, whatever happens in the room."""

from typing import Any

import pytest

from coaching.rooms.audience import Audience
from coaching.rooms.frames import Message
from coaching.rooms.outlet import QueuedOutlet
from coaching.rooms.protocol import CloseCode, View
from tests.coaching.rooms.clients import SocketClosed
from tests.coaching.rooms.seats import competitor, host, judge, make, measured
from tests.standing_alone import stands_alone


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("rooms_closed")
@pytest.mark.parametrize("way", ["participant.remove", "participant.ban"])
async def test_nothing_is_sent_to_whoever_was_sent_out(way: str) -> None:
    built = await make(marks_shown="live")
    async with (
        await host(built) as chief,
        judge(built, 0) as first,
        competitor(built, 0) as own,
        competitor(built, 1) as other,
    ):
        await first.ask("measurement.record", **measured(built, "0.25", reason="a gap"))
        await own.until(lambda: any(stands_alone(text, "0.25") for text in own.heard))
        sent_out = await chief.ask(way, participant=built.key(0))
        refused = await first.ask("measurement.record", **measured(built, "0.75", reason="another gap"))
        assert refused["ok"] is False
        await first.ask("measurement.record", **measured(built, "0.50", number=1, reason="a crack"))
        await chief.ask("room.extend", seconds=60, reason="The lights went out.")
        ended = await chief.ask("room.end")
        await other.until_seq(ended["seq"])
        with pytest.raises(SocketClosed) as closed:
            await own.until(lambda: False)
        assert closed.value.code == CloseCode.REMOVED
        last = own.inbox[-1]
        assert (last["event"], last["seq"]) == (
            way.replace("remove", "removed").replace("ban", "banned"),
            sent_out["seq"],
        )
        words = ('"0.75"', "a crack", "The lights went out", "room.ended", built.key(1))
        assert not any(word in text for word in words for text in own.heard)
        assert not any(built.key(0) in text for text in other.heard)


async def test_a_reader_who_had_fallen_behind_gets_no_snapshot_any_more_once_the_socket_is_closed() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message["text"])

    outlet = QueuedOutlet(send, Audience(View.COMPETITOR, "me"), lambda _: "a snapshot with marks")
    outlet.push(Message("news"))
    outlet.refresh()
    outlet.close(CloseCode.REMOVED)
    outlet.refresh()
    outlet.push(Message("more news"))
    await outlet.run()
    assert sent == []
    assert outlet.closed_with == CloseCode.REMOVED

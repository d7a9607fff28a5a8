"""Commands about people, as the browsers of a room hear of them."""

from functools import partial
from uuid import uuid4

import pytest

from coaching.rooms.hosts import host_token
from coaching.rooms.inviting import become_host
from coaching.rooms.threads import writing
from tests.coaching.rooms.building import make_host
from tests.coaching.rooms.clients import RoomClient, refused_with, secret_of, session_of
from tests.coaching.rooms.seats import board, competitor, host, judge, make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rooms_closed")]


async def test_people_commands_reach_those_whom_they_concern() -> None:
    built = await make(coordinator=True, observers=1, observers_see="progress")
    seat = RoomClient(built.room, "observer", secret_of(built.room, built.observers[0]))
    async with await host(built) as chief, judge(built, 0) as first, competitor(built) as other, board(built) as screen:
        await first.ask("measurement.record", competitor=built.key(0), aspect=built.aspects["A1.M1"], mark="1.00")
        async with seat as watching:
            assert watching.snapshot["marks"] == []
            changed = await chief.ask("room.change", observers_see="marks", board_names="initials")
            await watching.until(lambda: bool(watching.marks))
            await screen.until(lambda: bool(screen.rows) and screen.rows[built.key(0)]["name"] != "Competitor 1")
            assert changed["data"]["room"]["board_names"] == "initials"
        added = await chief.ask("competitor.add", name="Dana Demo", member="KZ")
        described = await chief.ask("participant.describe", participant=built.key(1), name="Timur Demo")
        await first.until_seq(described["seq"])
        events = {message["event"]: message["data"] for message in first.inbox if message["type"] == "event"}
        assert events["participant.added"]["participant"]["id"] == added["data"]["participant"]["id"]
        assert events["participant.described"]["participant"]["name"] == "Timur Demo"
        await chief.ask("seat.add", role="observer")
        async with competitor(built, 1) as banned:
            await chief.ask("participant.ban", participant=built.key(1))
            assert await banned.until_closed() == 4410
        assert await refused_with(built.room, "competitor", secret_of(built.room, built.competitors[1])) == 4410
        await other.ask("snapshot.read")
        assert not any("Dana Demo" in text or "Timur Demo" in text for text in other.heard)


async def test_hosts_are_named_to_hosts_alone_and_who_was_removed_commands_no_more() -> None:
    built = await make()
    second = await writing(make_host)("second@podium.example")
    token = await writing(host_token)(built.room)
    async with await host(built) as chief, judge(built, 0) as first:
        await writing(become_host)(token=token, user=second, command_id=uuid4())
        async with RoomClient(built.room, "host", await session_of(second)) as helper:
            assert [found["user"] for found in helper.snapshot["hosts"]] == [built.host.pk, second.pk]
            reply = await chief.ask("host.hand_over", user=second.pk)
            assert [found["user"] for found in reply["data"]["hosts"]] == [second.pk, built.host.pk]
            gone = await helper.ask("host.remove", user=built.host.pk)
            await first.until_seq(gone["seq"])
        assert (await chief.ask("room.pause"))["error"]["code"] == "not_allowed"
        assert await chief.until_closed() == 4401
        assert not any('hosts":' in text for text in first.heard)


async def test_a_share_of_the_time_is_told_to_the_jury_and_to_nobody_elses_competitor() -> None:
    built = await make()
    async with (
        await host(built) as chief,
        judge(built, 0) as first,
        competitor(built) as own,
        competitor(built, 1) as other,
    ):
        given = await chief.ask("participant.time", participant=built.key(0), percent=125, reason="A LONGER TIME")
        ended = await chief.ask("room.pause")
        for client in (first, own, other):
            await client.until_seq(ended["seq"])
        assert given["data"]["participant"]["time_percent"] == 125
        for client in (first, own):
            assert any("A LONGER TIME" in text for text in client.heard)
        assert not any("LONGER" in text or built.key(0) in text for text in other.heard)


async def test_the_jury_is_told_whose_network_is_slow_and_when_it_is_good_again() -> None:
    built = await make()
    async with await host(built) as chief, judge(built, 0) as first, competitor(built) as other:
        slow = {built.key(0): "slow"}
        for trip, told in ((80, {}), (700, slow), (2000, {built.key(0): "bad"}), (120, {})):
            await other.ask("time", sent=1, rtt=trip)
            for client in (chief, first):
                await client.until(partial(_is_told, client, told))
        assert (await other.ask("time", sent=1, rtt=-1))["error"]["code"] == "bad_data"
        assert not any('"network"' in text for text in other.heard)


def _is_told(client: RoomClient, network: dict[str, str]) -> bool:
    return _network(client) == network


def _network(client: RoomClient) -> dict[str, str] | None:
    """Return whose network is not good, as the client was told last."""
    told = [message["network"] for message in client.inbox if "network" in message]
    return told[-1] if told else None

"""Sockets, two and more at a time: what each is told, what none may see, and what survives a bad network."""

import json
from uuid import uuid4

import pytest

from coaching.rooms import doorbell, registry
from tests.coaching.rooms.clients import RoomClient
from tests.coaching.rooms.seats import board, competitor, host, judge, make, measured, scored
from tests.standing_alone import stands_alone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rooms_closed")]


# What each is told -------------------------------------------------------------------------------------------


async def test_everybody_is_told_their_part_of_a_mark() -> None:
    built = await make()
    async with (
        judge(built, 0) as first,
        judge(built, 1) as second,
        await host(built) as chief,
        competitor(built, 0) as marked,
        competitor(built, 1) as other,
        board(built) as screen,
    ):
        reply = await first.ask("measurement.record", **measured(built, "0,75", reason="gap"))
        assert reply["ok"], reply
        for client in (first, second, chief, marked, screen):
            await client.until_seq(reply["seq"])
        for client in (first, second, chief, marked):
            assert client.marks[built.key(0), built.aspects["A1.M1"]]["mark"] == "0.75"
            assert client.totals[built.key(0)]["total"] == "0.75"
        assert screen.rows[built.key(0)]["total"] == "0.75"
        assert screen.rows[built.key(0)]["position"] == 1
        ended = await chief.ask("room.end")
        await other.until_seq(ended["seq"])
        assert not any(built.key(0) in text or stands_alone(text, "0.75") for text in other.heard)


async def test_snapshot_is_the_first_message_and_says_who_one_is() -> None:
    built = await make()
    async with judge(built, 1) as second, competitor(built) as marked, board(built) as screen:
        assert json.loads(second.heard[0])["type"] == "snapshot"
        assert second.snapshot["you"] == {
            "view": "judge",
            "participant": str(built.judges[1].participant.pk),
            "name": "Judge 2",
            "number": 2,
        }
        assert [aspect["code"] for aspect in second.snapshot["aspects"]][:2] == ["A1.M1", "A1.J1"]
        assert [person["id"] for person in marked.snapshot["competitors"]] == [built.key(0)]
        assert set(screen.snapshot) == {"now", "you", "room", "rows"}
        assert [row["total"] for row in screen.snapshot["rows"]] == [None, None]


async def test_competitor_sees_only_progress_until_marks_are_shown() -> None:
    built = await make(marks_shown="end")
    async with judge(built, 0) as first, competitor(built) as marked, await host(built) as chief:
        reply = await first.ask("measurement.record", **measured(built, "1.00"))
        await marked.until_seq(reply["seq"])
        assert not any('"1.00"' in text and '"mark"' in text for text in marked.heard)
        assert json.loads(marked.heard[-1])["data"] == {"totals": {"marked": 1, "of": 5}}
        await chief.ask("room.end")
        await marked.until(lambda: bool(marked.marks))
        assert marked.totals[built.key(0)]["total"] == "1.00"


async def test_frozen_board_shows_nothing_before_the_end() -> None:
    built = await make(board="end")
    async with judge(built, 0) as first, board(built) as screen, await host(built) as chief:
        await first.ask("measurement.record", **measured(built, "1.00"))
        paused = await chief.ask("room.pause")
        await screen.until_seq(paused["seq"])
        assert not any('"1.00"' in text for text in screen.heard)
        await chief.ask("room.end")
        await screen.until(lambda: screen.rows[built.key(0)]["total"] == "1.00")


async def test_presence_is_told_to_the_jury() -> None:
    built = await make()
    key = built.key(0)
    async with await host(built) as chief:
        async with competitor(built):
            await chief.until(lambda: chief.inbox[-1].get("participants", {}).get(key) is True)
        await chief.until(lambda: chief.inbox[-1].get("participants", {}).get(key) is False)


async def test_time_is_answered_with_the_servers_own() -> None:
    built = await make()
    async with board(built) as screen:
        message = await screen.ask("time", sent=12345)
        assert (message["type"], message["sent"]) == ("time", 12345)
        assert isinstance(message["now"], int)


# The blind rule ----------------------------------------------------------------------------------------------


def scores_seen(client: RoomClient) -> set[int]:
    """Return every score of somebody else that ever came over this socket."""
    seen: set[int] = set()
    own = client.snapshot["you"]["participant"]

    def look(value: object) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("score"), int) and value.get("judge") != own:
                seen.add(value["score"])
            for part in value.values():
                look(part)
        elif isinstance(value, list):
            for part in value:
                look(part)

    for text in client.heard:
        look(json.loads(text))
    return seen


async def test_no_byte_tells_a_score_before_all_are_in() -> None:
    built = await make()
    async with (
        judge(built, 0) as first,
        judge(built, 1) as second,
        judge(built, 2) as third,
        await host(built) as chief,
        competitor(built) as marked,
        board(built) as screen,
    ):
        everybody = (first, second, third, chief, marked, screen)
        await first.ask("judgement.score", **scored(built, 3))
        reply = await second.ask("judgement.score", **scored(built, 2))
        for client in (first, second, third, chief, marked):
            await client.until_seq(reply["seq"])
            await client.ask("snapshot.read")
        assert all(scores_seen(client) == set() for client in everybody)
        own = first.marks[built.key(0), built.aspects["A1.J1"]]["scores"]
        assert [(score["in"], score["score"]) for score in own] == [(True, 3), (True, None), (False, None)]
        reply = await third.ask("judgement.score", **scored(built, 3))
        for client in (first, second, third, chief, marked):
            await client.until_seq(reply["seq"])
        assert scores_seen(chief) == {2, 3}
        assert chief.marks[built.key(0), built.aspects["A1.J1"]]["mark"] == "1.78"


async def test_spread_opens_a_new_round_for_all_three() -> None:
    built = await make()
    async with judge(built, 0) as first, judge(built, 1) as second, judge(built, 2) as third:
        judges = (first, second, third)
        for client, score in zip(judges, (0, 1, 3), strict=True):
            reply = await client.ask("judgement.score", **scored(built, score))
        key = built.key(0), built.aspects["A1.J1"]
        for client in judges:
            await client.until_seq(reply["seq"])
            assert (client.marks[key]["state"], client.marks[key]["round"]) == ("discuss", 2)
            assert [pair["score"] for pair in client.marks[key]["previous"]] == [0, 1, 3]
        late = await first.ask("judgement.score", **scored(built, 1, round=1))
        assert late["error"]["code"] == "round_over"
        for client in judges:
            reply = await client.ask("judgement.score", **scored(built, 2, round=2))
        await first.until_seq(reply["seq"])
        assert first.marks[key]["mark"] == "1.33"
        reopened = await second.ask("judgement.reopen", competitor=key[0], aspect=key[1])
        await third.until_seq(reopened["seq"])
        assert (third.marks[key]["state"], third.marks[key]["round"]) == ("scoring", 3)


# A bad network -----------------------------------------------------------------------------------------------


async def test_reconnecting_gives_everything_that_was_missed() -> None:
    built = await make()
    async with judge(built, 0) as first:
        async with competitor(built) as marked:
            before = marked.known
        reply = await first.ask("measurement.record", **measured(built, "1.00"))
        async with competitor(built) as again:
            assert again.known == reply["seq"] > before
            assert again.totals[built.key(0)]["total"] == "1.00"


async def test_same_command_after_a_lost_answer_is_not_done_twice() -> None:
    built = await make()
    command_id = str(uuid4())
    async with judge(built, 0) as first:
        reply = await first.ask("judgement.score", command_id, **scored(built, 2))
    async with judge(built, 0) as again, judge(built, 1) as second:
        assert await again.ask("judgement.score", command_id, **scored(built, 2)) == reply
        answer = await second.ask("judgement.score", **scored(built, 2))
        assert answer["seq"] == reply["seq"] + 1


def deaf(monkeypatch: pytest.MonkeyPatch) -> list:
    """Let no doorbell through, and return what was rung."""
    rung: list = []
    monkeypatch.setattr(doorbell, "ring_all", rung.extend)
    return rung


async def test_lost_doorbells_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    built = await make()
    rung = deaf(monkeypatch)
    async with judge(built, 0) as first, judge(built, 1) as second, board(built) as screen:
        for mark in ("0.00", None, "1.00"):
            reply = await first.ask("measurement.record", **measured(built, mark))
        await registry.current().look_at_the_log()
        for client in (first, second):
            await client.until_seq(reply["seq"])
        await screen.until(lambda: screen.rows[built.key(0)]["total"] == "1.00")
        assert [event.seq for event in rung] == [reply["seq"] - 2, reply["seq"] - 1, reply["seq"]]
        assert second.totals[built.key(0)]["total"] == screen.rows[built.key(0)]["total"] == "1.00"


async def test_doubled_and_disordered_doorbells_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    built = await make()
    rung = deaf(monkeypatch)
    async with judge(built, 0) as first, judge(built, 1) as second:
        for mark in ("1.00", "0.00", "1.00", "0.00"):
            reply = await first.ask("measurement.record", **measured(built, mark))
        hub = registry.current().open_hubs[0]
        for event in (rung[3], rung[0], rung[0], rung[2], rung[1], rung[3]):
            hub.receive(event)
        await second.until_seq(reply["seq"])
        events = [message["seq"] for message in second.inbox if message["type"] == "event"]
        assert events == [event.seq for event in rung]
        assert second.totals[built.key(0)]["total"] == "0.00"


async def test_snapshot_is_never_older_than_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    built = await make()
    deaf(monkeypatch)
    async with judge(built, 0) as first:
        reply = await first.ask("measurement.record", **measured(built, "1.00"))
        async with competitor(built) as late:
            assert late.known == reply["seq"]
        await first.ask("measurement.record", **measured(built, "0.00"))
        answer = await first.ask("snapshot.read")
        assert answer["seq"] == first.known == reply["seq"] + 1


async def test_two_rooms_never_cross() -> None:
    one, two = await make(), await make()
    async with judge(one, 0) as here, judge(two, 0) as there, board(two) as screen:
        for _ in range(3):
            reply = await here.ask("measurement.record", **measured(one, "1.00"))
        await here.until_seq(reply["seq"])
        own = await there.ask("measurement.record", **measured(two, "1.00"))
        for client in (there, screen):
            await client.until_seq(own["seq"])
            assert not any(one.key(0) in text or str(one.room.pk) in text for text in client.heard)
        crossed = await here.ask("measurement.record", **measured(two, "1.00", code="A1.M1"))
        assert crossed["error"]["code"] == "unknown_aspect"


async def test_commands_of_one_socket_are_done_in_order() -> None:
    built = await make()
    async with judge(built, 0) as first:
        ids = [
            await first.send("measurement.record", **measured(built, f"0.{n:02d}", reason="r")) for n in range(1, 21)
        ]
        answers = [await first.answer(message_id) for message_id in ids]
        assert [answer["seq"] for answer in answers] == sorted(answer["seq"] for answer in answers)
        assert answers[-1]["data"]["totals"]["total"] == "0.20"

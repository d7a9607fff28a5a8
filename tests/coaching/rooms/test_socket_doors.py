"""Sockets at the door: who may do what, what is no message, and what never leaves the server."""

import asyncio
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from django.utils import translation
from django.utils.formats import number_format

from coaching.rooms import registry
from coaching.rooms.event_log import LoggedEvent, read_after
from coaching.rooms.models import Participant, Room
from coaching.rooms.protocol import LARGEST_MESSAGE
from coaching.rooms.refusals import MESSAGES
from coaching.rooms.sockets import room_socket
from coaching.rooms.threads import reading, writing
from tests.coaching.rooms.building import Built, make_host
from tests.coaching.rooms.clients import refused_with, secret_of, session_of
from tests.coaching.rooms.seats import board, competitor, count_events, host, judge, make, measured

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rooms_closed")]


# Who may -----------------------------------------------------------------------------------------------------

COMMANDS: dict[str, dict[str, Any]] = {
    "room.start": {},
    "room.pause": {},
    "room.resume": {},
    "room.extend": {"seconds": 60},
    "room.shorten": {"seconds": 60, "reason": "Given by mistake."},
    "room.end": {},
    "room.lock": {"locked": True},
    "participant.remove": {"participant": "other"},
    "participant.readmit": {"participant": "other"},
    "measurement.record": {"competitor": "own", "aspect": "A1.M1", "mark": "1.00"},
    "measurement.observe": {"competitor": "own", "aspect": "A1.M1", "observation": True},
    "judgement.score": {"competitor": "own", "aspect": "A1.J1", "score": 2, "round": 1},
    "judgement.reopen": {"competitor": "own", "aspect": "A1.J1"},
    "time": {"sent": 1},
    "snapshot.read": {},
}
ALLOWED = {
    "host": {kind for kind in COMMANDS if kind.startswith(("room.", "participant."))},
    "judge": {kind for kind in COMMANDS if kind.startswith(("measurement.", "judgement."))},
    "competitor": set(),
    "board": set(),
}


def filled(built: Built, data: dict) -> dict:
    """Return the data with the ids of this room."""
    names = {"own": built.key(0), "other": built.key(1), **built.aspects}
    return {name: names.get(value, value) if isinstance(value, str) else value for name, value in data.items()}


@pytest.mark.parametrize("view", sorted(ALLOWED))
async def test_every_command_is_allowed_or_refused_by_role(view: str) -> None:
    built = await make()
    clients = {"judge": lambda: judge(built, 0), "competitor": lambda: competitor(built), "board": lambda: board(built)}
    client = await host(built) if view == "host" else clients[view]()
    async with client:
        # The end comes last, because nothing is allowed after it.
        for kind, data in sorted(COMMANDS.items(), key=lambda item: item[0] == "room.end"):
            events = await count_events()
            answer = await client.ask(kind, **filled(built, data))
            refusal = answer.get("error", {}).get("code")
            if kind in ("time", "snapshot.read"):
                assert refusal is None
            elif kind in ALLOWED[view]:
                assert refusal not in ("not_allowed", "unknown_command", "bad_data", "failed"), (kind, answer)
            else:
                assert refusal == "not_allowed", (kind, answer)
                assert await count_events() == events


async def test_socket_needs_the_right_to_its_view() -> None:
    built = await make()
    judges, competitors = secret_of(built.room, built.judges[0]), secret_of(built.room, built.competitors[0])
    stranger = await session_of(await writing(make_host)())
    other = await make()
    for view, cookies in (
        ("host", {}),
        ("host", judges),
        ("host", stranger),
        ("judge", {}),
        ("judge", competitors),
        ("judge", await session_of(built.host)),
        ("competitor", judges),
        ("competitor", {next(iter(competitors)): built.key(0)}),
        ("judge", {next(iter(judges)): other.judges[0].secret}),
        ("director", judges),
    ):
        assert await refused_with(built.room, view, cookies) == 4401, (view, cookies)
    assert await refused_with(Room(pk=uuid4()), "board") == 4404
    hidden = await make(board="never")
    assert await refused_with(hidden.room, "board") == 4401


async def test_removed_participant_is_closed_and_stays_out_until_readmitted() -> None:
    built = await make()
    async with await host(built) as chief:
        async with competitor(built) as marked, competitor(built, 1) as other:
            await chief.ask("participant.remove", participant=built.key(0))
            assert await marked.until_closed() == 4410
            assert marked.inbox[-1]["event"] == "participant.removed"
            assert (await other.ask("time", sent=1))["sent"] == 1
        assert await refused_with(built.room, "competitor", secret_of(built.room, built.competitors[0])) == 4410
        await chief.ask("participant.readmit", participant=built.key(0))
        async with competitor(built) as again:
            assert again.snapshot["competitors"][0]["status"] == "present"


async def test_command_after_signing_out_is_refused_and_closes() -> None:
    built = await make()
    async with await host(built) as chief:
        await writing(_sign_everybody_out)()
        answer = await chief.ask("room.pause")
        assert answer["error"]["code"] == "not_allowed"
        assert await chief.until_closed() == 4401


async def test_who_signed_out_gets_no_snapshot_any_more() -> None:
    built = await make()
    async with await host(built) as chief:
        await writing(_sign_everybody_out)()
        answer = await chief.ask("snapshot.read")
        assert answer["error"]["code"] == "not_allowed"
        assert await chief.until_closed() == 4401
        assert [message["type"] for message in chief.inbox] == ["reply"]


async def test_socket_of_a_host_who_signed_out_is_closed_without_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coaching.rooms.sockets.LOOK_AGAIN_SECONDS", 0.01)
    built = await make()
    async with await host(built) as chief, judge(built, 0) as first:
        await chief.ask("time", sent=1)
        await writing(_sign_everybody_out)()
        assert await chief.until_closed() == 4401
        assert (await first.ask("time", sent=1))["sent"] == 1


def _sign_everybody_out() -> None:
    Session.objects.all().delete()


# What is no message ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hello", "not_json"),
        (" ", "not_json"),
        ("[]", "not_json"),
        ("null", "not_json"),
        ("[" * 60_000, "not_json"),
        ('{"v":1,"id":NaN}', "not_json"),
        ("1" * 60_000, "not_json"),
        ("x" * (LARGEST_MESSAGE + 1), "too_big"),
        ("ө" * (LARGEST_MESSAGE // 2 + 1), "too_big"),
        ("{}", "bad_id"),
        ('{"v":1,"id":7,"type":"time","data":{}}', "bad_id"),
        ('{"v":1,"id":"seven","type":"time","data":{}}', "bad_id"),
    ],
)
async def test_what_is_no_message_is_answered_and_the_socket_stays_up(text: str, code: str) -> None:
    built = await make()
    async with judge(built, 0) as first:
        await first.say(text)
        error = await first.error()
        assert error["code"] == code
        assert error["message"] == str(MESSAGES[code])
        assert (await first.ask("time", sent=1))["sent"] == 1


@pytest.mark.parametrize(
    ("message", "code", "field"),
    [
        ({"v": 2, "type": "time", "data": {"sent": 1}}, "unknown_version", None),
        ({"v": True, "type": "time", "data": {"sent": 1}}, "unknown_version", None),
        ({"type": "time", "data": {"sent": 1}}, "unknown_version", None),
        ({"v": 1, "type": "room.explode", "data": {}}, "unknown_command", None),
        ({"v": 1, "type": ["time"], "data": {}}, "unknown_command", None),
        ({"v": 1, "data": {}}, "unknown_command", None),
        ({"v": 1, "type": "time", "data": []}, "bad_data", None),
        ({"v": 1, "type": "time", "data": {"sent": "now"}}, "bad_data", "sent"),
        ({"v": 1, "type": "judgement.score", "data": {}}, "bad_data", "competitor"),
    ],
)
async def test_message_with_an_id_is_answered_under_it(message: dict, code: str, field: str | None) -> None:
    built = await make()
    async with judge(built, 0) as first:
        message_id = str(uuid4())
        await first.say(json.dumps({"id": message_id, **message}))
        answer = await first.answer(message_id)
        assert answer["ok"] is False
        assert (answer["error"]["code"], answer["error"]["field"]) == (code, field)


@pytest.mark.parametrize(("text", "kinds"), [("hello", {"error"}), (None, {"time", "reply"})])
async def test_a_thousand_messages_at_once_are_all_answered(text: str | None, kinds: set[str]) -> None:
    built = await make()
    async with judge(built, 0) as first:
        first.inbox.clear()
        for number in range(1000):
            question = {"v": 1, "id": str(uuid4()), "type": "time", "data": {"sent": number}}
            await first.say(text or json.dumps(question))
        await first.until(lambda: sum(message["type"] in kinds for message in first.inbox) == 1000)


async def test_bytes_are_answered_too() -> None:
    built = await make()
    async with judge(built, 0) as first:
        await first.socket.send_to(bytes_data=b"\x00\x01")
        assert (await first.error())["code"] == "not_json"


async def test_unknown_fields_are_left_alone() -> None:
    built = await make()
    async with judge(built, 0) as first:
        answer = await first.ask("measurement.record", **measured(built, "1.00"), colour="red")
        assert answer["ok"]


async def test_errors_speak_the_language_of_the_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    built = await make()
    async with judge(built, 0, "ru") as first, judge(built, 1, "xx") as second:
        for client, language in ((first, "ru"), (second, "en")):
            answer = await client.ask("measurement.record", **measured(built, "9.00"))
            with translation.override(language):
                assert answer["error"]["message"] == str(MESSAGES["mark_out_of_range"]) % {
                    "maximum": number_format("1.00")
                }


async def test_flood_is_answered_and_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    built = await make()
    monkeypatch.setattr("coaching.rooms.allowance.Allowance.__init__.__defaults__", (3, 0.0))
    async with judge(built, 0) as first:
        answers = [await first.ask("time", sent=n) for n in range(3)]
        assert all(answer["type"] == "time" for answer in answers)
        assert (await first.ask("time", sent=4))["error"]["code"] == "too_fast"


# Names and log -----------------------------------------------------------------------------------------------


async def test_no_secret_ever_leaves_the_server() -> None:
    built = await make()
    async with (
        await host(built) as chief,
        judge(built, 0) as first,
        competitor(built) as marked,
        board(built) as screen,
    ):
        reply = await first.ask("measurement.record", **measured(built, "1.00"))
        for client in (chief, first, marked, screen):
            await client.until_seq(reply["seq"])
            heard = "".join(client.heard)
            assert not any(joined.secret in heard for joined in (*built.judges, *built.competitors))


async def test_hub_of_many_sockets_reads_the_log_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built = await make()
    reads: list[int] = []

    def counted(room_id: UUID, seq: int) -> list[LoggedEvent]:
        reads.append(seq)
        return read_after(room_id, seq)

    monkeypatch.setattr("coaching.rooms.event_log.read_after", counted)
    clients = [board(built) for _ in range(10)]
    for client in clients:
        await client.__aenter__()
    async with judge(built, 0) as first:
        reply = await first.ask("measurement.record", **measured(built, "1.00"))
        await asyncio.gather(*(client.until_seq(reply["seq"]) for client in clients))
    for client in clients:
        await client.__aexit__(None, None, None)
    assert reads == []


async def test_seen_people_are_written_down() -> None:
    built = await make()
    await writing(Participant.objects.update)(last_seen_at=None)
    async with competitor(built):
        await registry.current().write_presence()
    seen = await reading(list)(Participant.objects.filter(last_seen_at__isnull=False))
    assert [str(person.pk) for person in seen] == [built.key(0)]


async def test_dead_reader_keeps_nobody_waiting() -> None:
    built = await make()
    never = asyncio.Event()

    async def dead_send(message: dict) -> None:
        if message["type"] == "websocket.send":
            await never.wait()

    inbox: asyncio.Queue = asyncio.Queue()
    inbox.put_nowait({"type": "websocket.connect"})
    scope = {"url_route": {"kwargs": {"room_id": built.room.pk, "view": "board"}}, "headers": [], "query_string": b""}
    dead = asyncio.ensure_future(room_socket(scope, inbox.get, dead_send))
    async with judge(built, 0) as first, board(built) as screen:
        for number in range(1, 30):
            reply = await first.ask("measurement.record", **measured(built, f"0.{number:02d}", reason="r"))
            assert reply["ok"]
        await screen.until(lambda: screen.rows[built.key(0)]["total"] == "0.29")
        hub = registry.current().open_hubs[0]
        stuck = next(outlet for outlet in hub.outlets if outlet.stalled(-1))
        stuck.give_up()
        await asyncio.wait_for(dead, 10)
        assert stuck not in hub.outlets

"""Rooms without a socket: the same commands and answers over plain HTTP, and snapshots that cost nothing unchanged."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from coaching.rooms import doorbell
from coaching.rooms.allowance import Allowances
from coaching.rooms.joining import Joined, cookie_name
from coaching.rooms.models import Participant, RoomEvent
from coaching.rooms.protocol import LARGEST_MESSAGE
from coaching.rooms.refusals import MESSAGES
from coaching.rooms.threads import reading, writing
from coaching.rooms.views import plain
from tests.coaching.rooms.building import Built, build, make_host
from tests.coaching.rooms.seats import board as board_socket
from tests.coaching.rooms.seats import competitor as competitor_socket
from tests.coaching.rooms.seats import host as host_socket
from tests.coaching.rooms.seats import judge as judge_socket
from tests.coaching.rooms.seats import make, measured

VIEWS = ("host", "judge", "competitor", "board")


def client_of(built: Built, view: str, number: int = 0, **options: Any) -> Client:
    """Return the browser of somebody in the room."""
    client = Client(**options)
    if view == "host":
        client.force_login(built.host, backend="django.contrib.auth.backends.ModelBackend")
    elif view != "board":
        joined: Joined = (built.judges if view == "judge" else built.competitors)[number]
        client.cookies[cookie_name(built.room)] = joined.secret
    return client


def look(client: Client, built: Built, view: str, etag: str = "", language: str = "en") -> Any:
    """Ask for what the reader may see, if it has changed since `etag`."""
    return client.get(
        f"/{language}/rooms/{built.room.pk}/state/{view}/", headers={"If-None-Match": etag} if etag else {}
    )


def post(client: Client, built: Built, view: str, text: str | bytes, language: str = "en", **headers: str) -> Any:
    """Send any text as a message."""
    address = f"/{language}/rooms/{built.room.pk}/commands/{view}/"
    return client.post(address, text, content_type="application/json", headers=headers)


def send(client: Client, built: Built, view: str, kind: str, message_id: str = "", **data: Any) -> Any:
    """Send a command."""
    message = {"v": 1, "id": message_id or str(uuid4()), "type": kind, "data": data}
    return post(client, built, view, json.dumps(message))


def code_of(response: Any) -> str:
    """Return why a message was refused."""
    content = response.json()
    return content["error"]["code"] if content["type"] == "reply" else content["code"]


# Commands ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("rooms_closed")
async def test_the_same_command_by_either_way_has_the_same_answer_and_is_done_once() -> None:
    built = await make()
    chief, judge = await writing(client_of)(built, "host"), client_of(built, "judge")
    recorded, refused = measured(built, "0.50", reason="a gap"), measured(built, "7.00")
    async with judge_socket(built, 0) as first, judge_socket(built, 1) as second, await host_socket(built) as console:
        by_socket = await first.ask("measurement.record", **recorded)
        assert (
            await writing(send)(judge, built, "judge", "measurement.record", by_socket["id"], **recorded)
        ).json() == (by_socket)
        events = await reading(RoomEvent.objects.count)()
        by_http = (
            await writing(send)(judge, built, "judge", "measurement.record", **{**recorded, "mark": "1.00"})
        ).json()
        assert await first.ask("measurement.record", by_http["id"], **recorded) == by_http
        assert await reading(RoomEvent.objects.count)() == events + 1
        # Whoever has a socket hears of it at once.
        await second.until_seq(by_http["seq"])
        assert second.marks[built.key(0), built.aspects["A1.M1"]]["mark"] == "1.00"
        for kind, data in (("measurement.record", refused), ("judgement.reopen", {"competitor": "x", "aspect": 1})):
            told = await first.ask(kind, **data)
            assert (await writing(send)(judge, built, "judge", kind, told["id"], **data)).json() == told
        paused = (await writing(send)(chief, built, "host", "room.pause")).json()
        assert await console.ask("room.pause", paused["id"]) == paused
        assert (await writing(send)(chief, built, "host", "snapshot.read")).json()["seq"] == paused["seq"]
        time = (await writing(send)(chief, built, "host", "time", sent=7)).json()
        assert (time["type"], time["sent"]) == ("time", 7)
        assert time.keys() == (await console.ask("time", sent=7)).keys()


def test_who_may_not_give_a_command_is_told_so_in_the_language_of_the_address(built: Built) -> None:
    mark = measured(built, "1.00")
    for view in ("competitor", "board"):
        answer = send(client_of(built, view), built, view, "measurement.record", **mark)
        assert (answer.status_code, code_of(answer)) == (200, "not_allowed")
    stranger = Client()
    stranger.force_login(make_host(), backend="django.contrib.auth.backends.ModelBackend")
    for client, view in ((stranger, "host"), (Client(), "judge"), (client_of(built, "judge"), "director")):
        answer = send(client, built, view, "room.pause")
        assert (answer.status_code, code_of(answer)) == (403, "not_allowed")
        assert look(client, built, view).status_code == 403
    built.as_host("participant.remove", participant=str(built.judges[0].participant.pk))
    removed = client_of(built, "judge")
    for answer in (send(removed, built, "judge", "room.pause"), look(removed, built, "judge")):
        assert (answer.status_code, code_of(answer)) == (410, "removed")
    lost = Built(type(built.room)(pk=uuid4()), built.host, [], [], {})
    for answer in (send(removed, lost, "judge", "room.pause"), look(removed, lost, "board")):
        assert answer.status_code == 404
    assert not RoomEvent.objects.filter(type__startswith="measurement.").exists()
    russian = post(client_of(built, "judge", 1), built, "judge", "no", "ru").json()
    with translation.override("ru"):
        assert russian["message"] == str(MESSAGES["not_json"])


def test_what_is_no_message_and_what_is_too_much_is_answered_and_goes_nowhere(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = client_of(built, "judge")
    for text, status, code in (
        (b"\xff", 400, "not_json"),
        ("[1]", 400, "not_json"),
        ("{}", 400, "bad_id"),
        (json.dumps({"v": 2, "id": str(uuid4()), "type": "time"}), 400, "unknown_version"),
        (json.dumps({"v": 1, "id": str(uuid4()), "type": "dance"}), 400, "unknown_command"),
        (" " * (LARGEST_MESSAGE + 1), 413, "too_big"),
    ):
        answer = post(judge, built, "judge", text)
        assert (answer.status_code, code_of(answer)) == (status, code)
    assert code_of(send(judge, built, "judge", "time", sent="x")) == "bad_data"
    monkeypatch.setattr("coaching.rooms.allowance.Allowance.__init__.__defaults__", (2, 0.0))
    monkeypatch.setattr(plain, "allowances", Allowances(most=2))
    answers = [send(judge, built, "judge", "time", sent=1).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert look(judge, built, "judge").status_code == 429
    # Another judge behind the same address is not held up.
    assert look(client_of(built, "judge", 1), built, "judge").status_code == 200


def test_no_page_of_elsewhere_gives_commands_in_somebodys_name(built: Built) -> None:
    judge = client_of(built, "judge", enforce_csrf_checks=True)
    message = json.dumps({"v": 1, "id": str(uuid4()), "type": "measurement.record", "data": measured(built, "1.00")})
    assert post(judge, built, "judge", message).status_code == 403
    look(judge, built, "judge")
    token = judge.cookies["csrftoken"].value
    assert post(judge, built, "judge", message, **{"X-CSRFToken": token}).json()["ok"]


# What a reader sees ------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("rooms_closed")
async def test_everybody_reads_what_their_socket_is_sent() -> None:
    built = await make()
    await writing(built.measure)("0.50", reason="a gap")
    await writing(built.score)(0, 2)
    sockets = {
        "host": await host_socket(built),
        "judge": judge_socket(built, 0),
        "competitor": competitor_socket(built),
        "board": board_socket(built),
    }
    for view, socket in sockets.items():
        async with socket:
            client = await writing(client_of)(built, view)
            told = (await writing(look)(client, built, view)).json()
        assert (told["type"], told["seq"]) == ("snapshot", socket.known)
        assert _lasting(told["data"]) == _lasting(socket.snapshot), view


def _lasting(snapshot: dict[str, Any]) -> dict[str, Any]:
    """Return the snapshot without the moment at which it was taken and who was here then."""
    people = {
        name: [{**person, "online": None} for person in snapshot.get(name, ())] for name in ("competitors", "judges")
    }
    clock = {**snapshot["room"]["clock"], "remaining": None}
    return {**snapshot, **people, "now": "", "room": {**snapshot["room"], "clock": clock}}


@pytest.mark.parametrize("view", VIEWS)
def test_what_has_not_changed_is_not_sent_again_and_nobody_gets_anothers_answer(built: Built, view: str) -> None:
    client = client_of(built, view)
    first = look(client, built, view)
    etag = first.headers["ETag"]
    again = look(client, built, view, etag)
    assert (again.status_code, again.content) == (304, b"")
    for answer in (first, again):
        assert answer.headers["ETag"] == etag
        assert "private" in answer.headers["Cache-Control"]
        assert ("no-store" in answer.headers["Cache-Control"]) == (view != "board")
        assert "Cookie" in answer.headers["Vary"]
    others = [(client_of(built, other), other) for other in VIEWS if other != view]
    if view in ("judge", "competitor"):
        others.append((client_of(built, view, 1), view))
    for other, its in others:
        answer = look(other, built, its, etag)
        assert (answer.status_code, answer.headers["ETag"] != etag) == (200, True)
    built.measure("1.00")
    assert look(client, built, view, etag).status_code == 200


@pytest.mark.parametrize("view", VIEWS)
def test_an_unchanged_answer_costs_the_same_in_a_small_and_in_a_full_room(db: None, view: str) -> None:
    counts = []
    for competitors in (1, 12):
        built = build(competitors=competitors)
        built.measure("1.00")
        client = client_of(built, view)
        etag = look(client, built, view).headers["ETag"]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert look(client, built, view, etag).status_code == 304
        counts.append(len(queries))
    # The host's session and account are read too, as at every command.
    assert counts == [{"board": 1, "host": 4}.get(view, 2)] * 2


def test_who_looks_without_a_socket_is_seen_to_be_here(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(doorbell, "tell_visit", lambda _room, participant: told.append(participant))
    judge = built.judges[0].participant
    before = Participant.objects.get(pk=judge.pk).last_seen_at
    assert before is not None
    look(client_of(built, "judge"), built, "judge")
    assert told == []
    Participant.objects.filter(pk=judge.pk).update(last_seen_at=before - timedelta(minutes=2))
    look(client_of(built, "judge"), built, "judge")
    assert told == [str(judge.pk)]
    assert Participant.objects.filter(pk=judge.pk, last_seen_at__gte=before).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("rooms_closed")
async def test_the_console_shows_who_came_without_a_socket() -> None:
    built = await make()
    seat = str(built.judges[0].participant.pk)
    async with await host_socket(built) as console:
        await writing(doorbell.tell_visit)(built.room.pk, seat)
        await console.until(lambda: any(m["type"] == "presence" and m["participants"].get(seat) for m in console.inbox))

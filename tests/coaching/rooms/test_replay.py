"""The replay: the whole log as its host could see it, in words, page by page; and whether it is what was written."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from coaching.rooms import append_only, event_log, replaying
from coaching.rooms.audience import HOST
from coaching.rooms.joining import claim_seat, cookie_name
from coaching.rooms.models import RoomEvent
from coaching.rooms.protocol import EVENTS
from coaching.rooms.rendering import snapshot_seen
from coaching.rooms.sheet import sheet_of
from coaching.rooms.snapshot import load_state
from coaching.rooms.telling import WORDS
from tests.coaching.rooms.building import Built, build


def host_client(built: Built) -> Client:
    """Return the browser of the host."""
    client = Client()
    client.force_login(built.host)
    return client


def pages(built: Built, language: str = "en") -> list[dict[str, Any]]:
    """Return every page of the log, as the browser asks for them."""
    client, after, found = host_client(built), 0, []
    with translation.override(language):
        address = reverse("rooms:replay_events", args=[built.room.pk])
    while True:
        found.append(client.get(f"{address}?after={after}").json())
        if found[-1]["next"] is None:
            return found
        after = found[-1]["next"]


def told(built: Built, language: str = "en") -> list[dict[str, Any]]:
    """Return every event of the replay."""
    return [event for page in pages(built, language) for event in page["events"]]


def test_scores_come_with_the_event_that_closes_the_round_and_not_before(built: Built) -> None:
    for seat, score in enumerate((1, 2, 2)):
        built.score(seat, score)
    scored = [event for event in told(built) if event["event"] == "judgement.scored"]
    seen = [[score["score"] for score in event["data"]["mark"]["scores"]] for event in scored]
    assert seen == [[None, None, None], [None, None, None], [1, 2, 2]]
    assert "(1 · 2 · 2)" in scored[2]["what"]
    assert scored[0]["what"] == "A1.J1, Competitor 1: 1 of 3 scores are in (round 1)"


def test_every_event_of_the_protocol_has_words() -> None:
    assert set(WORDS) == set(EVENTS)


def test_everything_is_told_in_words_with_who_did_it(built: Built) -> None:
    for seat, score in enumerate((0, 2, 3)):
        built.score(seat, score)
    built.measure("0.25", reason="half a cable")
    built.measure(None)
    built.as_host("room.extend", seconds=300)
    built.as_host("room.lock", locked=True)
    built.as_host("participant.remove", participant=built.key(1))
    built.as_host("room.end")
    events = told(built)
    words = [f"{event['who']}: {event['what']}" for event in events]
    assert words[0] == "Aigerim Demo-Mentor: The room was opened"
    for expected in (
        "Competitor 2: Competitor 2 came in as competitor 2",
        "Judge 3: A1.J1, Competitor 1: the scores 0 · 2 · 3 are too far apart; everybody scores again (round 2)",
        "Judge 1: A1.M1, Competitor 1: mark 0.25. half a cable",
        "Judge 1: A1.M1, Competitor 1: the mark was cleared",
        "Aigerim Demo-Mentor: More time was given: 65 minutes in all",
        "Aigerim Demo-Mentor: The door was locked",
        "Aigerim Demo-Mentor: Competitor 2 was removed",
        "Aigerim Demo-Mentor: The room was ended",
    ):
        assert expected in words
    assert [event["seq"] for event in events] == list(range(1, built.fresh().seq + 1))


def test_everybody_is_called_what_they_were_called_then(built: Built) -> None:
    built.score(0, 2)
    seat = built.judges[0].participant
    built.as_host("participant.remove", participant=str(seat.pk))
    seat.refresh_from_db()
    claim_seat(participant=seat, display_name="Zarina Substitute", command_id=uuid4())
    built.score(0, 3, code="B1.J1")
    built.as_host("participant.describe", participant=built.key(0), name="Renamed Competitor")
    scored = [event for event in told(built) if event["event"] == "judgement.scored"]
    assert [event["who"] for event in scored] == ["Judge 1", "Zarina Substitute"]
    assert scored[0]["what"].startswith("A1.J1, Competitor 1:")
    words = [event["what"] for event in told(built)]
    assert "Zarina Substitute took the seat of judge 1 in place of Judge 1" in words
    assert words[-1] == "The details of Competitor 1 were changed, now Renamed Competitor"


def test_following_the_replay_ends_where_the_room_is(built: Built) -> None:
    built.measure("0.25", reason="half a cable")
    for seat in range(3):
        built.score(seat, 2, competitor=1)
    marks = {}
    for event in told(built):
        if "mark" in event["data"]:
            mark = event["data"]["mark"]
            marks[mark["competitor"], mark["aspect"]] = mark
    now = snapshot_seen(load_state(built.room.pk), sheet_of(built.room.pk), HOST, now=timezone.now(), online=set())
    assert marks == {(mark["competitor"], mark["aspect"]): mark for mark in json.loads(json.dumps(now["marks"]))}
    assert replaying.beginning_of(built.room)["seq"] == 1


def copied_log(built: Built, times: int) -> None:
    """Make the log longer: the last event again and again, as if judges had marked all day."""
    room = built.fresh()
    last = RoomEvent.objects.filter(room=room).latest("seq")
    rows = []
    for _ in range(times):
        row = RoomEvent(
            room=room,
            seq=room.seq + 1,
            type=last.type,
            data=last.data,
            actor_participant_id=last.actor_participant_id,
            command_id=UUID(int=room.seq + 1),
            at=last.at,
            previous_hash=room.last_hash,
        )
        row.hash = event_log.hash_of(event_log.LoggedEvent.from_row(row))
        room.seq, room.last_hash = row.seq, row.hash
        rows.append(row)
    RoomEvent.objects.bulk_create(rows, batch_size=500)
    room.save(update_fields=["seq", "last_hash"])


def test_ten_thousand_events_come_in_pages_of_bounded_bytes_at_a_constant_cost(built: Built) -> None:
    for seat in range(3):
        built.score(seat, 2)
    client, address = host_client(built), reverse("rooms:replay_events", args=[built.room.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    copied_log(built, 10_000)
    with CaptureQueriesContext(connection) as many:
        first = client.get(address)
    assert len(many) == len(few)
    assert len(first.content) < replaying.MOST_BYTES * 1.2
    assert replaying.chain_of(built.fresh()) == replaying.Chain(built.fresh().seq, None)
    middle = client.get(f"{address}?after=9000").json()
    assert middle["events"][0]["seq"] == 9001
    last = client.get(f"{address}?after={built.fresh().seq}").json()
    assert last == {"events": [], "next": None}


def test_the_page_says_whether_the_log_is_whole(built: Built) -> None:
    built.measure("1.00")
    address = reverse("rooms:replay", args=[built.room.pk])
    client = host_client(built)
    assert "The log is whole" in client.get(address).content.decode()
    append_only.remove(connection)
    RoomEvent.objects.filter(room=built.room, type="measurement.recorded").update(data={"mark": {}, "totals": {}})
    page = client.get(address).content.decode()
    assert "The log is not what was written" in page
    assert f"Event {built.fresh().seq} was changed" in page


def test_the_timeline_counts_every_event(built: Built) -> None:
    built.measure("1.00")
    timeline = replaying.timeline_of(built.room)
    assert sum(timeline.counts) == built.fresh().seq
    assert timeline.begins
    assert timeline.counts[0] > 0


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 30, "²"])
def test_an_address_that_cannot_be_read_begins_at_the_beginning(built: Built, after: str) -> None:
    answer = host_client(built).get(reverse("rooms:replay_events", args=[built.room.pk]), {"after": after})
    assert answer.json()["events"][0]["seq"] == 1


@pytest.mark.parametrize("name", ["replay", "replay_events"])
def test_the_replay_is_the_hosts_alone(built: Built, name: str) -> None:
    address = reverse(f"rooms:{name}", args=[built.room.pk])
    for joined in (built.judges[0], built.competitors[0]):
        client = Client()
        client.cookies[cookie_name(built.room)] = joined.secret
        assert client.get(address).status_code == 403
    assert Client().get(address).status_code == 403


def test_a_room_that_nobody_joined_can_be_replayed(db: None) -> None:
    built = build(competitors=0, started=False)
    assert host_client(built).get(reverse("rooms:replay", args=[built.room.pk])).status_code == 200
    assert len(told(built, "ru")) == built.fresh().seq

"""The log: a chain that shows every change, and a database that refuses one."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from coaching.rooms import append_only, event_log
from coaching.rooms.event_log import LogBroken, LoggedEvent
from coaching.rooms.models import Room, RoomEvent
from tests.coaching.rooms.building import Built


@pytest.fixture
def guarded(built: Built) -> Built:
    """A room in a database that refuses changes of the log, as a real one does."""
    append_only.install(connection)
    return built


@pytest.fixture
def unguarded(built: Built) -> Built:
    """A room whose log somebody can change who has the database in hand."""
    append_only.remove(connection)
    return built


def test_chain_of_a_room_holds(built: Built) -> None:
    built.measure("1.00")
    assert event_log.verify(built.room) == built.fresh().seq == RoomEvent.objects.filter(room=built.room).count()


def test_event_travels_as_text_unchanged(built: Built) -> None:
    for event in event_log.read_all(built.room.pk):
        assert LoggedEvent.from_text(event.text()) == event
        assert event_log.hash_of(event) == event.hash


@pytest.mark.parametrize(
    "change",
    [
        lambda events: events.update(data={}),
        lambda events: events.update(actor_user=None, actor_participant=None, command_id="0" * 32),
        lambda events: events.update(previous_hash="0" * 64),
        lambda events: events.update(hash="0" * 64),
        lambda events: events.delete(),
        lambda events: events.update(seq=99),
    ],
)
def test_every_change_of_the_log_is_found(unguarded: Built, change: Callable) -> None:
    unguarded.measure("1.00")
    change(RoomEvent.objects.filter(room=unguarded.room, seq=3))
    with pytest.raises(LogBroken):
        event_log.verify(unguarded.room)


def test_cut_end_of_the_log_is_found(unguarded: Built) -> None:
    RoomEvent.objects.filter(room=unguarded.room, seq=unguarded.room.seq).delete()
    with pytest.raises(LogBroken):
        event_log.verify(unguarded.room)
    Room.objects.filter(pk=unguarded.room.pk).update(seq=unguarded.room.seq - 1)
    with pytest.raises(LogBroken):
        event_log.verify(unguarded.room)


@pytest.mark.parametrize(
    "change",
    [lambda events: events.update(type="x"), lambda events: events.delete(), lambda events: events.first().save()],
)
def test_database_refuses_to_change_the_log(guarded: Built, change: Callable) -> None:
    with pytest.raises(DatabaseError, match=append_only.REFUSAL), transaction.atomic():
        change(RoomEvent.objects.filter(room=guarded.room))
    assert event_log.verify(guarded.room) == guarded.room.seq


def test_refusal_may_be_installed_twice_and_still_lets_events_in(guarded: Built) -> None:
    append_only.install(connection)
    guarded.measure("1.00")
    assert event_log.verify(guarded.room) == guarded.room.seq + 1

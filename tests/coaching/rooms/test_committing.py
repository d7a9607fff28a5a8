"""Group commit: together is as alone, only faster; nobody is taken along by another's refusal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.rooms import doorbell, event_log
from coaching.rooms.commands import HANDLERS
from coaching.rooms.committing import Order, Outcome, carry_out
from coaching.rooms.context import Context, Happening
from coaching.rooms.event_log import LoggedEvent
from coaching.rooms.execution import locked_room
from coaching.rooms.joining import cookie_name
from coaching.rooms.models import Participant, ParticipantStatus, RoomEvent
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from tests.coaching.rooms.building import Built, build

pytestmark = pytest.mark.django_db

MARKS = ("1.00", "0.25", "0", "nonsense", None)


def order(built: Built, kind: str, data: dict[str, Any], *, seat: int = 0, command_id: str = "") -> Order:
    cookies = {cookie_name(built.room): built.judges[seat].secret}
    return Order(built.room.pk, cookies, "judge", "en", command_id or str(uuid4()), kind, data)


def measured(built: Built, mark: str | None, *, code: str = "A1.M1", competitor: int = 0, **more: Any) -> Order:
    data = {"competitor": built.key(competitor), "aspect": built.aspects[code], "mark": mark, "reason": "r"}
    return order(built, "measurement.record", data, **more)


def scored(built: Built, seat: int, score: int, *, competitor: int = 0, **more: Any) -> Order:
    data = {"competitor": built.key(competitor), "aspect": built.aspects["A1.J1"], "score": score, "round": 1}
    return order(built, "judgement.score", data, seat=seat, **more)


def codes(outcomes: list[Outcome]) -> list[str]:
    return ["ok" if outcome.reply["ok"] else outcome.reply["error"]["code"] for outcome in outcomes]


def is_whole(*rooms: Built) -> bool:
    """Say whether the log, its chain and the tables of each room are the same story."""
    for built in rooms:
        event_log.verify(built.fresh())
        assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)
    return True


def test_commands_of_many_rooms_become_events_of_one_transaction(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable
) -> None:
    first, second = build(), build()
    rung: list[list[LoggedEvent]] = []
    monkeypatch.setattr(doorbell, "ring_all", lambda events: rung.append(list(events)))
    orders = [measured(first, "1.00"), measured(second, "0.25"), scored(first, 1, 2), measured(first, "0")]
    with django_capture_on_commit_callbacks(execute=True):
        outcomes = carry_out(orders)
    assert codes(outcomes) == ["ok"] * 4
    assert [outcome.reply["id"] for outcome in outcomes] == [each.id for each in orders]
    assert [[event.command_id for event in events] for events in rung] == [[each.id for each in orders]]
    assert is_whole(first, second)


def test_a_refused_command_takes_no_other_along(built: Built) -> None:
    stranger = order(built, "measurement.record", {}, seat=0)
    orders = [
        measured(built, "1.00"),
        measured(built, "9.00"),
        stranger,
        scored(built, 0, 7),
        measured(built, "0.25", competitor=1),
    ]
    assert codes(carry_out(orders)) == ["ok", "mark_out_of_range", "bad_data", "score_out_of_range", "ok"]
    assert is_whole(built)


def test_the_same_id_counts_once_whether_it_comes_together_or_later(built: Built) -> None:
    once = measured(built, "1.00")
    first = carry_out([once, measured(built, "0.25"), once])
    later = carry_out([measured(built, "0"), once])
    assert first[0] == first[2] == later[1]
    assert RoomEvent.objects.filter(room=built.room, command_id=UUID(once.id)).count() == 1
    stolen = measured(built, "1.00", seat=1, command_id=once.id)
    assert codes(carry_out([stolen, measured(built, "1.00")])) == ["command_id_reused", "ok"]
    assert is_whole(built)


def test_whoever_was_removed_or_never_belonged_is_turned_away(built: Built) -> None:
    built.as_host("participant.remove", participant=str(built.judges[1].participant.pk))
    other = build(host=built.host)
    foreign = Order(other.room.pk, measured(built, "1.00").cookies, "judge", "en", str(uuid4()), "judgement.score", {})
    nowhere = Order(uuid4(), {}, "judge", "en", str(uuid4()), "measurement.record", {})
    outcomes = carry_out([measured(built, "1.00", seat=1), measured(built, "1.00"), foreign, nowhere])
    assert codes(outcomes) == ["removed", "ok", "not_allowed", "not_allowed"]
    assert [outcome.close_code for outcome in outcomes] == [4410, None, 4401, 4404]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks the whole database before it reads")
def test_who_is_removed_while_a_command_waits_for_the_room_is_turned_away() -> None:
    built = build()
    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            locked_room(built.room.pk)
            waiting = thread.submit(carry_out, [measured(built, "1.00")])
            while not waiting.done() and not _somebody_waits():
                pass
            Participant.objects.filter(pk=built.judges[0].participant.pk).update(status=ParticipantStatus.REMOVED)
        assert codes(waiting.result()) == ["removed"]
        thread.submit(connections.close_all).result()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
        return cursor.fetchone() is not None


def test_what_a_refused_command_wrote_is_undone(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(context: Context, data: dict[str, Any]) -> Happening:
        Participant.objects.filter(room=context.room).update(organisation_name="written")
        context.room.title = "changed"
        raise CommandRefused("not_judgement")

    monkeypatch.setitem(HANDLERS, "judgement.score", careless)
    outcomes = carry_out([measured(built, "1.00"), scored(built, 0, 2), measured(built, "0.25", competitor=1)])
    assert codes(outcomes) == ["ok", "not_judgement", "ok"]
    assert not Participant.objects.filter(room=built.room, organisation_name="written").exists()
    assert built.fresh().title != "changed"
    assert is_whole(built)


def test_a_command_that_fails_fails_alone(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(context: Context, data: dict[str, Any]) -> Happening:
        raise RuntimeError

    monkeypatch.setitem(HANDLERS, "judgement.score", broken)
    outcomes = carry_out([measured(built, "1.00"), scored(built, 0, 2), measured(built, "0.25", competitor=1)])
    assert codes(outcomes) == ["ok", "failed", "ok"]
    assert is_whole(built)


def test_the_cost_of_a_mark_falls_with_how_many_come_together(
    built: Built, django_assert_max_num_queries: Callable
) -> None:
    carry_out([measured(built, "1.00")])
    orders = [measured(built, MARKS[n % 3], competitor=n % 2, seat=n % 3) for n in range(30)]
    with django_assert_max_num_queries(14):
        assert codes(carry_out(orders)) == ["ok"] * 30


steps = st.one_of(
    st.tuples(
        st.just("measure"), st.sampled_from(MARKS), st.sampled_from(["A1.M1", "A1.J1", "A2.M1"]), st.integers(0, 1)
    ),
    st.tuples(st.just("score"), st.integers(0, 2), st.integers(0, 4), st.integers(0, 1)),
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(batches=st.lists(st.lists(steps, min_size=1, max_size=8), min_size=1, max_size=4))
def test_together_is_as_alone(batches: list[list[tuple[Any, ...]]]) -> None:
    alone, together = build(), build()
    for batch in batches:
        one = [_ordered(alone, step) for step in batch]
        many = [_ordered(together, step) for step in batch]
        single = [outcome for each in one for outcome in carry_out([each])]
        assert codes(carry_out(many)) == codes(single)
    assert is_whole(alone, together)
    assert _story(alone) == _story(together)


def _ordered(built: Built, step: tuple[Any, ...]) -> Order:
    if step[0] == "measure":
        return measured(built, step[1], code=step[2], competitor=step[3])
    return scored(built, step[1], step[2], competitor=step[3])


def _story(built: Built) -> list[Any]:
    state = load_state(built.room.pk)
    return [
        [
            state.totals.get(built.key(n)),
            {built_code: _plain(state.marks.get(built.key(n), {}).get(pk)) for built_code, pk in built.aspects.items()},
        ]
        for n in (0, 1)
    ]


def _plain(mark: Any) -> Any:
    return (
        None if mark is None else (mark["state"], mark["mark"], mark["round"], [given for _, given in mark["scores"]])
    )

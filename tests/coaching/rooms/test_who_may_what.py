"""Every command, in every state of a room, from everybody: allowed or refused exactly as the protocol's table says."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from coaching.rooms.actors import Actor, HostActor, ParticipantActor
from coaching.rooms.execution import execute
from coaching.rooms.models import MarkComment, RoomHost, RoomStatus
from coaching.rooms.protocol import COMMANDS, View
from coaching.rooms.refusals import CommandRefused
from tests.coaching.rooms.building import Built, build, make_host

pytestmark = pytest.mark.django_db

WRONG_PERSON = {"not_allowed", "chief_only"}
WRONG_MOMENT = {code for kind in COMMANDS.values() for code in kind.refused_when.values()}
STRANGER = "stranger"
CO_HOST = "co-host"
WAYS = {
    RoomStatus.LOBBY: (),
    RoomStatus.RUNNING: ("room.start",),
    RoomStatus.PAUSED: ("room.start", "room.pause"),
    RoomStatus.ENDED: ("room.start", "room.end"),
}


def data_of(built: Built) -> dict[str, dict[str, Any]]:
    """Return for each command what it may say about this room."""
    competitor, judge = built.key(0), str(built.judges[0].participant.pk)
    module = {"competitor": competitor, "module": 1}
    about = {"competitor": competitor, "aspect": built.aspects["A1.M1"]}
    judged = {"competitor": competitor, "aspect": built.aspects["A1.J1"]}
    return {
        "room.extend": {"seconds": 60},
        "time.give": {"participant": competitor, "seconds": 60, "reason": "The screen went dark."},
        "room.shorten": {"seconds": 60, "reason": "Given by mistake."},
        "time.take": {"participant": competitor, "seconds": 60, "reason": "Given by mistake."},
        "participant.time": {"participant": competitor, "percent": 125},
        "module.start": {"module": 2},
        "room.lock": {"locked": True},
        "room.change": {"late_join": True},
        "participant.remove": {"participant": judge},
        "participant.ban": {"participant": judge},
        "participant.readmit": {"participant": judge},
        "participant.describe": {"participant": competitor, "name": "Dana Demo"},
        "competitor.add": {"name": "Work of the test"},
        "seat.add": {"role": "observer"},
        "host.remove": {"user": 1},
        "host.hand_over": {"user": 1},
        "measurement.record": {**about, "mark": "1.00"},
        "measurement.observe": {**about, "observation": True},
        "judgement.score": {**judged, "score": 2, "round": 1},
        "judgement.reopen": judged,
        "comment.write": {**about, "text": "Well done."},
        "evidence.remove": {"evidence": str(uuid4())},
        "form.check": {**module, "version": 1},
        "form.return": {**module, "reason": "A look again."},
        "form.sign": {**module, "version": 1},
        "form.lock": module,
        "form.reopen": {**module, "reason": "A look again."},
        "dispute.file": {**module, "aspect": None, "text": "The tag is closed."},
        "dispute.answer": {"dispute": str(uuid4()), "outcome": "declined", "answer": "It is not."},
        "module.release": {"module": 1},
    }


def people_of(built: Built) -> dict[str, Actor]:
    """Return everybody who may try: one of each role, a co-host, and a host of another room."""
    co_host = make_host(f"{uuid4().hex}@podium.example")
    RoomHost.objects.create(room=built.room, user=co_host)
    assert built.coordinator is not None
    return {
        View.HOST: HostActor(built.host),
        CO_HOST: HostActor(co_host),
        STRANGER: HostActor(make_host(f"{uuid4().hex}@podium.example")),
        View.JUDGE: ParticipantActor(built.judges[1].participant),
        View.COORDINATOR: ParticipantActor(built.coordinator.participant),
        View.COMPETITOR: ParticipantActor(built.competitors[0].participant),
        View.OBSERVER: ParticipantActor(built.observers[0].participant),
    }


def expected(name: str, who: str, status: RoomStatus) -> str | None:
    """Return the refusal that the protocol names for this cell; None where it lets the command pass."""
    kind = COMMANDS[name]
    view = View.HOST if who == CO_HOST else who
    if who == STRANGER or view not in kind.views:
        return "not_allowed"
    if who == CO_HOST and kind.chief:
        return "chief_only"
    return kind.refused_when.get(status)


def attempted(built: Built, actor: Actor, name: str, data: dict[str, Any]) -> str | None:
    """Try the command, undo it, and return the code of its refusal, or None."""
    try:
        with transaction.atomic():
            execute(room_id=built.room.pk, actor=actor, command_id=uuid4(), type=name, data=data)
            transaction.set_rollback(True)
    except CommandRefused as refusal:
        return refusal.code
    return None


def cells(built: Built) -> Iterator[tuple[str, str, str | None]]:
    """Yield every command, who tried it, and what it came to."""
    data = data_of(built)
    for who, actor in people_of(built).items():
        for name in COMMANDS:
            yield name, who, attempted(built, actor, name, data.get(name, {}))


@pytest.mark.parametrize("status", list(RoomStatus))
def test_every_cell_of_the_table(status: RoomStatus) -> None:
    built = build(started=False, sign_off="full", coordinator=True, observers=1, late_join=True)
    for command in WAYS[status]:
        built.as_host(command)
    wrong, passed = [], set()
    for name, who, code in cells(built):
        told = expected(name, who, status)
        if told is None and code is None:
            passed.add(name)
        # Where the table lets a command pass, what it says may still be refused, but not for who and when.
        as_told = code not in WRONG_PERSON | set(COMMANDS[name].refused_when.values()) if told is None else code == told
        if not as_told:
            wrong.append((name, who, told, code))
    assert wrong == []
    assert ("measurement.record" in passed) == (status in {RoomStatus.RUNNING, RoomStatus.PAUSED})
    assert {"participant.remove", "room.change"} <= passed
    assert not MarkComment.objects.exists()


def test_somebody_who_was_sent_out_gives_no_command_at_all() -> None:
    built = build(sign_off="full", coordinator=True, observers=1)
    data, people = data_of(built), people_of(built)
    for view in (View.JUDGE, View.COORDINATOR, View.COMPETITOR, View.OBSERVER):
        actor = people[view]
        assert isinstance(actor, ParticipantActor)
        built.as_host("participant.remove", participant=str(actor.participant.pk))
        codes = {name: attempted(built, actor, name, data.get(name, {})) for name in COMMANDS}
        assert set(codes.values()) == {"removed"}, codes

"""Group commit: what the sockets of this process ask for at the same time is carried out in one transaction.

Waiting for the disk is what a mark costs most; one wait serves all that came while the last one lasted. A command
that is refused takes no other along, every answer is given after the commit and in the order of the questions, and
the same command id again changes nothing, as for a command that is alone.
"""

import logging
from asyncio import Future
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import translation

from coaching.rooms import doorbell
from coaching.rooms.access import Visit, socket_visit
from coaching.rooms.actors import ParticipantActor
from coaching.rooms.event_log import LoggedEvent, Pen, events_of
from coaching.rooms.execution import SENT_OUT, audience_of, command_for, execute, lock_on, perform, reply_to
from coaching.rooms.joining import holders, keys_to, secret_in
from coaching.rooms.ledger import Ledger, competitors_with_totals, marks_at
from coaching.rooms.models import Participant, Room
from coaching.rooms.prepared import answers
from coaching.rooms.protocol import COMMANDS, CloseCode, read_data
from coaching.rooms.protocol.fields import PANEL
from coaching.rooms.refusals import AccessRefused, CommandRefused, ParticipantRemoved, RoomUnknown
from coaching.rooms.sheet import sheet_of
from coaching.rooms.threads import Together, writing
from coaching.rooms.trips import write

log = logging.getLogger(__name__)

MOST_TOGETHER = 64
LANES = 2


@dataclass(frozen=True, slots=True)
class Order:
    """What one socket asks for: a command of the protocol, from a browser with these cookies."""

    room_id: UUID
    cookies: Mapping[str, str]
    view: str
    language: str
    id: str
    type: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The reply to an order, and the code to close its socket with if its visit is over."""

    reply: dict[str, Any]
    close_code: int | None = None


class Committer:
    """Carries out the orders of one event loop: those of one room in the order in which they came.

    Rooms are shared out to two lanes, so that one prepares while the other waits for the disk. SQLite has one
    thread that writes, and so one lane.
    """

    def __init__(self) -> None:
        """Begin with nothing to do."""
        lanes = LANES if connection.vendor == "postgresql" else 1
        self._lanes = [Together[Order, Outcome](writing(carry_out), MOST_TOGETHER) for _ in range(lanes)]

    def submit(self, order: Order) -> "Future[Outcome]":
        """Return what will be the outcome of the order, after its commit."""
        return self._lanes[order.room_id.int % len(self._lanes)].submit(order)


def carry_out(orders: Sequence[Order]) -> list[Outcome]:
    """Carry out the orders one after another, those of judges together, and return an outcome for each."""
    outcomes: list[Outcome] = []
    for is_of_judges, group in groupby(orders, _is_of_judge):
        few = list(group)
        outcomes += _together(few) if is_of_judges else map(_alone, few)
    return outcomes


def _is_of_judge(order: Order) -> bool:
    return order.view in PANEL and order.type in COMMANDS and COMMANDS[order.type].views == PANEL


# Alone ---------------------------------------------------------------------------------------------------------


def _alone(order: Order) -> Outcome:
    """Carry out one order in a transaction of its own."""
    return _answered(order, lambda: _executed(order))


def _executed(order: Order) -> Outcome:
    visit = socket_visit(order.room_id, order.cookies, order.view)
    if visit.actor is None:
        raise CommandRefused("not_allowed")
    reply = execute(
        room_id=order.room_id, actor=visit.actor, command_id=UUID(order.id), type=order.type, data=order.data
    )
    return _accepted(order, reply.seq, reply.data)


def _answered(order: Order, act: Callable[[], Outcome]) -> Outcome:
    with translation.override(order.language):
        try:
            return act()
        except (CommandRefused, AccessRefused) as refusal:
            return _refused(order, refusal)
        except Exception:
            log.exception("The command %s in room %s failed.", order.type, order.room_id)
            return _failed(order)


def _accepted(order: Order, seq: int, data: dict[str, Any]) -> Outcome:
    return Outcome({"type": "reply", "id": order.id, "ok": True, "seq": seq, "data": data})


def _refused(order: Order, refusal: CommandRefused | AccessRefused) -> Outcome:
    if isinstance(refusal, CommandRefused):
        return Outcome(refusal_of(order.id, refusal))
    return Outcome(turned_away(order.id, refusal), refusal.close_code)


def _failed(order: Order) -> Outcome:
    return Outcome(refusal_of(order.id, CommandRefused("failed")))


def refusal_of(message_id: str, refusal: CommandRefused) -> dict[str, Any]:
    """Return the reply that says why a command was refused."""
    error: dict[str, Any] = {"code": refusal.code, "message": refusal.message, "field": refusal.field}
    if refusal.current is not None:
        error["current"] = refusal.current
    return {"type": "reply", "id": message_id, "ok": False, "error": error}


def turned_away(message_id: str, refusal: AccessRefused) -> dict[str, Any]:
    """Return the reply to somebody who may not be here any more."""
    code = "removed" if refusal.close_code == CloseCode.REMOVED else "not_allowed"
    return refusal_of(message_id, CommandRefused(code))


# Together ------------------------------------------------------------------------------------------------------


class _RefusedAfterWriting(Exception):
    """A command was refused when it had already written something: only a rollback undoes that."""


def _together(orders: list[Order]) -> list[Outcome]:
    """Carry out judges' orders in one transaction; where that cannot be, each in its own.

    One order alone goes this way too: it asks the database for a fifth less than by itself.
    """
    try:
        with transaction.atomic():
            return _Together(orders).carried_out()
    except _RefusedAfterWriting:
        pass
    except Exception:
        # Whatever was committed is found again by its command id.
        log.warning("%s commands could not be committed together.", len(orders), exc_info=True)
    return [_alone(order) for order in orders]


class _Together:
    """One transaction, its rooms locked in one order by every process, and who gives commands in it."""

    def __init__(self, orders: list[Order]) -> None:
        self._orders = orders
        secrets = {secret_in(order.room_id, order.cookies) for order in orders} - {""}
        competitors, measurements = _named(orders)
        # The rooms come first: whatever else is read is read when they are locked.
        rooms, keys, earlier, people, marks = answers(
            [
                lock_on({order.room_id for order in orders}),
                keys_to(secrets),
                events_of({(order.room_id, UUID(order.id)) for order in orders}),
                competitors_with_totals(competitors),
                marks_at(measurements),
            ]
        )
        self._rooms: dict[UUID, Room] = {room.pk: room for room in rooms}
        self._known = holders(secrets, keys)
        self._pen = Pen(earlier)
        self._ledger = Ledger()
        self._ledger.gather(people, measurements, marks)
        self._ledger.gather_rules(rooms)
        self._events: list[LoggedEvent] = []
        self._writes = 0

    def carried_out(self) -> list[Outcome]:
        with connection.execute_wrapper(self._counted):
            outcomes = [self._carried_out(order) for order in self._orders]
        write([*self._ledger.statements(), *self._pen.statements()])
        events = self._events
        transaction.on_commit(lambda: doorbell.ring_all(events), robust=True)
        return outcomes

    def _counted(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 -- Django's
        self._writes += not sql.startswith("SELECT")
        return execute(sql, params, many, context)

    def _carried_out(self, order: Order) -> Outcome:
        room = self._rooms.get(order.room_id)
        kept, writes = {} if room is None else dict(vars(room)), self._writes + self._ledger.kept
        with translation.override(order.language):
            try:
                return self._performed(order, room)
            except (CommandRefused, AccessRefused) as refusal:
                if self._writes + self._ledger.kept != writes:
                    raise _RefusedAfterWriting from None
                if room is not None:
                    vars(room).update(kept)
                return _refused(order, refusal)

    def _performed(self, order: Order, room: Room | None) -> Outcome:
        if room is None:
            raise RoomUnknown
        actor = self._actor(order, room)
        command = command_for(actor, UUID(order.id), order.type, order.data, is_fresh=True)
        event, is_new = perform(room, command, pen=self._pen, ledger=self._ledger)
        if is_new:
            self._events.append(event)
        reply = reply_to(event, room, audience_of(actor))
        return _accepted(order, reply.seq, reply.data)

    def _actor(self, order: Order, room: Room) -> ParticipantActor:
        """Return the judge or coordinator of this browser, as the locked room has them."""
        judge: Participant | None = self._known.get(secret_in(order.room_id, order.cookies))
        if judge is None or judge.room_id != room.pk or judge.role != order.view:
            return _actor_of(socket_visit(order.room_id, order.cookies, order.view))
        if judge.status in SENT_OUT:
            raise ParticipantRemoved
        return ParticipantActor(judge)


def _named(orders: Sequence[Order]) -> tuple[set[UUID], set[tuple[UUID, int]]]:
    """Return the competitors that the orders name, and with which measurement; what cannot be is left out."""
    competitors, measurements = set(), set()
    for order in orders:
        try:
            named = read_data(order.type, order.data)
            competitor, aspect = named["competitor"], named["aspect"]
        except (CommandRefused, KeyError):
            continue
        competitors.add(competitor)
        found = sheet_of(order.room_id).by_id.get(aspect)
        if found is not None and found.kind == "M":
            measurements.add((competitor, aspect))
    return competitors, measurements


def _actor_of(visit: Visit) -> ParticipantActor:
    if not isinstance(visit.actor, ParticipantActor):
        raise CommandRefused("not_allowed")
    return visit.actor

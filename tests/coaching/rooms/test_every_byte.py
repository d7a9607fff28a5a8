"""A whole session over sockets, with every byte that each reader was sent: in shape, and never what is another's."""

import json
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest

from coaching.rooms.dividing import ModuleWish
from coaching.rooms.hosts import host_token
from coaching.rooms.joining import seat_token
from coaching.rooms.models import ParticipantKey
from coaching.rooms.protocol.messages import ServerMessage
from coaching.rooms.threads import writing
from tests.coaching.rooms.building import Built, make_host
from tests.coaching.rooms.clients import RoomClient, refused_with, secret_of, session_of
from tests.coaching.rooms.seats import board, competitor, host, judge, make, measured, scored
from tests.coaching.rooms.test_protocol import fits
from tests.standing_alone import stands_alone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rooms_closed")]

MODULES = [ModuleWish("Morning", ["A1", "A2"], 60, reading_minutes=5), ModuleWish("Afternoon", ["B1"], 30)]
MARKS = ("0.11", "0.22", "0.33")
WORDS = ("Alder", "Birch", "Cedar")
"""What is said of each competitor, and of nobody else."""


@dataclass
class Session:
    """A room of two modules with a browser for everybody."""

    built: Built
    judges: list[RoomClient]
    coordinator: RoomClient
    competitors: list[RoomClient]
    observer: RoomClient
    host: RoomClient
    board: RoomClient
    seq: int = 0
    secrets: set[str] = field(default_factory=set)

    @property
    def everybody(self) -> list[RoomClient]:
        """Return all browsers."""
        return [*self.judges, self.coordinator, *self.competitors, self.observer, self.host, self.board]

    async def tell(self, client: RoomClient, kind: str, **data: Any) -> dict[str, Any]:
        """Give a command, and let it be carried out."""
        reply = await client.ask(kind, **data)
        assert reply["ok"], reply
        self.seq = reply["seq"]
        return reply

    async def settle(self) -> None:
        """Let everybody hear what there is to hear: the room is locked and unlocked, which all are told."""
        await self.tell(self.host, "room.lock", locked=True)
        await self.tell(self.host, "room.lock", locked=False)
        for client in self.everybody:
            await client.until_seq(self.seq)

    def heard_by(self, client: RoomClient) -> str:
        """Return every byte that this browser was sent."""
        return "\n".join(client.heard)


async def begin(stack: AsyncExitStack) -> Session:
    """Open the room and all browsers."""
    built = await make(
        competitors=3, sign_off="full", coordinator=True, observers=1, modules=MODULES, marks_shown="module",
        board="module", board_names="number", compatriots_apart=True, late_join=True, duration_minutes=60, started=False,
    )  # fmt: skip
    seated = [built.coordinator, *built.observers]
    cookies = [secret_of(built.room, joined) for joined in seated if joined is not None]
    session = Session(
        built,
        judges=[judge(built, seat) for seat in range(3)],
        coordinator=RoomClient(built.room, "coordinator", cookies[0]),
        competitors=[competitor(built, number) for number in range(3)],
        observer=RoomClient(built.room, "observer", cookies[1]),
        host=await host(built),
        board=board(built),
    )
    session.secrets = await writing(_secrets)(built)
    for client in session.everybody:
        await stack.enter_async_context(client)
    return session


def _secrets(built: Built) -> set[str]:
    """Return what lets anybody in, and what a browser must never be sent."""
    joined = [*built.judges, *built.competitors, *built.observers, *([built.coordinator] if built.coordinator else [])]
    digests = ParticipantKey.objects.filter(participant__room=built.room).values_list("digest", flat=True)
    return (
        {person.secret for person in joined} | set(digests) | links_of(built) | {built.host.password, built.host.email}
    )


def links_of(built: Built) -> set[str]:
    """Return the links by which people take their seats, and by which a co-host comes in."""
    joined = [*built.judges, *built.competitors, *built.observers, *([built.coordinator] if built.coordinator else [])]
    return {seat_token(person.participant) for person in joined} | {host_token(built.room)}


async def mark_module(session: Session, codes: tuple[tuple[str, str], ...]) -> None:
    """Mark everybody's module; each competitor gets marks and words of their own."""
    built = session.built
    for number in range(3):
        panel = panel_of(session, number)
        for code, kind in codes:
            if kind == "M":
                words = measured(built, MARKS[number], code=code, number=number, reason=f"{WORDS[number]} reason")
                await session.tell(panel[0], "measurement.record", **words)
                continue
            for client in panel:
                await session.tell(client, "judgement.score", **scored(built, 2, code=code, number=number))
        about = {"competitor": built.key(number), "aspect": built.aspects[codes[0][0]]}
        await session.tell(panel[1], "comment.write", **about, text=f"{WORDS[number]} comment")


def panel_of(session: Session, number: int) -> list[RoomClient]:
    """Return who marks the competitor: the first judge and the first competitor are of one college."""
    return [*session.judges[1:], session.coordinator] if number == 0 else session.judges


async def close_module(session: Session, module: int) -> None:
    """Check, sign, lock and release the module."""
    for number in range(3):
        form = {"competitor": session.built.key(number), "module": module}
        await session.tell(session.coordinator, "form.check", **form, version=1)
        for client in panel_of(session, number):
            await session.tell(client, "form.sign", **form, version=1)
    await session.tell(session.host, "form.lock", competitor=None, module=module)


async def test_nobody_is_sent_what_is_anothers_or_a_secret() -> None:
    async with AsyncExitStack() as stack:
        session = await begin(stack)
        built, chief = session.built, session.host
        college = str(built.judges[0].participant.pk)
        await session.tell(chief, "participant.describe", participant=college, member="Almaty")
        await session.tell(chief, "participant.describe", participant=built.key(0), member="Almaty")
        await session.tell(chief, "room.start")
        await blind_until_all_are_in(session)
        await mark_module(session, (("A1.M1", "M"), ("A2.M1", "M")))
        await session.settle()
        for number, client in enumerate(session.competitors):
            assert not stands_alone(session.heard_by(client), MARKS[number]), "a mark before it is released"
            assert WORDS[number] not in session.heard_by(client)
        assert not any(stands_alone(session.heard_by(session.observer), mark) for mark in MARKS)
        await close_module(session, 1)
        await session.tell(chief, "module.release", module=1)
        await session.tell(chief, "module.start", module=2)
        await session.tell(chief, "time.give", participant=built.key(1), seconds=300, reason="Birch screen went dark")
        await session.tell(chief, "time.take", participant=built.key(1), seconds=60, reason="Birch was given too much")
        await mark_module(session, (("B1.M1", "M"), ("B1.J1", "J")))
        dispute = {"competitor": built.key(2), "module": 1, "aspect": built.aspects["A1.M1"]}
        filed = await session.tell(session.competitors[2], "dispute.file", **dispute, text="Cedar tag is closed")
        answer = {"dispute": filed["data"]["dispute"]["id"], "outcome": "declined", "answer": "Cedar tag is open"}
        await session.tell(chief, "dispute.answer", **answer)
        await session.settle()
        for client in session.everybody:
            await session.tell(client, "snapshot.read")
        check_bytes(session)


async def blind_until_all_are_in(session: Session) -> None:
    """Score one aspect of everybody, and see that no score of another was sent before the last one was in."""
    built = session.built
    for number in range(3):
        panel = panel_of(session, number)
        for client, score in zip(panel[:2], (3, 2), strict=True):
            await session.tell(client, "judgement.score", **scored(built, score, number=number))
        await session.settle()
        for client in {*session.everybody} - {panel[0]}:
            assert '"score":3' not in session.heard_by(client), "a score before its time"
        await session.tell(panel[2], "judgement.score", **scored(built, 2, number=number))
        await session.settle()
        assert '"score":3' in session.heard_by(session.host)
        for client in session.everybody:
            client.heard.clear()


def check_bytes(session: Session) -> None:
    """See that all that was said is in shape, and that nobody was sent a secret or what is another's."""
    built = session.built
    for client in session.everybody:
        text = session.heard_by(client)
        assert not any(secret in text for secret in session.secrets)
        for message in map(json.loads, client.heard):
            assert fits(message, ServerMessage), json.dumps(message)
    for number, client in enumerate(session.competitors):
        text = session.heard_by(client)
        assert WORDS[number] in text
        assert stands_alone(text, MARKS[number])
        for other in {0, 1, 2} - {number}:
            assert built.key(other) not in text
            assert WORDS[other] not in text
            assert not stands_alone(text, MARKS[other])
    wall = session.heard_by(session.board)
    assert not any(f"Competitor {number}" in wall or word in wall for number, word in enumerate(WORDS, 1))
    assert all(word not in session.heard_by(session.observer) for word in WORDS)


async def test_closed_doors_say_nothing() -> None:
    built = await make(observers=1)
    for view in ("judge", "host", "coordinator", "observer", "competitor"):
        assert await refused_with(built.room, view, {}) == 4401
    wrong = secret_of(built.room, built.competitors[0])
    for view in ("judge", "host", "observer", "coordinator"):
        assert await refused_with(built.room, view, wrong) == 4401
    stranger = await writing(make_host)(f"{uuid4().hex}@podium.example")
    assert await refused_with(built.room, "host", await session_of(stranger)) == 4401

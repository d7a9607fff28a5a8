"""The straight way into Daphne's sockets: tried on real ones of Twisted and Autobahn, with a reader who is slow."""

import asyncio
import socket
from collections.abc import Iterator
from typing import Any

import daphne.server  # noqa: F401 -- it chooses the reactor
import pytest
from autobahn.twisted.websocket import WebSocketServerFactory
from autobahn.websocket.protocol import WebSocketProtocol
from twisted.internet import tcp

from coaching.rooms.frames import Message, frame_of
from podium import straight
from podium.straight import Flow

AT_ONCE = 1 << 16


class Reactor:
    """Notes who wants to write, and lets nothing happen by itself."""

    def __init__(self) -> None:
        self.writers: set[Any] = set()

    def addWriter(self, writer: Any) -> None:  # noqa: N802 -- Twisted's name
        """Note it."""
        self.writers.add(writer)

    def removeWriter(self, writer: Any) -> None:  # noqa: N802 -- Twisted's name
        """Forget it."""
        self.writers.discard(writer)

    addReader = removeReader = removeWriter  # noqa: N815 -- Twisted's names


class Heard:
    """Who is told of pauses."""

    def __init__(self) -> None:
        self.what: list[str] = []

    def paused(self) -> None:
        """Note it."""
        self.what.append("paused")

    def resumed(self) -> None:
        """Note it."""
        self.what.append("resumed")


class Pair:
    """An open socket of a server, and its reader at the other end."""

    def __init__(self) -> None:
        ours, self.reader = socket.socketpair()
        ours.setblocking(False)
        self.reader.setblocking(False)
        reactor: Any = Reactor()
        self.transport: Any = tcp.Server.__new__(tcp.Server)
        tcp.Connection.__init__(self.transport, ours, reactor, reactor)
        self.transport.connected = 1
        factory: Any = WebSocketServerFactory()
        self.protocol: Any = factory.buildProtocol(None)
        self.protocol.transport = self.transport
        self.protocol.state = WebSocketProtocol.STATE_OPEN
        self.protocol._perMessageCompress = None
        self.flow = Flow(self.protocol)

    def read_all(self) -> bytes:
        """Read until nothing comes any more, letting the server write what waits."""
        data = b""
        while True:
            try:
                data += self.reader.recv(AT_ONCE)
            except BlockingIOError:
                if not self.flow.waiting():
                    return data
            if self.flow.waiting():
                self.transport.doWrite()


@pytest.fixture
def pair() -> Iterator[Pair]:
    made = Pair()
    yield made
    made.transport.socket.close()
    made.reader.close()


def test_this_daphne_is_inside_as_expected() -> None:
    assert straight.available()


def test_another_inside_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podium.straight.frame_of", lambda payload: b"another" + payload)
    assert not straight.available()
    monkeypatch.undo()
    monkeypatch.delattr(WebSocketProtocol, "sendMessage")
    assert not straight.available()


def test_a_frame_goes_into_the_socket_at_once(pair: Pair) -> None:
    assert pair.flow.straighten()
    pair.flow.write(Message("one").frame)
    assert pair.reader.recv(AT_ONCE) == frame_of(b"one")
    assert pair.flow.waiting() == 0


def test_frames_stay_behind_what_waits_in_the_transport(pair: Pair) -> None:
    pair.flow.straighten()
    pair.transport.write(b"before")
    pair.flow.write(b"after")
    assert pair.flow.waiting() == len(b"beforeafter")
    assert pair.read_all() == b"beforeafter"


def test_a_slow_reader_gets_every_byte_in_order_and_its_senders_are_told(pair: Pair) -> None:
    pair.flow.straighten()
    heard = Heard()
    pair.flow.listen(heard)
    sent = b""
    while not heard.what:
        frame = frame_of(str(len(sent)).encode() * 200)
        pair.flow.write(frame)
        sent += frame
    assert straight.MUCH < pair.flow.waiting() <= straight.MUCH + len(frame)
    assert pair.flow.is_paused
    assert pair.read_all() == sent
    assert heard.what == ["paused", "resumed"]
    assert pair.flow.waiting() == 0


def test_no_frame_follows_a_close(pair: Pair) -> None:
    pair.flow.straighten()
    pair.protocol.state = WebSocketProtocol.STATE_CLOSING
    pair.flow.write(b"late")
    assert pair.read_all() == b""


def test_a_broken_socket_is_left_to_the_transport(pair: Pair) -> None:
    pair.flow.straighten()
    pair.reader.close()
    pair.flow.write(b"one")
    pair.flow.write(b"two")
    assert pair.flow.waiting() == len(b"onetwo")


def test_compressed_and_encrypted_sockets_have_no_straight_way() -> None:
    for spoil in (_compress, _encrypt, _wrap):
        pair = Pair()
        spoil(pair)
        assert not pair.flow.straighten()
        pair.transport.socket.close()
        pair.reader.close()


def _compress(pair: Pair) -> None:
    pair.protocol._perMessageCompress = object()


def _encrypt(pair: Pair) -> None:
    pair.transport.TLS = True


def _wrap(pair: Pair) -> None:
    pair.flow._transport = object()


async def test_a_plain_send_waits_for_its_reader(pair: Pair) -> None:
    await pair.flow.keep_up()
    pair.transport.write(b"x" * (straight.MUCH * 40))
    waiting = asyncio.ensure_future(pair.flow.keep_up())
    await asyncio.sleep(0)
    assert not waiting.done()
    pair.read_all()
    await waiting


async def test_a_lost_connection_lets_nobody_wait(pair: Pair) -> None:
    pair.transport.write(b"x" * (straight.MUCH * 40))
    waiting = asyncio.ensure_future(pair.flow.keep_up())
    await asyncio.sleep(0)
    pair.flow.stopProducing()
    await waiting
    await pair.flow.keep_up()


def test_a_transport_that_closes_does_not_wait_for_its_senders(pair: Pair) -> None:
    pair.transport.write(b"x" * (straight.MUCH * 40))
    pair.protocol.state = WebSocketProtocol.STATE_CLOSED
    pair.read_all()
    assert pair.transport.producer is None

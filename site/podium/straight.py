"""Frames written straight into Daphne's sockets: the same bytes to everybody, one system call each.

Autobahn, under Daphne, builds every frame anew for every socket and asks the event loop twice for each. Where a
socket is plain TCP without compression, and nothing waits in its transport, a frame may go into it at once; else it
goes through the transport, behind what waits. This leans on the insides of Daphne, Autobahn and Twisted, so
`available` tries them out when the server starts; where they are not as expected, or for one socket with TLS or
compression, rooms send plain ASGI messages.
"""

# ruff: noqa: SLF001 -- this module is about the insides of others, and `available` looks at them first

import asyncio
import logging
import socket
from typing import Any

from autobahn.twisted.websocket import WebSocketServerFactory
from autobahn.websocket.protocol import WebSocketProtocol
from twisted.internet import abstract, interfaces, tcp
from zope.interface import implementer

from coaching.rooms.frames import Listener, frame_of

log = logging.getLogger(__name__)

MUCH = 48 * 1024
"""Bytes that may wait in this process for one reader before its senders are told to pause."""

IN_THE_KERNEL = 128 * 1024
"""Bytes that the system may hold for one reader (Linux counts them twice); by itself it takes up to 4 MiB of old news."""

_SIZES = (0, 125, 126, 0xFFFF, 0x10000)


@implementer(interfaces.IPushProducer)
class Flow:
    """One socket's way out, and whether its reader keeps up: Twisted pauses and resumes whoever produces for it."""

    __slots__ = ("_listener", "_protocol", "_resumed", "_send", "_transport", "is_paused")

    def __init__(self, protocol: Any) -> None:
        """Take the place of Twisted's HTTP channel, which has produced for the transport until the upgrade."""
        transport = protocol.transport
        self._protocol = protocol
        self._transport = transport
        self._listener: Listener | None = None
        self._resumed: asyncio.Event | None = None
        self._send: Any = None
        self.is_paused = False
        transport.bufferSize = MUCH
        transport.unregisterProducer()
        transport.registerProducer(self, streaming=True)

    # Twisted's side --------------------------------------------------------------------------------------------

    def pauseProducing(self) -> None:  # noqa: N802 -- Twisted's name
        """Note that much waits."""
        if not self.is_paused:
            self.is_paused = True
            if self._listener is not None:
                self._listener.paused()

    def resumeProducing(self) -> None:  # noqa: N802 -- Twisted's name
        """Note that everything was sent."""
        self.is_paused = False
        if self._resumed is not None:
            self._resumed.set()
        if self._protocol.state != WebSocketProtocol.STATE_OPEN:
            # A transport that is to be closed waits for whoever produces to be done.
            self._transport.unregisterProducer()
        elif self._listener is not None:
            self._listener.resumed()

    def stopProducing(self) -> None:  # noqa: N802 -- Twisted's name
        """Note that the connection is lost: nobody waits for it any more."""
        self._listener = None
        self.is_paused = False
        if self._resumed is not None:
            self._resumed.set()

    # Podium's side ---------------------------------------------------------------------------------------------

    async def keep_up(self) -> None:
        """Return when the reader has taken what waits, at once if it is not much."""
        if self.is_paused:
            self._resumed = asyncio.Event()
            await self._resumed.wait()

    def straighten(self) -> bool:
        """Return whether frames may be written straight into this socket, and be ready for it."""
        transport = self._transport
        plain = type(transport) is tcp.Server and not transport.TLS
        if plain and self._protocol._perMessageCompress is None:
            transport.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, IN_THE_KERNEL)
            self._send = transport.socket.send
        return self._send is not None

    def write(self, frame: bytes) -> None:
        """Send a whole frame: at once if nothing waits, otherwise behind what waits."""
        transport = self._transport
        if self._protocol.state != WebSocketProtocol.STATE_OPEN:
            return
        if transport._tempDataLen or transport.dataBuffer:
            transport.write(frame)
            return
        try:
            sent = self._send(frame)
        except OSError:
            # The buffer of the socket is full, or it is broken: the transport meets the same and knows what to do.
            sent = 0
        if sent < len(frame):
            transport.write(frame[sent:] if sent else frame)

    def waiting(self) -> int:
        """Return how many bytes wait in this process."""
        transport = self._transport
        return len(transport.dataBuffer) - transport.offset + transport._tempDataLen

    def listen(self, listener: Listener) -> None:
        """Tell `listener` from now on when much waits and when nothing does."""
        self._listener = listener
        if self.is_paused:
            listener.paused()

    def close(self, code: int) -> None:
        """Close the socket with this code, after what waits."""
        self._protocol.serverClose(code)


def available() -> bool:
    """Return whether Autobahn and Twisted are inside as this module expects them, by trying them out."""
    try:
        works = _frames_are_the_same() and _transport_waits_as_expected()
    except Exception:
        log.warning("Frames go the plain way: Daphne's insides are not as expected.", exc_info=True)
        return False
    if not works:
        log.warning("Frames go the plain way: Daphne's insides are not as expected.")
    return works


class _Pipe:
    """A transport that keeps what Autobahn writes."""

    def __init__(self) -> None:
        self.data = b""

    def write(self, data: bytes) -> None:
        self.data += data


def _frames_are_the_same() -> bool:
    return all(_frame_of_autobahn(b"x" * size) == frame_of(b"x" * size) for size in _SIZES)


def _frame_of_autobahn(payload: bytes) -> bytes:
    factory = WebSocketServerFactory()
    factory.setProtocolOptions(openHandshakeTimeout=0)
    protocol: Any = factory.buildProtocol(None)
    protocol.transport, protocol.log, protocol.peer = _Pipe(), _Quiet(), "nobody"
    protocol._connectionMade()
    opened = protocol._perMessageCompress is None and protocol.state != WebSocketProtocol.STATE_OPEN
    protocol.state = WebSocketProtocol.STATE_OPEN
    protocol.sendMessage(payload)
    data: bytes = protocol.transport.data
    return data if opened else b""


class _Quiet:
    """A log that says nothing."""

    def debug(self, *_: object, **__: object) -> None:
        """Say nothing."""


class _Reactor:
    """A reactor that lets nothing happen by itself."""

    def addWriter(self, _: object) -> None:  # noqa: N802 -- Twisted's name
        """Do nothing."""

    removeWriter = addWriter  # noqa: N815 -- Twisted's name


def _transport_waits_as_expected() -> bool:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(0)
        reactor: Any = _Reactor()
        transport: Any = tcp.Connection(ours, reactor, reactor)
        transport.connected = 1
        empty = not (transport._tempDataLen or transport.dataBuffer)
        transport.write(b"ab")
        held = transport._tempDataLen == len(b"ab")
        transport.doWrite()
        sent = theirs.recv(16) == b"ab" and not (transport._tempDataLen or transport.dataBuffer or transport.offset)
        return empty and held and sent and issubclass(tcp.Server, abstract.FileDescriptor) and not tcp.Server.TLS

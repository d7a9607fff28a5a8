"""A network between browsers and a server that can be cut and healed: connections break, or swallow what is said."""

import asyncio
import contextlib
import socket
import struct
from itertools import count

AT_ONCE = 64 * 1024

RESET = struct.pack("ii", 1, 0)

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Link:
    """A port of this machine that leads to the port of a server while the network is whole.

    Cut, every other connection breaks and the rest go silent: they take what is said, and neither side learns that
    nothing arrives. New ones fare the same. What was swallowed stays lost when the network heals. A link with
    `sockets=False` lets plain HTTP through and breaks whoever asks for a WebSocket, as some proxies of colleges do.
    """

    def __init__(self, far: int, *, sockets: bool = True) -> None:
        """Lead to the port `far`, once opened."""
        self.far = far
        self.lost = 0
        self._lets_sockets = sockets
        self._whole = asyncio.Event()
        self._whole.set()
        self._numbers = count()
        self._open: dict[int, Streams] = {}
        self._silent: set[int] = set()
        self._carrying: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server

    @property
    def port(self) -> int:
        """The port to connect to."""
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def open(self) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._taken, "127.0.0.1", 0)

    async def close(self) -> None:
        """Break everything and listen no more."""
        self.heal()
        self._server.close()
        for _, writer in self._open.values():
            _break(writer)
        await asyncio.gather(*self._carrying)

    def cut(self) -> None:
        """Break every other connection, and let the rest swallow what is said from now on."""
        self._whole.clear()
        for number, (_, writer) in self._open.items():
            self._lose(number, writer)

    def heal(self) -> None:
        """Let new connections through; those that have swallowed something break."""
        self._whole.set()
        for number in self._silent & self._open.keys():
            _break(self._open[number][1])
        self._silent.clear()

    def _lose(self, number: int, writer: asyncio.StreamWriter) -> None:
        self.lost += 1
        if number % 2:
            _break(writer)
        else:
            self._silent.add(number)

    def _taken(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._carry(reader, writer))
        self._carrying.add(task)
        task.add_done_callback(self._carrying.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = next(self._numbers)
        self._open[number] = reader, writer
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                if self._whole.is_set():
                    await self._carry_on(number, reader, writer)
                else:
                    self._lose(number, writer)
                    await self._whole.wait()
        finally:
            del self._open[number]
            writer.close()

    async def _carry_on(self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = b"" if self._lets_sockets else await reader.readuntil(b"\r\n\r\n")
        if b"upgrade: websocket" in head.lower():
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.far)
        try:
            far_writer.write(head)
            there = asyncio.ensure_future(self._pass_on(number, reader, far_writer))
            back = asyncio.ensure_future(self._pass_on(number, far_reader, writer))
            await asyncio.wait((there, back), return_when=asyncio.FIRST_COMPLETED)
            if number in self._silent:
                # The server is told nothing of a browser that gave up behind a cut network.
                await self._whole.wait()
            for flow in (there, back):
                flow.cancel()
            await asyncio.gather(there, back, return_exceptions=True)
        finally:
            far_writer.close()

    async def _pass_on(self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while said := await reader.read(AT_ONCE):
            if number not in self._silent:
                writer.write(said)
                await writer.drain()


def _break(writer: asyncio.StreamWriter) -> None:
    """End the connection with a reset instead of a farewell."""
    with contextlib.suppress(OSError):
        # One that has ended already takes no options.
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.transport.abort()

"""The socket of a room, as a plain ASGI application: one reader, one writer, no group and no database connection.

The reader carries out the commands of its socket one after another; every one is checked anew against the
session and the database. What a message says about who sent it is never looked at.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from http.cookies import CookieError
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.conf import settings
from django.http import parse_cookie
from django.utils import translation

from coaching.rooms import protocol, registry
from coaching.rooms.access import Caller, Visit
from coaching.rooms.allowance import Allowance
from coaching.rooms.audience import Audience
from coaching.rooms.committing import Order, Outcome, refusal_of, turned_away
from coaching.rooms.frames import straight_way
from coaching.rooms.hub import Hub
from coaching.rooms.outlet import Outlet, QueuedOutlet, StraightOutlet
from coaching.rooms.protocol import CloseCode, Message, MessageRefused, View
from coaching.rooms.refusals import AccessRefused, CommandRefused

log = logging.getLogger(__name__)

LAST_WORDS_SECONDS = 1.0
LOOK_AGAIN_SECONDS = 15.0

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def room_socket(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Serve one socket from its opening to its end."""
    await receive()
    await send({"type": "websocket.accept"})
    await RoomSocket(scope, receive, send).serve()


async def lost_socket(_scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Close a socket that came to an address where there is nothing."""
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": int(CloseCode.NO_SUCH_ROOM)})


class RoomSocket:
    """One socket: whose it is, what it looks at, in which language."""

    def __init__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Read from the scope what the browser came with."""
        kwargs = scope["url_route"]["kwargs"]
        self.room_id: UUID = kwargs["room_id"]
        self.view: str = kwargs["view"]
        self.cookies = _cookies(scope)
        self.language = _language(scope, self.cookies)
        self.allowance = Allowance()
        self._receive = receive
        self._send = send
        self._scope = scope
        self._hub: Hub
        self._outlet: Outlet
        self._last: asyncio.Future[Outcome] | None = None

    async def serve(self) -> None:
        """Look after the socket until it ends; a visit that is refused is closed with the code that says why."""
        try:
            visit = await self._admitted()
            self._hub = await registry.current().hub(self.room_id)
        except AccessRefused as refusal:
            await self._send({"type": "websocket.close", "code": refusal.close_code})
            return
        await self._hub.reach(visit.room.seq)
        try:
            await self._attended(visit.audience)
        finally:
            self._hub.detach(self._outlet)
            registry.current().release(self._hub)

    async def _admitted(self) -> Visit:
        """Return the visit as the database has it now.

        Raises:
            AccessRefused: this browser may not look at the room in this view.
        """
        found = await registry.current().admissions.submit(Caller(self.room_id, self.cookies, self.view))
        if isinstance(found, AccessRefused):
            raise found
        return found

    async def _attended(self, audience: Audience) -> None:
        straight = straight_way(self._scope)
        watch = asyncio.ensure_future(self._watch_the_session()) if self.view == View.HOST else None
        try:
            if straight is not None:
                self._outlet = StraightOutlet(straight, audience, self._hub.snapshot_text)
                self._hub.attach(self._outlet)
                await self._read()
            else:
                await self._attended_by_queue(audience)
        finally:
            if watch is not None:
                watch.cancel()

    async def _attended_by_queue(self, audience: Audience) -> None:
        self._outlet = queued = QueuedOutlet(self._send, audience, self._hub.snapshot_text)
        self._hub.attach(queued)
        reader = asyncio.ensure_future(self._read())
        writer = asyncio.ensure_future(queued.run())
        queued.on_give_up(writer.cancel)
        try:
            await asyncio.wait((reader, writer), return_when=asyncio.FIRST_COMPLETED)
        finally:
            # A command that is being carried out is carried out to its end, in its thread, whoever hangs up.
            for task in (reader, writer):
                task.cancel()
            _log_failures(await asyncio.gather(reader, writer, return_exceptions=True))
        await self._close()

    async def _close(self) -> None:
        if self._outlet.closed_with is None:
            return
        message = {"type": "websocket.close", "code": self._outlet.closed_with}
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self._send(message), LAST_WORDS_SECONDS)

    async def _watch_the_session(self) -> None:
        """Close the socket of a host who signs out, or may not be here any more, while nothing is asked.

        Judges and competitors are closed by the event that removes them.
        """
        while True:
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
            try:
                await self._admitted()
            except AccessRefused as refusal:
                self._outlet.close(refusal.close_code)
                return
            except Exception:
                log.warning("A look at the session of a host failed; the next one is soon.", exc_info=True)

    # Messages --------------------------------------------------------------------------------------------------

    async def _read(self) -> None:
        while True:
            # What has arrived already is received without a pause: let the answers go out in between.
            await asyncio.sleep(0)
            event = await self._receive()
            if event["type"] == "websocket.disconnect":
                return
            if event["type"] == "websocket.receive":
                await self._handle(event.get("text"))

    async def _handle(self, text: str | None) -> None:
        try:
            with translation.override(self.language):
                message = self._read_message(text)
        except MessageRefused as refusal:
            self._refuse(refusal.id, refusal)
            return
        if message.type == "time":
            self._answer_time(message)
        elif message.type == "snapshot.read":
            await self._settled()
            await self._answer_snapshot(message)
        else:
            self._carry_out(message)

    def _read_message(self, text: str | None) -> Message:
        if text is None:
            raise MessageRefused("not_json")
        message = protocol.read_message(text)
        if not self.allowance.take():
            raise MessageRefused("too_fast", message.id)
        return message

    def _answer_time(self, message: Message) -> None:
        try:
            with translation.override(self.language):
                data = protocol.read_data(message.type, message.data)
        except CommandRefused as refusal:
            self._refuse(message.id, refusal)
            return
        self._hub.hear_beat(self._outlet.audience, data["rtt"])
        self._say({"type": "time", "id": message.id, "sent": data["sent"], "now": time.time_ns() // 1_000_000})

    async def _answer_snapshot(self, message: Message) -> None:
        try:
            visit = await self._admitted()
        except AccessRefused as refusal:
            with translation.override(self.language):
                self._say(turned_away(message.id, refusal))
            self._outlet.close(refusal.close_code)
            return
        await self._hub.reach(visit.room.seq)
        self._outlet.refresh()
        self._say({"type": "reply", "id": message.id, "ok": True, "seq": self._hub.state.seq, "data": {}})

    def _carry_out(self, message: Message) -> None:
        """Have the command carried out, with what others ask for at the moment; answers come in order."""
        order = Order(
            self.room_id, self.cookies, self.view, self.language, message.id, message.type, dict(message.data)
        )
        self._last = registry.current().committer.submit(order)
        self._last.add_done_callback(self._answer)

    def _answer(self, future: "asyncio.Future[Outcome]") -> None:
        if future.cancelled():
            return
        if future.exception() is not None:
            log.error("A command in room %s failed.", self.room_id, exc_info=future.exception())
            return
        outcome = future.result()
        self._say(outcome.reply)
        if outcome.close_code is not None:
            self._outlet.close(outcome.close_code)

    async def _settled(self) -> None:
        """Return when every command of this socket so far is answered."""
        if self._last is not None and not self._last.done():
            await asyncio.wait((self._last,))

    def _refuse(self, message_id: str | None, refusal: CommandRefused) -> None:
        if message_id is None:
            self._say({"type": "error", "code": refusal.code, "message": refusal.message})
        else:
            self._say(refusal_of(message_id, refusal))

    def _say(self, message: dict[str, Any]) -> None:
        self._outlet.answer(protocol.encode(message))


def _cookies(scope: dict[str, Any]) -> dict[str, str]:
    for name, value in scope.get("headers", ()):
        if name == b"cookie":
            with contextlib.suppress(CookieError):
                return parse_cookie(value.decode("latin-1"))
    return {}


def _language(scope: dict[str, Any], cookies: dict[str, str]) -> str:
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    known = {code for code, _ in settings.LANGUAGES}
    wished = (*query.get("lang", ())[:1], cookies.get(settings.LANGUAGE_COOKIE_NAME))
    return next((code for code in wished if code in known), settings.LANGUAGE_CODE)


def _log_failures(results: Iterable[object]) -> None:
    for result in results:
        if isinstance(result, Exception):
            log.info("A socket ended: %r", result)

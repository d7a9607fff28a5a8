"""The rooms that this process serves: opened with the first socket, closed a while after the last.

Every few seconds it compares each room with the log, in one query for all of them, so that even a doorbell
that nobody heard is made good; and it writes down who is here, in one query too.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer
from django.utils import timezone

from coaching.rooms import doorbell
from coaching.rooms.access import Caller, Visit, socket_visits
from coaching.rooms.committing import Committer
from coaching.rooms.event_log import LoggedEvent
from coaching.rooms.hub import Hub
from coaching.rooms.models import Participant, Room
from coaching.rooms.protocol import CloseCode
from coaching.rooms.refusals import AccessRefused
from coaching.rooms.threads import Together, reading, writing

log = logging.getLogger(__name__)

BEAT_SECONDS = 5.0
SEEN_EVERY = 3
LINGER_SECONDS = 10.0
STALLED_SECONDS = 20.0
RETRY_SECONDS = 1.0
ROWS_AT_ONCE = 500
MOST_VISITS = 100


class Registry:
    """The hubs of one event loop."""

    def __init__(self) -> None:
        """Begin with no rooms, in the loop that runs now."""
        self._loop = asyncio.get_running_loop()
        self._hubs: dict[UUID, asyncio.Future[Hub]] = {}
        self._receivers: dict[UUID, asyncio.Task[None]] = {}
        self._farewells: dict[UUID, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._beat: asyncio.Task[None] | None = None
        self._unsent: list[LoggedEvent] = []
        self._sender: asyncio.Task[None] | None = None
        self.committer = Committer()
        self.admissions: Together[Caller, Visit | AccessRefused] = Together(reading(socket_visits), MOST_VISITS)
        doorbell.listen(self._heard)
        doorbell.listen_for_visits(self._visited)

    # Rooms -----------------------------------------------------------------------------------------------------

    async def hub(self, room_id: UUID) -> Hub:
        """Return the hub of the room, opened if it was not; give it back with `release`.

        Raises:
            RoomUnknown: there is no such room.
        """
        self._stay(room_id)
        if room_id not in self._hubs:
            self._hubs[room_id] = asyncio.ensure_future(self._open(room_id))
        try:
            return await asyncio.shield(self._hubs[room_id])
        except Exception:
            self._hubs.pop(room_id, None)
            raise

    async def _open(self, room_id: UUID) -> Hub:
        hub = Hub(room_id, on_presence=self._announce)
        # Listen first and read then: what happens in between rings while the room is being read.
        if doorbell.reaches_others():
            await self._subscribe(hub)
        await hub.open()
        self._start_beat()
        return hub

    def release(self, hub: Hub) -> None:
        """Close the hub in a while if nobody looks at the room any more."""
        if not hub.outlets and hub.room_id in self._hubs:
            self._stay(hub.room_id)
            self._farewells[hub.room_id] = self._loop.call_later(LINGER_SECONDS, self._close_if_empty, hub)

    def _stay(self, room_id: UUID) -> None:
        farewell = self._farewells.pop(room_id, None)
        if farewell is not None:
            farewell.cancel()

    def _close_if_empty(self, hub: Hub) -> None:
        self._farewells.pop(hub.room_id, None)
        if not hub.outlets:
            self._hubs.pop(hub.room_id, None)
            receiver = self._receivers.pop(hub.room_id, None)
            if receiver is not None:
                receiver.cancel()
            hub.close()

    @property
    def open_hubs(self) -> list[Hub]:
        """Every hub that is open."""
        done = (future for future in self._hubs.values() if future.done() and not future.cancelled())
        return [future.result() for future in done if future.exception() is None]

    async def close(self) -> None:
        """Tell every socket to come back, and stop."""
        doorbell.stop_listening(self._heard)
        doorbell.stop_listening_for_visits(self._visited)
        for hub in self.open_hubs:
            for outlet in hub.outlets:
                outlet.close(CloseCode.RESTARTING)
            hub.close()
        tasks = [*self._receivers.values(), *self._tasks, *([self._beat] if self._beat else [])]
        for farewell in self._farewells.values():
            farewell.cancel()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._hubs.clear()
        self._receivers.clear()

    # Events ----------------------------------------------------------------------------------------------------

    def _heard(self, events: Sequence[LoggedEvent]) -> bool:
        """Pass on the events of a transaction of this process; called in the thread that committed it."""
        try:
            self._loop.call_soon_threadsafe(self._take_in, events)
        except RuntimeError:
            # The loop is closed: nobody here listens any more.
            doorbell.stop_listening(self._heard)
            return False
        return True

    def _take_in(self, events: Sequence[LoggedEvent]) -> None:
        for event in events:
            self._deliver(event)
        if doorbell.reaches_others():
            self._unsent.extend(events)
            if self._sender is None or self._sender.done():
                self._sender = self._spawn(self._send())

    async def _send(self) -> None:
        """Tell other processes, one event after another; no answer to a command waits for it."""
        while self._unsent:
            events = list(self._unsent)
            self._unsent.clear()
            try:
                await doorbell.send(events)
            except Exception:
                # The marks are durable and acknowledged; other processes will find them in the log.
                log.warning("The channel layer did not take %s events.", len(events), exc_info=True)

    def _deliver(self, event: LoggedEvent) -> None:
        future = self._hubs.get(UUID(event.room))
        if future is None:
            return
        if not future.done():
            # The room is being read: it may have been read without this event.
            future.add_done_callback(lambda _: self._deliver(event))
        elif not future.cancelled() and future.exception() is None:
            future.result().receive(event)

    # Readers without a socket ----------------------------------------------------------------------------------

    def _visited(self, room_id: UUID, participant: str) -> None:
        """Take in that somebody looked at the room over plain HTTP; called in the thread that answered them."""
        try:
            self._loop.call_soon_threadsafe(self._take_visit, room_id, participant)
        except RuntimeError:
            doorbell.stop_listening_for_visits(self._visited)

    def _take_visit(self, room_id: UUID, participant: str) -> None:
        for hub in self.open_hubs:
            if hub.room_id == room_id:
                hub.presence.polled(participant)
                hub.hear(f"plain.{participant}", [participant])

    # The channel layer -----------------------------------------------------------------------------------------

    async def _subscribe(self, hub: Hub) -> None:
        layer: Any = get_channel_layer()
        listening: asyncio.Future[None] = self._loop.create_future()
        self._receivers[hub.room_id] = self._spawn(self._receive(layer, hub, listening))
        with contextlib.suppress(TimeoutError):
            # Without the layer the room still works: the beat reads the log.
            await asyncio.wait_for(asyncio.shield(listening), doorbell.PATIENCE)

    async def _receive(self, layer: Any, hub: Hub, listening: "asyncio.Future[None]") -> None:
        group = doorbell.group_of(hub.room_id)
        while True:
            channel = None
            try:
                channel = await layer.new_channel("room")
                await layer.group_add(group, channel)
                if not listening.done():
                    listening.set_result(None)
                await layer.group_send(group, {"type": "room.who", "origin": doorbell.PROCESS})
                while True:
                    self._take(hub, await layer.receive(channel))
            except asyncio.CancelledError:
                if channel is not None:
                    with contextlib.suppress(Exception):
                        await asyncio.wait_for(layer.group_discard(group, channel), doorbell.PATIENCE)
                raise
            except Exception:
                log.warning("The channel layer of room %s failed; trying again.", hub.room_id, exc_info=True)
                await asyncio.sleep(RETRY_SECONDS)

    def _take(self, hub: Hub, message: dict[str, Any]) -> None:
        if message.get("origin") == doorbell.PROCESS:
            return
        kind = message["type"]
        if kind == "room.presence":
            hub.hear(message["origin"], message["here"], message.get("network"))
        elif kind == "room.who":
            self._announce(hub)
        elif "text" in message:
            self._deliver(LoggedEvent.from_text(message["text"]))
        elif hub in self.open_hubs:
            hub.catch_up(message["seq"])

    def _announce(self, hub: Hub) -> None:
        if doorbell.reaches_others():
            self._spawn(_send_presence(hub.room_id, hub.presence.here, hub.presence.network_here))

    # The beat --------------------------------------------------------------------------------------------------

    def _start_beat(self) -> None:
        if self._beat is None or self._beat.done():
            self._beat = self._loop.create_task(self._beat_on())

    async def _beat_on(self) -> None:
        count = 0
        while self._hubs:
            await asyncio.sleep(BEAT_SECONDS)
            count += 1
            await self._quietly(self.look_at_the_log)
            self._close_stalled()
            if count % SEEN_EVERY == 0:
                await self._quietly(self.write_presence)

    async def _quietly(self, act: Callable[[], Awaitable[None]]) -> None:
        try:
            await act()
        except Exception:
            log.warning("A look at the rooms failed; the next one is in a few seconds.", exc_info=True)

    async def look_at_the_log(self) -> None:
        """Catch up with every room whose log has gone on without the doorbell being heard."""
        hubs = {hub.room_id: hub for hub in self.open_hubs}
        for room_id, seq in (await reading(_seqs)(list(hubs))).items():
            hubs[room_id].catch_up(seq)

    async def write_presence(self) -> None:
        """Write down and tell other processes who is here."""
        people: list[str] = []
        for hub in self.open_hubs:
            people += hub.presence.here
            hub.tell_presence()
            self._announce(hub)
        if people:
            await writing(_write_seen)(people)

    def _close_stalled(self) -> None:
        for hub in self.open_hubs:
            for outlet in hub.outlets:
                if outlet.stalled(STALLED_SECONDS):
                    outlet.give_up()

    def _spawn(self, work: Any) -> "asyncio.Task[Any]":
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


async def _send_presence(room_id: UUID, here: list[str], network: dict[str, str]) -> None:
    layer: Any = get_channel_layer()
    message = {"type": "room.presence", "origin": doorbell.PROCESS, "here": here, "network": network}
    try:
        await asyncio.wait_for(layer.group_send(doorbell.group_of(room_id), message), doorbell.PATIENCE)
    except Exception:
        log.info("The channel layer did not take who is in room %s.", room_id, exc_info=True)


def _seqs(room_ids: list[UUID]) -> dict[UUID, int]:
    return dict(Room.objects.filter(pk__in=room_ids).values_list("pk", "seq"))


def _write_seen(participants: list[str]) -> None:
    now = timezone.now()
    for start in range(0, len(participants), ROWS_AT_ONCE):
        Participant.objects.filter(pk__in=participants[start : start + ROWS_AT_ONCE]).update(last_seen_at=now)


_registries: WeakKeyDictionary[asyncio.AbstractEventLoop, Registry] = WeakKeyDictionary()


def current() -> Registry:
    """Return the registry of the event loop that runs now."""
    loop = asyncio.get_running_loop()
    if loop not in _registries:
        _registries[loop] = Registry()
    return _registries[loop]


async def close_current() -> None:
    """Close the registry of the event loop that runs now, if it has one."""
    found = _registries.pop(asyncio.get_running_loop(), None)
    if found is not None:
        await found.close()

"""The doorbell: tells whoever serves a room that something happened. It may fail; the log is the truth.

This process hears it directly. Other processes hear it over the channel layer, with one message for each
room and process, however many sockets there are. A bell that nobody hears costs a moment, never an event:
every hub looks at the log when it finds a gap, and every few seconds anyway.
"""

import asyncio
import logging
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer

from coaching.rooms.event_log import LoggedEvent

log = logging.getLogger(__name__)

PROCESS = uuid.uuid4().hex
"""Who this process is to the others, so that it does not listen to itself."""

LARGEST_TEXT = 256 * 1024
PATIENCE = 2.0

Listener = Callable[[Sequence[LoggedEvent]], bool]
VisitListener = Callable[[uuid.UUID, str], None]
_listeners: list[Listener] = []
_visit_listeners: list[VisitListener] = []


def listen(listener: Listener) -> None:
    """Call `listener`, from whatever thread it happens in, with the events of every transaction of this process.

    It returns whether it tells the other processes too, by `send`.
    """
    _listeners.append(listener)


def stop_listening(listener: Listener) -> None:
    """Call `listener` no more."""
    if listener in _listeners:
        _listeners.remove(listener)


def listen_for_visits(listener: VisitListener) -> None:
    """Call `listener`, from whatever thread it happens in, when a participant has looked at a room without a socket."""
    _visit_listeners.append(listener)


def stop_listening_for_visits(listener: VisitListener) -> None:
    """Call `listener` no more."""
    if listener in _visit_listeners:
        _visit_listeners.remove(listener)


def tell_visit(room_id: uuid.UUID, participant: str) -> None:
    """Tell whoever serves the room that the participant is here without a socket; call it as `ring`."""
    if not reaches_others():
        for listener in tuple(_visit_listeners):
            listener(room_id, participant)
        return
    message = {"type": "room.presence", "origin": f"plain.{participant}", "here": [participant]}
    try:
        async_to_sync(_told_in_time)(group_of(room_id), message)
    except Exception:
        log.info("The channel layer did not take who is in room %s.", room_id, exc_info=True)


def group_of(room_id: object) -> str:
    """Return the name of the room's group on the channel layer."""
    return f"room.{room_id}"


def ring(event: LoggedEvent) -> None:
    """Tell everybody about an event that is committed; call it from a thread that is not an event loop's."""
    ring_all([event])


def ring_all(events: Sequence[LoggedEvent]) -> None:
    """Tell everybody about the events of a transaction, in their order; call it where `ring` may be called."""
    are_sent = [listener(events) for listener in tuple(_listeners)]
    if any(are_sent) or not reaches_others():
        return
    try:
        async_to_sync(send)(events)
    except Exception:
        log.warning("The channel layer did not take %s events.", len(events), exc_info=True)


def reaches_others() -> bool:
    """Return whether the channel layer leads to other processes at all."""
    return not isinstance(get_channel_layer(), InMemoryChannelLayer)


async def send(events: Sequence[LoggedEvent]) -> None:
    """Tell other processes about the events, in their order; what fails is in the log, where they find it."""
    for event in events:
        text = event.text()
        message: dict[str, Any] = {"type": "room.event", "origin": PROCESS, "seq": event.seq}
        if len(text) <= LARGEST_TEXT:
            message["text"] = text
        await _told_in_time(group_of(event.room), message)


async def _told_in_time(group: str, message: dict[str, Any]) -> None:
    await asyncio.wait_for(_layer_send(group, message), PATIENCE)


async def _layer_send(group: str, message: dict[str, Any]) -> None:
    layer = get_channel_layer()
    if layer is not None:
        await layer.group_send(group, message)

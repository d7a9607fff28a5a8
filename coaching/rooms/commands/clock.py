"""The host's commands about time: start, pause, resume, extend, end."""

from datetime import timedelta
from typing import Any

from coaching.rooms.clock import extended, seconds_until
from coaching.rooms.context import Context, Happening
from coaching.rooms.facts import room_facts
from coaching.rooms.models import BoardPolicy, RoomStatus
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.totalling import publish_all


def start(context: Context, _data: dict[str, Any]) -> Happening:
    """Start the working time.

    Raises:
        CommandRefused: `room_ended`, `room_already_started`.
    """
    room = context.room
    _refuse_ended(context)
    if room.status != RoomStatus.LOBBY:
        raise CommandRefused("room_already_started")
    room.status = RoomStatus.RUNNING
    room.started_at = context.now
    room.ends_at = context.now + timedelta(seconds=room.duration_seconds)
    return _changed(context, "room.started", "status", "started_at", "ends_at")


def pause(context: Context, _data: dict[str, Any]) -> Happening:
    """Stop the clock and keep what is left.

    Raises:
        CommandRefused: `room_ended`, `room_not_running`.
    """
    room = context.room
    _refuse_ended(context)
    if room.status != RoomStatus.RUNNING or room.ends_at is None:
        raise CommandRefused("room_not_running")
    room.remaining_seconds = seconds_until(room.ends_at, context.now)
    room.status, room.ends_at = RoomStatus.PAUSED, None
    return _changed(context, "room.paused", "status", "ends_at", "remaining_seconds")


def resume(context: Context, _data: dict[str, Any]) -> Happening:
    """Let the clock go on with what was left.

    Raises:
        CommandRefused: `room_ended`, `room_not_paused`.
    """
    room = context.room
    _refuse_ended(context)
    if room.status != RoomStatus.PAUSED:
        raise CommandRefused("room_not_paused")
    room.status = RoomStatus.RUNNING
    room.ends_at = context.now + timedelta(seconds=room.remaining_seconds or 0)
    room.remaining_seconds = None
    return _changed(context, "room.resumed", "status", "ends_at", "remaining_seconds")


def extend(context: Context, data: dict[str, Any]) -> Happening:
    """Give everybody more time; a time that is over goes on from now.

    Raises:
        CommandRefused: `room_ended`.
    """
    room, seconds = context.room, data["seconds"]
    _refuse_ended(context)
    room.duration_seconds += seconds
    if room.status == RoomStatus.RUNNING:
        room.ends_at = extended(room.ends_at, context.now, seconds)
    elif room.status == RoomStatus.PAUSED:
        room.remaining_seconds = (room.remaining_seconds or 0) + seconds
    return _changed(context, "room.extended", "duration_seconds", "ends_at", "remaining_seconds")


def end(context: Context, _data: dict[str, Any]) -> Happening:
    """End the room: nothing is marked any more, its code is free again, and the board shows what it may.

    Raises:
        CommandRefused: `room_ended`.
    """
    room = context.room
    _refuse_ended(context)
    room.status = RoomStatus.ENDED
    room.ended_at = context.now
    room.remaining_seconds = None
    if room.board != BoardPolicy.NEVER:
        publish_all(room)
    return _changed(context, "room.ended", "status", "ended_at", "remaining_seconds")


def _refuse_ended(context: Context) -> None:
    if context.room.status == RoomStatus.ENDED:
        raise CommandRefused("room_ended")


def _changed(context: Context, event_type: str, *fields: str) -> Happening:
    return Happening(event_type, {"room": room_facts(context.room)}, fields)

"""The host's commands about time: start, pause, resume, more time for all or for one, or less again, end.

What they do to the moments is said in rooms/clock.py.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from coaching.rooms import clock
from coaching.rooms.clock import OwnTime
from coaching.rooms.context import Context, Happening
from coaching.rooms.facts import participant_facts, room_facts
from coaching.rooms.models import BoardPolicy, Participant, ParticipantRole, Room, RoomStatus
from coaching.rooms.modules import module_at
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.showing import show
from coaching.rooms.shown import shows_all
from coaching.rooms.totalling import publish_all
from people.names import is_readable

LONGEST_REASON = 500


def start(context: Context, _data: dict[str, Any]) -> Happening:
    """Start the first module: competitors read, if it has time for that, and then work."""
    context.room.started_at = context.now
    begin(context)
    return _changed(context, "room.started", "status", "started_at", "ends_at")


def begin(context: Context) -> None:
    """Let the clock of the current module run from the first second of its reading time."""
    room = context.room
    module = module_at(room.modules, room.module_number)
    reading = 0 if module is None else module["reading"]
    room.status, room.paused_at = RoomStatus.RUNNING, None
    room.ends_at = context.now + timedelta(seconds=reading + room.duration_seconds)


def pause(context: Context, _data: dict[str, Any]) -> Happening:
    """Stop the clock for everybody, whatever they are doing: reading, working or having a break."""
    context.room.status, context.room.paused_at = RoomStatus.PAUSED, context.now
    return _changed(context, "room.paused", "status", "paused_at")


def resume(context: Context, _data: dict[str, Any]) -> Happening:
    """Let the clock go on: every end is later by the pause."""
    room = context.room
    if room.ends_at is not None and room.paused_at is not None:
        room.ends_at = clock.resumed(room.ends_at, room.paused_at, context.now)
    room.status, room.paused_at = RoomStatus.RUNNING, None
    return _changed(context, "room.resumed", "status", "ends_at", "paused_at")


def extend(context: Context, data: dict[str, Any]) -> Happening:
    """Give everybody more working time; a time that is over goes on from now. A reason may be written.

    Raises:
        CommandRefused: `reason_too_long`, `reason_unreadable`.
    """
    room, seconds = context.room, data["seconds"]
    reason = _reason(data["reason"])
    people: list[Participant] = []
    if room.ends_at is not None:
        at = _moment(context)
        people = _keep_own_time(room, clock.seconds_over(room.ends_at, at))
        room.ends_at = clock.extended(room.ends_at, at, seconds)
    room.duration_seconds += seconds
    facts = {
        "room": room_facts(room),
        "seconds": seconds,
        "reason": reason,
        "participants": [participant_facts(person) for person in people],
    }
    return Happening("room.extended", facts, ("duration_seconds", "ends_at"))


def _keep_own_time(room: Room, over: int) -> list[Participant]:
    """Keep everybody's own time what it is when the room's end jumps over a gap; return whose row has changed."""
    changed = []
    for person in Participant.objects.filter(room=room, role=ParticipantRole.COMPETITOR) if over else ():
        extra = clock.extra_after_extension(_own(person), over=over, duration=room.duration_seconds)
        if extra != person.extra_seconds:
            person.extra_seconds = extra
            changed.append(person)
    Participant.objects.bulk_update(changed, ["extra_seconds"])
    return changed


def give_time(context: Context, data: dict[str, Any]) -> Happening:
    """Give one competitor time back, for example after an equipment failure, and say why.

    Raises:
        CommandRefused: `unknown_competitor`, `reason_needed`, `reason_too_long`, `reason_unreadable`.
    """
    person = _competitor(context, data["participant"])
    reason = _needed_reason(data["reason"], _("Say in a few words why this time is given."))
    room, seconds = context.room, data["seconds"]
    person.extra_seconds = clock.extra_after_giving(
        _own(person), seconds, ends_at=room.ends_at, at=_moment(context), duration=room.duration_seconds
    )
    return _timed("time.given", person, "extra_seconds", seconds=seconds, reason=reason)


def shorten(context: Context, data: dict[str, Any]) -> Happening:
    """Take working time back from everybody, of what has not passed, and say why.

    Raises:
        CommandRefused: `reason_needed`, `reason_too_long`, `reason_unreadable`, `nothing_to_take`, `time_has_passed`.
    """
    room, seconds = context.room, data["seconds"]
    reason = _needed_reason(data["reason"], _("Say in a few words why this time is taken back."))
    most = clock.most_to_shorten(ends_at=room.ends_at, at=_moment(context), duration=room.duration_seconds)
    _refuse_what_has_passed(seconds, most)
    if room.ends_at is not None:
        room.ends_at = clock.shortened(room.ends_at, seconds)
    room.duration_seconds -= seconds
    facts = {"room": room_facts(room), "seconds": seconds, "reason": reason}
    return Happening("room.shortened", facts, ("duration_seconds", "ends_at"))


def take_time(context: Context, data: dict[str, Any]) -> Happening:
    """Take time back from one competitor, of what was given to them and has not passed, and say why.

    Raises:
        CommandRefused: `unknown_competitor`, `reason_needed`, `reason_too_long`, `reason_unreadable`,
            `nothing_to_take`, `time_has_passed`.
    """
    person = _competitor(context, data["participant"])
    room, seconds, own = context.room, data["seconds"], _own(person)
    reason = _needed_reason(data["reason"], _("Say in a few words why this time is taken back."))
    most = clock.most_to_take(own, ends_at=room.ends_at, at=_moment(context), duration=room.duration_seconds)
    _refuse_what_has_passed(seconds, most)
    person.extra_seconds = clock.extra_after_taking(own, seconds)
    return _timed("time.taken", person, "extra_seconds", seconds=seconds, reason=reason)


def _refuse_what_has_passed(seconds: int, most: int) -> None:
    if most == 0:
        raise CommandRefused("nothing_to_take", field="seconds")
    if seconds > most:
        raise CommandRefused("time_has_passed", field="seconds", time=f"{most // 60}:{most % 60:02}")


def set_percent(context: Context, data: dict[str, Any]) -> Happening:
    """Give one competitor another share of every working time; a reason may be written.

    Raises:
        CommandRefused: `unknown_competitor`, `reason_too_long`, `reason_unreadable`.
    """
    person = _competitor(context, data["participant"])
    reason = _reason(data["reason"])
    person.time_percent = data["percent"]
    return _timed("participant.timed", person, "time_percent", reason=reason)


def _timed(event_type: str, person: Participant, field: str, **said: Any) -> Happening:
    person.save(update_fields=[field])
    return Happening(event_type, {"participant": participant_facts(person), **said})


def _moment(context: Context) -> datetime:
    """Return the moment at which the clock stands: now, or when it was paused."""
    return context.room.paused_at or context.now


def _own(person: Participant) -> OwnTime:
    return OwnTime(person.time_percent, person.extra_seconds)


def _competitor(context: Context, key: UUID) -> Participant:
    found = Participant.objects.filter(room=context.room, role=ParticipantRole.COMPETITOR, pk=key).first()
    if found is None:
        raise CommandRefused("unknown_competitor", field="participant")
    return found


def _needed_reason(text: str, words: str) -> str:
    reason = _reason(text)
    if not reason:
        raise CommandRefused("reason_needed", words, field="reason")
    return reason


def _reason(text: str) -> str:
    reason = text.strip()
    if len(reason) > LONGEST_REASON:
        raise CommandRefused("reason_too_long", field="reason", limit=LONGEST_REASON)
    if not is_readable(reason, lines=True):
        raise CommandRefused("reason_unreadable", field="reason")
    return reason


def end(context: Context, _data: dict[str, Any]) -> Happening:
    """End the room: its code is free again, the board shows what it may, and only what is opened again is marked.

    Where forms are signed the end makes public only what is locked; the rest comes with its lock.
    """
    room = context.room
    room.status = RoomStatus.ENDED
    room.ended_at = context.now
    room.paused_at = None
    facts = room_facts(room)
    happened: dict[str, Any] = {"room": facts}
    if shows_all(facts):
        # Whoever follows the log has the jury's totals already: the event need not repeat them.
        publish_all(room)
    elif not room.board_frozen and room.board != BoardPolicy.NEVER:
        happened["public"] = show(room, context.sheet)
    return Happening("room.ended", happened, ("status", "ended_at", "paused_at"))


def _changed(context: Context, event_type: str, *fields: str) -> Happening:
    return Happening(event_type, {"room": room_facts(context.room)}, fields)

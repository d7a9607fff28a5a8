"""What each command does. Every handler runs inside execution.py, with the row of the room locked."""

from collections.abc import Callable
from typing import Any

from coaching.rooms.commands import clock, judgement, measurement, people
from coaching.rooms.context import Context, Happening

Handler = Callable[[Context, dict[str, Any]], Happening]

HANDLERS: dict[str, Handler] = {
    "room.start": clock.start,
    "room.pause": clock.pause,
    "room.resume": clock.resume,
    "room.extend": clock.extend,
    "room.end": clock.end,
    "room.lock": people.lock,
    "participant.remove": people.remove,
    "participant.readmit": people.readmit,
    "measurement.record": measurement.record,
    "measurement.observe": measurement.observe,
    "judgement.score": judgement.score,
    "judgement.reopen": judgement.reopen,
}

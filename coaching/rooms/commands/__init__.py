"""What each command does. Every handler runs inside execution.py, with the row of the room locked."""

from collections.abc import Callable
from typing import Any

from coaching.rooms.commands import (
    clock,
    disputes,
    forms,
    hosts,
    judgement,
    measurement,
    modules,
    notes,
    people,
    showing,
)
from coaching.rooms.context import Context, Happening

Handler = Callable[[Context, dict[str, Any]], Happening]

HANDLERS: dict[str, Handler] = {
    "room.start": clock.start,
    "room.pause": clock.pause,
    "room.resume": clock.resume,
    "room.extend": clock.extend,
    "time.give": clock.give_time,
    "room.shorten": clock.shorten,
    "time.take": clock.take_time,
    "participant.time": clock.set_percent,
    "module.start": modules.start,
    "room.end": clock.end,
    "room.lock": people.lock,
    "room.change": hosts.change,
    "participant.remove": people.remove,
    "participant.ban": people.ban,
    "participant.readmit": people.readmit,
    "participant.describe": people.describe,
    "competitor.add": people.add_competitor,
    "seat.add": people.add_seat,
    "host.remove": hosts.remove,
    "host.hand_over": hosts.hand_over,
    "measurement.record": measurement.record,
    "measurement.observe": measurement.observe,
    "judgement.score": judgement.score,
    "judgement.reopen": judgement.reopen,
    "comment.write": notes.write_comment,
    "evidence.remove": notes.remove_evidence,
    "form.check": forms.check,
    "form.return": forms.send_back,
    "form.sign": forms.sign,
    "form.lock": forms.lock,
    "form.reopen": forms.reopen,
    "dispute.file": disputes.file,
    "dispute.answer": disputes.answer,
    "module.release": showing.release,
    "board.freeze": showing.freeze,
    "board.thaw": showing.thaw,
}

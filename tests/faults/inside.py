"""Podium's own functions in a process of their own, asked in lines: they open rooms, and say what became of them.

`python -m tests.faults.inside` reads one JSON command a line and writes one JSON answer (tests/load/processes.py).
It rings no doorbell that a server hears.
"""

import json
import logging
import os
import sys
from typing import Any
from uuid import UUID, uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podium.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402 -- what follows needs Django's set-up
from django.utils import timezone  # noqa: E402

from coaching.rooms import event_log, totalling  # noqa: E402
from coaching.rooms.actors import HostActor, ParticipantActor  # noqa: E402
from coaching.rooms.audience import BOARD, Audience  # noqa: E402
from coaching.rooms.execution import execute  # noqa: E402
from coaching.rooms.models import CompetitorTotal, FormSignature, Participant, Room  # noqa: E402
from coaching.rooms.protocol import View  # noqa: E402
from coaching.rooms.rendering import snapshot_seen  # noqa: E402
from coaching.rooms.sheet import SheetAspect, sheet_of  # noqa: E402
from coaching.rooms.snapshot import load_state  # noqa: E402
from coaching.rooms.state import RoomState, replay  # noqa: E402
from tests.faults.opening import host, opened  # noqa: E402
from tests.load.raw import carried_out, say  # noqa: E402


class Inside:
    """Carries out what a test asks for."""

    def open(self, rooms: int, settings: dict[str, Any], *, marked: bool = False) -> list[dict[str, Any]]:
        """Open so many rooms with these settings; `marked` fills every sheet of theirs."""
        found = [opened(**settings) for _ in range(rooms)]
        for room in found if marked else ():
            _mark_everything(Room.objects.get(pk=room["id"]))
        return found

    def reopen(self, room: str, competitor: str) -> dict[str, Any]:
        """Open a form of the first module again, as the chief of the room does."""
        data = {"competitor": competitor, "module": 1, "reason": "The gauge was read wrongly."}
        kind = "form.reopen"
        reply = execute(room_id=UUID(room), actor=HostActor(host()), command_id=uuid4(), type=kind, data=data)
        return {"seq": reply.seq}

    def told(self, rooms: list[str]) -> dict[str, Any]:
        """Return of each room what its log says: its events, and what every screen has to show."""
        return {room: _told(Room.objects.get(pk=room)) for room in rooms}


@transaction.atomic
def _mark_everything(room: Room) -> None:
    judges = list(Participant.objects.filter(room=room, role="judge"))
    for competitor in Participant.objects.filter(room=room, role="competitor"):
        for aspect in sheet_of(room.pk).aspects:
            for judge in judges if aspect.kind == "J" else judges[:1]:
                _give(room, judge, competitor, aspect)


def _give(room: Room, judge: Participant, competitor: Participant, aspect: SheetAspect) -> None:
    about: dict[str, Any] = {"competitor": str(competitor.pk), "aspect": aspect.id}
    if aspect.kind == "J":
        kind, data = "judgement.score", {**about, "score": 2, "round": 1}
    else:
        kind, data = "measurement.record", {**about, "mark": f"{aspect.maximum:.2f}", "reason": ""}
    execute(room_id=room.pk, actor=ParticipantActor(judge), command_id=uuid4(), type=kind, data=data)


def _told(room: Room) -> dict[str, Any]:
    verified = event_log.verify(room)
    state = replay(event_log.read_all(room.pk))
    signatures = FormSignature.objects.filter(form__room=room).order_by("pk")
    return {
        "events": [_brief(event) for event in event_log.read_all(room.pk)],
        "verified": verified,
        "tables_agree": state == load_state(room.pk),
        "totals_agree": _totals_agree(room, state),
        "signatures": [list(map(str, row)) for row in signatures.values_list("form", "version", "signatory")],
        "screens": _screens(room, state),
    }


def _brief(event: event_log.LoggedEvent) -> dict[str, Any]:
    kept: dict[str, Any] = {name: event.data[name] for name in ("mark", "form") if name in event.data}
    return {"seq": event.seq, "id": event.command_id, "type": event.type, "by": event.actor_participant, **kept}


def _totals_agree(room: Room, state: RoomState) -> bool:
    """Say whether the totals that events brought along are those that all marks together have."""
    with transaction.atomic():
        for row in CompetitorTotal.objects.filter(room=room).exclude(jury_detail={}).select_related("competitor"):
            totalling.recompute(room, row.competitor, sheet_of(room.pk))
        anew = load_state(room.pk)
        transaction.set_rollback(True)
    return (anew.totals, anew.public) == (state.totals, state.public)


def _screens(room: Room, state: RoomState) -> dict[str, Any]:
    judges = [Audience(View.JUDGE, str(judge.pk)) for judge in Participant.objects.filter(room=room, role="judge")]
    sheet, now = sheet_of(room.pk), timezone.now()
    return {
        audience.participant or audience.view: snapshot_seen(state, sheet, audience, now=now, online=set())
        for audience in (BOARD, *judges)
    }


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    inside = Inside()
    for line in sys.stdin:
        say(carried_out(inside, json.loads(line)))

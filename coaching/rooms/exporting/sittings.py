"""Who sat on the seats of a panel, one after another: what is marked on a seat stays when another person takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import pgettext

from coaching.rooms.exporting.moments import moment_words
from coaching.rooms.facts import ParticipantFacts
from coaching.rooms.models import Room, RoomEvent

COMING, GOING = "participant.joined", ("participant.removed", "participant.banned")
RETURN, CORRECTION = "participant.readmitted", "participant.described"


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person on a seat; `since` is None for the first one, `until` for whoever has not left it."""

    name: str
    organisation: str
    since: datetime | None = None
    until: datetime | None = None


def sittings_of(room: Room, panel: Sequence[ParticipantFacts], seq: int) -> Mapping[str, Sequence[Sitting]]:
    """Return who sat on each seat of the panel from the start of the room to event `seq`, in turn. One query.

    Whoever left before the start has marked nothing and is not named; a seat that nobody took has its name and none
    else. A name that the host puts right is the same person, one that comes in by the link of the seat another.
    """
    found: dict[str, list[Sitting]] = {person["id"]: [] for person in panel}
    types = (COMING, *GOING, RETURN, CORRECTION)
    events = RoomEvent.objects.filter(room=room, type__in=types, seq__lte=seq).order_by("seq")
    for event_type, at, data in events.values_list("type", "at", "data"):
        person = data["participant"]
        if person["id"] in found:
            _follow(found[person["id"]], event_type, at, person)
    return {person["id"]: _since_start(room, found[person["id"]]) or [_as_is(person)] for person in panel}


def _follow(sittings: list[Sitting], event_type: str, at: datetime, person: Mapping[str, Any]) -> None:
    """Take in what happened to one seat."""
    if event_type == COMING and (not sittings or sittings[-1].name != person["name"]):
        _leave(sittings, at)
        sittings.append(Sitting(person["name"], person["organisation"], since=at if sittings else None))
    elif event_type in GOING:
        _leave(sittings, at)
    elif sittings and (event_type != CORRECTION or sittings[-1].until is None):
        until = sittings[-1].until if event_type == CORRECTION else None
        sittings[-1] = replace(sittings[-1], name=person["name"], organisation=person["organisation"], until=until)


def _leave(sittings: list[Sitting], at: datetime) -> None:
    if sittings and sittings[-1].until is None:
        sittings[-1] = replace(sittings[-1], until=at)


def _since_start(room: Room, sittings: Sequence[Sitting]) -> list[Sitting]:
    if room.started_at is None:
        return [replace(sitting, since=None) for sitting in sittings[-1:]]
    kept = [sitting for sitting in sittings if sitting.until is None or sitting.until > room.started_at]
    return [replace(sitting, since=sitting.since if number else None) for number, sitting in enumerate(kept)]


def _as_is(person: ParticipantFacts) -> Sitting:
    return Sitting(person["name"], person["organisation"])


def period_words(sitting: Sitting) -> str:
    """Return from when and until when somebody sat there; empty for the whole time."""
    moments = {
        "since": "" if sitting.since is None else moment_words(sitting.since),
        "until": "" if sitting.until is None else moment_words(sitting.until),
    }
    if sitting.since is None:
        return pgettext("on a seat of the panel", "until %(until)s") % moments if sitting.until else ""
    if sitting.until is None:
        return pgettext("on a seat of the panel", "from %(since)s") % moments
    return pgettext("on a seat of the panel", "from %(since)s until %(until)s") % moments

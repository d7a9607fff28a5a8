"""Reading and writing the mark of one aspect: what measurement and judgement have in common."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from championships.schemes.freezing import freeze
from coaching.rooms.context import Context, Happening
from coaching.rooms.facts import MarkFacts
from coaching.rooms.models import AspectMark, Participant, ParticipantStatus, RoomStatus
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.sheet import SheetAspect
from coaching.rooms.totalling import take_in


def aspect_to_mark(context: Context, data: dict[str, Any], kind: str) -> SheetAspect:
    """Return the aspect that the command names, if the room may be marked now and it is of `kind`.

    Raises:
        CommandRefused: `room_not_started`, `room_ended`, `unknown_aspect`, `not_measurement`, `not_judgement`.
    """
    if context.room.status == RoomStatus.LOBBY:
        raise CommandRefused("room_not_started")
    if context.room.status == RoomStatus.ENDED:
        raise CommandRefused("room_ended")
    aspect = context.sheet.by_id.get(data["aspect"])
    if aspect is None:
        raise CommandRefused("unknown_aspect", field="aspect")
    if aspect.kind != kind:
        raise CommandRefused("not_measurement" if kind == "M" else "not_judgement", field="aspect")
    return aspect


def competitor_to_mark(context: Context, key: UUID) -> Participant:
    """Return the competitor of this room.

    Raises:
        CommandRefused: `unknown_competitor`, `competitor_removed`.
    """
    found = context.ledger.competitor(context.room, key)
    if found is None:
        raise CommandRefused("unknown_competitor", field="competitor")
    if found.status == ParticipantStatus.REMOVED:
        raise CommandRefused("competitor_removed", field="competitor")
    return found


def find_mark(context: Context, competitor: Participant, aspect: SheetAspect) -> AspectMark:
    """Return the mark as it stands, or a new one that is not saved yet."""
    found = context.ledger.mark(competitor, aspect.id)
    if found is None:
        return AspectMark(room=context.room, competitor=competitor, aspect_id=aspect.id)
    found.competitor = competitor
    found.before = found.mark
    return found


def marked(
    context: Context, event_type: str, mark: AspectMark, scores: list[list[Any]], previous: list[list[Any]]
) -> Happening:
    """Return what happened to a mark that is saved, after taking it into the competitor's totals."""
    if getattr(context.room, "version_frozen_at", None) is None:
        freeze(context.room.scheme_version_id)
    totals = take_in(context.room, mark, mark.before, context.sheet, context.ledger)
    mark.before = mark.mark
    by = context.participant
    data = {
        "mark": mark_facts(mark, scores, previous),
        "totals": totals,
        "by": None if by is None else str(by.pk),
    }
    return Happening(event_type, data)


def mark_facts(mark: AspectMark, scores: list[list[Any]], previous: list[list[Any]]) -> MarkFacts:
    """Return the facts of a mark with the scores of its round and of the round before."""
    facts: MarkFacts = {
        "competitor": str(mark.competitor_id),
        "aspect": mark.aspect_id,
        "round": mark.round,
        "state": str(mark.state),
        "mark": None if mark.mark is None else _text(mark.mark),
        "reason": mark.reason,
        "scores": scores,
        "previous": previous,
    }
    if mark.observation is not None:
        facts["observation"] = mark.observation
        facts["explanation"] = mark.explanation
    return facts


def _text(mark: Decimal) -> str:
    return f"{mark:.2f}"

"""Reading and writing the mark of one aspect: what measurement and judgement have in common."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from championships.schemes.freezing import freeze
from coaching.rooms.context import Context, Happening
from coaching.rooms.event_log import moment
from coaching.rooms.facts import MarkFacts
from coaching.rooms.models import (
    AspectMark,
    FormState,
    MarkingForm,
    Participant,
    ParticipantStatus,
    Room,
    RoomStatus,
    SignOff,
)
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.sheet import SheetAspect
from coaching.rooms.totalling import take_in


def aspect_to_mark(context: Context, data: dict[str, Any], kind: str) -> SheetAspect:
    """Return the aspect that the command names, if it is of `kind`.

    Raises:
        CommandRefused: `unknown_aspect`, `not_measurement`, `not_judgement`.
    """
    aspect = context.sheet.by_id.get(data["aspect"])
    if aspect is None:
        raise CommandRefused("unknown_aspect", field="aspect")
    if aspect.kind != kind:
        raise CommandRefused("not_measurement" if kind == "M" else "not_judgement", field="aspect")
    return aspect


def competitor_to_mark(context: Context, key: UUID, aspect: SheetAspect) -> Participant:
    """Return the competitor of this room, if whoever acts may mark this aspect of theirs now.

    Raises:
        CommandRefused: `unknown_competitor`, `competitor_removed`, `compatriot`, `seats_missing`, `room_ended`,
            `form_checked`, `form_signed`, `form_locked`.
    """
    found = context.ledger.competitor(context.room, key)
    if found is None:
        raise CommandRefused("unknown_competitor", field="competitor")
    if found.status in {ParticipantStatus.REMOVED, ParticipantStatus.BANNED}:
        raise CommandRefused("competitor_removed", field="competitor")
    refuse_outsider(context, found)
    refuse_closed_form(context, found, context.sheet.module_of[aspect.id])
    return found


def refuse_outsider(context: Context, competitor: Participant) -> None:
    """Let pass who has a seat for this competitor.

    Raises:
        CommandRefused: `compatriot`, or `no_seat` for a coordinator whom nobody has to make room for; `seats_missing`.
    """
    by = context.participant
    if by is None or str(by.pk) in context.seats(competitor):
        return
    raise CommandRefused("compatriot" if str(by.pk) in context.sheet.seats else "no_seat", field="competitor")


def refuse_closed_form(context: Context, competitor: Participant, module: int) -> None:
    """Let pass marks on a form that is being marked; in a room that has ended, only on one that was opened again.

    Raises:
        CommandRefused: `room_ended`, `form_checked`, `form_being_signed`, `form_signed`, `form_locked`.
    """
    form = context.ledger.form(competitor, module) if context.room.sign_off != SignOff.NONE else None
    if form is not None and form.state != FormState.MARKING:
        raise CommandRefused(_closed(context.room, form), field="competitor")
    if context.room.status == RoomStatus.ENDED and (form is None or form.version == 1):
        raise CommandRefused("room_ended")


def _closed(room: Room, form: MarkingForm) -> str:
    """Return the refusal of a mark on a closed form: where nobody checks, the first signature has closed it."""
    unchecked = room.sign_off == SignOff.JUDGES and form.state == FormState.CHECKED
    return "form_being_signed" if unchecked else f"form_{form.state}"


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
        "part": context.sheet.by_id[mark.aspect_id].sub_criterion,
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
    if mark.discussed_since is not None:
        facts["discuss_since"] = moment(mark.discussed_since)
    return facts


def _text(mark: Decimal) -> str:
    return f"{mark:.2f}"

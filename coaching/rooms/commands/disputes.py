"""Disputes: a complaint about marks in writing, and the chief's answer to it in writing (TD02, TD03)."""

from typing import Any
from uuid import UUID

from coaching.rooms.context import Context, Happening
from coaching.rooms.disputing import window_of
from coaching.rooms.facts import dispute_facts
from coaching.rooms.marking_forms import form_named, form_of, is_open, open_again, written
from coaching.rooms.models import Dispute, DisputeState, Participant, ParticipantRole
from coaching.rooms.refusals import CommandRefused


def file(context: Context, data: dict[str, Any]) -> Happening:
    """File a dispute: competitors about their own marks, judges and the coordinator about anybody's.

    Raises:
        CommandRefused: `not_allowed`, `unknown_aspect`, `dispute_too_early`, `dispute_too_late`, `dispute_filed`, the
            text is missing, or there is no such form.
    """
    by = _filing(context, data["competitor"])
    form = form_named(context, data["competitor"], data["module"])
    if data["aspect"] is not None and context.sheet.module_of.get(data["aspect"]) != data["module"]:
        raise CommandRefused("unknown_aspect", field="aspect")
    text = written(data["text"], "text")
    refusal = window_of(context.room, data["module"]).refusal(context.now)
    if refusal is not None:
        raise CommandRefused(refusal)
    about = {"room": context.room, "competitor": form.competitor, "module": form.module, "aspect_id": data["aspect"]}
    if Dispute.objects.filter(**about, state=DisputeState.OPEN).exists():
        raise CommandRefused("dispute_filed", field="aspect")
    dispute = Dispute.objects.create(**about, filed_by=by, text=text, filed_at=context.now)
    return Happening("dispute.filed", {"dispute": dispute_facts(dispute)})


def _filing(context: Context, competitor: UUID) -> Participant:
    by = context.participant
    if by is None or (by.role == ParticipantRole.COMPETITOR and by.pk != competitor):
        raise CommandRefused("not_allowed")
    return by


def answer(context: Context, data: dict[str, Any]) -> Happening:
    """Answer a dispute; one that is accepted opens the form again, with the answer as the reason.

    Raises:
        CommandRefused: `unknown_dispute`, `dispute_answered`, the answer is missing.
    """
    dispute = Dispute.objects.filter(room=context.room, pk=data["dispute"]).select_related("competitor").first()
    if dispute is None:
        raise CommandRefused("unknown_dispute", field="dispute")
    if dispute.state != DisputeState.OPEN:
        raise CommandRefused("dispute_answered", field="dispute")
    dispute.answer = written(data["answer"], "answer")
    dispute.state = DisputeState(data["outcome"])
    dispute.answered_by, dispute.answered_at = context.user, context.now
    dispute.save(update_fields=["answer", "state", "answered_by", "answered_at"])
    changed: dict[str, Any] = {"dispute": dispute_facts(dispute)}
    form = form_of(context, dispute.competitor, dispute.module)
    if dispute.state == DisputeState.ACCEPTED and not is_open(context, form):
        changed["form"] = open_again(context, form, dispute.answer)
    return Happening("dispute.answered", changed)

"""What happens to a marking form: the coordinator checks it, judges sign it, the chief locks it or opens it again.

Rules of the field 1.5: after a form is signed nothing in it is changed, except by opening it again with a reason.
"""

from typing import Any

from coaching.rooms.actors import HostActor
from coaching.rooms.context import Context, Happening
from coaching.rooms.facts import form_facts
from coaching.rooms.marking_forms import (
    form_named,
    is_marked,
    is_open,
    moved,
    open_again,
    refuse_other_version,
    refuse_without_forms,
    signatures_of,
    signed_by,
    written,
)
from coaching.rooms.marks import refuse_outsider
from coaching.rooms.models import (
    Dispute,
    DisputeState,
    FormSignature,
    FormState,
    MarkingForm,
    Participant,
    ParticipantRole,
    ParticipantStatus,
    SignOff,
)
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.showing import show_locked


def check(context: Context, data: dict[str, Any]) -> Happening:
    """Close a form that is marked completely, so that it can be signed.

    Raises:
        CommandRefused: `no_check`, `coordinator_checks`, `form_changed`, `form_checked`, `form_signed`, `form_locked`,
            `form_not_marked`, or there is no such form.
    """
    form = form_named(context, data["competitor"], data["module"])
    if context.room.sign_off != SignOff.FULL:
        raise CommandRefused("no_check")
    _refuse_host_beside_coordinator(context)
    refuse_other_version(form, data["version"])
    if form.state != FormState.MARKING:
        raise CommandRefused(f"form_{form.state}", field="competitor")
    _refuse_unmarked(context, form)
    moved(context, form, FormState.CHECKED)
    return Happening("form.checked", {"form": form_facts(form, [])})


def _refuse_host_beside_coordinator(context: Context) -> None:
    if not isinstance(context.actor, HostActor):
        return
    coordinators = Participant.objects.filter(room=context.room, role=ParticipantRole.COORDINATOR)
    if coordinators.filter(status=ParticipantStatus.PRESENT).exists():
        raise CommandRefused("coordinator_checks")


def _refuse_unmarked(context: Context, form: MarkingForm) -> None:
    if not is_marked(context, form):
        raise CommandRefused("form_not_marked", field="competitor")


def send_back(context: Context, data: dict[str, Any]) -> Happening:
    """Send a form that is checked, or signed by some, back to be marked: a new version, which nobody has signed.

    Raises:
        CommandRefused: `form_not_closed`, `form_signed`, `form_locked`, the reason is missing, or there is no such form.
    """
    form = form_named(context, data["competitor"], data["module"])
    reason = written(data["reason"], "reason")
    if form.state == FormState.MARKING:
        raise CommandRefused("form_not_closed", field="competitor")
    if form.state != FormState.CHECKED:
        raise CommandRefused(f"form_{form.state}", field="competitor")
    return Happening("form.returned", {"form": open_again(context, form, reason)})


def sign(context: Context, data: dict[str, Any]) -> Happening:
    """Sign a form as one of those who mark this competitor; with the last signature it is signed.

    Where nobody checks forms the first signature closes the form for marks.

    Raises:
        CommandRefused: `compatriot`, `no_seat`, `form_changed`, `form_locked`, `already_signed`, `form_signed`,
            `form_not_marked`, `form_not_checked`, or there is no such form.
    """
    form = form_named(context, data["competitor"], data["module"])
    signatory = _signatory(context, form)
    refuse_other_version(form, data["version"])
    signed = signed_by(form)
    _refuse_signing(context, form, has_signed=str(signatory.pk) in signed)
    signed.append(str(signatory.pk))
    complete = set(context.seats(form.competitor)) <= set(signed)
    moved(context, form, FormState.SIGNED if complete else FormState.CHECKED)
    FormSignature.objects.create(form=form, version=form.version, signatory=signatory, at=context.now)
    return Happening("form.signed", {"form": form_facts(form, signed)})


def _signatory(context: Context, form: MarkingForm) -> Participant:
    by = context.participant
    if by is None:
        # Podium itself has no seat and signs for nobody.
        raise CommandRefused("not_allowed")
    refuse_outsider(context, form.competitor)
    return by


def _refuse_signing(context: Context, form: MarkingForm, *, has_signed: bool) -> None:
    if form.state == FormState.LOCKED:
        raise CommandRefused("form_locked", field="competitor")
    if has_signed:
        raise CommandRefused("already_signed", field="competitor")
    if form.state == FormState.SIGNED:
        raise CommandRefused("form_signed", field="competitor")
    _refuse_unmarked(context, form)
    if context.room.sign_off == SignOff.FULL and form.state == FormState.MARKING:
        raise CommandRefused("form_not_checked", field="competitor")


def lock(context: Context, data: dict[str, Any]) -> Happening:
    """Lock a signed form, or every signed form of a module that nobody disputes.

    Raises:
        CommandRefused: `nothing_to_lock`, `dispute_open`, or there is no such form.
    """
    module = data["module"]
    if data["competitor"] is None:
        refuse_without_forms(context, module)
        named = MarkingForm.objects.filter(room=context.room, module=module)
    else:
        named = MarkingForm.objects.filter(pk=form_named(context, data["competitor"], module).pk)
    signed = list(named.filter(state=FormState.SIGNED).order_by("competitor__number"))
    if not signed:
        raise CommandRefused("nothing_to_lock", field="competitor")
    open_ones = Dispute.objects.filter(room=context.room, module=module, state=DisputeState.OPEN)
    disputed = set(open_ones.values_list("competitor", flat=True))
    ready = [form for form in signed if form.competitor_id not in disputed]
    if not ready:
        raise CommandRefused("dispute_open", field="competitor")
    return _locked(context, ready)


def _locked(context: Context, forms: list[MarkingForm]) -> Happening:
    signed = signatures_of(forms)
    MarkingForm.objects.filter(pk__in=[form.pk for form in forms]).update(state=FormState.LOCKED)
    for form in forms:
        form.state = FormState.LOCKED
    context.ledger.forget_forms()
    happened: dict[str, Any] = {"forms": [form_facts(form, signed[form.pk]) for form in forms]}
    public = show_locked(context.room, context.sheet, {form.competitor_id for form in forms})
    return Happening("form.locked", happened | ({"public": public} if public else {}))


def reopen(context: Context, data: dict[str, Any]) -> Happening:
    """Open a form again with a reason: a new version, whose marks may be changed also when the room has ended.

    Raises:
        CommandRefused: `form_not_closed`, the reason is missing, or there is no such form.
    """
    form = form_named(context, data["competitor"], data["module"])
    reason = written(data["reason"], "reason")
    if is_open(context, form):
        raise CommandRefused("form_not_closed", field="competitor")
    return Happening("form.reopened", {"form": open_again(context, form, reason)})

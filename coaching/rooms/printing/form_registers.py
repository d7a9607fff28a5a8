"""Registers of what was signed and disputed: marking forms with their signatures, and disputes with their answers."""

from collections.abc import Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coaching.rooms.exporting.gathering import RoomRecord
from coaching.rooms.exporting.moments import moment_words
from coaching.rooms.models import Dispute, FormSignature, MarkingForm, RoomEvent
from coaching.rooms.printing.registers import Register
from coaching.rooms.telling import Names, names_of

Signing = tuple[str, int, int, str]
"""The competitor, the module and the version of a form, and who signed it."""


def forms_register(record: RoomRecord) -> Register:
    """Return every marking form that anything but marking has happened to, and who signed its last version when."""
    names, signings = names_of(record.room), _signings(record)
    forms = MarkingForm.objects.filter(room=record.room).select_related("competitor")
    rows = [
        [
            f"{form.competitor.number} {form.competitor}",
            names.module(form.module),
            _state_words(form),
            "\n".join(
                _signed(form, signature, names, signings)
                for signature in form.signatures.all()
                if signature.version == form.version
            ),
        ]
        for form in forms.prefetch_related("signatures")
    ]
    headings = [_("Competitor"), _("Module"), _("State"), _("Signed by")]
    return Register(_("Marking forms"), headings, (3, 2, 3, 4), rows)


def _state_words(form: MarkingForm) -> str:
    state = capfirst(form.get_state_display())
    if form.version == 1:
        return str(state)
    values = {"state": state, "version": form.version, "reason": form.reason or "–"}
    return _("%(state)s, version %(version)s; opened again: %(reason)s") % values


def _signings(record: RoomRecord) -> dict[Signing, int]:
    """Return with which event everybody signed."""
    events = RoomEvent.objects.filter(room=record.room, type="form.signed", seq__lte=record.seq)
    signed = ((seq, data["form"]) for seq, data in events.values_list("seq", "data"))
    return {(form["competitor"], form["module"], form["version"], form["signed"][-1]): seq for seq, form in signed}


def _signed(form: MarkingForm, signature: FormSignature, names: Names, signings: Mapping[Signing, int]) -> str:
    """Return who signed, by the name that they had then: another may have taken the seat since."""
    signatory = str(signature.signatory_id)
    seq = signings.get((str(form.competitor_id), form.module, signature.version, signatory))
    name = names.people.get(signatory, "") if seq is None else names.called(signatory, seq)
    return f"{name}, {moment_words(signature.at)}"


def disputes_register(record: RoomRecord) -> Register:
    """Return every dispute: what was complained of, and what was answered by whom."""
    names, filings = names_of(record.room), _filings(record)
    disputes = Dispute.objects.filter(room=record.room).select_related("competitor", "answered_by")
    rows = [
        [
            f"{dispute.competitor.number} {dispute.competitor}",
            names.aspects.get(dispute.aspect_id or 0) or names.module(dispute.module),
            f"{moment_words(dispute.filed_at)}, {_filed_by(dispute, names, filings)}: {dispute.text}",
            _answer_words(dispute),
        ]
        for dispute in disputes
    ]
    headings = [_("Competitor"), _("About"), _("Complaint"), _("Answer")]
    return Register(_("Disputes"), headings, (2.4, 1.4, 4, 4), rows)


def _filings(record: RoomRecord) -> dict[str, int]:
    """Return with which event each dispute was filed."""
    events = RoomEvent.objects.filter(room=record.room, type="dispute.filed", seq__lte=record.seq)
    return {data["dispute"]["id"]: seq for seq, data in events.values_list("seq", "data")}


def _filed_by(dispute: Dispute, names: Names, filings: Mapping[str, int]) -> str:
    """Return who filed the dispute, by the name that they had then."""
    person, seq = str(dispute.filed_by_id), filings.get(str(dispute.pk))
    return names.people.get(person, "") if seq is None else names.called(person, seq)


def _answer_words(dispute: Dispute) -> str:
    state = capfirst(dispute.get_state_display())
    if dispute.answered_at is None:
        return str(state)
    return f"{state}. {moment_words(dispute.answered_at)}, {dispute.answered_by or ''}: {dispute.answer}"

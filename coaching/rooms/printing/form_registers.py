"""Registers of what was signed and disputed: marking forms with their signatures, and disputes with their answers."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coaching.rooms.exporting.gathering import RoomRecord
from coaching.rooms.models import Dispute, FormSignature, MarkingForm
from coaching.rooms.printing.registers import Register, moment_words
from coaching.rooms.sheet import sheet_of
from coaching.rooms.telling.names import module_names


def forms_register(record: RoomRecord) -> Register:
    """Return every marking form that anything but marking has happened to, and who signed its last version when."""
    names = module_names(record.room.modules)
    forms = MarkingForm.objects.filter(room=record.room).select_related("competitor")
    rows = [
        [
            f"{form.competitor.number} {form.competitor}",
            names.get(form.module, str(form.module)),
            _state_words(form),
            "\n".join(_signed(signature) for signature in form.signatures.all() if signature.version == form.version),
        ]
        for form in forms.prefetch_related("signatures__signatory")
    ]
    headings = [_("Competitor"), _("Module"), _("State"), _("Signed by")]
    return Register(_("Marking forms"), headings, (3, 2, 3, 4), rows)


def _state_words(form: MarkingForm) -> str:
    state = capfirst(form.get_state_display())
    if form.version == 1:
        return str(state)
    values = {"state": state, "version": form.version, "reason": form.reason or "–"}
    return _("%(state)s, version %(version)s; opened again: %(reason)s") % values


def _signed(signature: FormSignature) -> str:
    return f"{signature.signatory}, {moment_words(signature.at)}"


def disputes_register(record: RoomRecord) -> Register:
    """Return every dispute: what was complained of, and what was answered by whom."""
    names = module_names(record.room.modules)
    codes = {aspect.id: aspect.code for aspect in sheet_of(record.room.pk).aspects}
    disputes = Dispute.objects.filter(room=record.room).select_related("competitor", "filed_by", "answered_by")
    rows = [
        [
            f"{dispute.competitor.number} {dispute.competitor}",
            codes.get(dispute.aspect_id or 0) or names.get(dispute.module, str(dispute.module)),
            f"{moment_words(dispute.filed_at)}, {dispute.filed_by}: {dispute.text}",
            _answer_words(dispute),
        ]
        for dispute in disputes
    ]
    headings = [_("Competitor"), _("About"), _("Complaint"), _("Answer")]
    return Register(_("Disputes"), headings, (2.4, 1.4, 4, 4), rows)


def _answer_words(dispute: Dispute) -> str:
    state = capfirst(dispute.get_state_display())
    if dispute.answered_at is None:
        return str(state)
    return f"{state}. {moment_words(dispute.answered_at)}, {dispute.answered_by or ''}: {dispute.answer}"

"""Marking forms in their tables: found, made, closed, opened again. What commands about forms have in common.

A form is the marks of one competitor in one module. Nothing that was signed is ever changed: whatever opens a form
again makes a new version of it, and the signatures under the old one stay where they are.
"""

from collections.abc import Iterable
from uuid import UUID

from coaching.rooms.context import Context
from coaching.rooms.facts import FormFacts, form_facts
from coaching.rooms.models import (
    AspectMark,
    FormSignature,
    FormState,
    MarkingForm,
    Participant,
    ParticipantStatus,
    RoomStatus,
    SignOff,
)
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.totalling import COUNTS
from people.names import is_readable

LONGEST_TEXT = 2000
"""Letters of a reason, of a dispute, and of the answer to one."""


def form_named(context: Context, key: UUID, module: int) -> MarkingForm:
    """Return the form of a competitor in a module, new and not saved while nothing has happened to it.

    Raises:
        CommandRefused: `no_sign_off`, `unknown_module`, `unknown_competitor`, `competitor_removed`.
    """
    refuse_without_forms(context, module)
    competitor = context.ledger.competitor(context.room, key)
    if competitor is None:
        raise CommandRefused("unknown_competitor", field="competitor")
    if competitor.status in {ParticipantStatus.REMOVED, ParticipantStatus.BANNED}:
        raise CommandRefused("competitor_removed", field="competitor")
    return form_of(context, competitor, module)


def refuse_without_forms(context: Context, module: int) -> None:
    """Let pass where forms are signed and the module has some.

    Raises:
        CommandRefused: `no_sign_off`, `unknown_module`.
    """
    if context.room.sign_off == SignOff.NONE:
        raise CommandRefused("no_sign_off")
    if not context.sheet.aspects_of_module(module):
        raise CommandRefused("unknown_module", field="module")


def form_of(context: Context, competitor: Participant, module: int) -> MarkingForm:
    """Return the form, new and not saved while nothing has happened to it."""
    found = context.ledger.form(competitor, module)
    form = found or MarkingForm(room=context.room, competitor=competitor, module=module)
    form.competitor = competitor
    return form


def refuse_other_version(form: MarkingForm, version: int) -> None:
    """Let pass who has seen the form as it is.

    Raises:
        CommandRefused: `form_changed`.
    """
    if form.version != version:
        raise CommandRefused("form_changed", field="version")


def is_marked(context: Context, form: MarkingForm) -> bool:
    """Return whether every aspect of the module is marked: counted in the totals of this competitor alone."""
    aspects = context.sheet.aspects_of_module(form.module)
    detail = context.ledger.totals(form.competitor).jury_detail
    if detail and COUNTS not in detail:
        # Written before parts were counted, and no mark has come since.
        marks = AspectMark.objects.filter(competitor=form.competitor, mark__isnull=False)
        return marks.filter(aspect__in=[aspect.id for aspect in aspects]).count() == len(aspects)
    counts = detail.get(COUNTS, {}).get("sub_criteria", {})
    return sum(counts.get(part, 0) for part in {aspect.sub_criterion for aspect in aspects}) == len(aspects)


def is_open(context: Context, form: MarkingForm) -> bool:
    """Return whether marks may be given on the form now: in a room that has ended only after it was opened again."""
    return form.state == FormState.MARKING and (context.room.status != RoomStatus.ENDED or form.version > 1)


def signed_by(form: MarkingForm) -> list[str]:
    """Return the ids of those who have signed this version, in the order in which they did."""
    # By the key: a form that is not saved has none, and no signatures.
    found = FormSignature.objects.filter(form_id=form.pk, version=form.version).order_by("at", "pk")
    return [str(signatory) for signatory in found.values_list("signatory", flat=True)]


def moved(context: Context, form: MarkingForm, state: FormState) -> None:
    """Write that the form is in this state now."""
    form.state = state
    form.save()
    context.ledger.forget_forms()


def open_again(context: Context, form: MarkingForm, reason: str) -> FormFacts:
    """Make a new version of the form, to be marked, and return it: nobody has signed that one."""
    form.version += 1
    form.reason = reason
    moved(context, form, FormState.MARKING)
    return form_facts(form, [])


def signatures_of(forms: Iterable[MarkingForm]) -> dict[int, list[str]]:
    """Return who has signed each of the forms as it is, by the key of the form."""
    versions = {form.pk: form.version for form in forms}
    found = FormSignature.objects.filter(form__in=versions).order_by("at", "pk")
    signed: dict[int, list[str]] = {key: [] for key in versions}
    for key, version, signatory in found.values_list("form", "version", "signatory"):
        if version == versions[key]:
            signed[key].append(str(signatory))
    return signed


def written(text: str, field: str) -> str:
    """Return a reason, a dispute or an answer without blanks around it.

    Raises:
        CommandRefused: `text_needed`, `text_too_long`, `text_unreadable`.
    """
    said = text.strip()
    if not said:
        raise CommandRefused("text_needed", field=field)
    if len(said) > LONGEST_TEXT:
        raise CommandRefused("text_too_long", field=field, limit=LONGEST_TEXT)
    if not is_readable(said, lines=True):
        raise CommandRefused("text_unreadable", field=field)
    return said

"""Whether the marking of a room is finished: every form of everybody who is present is locked, and nothing disputed."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from coaching.rooms.context import Context
from coaching.rooms.models import (
    Dispute,
    DisputeState,
    FormState,
    MarkingForm,
    Participant,
    ParticipantRole,
    ParticipantStatus,
    SignOff,
)
from coaching.rooms.refusals import CommandRefused

SENT_OUT = (ParticipantStatus.REMOVED, ParticipantStatus.BANNED)


def refuse_unfinished_forms(context: Context) -> None:
    """Let pass where nothing is signed, or everything is locked and no dispute is open.

    Raises:
        CommandRefused: `forms_not_locked` with the names of those whose forms are missing, `dispute_open`.
    """
    if context.room.sign_off == SignOff.NONE:
        return
    people = Participant.objects.filter(room=context.room, role=ParticipantRole.COMPETITOR)
    present = list(people.exclude(status__in=SENT_OUT).order_by("number"))
    missing = list(_missing(context, present))
    if missing:
        raise CommandRefused("forms_not_locked", names=", ".join(missing))
    if Dispute.objects.filter(competitor__in=present, state=DisputeState.OPEN).exists():
        raise CommandRefused("dispute_open")


def _missing(context: Context, present: Iterable[Participant]) -> Iterable[str]:
    """Yield the number and the name of everybody who has a form that is not locked, with the modules of these forms."""
    locked = MarkingForm.objects.filter(room=context.room, state=FormState.LOCKED)
    done = set(locked.values_list("competitor", "module"))
    modules = sorted(set(context.sheet.module_of.values()))
    for person in present:
        left = [str(module) for module in modules if (person.pk, module) not in done]
        if left and len(modules) == 1:
            yield f"{person.number} {person.display_name}"
        elif left:
            names = {"number": person.number, "name": person.display_name, "modules": ", ".join(left)}
            yield _("%(number)s %(name)s (module %(modules)s)") % names

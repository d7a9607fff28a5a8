"""The invite link of a cohort: signed, so that nothing secret is stored; closed, renewed and ended by its mentors."""

import datetime as dt
from uuid import UUID

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.training.learning.leading import leads
from coaching.training.learning.models import Cohort
from coaching.training.learning.refusals import LearningRefused
from people import audit
from people.models import User

_SALT = "coaching.training.learning.invitation"


def token_of(cohort: Cohort) -> str:
    """Return what the invite link of the cohort carries; only Podium can make it."""
    return signing.Signer(salt=_SALT).sign_object([cohort.pk.hex, cohort.invitation_number])


def read_token(token: str) -> Cohort:
    """Return the cohort that the link invites to; whether it still does is for `refusal` to say.

    Raises:
        LearningRefused: Podium did not make this link, it was replaced by another, or the cohort is no more.
    """
    try:
        key, number = signing.Signer(salt=_SALT).unsign_object(token)
        cohort = Cohort.objects.filter(pk=UUID(key)).select_related("organisation").first()
    except (signing.BadSignature, ValueError, TypeError):
        cohort, number = None, 0
    if cohort is None or cohort.invitation_number != number:
        raise LearningRefused(_("This invite link is not valid any more. Ask your mentor for the new one."))
    return cohort


def refusal(cohort: Cohort, *, now: dt.datetime, seats_left: int | None) -> str:
    """Return in words why nobody new comes in by the cohort's link now; empty when one does."""
    if cohort.ends_at <= now:
        return _("This cohort is over.")
    if not cohort.invitation_open:
        return _("The mentors have closed this invite link. Ask them to open it again.")
    if cohort.invitation_until is not None and cohort.invitation_until <= now:
        return _("This invite link has ended. Ask your mentor for a new one.")
    return _("All seats of this cohort are taken. Ask your mentor for another one.") if seats_left == 0 else ""


@transaction.atomic
def renew(*, actor: User, cohort: Cohort) -> Cohort:
    """Make every invite link of the cohort that was given out invalid; the new one works at once.

    Raises:
        PermissionDenied: `actor` does not lead the cohort.
    """
    return _change(actor, cohort, "cohort.invitation_renewed", renew=True, is_open=True)


@transaction.atomic
def set_open(*, actor: User, cohort: Cohort, is_open: bool) -> Cohort:
    """Close the invite link of the cohort, or open it again.

    Raises:
        PermissionDenied: `actor` does not lead the cohort.
    """
    action = "cohort.invitation_opened" if is_open else "cohort.invitation_closed"
    return _change(actor, cohort, action, renew=False, is_open=is_open)


def _change(actor: User, cohort: Cohort, action: str, *, renew: bool, is_open: bool) -> Cohort:
    if not leads(actor, cohort):
        raise PermissionDenied
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    cohort.invitation_number += renew
    cohort.invitation_open = is_open
    if renew and cohort.invitation_until is not None and cohort.invitation_until <= timezone.now():
        cohort.invitation_until = None
    cohort.save(update_fields=["invitation_number", "invitation_open", "invitation_until"])
    audit.record(actor=actor, action=action, subject=cohort, data={"number": cohort.invitation_number})
    return cohort

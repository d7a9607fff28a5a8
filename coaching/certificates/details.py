"""A person's own details for documents: what is asked of whom, and keeping them."""

from typing import Any

from django.db import transaction

from coaching.certificates import learnt
from coaching.certificates.countries import RUSSIA
from coaching.certificates.models import Certificate, ProgrammeTerms, RecipientDetails
from people import audit
from people.models import User


def needs_register(user: User) -> bool:
    """Return whether a register asks about `user`: she has, or learns for, a document that is reported to it."""
    reported = {"organisation__country__iexact": RUSSIA.code}
    if Certificate.objects.filter(recipient=user, **reported).exists():
        return True
    return ProgrammeTerms.objects.filter(programme_key__in=learnt.programmes_of(user), **reported).exists()


@transaction.atomic
def keep_details(*, actor: User, **details: Any) -> RecipientDetails:
    """Store what `actor` says of herself and return it; nobody does it for somebody else.

    The audit says which fields were changed, and nothing of what stands in them.
    """
    before = RecipientDetails.objects.filter(user=actor).first() or RecipientDetails(user=actor)
    changed = sorted(name for name, value in details.items() if getattr(before, name) != value)
    kept, _is_new = RecipientDetails.objects.update_or_create(user=actor, defaults=details)
    if changed:
        audit.record(actor=actor, action="recipient_details.changed", subject=actor, data={"fields": changed})
    return kept

"""Whether a document still stands: one function, which pages, files and badges ask."""

import datetime as dt
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils import timezone

from coaching.certificates.models import Certificate


class State(StrEnum):
    """What a reader is told of a document."""

    VALID = "valid"
    EXPIRED = "expired"
    REPLACED = "replaced"
    REVOKED = "revoked"


def state_of(certificate: Certificate, today: dt.date | None = None) -> State:
    """Return how `certificate` stands on `today` (now, in the site's time zone). It is valid on its last day.

    The reverse `replaced_by` has to be there to be read without another query.
    """
    if certificate.revoked_at is not None:
        return State.REPLACED if successor_of(certificate) else State.REVOKED
    day = today or timezone.localdate()
    expired = certificate.valid_until is not None and certificate.valid_until < day
    return State.EXPIRED if expired else State.VALID


def successor_of(certificate: Certificate) -> Certificate | None:
    """Return the document that was issued in place of this one."""
    return getattr(certificate, "replaced_by", None)


def in_state(certificates: QuerySet[Certificate], state: State, today: dt.date | None = None) -> QuerySet[Certificate]:
    """Return those of `certificates` for which `state_of` says `state`; a test holds the two together."""
    over = Q(valid_until__lt=today or timezone.localdate())
    asked = {
        State.VALID: Q(revoked_at=None) & ~over,
        State.EXPIRED: Q(revoked_at=None) & over,
        State.REPLACED: Q(revoked_at__isnull=False, replaced_by__isnull=False),
        State.REVOKED: Q(revoked_at__isnull=False, replaced_by=None),
    }
    return certificates.filter(asked[state])

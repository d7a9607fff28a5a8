"""Taking a document back, with a reason that everybody reads, and issuing it again under another name."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from coaching.certificates import permissions
from coaching.certificates.issuing import printed_name, store
from coaching.certificates.models import Certificate, ProgrammeTerms
from coaching.certificates.refusals import Refused, Why
from coaching.certificates.standing import successor_of
from people import audit
from people.models import User

REPLACED = "replaced"
"""The reason that a replaced document carries; pages say it in the reader's language."""
LONGEST_REASON = 300


@transaction.atomic
def revoke(*, actor: User, certificate: Certificate, reason: str, at: dt.datetime | None = None) -> Certificate:
    """Revoke a document from `at` (now) on and return it; its badge fails from the same moment.

    Raises:
        Refused: `actor` may not, there is no reason, or it no longer stands; nothing is changed.
    """
    locked = _locked(actor, certificate)
    words = " ".join(reason.split())[:LONGEST_REASON]
    if not words:
        raise Refused(Why.NO_REASON)
    if locked.revoked_at is not None:
        raise Refused(Why.ALREADY_REVOKED)
    _take_back(locked, actor, words, at or timezone.now())
    data = {"number": locked.number, "reason": words}
    audit.record(actor=actor, action="certificate.revoked", subject=locked, data=data)
    return locked


@transaction.atomic
def reissue(*, actor: User, certificate: Certificate, at: dt.datetime | None = None) -> Certificate:
    """Issue a document again under the name that its recipient has now, on the same evidence, and return the new one.

    The old one is revoked as replaced and leads to the new one. A document that was revoked for another reason may be
    issued again too: its evidence is the same, and the new number says that it is another document.

    Raises:
        Refused: `actor` may not or is the recipient, it was replaced already, its recipient is gone, or the name has not changed.
    """
    old = _locked(actor, certificate)
    if successor_of(old) is not None:
        raise Refused(Why.ALREADY_REVOKED)
    if old.recipient is None:
        raise Refused(Why.NO_NAME)
    if actor.pk == old.recipient_id:
        raise Refused(Why.OWN)
    names = printed_name(old.recipient)
    if names["name"] == old.name and old.revoked_at is None:
        raise Refused(Why.SAME_NAME)
    now = at or timezone.now()
    was_valid = old.revoked_at is None
    if was_valid:
        _take_back(old, actor, REPLACED, now)
    new = store(
        terms=ProgrammeTerms.objects.get(pk=old.terms_id),
        actor=actor,
        at=now,
        recipient=old.recipient,
        language=old.language,
        completed_at=old.completed_at,
        snapshot=old.snapshot,
        valid_until=old.valid_until,
        replaces=old,
        **names,
    )
    data = {"number": new.number, "replaces": old.number, "name": new.name, "evidence": new.snapshot_hash}
    audit.record(actor=actor, action="certificate.reissued", subject=new, data=data)
    return new


def _locked(actor: User, certificate: Certificate) -> Certificate:
    found = Certificate.objects.select_for_update(of=("self",)).select_related("replaced_by").get(pk=certificate.pk)
    if not permissions.may_issue_for(actor, found.organisation_id):
        raise Refused(Why.NOT_YOURS)
    return found


def _take_back(certificate: Certificate, actor: User, reason: str, at: dt.datetime) -> None:
    certificate.revoked_at, certificate.revoked_by, certificate.revocation_reason = at, actor, reason
    certificate.save(update_fields=["revoked_at", "revoked_by", "revocation_reason"])


def name_now(certificate: Certificate) -> str:
    """Return the name that a document would carry if it was issued again; empty where there is none."""
    if certificate.recipient is None:
        return ""
    try:
        return printed_name(certificate.recipient)["name"]
    except Refused:
        return ""

"""Issuing a document: only from what the server itself found to be reached, once for each completion."""

import calendar
import datetime as dt
import secrets
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from coaching.certificates import learnt, permissions
from coaching.certificates.countries import profile_of
from coaching.certificates.models import Certificate, ProgrammeTerms, RecipientDetails
from coaching.certificates.numbering import take_number
from coaching.certificates.refusals import Refused, Why
from coaching.certificates.snapshots import hash_of, snapshot_of
from coaching.certificates.standing import State, state_of
from coaching.certificates.status_bits import free_bit
from people import audit
from people.models import User

MONTHS_OF_A_YEAR = 12


@transaction.atomic
def issue(
    *, actor: User, recipient: User, programme_key: UUID, language: str = "", at: dt.datetime | None = None
) -> Certificate:
    """Issue the document of a programme to `recipient` and return it; what was issued already is returned as it is.

    `language` (en, ru or kk) is that of the document: the recipient's own, if none is named. `at` is now, if not given.

    Raises:
        Refused: `actor` may not issue it or is the recipient, the programme is not complete, or something that the document needs is
            missing; nothing is stored.
    """
    terms = _terms_for(actor, programme_key)
    if actor.pk == recipient.pk:
        raise Refused(Why.OWN)
    spoken = language or language_of(recipient)
    evidence = _complete_evidence(terms, recipient, spoken)
    if (standing := _standing(recipient, terms, evidence)) is not None:
        return standing
    now = at or timezone.now()
    issued_on = timezone.localtime(now).date()
    certificate = store(
        terms=terms,
        actor=actor,
        at=now,
        recipient=recipient,
        language=spoken,
        completed_at=evidence.completed_at,
        snapshot=snapshot_of(terms, evidence, spoken),
        valid_until=_after_months(issued_on, terms.valid_months),
        **printed_name(recipient),
    )
    _record(actor, certificate, "certificate.issued")
    return certificate


def _terms_for(actor: User, programme_key: UUID) -> ProgrammeTerms:
    """Return the terms under their lock: of two issues at once, the second finds what the first has stored."""
    terms = ProgrammeTerms.objects.select_for_update().filter(programme_key=programme_key).first()
    if terms is None:
        raise Refused(Why.NO_TERMS)
    if not permissions.may_issue_for(actor, terms.organisation_id):
        raise Refused(Why.NOT_YOURS)
    fewest = profile_of(terms.organisation.country).fewest(terms.kind)
    if terms.hours < fewest:
        raise Refused(Why.TOO_FEW_HOURS, hours=terms.hours, fewest=fewest)
    return terms


def _complete_evidence(terms: ProgrammeTerms, recipient: User, language: str) -> Any:
    evidence = learnt.evidence_of(user=recipient, programme_key=terms.programme_key, language=language)
    if evidence is None:
        raise Refused(Why.NOT_ENROLLED)
    if not evidence.is_complete or evidence.completed_at is None:
        raise Refused(Why.NOT_COMPLETE)
    if evidence.hours < terms.hours:
        raise Refused(Why.HOURS_DIFFER, stated=terms.hours, hours=evidence.hours)
    return evidence


def _standing(recipient: User, terms: ProgrammeTerms, evidence: learnt.Evidence) -> Certificate | None:
    """Return the valid document of this programme.

    Raises:
        Refused: that of the same completion was revoked or has expired.
    """
    latest = latest_of(recipient, terms.programme_key)
    if latest is None:
        return None
    state = state_of(latest)
    if state == State.VALID:
        return latest
    if evidence.completed_at and evidence.completed_at > latest.completed_at:
        return None
    if state == State.EXPIRED:
        raise Refused(Why.EXPIRED)
    raise Refused(Why.WAS_REVOKED, reason=latest.revocation_reason)


def latest_of(recipient: User, programme_key: UUID) -> Certificate | None:
    """Return the last document that somebody got of a programme, whether it stands or not."""
    issued = Certificate.objects.filter(recipient=recipient, programme_key=programme_key)
    return issued.select_related("replaced_by").order_by("-issued_at", "-sequence").first()


def store(
    *, terms: ProgrammeTerms, actor: User, at: dt.datetime, snapshot: dict[str, Any], **fields: Any
) -> Certificate:
    """Store a document with the next number of its series; whoever calls has asked who may, and writes the audit."""
    issued_on = timezone.localtime(at).date()
    number = take_number(terms.series_id, year=issued_on.year)
    status_list, status_index = free_bit(terms.organisation_id)
    return Certificate.objects.create(
        terms=terms,
        programme_key=terms.programme_key,
        organisation_id=terms.organisation_id,
        sequence=number.sequence,
        series_prefix=number.prefix,
        number=number.text,
        registration_number=number.registration,
        issued_by=actor,
        issued_at=at,
        issued_on=issued_on,
        snapshot=snapshot,
        snapshot_hash=hash_of(snapshot),
        badge_salt=secrets.token_hex(16),
        status_list=status_list,
        status_index=status_index,
        **fields,
    )


def printed_name(recipient: User) -> dict[str, str]:
    """Return the name for a document with its parts, as the recipient wrote them for documents, or as others see it.

    Raises:
        Refused: there is no name at all: an e-mail address is none.
    """
    details = RecipientDetails.objects.filter(user=recipient).first()
    if details and details.full_name:
        parts = {name: getattr(details, name) for name in ("family_name", "given_name", "middle_name")}
        return {"name": details.full_name, **parts}
    name = " ".join(recipient.name.split())
    if not name:
        raise Refused(Why.NO_NAME)
    return {"name": name, "family_name": "", "given_name": "", "middle_name": ""}


def language_of(recipient: User) -> str:
    """Return the language that a person chose, or else the active one."""
    spoken = recipient.language or translation.get_language() or ""
    return spoken if spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _after_months(day: dt.date, months: int | None) -> dt.date | None:
    """Return the last day on which a document issued on `day` is valid: the same day, or the last of that month."""
    if months is None:
        return None
    years, month = divmod(day.month - 1 + months, MONTHS_OF_A_YEAR)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return dt.date(day.year + years, month + 1, min(day.day, last))


def _record(actor: User, certificate: Certificate, action: str) -> None:
    data = {"number": certificate.number, "name": certificate.name, "evidence": certificate.snapshot_hash}
    audit.record(actor=actor, action=action, subject=certificate, data=data)

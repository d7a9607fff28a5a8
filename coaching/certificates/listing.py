"""The documents of a programme for its issuer: filtered, and as a table for a workbook."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championships.schemes.exchange.table_files import Table
from coaching.certificates.addresses import verification_address
from coaching.certificates.models import Certificate, ProgrammeTerms
from coaching.certificates.printing.paper import day_words
from coaching.certificates.standing import State, in_state, state_of

STATE_WORDS: dict[State, Promise | str] = {
    State.VALID: gettext_lazy("valid"),
    State.EXPIRED: gettext_lazy("expired"),
    State.REPLACED: gettext_lazy("replaced"),
    State.REVOKED: gettext_lazy("revoked"),
}


def issued_on(terms: ProgrammeTerms, asked: dict[str, Any]) -> QuerySet[Certificate]:
    """Return the documents issued on `terms`, the newest first: `asked` may hold q, state, since and until."""
    found = Certificate.objects.filter(terms=terms).select_related("replaced_by", "replaces", "recipient")
    if text := asked.get("q"):
        found = found.filter(Q(name__icontains=text) | Q(number__icontains=text))
    if state := asked.get("state"):
        found = in_state(found, State(state))
    days = {"issued_on__gte": asked.get("since"), "issued_on__lte": asked.get("until")}
    return found.filter(**{name: day for name, day in days.items() if day})


def table_of(certificates: Iterable[Certificate], title: str) -> Table:
    """Return the documents as a table of a workbook, in the active language; without what only registers get."""
    headings = [
        _("Number"), _("Registration number"), _("Name"), _("Issued"), _("Valid until"), _("State"), _("Reason"),
        _("Language"), _("Issued in place of"), _("Address"),
    ]  # fmt: skip
    return Table(title, headings, [_row(certificate) for certificate in certificates])


def _row(certificate: Certificate) -> list[str]:
    return [
        certificate.number,
        certificate.registration_number,
        certificate.name,
        day_words(certificate.issued_on),
        day_words(certificate.valid_until),
        str(STATE_WORDS[state_of(certificate)]),
        reason_words(certificate),
        certificate.get_language_display(),
        certificate.replaces.number if certificate.replaces else "",
        verification_address(certificate),
    ]


def reason_words(certificate: Certificate) -> str:
    """Return why a document no longer stands, in the active language; empty where it does."""
    if state_of(certificate) == State.REPLACED:
        return _("another document was issued in its place")
    return certificate.revocation_reason

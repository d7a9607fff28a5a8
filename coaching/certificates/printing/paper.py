"""The sheet: what the template sets, in the language of the document and from its snapshot alone."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import segno
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from coaching.certificates.addresses import verification_address
from coaching.certificates.models import Certificate, DocumentKind
from design.printing import Words, longest_piece, typeset, unhyphenated, words

TEMPLATE = Path(__file__).parent / "certificate.typ"


def print_certificate(certificate: Certificate) -> bytes:
    """Return the document as PDF: the same bytes every time, because it is set from its snapshot.

    Raises:
        TooMuchToPrint: it cannot be set in time.
        PressBusy: others are printing.
    """
    with translation.override(certificate.language):
        return typeset([TEMPLATE], paper_data(certificate), at=certificate.issued_at)


def paper_data(certificate: Certificate) -> dict[str, Any]:
    """Return what the template sets, in the active language."""
    snapshot = certificate.snapshot
    heading = heading_of(snapshot["programme"]["kind"])
    return {
        "language": certificate.language,
        "title": f"{heading} {certificate.number}",
        "labels": _labels(snapshot["programme"]["kind"]),
        "organisation": words(snapshot["organisation"]["name"]),
        "kind": heading,
        "number": certificate.number,
        "name": unhyphenated(certificate.name),
        "longest": longest_piece(certificate.name),
        "programme": words(snapshot["programme"]["title"]),
        "longest_of_programme": longest_piece(snapshot["programme"]["title"]),
        "outcome": words(snapshot["programme"]["outcome"]),
        "qualification": words(snapshot["register"]["qualification"]),
        "hours": str(snapshot["programme"]["hours"]),
        "hours_words": hours_words(snapshot["programme"]["hours"]),
        "facts": _facts(certificate),
        "signatory": {"name": words(snapshot["signatory"]["name"]), "post": words(snapshot["signatory"]["post"])},
        "address": verification_address(certificate),
        "qr": _qr(verification_address(certificate)),
        "notes": _notes(certificate),
    }


def heading_of(kind: str) -> str:
    """Return what a document of `kind` is called, in the active language."""
    return {
        DocumentKind.PROFESSIONAL_DEVELOPMENT.value: _("Certificate of professional development"),
        DocumentKind.RETRAINING.value: _("Diploma of professional retraining"),
        DocumentKind.COMPLETION.value: _("Certificate of completion"),
    }[kind]


def hours_words(hours: int) -> str:
    """Return the words that stand after the number of hours."""
    return ngettext("academic hour", "academic hours", hours)


def _labels(kind: str) -> dict[str, str]:
    return {
        "page": "{page} / {pages}",
        "number": pgettext("of a document", "No."),
        "confirms": _("This document confirms that"),
        "completed": _("has completed the programme"),
        "qualification": _("Qualification"),
        "signature": _("Signature"),
        "seal": pgettext("where the seal is put, an abbreviation", "Seal") if kind != DocumentKind.COMPLETION else "",
        "verify": _("Verify this document"),
    }


def _facts(certificate: Certificate) -> list[list[Any]]:
    studied = certificate.snapshot["studied"]
    found = [
        (_("Studied"), period_words(studied["from"], studied["to"])),
        (_("Registration number"), certificate.registration_number),
        (_("Issued"), ", ".join(filter(None, (certificate.snapshot["city"], day_words(certificate.issued_on))))),
        (_("Valid until"), day_words(certificate.valid_until)),
    ]
    return [[label, words(value)] for label, value in found if value]


def period_words(first: str | None, last: str | None) -> str:
    """Return the days of study in the active language; both are ISO dates, or None."""
    days = [day_words(dt.date.fromisoformat(day)) for day in (first, last) if day]
    return " – ".join(dict.fromkeys(days))


def day_words(day: dt.date | None) -> str:
    """Return a date as documents have it in the active language: 30.11.2026, in English 30 Nov 2026, never in doubt."""
    if day is None:
        return ""
    return str(date_format(day, "j M Y" if get_language() == "en" else "SHORT_DATE_FORMAT"))


def _notes(certificate: Certificate) -> list[Words]:
    notes = []
    if certificate.snapshot["programme"]["kind"] == DocumentKind.COMPLETION:
        notes.append(_("Not a document of education or qualification in the sense of the law."))
    if certificate.replaces is not None:
        values = {
            "number": certificate.replaces.number,
            "date": day_words(timezone.localtime(certificate.replaces.issued_at).date()),
        }
        notes.append(_("Issued in place of No. %(number)s of %(date)s.") % values)
    return [words(note) for note in notes]


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, dark="#12282c", light=None, scale=4)
    return out.getvalue().decode()

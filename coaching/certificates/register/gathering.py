"""What the register gets of each document, and who lacks which field: it is complete or it is not sent at all."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coaching.certificates.models import Certificate, DocumentKind, RecipientDetails
from coaching.certificates.register import columns as words
from coaching.certificates.snils import normal_snils
from coaching.certificates.standing import State, state_of

Cell = str
DATE = "%d.%m.%Y"


@dataclass(frozen=True, slots=True)
class Gap:
    """A document that cannot be reported yet, and the names of the fields that it lacks."""

    certificate: Certificate
    fields: list[str | Promise]


@dataclass(slots=True)
class Register:
    """Rows of forty texts, and the gaps; rows are to be sent only when there is no gap."""

    rows: list[list[Cell]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


def register_of(certificates: Iterable[Certificate]) -> Register:
    """Return the register of `certificates` that stand and are legal documents, in the order that they come in."""
    reported = [one for one in certificates if is_reported(one)]
    known = RecipientDetails.objects.in_bulk([one.recipient_id for one in reported if one.recipient_id])
    register = Register()
    for certificate in reported:
        details = known.get(certificate.recipient_id or 0) or RecipientDetails()
        if lacking := _lacking(certificate, details):
            register.gaps.append(Gap(certificate, lacking))
        else:
            register.rows.append(row_of(certificate, details))
    return register


def is_reported(certificate: Certificate) -> bool:
    """Return whether the register gets this document: not what was revoked or replaced, nor what is no legal document."""
    is_legal = certificate.snapshot["programme"]["kind"] != DocumentKind.COMPLETION
    return is_legal and state_of(certificate) in {State.VALID, State.EXPIRED}


def _lacking(certificate: Certificate, details: RecipientDetails) -> list[str | Promise]:
    register = certificate.snapshot["register"]
    is_retraining = certificate.snapshot["programme"]["kind"] == DocumentKind.RETRAINING
    family_name, given_name, _middle_name = _parts(certificate, details)
    asked: list[tuple[str | Promise, object]] = [
        (_("family name"), family_name),
        (_("given name"), given_name),
        (_("date of birth"), details.birth_date),
        (_("sex"), details.sex),
        (_("SNILS"), details.snils),
        (_("citizenship"), details.citizenship),
        (_("education that you have"), details.education_level),
        (_("family name in the diploma"), details.diploma_family_name),
        (_("number of the diploma"), details.diploma_number),
        (_("area of professional activity"), register["area"]),
        (_("qualification, profession or speciality"), register["qualification"] or not is_retraining),
    ]
    return [name for name, value in asked if not value]


def _parts(certificate: Certificate, details: RecipientDetails) -> tuple[Cell, Cell, Cell]:
    """Return family, given and middle name; from the details where a document was printed before they were known.

    They are those of this document only while they make the very name that is printed on it.
    """
    is_split = certificate.family_name or certificate.given_name
    source = details if not is_split and details.full_name == certificate.name else certificate
    return source.family_name, source.given_name, source.middle_name


def row_of(certificate: Certificate, details: RecipientDetails) -> list[Cell]:
    """Return the forty texts of a document that lacks nothing."""
    original = certificate.replaces
    return [
        *_document(certificate, original),
        *_programme(certificate),
        *_diploma(details),
        *_study(certificate),
        *_person(certificate, details),
        *_conditions(certificate),
        details.citizenship,
        *(_original(original, details) if original else [""] * 8),
        "",
    ]


def _document(certificate: Certificate, original: Certificate | None) -> list[Cell]:
    kind = certificate.snapshot["programme"]["kind"]
    series, number = series_and_number(certificate)
    return [
        words.DOCUMENTS[kind],
        words.DUPLICATE if original else words.ORIGINAL,
        words.NO,
        words.YES if original else words.NO,
        words.NO,
        series,
        number,
        certificate.issued_on.strftime(DATE),
        certificate.registration_number,
        words.PROGRAMMES[kind],
    ]


def series_and_number(certificate: Certificate) -> tuple[Cell, Cell]:
    """Return what stands before the figures of a number, without the sign between them, and the rest."""
    prefix = certificate.series_prefix
    return prefix.rstrip(" -–/№"), certificate.number.removeprefix(prefix)


def _programme(certificate: Certificate) -> list[Cell]:
    register = certificate.snapshot["register"]
    return [certificate.title, register["area"], register["speciality_group"], register["qualification"]]


def _diploma(details: RecipientDetails) -> list[Cell]:
    level = words.LEVELS[details.education_level]
    return [level, details.diploma_family_name, details.diploma_series, details.diploma_number]


def _study(certificate: Certificate) -> list[Cell]:
    studied = certificate.snapshot["studied"]
    hours = certificate.snapshot["programme"]["hours"]
    return [*(str(dt.date.fromisoformat(studied[end]).year) for end in ("from", "to")), str(hours)]


def _person(certificate: Certificate, details: RecipientDetails) -> list[Cell]:
    return [
        *_parts(certificate, details),
        details.birth_date.strftime(DATE) if details.birth_date else "",
        words.SEXES[details.sex],
        normal_snils(details.snils),
    ]


def _conditions(certificate: Certificate) -> list[Cell]:
    register = certificate.snapshot["register"]
    return [
        words.STUDY_FORMS[register["study_form"]],
        words.FINANCING[register["financing"]],
        words.PLACES[register["education_place"]],
    ]


def _original(original: Certificate, details: RecipientDetails) -> list[Cell]:
    series, number = series_and_number(original)
    return [
        words.DOCUMENTS[original.snapshot["programme"]["kind"]],
        series,
        number,
        original.registration_number,
        original.issued_on.strftime(DATE),
        *_parts(original, details),
    ]

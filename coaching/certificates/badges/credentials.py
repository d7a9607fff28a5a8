"""A document as an Open Badges 3.0 credential, before it is signed, and the status list that says what was revoked.

A credential comes with one of two proofs, and names the list that carries the same kind: whoever can verify the one
can verify the other.
"""

import base64
import datetime as dt
import gzip
import hashlib
from enum import StrEnum
from typing import Any
from uuid import uuid5

from django.urls import reverse
from django.utils import timezone

from coaching.certificates.addresses import public, verification_address
from coaching.certificates.badges.achievements import achievement_of
from coaching.certificates.badges.issuers import OB_CONTEXT, did_of, profile
from coaching.certificates.models import Certificate
from coaching.certificates.status_bits import BITS

LIST_LIVES = dt.timedelta(days=1)
"""A copy of a status list is good for a day: an old one cannot bring a revoked document back for longer."""


class Proof(StrEnum):
    """How a credential is signed: the ending of its address."""

    DATA_INTEGRITY = "json"
    JWT = "jwt"


def credential_of(certificate: Certificate, proof: Proof) -> dict[str, Any]:
    """Return the credential of a document, with the status list for its kind of proof."""
    organisation = certificate.snapshot["organisation"]
    credential = {
        "@context": OB_CONTEXT,
        "id": f"urn:uuid:{certificate.pk}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": profile(organisation["id"], organisation["name"]),
        "validFrom": moment(certificate.issued_at),
        "name": certificate.title,
        "credentialSubject": _subject(certificate),
        "evidence": [_evidence(certificate)],
        "credentialStatus": _status(certificate, proof),
    }
    if certificate.valid_until:
        # The last day is whole: the credential ends when it is over in the site's time zone.
        over = dt.datetime.combine(certificate.valid_until + dt.timedelta(days=1), dt.time.min)
        credential["validUntil"] = moment(timezone.make_aware(over))
    return credential


def _subject(certificate: Certificate) -> dict[str, Any]:
    """Return whose badge it is: by the printed name, and by a salted hash of the e-mail address."""
    identities = [{"type": "IdentityObject", "hashed": False, "identityType": "name", "identityHash": certificate.name}]
    if certificate.recipient:
        salted = certificate.recipient.email.lower() + certificate.badge_salt
        identities.append(
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityType": "emailAddress",
                "identityHash": f"sha256${hashlib.sha256(salted.encode()).hexdigest()}",
                "salt": certificate.badge_salt,
            }
        )
    return {
        # A name for the person in this badge alone: it ties no two badges together.
        "id": f"urn:uuid:{uuid5(certificate.pk, 'recipient')}",
        "type": ["AchievementSubject"],
        "identifier": identities,
        "achievement": achievement_of(certificate.snapshot, certificate.language),
    }


def _evidence(certificate: Certificate) -> dict[str, Any]:
    return {"id": verification_address(certificate), "type": ["Evidence"], "name": certificate.number}


def _status(certificate: Certificate, proof: Proof) -> dict[str, Any]:
    address = list_address(certificate.organisation_id, certificate.status_list, proof)
    return {
        "id": f"{address}#{certificate.status_index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(certificate.status_index),
        "statusListCredential": address,
    }


def list_address(organisation_id: int, number: int, proof: Proof) -> str:
    """Return the public address of a status list."""
    return public(reverse("badges:status", args=[organisation_id, number, proof]))


def status_list(organisation_id: int, number: int, proof: Proof, *, at: dt.datetime | None = None) -> dict[str, Any]:
    """Return the credential of a status list as it is at `at` (now)."""
    now = at or timezone.now()
    address = list_address(organisation_id, number, proof)
    return {
        "@context": OB_CONTEXT[:1],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did_of(organisation_id),
        "validFrom": moment(now),
        "validUntil": moment(now + LIST_LIVES),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(_revoked_places(organisation_id, number)),
        },
    }


def _revoked_places(organisation_id: int, number: int) -> list[int]:
    revoked = Certificate.objects.filter(organisation_id=organisation_id, status_list=number, revoked_at__isnull=False)
    return list(revoked.values_list("status_index", flat=True))


def encoded(places: list[int]) -> str:
    """Return the bits of a list, those at `places` set, packed and in base64url; place 0 is the first bit."""
    bits = bytearray(BITS // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def moment(at: dt.datetime) -> str:
    """Return a moment as credentials have it: to the second, in UTC."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""Signing credentials: as a token (VC-JWT, EdDSA) and with a Data Integrity proof (eddsa-rdfc-2022).

The contexts that a proof is made over come with a package: nothing is fetched, neither here nor by whoever verifies
with the same documents.
"""

import hashlib
from typing import Any, cast

import jwt
from django.utils.dateparse import parse_datetime
from openbadgeslib.ob3.contexts import document_loader
from pyld import jsonld

from coaching.certificates.badges.issuers import method_of
from coaching.certificates.badges.keys import multibase, signing_key

SUITE = "eddsa-rdfc-2022"


def as_token(credential: dict[str, Any], organisation_id: int) -> str:
    """Return the credential as a compact JWT whose claims are the credential's, as VC-JWT 1.1 and Open Badges ask."""
    key = signing_key()
    claims = {**credential, **_registered(credential)}
    return jwt.encode(claims, key.private, algorithm="EdDSA", headers={"kid": method_of(organisation_id, key)})


def with_proof(credential: dict[str, Any], organisation_id: int) -> dict[str, Any]:
    """Return the credential with a Data Integrity proof, dated as the credential is: the same each time it is asked."""
    key = signing_key()
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": credential["validFrom"],
        "verificationMethod": method_of(organisation_id, key),
        "proofPurpose": "assertionMethod",
    }
    configuration = {"@context": credential["@context"], **options}
    value = key.private.sign(_digest(configuration) + _digest(credential))
    return {**credential, "proof": {**options, "proofValue": multibase(value)}}


def _digest(document: dict[str, Any]) -> bytes:
    """Return the SHA-256 of a document's canonical RDF."""
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": document_loader()}
    return hashlib.sha256(cast(str, jsonld.normalize(document, options)).encode()).digest()


def _registered(credential: dict[str, Any]) -> dict[str, Any]:
    """Return the claims that every JWT reader knows, from the members of the credential."""
    claims = {"iss": _issuer(credential), "jti": credential["id"], "nbf": _seconds(credential["validFrom"])}
    if "id" in credential["credentialSubject"]:
        claims["sub"] = credential["credentialSubject"]["id"]
    if "validUntil" in credential:
        claims["exp"] = _seconds(credential["validUntil"])
    return claims


def _issuer(credential: dict[str, Any]) -> str:
    issuer = credential["issuer"]
    return str(issuer if isinstance(issuer, str) else issuer["id"])


def _seconds(text: str) -> int:
    moment = parse_datetime(text)
    assert moment is not None  # noqa: S101 -- our own writing
    return int(moment.timestamp())

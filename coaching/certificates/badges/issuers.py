"""The issuer of badges: an organisation, with an address that machines resolve to its public keys (did:web)."""

from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse

from coaching.certificates.addresses import public
from coaching.certificates.badges.keys import BadgeKey, published_keys
from people.models import Organisation

DID_CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
OB_CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]


def did_of(organisation_id: int) -> str:
    """Return the organisation's identifier, for example did:web:podium.example:badges:7.

    It resolves to `/badges/7/did.json` of this site; a port is written with %3A.
    """
    folder = reverse("badges:did", args=[organisation_id]).rsplit("/", 1)[0]
    host = quote(urlsplit(settings.PUBLIC_ADDRESS).netloc, safe="")
    return "did:web:" + ":".join([host, *folder.strip("/").split("/")])


def method_of(organisation_id: int, key: BadgeKey) -> str:
    """Return the address of a key inside the organisation's document."""
    return f"{did_of(organisation_id)}#{key.kid}"


def did_document(organisation_id: int) -> dict[str, Any]:
    """Return the DID document: every published key, and that it may sign credentials."""
    did = did_of(organisation_id)
    keys = published_keys()
    return {
        "@context": DID_CONTEXT,
        "id": did,
        "alsoKnownAs": [public(reverse("badges:profile", args=[organisation_id]))],
        "verificationMethod": [
            {
                "id": method_of(organisation_id, key),
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": key.multikey,
            }
            for key in keys
        ],
        "assertionMethod": [method_of(organisation_id, key) for key in keys],
    }


def key_set(organisation_id: int) -> dict[str, Any]:
    """Return the same keys as a JWK set."""
    return {"keys": [{**key.jwk, "kid": method_of(organisation_id, key)} for key in published_keys()]}


def profile(organisation_id: int, name: str) -> dict[str, Any]:
    """Return who issues, as it stands in every badge."""
    return {"id": did_of(organisation_id), "type": ["Profile"], "name": name, "url": public("/")}


def profile_document(organisation: Organisation) -> dict[str, Any]:
    """Return the profile as a document of its own."""
    return {"@context": OB_CONTEXT, **profile(organisation.pk, organisation.name)}

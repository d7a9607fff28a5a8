"""Badges before those who verify them: an independent library accepts a valid one, and refuses what was touched.

The library is openbadgeslib: of Podium's own code it knows nothing, and here it may open no connection. It reads the
issuer's keys and the status list from Podium's own public addresses, as it would over the network.
"""

import base64
import copy
import json
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from joserfc import jws
from joserfc.jwk import KeySet
from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError, OB3Verifier, decode_encoded_list, set_indices
from openbadgeslib.ob3.ldp import verify_data_integrity_proof

from coaching.certificates.badges.credentials import Proof, credential_of, encoded
from coaching.certificates.badges.issuers import did_of
from coaching.certificates.badges.keys import add_key, published_keys, signing_key
from coaching.certificates.badges.proofs import as_token, with_proof
from coaching.certificates.models import Certificate
from coaching.certificates.revoking import reissue, revoke
from people.demo import DemoPeople


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Let nothing be fetched from anywhere."""
    refuse = mock.Mock(side_effect=AssertionError("A test of badges opened a connection."))
    with mock.patch.object(socket, "create_connection", refuse), mock.patch.object(socket.socket, "connect", refuse):
        yield


def fetched(address: str, *_more: Any, **_named: Any) -> bytes:
    """Return what Podium answers at a public address."""
    assert address.startswith("https://podium.example/"), address
    answer = Client().get(urlsplit(address).path)
    assert answer.status_code == 200, address
    return answer.content


def data_integrity(certificate: Certificate) -> dict[str, Any]:
    """Return the badge with a Data Integrity proof."""
    return with_proof(credential_of(certificate, Proof.DATA_INTEGRITY), certificate.organisation_id)


def token(certificate: Certificate) -> str:
    """Return the badge as a token."""
    return as_token(credential_of(certificate, Proof.JWT), certificate.organisation_id)


def verify_data_integrity(document: dict[str, Any]) -> Any:
    """Let the library verify a badge with its proof, its issuer's keys and its status."""
    verifier = OB3LdpVerifier.for_issuer_did(document["issuer"]["id"], download=fetched)
    return verifier.verify(document, check_status=True, verify_status_list=False, download=fetched)


def verify_token(text: str, organisation_id: int) -> Any:
    """Let the library verify a token with its issuer's keys, its status, and the signature of the status list."""
    verifier = OB3Verifier.for_issuer_did(did_of(organisation_id), download=fetched)
    return verifier.verify(text, check_status=True, download=fetched)


def test_a_badge_with_a_proof_is_accepted(certificate: Certificate) -> None:
    accepted = verify_data_integrity(data_integrity(certificate))
    assert accepted.achievement.name == "Preparing students"
    assert accepted.issuer.name == certificate.organisation.name


def test_a_token_is_accepted_with_a_signed_status_list(certificate: Certificate) -> None:
    accepted = verify_token(token(certificate), certificate.organisation_id)
    assert accepted.achievement.name == "Preparing students"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("name",), "Another programme"),
        (("validFrom",), "2020-01-01T00:00:00Z"),
        (("credentialSubject", "achievement", "name"), "Another programme"),
        (("credentialSubject", "identifier", 0, "identityHash"), "Somebody Else"),
        (("credentialStatus", "statusListIndex"), "7"),
        (("issuer", "name"), "Another college"),
    ],
)
def test_a_changed_badge_is_refused(certificate: Certificate, path: tuple[Any, ...], value: str) -> None:
    changed = copy.deepcopy(data_integrity(certificate))
    inner: Any = changed
    for step in path[:-1]:
        inner = inner[step]
    assert inner[path[-1]] != value
    inner[path[-1]] = value
    with pytest.raises(OB3VerificationError):
        verify_data_integrity(changed)


def test_a_changed_token_is_refused(certificate: Certificate) -> None:
    head, claims, signature = token(certificate).split(".")
    read = json.loads(base64.urlsafe_b64decode(claims + "=="))
    read["name"] = "Another programme"
    changed = base64.urlsafe_b64encode(json.dumps(read).encode()).rstrip(b"=").decode()
    with pytest.raises(OB3VerificationError, match=r"(?i)signature"):
        verify_token(f"{head}.{changed}.{signature}", certificate.organisation_id)


def test_a_revoked_badge_is_refused_in_both_forms(certificate: Certificate, people: DemoPeople) -> None:
    proofs, text = data_integrity(certificate), token(certificate)
    revoke(actor=people.mentor, certificate=certificate, reason="Issued by mistake")
    with pytest.raises(OB3VerificationError, match="revocation"):
        verify_data_integrity(proofs)
    with pytest.raises(OB3VerificationError, match="revocation"):
        verify_token(text, certificate.organisation_id)


def test_a_replaced_badge_is_refused_and_the_new_one_is_accepted(certificate: Certificate, people: DemoPeople) -> None:
    people.student.name = "Timur Other-Name"
    people.student.save()
    old = data_integrity(certificate)
    new = reissue(actor=people.mentor, certificate=certificate)
    with pytest.raises(OB3VerificationError, match="revocation"):
        verify_data_integrity(old)
    assert verify_data_integrity(data_integrity(new))


def test_an_expired_badge_is_refused(certificate: Certificate) -> None:
    certificate.valid_until = timezone.localdate().replace(year=2020)
    with pytest.raises(OB3VerificationError, match=r"(?i)expired|after"):
        verify_data_integrity(data_integrity(certificate))


def test_a_badge_of_another_issuer_is_refused(certificate: Certificate, people: DemoPeople) -> None:
    with pytest.raises(OB3VerificationError):
        # The other college issues nothing, and so has no keys here.
        verify_token(token(certificate), people.russian_college.pk)


def test_the_status_lists_are_signed_by_the_issuer(certificate: Certificate, people: DemoPeople) -> None:
    revoke(actor=people.mentor, certificate=certificate, reason="Issued by mistake")
    entry = credential_of(certificate, Proof.DATA_INTEGRITY)["credentialStatus"]
    document = json.loads(fetched(entry["statusListCredential"]))
    key = signing_key().private.public_key()
    verify_data_integrity_proof(document, _pem(key))
    assert set_indices(decode_encoded_list(document["credentialSubject"]["encodedList"])) == {certificate.status_index}
    document["credentialSubject"]["encodedList"] = encoded([])
    with pytest.raises(OB3VerificationError):
        verify_data_integrity_proof(document, _pem(key))


def _pem(key: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415

    return bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated via RFC 9864")
def test_another_jose_library_finds_the_key_of_a_token_in_the_key_set(certificate: Certificate) -> None:
    keys = json.loads(fetched(f"https://podium.example/badges/{certificate.organisation_id}/keys.json"))
    read = jws.deserialize_compact(token(certificate), KeySet.import_key_set(keys), algorithms=["EdDSA"])
    assert json.loads(read.payload)["credentialSubject"]["achievement"]["name"] == "Preparing students"
    assert all("d" not in key for key in keys["keys"]), "a private key was published"


def test_what_an_older_key_signed_still_verifies_after_a_rotation(certificate: Certificate) -> None:
    before, old_token, old_key = data_integrity(certificate), token(certificate), signing_key()
    call_command("rotate_badge_key")
    assert signing_key().kid != old_key.kid
    assert [key.kid for key in published_keys()] == [signing_key().kid, old_key.kid]
    assert verify_data_integrity(before)
    assert verify_data_integrity(data_integrity(certificate))
    verifier = OB3Verifier.for_issuer_did(did_of(certificate.organisation_id), download=fetched)
    assert verifier.verify(old_token)


def test_the_key_is_made_once_and_nobody_else_on_the_machine_may_read_it(settings: Any) -> None:
    assert signing_key().kid == signing_key().kid
    (path,) = Path(settings.VAR, "badge-keys").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_keys_may_come_from_the_settings(settings: Any) -> None:
    first, second = signing_key().pem.decode(), add_key().pem.decode()
    settings.BADGE_KEYS = [first, second]
    assert [key.pem.decode() for key in published_keys()] == [first, second]
    with pytest.raises(CommandError, match="PODIUM_BADGE_KEYS"):
        call_command("rotate_badge_key")
    settings.BADGE_KEYS = ["-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
    with pytest.raises(ImproperlyConfigured, match="PEM"):
        signing_key()


def test_a_badge_says_nothing_private(certificate: Certificate, people: DemoPeople) -> None:
    text = json.dumps(data_integrity(certificate))
    assert people.student.email not in text
    assert people.student.name in text


def test_the_public_documents_have_their_media_types_and_may_be_read_from_anywhere(certificate: Certificate) -> None:
    organisation, key = certificate.organisation_id, certificate.programme_key
    types = {
        f"/badges/{organisation}/did.json": "application/did+json",
        f"/badges/{organisation}/profile.json": "application/ld+json",
        f"/badges/{organisation}/keys.json": "application/jwk-set+json",
        f"/badges/{organisation}/status/1.json": "application/vc",
        f"/badges/{organisation}/status/1.jwt": "application/vc+jwt",
        f"/badges/achievements/{key}/ru.json": "application/ld+json",
    }
    for address, content_type in types.items():
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert answer["Content-Type"] == content_type
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "public" in answer["Cache-Control"]
        assert not answer.cookies
    for address in ("/badges/999999/did.json", f"/badges/{organisation}/status/2.json", "/badges/999999/status/1.jwt"):
        assert Client().get(address).status_code == 404
    assert Client().get(f"/badges/achievements/{key}/de.json").status_code == 404
    assert Client().post(f"/badges/{organisation}/did.json").status_code == 405

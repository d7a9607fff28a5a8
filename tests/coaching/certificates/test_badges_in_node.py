"""Badges before the reference implementation of Verifiable Credentials, which runs in Node.

Its packages are not part of Podium: `npm install --prefix var/badge-verifier tests/coaching/certificates/node` puts
them where this looks for them. Without Node or its packages, test_badges.py alone verifies.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from coaching.certificates.badges.credentials import Proof, credential_of, status_list
from coaching.certificates.badges.issuers import did_document, did_of
from coaching.certificates.badges.proofs import with_proof
from coaching.certificates.models import Certificate
from coaching.certificates.revoking import revoke
from people.demo import DemoPeople

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = Path(__file__).parent / "node" / "verify.mjs"
FOLDER = Path(os.environ.get("PODIUM_BADGE_VERIFIER", ROOT / "var" / "badge-verifier"))

pytestmark = [
    pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed"),
    pytest.mark.skipif(not (FOLDER / "node_modules").is_dir(), reason=f"the verifier's packages are not in {FOLDER}"),
]


def verdict(certificate: Certificate, **changes: Any) -> dict[str, Any]:
    """Return what the reference implementation says of the badge, changed by `changes` after it was signed."""
    issuer = certificate.organisation_id
    signed = with_proof(credential_of(certificate, Proof.DATA_INTEGRITY), issuer)
    listed = with_proof(status_list(issuer, certificate.status_list, Proof.DATA_INTEGRITY), issuer)
    documents = {did_of(issuer): did_document(issuer), listed["id"]: listed}
    asked = json.dumps({"credential": {**signed, **changes}, "documents": documents})
    done = subprocess.run(
        ["node", SCRIPT, FOLDER], input=asked, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_valid_badge_is_accepted(certificate: Certificate) -> None:
    assert verdict(certificate) == {"verified": True, "isRevoked": False, "error": ""}


def test_a_changed_badge_is_refused(certificate: Certificate) -> None:
    assert verdict(certificate, name="Another programme")["verified"] is False


def test_a_revoked_badge_is_refused(certificate: Certificate, people: DemoPeople) -> None:
    revoke(actor=people.mentor, certificate=certificate, reason="Issued by mistake")
    assert verdict(certificate) == {"verified": False, "isRevoked": True, "error": ""}

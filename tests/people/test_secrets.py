"""Secrets: sealed in the database, and known by digest alone where nobody needs to read them."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import InvalidToken
from django.test import override_settings

from people.demo import DemoPeople
from people.guests import new_secret, secret_digest, secret_matches
from people.secrets_at_rest import seal, unseal


def test_seed_of_the_second_factor_lies_sealed(people: DemoPeople) -> None:
    secret = generate_totp_secret()
    TOTP.activate(people.admin, secret)
    kept = Authenticator.objects.get(user=people.admin)
    assert secret not in str(kept.data)
    assert unseal(kept.data["secret"]) == secret


def test_seal_differs_each_time_and_opens_again() -> None:
    assert seal("word") != seal("word")
    assert unseal(seal("қупия")) == "қупия"


def test_seal_survives_a_change_of_the_key() -> None:
    with override_settings(SECRET_KEY="old"):
        sealed = seal("word")
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["old"]):
        assert unseal(sealed) == "word"
    with override_settings(SECRET_KEY="new"), pytest.raises(InvalidToken):
        unseal(sealed)


def test_secret_of_a_guest_is_known_by_its_digest() -> None:
    secret = new_secret()
    digest = secret_digest(secret)
    assert secret_matches(secret, digest)
    assert not secret_matches(new_secret(), digest)
    assert secret not in digest

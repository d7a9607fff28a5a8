"""Guests: people who take part without an account, known by a secret that only their browser holds.

The database keeps a digest of the secret, never the secret; the public id of a participant and the
secret are two things, so that seeing somebody's id never lets one come back as them.
"""

import hashlib
import hmac
import secrets


def new_secret() -> str:
    """Return a fresh secret of 256 bits, safe in an address and in a cookie."""
    return secrets.token_urlsafe(32)


def secret_digest(secret: str) -> str:
    """Return the digest under which the database knows `secret` (64 hexadecimal digits).

    A plain hash is enough: the secret is random, so there is nothing to guess from a dictionary.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def secret_matches(secret: str, digest: str) -> bool:
    """Return whether `secret` has this digest, in a time that tells nothing about it."""
    return hmac.compare_digest(secret_digest(secret), digest)

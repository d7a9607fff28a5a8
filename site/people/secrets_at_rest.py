"""Secrets that must be read again, such as the seed of an authenticator app, sealed before they are stored.

The keys come from SECRET_KEY, so a stolen database alone opens nothing; SECRET_KEY_FALLBACKS still open
what an older key sealed, so the key can be changed without locking anybody out.
"""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

PURPOSE = b"podium: secrets of second factors"
KEY_BYTES = 32


def seal(text: str) -> str:
    """Return `text` encrypted and signed, safe to store."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return the text that was sealed.

    Raises:
        cryptography.fernet.InvalidToken: it was changed, or sealed with a key that this installation lacks.
    """
    return _box().decrypt(sealed.encode()).decode()


def _box() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=PURPOSE).derive(force_bytes(secret))
    return Fernet(base64.urlsafe_b64encode(derived))

"""The keys that badges are signed with: Ed25519, from BADGE_KEYS or made once in a private folder.

The first key signs; all of them are published, so that what an older key has signed still verifies after a rotation.
A key is known by its thumbprint (RFC 7638), which depends on nothing but the key.
"""

import base64
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

FOLDER = "badge-keys"
NAME = "{number:04}.pem"
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519_MULTICODEC = b"\xed\x01"


@dataclass(frozen=True)
class BadgeKey:
    """A key pair with the ways in which its public half is written."""

    private: Ed25519PrivateKey

    @cached_property
    def public(self) -> bytes:
        """Return the 32 bytes of the public key."""
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @cached_property
    def kid(self) -> str:
        """Return the key's name: its JWK thumbprint."""
        text = json.dumps({"crv": "Ed25519", "kty": "OKP", "x": base64url(self.public)}, separators=(",", ":"))
        return base64url(hashlib.sha256(text.encode()).digest())

    @property
    def jwk(self) -> dict[str, str]:
        """Return the public key as a JSON Web Key."""
        return {
            "kty": "OKP",
            "crv": "Ed25519",
            "x": base64url(self.public),
            "kid": self.kid,
            "alg": "EdDSA",
            "use": "sig",
        }

    @property
    def multikey(self) -> str:
        """Return the public key as a Multikey: base58btc of the multicodec and the key."""
        return multibase(ED25519_MULTICODEC + self.public)

    @property
    def pem(self) -> bytes:
        """Return the private key as PEM (PKCS #8), for the library that signs tokens and for the file."""
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def signing_key() -> BadgeKey:
    """Return the key that signs now."""
    return published_keys()[0]


def published_keys() -> list[BadgeKey]:
    """Return every key whose signatures are to be accepted, the one that signs first.

    Raises:
        ImproperlyConfigured: BADGE_KEYS holds something else than Ed25519 private keys in PEM.
    """
    given = tuple(settings.BADGE_KEYS)
    return [_read(pem) for pem in given] if given else _kept_keys(settings.VAR / FOLDER)


def add_key() -> BadgeKey:
    """Make another key in the private folder, which signs from now on, and return it.

    Raises:
        ImproperlyConfigured: the keys come from the settings: put the new one first there.
    """
    if settings.BADGE_KEYS:
        raise ImproperlyConfigured("The keys come from PODIUM_BADGE_KEYS: put the new one first there.")
    folder = settings.VAR / FOLDER
    number = len(_files(folder)) + 1
    _write(folder, folder / NAME.format(number=number))
    return signing_key()


def _kept_keys(folder: Path) -> list[BadgeKey]:
    if not _files(folder):
        _write(folder, folder / NAME.format(number=1))
    return [_read(path.read_text()) for path in reversed(_files(folder))]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pem"))


def _write(folder: Path, path: Path) -> None:
    """Write a new key that only this user of the machine may read. Of two processes, the first one's key stays."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(number, "wb") as file:
        file.write(BadgeKey(Ed25519PrivateKey.generate()).pem)
    try:
        os.link(name, path)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()


@lru_cache(maxsize=16)
def _read(pem: str) -> BadgeKey:
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except ValueError as error:
        raise ImproperlyConfigured("A badge key is not a private key in PEM.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured("Badges are signed with Ed25519 keys.")
    return BadgeKey(key)


def base64url(data: bytes) -> str:
    """Return `data` in base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def multibase(data: bytes) -> str:
    """Return `data` in base58btc under its multibase letter.

    >>> multibase(b"Hello World!")
    'z2NEpo7TZRRrLZSi2U'
    """
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, len(ALPHABET))
        text = ALPHABET[rest] + text
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + ALPHABET[0] * zeros + text

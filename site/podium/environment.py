"""Reading settings from the environment, with a clear message where a value is wrong."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
PEM_END = "-----END PRIVATE KEY-----"
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})


def flag(name: str, *, default: bool = False) -> bool:
    """Return the environment variable `name` as a truth value.

    Raises:
        ImproperlyConfigured: the variable holds neither a word for true nor one for false.
    """
    text = os.environ.get(name)
    if text is None:
        return default
    word = text.strip().lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        message = f"{name} must be one of 1, 0, true, false, yes, no, on, off; it is {text!r}."
        raise ImproperlyConfigured(message)
    return word in TRUE_WORDS


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated words of the environment variable `name`."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def pem_blocks(name: str) -> list[str]:
    r"""Return the PEM blocks of the environment variable `name`, one after another; a line end may be written \n.

    Raises:
        ImproperlyConfigured: the variable holds something, but no private key.
    """
    text = os.environ.get(name, "").replace("\\n", "\n")
    if text.strip() and PEM_END not in text:
        message = f"{name} must hold private keys in PEM, the one that signs first."
        raise ImproperlyConfigured(message)
    return [f"{block}{PEM_END}\n".lstrip() for block in text.split(PEM_END)[:-1]]


def secret_key(*, production: bool, keep_in: Path) -> str:
    """Return the secret key: the environment's or, outside production, one kept in a private file.

    Raises:
        ImproperlyConfigured: production without PODIUM_SECRET_KEY.
    """
    given = os.environ.get("PODIUM_SECRET_KEY", "")
    if given:
        return given
    if production:
        message = "PODIUM_SECRET_KEY must be set in production: fifty or more random characters."
        raise ImproperlyConfigured(message)
    return _kept_secret(keep_in)


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text().strip()

"""Room codes: six random digits, one open room for each, and a limit for those who try them out."""

import hashlib
import secrets

from django.conf import settings
from django.core.cache import cache

from coaching.rooms.models import Room, RoomStatus

DIGITS = 6
WRONG_CODES = 30
WITHIN_SECONDS = 600
TRIES = 50


def free_code() -> str:
    """Return a random code that no open room has; the database refuses it if another takes it meanwhile.

    Raises:
        RuntimeError: nearly all codes are taken.
    """
    for _ in range(TRIES):
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        if not Room.objects.filter(code=code).exclude(status=RoomStatus.ENDED).exists():
            return code
    message = "No free room code was found."
    raise RuntimeError(message)


def attempt_allowed(address_key: str, *, times: int = 1) -> bool:
    """Return whether somebody known by `address_key` (address and browser) may try another code.

    `times` widens the limit for a key that many share.
    """
    limit = getattr(settings, "ROOM_WRONG_CODES", WRONG_CODES) * times
    return int(cache.get(_key(address_key), 0)) < limit


def record_wrong(address_key: str) -> None:
    """Count a wrong code; the count is forgotten ten minutes after the first one."""
    key = _key(address_key)
    if not cache.add(key, 1, WITHIN_SECONDS):
        try:
            cache.incr(key)
        except ValueError:
            cache.set(key, 1, WITHIN_SECONDS)


def _key(address_key: str) -> str:
    # Browsers send what they like: the digest is short and fits every cache.
    return f"room-codes:{hashlib.sha256(address_key.encode()).hexdigest()}"

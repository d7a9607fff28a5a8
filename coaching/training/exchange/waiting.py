"""Files that wait for their author's decision: on this server's disk, nobody's to read but hers, for a day."""

import re
import time
from pathlib import Path
from secrets import token_hex
from typing import IO

from django.conf import settings

from people.models import User

DAY = 24 * 60 * 60
TOKEN = re.compile(r"[0-9a-f]{32}")


def keep(user: User, file: IO[bytes]) -> str:
    """Store an uploaded file and return the token that its author asks for it with."""
    forget_old()
    token = token_hex(16)
    path = _path(user, token)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.seek(0)
    with path.open("wb") as kept:
        while chunk := file.read(1024 * 1024):
            kept.write(chunk)
    return token


def waiting(user: User, token: str) -> Path | None:
    """Return where the file of `user` with this token lies, or None if there is none."""
    path = _path(user, token) if TOKEN.fullmatch(token) else None
    return path if path is not None and path.is_file() else None


def forget(user: User, token: str) -> None:
    """Remove a file; one that is not there is no fault."""
    if path := waiting(user, token):
        path.unlink(missing_ok=True)


def forget_old() -> None:
    """Remove what nobody decided on within a day."""
    for path in _folder().glob("*.zip"):
        if path.stat().st_mtime < time.time() - DAY:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.VAR) / "modules-waiting"


def _path(user: User, token: str) -> Path:
    return _folder() / f"{user.pk}-{token}.zip"

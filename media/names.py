"""Names of uploaded files that nobody guesses.

Pictures, recordings and captions are served to whoever has their address, so that a proxy can send them and browsers keep
them. What stands in a lesson that is closed must therefore have an address that only the lesson tells.
"""

import secrets
from pathlib import PurePosixPath

RANDOM_BYTES = 12
LONGEST_STEM = 40


def unguessable(name: str) -> str:
    """Return `name`, in its folder, with 96 random bits before it; the part that Wagtail cuts off is at its end.

    >>> unguessable("photos/board.jpg").endswith("-board.jpg")
    True
    """
    path = PurePosixPath(name)
    return str(path.with_name(f"{secrets.token_hex(RANDOM_BYTES)}-{path.stem[:LONGEST_STEM]}{path.suffix}"))


def keep_from_guessing(*files: object) -> None:
    """Give each file that is not stored yet such a name; what is stored keeps its own."""
    for file in files:
        if file and not file._committed:  # type: ignore[attr-defined]  # noqa: SLF001 -- Django's only sign of it
            file.name = unguessable(file.name)  # type: ignore[attr-defined]

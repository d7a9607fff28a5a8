"""One reader has an answer made, and the others of the process who want the same wait for it.

Each request has a thread of its own, so waiting holds nobody else up. Who makes an answer may go away in the middle of it:
nobody waits longer than `MOST_SECONDS` for her.
"""

import threading
import time
from dataclasses import dataclass, field

MOST_SECONDS = 5.0


@dataclass(frozen=True)
class Making:
    """An answer that is being made, and until when others wait for it, in seconds of this process's clock."""

    until: float
    done: threading.Event = field(default_factory=threading.Event)


_making: dict[str, Making] = {}
_lock = threading.Lock()


def waited(place: str) -> bool:
    """Wait for whoever makes the answer at `place`; return False where it is nobody: then the caller makes it."""
    with _lock:
        others = _making.get(place)
        left = others.until - time.monotonic() if others else 0.0
        if others is None or left <= 0:
            _making[place] = Making(time.monotonic() + MOST_SECONDS)
            return False
    others.done.wait(left)
    return True


def made(place: str) -> None:
    """Let those go on who wait for the answer at `place`."""
    with _lock:
        finished = _making.pop(place, None)
    if finished is not None:
        finished.done.set()

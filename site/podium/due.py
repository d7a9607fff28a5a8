"""What is due by the clock: pages that are to be published now, quizzes whose time is over, reminders, old uploads.

`manage.py serve` looks once a minute by itself. Of several processes one does it: whoever writes the mark into the
cache first. Every command here changes nothing when there is nothing to do, and may be run twice.
"""

import logging
import threading

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections

MARK = "podium:due"
SECONDS = 60

logger = logging.getLogger(__name__)


def do_what_is_due() -> list[str]:
    """Run every command of `settings.DUE_COMMANDS` and return the names of those that failed; each is logged."""
    failed = []
    for name in settings.DUE_COMMANDS:
        try:
            call_command(name, verbosity=0, stdout=_Silence())
        except Exception:
            logger.exception("%s failed; it is tried again in a minute", name)
            failed.append(name)
    return failed


def do_it_alone() -> list[str] | None:
    """Do what is due unless another process has begun within this minute; None if so."""
    if not cache.add(MARK, "1", timeout=SECONDS - 5):
        return None
    return do_what_is_due()


def start() -> threading.Event:
    """Look once a minute, in a thread of its own, until the returned event is set or the process ends."""
    stop = threading.Event()
    threading.Thread(target=_look, args=(stop,), name="due", daemon=True).start()
    return stop


def _look(stop: threading.Event) -> None:
    while not stop.wait(SECONDS):
        try:
            do_it_alone()
        except Exception:
            logger.exception("What is due could not be looked for")
        finally:
            connections.close_all()


class _Silence:
    """Takes what a command says to a terminal that nobody looks at."""

    def write(self, _text: str) -> int:
        """Take it."""
        return 0

    def flush(self) -> None:
        """Do nothing: nothing was kept."""

    def isatty(self) -> bool:
        """Say that this is no terminal."""
        return False

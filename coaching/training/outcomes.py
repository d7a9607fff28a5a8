"""What somebody has reached in training: told where it happens, heard by whoever keeps progress.

Quizzes, assignments and calibrations stand below learning and may not import it, so learning registers a listener from
`ready()` of its configuration. Listeners run inside the transaction of what happened: both are kept or neither.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from coaching.training.admission import Subject


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome: of whom, in what, whether it counts as passed, its percent (0.00 to 100.00), and when."""

    user_id: int
    subject: Subject
    passed: bool
    percent: Decimal | None
    at: dt.datetime


Listener = Callable[[Outcome], None]

_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    """Tell `listener` too from now on; registering it again changes nothing."""
    if listener not in _listeners:
        _listeners.append(listener)


def report(outcome: Outcome) -> None:
    """Tell every listener; call it inside the transaction of what happened."""
    for listener in _listeners:
        listener(outcome)

"""Whether somebody may open something of training now.

Quizzes, assignments and calibrations stand below the pages that hold them and below learning, which knows who is enrolled
and what must come first. So they ask here, and whoever knows registers a gate from `ready()` of its configuration.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from people.models import User

Reader = User | AnonymousUser


class Kind(StrEnum):
    """What a gate is asked about."""

    PAGE = "page"
    QUIZ = "quiz"
    ASSIGNMENT = "assignment"
    CALIBRATION = "calibration"


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that may be closed to somebody: `key` is its translation key, the same in every language."""

    kind: Kind
    key: UUID


@dataclass(frozen=True, slots=True)
class Admission:
    """An answer: open, or closed for a reason in the reader's language, with an address that leads on."""

    is_open: bool
    reason: str = ""
    way_on: str = ""


OPEN = Admission(is_open=True)
Gate = Callable[[Reader, Subject], Admission]

_gates: list[Gate] = []


def register_gate(gate: Gate) -> None:
    """Ask `gate` too from now on; registering it again changes nothing."""
    if gate not in _gates:
        _gates.append(gate)


def ask(reader: Reader, subject: Subject) -> Admission:
    """Return the first refusal of a gate, or OPEN if none refuses."""
    answers = (gate(reader, subject) for gate in _gates)
    return next((answer for answer in answers if not answer.is_open), OPEN)

"""When an exercise may be judged, and when a judge may see what."""

import datetime as dt
from enum import StrEnum

from coaching.training.calibration.models import CalibrationExercise, Shown


class Phase(StrEnum):
    """Where an exercise is in its life."""

    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"


def phase_of(exercise: CalibrationExercise, now: dt.datetime) -> Phase:
    """Return where `exercise` is at `now`; it opens at its first moment and is closed from the moment it closes."""
    if exercise.closes_at and now >= exercise.closes_at:
        return Phase.CLOSED
    return Phase.WAITING if exercise.opens_at and now < exercise.opens_at else Phase.OPEN


def is_due(shown: str, phase: Phase) -> bool:
    """Return whether a judge who has submitted may see what is `shown` (a value of `Shown`) in this phase."""
    return shown == Shown.SUBMITTED or phase is Phase.CLOSED


def shows_reference(exercise: CalibrationExercise, now: dt.datetime) -> bool:
    """Return whether a judge who has submitted may see the reference, and whatever follows from it."""
    return is_due(exercise.reference_shown, phase_of(exercise, now))


def shows_others(exercise: CalibrationExercise, now: dt.datetime) -> bool:
    """Return whether a judge who has submitted may see what the others gave."""
    return is_due(exercise.others_shown, phase_of(exercise, now))

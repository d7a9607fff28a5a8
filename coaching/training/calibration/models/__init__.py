"""Calibration exercises, and what judges gave in them."""

from coaching.training.calibration.models.exercises import (
    CalibrationExercise,
    CalibrationReference,
    CalibrationWork,
    Shown,
)
from coaching.training.calibration.models.sheets import CalibrationMark, CalibrationSheet, SheetState

__all__ = [
    "CalibrationExercise",
    "CalibrationMark",
    "CalibrationReference",
    "CalibrationSheet",
    "CalibrationWork",
    "SheetState",
    "Shown",
]

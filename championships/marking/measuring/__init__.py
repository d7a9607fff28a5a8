"""Measurement: what the panel observed becomes a mark by a rule, and the mark says in words how it came about."""

from championships.marking.measuring.calculations import calculation_of, rule_from
from championships.marking.measuring.counting import (
    AddFromZero,
    Choice,
    Choices,
    DeductFromFull,
    FullOrZero,
    Levels,
    Manual,
    NumberCompleted,
)
from championships.marking.measuring.differences import (
    Range,
    RangedScore,
    RegularDifference,
    Steps,
    Tolerance,
    ToleranceTable,
)
from championships.marking.measuring.explanation import SENTENCES, Explanation
from championships.marking.measuring.marks import MeasuredMark, measure
from championships.marking.measuring.rules import (
    Amount,
    AmountUnit,
    InvalidObservation,
    InvalidRule,
    ManualMark,
    MissingReason,
    Observation,
    Rule,
)

__all__ = [
    "SENTENCES",
    "AddFromZero",
    "Amount",
    "AmountUnit",
    "Choice",
    "Choices",
    "DeductFromFull",
    "Explanation",
    "FullOrZero",
    "InvalidObservation",
    "InvalidRule",
    "Levels",
    "Manual",
    "ManualMark",
    "MeasuredMark",
    "MissingReason",
    "NumberCompleted",
    "Observation",
    "Range",
    "RangedScore",
    "RegularDifference",
    "Rule",
    "Steps",
    "Tolerance",
    "ToleranceTable",
    "calculation_of",
    "measure",
    "rule_from",
]

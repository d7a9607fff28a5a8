"""What is kept of marking schemes."""

from championships.schemes.models.imports import PendingImport
from championships.schemes.models.schemes import (
    Aspect,
    AspectKind,
    Criterion,
    JudgementDescriptor,
    Scheme,
    SchemeVersion,
    StandardsSection,
    SubCriterion,
)

__all__ = [
    "Aspect",
    "AspectKind",
    "Criterion",
    "JudgementDescriptor",
    "PendingImport",
    "Scheme",
    "SchemeVersion",
    "StandardsSection",
    "SubCriterion",
]

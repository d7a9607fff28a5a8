"""What is kept of marking schemes."""

from championships.schemes.models.descriptors import (
    DescriptorLadder,
    LadderSection,
    LadderUse,
    LadderVisibility,
    ladder_digest,
)
from championships.schemes.models.drafts import SchemeComment, SchemeDraft, SchemeEdit
from championships.schemes.models.freezing import VersionFrozen
from championships.schemes.models.imports import PendingImport
from championships.schemes.models.marked import ClassList, ListedMember, MarkedSheet, SheetMark
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
from championships.schemes.models.standards import (
    OccupationalSection,
    OccupationalStandard,
    Sector,
    Skill,
    SkillSource,
    StandardNaming,
)

__all__ = [
    "Aspect",
    "AspectKind",
    "ClassList",
    "Criterion",
    "DescriptorLadder",
    "JudgementDescriptor",
    "LadderSection",
    "LadderUse",
    "LadderVisibility",
    "ListedMember",
    "MarkedSheet",
    "OccupationalSection",
    "OccupationalStandard",
    "PendingImport",
    "Scheme",
    "SchemeComment",
    "SchemeDraft",
    "SchemeEdit",
    "SchemeVersion",
    "Sector",
    "SheetMark",
    "Skill",
    "SkillSource",
    "StandardNaming",
    "StandardsSection",
    "SubCriterion",
    "VersionFrozen",
    "ladder_digest",
]

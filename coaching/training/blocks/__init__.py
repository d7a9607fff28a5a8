"""The blocks of modules and lessons."""

from coaching.training.blocks.bodies import LessonBlocks, ModuleBlocks
from coaching.training.blocks.doing import (
    ChecklistBlock,
    DrillBlock,
    MistakesBlock,
    ProcedureBlock,
    ReflectionBlock,
    SafetyBlock,
    ToolsBlock,
)
from coaching.training.blocks.files import TestProjectBlock
from coaching.training.blocks.schemes import PracticeRoomBlock, SchemeExcerptBlock

__all__ = [
    "ChecklistBlock",
    "DrillBlock",
    "LessonBlocks",
    "MistakesBlock",
    "ModuleBlocks",
    "PracticeRoomBlock",
    "ProcedureBlock",
    "ReflectionBlock",
    "SafetyBlock",
    "SchemeExcerptBlock",
    "TestProjectBlock",
    "ToolsBlock",
]

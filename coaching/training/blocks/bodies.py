"""What the body of a module and of a lesson may be made of."""

from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from coaching.training.assignments.blocks import AssignmentBlock
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
from coaching.training.calibration.blocks import CalibrationBlock, WorkedExampleBlock
from coaching.training.quizzes.blocks import QuizBlock
from media.blocks import DocumentBlock, GalleryBlock, PictureBlock, VideoBlock
from pages.blocks import CalloutBlock, HeadingBlock, ProseBlock

READ = _("To read and to see")
WORK = _("The work")
TRY = _("To do and to try")


class BlocksThatKnowTheirIds(blocks.StreamBlock):
    """Blocks whose templates find themselves as `block`: by its id ticks, notes and headings are told apart."""

    def render_basic(self, value: Any, context: dict[str, Any] | None = None) -> SafeString:
        """Return the blocks as Wagtail draws them, each with itself in its context."""
        drawn = ((child.render(context={**(context or {}), "block": child}), child.block_type) for child in value)
        return format_html_join("\n", '<div class="w-block-{1} block-{1}">{0}</div>', drawn)


class ModuleBlocks(BlocksThatKnowTheirIds):
    """What a training module is made of."""

    heading = HeadingBlock(group=READ)
    text = ProseBlock(group=READ)
    picture = PictureBlock(group=READ)
    gallery = GalleryBlock(group=READ)
    video = VideoBlock(group=READ)
    document = DocumentBlock(group=READ)
    callout = CalloutBlock(group=READ)
    procedure = ProcedureBlock(group=WORK)
    tools = ToolsBlock(group=WORK)
    safety = SafetyBlock(group=WORK)
    worked_example = WorkedExampleBlock(group=WORK)
    mistakes = MistakesBlock(group=WORK)
    scheme_excerpt = SchemeExcerptBlock(group=WORK)
    checklist = ChecklistBlock(group=TRY)
    drill = DrillBlock(group=TRY)
    test_project = TestProjectBlock(group=TRY)
    quiz = QuizBlock(group=TRY)
    assignment = AssignmentBlock(group=TRY)
    calibration = CalibrationBlock(group=TRY)
    practice_room = PracticeRoomBlock(group=TRY)
    reflection = ReflectionBlock(group=TRY)


class LessonBlocks(ModuleBlocks):
    """What a lesson is made of."""

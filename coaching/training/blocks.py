"""The blocks of a training module."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from championships.schemes.models import SchemeVersion
from coaching.training import excerpts, practice
from coaching.training.choosers import SchemeVersionChooserBlock
from media.blocks import PictureBlock, VideoBlock
from pages.blocks import CalloutBlock, CodeBlock, HeadingBlock, ProseBlock, StepBlock


class ProcedureBlock(blocks.StructBlock):
    """What to do, step by step, with what to have at hand."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    needed = blocks.TextBlock(
        label=_("What you need"), required=False, default="", help_text=_("Tools, materials and files, one in a line.")
    )
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2, max_num=20)

    class Meta:
        icon = "list-ol"
        label = _("Step-by-step procedure")
        description = _("What to do, in order, with what to have at hand.")
        template = "training/blocks/procedure.html"


class SafetyBlock(blocks.StructBlock):
    """What may hurt somebody or spoil the work, and how to keep it from happening."""

    title = blocks.CharBlock(label=_("What may happen"), max_length=120)
    text = blocks.RichTextBlock(label=_("How to stay safe"), features=["bold", "italic", "link", "ul"])

    class Meta:
        icon = "warning"
        label = _("Safety warning")
        description = _("What may go wrong and how to stay safe.")
        template = "training/blocks/safety.html"


class MistakeBlock(blocks.StructBlock):
    """One mistake that competitors make, and what to do instead."""

    mistake = blocks.CharBlock(label=_("Mistake"), max_length=200)
    cost = blocks.CharBlock(
        label=_("What it costs"), max_length=120, required=False, default="", help_text=_("For example: all of A1.M2.")
    )
    remedy = blocks.TextBlock(label=_("What to do instead"))

    class Meta:
        icon = "cross"
        label = _("Mistake")


class MistakesBlock(blocks.StructBlock):
    """Where marks are usually lost."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    mistakes = blocks.ListBlock(MistakeBlock(), label=_("Mistakes"), min_num=1, max_num=12)

    class Meta:
        icon = "cross"
        label = _("Common mistakes")
        description = _("Where marks are usually lost, and what to do instead.")
        template = "training/blocks/mistakes.html"


class SchemePartBlock(blocks.StructBlock):
    """A base of blocks that show some sub-criteria of a marking scheme."""

    scheme_version = SchemeVersionChooserBlock(label=_("Marking scheme"))

    def clean(self, value: Any) -> Any:
        """Check that the codes stand in the chosen scheme."""
        cleaned = super().clean(value)
        codes = excerpts.codes_in(cleaned["codes"])
        missing = excerpts.missing_codes(cleaned["scheme_version"], codes)
        if missing:
            raise StructBlockValidationError({"codes": ValidationError(_explain(cleaned["scheme_version"], missing))})
        return cleaned


class SchemeExcerptBlock(SchemePartBlock):
    """A part of a marking scheme as it is now, aspect by aspect."""

    codes = CodeBlock(
        label=_("Criterion or sub-criteria"),
        max_length=120,
        help_text=_("A letter for a whole criterion, or codes with commas: A, or A1, A2."),
        search_index=False,
    )
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the sub-criteria with their aspects."""
        context = super().get_context(value, parent_context=parent_context)
        version = value["scheme_version"]
        return {**context, "excerpt": version and excerpts.read(version, excerpts.codes_in(value["codes"]))}

    class Meta:
        icon = "table"
        label = _("Part of a marking scheme")
        description = _("How this is marked: the aspects as they stand in the scheme.")
        template = "training/blocks/scheme_excerpt.html"


class PracticeRoomBlock(SchemePartBlock):
    """An invitation to practise live: mentors open a room from here, students learn how to join."""

    codes = CodeBlock(
        label=_("Sub-criteria to mark"),
        max_length=120,
        help_text=_("Codes with commas: A1, A2. A letter stands for the whole criterion."),
        search_index=False,
    )
    title = blocks.CharBlock(label=_("Title of the room"), max_length=120)
    task = blocks.TextBlock(label=_("What competitors do"), required=False, default="")
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=5, max_value=360, default=60)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add what will be marked and the address that opens the room ready to start."""
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "practice": value["scheme_version"] and practice.offer(value, context.get("page"))}

    class Meta:
        icon = "group"
        label = _("Practice room")
        description = _("Mentors open a live, marked room from here; students see how to join.")
        template = "training/blocks/practice_room.html"


class ModuleBlocks(blocks.StreamBlock):
    """What a training module is made of."""

    heading = HeadingBlock()
    text = ProseBlock()
    picture = PictureBlock()
    video = VideoBlock()
    procedure = ProcedureBlock()
    safety = SafetyBlock()
    mistakes = MistakesBlock()
    callout = CalloutBlock()
    scheme_excerpt = SchemeExcerptBlock()
    practice_room = PracticeRoomBlock()


def _explain(version: SchemeVersion, missing: list[str]) -> str:
    """Say which codes the scheme does not have and which it has."""
    return _("%(missing)s is not in “%(scheme)s”. It has: %(known)s.") % {
        "missing": ", ".join(missing),
        "scheme": version,
        "known": ", ".join(excerpts.known_codes(version)),
    }

"""Blocks about the work itself: what is needed, what to do, what may go wrong, what to check."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from coaching.training import reflections

HEADING_HELP = _("What this part is about, in a few words.")


class ProcedureStepBlock(blocks.StructBlock):
    """One step: what to do, how it looks, and how one knows that it is right."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, help_text=_("What to do: begin with a verb."))
    text = blocks.TextBlock(
        label=_("Text"),
        required=False,
        default="",
        help_text=_("How to do it, for somebody who does it for the first time."),
    )
    image = ImageChooserBlock(label=_("Picture"), required=False, help_text=_("How the work looks at this step."))
    alternative = blocks.CharBlock(
        label=_("The picture in words"),
        max_length=250,
        required=False,
        default="",
        help_text=_("What the picture shows, for readers who do not see it. Needed when there is a picture."),
    )
    check = blocks.CharBlock(
        label=_("How one knows that it is right"),
        max_length=250,
        required=False,
        default="",
        help_text=_("What a learner can see or measure before she goes on."),
    )

    def clean(self, value: Any) -> Any:
        """Ask for the words of a picture."""
        cleaned = super().clean(value)
        if cleaned["image"] and not cleaned["alternative"].strip():
            missing = ValidationError(_("Say in words what the picture shows."))
            raise StructBlockValidationError({"alternative": missing})
        return cleaned

    class Meta:
        icon = "order"
        label = _("Step")


class ProcedureBlock(blocks.StructBlock):
    """What to do, step by step, with what to have at hand."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=HEADING_HELP)
    needed = blocks.TextBlock(
        label=_("What you need"), required=False, default="", help_text=_("Tools, materials and files, one in a line.")
    )
    steps = blocks.ListBlock(
        ProcedureStepBlock(),
        label=_("Steps"),
        min_num=2,
        max_num=20,
        help_text=_("In the order in which they are done."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Step-by-step procedure")
        description = _("What to do, in order, with what to have at hand.")
        template = "training/blocks/procedure.html"
        preview_value: ClassVar[dict[str, Any]] = {
            "heading": _("Lay the table"),
            "needed": "",
            "steps": [
                {"title": _("Wipe the table"), "text": "", "check": _("No streaks against the light.")},
                {"title": _("Lay the cloth"), "text": _("The seam below, the fold along the middle.")},
            ],
        }


class SafetyBlock(blocks.StructBlock):
    """What may hurt somebody or spoil the work, and how to keep it from happening."""

    title = blocks.CharBlock(
        label=_("What may happen"), max_length=120, help_text=_("Name the danger first: Burns, A cut, Broken tool.")
    )
    text = blocks.RichTextBlock(
        label=_("How to stay safe"),
        features=["bold", "italic", "link", "ul"],
        help_text=_("What to wear, what to check, what to do when it happened."),
    )

    class Meta:
        icon = "warning"
        label = _("Safety warning")
        description = _("What may go wrong and how to stay safe.")
        template = "training/blocks/safety.html"
        preview_value: ClassVar[dict[str, Any]] = {
            "title": _("Hot edges"),
            "text": _("Wear gloves until the part has cooled."),
        }


class MistakeBlock(blocks.StructBlock):
    """One mistake that competitors make, and what to do instead."""

    mistake = blocks.CharBlock(label=_("Mistake"), max_length=200, help_text=_("What people really do."))
    cost = blocks.CharBlock(
        label=_("What it costs"), max_length=120, required=False, default="", help_text=_("For example: all of A1.M2.")
    )
    remedy = blocks.TextBlock(label=_("What to do instead"), help_text=_("In one or two sentences."))

    class Meta:
        icon = "cross"
        label = _("Mistake")


class MistakesBlock(blocks.StructBlock):
    """Where marks are usually lost."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=HEADING_HELP)
    mistakes = blocks.ListBlock(
        MistakeBlock(), label=_("Mistakes"), min_num=1, max_num=12, help_text=_("The dearest first.")
    )

    class Meta:
        icon = "cross"
        label = _("Common mistakes")
        description = _("Where marks are usually lost, and what to do instead.")
        template = "training/blocks/mistakes.html"
        preview_value: ClassVar[dict[str, Any]] = {
            "heading": _("Where marks are lost"),
            "mistakes": [
                {
                    "mistake": _("Measuring after the clamp is off"),
                    "cost": "A1.M2",
                    "remedy": _("Measure first, then release."),
                }
            ],
        }


class ToolBlock(blocks.StructBlock):
    """One thing to have: how much of it, and what for."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("tool", _("Tool")), ("material", _("Material")), ("protection", _("Protection"))],
        default="tool",
        help_text=_("Each kind stands in a list of its own."),
    )
    name = blocks.CharBlock(label=_("Name"), max_length=160, help_text=_("As it is called in the workshop."))
    amount = blocks.CharBlock(
        label=_("How much"), max_length=40, required=False, default="", help_text=_("With its unit: 2, 0.5 kg, 3 m.")
    )
    purpose = blocks.CharBlock(
        label=_("Note"), max_length=200, required=False, default="", help_text=_("What for, or which kind of it.")
    )

    class Meta:
        icon = "cogs"
        label = _("Tool or material")


class ToolsBlock(blocks.StructBlock):
    """Tools, materials and protection, each with how much of it."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=HEADING_HELP)
    tools = blocks.ListBlock(
        ToolBlock(), label=_("Tools and materials"), min_num=1, max_num=60, help_text=_("For one learner.")
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the lists, one for each kind that there is."""
        context = super().get_context(value, parent_context=parent_context)
        kinds = dict(ToolBlock().child_blocks["kind"].field.choices)
        lists = {kind: [tool for tool in value["tools"] if tool["kind"] == kind] for kind in kinds if kind}
        return {**context, "lists": [(kinds[kind], tools) for kind, tools in lists.items() if tools]}

    class Meta:
        icon = "cogs"
        label = _("Tools and materials")
        description = _("What to lay out before the work begins, with amounts.")
        template = "training/blocks/tools.html"
        preview_value: ClassVar[dict[str, Any]] = {
            "heading": _("On the bench"),
            "tools": [
                {"kind": "tool", "name": _("Steel rule"), "amount": "1", "purpose": ""},
                {"kind": "protection", "name": _("Safety glasses"), "amount": "1", "purpose": ""},
            ],
        }


class ChecklistItemBlock(blocks.StructBlock):
    """One thing to check."""

    text = blocks.CharBlock(
        label=_("What to check"), max_length=250, help_text=_("Something that is either so or not.")
    )

    class Meta:
        icon = "check"
        label = _("Check")


class ChecklistBlock(blocks.StructBlock):
    """Things to check; the ticks are the reader's own and stay on her device."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=HEADING_HELP)
    items = blocks.ListBlock(
        ChecklistItemBlock(),
        label=_("Checks"),
        min_num=1,
        max_num=40,
        help_text=_("In the order in which they are checked. Ticks stay on the reader's device."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Checklist")
        description = _("Things to tick off. Ticks stay on the reader's own device.")
        template = "training/blocks/checklist.html"
        preview_value: ClassVar[dict[str, Any]] = {
            "heading": _("Before you hand in"),
            "items": [{"text": _("Every file has my number")}, {"text": _("The bench is clean")}],
        }


class DrillBlock(blocks.StructBlock):
    """A short exercise against the clock, as often as one likes."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=HEADING_HELP)
    task = blocks.TextBlock(label=_("What to do"), help_text=_("One thing that can be done in one go."))
    minutes = blocks.IntegerBlock(
        label=_("Minutes"), min_value=1, max_value=240, default=10, help_text=_("How long the clock runs.")
    )
    goal = blocks.CharBlock(
        label=_("Goal"), max_length=200, required=False, default="", help_text=_("When it counts as done well.")
    )

    class Meta:
        icon = "time"
        label = _("Timed drill")
        description = _("A short exercise with a clock that the learner starts herself.")
        template = "training/blocks/drill.html"
        preview_value: ClassVar[dict[str, Any]] = {
            "heading": _("Fold ten napkins"),
            "task": _("Fold ten napkins as bishops' hats."),
            "minutes": 8,
            "goal": _("All ten stand by themselves."),
        }


class ReflectionBlock(blocks.StructBlock):
    """A question that the reader answers for herself."""

    question = blocks.CharBlock(
        label=_("Question"), max_length=250, help_text=_("One that cannot be answered by yes or no.")
    )
    hint = blocks.CharBlock(
        label=_("Where to begin"),
        max_length=250,
        required=False,
        default="",
        help_text=_("A word that helps to start."),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the reader's own note, where one can be kept."""
        context = super().get_context(value, parent_context=parent_context)
        page, block = context.get("page"), context.get("block")
        key = getattr(page, "translation_key", None)
        return {**context, "note": reflections.field_of(context.get("notes"), key, getattr(block, "id", None))}

    class Meta:
        icon = "edit"
        label = _("Reflection")
        description = _("A question to think about. The note is the reader's own: nobody else sees it.")
        template = "training/blocks/reflection.html"
        preview_value: ClassVar[dict[str, Any]] = {
            "question": _("Where did you lose the most time, and why?"),
            "hint": "",
        }

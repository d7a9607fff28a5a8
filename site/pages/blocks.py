"""The blocks that every kind of page may use."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import PictureBlock, VideoBlock

PROSE_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link", "code"]


class CodeBlock(blocks.CharBlock):
    """A code or an address: the same in every language, so translators never see it."""

    def get_translatable_segments(self, _value: str) -> list[Any]:
        """Return nothing to translate."""
        return []


class HeadingBlock(blocks.CharBlock):
    """A heading inside a page, which readers may link to."""

    def get_context(self, value: str, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the anchor of the heading."""
        return {
            **super().get_context(value, parent_context=parent_context),
            "anchor": slugify(value, allow_unicode=True),
        }

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Starts a new part of the page.")
        template = "pages/blocks/heading.html"
        preview_value = _("Before you start")


class ProseBlock(blocks.RichTextBlock):
    """Plain paragraphs, lists and links."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": PROSE_FEATURES, **options})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "pages/blocks/prose.html"


class CalloutBlock(blocks.StructBlock):
    """A few words that stand out from the text around them."""

    tone = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("info", _("Good to know")), ("good", _("Tip")), ("warning", _("Take care"))],
        default="info",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link", "ul"])

    class Meta:
        icon = "help"
        label = _("Callout")
        description = _("A note, a tip or a warning beside the text.")
        template = "pages/blocks/callout.html"


class StepBlock(blocks.StructBlock):
    """One step of several."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, default="")

    class Meta:
        icon = "order"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    """Numbered steps, in order."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2, max_num=12)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("Numbered steps, in order.")
        template = "pages/blocks/steps.html"


class BodyBlocks(blocks.StreamBlock):
    """What a standard page is made of."""

    heading = HeadingBlock()
    text = ProseBlock()
    picture = PictureBlock()
    video = VideoBlock()
    callout = CalloutBlock()
    steps = StepsBlock()

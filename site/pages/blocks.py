"""The blocks that every kind of page may use."""

from typing import Any, ClassVar

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import DocumentBlock, GalleryBlock, PictureBlock, VideoBlock

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
        preview_value = _("Explain one thing at a time, and say why before how.")


class CalloutBlock(blocks.StructBlock):
    """A few words that stand out from the text around them."""

    tone = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("info", _("Good to know")), ("good", _("Tip")), ("warning", _("Take care"))],
        default="info",
        search_index=False,
        help_text=_("Its colour and its sign follow from it."),
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120, help_text=_("The point in a few words."))
    text = blocks.RichTextBlock(
        label=_("Text"), features=["bold", "italic", "link", "ul"], help_text=_("Two or three sentences.")
    )

    class Meta:
        icon = "help"
        label = _("Callout")
        description = _("A note, a tip or a warning beside the text.")
        template = "pages/blocks/callout.html"
        preview_value: ClassVar[dict[str, Any]] = {
            "tone": "good",
            "title": _("Read the scheme first"),
            "text": _("Half of the marks that are lost were never worked for."),
        }


class StepBlock(blocks.StructBlock):
    """One step of several."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, help_text=_("What to do: begin with a verb."))
    text = blocks.TextBlock(label=_("Text"), required=False, default="", help_text=_("How, in one or two sentences."))

    class Meta:
        icon = "order"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    """Numbered steps, in order."""

    heading = blocks.CharBlock(
        label=_("Heading"), max_length=120, required=False, default="", help_text=_("What the steps lead to.")
    )
    steps = blocks.ListBlock(
        StepBlock(), label=_("Steps"), min_num=2, max_num=12, help_text=_("In the order in which they are done.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("Numbered steps, in order.")
        template = "pages/blocks/steps.html"
        preview_value: ClassVar[dict[str, Any]] = {
            "heading": _("How one learns here"),
            "steps": [{"title": _("Read a lesson"), "text": ""}, {"title": _("Try it in a room"), "text": ""}],
        }


class BodyBlocks(blocks.StreamBlock):
    """What a standard page is made of."""

    heading = HeadingBlock()
    text = ProseBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    document = DocumentBlock()
    callout = CalloutBlock()
    steps = StepsBlock()

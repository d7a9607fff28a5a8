"""The blocks of the home page: the sections that a visitor meets first."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages import shelves
from pages.blocks import CalloutBlock, CodeBlock, ProseBlock, StepBlock
from pages.language_links import in_language


class LinkValue(blocks.StructValue):
    """A link that knows its address."""

    @property
    def url(self) -> str:
        """Return the address in the reader's language: the page's own, or the one that was typed."""
        if self["page"]:
            return str(self["page"].localized.url or "")
        return in_language(str(self["address"]))


class LinkBlock(blocks.StructBlock):
    """Where a button leads: a page of this site or an address."""

    label = blocks.CharBlock(label=_("Words on the button"), max_length=60, required=False, default="")
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = CodeBlock(
        label=_("Or an address"),
        max_length=300,
        required=False,
        default="",
        search_index=False,
        help_text=_("Only when no page is chosen. One of this site without its language: /rooms/join/."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue


class ThreeStepsBlock(blocks.StructBlock):
    """How it works, as the three steps of a podium."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    lead = blocks.TextBlock(label=_("Lead"), required=False, default="")
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=3, max_num=3)

    class Meta:
        icon = "order"
        label = _("Three steps")
        description = _("How it works, as the three rising steps of a podium.")
        template = "pages/blocks/three_steps.html"


class AudienceBlock(blocks.StructBlock):
    """One group of people and what they find here."""

    icon = blocks.ChoiceBlock(
        label=_("Icon"),
        choices=[
            ("graduation-cap", _("Mortarboard")),
            ("clipboard-check", _("Clipboard")),
            ("scale", _("Scales")),
            ("trophy", _("Cup")),
            ("users", _("People")),
            ("building-2", _("Building")),
        ],
        default="users",
        search_index=False,
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"))
    link = LinkBlock(label=_("Link"), required=False)

    class Meta:
        icon = "group"
        label = _("Group of people")


class AudiencesBlock(blocks.StructBlock):
    """For whom this is."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    lead = blocks.TextBlock(label=_("Lead"), required=False, default="")
    audiences = blocks.ListBlock(AudienceBlock(), label=_("Groups"), min_num=2, max_num=6)

    class Meta:
        icon = "group"
        label = _("For whom")
        description = _("Groups of people and what each finds here.")
        template = "pages/blocks/audiences.html"


class ShelfBlock(blocks.StructBlock):
    """The latest of something: training modules, championships."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    shelf = blocks.ChoiceBlock(label=_("What"), choices=shelves.choices, search_index=False)
    count = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=6, default=3)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add what stands on the shelf at this moment."""
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "shelf": shelves.filled(value["shelf"], value["count"])}

    class Meta:
        icon = "list-ul"
        label = _("Latest")
        description = _("The latest training modules or championships, always up to date.")
        template = "pages/blocks/shelf.html"


class InvitationBlock(blocks.StructBlock):
    """The last word of the page: what to do now."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, default="")
    first = LinkBlock(label=_("First button"))
    second = LinkBlock(label=_("Second button"), required=False)

    class Meta:
        icon = "pick"
        label = _("Invitation")
        description = _("What to do now, with one or two buttons.")
        template = "pages/blocks/invitation.html"


class HomeBlocks(blocks.StreamBlock):
    """The sections of a home page."""

    three_steps = ThreeStepsBlock()
    audiences = AudiencesBlock()
    shelf = ShelfBlock()
    text = ProseBlock()
    callout = CalloutBlock()
    invitation = InvitationBlock()

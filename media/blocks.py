"""Blocks that show pictures and videos so that nobody is left out."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import VideoChooserBlock


class PictureBlock(blocks.StructBlock):
    """A picture with the words for those who do not see it."""

    image = ImageChooserBlock(label=_("Picture"))
    alternative = blocks.CharBlock(
        label=_("In words"),
        max_length=250,
        help_text=_("What the picture shows, for readers who do not see it. Not the caption again."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False, default="")

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with a description in words.")
        template = "media/blocks/picture.html"


class VideoBlock(blocks.StructBlock):
    """A video with its captions and its transcript."""

    video = VideoChooserBlock(label=_("Video"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False, default="")

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video with captions and a transcript.")
        template = "media/blocks/video.html"

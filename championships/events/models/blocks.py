"""The blocks of a championship's gallery."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import PictureBlock, VideoBlock


class GalleryBlocks(blocks.StreamBlock):
    """Pictures and videos, in the order in which they are looked at."""

    picture = PictureBlock()
    video = VideoBlock()

    class Meta:
        label = _("Gallery")

"""Blocks that show pictures, videos and files so that nobody is left out."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import VideoChooserBlock
from wagtailmedia.models import get_media_model


class PictureBlock(blocks.StructBlock):
    """A picture with the words for those who do not see it."""

    image = ImageChooserBlock(
        label=_("Picture"), help_text=_("One that you may publish. Sharp, with the work in sight.")
    )
    alternative = blocks.CharBlock(
        label=_("In words"),
        max_length=250,
        help_text=_("What the picture shows, for readers who do not see it. Not the caption again."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"), max_length=250, required=False, default="", help_text=_("Stands below it for everybody.")
    )

    def get_preview_value(self) -> Any:
        """Return the latest picture of the library, so that authors see one of their own."""
        words = {"alternative": str(_("What it shows")), "caption": str(_("A bench, ready for work."))}
        return self.normalize({"image": get_image_model().objects.order_by("-pk").first(), **words})

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with a description in words.")
        template = "media/blocks/picture.html"


class GalleryBlock(blocks.StructBlock):
    """Several pictures that belong together, side by side."""

    heading = blocks.CharBlock(
        label=_("Heading"), max_length=120, required=False, default="", help_text=_("What they show together.")
    )
    pictures = blocks.ListBlock(
        PictureBlock(),
        label=_("Pictures"),
        min_num=2,
        max_num=12,
        help_text=_("Two to twelve, in the order of the work."),
    )

    def get_preview_value(self) -> Any:
        """Return the latest pictures of the library."""
        pictures = list(get_image_model().objects.order_by("-pk")[:3])
        shown = [{"image": image, "alternative": str(image), "caption": ""} for image in pictures]
        return self.normalize({"heading": str(_("From raw part to finished part")), "pictures": shown})

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Two to twelve pictures that belong together, each with its words.")
        template = "media/blocks/gallery.html"


class VideoBlock(blocks.StructBlock):
    """A video with its captions and its transcript."""

    video = VideoChooserBlock(
        label=_("Video"),
        help_text=_("Captions and transcript are kept with the video in the library: add both before you publish."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"), max_length=250, required=False, default="", help_text=_("Stands below it for everybody.")
    )

    def get_preview_value(self) -> Any:
        """Return the latest video of the library."""
        video = get_media_model().objects.filter(type="video").order_by("-pk").first()
        return self.normalize({"video": video, "caption": str(_("Setting up, in two minutes."))})

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video with captions and a transcript.")
        template = "media/blocks/video.html"


class DocumentBlock(blocks.StructBlock):
    """A file to take along, with what is in it and how large it is."""

    document = DocumentChooserBlock(
        label=_("Document"), help_text=_("A file that readers open or print: PDF, a workbook, a drawing.")
    )
    title = blocks.CharBlock(
        label=_("Words on the link"),
        max_length=120,
        required=False,
        default="",
        help_text=_("Empty: the title of the document."),
    )
    text = blocks.CharBlock(
        label=_("What is in it"), max_length=250, required=False, default="", help_text=_("In one sentence.")
    )

    def get_preview_value(self) -> Any:
        """Return the latest document of the library, or what one would look like while there is none."""
        words = {"title": str(_("Card for the workplace")), "text": str(_("One page to print and lay on the bench."))}
        kept = get_document_model()
        example = kept(pk=0, title=words["title"], file="documents/card.pdf", file_size=48_000)
        return self.normalize({"document": kept.objects.order_by("-pk").first() or example, **words})

    class Meta:
        icon = "doc-full-inverse"
        label = _("Document")
        description = _("A file to take along, with its kind and size.")
        template = "media/blocks/document.html"

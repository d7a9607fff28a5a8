"""Images, documents and videos, each with what a reader needs who cannot see or hear them."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtailmedia.models import AbstractMedia

from media.names import keep_from_guessing, unguessable


class CustomImage(AbstractImage):
    """A picture with the words that stand for it and the name of who made it."""

    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made the picture."))

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions: ClassVar[list[tuple[str, str]]] = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        """Return where the file is stored: under a name that nobody guesses, and so are the sizes made of it."""
        return str(super().get_upload_to(unguessable(filename)))


class CustomRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(CustomImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_for_each_filter"
            ),
        ]


class CustomDocument(AbstractDocument):
    """A file to read or to work with."""

    language = models.CharField(_("language"), max_length=8, blank=True, help_text=_("Language of the text."))

    admin_form_fields = (*WagtailDocument.admin_form_fields, "language")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions: ClassVar[list[tuple[str, str]]] = [("choose_document", "Can choose document")]


class Video(AbstractMedia):
    """A video or a sound recording with captions and a transcript."""

    language = models.CharField(
        _("language"),
        max_length=8,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("What is spoken and captioned."),
    )
    captions = models.FileField(
        _("captions"),
        upload_to="captions",
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text=_("A WebVTT file (.vtt), for viewers who do not hear the sound."),
    )
    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("What is said and shown, for readers who cannot play the file.")
    )

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "tags",
        "language",
        "captions",
        "transcript",
    )

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        ordering = ("-created_at",)

    def save(self, *arguments: Any, **options: Any) -> None:
        """Store new files under names that nobody guesses."""
        keep_from_guessing(self.file, self.captions, self.thumbnail)
        super().save(*arguments, **options)

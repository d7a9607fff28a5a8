"""The footer: a line of words and links, which editors keep; one row for each language."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField


class Footer(TranslatableMixin, ClusterableModel):
    """What stands below every page in one language, beside what Podium itself puts there."""

    note = models.CharField(
        _("line of words"),
        max_length=300,
        blank=True,
        help_text=_("For example who runs this site and how to reach them. May be empty."),
    )

    override_translatable_fields: ClassVar[list[object]] = [TranslatableField("links")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("locale",),
                name="one_footer_for_each_language",
                violation_error_message=_("This language has a footer already: change that one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.locale}"


class FooterLink(TranslatableMixin, Orderable):
    """A link of the footer: to a page of this site or to an address."""

    footer = ParentalKey(Footer, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(
        _("words of the link"), max_length=60, blank=True, help_text=_("Empty: the title of the page.")
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("A page that is withdrawn leaves the footer by itself."),
    )
    address = models.CharField(
        _("or an address"),
        max_length=300,
        blank=True,
        help_text=_("Only when no page is chosen. One of this site without its language: /rooms/join/."),
    )

    override_translatable_fields: ClassVar[list[object]] = [
        TranslatableField("page"),
        SynchronizedField("address", overridable=True),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("link of the footer")
        verbose_name_plural = _("links of the footer")

    def __str__(self) -> str:
        return self.label or self.address or str(self.page)

    def clean(self) -> None:
        """Ask for one of page and address, for words beside an address, and for an address that a browser may follow."""
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError({"page": _("Choose a page or write an address: one of the two.")})
        if self.address and not self.label:
            raise ValidationError({"label": _("Write the words of the link: an address has no title.")})
        if self.address and not self.address.startswith(("/", "https://", "http://", "mailto:", "tel:")):
            raise ValidationError({"address": _("Begin with / for this site, or with https:// for another.")})

    def save(self, *args: Any, **keywords: Any) -> None:
        """Save the link; an address of two slashes would lead away from this site."""
        if self.address.startswith("//"):
            self.address = f"/{self.address.lstrip('/')}"
        super().save(*args, **keywords)

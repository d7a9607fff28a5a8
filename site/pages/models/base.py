"""The base of all pages."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import Page

from pages import fallback, fixed_addresses, language_links
from pages.forms import PageForm

Crumbs = list[tuple[str, str]]


class BasePage(Page):
    """What every page of Podium has: words and a picture for others who link to it, a way back, its languages."""

    social_image = models.ForeignKey(
        "media.CustomImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture for links"),
        help_text=_("Shown where somebody shares a link to this page. Best 1200 by 630 pixels."),
    )

    base_form_class = PageForm

    promote_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    help_text=_(
                        "The end of the address. Empty: made from the title. When it changes, the old address leads on "
                        "to the new one."
                    ),
                ),
                FieldPanel("seo_title", help_text=_("Empty: the title of the page.")),
                FieldPanel(
                    "search_description",
                    help_text=_("One or two sentences that say what a reader finds here, up to 160 letters."),
                ),
                FieldPanel(
                    "social_image",
                    help_text=_("Shown beside a shared link. Empty: a card with the title. Best 1200 by 630 pixels."),
                ),
            ],
            heading=_("For search engines and shared links"),
        ),
        MultiFieldPanel(
            [FieldPanel("show_in_menus", help_text=_("Only pages right below the home page stand there."))],
            heading=_("For the main menu"),
        ),
    ]

    class Meta:
        abstract = True

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Page | None, page: Page | None = None) -> bool:
        """Return whether a page may end in `slug`: what Podium itself shows at an address goes before any page."""
        taken = fixed_addresses.is_fixed(parent_page, slug)
        return not taken and bool(Page._slug_is_available(slug, parent_page, page))  # noqa: SLF001

    @property
    def description_for_others(self) -> str:
        """Return what search engines and shared links say of the page."""
        words = (self.search_description, getattr(self, "introduction", ""), getattr(self, "lead", ""))
        return next((word for word in words if word), "")

    @cached_property
    def breadcrumbs(self) -> Crumbs:
        """Return the way from the home page to this one, this one last and without an address."""
        above = self.get_ancestors().live().filter(depth__gt=1).only("title", "url_path", "depth", "locale", "path")
        return [*((page.title, page.url or "") for page in above), (self.title, "")]

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add the page's own languages, in the place of those of a plain address, whether it is in its own, and what others see of it."""
        from pages import sharing, structured  # noqa: PLC0415 -- they stand above the models

        context = super().get_context(request, *args, **keywords)
        return {
            **context,
            "language_links": SimpleLazyObject(lambda: language_links.for_page(self, request)),
            "sharing": SimpleLazyObject(lambda: sharing.for_page(self, request)),
            "structured": SimpleLazyObject(lambda: structured.for_page(self, request)),
            "fallback": None if getattr(request, "is_preview", False) else fallback.of_page(self),
        }

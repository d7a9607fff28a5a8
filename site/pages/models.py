"""The bases of all pages, the home page and the standard page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import Page
from wagtail.search import index

from pages import language_links
from pages.blocks import BodyBlocks
from pages.fields import BodyField
from pages.home_blocks import HomeBlocks

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

    promote_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel(
                    "search_description",
                    help_text=_("One or two sentences that say what a reader finds here, up to 160 letters."),
                ),
                FieldPanel("social_image"),
            ],
            heading=_("For search engines and shared links"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For the main menu")),
    ]

    class Meta:
        abstract = True

    @property
    def breadcrumbs(self) -> Crumbs:
        """Return the way from the home page to this one, this one last and without an address."""
        above = self.get_ancestors().live().filter(depth__gt=1).only("title", "url_path", "depth", "locale", "path")
        return [*((page.title, page.url or "") for page in above), (self.title, "")]

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add the page's own languages, in the place of those of a plain address."""
        context = super().get_context(request, *args, **keywords)
        return {**context, "language_links": SimpleLazyObject(lambda: language_links.for_page(self, request))}


class HomePage(BasePage):
    """The public face of Podium in one language."""

    eyebrow = models.CharField(_("line above the headline"), max_length=80, blank=True)
    headline = models.TextField(
        _("headline"),
        max_length=120,
        help_text=_("What Podium is, in at most ten words. A new line begins a new line on wide screens."),
    )
    lead = models.TextField(_("lead"), max_length=400, help_text=_("Two or three sentences below the headline."))
    body = BodyField(HomeBlocks(), verbose_name=_("sections"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count_per_parent = 3
    page_description = _("The first page of the site in one language.")
    template = "pages/home_page.html"

    content_panels: ClassVar[list[Panel]] = [
        FieldPanel("title", help_text=_("The name of the page in lists and in the browser's tab.")),
        MultiFieldPanel(
            [FieldPanel("eyebrow"), FieldPanel("headline"), FieldPanel("lead")],
            heading=_("Head"),
            help_text=_("The field for a room's code stands beside these words by itself."),
        ),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class StandardPage(BasePage):
    """A page of text: about, help, rules, contacts."""

    introduction = models.TextField(
        _("introduction"), max_length=400, blank=True, help_text=_("What this page is about, in one or two sentences.")
    )
    body = BodyField(BodyBlocks(), verbose_name=_("body"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["pages.StandardPage"]
    page_description = _("Text with pictures, steps and notes: about, help, rules.")
    template = "pages/standard_page.html"

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

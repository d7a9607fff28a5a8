"""The home page and the standard page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.search import index

from pages import happening, kept_answers, shelves, unlisted
from pages.blocks import BodyBlocks
from pages.fields import BodyField
from pages.home_blocks import HomeBlocks
from pages.models.base import BasePage


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

    def serve(self, request: HttpRequest, *args: Any, **keywords: Any) -> HttpResponse:
        """Show the page, which is kept until something changes of what happens or of what the shelves show."""
        kept_answers.keep(request, *happening.numbers(), *shelves.numbers(), *unlisted.numbers())
        shown: HttpResponse = super().serve(request, *args, **keywords)
        return shown

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add what is live, what is next and what was decided last."""
        return {**super().get_context(request, *args, **keywords), "happening": happening.parts(request)}

    content_panels: ClassVar[list[Panel]] = [
        FieldPanel("title", help_text=_("The name of the page in lists and in the browser's tab.")),
        MultiFieldPanel(
            [
                FieldPanel("eyebrow", help_text=_("A few words above the headline. May be empty.")),
                FieldPanel("headline"),
                FieldPanel("lead"),
            ],
            heading=_("Head"),
            help_text=_("The field for a room's code stands beside these words by itself."),
        ),
        FieldPanel("body", help_text=_("The parts below the head, in their order.")),
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

    content_panels: ClassVar[list[Panel]] = [
        TitleFieldPanel("title", help_text=_("As readers see it in lists and in the browser's tab.")),
        FieldPanel("introduction"),
        FieldPanel("body", help_text=_("Text, pictures and steps, in the order in which they are read.")),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def serve(self, request: HttpRequest, *args: Any, **keywords: Any) -> HttpResponse:
        """Show the page, which is kept until editors change something."""
        kept_answers.keep(request)
        shown: HttpResponse = super().serve(request, *args, **keywords)
        return shown

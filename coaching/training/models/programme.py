"""A programme: several modules in order, with hours, that may end with a document."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.search import index

from championships.schemes.models.lines import lines_of
from coaching.training.models.describing import TITLE_HELP, Audience, DescribedPage
from pages.blocks import BodyBlocks
from pages.fields import BodyField


class ProgrammePage(DescribedPage):
    """One programme in one language: its modules are the pages below it, in their order."""

    introduction = models.TextField(
        _("introduction"),
        max_length=400,
        help_text=_("What somebody can do after this programme, in one or two sentences."),
    )
    outcomes = models.TextField(
        _("outcomes"),
        max_length=1500,
        blank=True,
        help_text=_("What she can do afterwards, one thing in a line; each begins with a verb."),
    )
    hours = models.PositiveSmallIntegerField(
        _("academic hours"),
        validators=[MinValueValidator(1), MaxValueValidator(2000)],
        help_text=_("The whole programme in academic hours of 45 minutes, as its document will state them."),
    )
    audience = models.CharField(
        _("for whom"),
        max_length=12,
        choices=Audience.choices,
        default=Audience.MENTORS,
        help_text=_("Who learns here."),
    )
    body = BodyField(
        BodyBlocks(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("More about it, below the list of modules: how one learns, what one needs, how it ends."),
    )

    parent_page_types: ClassVar[list[str]] = ["training.TrainingIndexPage"]
    subpage_types: ClassVar[list[str]] = ["training.TrainingModulePage"]
    page_description = _("Several modules in order, for example a course of professional development for mentors.")
    template = "training/programme_page.html"

    content_panels: ClassVar[list[Panel]] = [
        TitleFieldPanel("title", help_text=TITLE_HELP),
        FieldPanel("introduction"),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("hours"), FieldPanel("level"), FieldPanel("audience")])],
            heading=_("What it trains"),
        ),
        FieldPanel("body"),
        DescribedPage.credit_panel,
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *DescribedPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("outcomes"),
        index.SearchField("body"),
        index.FilterField("level"),
        index.FilterField("audience"),
    ]

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add the modules in order, with how far the reader is."""
        from coaching.training import outlines, page_parts  # noqa: PLC0415 -- they stand above the models

        return {
            **super().get_context(request, *args, **keywords),
            "outcomes": lines_of(self.outcomes),
            "outline": outlines.of_programme(self, request),
            "parts": page_parts.parts_of(request, self),
        }

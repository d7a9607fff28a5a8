"""News of a championship, one page for each."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from pages.blocks import BodyBlocks
from pages.fields import BodyField
from pages.models import BasePage


class ChampionshipNewsPage(BasePage):
    """Something that is new at a championship, in one language."""

    date = models.DateField(_("date"), default=timezone.localdate)
    introduction = models.TextField(_("introduction"), max_length=400)
    picture = models.ForeignKey(
        "media.CustomImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_words = models.CharField(
        _("picture in words"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for readers who do not see it."),
    )
    body = BodyField(BodyBlocks(), verbose_name=_("body"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["events.ChampionshipPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Something new at a championship. The newest three stand on its page.")
    template = "events/public/news_page.html"

    content_panels: ClassVar[list[Panel]] = [
        TitleFieldPanel("title", help_text=_("What happened, in one line. Begin with what is new.")),
        FieldPanel("date", help_text=_("The day that readers see. The newest stands first.")),
        FieldPanel("introduction", help_text=_("One or two sentences. They stand in the list of news.")),
        MultiFieldPanel(
            [
                FieldPanel(
                    "picture",
                    help_text=_("One that you may publish: whoever can be recognised in it has agreed. May be empty."),
                ),
                FieldPanel("picture_words"),
            ],
            heading=_("Picture"),
        ),
        FieldPanel("body", help_text=_("The whole story. Names of people only as they agreed to be public.")),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("news of a championship")
        verbose_name_plural = _("news of championships")

    def clean(self) -> None:
        """Ask for the words of a picture."""
        super().clean()
        if self.picture_id and not self.picture_words.strip():
            raise ValidationError({"picture_words": _("Say in words what the picture shows.")})

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Page | None, page: Page | None = None) -> bool:
        """Return whether a page may end in `slug`: a section of the championship goes before a page below it."""
        from championships.events import sections  # noqa: PLC0415 -- it stands above the models

        return sections.named(slug) is None and BasePage._slug_is_available(slug, parent_page, page)  # noqa: SLF001

    def serve(self, request: HttpRequest, *args: Any, **keywords: Any) -> HttpResponse:
        """Show the news, which are kept until something changes in their championship."""
        from championships.events import kept  # noqa: PLC0415 -- it stands above the models
        from championships.events.public import news  # noqa: PLC0415 -- as above

        kept.keep_of_one(request, news.page_above(self).championship_id)
        shown: HttpResponse = super().serve(request, *args, **keywords)
        return shown

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add the frame of the championship that the news is of."""
        from championships.events.public import news  # noqa: PLC0415 -- it stands above the models

        return {**super().get_context(request, *args, **keywords), **news.frame_of(self, request)}

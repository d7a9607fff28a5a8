"""The list of all training."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel, TitleFieldPanel

from coaching.training.models.describing import TITLE_HELP
from pages.models import BasePage


class TrainingIndexPage(BasePage):
    """The list of programmes and modules."""

    introduction = models.TextField(
        _("introduction"), max_length=400, blank=True, help_text=_("What readers find here, in one or two sentences.")
    )

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["training.ProgrammePage", "training.TrainingModulePage"]
    max_count_per_parent = 1
    page_description = _("The list of all training modules. One in each language is enough.")
    template = "training/training_index_page.html"

    content_panels: ClassVar[list[Panel]] = [TitleFieldPanel("title", help_text=TITLE_HELP), FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of training modules")
        verbose_name_plural = _("lists of training modules")

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add what the reader asked for of programmes, modules and lessons."""
        from coaching.training.catalogue import listing  # noqa: PLC0415 -- it stands above the models

        return {**super().get_context(request, *args, **keywords), "listing": listing.for_request(self, request)}

    def serve(self, request: HttpRequest, *args: Any, **keywords: Any) -> TemplateResponse:
        """Return the page, or only its results to a page that filters them live."""
        response: TemplateResponse = super().serve(request, *args, **keywords)
        if getattr(request, "htmx", False) and not request.htmx.history_restore_request:  # type: ignore[attr-defined]
            response.template_name = "training/catalogue_results.html"
        response.headers["Vary"] = "HX-Request"
        return response

"""Training modules: what mentors write and students work through."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import Page
from wagtail.search import index

from coaching.training.blocks import ModuleBlocks
from pages.fields import BodyField
from pages.models import BasePage


class Level(models.TextChoices):
    """How much a reader should know already."""

    FIRST = "first", _("first steps")
    CONFIDENT = "confident", _("confident")
    CHAMPIONSHIP = "championship", _("championship")

    @property
    def step(self) -> int:
        """Return 1, 2 or 3: the step of the podium that the level stands on."""
        return list(type(self)).index(self) + 1


class Audience(models.TextChoices):
    """For whom a module is written."""

    STUDENTS = "students", _("students")
    MENTORS = "mentors", _("mentors")


class TrainingIndexPage(BasePage):
    """The list of training modules."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["training.TrainingModulePage"]
    max_count_per_parent = 1
    page_description = _("The list of all training modules. One in each language is enough.")
    template = "training/training_index_page.html"

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of training modules")
        verbose_name_plural = _("lists of training modules")

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add the modules that the reader asked for."""
        from coaching.training import catalogue  # noqa: PLC0415 -- it stands above the models

        return {**super().get_context(request, *args, **keywords), **catalogue.for_index(self, request.GET)}


class TrainingModulePage(BasePage):
    """One training module in one language."""

    skill = models.CharField(
        _("skill"), max_length=120, help_text=_("Number and name, for example 17 Web technologies.")
    )
    standards = models.TextField(
        _("standards sections"),
        max_length=600,
        blank=True,
        help_text=_("The sections of the occupational standards that this module trains, one in a line."),
    )
    hours = models.DecimalField(
        _("hours"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(200)],
        help_text=_("How long a student works on it, with the practice."),
    )
    level = models.CharField(_("level"), max_length=12, choices=Level.choices, default=Level.FIRST)
    audience = models.CharField(_("for whom"), max_length=12, choices=Audience.choices, default=Audience.STUDENTS)
    introduction = models.TextField(
        _("introduction"),
        max_length=400,
        help_text=_("What a student can do after this module, in one or two sentences."),
    )
    body = BodyField(ModuleBlocks(), verbose_name=_("body"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["training.TrainingIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("One module: explanation, procedure, safety, common mistakes, and a practice room to open.")
    template = "training/training_module_page.html"

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("skill"),
                FieldPanel("standards"),
                FieldRowPanel([FieldPanel("hours"), FieldPanel("level"), FieldPanel("audience")]),
            ],
            heading=_("What it trains"),
        ),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("skill"),
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.FilterField("level"),
        index.FilterField("audience"),
    ]

    class Meta:
        verbose_name = _("training module")
        verbose_name_plural = _("training modules")

    def get_level(self) -> Level:
        """Return the level with what belongs to it."""
        return Level(self.level)

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add whether the reader may open practice rooms, once for all blocks of the page."""
        from coaching.training import practice  # noqa: PLC0415 -- it stands above the models

        context = super().get_context(request, *args, **keywords)
        return {**context, "may_open_room": practice.may_open(request), "standards": self.standards.splitlines()}

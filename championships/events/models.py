"""Championships, their published results, and the public pages that show them."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import Page
from wagtail.search import index

from pages.blocks import BodyBlocks
from pages.fields import BodyField
from pages.models import BasePage


class Championship(models.Model):
    """A championship: when and where. What the public reads about it stands on its pages."""

    name = models.CharField(
        _("name"), max_length=200, help_text=_("As organisers know it; the pages carry their own titles.")
    )
    slug = models.SlugField(_("short name for addresses"), unique=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Town and hall."))

    class Meta:
        verbose_name = _("championship")
        verbose_name_plural = _("championships")
        ordering = ("-starts_on", "name")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="championship_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def public_page(self, language: str | None = None) -> "ChampionshipPage | None":
        """Return the live page in `language` (by default the reader's), else one in any language, else None."""
        pages = list(ChampionshipPage.objects.live().filter(championship=self).select_related("locale").order_by("pk"))
        wanted = language or get_language()
        return next((page for page in pages if page.locale.language_code == wanted), pages[0] if pages else None)


class ResultState(models.TextChoices):
    """How final a result is: the three steps."""

    PROVISIONAL = "provisional", _("provisional")
    CONFIRMED = "confirmed", _("confirmed")
    PUBLISHED = "published", _("published")

    @property
    def step(self) -> int:
        """Return 1, 2 or 3: the step of the podium that the result stands on."""
        return list(type(self)).index(self) + 1


class SkillResult(models.Model):
    """The result of one skill as it was published at one time. Later versions leave earlier ones as they were."""

    championship = models.ForeignKey(
        Championship, models.PROTECT, related_name="results", verbose_name=_("championship")
    )
    skill_title = models.CharField(_("skill"), max_length=200)
    scheme_version = models.ForeignKey(
        "schemes.SchemeVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("marking scheme"),
    )
    source = models.CharField(
        _("source"), max_length=100, help_text=_("What the result was taken from, for example a room.")
    )
    version = models.PositiveIntegerField(_("version"))
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=ResultState.choices, default=ResultState.PUBLISHED)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    maximum = models.DecimalField(
        _("maximum"), max_digits=7, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    criteria = models.JSONField(_("criteria"), default=list, help_text=_("Letter, name and maximum of each criterion."))

    class Meta:
        verbose_name = _("result of a skill")
        verbose_name_plural = _("results of skills")
        ordering = ("skill_title", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("championship", "source", "version"), name="one_result_for_each_version"),
            models.UniqueConstraint(
                fields=("championship", "source"),
                condition=models.Q(replaced_at__isnull=True),
                name="one_current_result_for_each_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.championship}: {self.skill_title}"


class ResultRow(models.Model):
    """One competitor's line of a published result. It keeps names as they stood, never links to people."""

    result = models.ForeignKey(SkillResult, models.CASCADE, related_name="rows", verbose_name=_("result"))
    position = models.PositiveIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=200)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    total = models.DecimalField(_("total"), max_digits=7, decimal_places=2)
    criteria = models.JSONField(_("marks by criterion"), default=dict)
    sections = models.JSONField(_("marks by standards section"), default=dict)

    class Meta:
        verbose_name = _("line of a result")
        verbose_name_plural = _("lines of a result")
        ordering = ("result", "position", "name", "pk")

    def __str__(self) -> str:
        return f"{self.position}. {self.name}: {self.total}"


class ChampionshipIndexPage(BasePage):
    """The list of championships: running, coming and past."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.ChampionshipPage"]
    max_count_per_parent = 1
    page_description = _("The list of all championships. One in each language is enough.")
    template = "events/championship_index_page.html"

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of championships")
        verbose_name_plural = _("lists of championships")

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add the championships by when they are."""
        from championships.events import calendar  # noqa: PLC0415 -- it stands above the models

        return {**super().get_context(request, *args, **keywords), "groups": calendar.groups_below(self)}


class ChampionshipPage(BasePage):
    """What the public reads about one championship, in one language."""

    championship = models.ForeignKey(
        Championship,
        models.PROTECT,
        related_name="pages",
        verbose_name=_("championship"),
        help_text=_("The dates come from here, and the results appear here when they are published."),
    )
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Town and hall, in the language of the page.")
    )
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    body = BodyField(BodyBlocks(), verbose_name=_("body"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["events.ChampionshipIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("One championship: dates, place, what to know, and its results once they are published.")
    template = "events/championship_page.html"

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("championship"), FieldPanel("place")])], heading=_("When and where")
        ),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("championship page")
        verbose_name_plural = _("championship pages")

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add when it is and what has been published."""
        from championships.events import standings  # noqa: PLC0415 -- it stands above the models

        return {**super().get_context(request, *args, **keywords), **standings.for_page(self.championship)}

"""Championships, and the rules that each of them is held by."""

import zoneinfo
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

if TYPE_CHECKING:
    from championships.events.models.pages import ChampionshipPage


class Stage(models.TextChoices):
    """Which step of the way to the top a championship is (rules 4.1)."""

    SELECTION = "selection", _("selection")
    REGIONAL = "regional", _("regional stage")
    INTERREGIONAL = "interregional", _("interregional stage")
    FINAL = "final", _("final")
    OTHER = "other", _("other")


class MembersAre(models.TextChoices):
    """Whom competitors stand for, so that they are compared and do not mark their own."""

    ORGANISATION = "organisation", _("organisations")
    REGION = "region", _("regions")
    COUNTRY = "country", _("countries")


class FewCompetitors(models.TextChoices):
    """Which medals are given where few have started (rules 3.2)."""

    NONE = "none", _("all medals, however few have started")
    MOSCOW_2018 = "moscow_2018", _("six for all medals, five for two, four for gold, fewer for none")


class Category(models.TextChoices):
    """Who competes in a skill (rules 4.1)."""

    MAIN = "main", _("main")
    JUNIORS = "juniors", _("juniors")
    OPEN = "open", _("open")


class ResultState(models.TextChoices):
    """How final a result is: the three steps."""

    PROVISIONAL = "provisional", _("provisional")
    CONFIRMED = "confirmed", _("confirmed")
    PUBLISHED = "published", _("published")

    @property
    def step(self) -> int:
        """Return 1, 2 or 3: the step of the podium that the result stands on."""
        return list(type(self)).index(self) + 1


def time_zone_of_the_site() -> str:
    """Return the time zone that a new championship is held in unless somebody says another."""
    return settings.TIME_ZONE


class Championship(ClusterableModel):
    """A championship: when, where and by which rules. What the public reads about it stands on its pages.

    `sequence` grows with every change that the public can see; `championships.events.sequence` alone moves it.
    """

    name = models.CharField(
        _("name"), max_length=200, help_text=_("As organisers know it; the pages carry their own titles.")
    )
    slug = models.SlugField(_("short name for addresses"), unique=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Town and hall."))
    time_zone = models.CharField(_("time zone"), max_length=40, default=time_zone_of_the_site)
    stage = models.CharField(_("stage"), max_length=14, choices=Stage.choices, default=Stage.OTHER)
    members_are = models.CharField(
        _("competitors stand for"),
        max_length=14,
        choices=MembersAre.choices,
        default=MembersAre.ORGANISATION,
        help_text=_("Who is compared in the medal table. Nobody marks a competitor of their own."),
    )
    scale_from = models.PositiveSmallIntegerField(
        _("fewest competitors for the scale"),
        default=5,
        validators=[MinValueValidator(2)],
        help_text=_("In a skill with fewer, raw marks decide about medals and no scale is shown."),
    )
    medal_tolerance = models.PositiveSmallIntegerField(
        _("points within which medals are shared"), default=2, help_text=_("Points of the scale.")
    )
    medallion_at = models.PositiveSmallIntegerField(
        _("points for a medallion"),
        null=True,
        blank=True,
        default=700,
        help_text=_("Points of the scale. Empty: no medallions are given."),
    )
    minimum_percent = models.DecimalField(
        _("least percent of the marks for a medal"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    few_competitors = models.CharField(
        _("where few have started"), max_length=12, choices=FewCompetitors.choices, default=FewCompetitors.NONE
    )
    needs_second_person = models.BooleanField(
        _("a second person confirms results"),
        default=True,
        help_text=_("Whoever handed results over cannot confirm them."),
    )
    shows_provisional = models.BooleanField(
        _("provisional results are public"), default=False, help_text=_("They say that they are provisional.")
    )
    frozen_at = models.DateTimeField(_("frozen"), null=True, blank=True, editable=False)
    sequence = models.PositiveBigIntegerField(_("sequence"), default=0, editable=False)

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

    def clean(self) -> None:
        """Refuse a time zone that nobody could reckon the schedule in."""
        super().clean()
        if self.time_zone not in zoneinfo.available_timezones():
            words = gettext("“%(zone)s” is no time zone that is known. Write it as “Asia/Almaty”.")
            raise ValidationError({"time_zone": words % {"zone": self.time_zone}})

    @property
    def is_frozen(self) -> bool:
        """Return whether what the public sees of its results stands still."""
        return self.frozen_at is not None

    def public_page(self, language: str | None = None) -> "ChampionshipPage | None":
        """Return the live page in `language` (by default the reader's), else one in any language, else None."""
        from championships.events.models.pages import ChampionshipPage  # noqa: PLC0415 -- pages stand above

        pages = list(ChampionshipPage.objects.live().filter(championship=self).select_related("locale").order_by("pk"))
        wanted = language or get_language()
        return next((page for page in pages if page.locale.language_code == wanted), pages[0] if pages else None)

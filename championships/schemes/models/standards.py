"""Skills and their occupational standards: content that editors keep, one row for each language.

The rows of one skill in several languages share a translation key. A reader is shown the row of her language, else
another one, and is told so.
"""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import PreviewableMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from championships.schemes.folding import alike, folded
from championships.schemes.models.lines import LinesField, lines_of

WHOLE = Decimal(100)


class Sector(models.TextChoices):
    """The six sectors by which the skills of championships are sorted."""

    BUILDING = "building", _("Construction and building technology")
    ARTS = "arts", _("Creative arts and fashion")
    INFORMATION = "information", _("Information and communication technology")
    ENGINEERING = "engineering", _("Manufacturing and engineering technology")
    SERVICES = "services", _("Social and personal services")
    TRANSPORT = "transport", _("Transportation and logistics")


class SkillSource(models.TextChoices):
    """Whose list of skills a skill and its number come from."""

    WORLDSKILLS = "worldskills", _("WorldSkills")
    PROFESSIONALS = "professionals", _("Professionals")
    NATIONAL = "national", _("National championship")
    OWN = "own", _("Our own")


class Skill(PreviewableMixin, TranslatableMixin, models.Model):
    """A skill that people compete in, in one language."""

    number = models.CharField(
        _("number"), max_length=20, blank=True, help_text=_("As its source counts it, for example 17. May be empty.")
    )
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(
        _("short description"),
        max_length=600,
        blank=True,
        help_text=_("What somebody of this trade does, in two or three sentences."),
    )
    sector = models.CharField(_("sector"), max_length=12, choices=Sector.choices)
    source = models.CharField(
        _("source"),
        max_length=14,
        choices=SkillSource.choices,
        default=SkillSource.WORLDSKILLS,
        help_text=_("Whose list the number comes from."),
    )
    matching_name = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    matching_number = models.CharField(max_length=20, blank=True, editable=False, db_index=True)
    search_text = models.TextField(blank=True, editable=False)

    override_translatable_fields: ClassVar[list[object]] = [
        SynchronizedField("number", overridable=False),
        SynchronizedField("sector", overridable=False),
        SynchronizedField("source", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ("name", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("locale", "source", "number"),
                condition=~models.Q(number=""),
                name="one_skill_for_each_number",
                violation_error_message=_("A skill of this source and language has this number already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the skill with what it is found by."""
        self.matching_name = alike(self.name)[:200]
        self.matching_number = alike(self.number)[:20]
        self.search_text = folded(f"{self.number} {self.name} {self.description}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of the skill's page, which is one for all languages."""
        return reverse("schemes:skill", args=[self.translation_key])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the preview beside the editor."""
        return "schemes/standards/preview_skill.html"


class StandardNaming(models.TextChoices):
    """What a standard calls itself; the same thing was renamed over the years (domain/rules.md 1.1)."""

    WSOS = "wsos", _("WSOS: occupational standards")
    WSSS = "wsss", _("WSSS: standards specification, until about 2021")
    NATIONAL = "national", _("national occupational standard")


class OccupationalStandard(PreviewableMixin, TranslatableMixin, ClusterableModel):
    """What competitors of a skill should know and be able to do, and what each part weighs; in one language."""

    skill = models.ForeignKey(Skill, models.PROTECT, related_name="standards", verbose_name=_("skill"))
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        help_text=_("The latest year is the one in force."),
    )
    naming = models.CharField(
        _("name of the standard"), max_length=10, choices=StandardNaming.choices, default=StandardNaming.WSOS
    )
    edition = models.CharField(
        _("edition"), max_length=60, blank=True, help_text=_("As the document itself says, for example 9.0.")
    )
    note = models.TextField(
        _("note"), max_length=600, blank=True, help_text=_("Where the standard comes from, and what is new in it.")
    )

    override_translatable_fields: ClassVar[list[object]] = [
        TranslatableField("skill"),
        SynchronizedField("year", overridable=False),
        SynchronizedField("naming", overridable=False),
        SynchronizedField("edition", overridable=False),
        TranslatableField("sections"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("occupational standard")
        verbose_name_plural = _("occupational standards")
        ordering = ("-year", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("skill", "locale", "year"),
                name="one_standard_of_a_skill_for_each_year",
                violation_error_message=_("This skill has a standard of this year already: change that one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill} {self.year}"

    @property
    def short_name(self) -> str:
        """Return the short name and the year, for example WSOS 2026."""
        word = "" if self.naming == StandardNaming.NATIONAL else self.naming.upper()
        return f"{word} {self.year}".strip()

    def get_absolute_url(self) -> str:
        """Return the address of the page that shows this standard."""
        return f"{self.skill.get_absolute_url()}?year={self.year}"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the preview beside the editor."""
        return "schemes/standards/preview_standard.html"


class OccupationalSection(TranslatableMixin, models.Model):
    """A numbered section of a standard: its weight in percent of the marks, and what it asks of a competitor."""

    standard = ParentalKey(
        OccupationalStandard, on_delete=models.CASCADE, related_name="sections", verbose_name=_("standard")
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1), MaxValueValidator(99)])
    name = models.CharField(_("name"), max_length=200)
    weight = models.DecimalField(
        _("weight"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(WHOLE)],
        help_text=_("Percent of the marks. The weights of all sections add up to 100."),
    )
    know = LinesField(_("should know and understand"), blank=True, help_text=_("One item on each line."))
    able = LinesField(_("should be able to"), blank=True, help_text=_("One item on each line."))

    override_translatable_fields: ClassVar[list[object]] = [
        SynchronizedField("number", overridable=False),
        SynchronizedField("weight", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("section of a standard")
        verbose_name_plural = _("sections of a standard")
        ordering = ("number", "pk")

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def know_items(self) -> list[str]:
        """Return what a competitor should know and understand."""
        return lines_of(self.know)

    @property
    def able_items(self) -> list[str]:
        """Return what a competitor should be able to do."""
        return lines_of(self.able)

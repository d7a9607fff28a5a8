"""On which terms a programme ends with a document, and the numbers that its documents take."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Organisation

MOST_DIGITS = 9


class DocumentKind(models.TextChoices):
    """Which document a programme ends with."""

    PROFESSIONAL_DEVELOPMENT = "development", _("document of professional development")
    RETRAINING = "retraining", _("diploma of professional retraining")
    COMPLETION = "completion", _("certificate of completion, not a legal document")


class StudyForm(models.TextChoices):
    """How people studied, as registers ask."""

    IN_PERSON = "in_person", _("in person")
    BY_CORRESPONDENCE = "correspondence", _("by correspondence")
    MIXED = "mixed", _("partly in person")


class Financing(models.TextChoices):
    """Who paid, as registers ask."""

    PAID = "paid", _("paid for")
    BUDGET = "budget", _("from the budget")


class EducationPlace(models.TextChoices):
    """Where the education was received, as registers ask."""

    INSIDE = "inside", _("in an educational organisation")
    OUTSIDE = "outside", _("outside an educational organisation")


class NumberSeries(models.Model):
    """The numbers of an organisation's documents that begin alike; programmes may share one."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="number_series", verbose_name=_("organisation")
    )
    prefix = models.CharField(_("beginning"), max_length=20, blank=True)
    digits = models.PositiveSmallIntegerField(
        _("digits"), default=6, validators=[MinValueValidator(1), MaxValueValidator(MOST_DIGITS)]
    )
    restarts_yearly = models.BooleanField(_("begins anew each year"), default=True)
    next_number = models.PositiveIntegerField(_("next number"), default=1, validators=[MinValueValidator(1)])
    year = models.PositiveSmallIntegerField(_("year of the next number"), null=True, blank=True)

    class Meta:
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("organisation", "prefix"), name="one_series_for_each_beginning"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.prefix or '–'}"


class ProgrammeTerms(models.Model):
    """The terms of one programme in every language; `programme_key` is the translation key of its page."""

    programme_key = models.UUIDField(_("programme"), unique=True)
    title = models.CharField(_("title of the programme"), max_length=255, editable=False)
    kind = models.CharField(
        _("document"), max_length=16, choices=DocumentKind.choices, default=DocumentKind.PROFESSIONAL_DEVELOPMENT
    )
    hours = models.PositiveSmallIntegerField(
        _("academic hours"), validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="programme_terms", verbose_name=_("issuing organisation")
    )
    city = models.CharField(_("city"), max_length=100)
    signatory_name = models.CharField(_("who signs"), max_length=150)
    signatory_post = models.CharField(_("post of who signs"), max_length=150)
    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="terms", verbose_name=_("series of numbers"))
    valid_months = models.PositiveSmallIntegerField(
        _("valid for, months"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    area = models.CharField(_("area of professional activity"), max_length=200, blank=True)
    qualification = models.CharField(_("qualification, profession or speciality"), max_length=200, blank=True)
    speciality_group = models.CharField(_("enlarged group of specialities"), max_length=200, blank=True)
    study_form = models.CharField(
        _("form of study"), max_length=16, choices=StudyForm.choices, default=StudyForm.IN_PERSON
    )
    financing = models.CharField(
        _("source of financing"), max_length=16, choices=Financing.choices, default=Financing.BUDGET
    )
    education_place = models.CharField(
        _("where the education is received"),
        max_length=16,
        choices=EducationPlace.choices,
        default=EducationPlace.INSIDE,
    )

    class Meta:
        verbose_name = _("terms of a programme")
        verbose_name_plural = _("terms of programmes")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

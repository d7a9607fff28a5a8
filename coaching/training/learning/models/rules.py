"""What completes a part of a programme, and when it opens: two rules that know nothing of each other.

Both belong to a page in all its languages, by its translation key, and hold at once: they are no part of a draft.
"""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class CompletionRule(models.Model):
    """All that must be reached before a lesson or a module counts as complete. Without a row a lesson must be read."""

    key = models.UUIDField(unique=True)
    read = models.BooleanField(_("it was read to its end"), default=True)
    quizzes = models.BooleanField(_("every quiz in it is passed"), default=False)
    assignments = models.BooleanField(_("every practical task in it is accepted"), default=False)
    calibrations = models.BooleanField(_("every calibration in it is done"), default=False)
    room = models.BooleanField(_("a practice room opened from it was attended"), default=False)
    room_percent = models.DecimalField(
        _("lowest result in such a room, percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Empty: any result. The room must have ended."),
    )

    class Meta:
        verbose_name = _("rule of completion")
        verbose_name_plural = _("rules of completion")

    def __str__(self) -> str:
        return str(self.key)


class AvailabilityRule(models.Model):
    """When a programme, module or lesson opens to a learner. Without a row it is open."""

    key = models.UUIDField(unique=True)
    in_order = models.BooleanField(_("its parts open one after another"), default=False)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    opens_on_day = models.PositiveSmallIntegerField(
        _("opens on this day of the cohort"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("1 is the first day of the learner's cohort."),
    )
    closes_after_day = models.PositiveSmallIntegerField(
        _("closes after this day of the cohort"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    class Meta:
        verbose_name = _("rule of availability")
        verbose_name_plural = _("rules of availability")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class Prerequisite(models.Model):
    """A module or lesson that must be complete first."""

    rule = models.ForeignKey(AvailabilityRule, models.CASCADE, related_name="prerequisites")
    key = models.UUIDField()

    class Meta:
        verbose_name = _("prerequisite")
        verbose_name_plural = _("prerequisites")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("rule", "key"), name="each_prerequisite_once"),
        ]

    def __str__(self) -> str:
        return str(self.key)

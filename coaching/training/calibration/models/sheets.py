"""What judges gave: a sheet for each attempt, with its marks beside the reference as it was."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from championships.schemes.models import AspectKind

SCORES = tuple(Decimal(score) for score in range(4))


class SheetState(models.TextChoices):
    """How far a sheet is."""

    DRAFT = "draft", _("being judged")
    SUBMITTED = "submitted", _("submitted")


class CalibrationSheet(models.Model):
    """One attempt of one judge at an exercise. What is submitted never changes, also when the exercise does.

    `compared` counts the marks that have a reference, `within` those of them that are within tolerance.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calibration_sheets", verbose_name=_("judge")
    )
    exercise_key = models.UUIDField(_("key of the exercise"), db_index=True)
    title = models.CharField(_("title of the exercise"), max_length=200)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=SheetState.choices, default=SheetState.DRAFT)
    begun_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    compared = models.PositiveIntegerField(_("marks with a reference"), default=0)
    within = models.PositiveIntegerField(_("marks within tolerance"), default=0)
    percent = models.DecimalField(_("percent within tolerance"), max_digits=5, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)

    class Meta:
        verbose_name = _("sheet of a calibration")
        verbose_name_plural = _("sheets of calibrations")
        ordering = ("-begun_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("user", "exercise_key", "attempt"), name="one_sheet_for_each_attempt"),
            models.UniqueConstraint(
                fields=("user", "exercise_key"), condition=models.Q(state="draft"), name="one_draft_of_a_calibration"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(submitted_at__isnull=False, passed__isnull=False),
                name="submitted_sheet_says_when_and_whether_passed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.title} ({self.attempt})"


class CalibrationMark(models.Model):
    """A score from 0 to 3 or a measured mark, of one aspect of one work; `reference` is filled in on submission."""

    sheet = models.ForeignKey(CalibrationSheet, models.CASCADE, related_name="marks", verbose_name=_("sheet"))
    work = models.UUIDField(_("key of the work"))
    aspect = models.CharField(_("aspect"), max_length=20)
    kind = models.CharField(_("kind"), max_length=1, choices=AspectKind.choices)
    value = models.DecimalField(_("score or mark"), max_digits=6, decimal_places=2)
    reference = models.DecimalField(_("reference"), max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("mark of a calibration")
        verbose_name_plural = _("marks of calibrations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("sheet", "work", "aspect"), name="one_calibration_mark_for_each_aspect"),
            models.CheckConstraint(
                condition=~models.Q(kind="J") | models.Q(value__in=SCORES), name="calibration_score_is_0_to_3"
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="calibration_mark_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.aspect}: {self.value}"

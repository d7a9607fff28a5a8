"""Calibration exercises: recorded works with the marks that experienced judges agreed on, one row for each language."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import PreviewableMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField


class Shown(models.TextChoices):
    """When a judge is shown what she must not know while she judges."""

    SUBMITTED = "submitted", _("as soon as she has submitted her own marks")
    CLOSED = "closed", _("when the exercise has closed")


def default_pass_percent() -> int:
    """Return the share that passes where an author says nothing else, in per cent."""
    return int(settings.CALIBRATION_PASS_PERCENT)


class CalibrationExercise(PreviewableMixin, TranslatableMixin, ClusterableModel):
    """Works that many judge alone, so that each learns how far she is from the reference and from the others.

    The translations of an exercise share a key, and so do their works: what was judged in one language counts in all.
    """

    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(
        _("introduction"),
        max_length=1200,
        blank=True,
        help_text=_("What was asked of the competitors, and how long they had. Say nothing of how good the works are."),
    )
    scheme_version = models.ForeignKey(
        "schemes.SchemeVersion", models.PROTECT, related_name="calibrations", verbose_name=_("marking scheme")
    )
    codes = models.CharField(
        _("what is judged"),
        max_length=200,
        help_text=_("Codes of aspects or sub-criteria of the scheme, with commas: A1.J1, or A1, B2."),
    )
    tolerance = models.PositiveSmallIntegerField(
        _("tolerance of a judgement, points"),
        default=1,
        validators=[MaxValueValidator(2)],
        help_text=_("How far from the reference a score from 0 to 3 may be and still count. 0: only the same score."),
    )
    measured_tolerance = models.DecimalField(
        _("tolerance of a measurement, marks"),
        max_digits=5,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
    )
    pass_percent = models.PositiveSmallIntegerField(
        _("pass mark, percent"),
        default=default_pass_percent,
        validators=[MaxValueValidator(100)],
        help_text=_("The share of the marks within tolerance with which the exercise is passed."),
    )
    attempts = models.PositiveSmallIntegerField(
        _("attempts"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Only the first counts for the judge's record: after it she may have seen the reference."),
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True, help_text=_("Empty: it is open already."))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True, help_text=_("Empty: it stays open."))
    reference_shown = models.CharField(
        _("a judge sees the reference"), max_length=10, choices=Shown.choices, default=Shown.SUBMITTED
    )
    others_shown = models.CharField(
        _("a judge sees what others gave"), max_length=10, choices=Shown.choices, default=Shown.SUBMITTED
    )

    override_translatable_fields: ClassVar[list[object]] = [
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "codes", "tolerance", "measured_tolerance", "pass_percent", "attempts", "opens_at", "closes_at",
                "reference_shown", "others_shown",
            )
        ),
        SynchronizedField("scheme_version"),
        TranslatableField("works"),
        TranslatableField("references"),
    ]  # fmt: skip

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("calibration exercise")
        verbose_name_plural = _("calibration exercises")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse dates that are the wrong way round, and a reference that would never be shown."""
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("It closes before it opens: choose a later time.")})
        if Shown.CLOSED in {self.reference_shown, self.others_shown} and not self.closes_at:
            raise ValidationError({"closes_at": _("Something is shown after closing: say when the exercise closes.")})

    def get_absolute_url(self) -> str:
        """Return the address of the exercise, in the reader's language."""
        return reverse("calibration:exercise", args=[self.translation_key])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the preview beside the editor."""
        return "calibration/preview.html"


class CalibrationWork(TranslatableMixin, models.Model):
    """One recorded work: what a judge looks at. Its key is the same in every language."""

    exercise = ParentalKey(
        CalibrationExercise, on_delete=models.CASCADE, related_name="works", verbose_name=_("exercise")
    )
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(99)], help_text=_("As judges see it.")
    )
    title = models.CharField(_("title"), max_length=120, blank=True, help_text=_("May be empty: then “Work 1”."))
    picture = models.ForeignKey(
        "media.CustomImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_text = models.CharField(
        _("the picture in words"),
        max_length=400,
        blank=True,
        help_text=_("What can be seen, for judges who do not see it. Describe and do not judge."),
    )
    video = models.ForeignKey(
        "media.Video", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("video")
    )
    document = models.ForeignKey(
        "media.CustomDocument", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    description = models.TextField(
        _("description"), max_length=2000, blank=True, help_text=_("What the files do not show, for example times.")
    )

    override_translatable_fields: ClassVar[list[object]] = [SynchronizedField("number", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("recorded work")
        verbose_name_plural = _("recorded works")
        ordering = ("number", "pk")

    def __str__(self) -> str:
        return self.title or str(_("Work {number}").format(number=self.number))

    def clean(self) -> None:
        """Refuse a work of which nothing can be seen, and a picture without words."""
        super().clean()
        if not any((self.picture_id, self.video_id, self.document_id, self.description)):
            raise ValidationError(_("Give the work a picture, a video, a document or a description."))
        if self.picture_id and not self.picture_text:
            raise ValidationError({"picture_text": _("Say in words what the picture shows.")})


class CalibrationReference(TranslatableMixin, models.Model):
    """The mark that experienced judges agreed on for one aspect of one work, and why."""

    exercise = ParentalKey(
        CalibrationExercise, on_delete=models.CASCADE, related_name="references", verbose_name=_("exercise")
    )
    work = models.PositiveSmallIntegerField(_("number of the work"), validators=[MinValueValidator(1)])
    aspect = models.CharField(_("aspect"), max_length=20, help_text=_("Its code, for example A1.J1."))
    value = models.DecimalField(
        _("score or mark"),
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        help_text=_("0, 1, 2 or 3 for a judgement; the mark for a measurement."),
    )
    reason = models.TextField(
        _("reason"), max_length=1000, help_text=_("What in the work decides, so that a judge who differs can learn.")
    )

    override_translatable_fields: ClassVar[list[object]] = [
        SynchronizedField(name, overridable=False) for name in ("work", "aspect", "value")
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("reference mark")
        verbose_name_plural = _("reference marks")
        ordering = ("work", "aspect", "pk")

    def __str__(self) -> str:
        return f"{self.work} {self.aspect}: {self.value}"

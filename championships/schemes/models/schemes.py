"""Marking schemes as they are kept: versioned, and complete down to the words of each judgement level."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from championships.schemes.models.freezing import PartOfVersion, VersionFrozen, Versions, refuse_frozen


class Scheme(models.Model):
    """A marking scheme of one skill: what its versions have in common."""

    title = models.CharField(_("title"), max_length=200)
    skill_number = models.CharField(_("skill number"), max_length=20, blank=True)
    skill_name = models.TextField(_("skill"), blank=True)
    skill = models.ForeignKey(
        "schemes.Skill",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="schemes",
        verbose_name=_("skill in the list of skills"),
        help_text=_("Whose occupational standard the scheme is compared with."),
    )
    organisation = models.ForeignKey(
        "people.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="schemes",
        verbose_name=_("organisation"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="schemes",
        verbose_name=_("owner"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("marking scheme")
        verbose_name_plural = _("marking schemes")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the scheme's own page."""
        return reverse("schemes:detail", args=[self.pk])


class SchemeVersion(models.Model):
    """One state of a scheme. A room keeps the version that it began with."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="versions", verbose_name=_("marking scheme"))
    number = models.PositiveIntegerField(_("version"))
    skill_number = models.CharField(_("skill number"), max_length=20, blank=True)
    skill_name = models.TextField(_("skill"), blank=True)
    layout = models.CharField(_("layout"), max_length=40, blank=True, help_text=_("The layout that the file had."))
    source_name = models.CharField(_("file"), max_length=255, blank=True)
    digest = models.CharField(_("digest of the content"), max_length=64, db_index=True, editable=False)
    total = models.DecimalField(_("total"), max_digits=7, decimal_places=2)
    warnings = models.JSONField(_("warnings"), default=list, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("imported by"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    frozen_at = models.DateTimeField(
        _("frozen"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When the first mark was given by it: from then on nothing of it changes."),
    )

    objects = Versions()

    class Meta:
        verbose_name = _("version of a marking scheme")
        verbose_name_plural = _("versions of marking schemes")
        ordering = ("scheme", "-number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("scheme", "number"), name="one_scheme_version_for_each_number"),
        ]

    def __str__(self) -> str:
        return _("{title}, version {number}").format(title=self.scheme.title, number=self.number)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the version, unless it is frozen.

        Raises:
            VersionFrozen: marks have been given by it.
        """
        if self.pk:
            refuse_frozen(SchemeVersion, pk=self.pk)
        super().save(*args, **kwargs)


@receiver(pre_delete, sender=SchemeVersion)
def _keep_frozen(instance: SchemeVersion, **_kwargs: Any) -> None:
    """Refuse the deletion of a frozen version, also the one that comes with its scheme."""
    if instance.frozen_at is not None:
        raise VersionFrozen([instance])


class StandardsSection(PartOfVersion):
    """A section of the occupational standards, with the marks that it declares for itself."""

    to_version = "version"

    version = models.ForeignKey(SchemeVersion, models.CASCADE, related_name="sections", verbose_name=_("version"))
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.TextField(_("name"), blank=True)
    declared = models.DecimalField(
        _("declared marks"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Empty when the file does not say."),
    )

    class Meta:
        verbose_name = _("standards section")
        verbose_name_plural = _("standards sections")
        ordering = ("version", "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("version", "number"), name="one_standards_section_for_each_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class Criterion(PartOfVersion):
    """A criterion (A to I) of one version; its marks are the sum of its aspects."""

    to_version = "version"

    version = models.ForeignKey(SchemeVersion, models.CASCADE, related_name="criteria", verbose_name=_("version"))
    letter = models.CharField(_("letter"), max_length=4)
    name = models.TextField(_("name"), blank=True)
    marks = models.DecimalField(_("marks"), max_digits=7, decimal_places=2)
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ("version", "order")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("version", "letter"), name="one_criterion_for_each_letter"),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.name}".strip()


class SubCriterion(PartOfVersion):
    """A sub-criterion: one marking form, marked on one day by one team."""

    to_version = "criterion__version"

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="sub_criteria", verbose_name=_("criterion"))
    code = models.CharField(_("code"), max_length=12)
    name = models.TextField(_("name"), blank=True)
    day = models.TextField(_("day of marking"), blank=True)
    team = models.TextField(
        _("marking team"), blank=True, default="", help_text=_("Its name, where the file gives one.")
    )
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("sub-criterion")
        verbose_name_plural = _("sub-criteria")
        ordering = ("criterion", "order")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("criterion", "code"), name="one_sub_criterion_for_each_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


class AspectKind(models.TextChoices):
    """How an aspect is marked."""

    MEASUREMENT = "M", _("measurement")
    JUDGEMENT = "J", _("judgement")


class Aspect(PartOfVersion):
    """One item that is marked: measured once for the panel, or judged 0 to 3 by each judge."""

    to_version = "sub_criterion__criterion__version"

    sub_criterion = models.ForeignKey(
        SubCriterion, models.CASCADE, related_name="aspects", verbose_name=_("sub-criterion")
    )
    code = models.CharField(_("code"), max_length=20, help_text=_("For example A1.M1."))
    kind = models.CharField(_("kind"), max_length=1, choices=AspectKind.choices)
    description = models.TextField(_("description"), blank=True)
    extra = models.TextField(_("extra description"), blank=True)
    requirement = models.TextField(_("requirement"), blank=True)
    section = models.ForeignKey(
        StandardsSection,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="aspects",
        verbose_name=_("standards section"),
    )
    maximum = models.DecimalField(_("maximum mark"), max_digits=6, decimal_places=2, validators=[MinValueValidator(0)])
    calculation = models.JSONField(_("calculation"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("aspect")
        verbose_name_plural = _("aspects")
        ordering = ("sub_criterion", "order")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("sub_criterion", "code"), name="one_aspect_for_each_code"),
            models.CheckConstraint(condition=models.Q(maximum__gte=0), name="aspect_maximum_is_not_negative"),
            models.CheckConstraint(condition=models.Q(kind__in=("M", "J")), name="aspect_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.description}".strip()


class JudgementDescriptor(PartOfVersion):
    """What one score of a judgement aspect looks like."""

    to_version = "aspect__sub_criterion__criterion__version"

    aspect = models.ForeignKey(Aspect, models.CASCADE, related_name="descriptors", verbose_name=_("aspect"))
    score = models.PositiveSmallIntegerField(_("score"))
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("judgement descriptor")
        verbose_name_plural = _("judgement descriptors")
        ordering = ("aspect", "score")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("aspect", "score"), name="one_descriptor_for_each_score"),
            models.CheckConstraint(condition=models.Q(score__lte=3), name="descriptor_score_is_0_to_3"),
        ]

    def __str__(self) -> str:
        return f"{self.score} {self.text}".strip()

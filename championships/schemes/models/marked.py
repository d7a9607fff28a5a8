"""What came with a file beside its scheme and was kept: marks that were given, and the people of a class."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from championships.schemes.models.schemes import Aspect, SchemeVersion

LONGEST_NAME = 200


class MarkedSheet(models.Model):
    """The marks of one competitor by one version, exactly as a file held them."""

    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="marked_sheets", verbose_name=_("version"))
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    source = models.CharField(_("where it stood"), max_length=LONGEST_NAME, blank=True)
    file = models.CharField(_("file"), max_length=255, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kept by"),
    )
    kept_at = models.DateTimeField(_("kept"), auto_now_add=True)

    class Meta:
        verbose_name = _("marked sheet")
        verbose_name_plural = _("marked sheets")
        ordering = ("version", "name", "pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the sheet."""
        return reverse("schemes:marked_sheet", args=[self.pk])


class SheetMark(models.Model):
    """The mark of one aspect on a marked sheet; an aspect without one is not marked."""

    sheet = models.ForeignKey(MarkedSheet, models.CASCADE, related_name="marks", verbose_name=_("marked sheet"))
    aspect = models.ForeignKey(Aspect, models.PROTECT, related_name="+", verbose_name=_("aspect"))
    mark = models.DecimalField(_("mark"), max_digits=6, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        verbose_name = _("mark of a sheet")
        verbose_name_plural = _("marks of a sheet")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("sheet", "aspect"), name="one_sheet_mark_for_each_aspect"),
            models.CheckConstraint(condition=models.Q(mark__gte=0), name="sheet_mark_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.mark}"


class ClassList(models.Model):
    """The people of a class or a group: competitors whom a room can take over."""

    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    organisation = models.ForeignKey(
        "people.Organisation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="class_lists",
        verbose_name=_("organisation"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="class_lists",
        verbose_name=_("owner"),
    )
    file = models.CharField(_("file"), max_length=255, blank=True)
    kept_at = models.DateTimeField(_("kept"), auto_now_add=True)

    class Meta:
        verbose_name = _("class list")
        verbose_name_plural = _("class lists")
        ordering = ("-kept_at", "-pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the list."""
        return reverse("schemes:class_list", args=[self.pk])


class ListedMember(models.Model):
    """One person of a class list; `results` holds what else the file said of them, by the heading of its column."""

    class_list = models.ForeignKey(ClassList, models.CASCADE, related_name="members", verbose_name=_("class list"))
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    account = models.CharField(_("sign-in name there"), max_length=LONGEST_NAME, blank=True)
    results = models.JSONField(_("results"), default=dict, blank=True)
    order = models.PositiveIntegerField(_("order"))

    class Meta:
        verbose_name = _("member of a class list")
        verbose_name_plural = _("members of a class list")
        ordering = ("class_list", "order")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("class_list", "order"), name="one_listed_member_for_each_place"),
        ]

    def __str__(self) -> str:
        return self.name

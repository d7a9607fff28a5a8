"""Marking forms: what judges sign. One for each competitor and module."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.rooms.models.people import Participant
from coaching.rooms.models.rooms import Room


class FormState(models.TextChoices):
    """How far a form is. A form that waits for marks is "marked" when none is missing: that is seen, not kept."""

    MARKING = "marking", _("being marked")
    CHECKED = "checked", _("checked")
    SIGNED = "signed", _("signed")
    LOCKED = "locked", _("locked")


class MarkingForm(models.Model):
    """The marks of one competitor in one module, as they are checked, signed and locked.

    There is no row before anything but marking has happened to the form. Opening a form again makes a new `version`.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="forms")
    competitor = models.ForeignKey(Participant, models.CASCADE, related_name="forms")
    module = models.PositiveSmallIntegerField(_("module"))
    state = models.CharField(_("state"), max_length=8, choices=FormState.choices, default=FormState.MARKING)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    reason = models.TextField(_("reason for opening it again"), blank=True)

    class Meta:
        verbose_name = _("marking form")
        verbose_name_plural = _("marking forms")
        ordering = ("module", "competitor__number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("competitor", "module"), name="one_form_for_each_module"),
        ]

    def __str__(self) -> str:
        return f"{self.competitor}: {self.module}"


class FormSignature(models.Model):
    """A judge's signature under one version of a form."""

    form = models.ForeignKey(MarkingForm, models.CASCADE, related_name="signatures")
    version = models.PositiveSmallIntegerField(_("version"))
    signatory = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("signed at"))

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ("at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("form", "version", "signatory"), name="one_signature_for_each_version"),
        ]

    def __str__(self) -> str:
        return f"{self.form}: {self.signatory}"


class DisputeState(models.TextChoices):
    """What became of a dispute."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class Dispute(models.Model):
    """A complaint about marks, in writing, and the chief's answer to it, in writing too (TD02, TD03)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="disputes")
    competitor = models.ForeignKey(Participant, models.CASCADE, related_name="disputes")
    module = models.PositiveSmallIntegerField(_("module"))
    aspect = models.ForeignKey("schemes.Aspect", models.PROTECT, null=True, blank=True, related_name="+")
    filed_by = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    text = models.TextField(_("complaint"))
    filed_at = models.DateTimeField(_("filed at"))
    state = models.CharField(_("state"), max_length=8, choices=DisputeState.choices, default=DisputeState.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        ordering = ("filed_at",)

    def __str__(self) -> str:
        return f"{self.competitor}: {self.text}"

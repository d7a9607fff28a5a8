"""Who is in a room."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.rooms.models.rooms import NAME_LENGTH, Room


class ParticipantRole(models.TextChoices):
    """What somebody does in a room."""

    JUDGE = "judge", _("judge")
    COORDINATOR = "coordinator", _("coordinator")
    COMPETITOR = "competitor", _("competitor")
    OBSERVER = "observer", _("observer")


class ParticipantStatus(models.TextChoices):
    """Whether somebody has come, or was sent out. Who was removed may come in again, who was banned may not."""

    INVITED = "invited", _("invited")
    PRESENT = "present", _("present")
    REMOVED = "removed", _("removed")
    BANNED = "banned", _("banned")


class Participant(models.Model):
    """Somebody in one room, with an account or without.

    `member` is whom they represent (a country, a region, a college): nobody marks their own.
    `time_percent` is the share of the working time that a competitor has, `extra_seconds` what was given back to them
    in the current module.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="participants", verbose_name=_("room"))
    role = models.CharField(_("role"), max_length=16, choices=ParticipantRole.choices)
    number = models.PositiveIntegerField(_("number"), help_text=_("Seat of a judge, number of a competitor."))
    display_name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    organisation_name = models.CharField(_("organisation"), max_length=120, blank=True)
    member = models.CharField(
        _("member"), max_length=120, blank=True, help_text=_("Whom they represent; empty: their organisation.")
    )
    time_percent = models.PositiveSmallIntegerField(
        _("working time, percent"), default=100, validators=[MinValueValidator(100), MaxValueValidator(300)]
    )
    extra_seconds = models.IntegerField(_("time given back in this module, seconds"), default=0)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("user"),
    )
    status = models.CharField(
        _("status"), max_length=8, choices=ParticipantStatus.choices, default=ParticipantStatus.INVITED
    )
    joined_at = models.DateTimeField(_("joined at"), null=True, blank=True)
    last_seen_at = models.DateTimeField(_("last seen at"), null=True, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ("role", "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("room", "role", "number"), name="one_participant_for_each_number"),
        ]

    def __str__(self) -> str:
        return self.display_name or f"{self.get_role_display()} {self.number}"


class ParticipantKey(models.Model):
    """The digest of a secret that one browser of a participant holds."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="keys")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("key of a participant")
        verbose_name_plural = _("keys of participants")

    def __str__(self) -> str:
        return f"{self.participant}: {self.created_at:%Y-%m-%d %H:%M}"


class ExpectedCompetitor(models.Model):
    """A name of the class list that a room was opened for, come or not."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="expected", verbose_name=_("room"))
    order = models.PositiveIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=NAME_LENGTH)

    class Meta:
        verbose_name = _("expected competitor")
        verbose_name_plural = _("expected competitors")
        ordering = ("room", "order")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("room", "order"), name="one_expected_competitor_for_each_place"),
        ]

    def __str__(self) -> str:
        return self.name

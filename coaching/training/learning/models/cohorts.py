"""Cohorts: people who go through a programme together."""

import datetime as dt
import uuid
from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def default_time_zone() -> str:
    """Return the name of the zone that Podium runs in."""
    return settings.TIME_ZONE


def validate_time_zone(name: str) -> None:
    """Refuse a name that is no time zone."""
    if name not in available_timezones():
        raise ValidationError(_("%(name)s is not a time zone."), params={"name": name})


class Cohort(models.Model):
    """Some learners of one programme, with their mentors and dates.

    The invitation is a signed link that names `invitation_number`: a new number makes every older link invalid.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme_key = models.UUIDField(_("programme"), db_index=True)
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=120)
    organisation = models.ForeignKey(
        "people.Organisation", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=default_time_zone, validators=[validate_time_zone]
    )
    seats = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: as many as come.")
    )
    mentors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="mentored_cohorts", verbose_name=_("mentors")
    )
    invitation_open = models.BooleanField(_("the invite link works"), default=True)
    invitation_number = models.PositiveIntegerField(default=1, editable=False)
    invitation_until = models.DateTimeField(_("the invite link works until"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ("-starts_on", "name")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cohort_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone of the cohort's days and hours."""
        return ZoneInfo(self.time_zone)

    @property
    def starts_at(self) -> dt.datetime:
        """Return the first moment of the first day where the cohort is."""
        return dt.datetime.combine(self.starts_on, dt.time.min, self.zone)

    @property
    def ends_at(self) -> dt.datetime:
        """Return the first moment after the last day where the cohort is."""
        return dt.datetime.combine(self.ends_on + dt.timedelta(days=1), dt.time.min, self.zone)


class CohortSession(models.Model):
    """A meeting of a cohort: when, where, and in which live room."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="sessions", verbose_name=_("cohort"))
    title = models.CharField(_("title"), max_length=160)
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveIntegerField(_("minutes"), default=90, validators=[MinValueValidator(5)])
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), blank=True, help_text=_("A video call, or the address of a practice room."))
    room = models.ForeignKey(
        "rooms.Room", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("practice room")
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("starts_at", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> dt.datetime:
        """Return when the meeting is over."""
        return self.starts_at + dt.timedelta(minutes=self.minutes)

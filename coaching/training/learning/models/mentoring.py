"""What mentors do for single learners, and what Podium writes to them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.training.learning.models.cohorts import Cohort
from coaching.training.learning.models.enrolments import Enrolment


class OverrideKind(models.TextChoices):
    """What a mentor decided in the place of a rule."""

    COMPLETE = "complete", _("counts as completed")
    OPEN = "open", _("is open")


class Override(models.Model):
    """A mentor's decision about one learner and one module or lesson, with its reason."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="overrides")
    kind = models.CharField(_("decision"), max_length=12, choices=OverrideKind.choices)
    key = models.UUIDField()
    reason = models.CharField(_("reason"), max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ("-at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("user", "kind", "key"), name="one_override_for_each_part"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}, {self.reason}"


class Nudge(models.Model):
    """A letter by which a mentor asked a learner how it goes."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="nudges")
    text = models.CharField(_("your words"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("nudge")
        verbose_name_plural = _("nudges")
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.at:%Y-%m-%d %H:%M}"


class Reminder(models.Model):
    """A reminder that was sent: `about` names what of, so that nobody is reminded of the same thing twice."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="reminders")
    about = models.CharField(max_length=120)
    at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("enrolment", "about"), name="each_reminder_once"),
        ]

    def __str__(self) -> str:
        return self.about


class CalendarAddress(models.Model):
    """That somebody has an address for her calendar program; a new `number` makes the old address invalid.

    With a cohort it shows that cohort's calendar, for its mentors; without one the person's own.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_addresses")
    cohort = models.ForeignKey(Cohort, models.CASCADE, null=True, blank=True, related_name="calendar_addresses")
    number = models.PositiveIntegerField(default=1)
    is_open = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("user", "cohort"), name="one_calendar_for_each_cohort"),
            models.UniqueConstraint(
                fields=("user",), condition=models.Q(cohort__isnull=True), name="one_calendar_of_her_own"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.number}"

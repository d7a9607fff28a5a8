"""Who learns what."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coaching.training.learning.models.cohorts import Cohort


class How(models.TextChoices):
    """How somebody came into a programme."""

    SELF = "self", _("by herself")
    INVITATION = "invitation", _("by an invite link")
    MENTOR = "mentor", _("by a mentor")


class EnrolmentState(models.TextChoices):
    """How somebody stands in a programme."""

    ACTIVE = "active", _("learning")
    LEFT = "left", _("left")
    COMPLETED = "completed", _("completed")


class Enrolment(models.Model):
    """Somebody in a programme, once for all its languages, alone or with a cohort."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="enrolments", verbose_name=_("learner")
    )
    programme_key = models.UUIDField(_("programme"), db_index=True)
    cohort = models.ForeignKey(
        Cohort, models.SET_NULL, null=True, blank=True, related_name="enrolments", verbose_name=_("cohort")
    )
    how = models.CharField(_("how"), max_length=12, choices=How.choices)
    state = models.CharField(_("state"), max_length=12, choices=EnrolmentState.choices, default=EnrolmentState.ACTIVE)
    enrolled_at = models.DateTimeField(_("enrolled at"))
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ("-enrolled_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("user", "programme_key"), name="one_enrolment_for_each_programme"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("cohort", "state"))]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_state_display()}"


class Expected(models.Model):
    """Somebody whom a mentor put on a cohort's list by e-mail and who has no account yet."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="expected", verbose_name=_("cohort"))
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=150, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("expected learner")
        verbose_name_plural = _("expected learners")
        ordering = ("email",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("cohort", "email"), name="one_expected_learner_for_each_address"),
        ]

    def __str__(self) -> str:
        return self.email

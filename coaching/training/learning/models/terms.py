"""Who may read a programme, and who comes into it by herself."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reading(models.TextChoices):
    """Who may read the lessons of a programme."""

    EVERYBODY = "everybody", _("everybody, also without an account")
    ENROLLED = "enrolled", _("people who are enrolled")
    INVITED = "invited", _("people who were invited; nobody else finds the programme")


class EnrolmentTerms(models.Model):
    """The terms of one programme in all its languages. Without a row: open to everybody, everybody may enrol."""

    programme_key = models.UUIDField(_("programme"), unique=True, help_text=_("The programme's translation key."))
    reading = models.CharField(_("who may read"), max_length=12, choices=Reading.choices, default=Reading.EVERYBODY)
    self_enrolment = models.BooleanField(
        _("people may enrol themselves"), default=True, help_text=_("Not where one must be invited.")
    )

    class Meta:
        verbose_name = _("terms of a programme")
        verbose_name_plural = _("terms of programmes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(reading=Reading.INVITED, self_enrolment=True),
                name="no_self_enrolment_by_invitation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_key}: {self.reading}"

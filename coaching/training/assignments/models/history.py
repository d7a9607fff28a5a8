"""What happened to a piece of work, who did it, when and why. The database refuses to change or delete a row."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coaching.training.assignments.models.submission import Submission


class EventKind(models.TextChoices):
    """What may happen to a piece of work."""

    BEGUN = "begun", _("begun")
    HANDED_IN = "handed_in", _("handed in")
    ALLOCATED = "allocated", _("given to a marker")
    REALLOCATED = "reallocated", _("given to another marker")
    MARKING = "marking", _("marking began")
    REVIEWED = "reviewed", _("marked")
    REOPENED = "reopened", _("marks opened again")
    THIRD_LOOK = "third_look", _("a third look is needed")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", pgettext_lazy("a work", "accepted")
    NOT_ACCEPTED = "not_accepted", _("not accepted")


class WorkEvent(models.Model):
    """One thing that happened. Rows are only ever added."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="events")
    kind = models.CharField(_("what"), max_length=12, choices=EventKind.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"))
    reason = models.TextField(_("why"), blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("event of a work")
        verbose_name_plural = _("events of works")
        ordering = ("at", "pk")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("submission", "at"))]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"

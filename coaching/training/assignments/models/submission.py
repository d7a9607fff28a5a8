"""What a learner handed in: one row for each version, with its files."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from championships.schemes.models import SchemeVersion
from coaching.training.assignments.states import State


class Submission(models.Model):
    """One version of a learner's work on an assignment, whichever language either reads in.

    When it is handed in it keeps the version of the scheme and the codes by which it will be marked. `mark`, `maximum`
    and `percent` are what the markers have come to; until the release only those who lead the work see them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions", verbose_name=_("learner")
    )
    assignment_key = models.UUIDField(_("assignment"), db_index=True)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    text = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    is_late = models.BooleanField(_("late"), default=False)
    scheme_version = models.ForeignKey(SchemeVersion, models.PROTECT, null=True, blank=True, related_name="+")
    codes = models.CharField(max_length=120, blank=True)
    begun_at = models.DateTimeField(_("begun"))
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    mark = models.DecimalField(_("mark"), max_digits=7, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(_("maximum"), max_digits=7, decimal_places=2, null=True, blank=True)
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2, null=True, blank=True)
    pass_percent = models.DecimalField(
        _("accepted from, percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ("assignment_key", "user", "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("user", "assignment_key", "number"), name="one_submission_for_each_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.number}: {self.get_state_display()}"

    @property
    def alias(self) -> str:
        """Return what a work is called for markers who see no names: short, and the same in every version."""
        return uuid.uuid5(self.assignment_key, str(self.user_id)).hex[:6].upper()


class FileKind(models.TextChoices):
    """What a file is, by its content."""

    PICTURE = "picture", _("picture")
    DOCUMENT = "document", _("document")
    SOUND = "sound", _("sound")
    VIDEO = "video", _("video")
    ARCHIVE = "archive", _("archive")


class SubmissionFile(models.Model):
    """A file of one version. It is private: only views/files.py sends it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="files")
    kind = models.CharField(_("kind"), max_length=8, choices=FileKind.choices)
    file = models.FileField(_("file"), upload_to="assignments/%Y/%m/")
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(_("content type"), max_length=100)
    size = models.PositiveIntegerField(_("size, bytes"))
    at = models.DateTimeField(_("added at"))

    class Meta:
        verbose_name = _("file of a submission")
        verbose_name_plural = _("files of submissions")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        """Return the ending of the file, by its content."""
        return str(self.file.name).rpartition(".")[2]

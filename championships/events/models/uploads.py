"""Files that were read and wait for an organiser's yes."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from championships.events.models.championships import Championship


class UploadKind(models.TextChoices):
    """What a file holds."""

    WORKBOOK = "workbook", _("workbook of the championship")
    RESULTS = "results", _("results of a past championship")


class PendingUpload(models.Model):
    """A file that was read but not carried out: seen by who uploaded it alone, and gone after a day.

    `tables` holds what was read; `done` says how many steps of each kind were carried out, and is empty until then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("owner"))
    championship = models.ForeignKey(Championship, models.CASCADE, related_name="+", verbose_name=_("championship"))
    kind = models.CharField(_("kind"), max_length=10, choices=UploadKind.choices)
    name = models.CharField(_("name"), max_length=200)
    tables = models.JSONField(_("what was read"))
    done = models.JSONField(_("what was done"), default=dict)
    expires_at = models.DateTimeField(_("expires"), db_index=True)

    objects: ClassVar[models.Manager["PendingUpload"]] = models.Manager()

    class Meta:
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")
        ordering = ("-expires_at",)

    def __str__(self) -> str:
        return self.name

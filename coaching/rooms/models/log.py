"""The event log of a room, which is the truth.

`RoomEvent` is append-only: triggers of the database refuse to update or delete a row (append_only.py).
On SQLite a migration that alters that table must install its triggers again.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.rooms.models.people import Participant
from coaching.rooms.models.rooms import Room


class RoomEvent(models.Model):
    """One thing that happened in a room. Rows are only ever added."""

    room = models.ForeignKey(Room, models.PROTECT, related_name="events")
    seq = models.PositiveBigIntegerField()
    type = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    actor_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_participant = models.ForeignKey(Participant, models.PROTECT, null=True, related_name="+")
    command_id = models.UUIDField()
    at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("room", "seq")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("room", "seq"), name="one_event_for_each_seq"),
            models.UniqueConstraint(fields=("room", "command_id"), name="one_event_for_each_command"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.type}"

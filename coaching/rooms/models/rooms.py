"""A live room: what it is marked on, its clock, and who sees what when."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAME_LENGTH = 80


class RoomKind(models.TextChoices):
    """What a room is held for; kinds.py says what follows from it."""

    PRACTICE = "practice", _("practice")
    DRILL = "drill", _("drill")
    MOCK = "mock", _("mock championship")
    CALIBRATION = "calibration", _("calibration of judges")
    EXAM = "exam", _("demonstration exam")
    CHAMPIONSHIP = "championship", _("championship")


class RoomStatus(models.TextChoices):
    """Where a room is in its life."""

    LOBBY = "lobby", _("lobby")
    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    ENDED = "ended", _("ended")


class BoardPolicy(models.TextChoices):
    """When the public board shows marks."""

    NEVER = "never", _("never")
    MODULE = "module", _("when a module is released")
    END = "end", _("at the end")
    LIVE = "live", pgettext_lazy("board", "live")


class MarksShown(models.TextChoices):
    """When competitors see their own marks."""

    LIVE = "live", _("as soon as they are given")
    MODULE = "module", _("when a module is released")
    END = "end", _("when the room has ended")


class BoardNames(models.TextChoices):
    """How the board names competitors, who may be minors."""

    NAME = "name", _("full names")
    INITIALS = "initials", _("initials")
    NUMBER = "number", _("numbers only")


class ObserversSee(models.TextChoices):
    """What observers of a room see of its marks."""

    PROGRESS = "progress", _("how far the marking is")
    MARKS = "marks", _("the marks")


class SignOff(models.TextChoices):
    """What a marking form goes through before it stands."""

    NONE = "none", _("nothing: the marks stand when the room has ended")
    JUDGES = "judges", _("every judge signs, the chief locks")
    FULL = "full", _("the coordinator checks, every judge signs, the chief locks")


class Room(models.Model):
    """A live room, marked on some sub-criteria of one version of a scheme."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("code"), max_length=6, db_index=True, help_text=_("Six digits."))
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=16, choices=RoomKind.choices, default=RoomKind.PRACTICE)
    scheme_version = models.ForeignKey(
        "schemes.SchemeVersion", models.PROTECT, related_name="rooms", verbose_name=_("marking scheme")
    )
    sub_criteria = models.ManyToManyField("schemes.SubCriterion", related_name="rooms", verbose_name=_("sub-criteria"))
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="hosted_rooms", verbose_name=_("host")
    )
    organisation = models.ForeignKey(
        "people.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="rooms",
        verbose_name=_("organisation"),
    )
    status = models.CharField(_("status"), max_length=8, choices=RoomStatus.choices, default=RoomStatus.LOBBY)
    locked = models.BooleanField(_("locked"), default=False, help_text=_("Nobody new may join."))
    panel_size = models.PositiveSmallIntegerField(
        _("judges"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    duration_seconds = models.PositiveIntegerField(_("working time of the module, seconds"))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    paused_at = models.DateTimeField(_("paused at"), null=True, blank=True, help_text=_("Only while it is paused."))
    modules = models.JSONField(
        _("modules"), default=list, blank=True, help_text=_("Time and sub-criteria of each module; see modules.py.")
    )
    module_number = models.PositiveSmallIntegerField(_("current module"), default=1)
    board = models.CharField(_("board"), max_length=8, choices=BoardPolicy.choices, default=BoardPolicy.LIVE)
    board_names = models.CharField(
        _("names on the board"), max_length=8, choices=BoardNames.choices, default=BoardNames.NAME
    )
    board_frozen = models.BooleanField(_("board frozen"), default=False)
    marks_shown = models.CharField(_("marks shown"), max_length=8, choices=MarksShown.choices, default=MarksShown.LIVE)
    observers_see = models.CharField(
        _("observers see"), max_length=8, choices=ObserversSee.choices, default=ObserversSee.PROGRESS
    )
    late_join = models.BooleanField(_("late join"), default=True, help_text=_("May come after the start."))
    sign_off = models.CharField(_("sign-off"), max_length=8, choices=SignOff.choices, default=SignOff.NONE)
    compatriots_apart = models.BooleanField(
        _("no compatriot marking"), default=False, help_text=_("Nobody marks competitors of their own organisation.")
    )
    discussion_seconds = models.PositiveSmallIntegerField(_("time to talk about a spread, seconds"), default=120)
    dispute_minutes = models.PositiveIntegerField(
        _("time for disputes, minutes"),
        null=True,
        blank=True,
        help_text=_("After the marks are shown; empty: no limit."),
    )
    championship = models.ForeignKey(
        "events.Championship",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="rooms",
        verbose_name=_("championship"),
        help_text=_("Where it was opened from; publishing proposes it."),
    )
    module_key = models.UUIDField(_("training module"), null=True, blank=True, db_index=True)
    module_title = models.CharField(_("title of the training module"), max_length=255, blank=True)
    opened_by_command = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    seq = models.PositiveBigIntegerField(default=0, editable=False)
    last_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("opened at"), auto_now_add=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ("-created_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("code",), condition=~Q(status="ended"), name="one_open_room_for_each_code"),
        ]

    def __str__(self) -> str:
        return self.title


class RoomHost(models.Model):
    """An account that hosts a room beside its chief, who is `Room.host`."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="co_hosts", verbose_name=_("room"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="co_hosted_rooms", verbose_name=_("user")
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("host of a room")
        verbose_name_plural = _("hosts of rooms")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("room", "user"), name="one_co_host_for_each_account"),
        ]

    def __str__(self) -> str:
        return f"{self.room}: {self.user}"

"""Live rooms: the event log, which is the truth, and the tables that are read from it.

`RoomEvent` is append-only: triggers of the database refuse to update or delete a row (append_only.py).
On SQLite a migration that alters that table must install its triggers again.
"""

import uuid
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAME_LENGTH = 80


class RoomKind(models.TextChoices):
    """What a room is held for."""

    PRACTICE = "practice", _("practice")
    MOCK = "mock", _("mock championship")


class RoomStatus(models.TextChoices):
    """Where a room is in its life."""

    LOBBY = "lobby", _("lobby")
    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    ENDED = "ended", _("ended")


class BoardPolicy(models.TextChoices):
    """When the public board shows marks."""

    NEVER = "never", _("never")
    END = "end", _("at the end")
    LIVE = "live", pgettext_lazy("board", "live")


class MarksShown(models.TextChoices):
    """When competitors see their own marks."""

    LIVE = "live", _("as soon as they are given")
    END = "end", _("when the room has ended")


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
    duration_seconds = models.PositiveIntegerField(_("working time, seconds"))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    remaining_seconds = models.PositiveIntegerField(_("remaining when paused, seconds"), null=True, blank=True)
    board = models.CharField(_("board"), max_length=8, choices=BoardPolicy.choices, default=BoardPolicy.LIVE)
    marks_shown = models.CharField(_("marks shown"), max_length=8, choices=MarksShown.choices, default=MarksShown.LIVE)
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


class ParticipantRole(models.TextChoices):
    """What somebody does in a room."""

    JUDGE = "judge", _("judge")
    COMPETITOR = "competitor", _("competitor")


class ParticipantStatus(models.TextChoices):
    """Whether somebody has come, or was sent out."""

    INVITED = "invited", _("invited")
    PRESENT = "present", _("present")
    REMOVED = "removed", _("removed")


class Participant(models.Model):
    """A judge or a competitor of one room, with an account or without."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="participants", verbose_name=_("room"))
    role = models.CharField(_("role"), max_length=16, choices=ParticipantRole.choices)
    number = models.PositiveIntegerField(_("number"), help_text=_("Seat of a judge, number of a competitor."))
    display_name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    organisation_name = models.CharField(_("organisation"), max_length=120, blank=True)
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


class MarkState(models.TextChoices):
    """How far the marking of an aspect is."""

    SCORING = "scoring", _("being scored")
    DISCUSS = "discuss", _("to be discussed")
    MARKED = "marked", _("marked")


class AspectMark(models.Model):
    """The mark of one competitor for one aspect, as the events make it.

    `observation` and `explanation` belong to a mark that follows from a rule: what was observed, and every step to
    the mark as a code with its figures. `before` is the mark as it was read, for the totals that it changes.
    """

    before: Decimal | None = None

    room = models.ForeignKey(Room, models.CASCADE, related_name="marks")
    competitor = models.ForeignKey(Participant, models.CASCADE, related_name="marks")
    aspect = models.ForeignKey("schemes.Aspect", models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    state = models.CharField(_("state"), max_length=8, choices=MarkState.choices, default=MarkState.SCORING)
    mark = models.DecimalField(_("mark"), max_digits=6, decimal_places=2, null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    observation = models.JSONField(
        _("observation"), null=True, blank=True, help_text=_("What was observed, when the mark follows from it.")
    )
    explanation = models.JSONField(_("explanation"), default=list, blank=True)
    recorded_by = models.ForeignKey(Participant, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("competitor", "aspect"), name="one_mark_for_each_aspect"),
        ]

    def __str__(self) -> str:
        return f"{self.competitor}: {self.mark}"


class JudgeScore(models.Model):
    """The score 0-3 that one judge gave in one round of a judgement."""

    aspect_mark = models.ForeignKey(AspectMark, models.CASCADE, related_name="scores")
    judge = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField(validators=[MaxValueValidator(3)])

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("aspect_mark", "judge", "round"), name="one_score_for_each_round"),
        ]

    def __str__(self) -> str:
        return f"{self.judge}: {self.score}"


class CompetitorTotal(models.Model):
    """What a competitor has so far: the jury's values and, beside them, what the public may see.

    Both are written in the same transaction; a frozen board is the choice of a column.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="totals")
    competitor = models.OneToOneField(Participant, models.CASCADE, related_name="total")
    jury_marked = models.PositiveIntegerField(_("aspects marked"), default=0)
    jury_total = models.DecimalField(_("total"), max_digits=8, decimal_places=2, default=0)
    jury_detail = models.JSONField(default=dict)
    public_marked = models.PositiveIntegerField(_("aspects marked, public"), default=0)
    public_total = models.DecimalField(_("total, public"), max_digits=8, decimal_places=2, default=0)
    public_detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("total")
        verbose_name_plural = _("totals")

    def __str__(self) -> str:
        return f"{self.competitor}: {self.jury_total}"

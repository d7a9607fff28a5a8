"""Marks, scores, what is said and shown about them, and their totals."""

import uuid
from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.rooms.models.people import Participant
from coaching.rooms.models.rooms import Room


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
    discussed_since = models.DateTimeField(_("discussed since"), null=True, blank=True)
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


class MarkComment(models.Model):
    """What one judge says to a competitor about an aspect; writing it anew replaces it."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="comments")
    competitor = models.ForeignKey(Participant, models.CASCADE, related_name="comments")
    aspect = models.ForeignKey("schemes.Aspect", models.PROTECT, related_name="+")
    author = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    text = models.TextField(_("comment"))
    at = models.DateTimeField(_("written at"))

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("competitor", "aspect", "author"), name="one_comment_for_each_author"),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.text}"


class EvidenceKind(models.TextChoices):
    """What was recorded about a mark."""

    PHOTO = "photo", _("photo")
    VOICE = "voice", _("voice note")


class Evidence(models.Model):
    """A photo or a voice note about a mark. The file is private: only views/evidence.py serves it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="evidence")
    competitor = models.ForeignKey(Participant, models.CASCADE, related_name="evidence")
    aspect = models.ForeignKey("schemes.Aspect", models.PROTECT, related_name="+")
    author = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=EvidenceKind.choices)
    file = models.FileField(_("file"), upload_to="evidence/%Y/%m/")
    content_type = models.CharField(_("content type"), max_length=40)
    size = models.PositiveIntegerField(_("size, bytes"))
    at = models.DateTimeField(_("recorded at"))
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.competitor}"


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

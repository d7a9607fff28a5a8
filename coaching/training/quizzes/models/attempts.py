"""What learners do: attempts with exactly what was asked, and their answers."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.training.quizzes.models.quizzes import Quiz


class Attempt(models.Model):
    """One attempt of somebody at a quiz. Its questions stand in it as they were asked, in their order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="quiz_attempts", verbose_name=_("learner")
    )
    quiz = models.ForeignKey(Quiz, models.SET_NULL, null=True, related_name="+", verbose_name=_("quiz"))
    quiz_key = models.UUIDField(_("key of the quiz"), db_index=True)
    language = models.CharField(_("language"), max_length=8)
    number = models.PositiveIntegerField(_("number"))
    seed = models.CharField(max_length=64)
    time_percent = models.PositiveSmallIntegerField(_("time in percent"), default=100)
    started_at = models.DateTimeField(_("started"))
    ends_at = models.DateTimeField(_("ends"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True, db_index=True)
    snapshot = models.JSONField(_("what was asked"))
    points = models.DecimalField(_("points"), max_digits=8, decimal_places=2, null=True)
    maximum = models.DecimalField(_("most possible"), max_digits=8, decimal_places=2)
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2, null=True)
    passed = models.BooleanField(_("passed"), null=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ("-started_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("user", "quiz_key", "number"), name="one_attempt_for_each_number"),
            models.UniqueConstraint(
                fields=("user", "quiz_key"), condition=models.Q(finished_at=None), name="one_attempt_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.number}: {self.snapshot.get('title', '')}"


class AttemptAnswer(models.Model):
    """The answer that stands for a question of an attempt; its points are there once it was marked."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers", verbose_name=_("attempt"))
    question_key = models.UUIDField(_("key of the question"), db_index=True)
    given = models.JSONField(_("answer"), null=True)
    given_at = models.DateTimeField(_("given"))
    saved_at = models.DateTimeField(_("saved"))
    seconds = models.PositiveIntegerField(_("seconds"), null=True)
    checked_at = models.DateTimeField(_("checked"), null=True)
    share = models.DecimalField(_("share"), max_digits=9, decimal_places=8, null=True)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("attempt", "question_key"), name="one_answer_for_each_question"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.question_key}"


class AnswerReceipt(models.Model):
    """An answer that a browser has sent: the same one again changes nothing."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="receipts", verbose_name=_("attempt"))
    client_id = models.UUIDField(_("identifier"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("received answer")
        verbose_name_plural = _("received answers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("attempt", "client_id"), name="an_answer_is_received_once"),
        ]

    def __str__(self) -> str:
        return str(self.client_id)

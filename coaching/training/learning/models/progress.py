"""What somebody has reached, what follows from it, and where she stopped reading."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reached(models.TextChoices):
    """What can be reached, and so what a rule may ask for."""

    READ = "read", _("read")
    QUIZ = "quiz", _("quiz passed")
    ASSIGNMENT = "assignment", _("assignment accepted")
    CALIBRATION = "calibration", _("calibration done")
    ROOM = "room", _("practice room attended")
    RESULT = "result", _("minimum result in a practice room")


class Attainment(models.Model):
    """One thing that somebody has reached, once in all languages. `key` is the translation key of what it was reached in.

    Rooms keep what happened in them themselves; they are read when they are asked about, and have no rows here.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attainments")
    kind = models.CharField(_("what"), max_length=12, choices=Reached.choices)
    key = models.UUIDField()
    passed = models.BooleanField(_("passed"), default=True)
    percent = models.DecimalField(
        _("percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    at = models.DateTimeField(_("at"))
    revision_id = models.PositiveBigIntegerField(
        null=True, blank=True, help_text=_("The published revision that was read.")
    )
    delivery = models.UUIDField(null=True, blank=True, help_text=_("What a device called it that sent it later."))

    class Meta:
        verbose_name = _("attainment")
        verbose_name_plural = _("attainments")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("user", "kind", "key"), name="one_attainment_for_each_key"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind} {self.key}"


class Level(models.TextChoices):
    """What may be completed."""

    LESSON = "lesson", _("lesson")
    MODULE = "module", _("module")
    PROGRAMME = "programme", _("programme")


class Completion(models.Model):
    """A lesson, module or programme that somebody has completed, with the revision that was published then.

    It stays when the rules or the pages change afterwards: what was complete does not become incomplete.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="completions")
    level = models.CharField(max_length=12, choices=Level.choices)
    key = models.UUIDField()
    at = models.DateTimeField(_("at"))
    revision_id = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("user", "key"), name="one_completion_for_each_key"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.level} {self.key}"


class LessonPlace(models.Model):
    """Where somebody stopped in a lesson: the id of the last heading or block that she saw."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="lesson_places")
    lesson_key = models.UUIDField()
    anchor = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("place in a lesson")
        verbose_name_plural = _("places in lessons")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("user", "lesson_key"), name="one_place_for_each_lesson"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.lesson_key}"


class Note(models.Model):
    """What somebody wrote for herself at a question of a lesson. Nobody else reads it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="lesson_notes")
    lesson_key = models.UUIDField()
    block = models.CharField(max_length=64)
    text = models.TextField(_("note"), max_length=4000)
    at = models.DateTimeField(_("written at"))

    class Meta:
        verbose_name = _("note of a learner")
        verbose_name_plural = _("notes of learners")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("user", "lesson_key", "block"), name="one_note_for_each_question"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.lesson_key}"

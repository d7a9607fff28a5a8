"""Quizzes: which questions are asked, and by which rules. The rules are the same in every language."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from coaching.training.quizzes.models.banks import Question, QuestionBank

RULES = (
    "attempts_allowed",
    "wait_minutes",
    "pass_percent",
    "minutes",
    "shuffle_questions",
    "shuffle_answers",
    "explaining",
)


class Explaining(models.TextChoices):
    """When a learner sees what was right and why."""

    EACH = "each", _("after each answer")
    END = "end", _("after the attempt")
    PASSED = "passed", _("after passing")


class Quiz(TranslatableMixin, ClusterableModel):
    """A quiz in one language."""

    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(
        _("introduction"), max_length=1000, blank=True, help_text=_("What it is about, and what to have at hand.")
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts"), default=0, help_text=_("How often somebody may try. 0 means as often as she likes.")
    )
    wait_minutes = models.PositiveIntegerField(
        _("wait between attempts"), default=0, help_text=_("Minutes from the end of one attempt to the next one.")
    )
    pass_percent = models.DecimalField(
        _("pass mark"),
        max_digits=5,
        decimal_places=2,
        default=Decimal("60.00"),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text=_("Percent of the points."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("time limit"),
        default=0,
        validators=[MaxValueValidator(24 * 60)],
        help_text=_("Minutes for an attempt, counted by the server. 0 means without a limit."),
    )
    shuffle_questions = models.BooleanField(_("shuffle the questions"), default=False)
    shuffle_answers = models.BooleanField(_("shuffle the answers"), default=True)
    explaining = models.CharField(
        _("right answers and explanations"),
        max_length=6,
        choices=Explaining.choices,
        default=Explaining.END,
        help_text=_("After each answer means that an answer which was checked cannot be changed any more."),
    )

    override_translatable_fields: ClassVar[list[object]] = [
        *(SynchronizedField(name, overridable=False) for name in RULES),
        SynchronizedField("parts", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the quiz, which is one for all languages."""
        return reverse("quizzes:quiz", args=[self.translation_key])


class QuizPart(Orderable):
    """One question that is always asked, or a number of questions that are drawn by lot from a bank."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="parts", verbose_name=_("quiz"))
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("question")
    )
    bank = models.ForeignKey(
        QuestionBank, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bank to draw from")
    )
    count = models.PositiveSmallIntegerField(
        _("how many"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Questions to draw from the bank."),
    )
    section = models.CharField(
        _("only of this section"),
        max_length=120,
        blank=True,
        help_text=_("As it stands in the questions; may be empty."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("part of a quiz")
        verbose_name_plural = _("parts of a quiz")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(question=None) ^ models.Q(bank=None), name="quiz_part_asks_or_draws"
            ),
        ]

    def __str__(self) -> str:
        return str(self.question or self.bank)

    def clean(self) -> None:
        """Check that the part either asks one question or draws from a bank."""
        super().clean()
        if bool(self.question_id) == bool(self.bank_id):
            raise ValidationError(_("Choose either a question or a bank to draw from."))

    @property
    def asks(self) -> int:
        """Return how many questions this part asks."""
        return 1 if self.question_id else self.count

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the part; a chosen question needs no number and no section."""
        if self.question_id:
            self.count, self.section = 1, ""
        super().save(*args, **kwargs)

"""Banks of questions: content that authors keep, one row for each language, sharing a translation key."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PreviewableMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from coaching.training.quizzes.answer_blocks import AnswerBlocks
from coaching.training.quizzes.content import Content, Kind
from coaching.training.quizzes.digests import digest_of
from coaching.training.quizzes.stored_answers import NoContent, content_from
from media.models import CustomImage
from pages.fields import BodyField

PROSE = ["bold", "italic", "ul", "ol", "link", "code", "superscript", "subscript"]
LONGEST_NAME = 90


class Difficulty(models.TextChoices):
    """How hard the author thinks that a question is; what learners find stands in the statistics."""

    EASY = "easy", _("easy")
    MEDIUM = "medium", _("medium")
    HARD = "hard", _("hard")


class QuestionBank(TranslatableMixin, ClusterableModel):
    """A collection of questions that quizzes choose from, in one language."""

    title = models.CharField(_("title"), max_length=200, help_text=_("What the questions are about."))
    description = models.TextField(
        _("description"), max_length=600, blank=True, help_text=_("For other authors: where the questions come from.")
    )

    override_translatable_fields: ClassVar[list[object]] = [TranslatableField("questions")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class Question(PreviewableMixin, TranslatableMixin, Orderable):
    """A question in one language; in every language it has the same key, and one set of statistics."""

    bank = ParentalKey(QuestionBank, on_delete=models.CASCADE, related_name="questions", verbose_name=_("bank"))
    name = models.CharField(
        _("short name"), max_length=120, blank=True, help_text=_("For authors alone; the text stands for it if empty.")
    )
    text = RichTextField(_("question"), features=PROSE, help_text=_("What is asked. One thing at a time."))
    picture = models.ForeignKey(
        CustomImage, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_words = models.CharField(
        _("picture in words"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for readers who do not see it. Do not give the answer away."),
    )
    answers = BodyField(AnswerBlocks(), verbose_name=_("answer"))
    explanation = RichTextField(
        _("explanation"),
        features=PROSE,
        blank=True,
        help_text=_("Why the answer is right. Learners see it when the quiz says so, never before."),
    )
    points = models.DecimalField(
        _("points"),
        max_digits=5,
        decimal_places=2,
        default=Decimal("1.00"),
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal("100.00"))],
    )
    difficulty = models.CharField(_("difficulty"), max_length=6, choices=Difficulty.choices, blank=True)
    section = models.CharField(
        _("standards section"),
        max_length=120,
        blank=True,
        help_text=_("The section of the occupational standard that it is about; a quiz can draw from one section."),
    )
    note = models.TextField(
        _("note for authors"),
        blank=True,
        help_text=_("Where it comes from. An import writes tags and categories here."),
    )
    kind = models.CharField(max_length=8, editable=False, default="")
    digest = models.CharField(max_length=64, editable=False, db_index=True, default="")

    override_translatable_fields: ClassVar[list[object]] = [
        SynchronizedField("picture", overridable=False),
        SynchronizedField("points", overridable=False),
        SynchronizedField("section", overridable=False),
        SynchronizedField("name"),
        SynchronizedField("note"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        if self.name:
            return self.name
        words = " ".join(strip_tags(self.text.replace("</p>", " ")).split())
        return Truncator(words).chars(LONGEST_NAME) or str(_("Question without words"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the question with its kind and with what duplicates are recognised by."""
        try:
            content = self.content
        except NoContent:
            self.kind, self.digest = "", ""
        else:
            self.kind, self.digest = content.kind, digest_of(self.text, content)
        super().save(*args, **kwargs)

    @property
    def content(self) -> Content:
        """Return what the answer is made of.

        Raises:
            NoContent: the author has not finished it.
        """
        return content_from(self.answers.get_prep_value())

    @cached_property
    def kind_name(self) -> str:
        """Return the name of the kind in the reader's language."""
        block = AnswerBlocks().child_blocks.get(self.kind)
        return str(block.label) if block else str(_("not finished"))

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the preview beside the editor."""
        return "quizzes/preview_question.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return the question as a learner meets it."""
        from coaching.training.quizzes.previewing import question_on_trial  # noqa: PLC0415 -- it stands above models

        return {**super().get_preview_context(request, mode_name), "asked": question_on_trial(self)}

    @property
    def is_judging(self) -> bool:
        """Whether learners judge a piece of work here."""
        return self.kind == Kind.JUDGE

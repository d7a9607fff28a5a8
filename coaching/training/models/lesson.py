"""A lesson: one sitting of a module."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from coaching.training.blocks import LessonBlocks
from coaching.training.models.describing import TITLE_HELP
from coaching.training.models.previewing import PreviewedByRole
from pages.fields import BodyField
from pages.models import BasePage


class LessonPage(PreviewedByRole, BasePage):
    """One lesson in one language: what a learner reads, does and answers in one sitting."""

    introduction = models.TextField(
        _("introduction"), max_length=400, blank=True, help_text=_("What this lesson is about, in one sentence.")
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("How long a learner takes."),
    )
    body = BodyField(
        LessonBlocks(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("What a learner reads, watches, does and answers."),
    )
    instructor_notes = RichTextField(
        _("notes for instructors"),
        blank=True,
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_("Only mentors see them: how to lead this lesson, what to watch for, answers."),
    )

    parent_page_types: ClassVar[list[str]] = ["training.TrainingModulePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("One sitting: text, pictures, video, tasks and a quiz.")
    template = "training/lesson_page.html"

    content_panels: ClassVar[list[Panel]] = [
        TitleFieldPanel("title", help_text=TITLE_HELP),
        FieldPanel("introduction"),
        FieldPanel("minutes"),
        FieldPanel("body"),
        FieldPanel("instructor_notes"),
    ]
    # What only mentors may see is not in the index that everybody searches.
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    override_translatable_fields: ClassVar[list[object]] = [SynchronizedField("minutes", overridable=False)]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add the lessons around this one, what the reader may do here, and how far she is."""
        # They stand above the models.
        from coaching.training import instructors, outlines, page_parts, practice, reflections  # noqa: PLC0415

        return {
            **super().get_context(request, *args, **keywords),
            "may_open_room": practice.may_open(request),
            "shows_notes": instructors.sees_notes(request, self),
            "outline": outlines.of_lesson(self, request),
            "notes": reflections.notes_for(request, self.translation_key),
            "parts": page_parts.parts_of(request, self),
        }

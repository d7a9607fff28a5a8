"""A training module."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from championships.schemes.models import Skill
from championships.schemes.models.lines import lines_of
from coaching.training.blocks import ModuleBlocks
from coaching.training.models.describing import TITLE_HELP, Audience, DescribedPage
from coaching.training.models.sections_widget import SectionsWidget
from pages.fields import BodyField


class TrainingModulePage(DescribedPage):
    """One training module in one language."""

    of_skill = models.ForeignKey(
        Skill,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("skill from the list"),
        help_text=_("The skill that it trains; readers find the module by it. Choose it in whichever language it has."),
    )
    skill = models.CharField(
        _("skill in words"),
        max_length=120,
        blank=True,
        help_text=_("Number and name, for example 17 Web technologies. Empty: as the chosen skill is called."),
    )
    standards = models.TextField(
        _("standards sections"),
        max_length=600,
        blank=True,
        help_text=_("The sections of the occupational standards that this module trains, one in a line."),
    )
    hours = models.DecimalField(
        _("hours"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(200)],
        help_text=_("How long a student works on it, with the practice."),
    )
    audience = models.CharField(
        _("for whom"),
        max_length=12,
        choices=Audience.choices,
        default=Audience.STUDENTS,
        help_text=_("Who learns here."),
    )
    introduction = models.TextField(
        _("introduction"),
        max_length=400,
        help_text=_("What a student can do after this module, in one or two sentences."),
    )
    body = BodyField(
        ModuleBlocks(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("What stands before the lessons. A short module needs no lessons: all of it may stand here."),
    )
    instructor_notes = RichTextField(
        _("notes for instructors"),
        blank=True,
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_("Only mentors see them: how to lead this module, what to prepare, what to watch for."),
    )

    parent_page_types: ClassVar[list[str]] = ["training.TrainingIndexPage", "training.ProgrammePage"]
    subpage_types: ClassVar[list[str]] = ["training.LessonPage"]
    page_description = _("One module: explanation, procedure, safety, common mistakes, and a practice room to open.")
    template = "training/training_module_page.html"

    content_panels: ClassVar[list[Panel]] = [
        TitleFieldPanel("title", help_text=TITLE_HELP),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("of_skill"),
                FieldPanel("skill"),
                FieldPanel("standards", widget=SectionsWidget),
                FieldRowPanel([FieldPanel("hours"), FieldPanel("level"), FieldPanel("audience")]),
            ],
            heading=_("What it trains"),
        ),
        FieldPanel("body"),
        FieldPanel("instructor_notes"),
        DescribedPage.credit_panel,
    ]
    # What only mentors may see is not in the index that everybody searches.
    search_fields: ClassVar[list[index.BaseField]] = [
        *DescribedPage.search_fields,
        index.SearchField("skill"),
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.FilterField("level"),
        index.FilterField("audience"),
    ]
    # One row of the skill stands for it in all languages: its page and its name are found by its translation key.
    override_translatable_fields: ClassVar[list[object]] = [
        *DescribedPage.override_translatable_fields,
        SynchronizedField("of_skill", overridable=False),
    ]

    class Meta:
        verbose_name = _("training module")
        verbose_name_plural = _("training modules")

    def clean(self) -> None:
        """Take the words of the skill from the chosen one, where there are none."""
        super().clean()
        if not self.skill and self.of_skill is not None:
            self.skill = str(self.of_skill)[:120]
        if not self.skill:
            missing = _("Choose the skill from the list, or write its number and name here.")
            raise ValidationError({"skill": missing})

    @property
    def standards_lines(self) -> list[str]:
        """Return the sections of the standards that it trains."""
        return lines_of(self.standards)

    def get_context(self, request: HttpRequest, *args: Any, **keywords: Any) -> dict[str, Any]:
        """Add the lessons in order, what the reader may do here, and how far she is."""
        # They stand above the models.
        from coaching.training import instructors, outlines, page_parts, practice, reflections  # noqa: PLC0415

        return {
            **super().get_context(request, *args, **keywords),
            "may_open_room": practice.may_open(request),
            "shows_notes": instructors.sees_notes(request, self),
            "standards": self.standards_lines,
            "outline": outlines.of_module(self, request),
            "notes": reflections.notes_for(request, self.translation_key),
            "parts": page_parts.parts_of(request, self),
        }

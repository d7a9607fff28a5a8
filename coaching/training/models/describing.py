"""What describes a piece of training: for whom it is, how much a reader should know already, and who answers for it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail_localize.fields import SynchronizedField

from championships.schemes.models.lines import lines_of
from coaching.training.models.previewing import PreviewedByRole
from pages.models import BasePage

TITLE_HELP = _("As readers see it in lists. Short, without a number: the order numbers it.")


class Level(models.TextChoices):
    """How much a reader should know already."""

    FIRST = "first", _("first steps")
    CONFIDENT = "confident", _("confident")
    CHAMPIONSHIP = "championship", _("championship")

    @property
    def step(self) -> int:
        """Return 1, 2 or 3: the step of the podium that the level stands on."""
        return list(type(self)).index(self) + 1


class Audience(models.TextChoices):
    """For whom a piece of training is written."""

    STUDENTS = "students", pgettext_lazy("for whom", "students")
    MENTORS = "mentors", pgettext_lazy("for whom", "mentors")


class DescribedPage(PreviewedByRole, BasePage):
    """A programme or a module: with a level, an audience, an author and reviewers."""

    level = models.CharField(
        _("level"),
        max_length=12,
        choices=Level.choices,
        default=Level.FIRST,
        help_text=_("How much a learner should know already."),
    )
    author = models.CharField(
        _("author"), max_length=160, blank=True, help_text=_("Who wrote it, as readers see it. Empty: nobody is named.")
    )
    reviewers = models.TextField(
        _("reviewers"), max_length=600, blank=True, help_text=_("Who has checked it, one person in a line.")
    )

    # Names and what the two lists are filtered by are the same in every language.
    override_translatable_fields: ClassVar[list[object]] = [
        SynchronizedField("level", overridable=False),
        SynchronizedField("audience", overridable=False),
        SynchronizedField("hours", overridable=False),
        SynchronizedField("author"),
        SynchronizedField("reviewers"),
    ]

    credit_panel: ClassVar[Panel] = MultiFieldPanel(
        [FieldPanel("author"), FieldPanel("reviewers")], heading=_("Who answers for it")
    )

    class Meta:
        abstract = True

    def get_level(self) -> Level:
        """Return the level with what belongs to it."""
        return Level(self.level)

    @property
    def reviewer_names(self) -> list[str]:
        """Return the names of the reviewers."""
        return lines_of(self.reviewers)

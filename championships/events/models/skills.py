"""The skills that are contested at a championship, and their documents."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from championships.events.models.championships import Category, Championship, ResultState


class ContestedSkill(ClusterableModel):
    """One skill, contested in one category at one championship.

    `public_result`, `public_state` and `public_since` are what the public may see of its results; nothing else is.
    They stand still while the championship is frozen. `championships.events.showing` alone writes them.
    """

    championship = models.ForeignKey(
        Championship, models.CASCADE, related_name="skills", verbose_name=_("championship")
    )
    skill = models.ForeignKey(
        "schemes.Skill",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("skill"),
        help_text=_("In any language: names in the others come from its translations."),
    )
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Where the skill is in no list, or is called otherwise.")
    )
    number = models.CharField(_("number"), max_length=20, blank=True)
    category = models.CharField(_("category"), max_length=10, choices=Category.choices, default=Category.MAIN)
    team_size = models.PositiveSmallIntegerField(
        _("competitors in a team"), default=1, validators=[MinValueValidator(1)]
    )
    workplaces = models.PositiveSmallIntegerField(
        _("workplaces"), null=True, blank=True, help_text=_("Empty: as many as there are entries.")
    )
    scheme_version = models.ForeignKey(
        "schemes.SchemeVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("marking scheme"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    public_result = models.ForeignKey(
        "events.SkillResult",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("public result"),
    )
    public_state = models.CharField(
        _("public state"), max_length=12, choices=ResultState.choices, blank=True, editable=False
    )
    public_since = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("contested skill")
        verbose_name_plural = _("contested skills")
        ordering = ("championship", "order", "number", "title", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("championship", "skill", "category"),
                condition=models.Q(skill__isnull=False),
                name="one_contested_skill_for_each_category",
                violation_error_message=_("This skill is contested in this category already."),
            ),
            models.CheckConstraint(
                condition=models.Q(skill__isnull=False) | ~models.Q(title=""),
                name="contested_skill_has_a_name",
                violation_error_message=_("Choose a skill or write a title."),
            ),
        ]

    def __str__(self) -> str:
        named = self.title or (self.skill.name if self.skill else "")
        return f"{self.number} {named}".strip()


class DocumentKind(models.TextChoices):
    """The documents of a skill (rules 4.1)."""

    TEST_PROJECT = "test_project", _("test project")
    CRITERIA = "criteria", _("assessment criteria")
    INFRASTRUCTURE_LIST = "infrastructure", _("infrastructure list")
    LAYOUT_PLAN = "layout", _("workshop layout")
    SAFETY_INSTRUCTION = "safety", _("safety instruction")
    EVENT_PLAN = "event_plan", _("event plan")
    OTHER = "other", _("other document")


class SkillDocument(models.Model):
    """A document of a contested skill; the public may read it from `public_from`, never where that is empty."""

    contested_skill = ParentalKey(
        ContestedSkill, on_delete=models.CASCADE, related_name="documents", verbose_name=_("contested skill")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=DocumentKind.choices)
    document = models.ForeignKey("media.CustomDocument", models.PROTECT, related_name="+", verbose_name=_("document"))
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    public_from = models.DateTimeField(
        _("public from"), null=True, blank=True, help_text=_("Empty: the public never sees it.")
    )

    class Meta:
        verbose_name = _("document of a skill")
        verbose_name_plural = _("documents of a skill")
        ordering = ("contested_skill", "kind", "language", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.document}"

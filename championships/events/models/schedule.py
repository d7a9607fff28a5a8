"""When what happens at a championship, and who makes it possible."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from championships.events.models.championships import Championship
from championships.events.models.skills import ContestedSkill

TITLE_LANGUAGES = ("en", "ru", "kk")
LONGEST_TITLE = 200


class ScheduleKind(models.TextChoices):
    """What kind of thing is on the plan."""

    PREPARATION = "preparation", _("preparation")
    FAMILIARISATION = "familiarisation", _("familiarisation")
    COMPETITION = "competition", _("competition")
    MARKING = "marking", _("marking")
    CEREMONY = "ceremony", _("ceremony")
    BREAK = "break", _("break")
    FOR_VISITORS = "visitors", _("for visitors")
    OTHER = "other", _("other")


def validate_titles(titles: object) -> None:
    """Let titles pass: a text for one language at least, of languages that Podium speaks.

    Raises:
        ValidationError: they are anything else.
    """
    if not isinstance(titles, dict) or not titles or not all(map(_is_title, titles.items())):
        raise ValidationError(_("Write the title in one language at least: en, ru or kk."))


def _is_title(item: tuple[object, object]) -> bool:
    language, text = item
    return language in TITLE_LANGUAGES and isinstance(text, str) and 0 < len(text) <= LONGEST_TITLE


class ScheduleItem(models.Model):
    """Something on the plan, for one skill or for all. Times are in the time zone of the championship."""

    championship = ParentalKey(
        Championship, on_delete=models.CASCADE, related_name="schedule", verbose_name=_("championship")
    )
    contested_skill = models.ForeignKey(
        ContestedSkill,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="schedule",
        verbose_name=_("contested skill"),
    )
    date = models.DateField(_("day"))
    starts_at = models.TimeField(_("begins"), null=True, blank=True)
    ends_at = models.TimeField(_("ends"), null=True, blank=True)
    titles = models.JSONField(_("titles"), default=dict, validators=[validate_titles])
    place = models.CharField(_("place"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=ScheduleKind.choices, default=ScheduleKind.OTHER)

    class Meta:
        verbose_name = _("item of the schedule")
        verbose_name_plural = _("schedule")
        ordering = ("championship", "date", "starts_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("starts_at")),
                name="schedule_item_ends_after_it_begins",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.title()}"

    def clean(self) -> None:
        """Refuse a skill of another championship."""
        super().clean()
        if self.contested_skill and self.contested_skill.championship_id != self.championship_id:
            raise ValidationError({"contested_skill": _("This skill is contested at another championship.")})

    def title(self, language: str | None = None) -> str:
        """Return the title in `language` (by default the reader's), else in the first language that it has."""
        wanted = language or get_language() or ""
        found = (self.titles.get(each) for each in (wanted, *TITLE_LANGUAGES))
        return next((text for text in found if text), "")


class PartnerLevel(models.TextChoices):
    """How a partner is thanked."""

    GENERAL = "general", _("general partner")
    PARTNER = "partner", _("partner")
    MEDIA = "media", _("media partner")
    SUPPORT = "support", _("with the support of")


class Partner(models.Model):
    """An organisation that makes a championship possible."""

    championship = ParentalKey(
        Championship, on_delete=models.CASCADE, related_name="partners", verbose_name=_("championship")
    )
    name = models.CharField(_("name"), max_length=200)
    logo = models.ForeignKey(
        "media.CustomImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    address = models.URLField(_("address on the web"), blank=True)
    level = models.CharField(_("level"), max_length=10, choices=PartnerLevel.choices, default=PartnerLevel.PARTNER)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ("championship", "order", "name")

    def __str__(self) -> str:
        return self.name

"""The library of judgement descriptors: ladders of four texts that mentors write once and use again."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from championships.schemes.folding import folded
from championships.schemes.models.schemes import SchemeVersion
from championships.schemes.models.standards import Skill


class LadderVisibility(models.TextChoices):
    """Who finds a ladder in the library."""

    OWN = "own", _("only its owner")
    ORGANISATION = "organisation", _("the organisation")
    EVERYBODY = "everybody", _("everybody")


def ladder_digest(texts: Iterable[str]) -> str:
    """Return what two ladders share exactly when their four texts are the same after folding."""
    return sha256("\n".join(folded(text) for text in texts).encode()).hexdigest()


class DescriptorLadder(ClusterableModel):
    """What the scores 0 to 3 of one judgement look like, in one language."""

    title = models.CharField(_("title"), max_length=200, help_text=_("What is judged, for example “Carrying plates”."))
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    level_0 = models.TextField(_("score 0"), max_length=1000, help_text=_("Below the standard of the trade."))
    level_1 = models.TextField(_("score 1"), max_length=1000, help_text=_("Meets the standard of the trade."))
    level_2 = models.TextField(
        _("score 2"), max_length=1000, help_text=_("Meets the standard and goes beyond it in some respects.")
    )
    level_3 = models.TextField(_("score 3"), max_length=1000, help_text=_("Goes beyond the standard: excellent."))
    skill = models.ForeignKey(
        Skill, models.SET_NULL, null=True, blank=True, related_name="ladders", verbose_name=_("skill")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="ladders",
        verbose_name=_("owner"),
    )
    organisation = models.ForeignKey(
        "people.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ladders",
        verbose_name=_("organisation"),
    )
    visibility = models.CharField(
        _("visible to"), max_length=12, choices=LadderVisibility.choices, default=LadderVisibility.OWN
    )
    search_title = models.CharField(max_length=400, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    digest = models.CharField(max_length=64, db_index=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("ladder of descriptors")
        verbose_name_plural = _("ladders of descriptors")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the ladder with what it is found by."""
        self.make_findable()
        super().save(*args, **kwargs)

    def make_findable(self) -> None:
        """Set what the ladder is found by, for those who store many at once."""
        self.search_title = folded(self.title)[:400]
        self.search_text = folded(" ".join((self.title, *self.texts)))
        self.digest = ladder_digest(self.texts)

    @property
    def texts(self) -> tuple[str, str, str, str]:
        """Return the four texts, the one of score 0 first."""
        return (self.level_0, self.level_1, self.level_2, self.level_3)

    @property
    def section_numbers(self) -> list[int]:
        """Return the numbers of the standards sections that the ladder belongs to."""
        return sorted(section.number for section in self.sections.all())

    def get_absolute_url(self) -> str:
        """Return the address of the ladder's own page."""
        return reverse("schemes:ladder", args=[self.pk])


class LadderSection(models.Model):
    """A standards section that a ladder belongs to: its number in the standard of the ladder's skill."""

    ladder = ParentalKey(DescriptorLadder, on_delete=models.CASCADE, related_name="sections", verbose_name=_("ladder"))
    number = models.PositiveSmallIntegerField(
        _("number of the standards section"), validators=[MinValueValidator(1), MaxValueValidator(99)]
    )

    class Meta:
        verbose_name = _("standards section of a ladder")
        verbose_name_plural = _("standards sections of a ladder")
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("ladder", "number"), name="a_ladder_names_a_section_once"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class LadderUse(models.Model):
    """A version of a scheme that judges by the texts of a ladder."""

    ladder = models.ForeignKey(DescriptorLadder, models.CASCADE, related_name="uses", verbose_name=_("ladder"))
    version = models.ForeignKey(SchemeVersion, models.CASCADE, related_name="+", verbose_name=_("version"))

    class Meta:
        verbose_name = _("use of a ladder")
        verbose_name_plural = _("uses of ladders")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("ladder", "version"), name="one_use_of_a_ladder_for_each_version"),
        ]

    def __str__(self) -> str:
        return f"{self.ladder}: {self.version}"

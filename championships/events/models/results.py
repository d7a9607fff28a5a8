"""The results of skills: sealed as they were handed over, with what the public may see in columns of their own."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from championships.events.models.championships import Championship, ResultState
from championships.events.models.entries import Entry
from championships.events.models.skills import ContestedSkill
from championships.marking import Medal


class SkillResult(models.Model):
    """The result of one skill as it was handed over at one time. Later versions leave earlier ones as they were.

    `replaced_at` says that a newer version was handed over; whether the public sees this one is said by the contested
    skill alone. `seal` is the hash of everything in it, `facts` what places and medals were computed from.
    `reason` names whom it has to and is for the desk; `public_reason` is for the public, so it is outside the seal.
    """

    championship = models.ForeignKey(
        Championship, models.PROTECT, related_name="results", verbose_name=_("championship")
    )
    contested_skill = models.ForeignKey(
        ContestedSkill, models.PROTECT, null=True, blank=True, related_name="results", verbose_name=_("contested skill")
    )
    skill_title = models.CharField(_("skill"), max_length=200)
    scheme_version = models.ForeignKey(
        "schemes.SchemeVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("marking scheme"),
    )
    source = models.CharField(
        _("source"), max_length=100, help_text=_("What the result was taken from, for example a room.")
    )
    version = models.PositiveIntegerField(_("version"))
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=ResultState.choices, default=ResultState.PROVISIONAL)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("handed over by")
    )
    sent_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("published by")
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    reason = models.CharField(_("reason of the correction"), max_length=500, blank=True)
    public_reason = models.CharField(_("what the public reads of the correction"), max_length=500, blank=True)
    maximum = models.DecimalField(
        _("maximum"), max_digits=7, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    criteria = models.JSONField(_("criteria"), default=list, help_text=_("Letter, name and maximum of each criterion."))
    facts = models.JSONField(_("what it was computed from"), default=dict)
    seal = models.CharField(_("seal"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("result of a skill")
        verbose_name_plural = _("results of skills")
        ordering = ("skill_title", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("championship", "source", "version"), name="one_result_for_each_version"),
            models.UniqueConstraint(
                fields=("championship", "source"),
                condition=models.Q(replaced_at__isnull=True),
                name="one_current_result_for_each_source",
            ),
            models.UniqueConstraint(
                fields=("contested_skill",),
                condition=models.Q(replaced_at__isnull=True, contested_skill__isnull=False),
                name="one_current_result_for_each_contested_skill",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ResultState.PUBLISHED) | models.Q(published_at__isnull=False),
                name="published_result_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.championship}: {self.skill_title}"

    @property
    def most(self) -> Decimal | None:
        """Return the maximum in marks; None where no marks are known: of some results only places and points are."""
        return self.maximum or None


class MedalKind(models.TextChoices):
    """What somebody has won; the values are those of the rules of marking."""

    GOLD = Medal.GOLD.value, _("gold medal")
    SILVER = Medal.SILVER.value, _("silver medal")
    BRONZE = Medal.BRONZE.value, _("bronze medal")
    MEDALLION = Medal.MEDALLION.value, _("medallion for excellence")


class ResultRow(models.Model):
    """One line of a result.

    `name` is sealed: how the competitor or team is called in full, never shown to the public. `public_name` and
    `public_people` (key of the person, what is public of her, her name and her picture so far as they are public) are
    for the public, and so is `best_of_member`; they are written anew when somebody's publicity or a neighbour's
    result changes, so they are outside the seal. `key` tells the source's own lines apart.
    """

    result = models.ForeignKey(SkillResult, models.CASCADE, related_name="rows", verbose_name=_("result"))
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="rows", verbose_name=_("entry")
    )
    key = models.CharField(_("key in the source"), max_length=64, blank=True)
    position = models.PositiveIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=500)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    region = models.CharField(_("region"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    total = models.DecimalField(
        _("total"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Empty: only the scale is known."),
    )
    criteria = models.JSONField(_("marks by criterion"), default=dict)
    sections = models.JSONField(_("marks by standards section"), default=dict)
    scale_score = models.PositiveSmallIntegerField(_("points of the scale"), null=True, blank=True)
    medal = models.CharField(_("medal"), max_length=24, choices=MedalKind.choices, blank=True)
    public_name = models.CharField(_("public name"), max_length=500, blank=True)
    public_people = models.JSONField(_("public people"), default=list, blank=True)
    best_of_member = models.BooleanField(_("best of those they stand for"), default=False)

    class Meta:
        verbose_name = _("line of a result")
        verbose_name_plural = _("lines of a result")
        # Names are not public: no public list may stand in their order.
        ordering = ("result", "position", models.F("total").desc(nulls_last=True), "pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["public_name"], name="result_rows_by_public_name")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.name}: {self.total}"

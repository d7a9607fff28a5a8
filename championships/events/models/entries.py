"""Who takes part in a contested skill, who judges it, and who sits where."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from championships.events.models.championships import Championship
from championships.events.models.people import PublicPerson
from championships.events.models.skills import ContestedSkill


class EntryStatus(models.TextChoices):
    """How far an entry has come."""

    ENTERED = "entered", _("entered")
    CONFIRMED = "confirmed", _("confirmed")
    STARTED = "started", _("started")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Entry(models.Model):
    """One competitor, or one team, in a contested skill. Region and country stand as they were at the entry."""

    contested_skill = models.ForeignKey(
        ContestedSkill, models.PROTECT, related_name="entries", verbose_name=_("contested skill")
    )
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    region = models.CharField(_("region"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("Two letters, for example KZ."))
    team_name = models.CharField(_("team"), max_length=100, blank=True)
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    workplace = models.PositiveSmallIntegerField(_("workplace"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=EntryStatus.choices, default=EntryStatus.ENTERED, editable=False
    )
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True, editable=False)
    people = models.ManyToManyField(PublicPerson, through="EntryPerson", related_name="entries")

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ("contested_skill", "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("contested_skill", "number"),
                name="one_entry_for_each_number",
                violation_error_message=_("Another entry of this skill has this number."),
            ),
            models.UniqueConstraint(
                fields=("contested_skill", "workplace"),
                condition=models.Q(workplace__isnull=False),
                name="one_entry_for_each_workplace",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=EntryStatus.WITHDRAWN) | ~models.Q(withdrawn_reason=""),
                name="withdrawn_entry_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contested_skill} {self.number}"


class EntryPerson(models.Model):
    """Somebody's place in an entry: the only one, or one of a team."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="members", verbose_name=_("entry"))
    person = models.ForeignKey(PublicPerson, models.PROTECT, related_name="places", verbose_name=_("person"))
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("person of an entry")
        verbose_name_plural = _("people of an entry")
        ordering = ("entry", "order", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("entry", "person"), name="one_place_in_an_entry_for_each_person"),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.person}"


class OfficialRole(models.TextChoices):
    """What somebody does at a championship (rules 4.1)."""

    CHIEF_EXPERT = "chief_expert", _("chief expert")
    DEPUTY_CHIEF_EXPERT = "deputy_chief_expert", _("deputy chief expert")
    EXPERT = "expert", _("expert")
    INDUSTRIAL_EXPERT = "industrial_expert", _("industrial expert")
    MENTOR = "mentor", _("expert-mentor")
    TECHNICAL_ADMINISTRATOR = "technical_administrator", _("technical administrator")
    ORGANISER = "organiser", _("organiser")
    OTHER = "other", _("other")


class Official(models.Model):
    """Somebody with a task at a championship, for one skill or, where `contested_skill` is empty, for all."""

    championship = models.ForeignKey(
        Championship, models.CASCADE, related_name="officials", verbose_name=_("championship")
    )
    contested_skill = models.ForeignKey(
        ContestedSkill,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="officials",
        verbose_name=_("contested skill"),
    )
    person = models.ForeignKey(PublicPerson, models.PROTECT, related_name="tasks", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=24, choices=OfficialRole.choices)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )

    class Meta:
        verbose_name = _("official")
        verbose_name_plural = _("officials")
        ordering = ("championship", "contested_skill", "role", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("contested_skill", "person", "role"),
                condition=models.Q(contested_skill__isnull=False),
                name="one_task_in_a_skill_for_each_role",
            ),
            models.UniqueConstraint(
                fields=("championship", "person", "role"),
                condition=models.Q(contested_skill__isnull=True),
                name="one_task_at_a_championship_for_each_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class MarkingTeam(models.Model):
    """The experts who mark one skill together, and the one who coordinates them."""

    contested_skill = models.ForeignKey(
        ContestedSkill, models.CASCADE, related_name="marking_teams", verbose_name=_("contested skill")
    )
    name = models.CharField(_("name"), max_length=100)
    officials = models.ManyToManyField(Official, through="MarkingTeamSeat", related_name="marking_teams")

    class Meta:
        verbose_name = _("marking team")
        verbose_name_plural = _("marking teams")
        ordering = ("contested_skill", "name")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("contested_skill", "name"), name="one_marking_team_for_each_name"),
        ]

    def __str__(self) -> str:
        return self.name


class MarkingTeamSeat(models.Model):
    """An official's seat in a marking team."""

    team = models.ForeignKey(MarkingTeam, models.CASCADE, related_name="seats", verbose_name=_("marking team"))
    official = models.ForeignKey(Official, models.PROTECT, related_name="seats", verbose_name=_("official"))
    coordinator = models.BooleanField(_("coordinates"), default=False)

    class Meta:
        verbose_name = _("seat of a marking team")
        verbose_name_plural = _("seats of a marking team")
        ordering = ("team", "coordinator", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("team", "official"), name="one_seat_in_a_marking_team"),
            models.UniqueConstraint(
                fields=("team",), condition=models.Q(coordinator=True), name="one_coordinator_of_a_marking_team"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.official}"


class Draw(models.Model):
    """A draw of workplaces by lot: the seed and the entries that it was made of, and what came out.

    `order` holds the keys of the entries as they went in, `outcome` the workplace of each by its key.
    """

    contested_skill = models.ForeignKey(
        ContestedSkill, models.PROTECT, related_name="draws", verbose_name=_("contested skill")
    )
    seed = models.CharField(_("seed"), max_length=200)
    method = models.PositiveSmallIntegerField(_("version of the method"))
    order = models.JSONField(_("entries"), default=list)
    outcome = models.JSONField(_("workplaces"), default=dict)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("drawn by")
    )
    drawn_at = models.DateTimeField(_("drawn"), auto_now_add=True)
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("annulled by"),
    )
    annulled_at = models.DateTimeField(_("annulled"), null=True, blank=True)
    annulled_reason = models.CharField(_("why it was annulled"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("draw of workplaces")
        verbose_name_plural = _("draws of workplaces")
        ordering = ("contested_skill", "-drawn_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("contested_skill",),
                condition=models.Q(annulled_at__isnull=True),
                name="one_standing_draw_for_each_skill",
            ),
            models.CheckConstraint(
                condition=models.Q(annulled_at__isnull=True) | ~models.Q(annulled_reason=""),
                name="annulled_draw_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contested_skill}: {self.seed}"

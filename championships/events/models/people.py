"""People at championships, and what of them the public may know."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Publicity(models.TextChoices):
    """What the public may know of somebody's name, from nothing upwards."""

    NOTHING = "nothing", _("nothing")
    INITIALS = "initials", _("initials")
    NAME = "name", pgettext_lazy("of a person", "name")

    @property
    def level(self) -> int:
        """Return how much it tells, 0 for nothing."""
        return list(type(self)).index(self)


class PublicPerson(models.Model):
    """Somebody who competes or judges: one row over all championships, so that her publicity is hers.

    `public_name` is what surfaces may print; `championships.events.publicity` alone writes it, with the choice.
    """

    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    given_name = models.CharField(_("given name"), max_length=100)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="public_person",
        verbose_name=_("user"),
    )
    picture = models.ForeignKey(
        "media.CustomImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    publicity = models.CharField(
        _("what is public of the name"),
        max_length=10,
        choices=Publicity.choices,
        default=Publicity.INITIALS,
        editable=False,
    )
    shows_picture = models.BooleanField(_("the picture is public"), default=False, editable=False)
    public_name = models.CharField(_("public name"), max_length=320, blank=True, editable=False, db_index=True)
    removed_at = models.DateTimeField(_("removed on request"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("person at championships")
        verbose_name_plural = _("people at championships")
        ordering = ("family_name", "given_name", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(removed_at__isnull=True)
                | models.Q(publicity=Publicity.NOTHING, shows_picture=False, public_name=""),
                name="nothing_is_public_of_who_was_removed",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Return the whole name, as the sealed record has it; never for the public."""
        return " ".join(part for part in (self.given_name, self.patronymic, self.family_name) if part)


class Covers(models.TextChoices):
    """What a consent allows."""

    NAME = "name", _("the name")
    PICTURE = "picture", _("the picture")


class GivenBy(models.TextChoices):
    """Who gave a consent."""

    SELF = "self", _("the person")
    PARENT = "parent", _("a parent or guardian")


class Consent(models.Model):
    """A consent to be public, as a paper says it; it stands until it is withdrawn."""

    person = models.ForeignKey(PublicPerson, models.CASCADE, related_name="consents", verbose_name=_("person"))
    covers = models.CharField(_("covers"), max_length=10, choices=Covers.choices)
    given_by = models.CharField(_("given by"), max_length=10, choices=GivenBy.choices)
    given_by_name = models.CharField(_("name of who gave it"), max_length=200)
    basis = models.CharField(_("paper"), max_length=300, help_text=_("Which paper, its number and date."))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("person", "-recorded_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("person", "covers"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_consent_for_each_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_covers_display()}"

"""Ceremonies: the steps in which results are revealed, as they were made, and which of them stands on the screens."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from championships.events.models.championships import Championship


def screen_key() -> str:
    """Return a key that nobody guesses, for the address of the screens."""
    return secrets.token_urlsafe(16)


class Ceremony(models.Model):
    """The reveal of a championship's results, or its rehearsal with invented competitors.

    `steps` names lines by their keys and holds no name, so a consent that is withdrawn is heard. `sources` are the
    results that the steps were made from, with their seals. `moves` grows whenever the screens have something new.
    Ceremonies of one championship share the `key` of their screens, so that those need not be opened again.
    """

    championship = models.ForeignKey(
        Championship, models.CASCADE, related_name="ceremonies", verbose_name=_("championship")
    )
    rehearsal = models.BooleanField(_("rehearsal"), default=False)
    key = models.CharField(_("key of the screens"), max_length=43, default=screen_key, editable=False, db_index=True)
    steps = models.JSONField(_("steps"), default=list, editable=False)
    sources = models.JSONField(_("results it was made from"), default=list, editable=False)
    choices = models.JSONField(_("what it shows"), default=dict, editable=False)
    seal = models.CharField(_("seal"), max_length=64, editable=False)
    sayings = models.JSONField(_("how names are said"), default=dict, blank=True, editable=False)
    step = models.PositiveIntegerField(_("step on the screens"), default=0, editable=False)
    moves = models.PositiveBigIntegerField(_("moves"), default=0, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("ceremony")
        verbose_name_plural = _("ceremonies")
        ordering = ("championship", "-made_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("championship",),
                condition=models.Q(ended_at__isnull=True),
                name="one_open_ceremony_for_each_championship",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.championship}: {self.made_at:%Y-%m-%d %H:%M}"

"""Drafts: marking schemes that are being built in the browser, every edit of them, and what people say about rows."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from championships.schemes.models.schemes import Scheme, SchemeVersion


class SchemeDraft(models.Model):
    """A marking scheme under construction; once it is published as a version nothing of it changes any more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    content = models.JSONField(_("content"))
    revision = models.PositiveIntegerField(_("revision"), default=0, help_text=_("How many edits were made."))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="scheme_drafts",
        verbose_name=_("owner"),
    )
    organisation = models.ForeignKey(
        "people.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="scheme_drafts",
        verbose_name=_("organisation"),
    )
    scheme = models.ForeignKey(
        Scheme,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("marking scheme"),
        help_text=_("The scheme whose next version this becomes; empty for a new scheme."),
    )
    based_on = models.ForeignKey(
        SchemeVersion, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("based on")
    )
    published_as = models.ForeignKey(
        SchemeVersion, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("published as")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, help_text=_("When it was published."))

    class Meta:
        verbose_name = _("draft of a marking scheme")
        verbose_name_plural = _("drafts of marking schemes")
        ordering = ("-changed_at", "-pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the editor."""
        return reverse("schemes:draft", args=[self.pk])


class SchemeEdit(models.Model):
    """One edit of a draft. Its key is the browser's own, so that an edit which is sent twice is made once."""

    id = models.UUIDField(primary_key=True, editable=False)
    draft = models.ForeignKey(SchemeDraft, models.CASCADE, related_name="edits", verbose_name=_("draft"))
    number = models.PositiveIntegerField(_("number"), help_text=_("The revision that the edit made."))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    command = models.JSONField(_("command"))
    inverse = models.JSONField(_("what takes it back"))
    where = models.CharField(_("where"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("edit of a draft")
        verbose_name_plural = _("edits of drafts")
        ordering = ("draft", "-number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("draft", "number"), name="one_edit_for_each_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.command.get('type', '')} {self.where}".strip()


class SchemeComment(models.Model):
    """What somebody says about a row of a draft; it stays with the row wherever that moves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(SchemeDraft, models.CASCADE, related_name="comments", verbose_name=_("draft"))
    row_key = models.CharField(_("key of the row"), max_length=40, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("author")
    )
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(_("written"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resolved by"),
    )

    class Meta:
        verbose_name = _("comment on a draft")
        verbose_name_plural = _("comments on drafts")
        ordering = ("draft", "made_at", "pk")

    def __str__(self) -> str:
        return self.text[:60]

"""A document that was issued: what is printed on it, from which evidence, and whether it still stands."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching.certificates.models.terms import ProgrammeTerms
from people.models import Organisation, User

LONGEST_NAME = 200


class Certificate(models.Model):
    """One document. Its key cannot be guessed: it is the address at which anybody verifies it.

    Nothing printed is ever changed: another name means another document, which names this one (`replaces`).
    `snapshot` is what the server found when it was issued, with `snapshot_hash` over it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    terms = models.ForeignKey(
        ProgrammeTerms, models.PROTECT, related_name="certificates", verbose_name=_("terms of the programme")
    )
    programme_key = models.UUIDField(_("programme"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="certificates", verbose_name=_("issuing organisation")
    )
    sequence = models.PositiveIntegerField(_("number in the series"))
    series_prefix = models.CharField(_("beginning of the number"), max_length=20, blank=True)
    number = models.CharField(_("number"), max_length=40)
    registration_number = models.CharField(_("registration number"), max_length=40)
    recipient = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="certificates", verbose_name=_("recipient")
    )
    name = models.CharField(_("name as printed"), max_length=LONGEST_NAME)
    family_name = models.CharField(_("family name"), max_length=LONGEST_NAME, blank=True)
    given_name = models.CharField(_("given name"), max_length=LONGEST_NAME, blank=True)
    middle_name = models.CharField(_("middle name"), max_length=LONGEST_NAME, blank=True)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    completed_at = models.DateTimeField(_("completed"))
    issued_on = models.DateField(_("issued on"))
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="certificates_issued", verbose_name=_("issued by")
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    snapshot = models.JSONField(_("evidence"))
    snapshot_hash = models.CharField(_("SHA-256 of the evidence"), max_length=64)
    badge_salt = models.CharField(_("salt of the badge"), max_length=32)
    status_list = models.PositiveIntegerField(_("status list"))
    status_index = models.PositiveIntegerField(_("place in the status list"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="certificates_revoked", verbose_name=_("revoked by")
    )
    revocation_reason = models.CharField(_("reason of the revocation"), max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ("-issued_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("organisation", "number"), name="one_document_for_each_number"),
            models.UniqueConstraint(
                fields=("organisation", "status_list", "status_index"), name="one_document_for_each_status_bit"
            ),
            models.UniqueConstraint(
                fields=("recipient", "programme_key", "completed_at"),
                condition=models.Q(revoked_at=None),
                name="one_standing_document_for_each_completion",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("number",), name="certificate_by_number")]

    def __str__(self) -> str:
        return f"{self.number}, {self.name}"

    def get_absolute_url(self) -> str:
        """Return the path of the public verification page in the active language."""
        return reverse("certificates:verify", args=[self.pk])

    @property
    def title(self) -> str:
        """Return the title of the programme as it is printed."""
        return str(self.snapshot["programme"]["title"])

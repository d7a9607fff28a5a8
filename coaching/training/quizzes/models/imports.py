"""Questions that were read from a file and wait for their author's yes."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.training.quizzes.models.banks import QuestionBank


class PendingQuestions(models.Model):
    """A file that was read but not stored: it waits for its owner, and expires."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("owner"))
    report = models.JSONField(_("report"))
    bank = models.ForeignKey(QuestionBank, models.CASCADE, null=True, related_name="+", verbose_name=_("bank"))
    applied_to = models.ForeignKey(
        QuestionBank, models.SET_NULL, null=True, related_name="+", verbose_name=_("stored in")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), db_index=True)

    class Meta:
        verbose_name = _("pending questions")
        verbose_name_plural = _("pending questions")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return str(self.report.get("source", self.pk))

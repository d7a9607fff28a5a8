"""What one reviewer gives one version of a work, and every mark of it by the code of its aspect."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.training.assignments.models.submission import Submission


class ReviewState(models.TextChoices):
    """How far a review is."""

    ALLOCATED = "allocated", _("to be marked")
    DRAFT = "draft", _("begun")
    SUBMITTED = "submitted", _("given")
    CLOSED = "closed", _("closed by the return")
    WITHDRAWN = "withdrawn", _("given to somebody else")


OPEN = (ReviewState.ALLOCATED, ReviewState.DRAFT)
ACTIVE = (*OPEN, ReviewState.SUBMITTED, ReviewState.CLOSED)
_ACTIVE = models.Q(state__in=[state.value for state in ACTIVE])


class Review(models.Model):
    """One reviewer's look at one version: `place` 1 or 2, and 3 for a third look."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews", verbose_name=_("marker")
    )
    place = models.PositiveSmallIntegerField(_("place"))
    state = models.CharField(_("state"), max_length=10, choices=ReviewState.choices, default=ReviewState.ALLOCATED)
    comment = models.TextField(_("comment on the whole"), blank=True)
    mark = models.DecimalField(_("mark"), max_digits=7, decimal_places=2, null=True, blank=True)
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2, null=True, blank=True)
    allocated_at = models.DateTimeField(_("allocated"))
    submitted_at = models.DateTimeField(_("given"), null=True, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ("submission", "place", "allocated_at")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("submission", "place"), condition=_ACTIVE, name="one_active_review_for_each_place"
            ),
            models.UniqueConstraint(
                fields=("submission", "reviewer"), condition=_ACTIVE, name="one_active_review_for_each_reviewer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.submission}"

    @property
    def is_open(self) -> bool:
        """Return whether its reviewer may still write in it."""
        return self.state in OPEN


class ReviewMark(models.Model):
    """What a reviewer gave one aspect. No mark means "not marked", which is not zero.

    `observation` and `explanation` belong to a mark that follows from a rule, `score` to a judgement.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="marks")
    code = models.CharField(_("code"), max_length=20)
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True, validators=[MaxValueValidator(3)])
    observation = models.JSONField(_("observation"), null=True, blank=True)
    explanation = models.JSONField(_("explanation"), default=list, blank=True)
    mark = models.DecimalField(_("mark"), max_digits=6, decimal_places=2, null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("mark of a review")
        verbose_name_plural = _("marks of reviews")
        ordering = ("review", "code")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("review", "code"), name="one_mark_for_each_aspect_of_a_review"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.mark}"

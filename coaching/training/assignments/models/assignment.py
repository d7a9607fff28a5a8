"""An assignment: a task, what to hand in, and by which part of a marking scheme it is marked; one row for each language."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import PreviewableMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from championships.schemes.models import SchemeVersion
from coaching.training import excerpts
from coaching.training.assignments.due import LatePolicy
from coaching.training.assignments.models.submission import Submission

MOST_FILES = 20
MOST_MEGABYTES = 25
MEGABYTE = 1024 * 1024


class ThirdRule(models.TextChoices):
    """Whose marks count after a third look."""

    THIRD = "third", _("the third marker's alone")
    NEARER = "nearer", _("the third marker's and those of the marker who is nearer to them")


class Assignment(PreviewableMixin, TranslatableMixin, models.Model):
    """One assignment in one language. All that is a rule is the same in every language."""

    title = models.CharField(_("title"), max_length=200)
    task = RichTextField(
        _("task"),
        features=["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"],
        help_text=_("What the learner does."),
    )
    hand_in = models.TextField(
        _("what to hand in"),
        max_length=1000,
        help_text=_("For example: two pictures, one of each side, and the sheet."),
    )
    takes_text = models.BooleanField(_("a text written on the page"), default=True)
    takes_pictures = models.BooleanField(_("pictures (JPEG, PNG, WebP)"), default=True)
    takes_documents = models.BooleanField(_("documents (PDF, and office files without macros)"), default=True)
    takes_sounds = models.BooleanField(_("sound"), default=False)
    takes_videos = models.BooleanField(_("video (MP4, WebM)"), default=False)
    takes_archives = models.BooleanField(_("ZIP archives"), default=False)
    fewest_files = models.PositiveSmallIntegerField(
        _("at least so many files"), default=0, validators=[MaxValueValidator(MOST_FILES)]
    )
    most_files = models.PositiveSmallIntegerField(
        _("at most so many files"), default=6, validators=[MaxValueValidator(MOST_FILES)]
    )
    largest_megabytes = models.PositiveSmallIntegerField(
        _("largest file, MB"), default=10, validators=[MinValueValidator(1), MaxValueValidator(MOST_MEGABYTES)]
    )
    scheme_version = models.ForeignKey(
        SchemeVersion,
        models.PROTECT,
        related_name="+",
        verbose_name=_("marking scheme"),
        help_text=_("A translation may name the same scheme in its own language: same aspects, same marks."),
    )
    codes = models.CharField(
        _("criteria or sub-criteria"),
        max_length=120,
        blank=True,
        help_text=_("A letter for a whole criterion, or codes with commas: A1, B2. Empty: the whole scheme."),
    )
    pass_percent = models.DecimalField(
        _("accepted from, percent"),
        max_digits=5,
        decimal_places=2,
        default=60,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    due_days = models.PositiveSmallIntegerField(
        _("due so many days after the learner began"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    late_policy = models.CharField(
        _("work that comes late"), max_length=8, choices=LatePolicy.choices, default=LatePolicy.MARK
    )
    reviewers = models.PositiveSmallIntegerField(
        _("markers of each work"), choices=[(1, _("one")), (2, _("two, each on their own"))], default=1
    )
    spread_percent = models.DecimalField(
        _("third look from a difference over, percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        default=10,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Between the totals of two markers, of the whole. Empty: a third look is never asked for."),
    )
    third_rule = models.CharField(
        _("after a third look count"), max_length=8, choices=ThirdRule.choices, default=ThirdRule.NEARER
    )
    compatriots_apart = models.BooleanField(
        _("nobody marks work from their own organisation"), default=False, help_text=_("The compatriot rule.")
    )
    is_blind = models.BooleanField(_("markers do not see names"), default=False)
    resubmissions = models.PositiveSmallIntegerField(
        _("may be handed in again"),
        default=2,
        validators=[MaxValueValidator(20)],
        help_text=_("How many further versions a learner may hand in. 0: the first one counts."),
    )

    RULES: ClassVar[tuple[str, ...]] = (
        "takes_text", "takes_pictures", "takes_documents", "takes_sounds", "takes_videos", "takes_archives",
        "fewest_files", "most_files", "largest_megabytes", "codes", "pass_percent", "due_at", "due_days", "late_policy",
        "reviewers", "spread_percent", "third_rule", "compatriots_apart", "is_blind", "resubmissions",
    )  # fmt: skip
    override_translatable_fields: ClassVar[list[object]] = [
        SynchronizedField("scheme_version"),
        *(SynchronizedField(name, overridable=False) for name in RULES),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the learner's page, which is one for all languages."""
        return reverse("assignments:work", args=[self.translation_key])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the preview beside the editor."""
        return "assignments/preview.html"

    @property
    def largest_bytes(self) -> int:
        """Return the most bytes that one file may have."""
        return self.largest_megabytes * MEGABYTE

    @property
    def takes_files(self) -> bool:
        """Return whether any kind of file may be handed in."""
        kinds = (self.takes_pictures, self.takes_documents, self.takes_sounds, self.takes_videos, self.takes_archives)
        return self.most_files > 0 and any(kinds)

    def clean(self) -> None:
        """Check what fields have to do with one another.

        Raises:
            ValidationError: by field, in words.
        """
        super().clean()
        problems: dict[str, Any] = {**self._problems_of_handing_in(), **self._problems_of_the_rubric()}
        if self.due_at and self.due_days:
            problems["due_days"] = _("Give either a day or a number of days, not both.")
        if problems:
            raise ValidationError(problems)

    def _problems_of_handing_in(self) -> dict[str, Any]:
        if self.fewest_files > self.most_files:
            return {"fewest_files": _("At least so many cannot be more than at most so many.")}
        if self.fewest_files and not self.takes_files:
            return {"fewest_files": _("Files are asked for, and no kind of file is taken.")}
        if not self.takes_text and not self.takes_files:
            return {"takes_text": _("Nothing could be handed in: take a text or a kind of file.")}
        return {}

    def _problems_of_the_rubric(self) -> dict[str, Any]:
        if not self.scheme_version_id:
            return {}
        codes = excerpts.codes_in(self.codes)
        if missing := excerpts.missing_codes(self.scheme_version, codes):
            words = _("%(missing)s is not in the scheme. It has: %(known)s.")
            known = ", ".join(excerpts.known_codes(self.scheme_version))
            return {"codes": words % {"missing": ", ".join(missing), "known": known}}
        return self._problem_of_other_languages()

    def _problem_of_other_languages(self) -> dict[str, Any]:
        """Refuse a scheme whose aspects differ from those by which the other languages are marked."""
        from coaching.training.assignments.rubric import shape_of  # noqa: PLC0415 -- it stands above the models

        shape = shape_of(self.scheme_version, self.codes)
        if shape is None or not shape:
            return {"scheme_version": _("This part of the scheme has no marks to give, or a code stands in it twice.")}
        others = type(self).objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        for other in others.exclude(scheme_version=self.scheme_version_id).select_related("scheme_version", "locale"):
            if shape_of(other.scheme_version, self.codes) != shape:
                words = _("Its aspects or marks differ from those in %(language)s: “%(scheme)s”.")
                named = {"language": other.locale.get_display_name(), "scheme": other.scheme_version}
                return {"scheme_version": words % named}
        return {}


@receiver(pre_delete, sender=Assignment)
def _keep_what_was_worked_on(instance: Assignment, **_kwargs: Any) -> None:
    """Refuse to delete an assignment, in whichever language, on which learners have begun."""
    works = Submission.objects.filter(assignment_key=instance.translation_key)
    if works.exists():
        raise models.ProtectedError(str(_("Learners have handed in work on this assignment: it stays.")), set(works))

"""Calibration exercises in the page editor."""

from collections import Counter
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from championships.schemes.models import SchemeVersion
from championships.schemes.permissions import usable_versions
from championships.schemes.snippets import kept_rows
from coaching.training.calibration.models import CalibrationExercise
from coaching.training.calibration.reading import AspectToJudge, aspects_of, unknown_codes


class ExerciseForm(WagtailAdminModelForm):
    """An exercise is whole when it is kept: its codes are in the scheme, and every mark has one reference."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "scheme_version" in self.fields:
            known = Q(pk__in=usable_versions(self.for_user).values("pk")) | Q(pk=self.instance.scheme_version_id)
            self.fields["scheme_version"].queryset = SchemeVersion.objects.filter(known)

    def clean(self) -> dict[str, Any]:
        """Check the scheme, the works and the reference together."""
        cleaned: dict[str, Any] = super().clean()
        version, codes = cleaned.get("scheme_version"), cleaned.get("codes")
        if not version or not codes:
            return cleaned
        unknown = unknown_codes(version, codes)
        if unknown:
            words = {"codes": ", ".join(unknown), "scheme": version}
            self.add_error("codes", _("Not in “%(scheme)s”: %(codes)s.") % words)
            return cleaned
        if all(formset.is_valid() for formset in self.formsets.values()):
            works, references = (kept_rows(self.formsets[name]) for name in ("works", "references"))
            for problem in problems_of(works, references, aspects_of(version, codes)):
                self.add_error(None, ValidationError(problem))
        return cleaned


def problems_of(
    works: list[dict[str, Any]], references: list[dict[str, Any]], aspects: list[AspectToJudge]
) -> list[str]:
    """Return in words what is wrong with works and references taken together: each mark needs exactly one reference."""
    numbers = [row["number"] for row in works]
    if not numbers:
        return [_("An exercise needs at least one work.")]
    problems = [
        _("Two works have the number %(number)s: give each its own.") % {"number": number}
        for number, times in Counter(numbers).items()
        if times > 1
    ]
    by_code = {aspect.code: aspect for aspect in aspects}
    given = Counter((row["work"], row["aspect"].strip().upper()) for row in references)
    for row in references:
        problems += _problems_of_reference(row, numbers, by_code)
    for number in dict.fromkeys(numbers):
        for code in by_code:
            times = given[number, code.upper()]
            if times != 1:
                words = {"work": number, "code": code, "times": times}
                problems.append(_("Work %(work)s needs one reference for %(code)s and has %(times)s.") % words)
    return problems


def _problems_of_reference(row: dict[str, Any], numbers: list[int], by_code: dict[str, AspectToJudge]) -> list[str]:
    words = {"work": row["work"], "code": row["aspect"]}
    aspect = by_code.get(row["aspect"])
    if row["work"] not in numbers:
        return [_("There is no work %(work)s, but it has a reference for %(code)s.") % words]
    if aspect is None:
        return [_("%(code)s is not judged in this exercise, but work %(work)s has a reference for it.") % words]
    if row["value"] > aspect.most or (aspect.is_judged and row["value"] % 1):
        text = _("Work %(work)s, %(code)s: %(value)s is no reference. Give a whole number from 0 to 3.")
        measured = _("Work %(work)s, %(code)s: %(value)s is over the maximum of %(most)s marks.")
        return [(text if aspect.is_judged else measured) % {**words, "value": row["value"], "most": aspect.most}]
    return []


class ExerciseViewSet(SnippetViewSet):
    """The list of calibration exercises."""

    model = CalibrationExercise
    icon = "pick"
    menu_label = gettext_lazy("Calibration exercises")
    menu_order = 225
    add_to_admin_menu = True
    list_display: ClassVar[list[Any]] = [
        "title", LocaleColumn(label=gettext_lazy("Language")), "scheme_version", "opens_at", "closes_at",
    ]  # fmt: skip
    search_fields = ("title", "introduction")
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "Recorded works that judges mark alone. Agree on the reference in a panel before you write it "
                    "down, and say in each reason what in the work decides. Judges never see the reference before "
                    "they have submitted. What is submitted keeps the reference as it was then."
                )
            ),
            FieldPanel("title"),
            FieldPanel("introduction"),
            MultiFieldPanel(
                [FieldPanel("scheme_version"), FieldPanel("codes")], heading=gettext_lazy("What is judged")
            ),
            InlinePanel(
                "works",
                label=gettext_lazy("Work"),
                heading=gettext_lazy("Recorded works"),
                min_num=1,
                panels=[
                    FieldRowPanel([FieldPanel("number"), FieldPanel("title")]),
                    FieldPanel("picture"),
                    FieldPanel("picture_text"),
                    FieldPanel("video"),
                    FieldPanel("document"),
                    FieldPanel("description"),
                ],
            ),
            InlinePanel(
                "references",
                label=gettext_lazy("Reference mark"),
                heading=gettext_lazy("Reference: one mark for every aspect of every work"),
                panels=[
                    FieldRowPanel([FieldPanel("work"), FieldPanel("aspect"), FieldPanel("value")]),
                    FieldPanel("reason"),
                ],
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("tolerance"), FieldPanel("measured_tolerance")]),
                    FieldRowPanel([FieldPanel("pass_percent"), FieldPanel("attempts")]),
                ],
                heading=gettext_lazy("When it is passed"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                    FieldRowPanel([FieldPanel("reference_shown"), FieldPanel("others_shown")]),
                ],
                heading=gettext_lazy("Who sees what, and when"),
            ),
        ],
        base_form_class=ExerciseForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[CalibrationExercise]:
        """Return the exercises with their schemes, in one query."""
        return CalibrationExercise.objects.select_related("locale", "scheme_version__scheme")

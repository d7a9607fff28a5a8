"""The rules in the page editor: a page of their own, behind the button "Rules" of a programme, module or lesson."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Page

from coaching.training.learning import addressing, belonging
from coaching.training.learning.models import AvailabilityRule, CompletionRule, EnrolmentTerms, Level, Reading
from coaching.training.learning.outline import Outline, level_of, outline_of
from coaching.training.learning.refusals import LearningRefused
from coaching.training.learning.setting_rules import AVAILABILITY, COMPLETION, TERMS, set_rules
from people.access import signed_in

DATES = {"opens_at": AdminDateTimeInput, "closes_at": AdminDateTimeInput}


class TermsForm(forms.ModelForm):
    """Who may read a programme."""

    class Meta:
        model = EnrolmentTerms
        fields: ClassVar[tuple[str, ...]] = TERMS
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"reading": forms.RadioSelect}

    def clean(self) -> dict[str, Any]:
        """Where one must be invited, nobody enrols herself."""
        cleaned = super().clean() or {}
        if cleaned.get("reading") == Reading.INVITED:
            cleaned["self_enrolment"] = False
        return cleaned


class CompletionForm(forms.ModelForm):
    """What completes a module or a lesson."""

    class Meta:
        model = CompletionRule
        fields: ClassVar[tuple[str, ...]] = COMPLETION


class AvailabilityForm(forms.ModelForm):
    """When a part opens."""

    prerequisites = forms.MultipleChoiceField(
        label=_("Must be complete first"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Modules and lessons of this programme."),
    )

    class Meta:
        model = AvailabilityRule
        fields: ClassVar[tuple[str, ...]] = AVAILABILITY
        widgets: ClassVar[dict[str, type[forms.Widget]]] = DATES

    def __init__(self, *args: Any, choices: list[tuple[str, str]], is_leaf: bool, **options: Any) -> None:
        """Offer the parts that may come first; a lesson has no parts to open in order."""
        super().__init__(*args, **options)
        self.fields["prerequisites"].choices = choices  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["prerequisites"] = [str(each.key) for each in self.instance.prerequisites.all()]
        if not choices:
            del self.fields["prerequisites"]
        if is_leaf:
            del self.fields["in_order"]

    def clean(self) -> dict[str, Any]:
        """Ask for an end after the beginning."""
        cleaned = super().clean() or {}
        for first, last in (("opens_at", "closes_at"), ("opens_on_day", "closes_after_day")):
            if cleaned.get(first) and cleaned.get(last) and cleaned[last] < cleaned[first]:
                self.add_error(last, _("It would close before it opens."))
        return cleaned


def edit_rules(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show and set the rules of a page.

    Raises:
        PermissionDenied: the author may not edit the page, or it is none that one learns from.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not addressing.is_learnt(page) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    made = _forms(request, page)
    if request.method == "POST" and all(form.is_valid() for form in made.values()) and _set(request, page, made):
        messages.success(request, _("The rules are set. They hold at once, in every language."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        "page": page,
        "level": level_of(page),
        "forms": made.values(),
        "media": sum((form.media for form in made.values()), forms.Media()),
        "back": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return render(
        request, "learning/admin/rules.html", context, status=422 if any(f.errors for f in made.values()) else 200
    )


def _forms(request: HttpRequest, page: Page) -> dict[str, forms.ModelForm]:
    key, level = addressing.key_of(page), level_of(page)
    sent = request.POST if request.method == "POST" else None
    kept = {
        model: model.objects.filter(**{field: key}).first() or model(**{field: key})
        for model, field in ((EnrolmentTerms, "programme_key"), (CompletionRule, "key"), (AvailabilityRule, "key"))
    }
    made: dict[str, forms.ModelForm] = {}
    if level == Level.PROGRAMME:
        made["terms"] = TermsForm(sent, instance=kept[EnrolmentTerms])
    else:
        made["completion"] = CompletionForm(sent, instance=kept[CompletionRule])
    made["availability"] = AvailabilityForm(
        sent, instance=kept[AvailabilityRule], choices=_choices(key), is_leaf=level == Level.LESSON
    )
    return made


def _choices(key: UUID) -> list[tuple[str, str]]:
    """Return the parts that may come before the one with this key: all that neither hold it nor stand in it."""
    found: dict[str, str] = {}
    for top in sorted(belonging.tops_with(key), key=str):
        outline = outline_of(top)
        if outline is not None and key in outline.ways:
            found |= _before(outline, key)
    return list(found.items())


def _before(outline: Outline, key: UUID) -> dict[str, str]:
    above = {part.key for part in outline.ways[key]}
    return {
        str(each): f"{'– ' * (len(way) - 2)}{outline.shown[each].title}"
        for each, way in outline.ways.items()
        if each not in above and key not in {part.key for part in way}
    }


def _set(request: HttpRequest, page: Page, made: dict[str, forms.ModelForm]) -> bool:
    values = {name: value for form in made.values() for name, value in form.cleaned_data.items()}
    first = [UUID(each) for each in values.pop("prerequisites", ())]
    try:
        set_rules(actor=signed_in(request), page=page, values=values, prerequisites=first)
    except LearningRefused as refused:
        made["availability"].add_error(None, str(refused))
        return False
    return True

"""The form of a programme's terms: it knows the rule of the organisation's country, and says where that is from."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from coaching.certificates.countries import profile_of
from coaching.certificates.models import DocumentKind, ProgrammeTerms
from coaching.certificates.models.terms import MOST_DIGITS
from coaching.certificates.permissions import organisations_to_issue_for
from coaching.certificates.programmes import Programme
from people.models import User
from people.names import is_readable

SERIES = {
    "begins_with": "prefix",
    "digits": "digits",
    "restarts_yearly": "restarts_yearly",
    "next_number": "next_number",
}
"""The fields of the numbers, and what the series calls them: a form has a prefix of its own already."""
REGISTER = ("area", "qualification", "speciality_group", "study_form", "financing", "education_place")
PRINTED = ("city", "signatory_name", "signatory_post", "area", "qualification", "speciality_group", "begins_with")


class TermsForm(forms.ModelForm):
    """On which terms a programme ends with a document."""

    begins_with = forms.CharField(
        label=_("Numbers begin with"),
        max_length=20,
        required=False,
        help_text=_("For example PD-. Programmes of your organisation that begin alike count in one series."),
    )
    digits = forms.IntegerField(
        label=_("Digits of the number"),
        initial=6,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DIGITS)],
        help_text=_("Shorter numbers are filled with zeros: 6 makes 000012 of 12."),
    )
    restarts_yearly = forms.BooleanField(
        label=_("Begin with 1 each year, and write the year before the number"), required=False, initial=True
    )
    next_number = forms.IntegerField(
        label=_("Next number"),
        initial=1,
        min_value=1,
        max_value=10**MOST_DIGITS - 1,
        help_text=_("Where documents were issued before: the first free number. It can be raised, never lowered."),
    )

    class Meta:
        model = ProgrammeTerms
        fields: ClassVar[list[str]] = [
            "kind",
            "hours",
            "organisation",
            "city",
            "signatory_name",
            "signatory_post",
            "valid_months",
            *REGISTER,
        ]
        help_texts: ClassVar[dict[str, Any]] = {
            "hours": _("Academic hours of 45 minutes, as the document states them."),
            "city": _("As it stands beside the date of issue."),
            "signatory_name": _("The family name and initials, for example A. Serikova."),
            "signatory_post": _("For example Director of the college."),
            "valid_months": _("Leave it empty for a document without an end."),
            "area": _("As the register of documents names it; Russia’s register asks for it."),
            "qualification": _("For retraining: what the diploma entitles to."),
            "speciality_group": _("Code and name, where the programme belongs to one."),
        }

    def __init__(self, data: Any = None, *, user: User, programme: Programme) -> None:
        """Offer what `user` may issue for; begin with the hours of the programme's page and the numbers in use."""
        terms = programme.terms
        numbers = {name: getattr(terms.series, of_series) for name, of_series in SERIES.items()} if terms else {}
        super().__init__(data, instance=terms, initial=numbers or {"hours": programme.hours})
        self.programme = programme
        field: Any = self.fields["organisation"]
        field.queryset = organisations_to_issue_for(user)
        field.label_from_instance = lambda organisation: organisation.name
        if not terms and field.queryset.count() == 1:
            field.initial = field.queryset.first()

    def clean(self) -> dict[str, Any]:
        """Hold the hours to the rule of the country and to the programme itself."""
        cleaned = super().clean() or {}
        for name in PRINTED:
            if not is_readable(cleaned.get(name) or ""):
                self.add_error(name, _("This holds characters that cannot be shown."))
        if {"hours", "kind", "organisation"} <= cleaned.keys():
            self._check_hours(cleaned["organisation"].country, cleaned["kind"], cleaned["hours"])
        if cleaned.get("kind") == DocumentKind.RETRAINING and not cleaned.get("qualification"):
            self.add_error("qualification", _("A diploma of retraining names the qualification that it gives."))
        return cleaned

    def _check_hours(self, country: str, kind: str, hours: int) -> None:
        profile = profile_of(country)
        if hours < (fewest := profile.fewest(kind)):
            words = _("This document needs at least %(fewest)s academic hours. %(source)s")
            self.add_error("hours", words % {"fewest": fewest, "source": profile.source})
        elif hours > self.programme.hours:
            words = _("The programme’s page has %(hours)s hours: a document cannot state more.")
            self.add_error("hours", words % {"hours": self.programme.hours})

    def series(self) -> dict[str, Any]:
        """Return the numbers that were asked for; the form is valid."""
        return {of_series: self.cleaned_data[name] for name, of_series in SERIES.items()}

    def terms(self) -> dict[str, Any]:
        """Return everything else but the organisation; the form is valid."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name != "organisation"}

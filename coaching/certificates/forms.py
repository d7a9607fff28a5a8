"""The forms of documents: they check what was typed, and save nothing but a person's own details."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coaching.certificates import finding
from coaching.certificates.models import LONGEST_NAME, RecipientDetails
from coaching.certificates.revoking import LONGEST_REASON
from coaching.certificates.snils import normal_snils
from coaching.certificates.standing import State
from people.models import User
from people.names import is_readable

LONGEST_ADDRESS = 500


class CheckForm(forms.Form):
    """What somebody types from a document that she wants to verify."""

    number = forms.CharField(
        label=_("Number of the document, or its address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("As it stands beside “No.”, for example PD-2026-000012, or the address below the QR code."),
    )
    name = forms.CharField(
        label=_("Name on the document"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("Whole, as it is printed. With the address you do not need it."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the name where only a number was typed."""
        cleaned = super().clean() or {}
        number = cleaned.get("number", "")
        if number and not finding.key_in(number) and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("With a number, the name is needed too: a number alone could be guessed."))
        return cleaned


class NameForm(forms.ModelForm):
    """How a person's name stands on documents."""

    class Meta:
        model = RecipientDetails
        fields: ClassVar[list[str]] = ["family_name", "given_name", "middle_name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for what a name needs."""
        super().__init__(*args, **kwargs)
        self.fields["family_name"].required = self.fields["given_name"].required = True


class RegisterForm(NameForm):
    """The name, and what the register of the country asks besides; whatever is not known yet may wait."""

    class Meta(NameForm.Meta):
        fields: ClassVar[list[str]] = [
            *NameForm.Meta.fields,
            "birth_date",
            "sex",
            "citizenship",
            "snils",
            "education_level",
            "diploma_family_name",
            "diploma_series",
            "diploma_number",
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "birth_date": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "bday"}),
            "snils": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            "citizenship": forms.TextInput(attrs={"inputmode": "numeric"}),
        }

    def clean_snils(self) -> str:
        """Return the number as documents write it."""
        text: str = self.cleaned_data["snils"]
        return normal_snils(text) if text else ""


class ReasonForm(forms.Form):
    """Why a document is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who verifies the document reads it. Name no illness and no offence of anybody."),
    )

    def clean_reason(self) -> str:
        """Return the reason, if it can be shown."""
        reason: str = self.cleaned_data["reason"]
        if not is_readable(reason, lines=True):
            raise forms.ValidationError(_("This holds characters that cannot be shown."))
        return reason


class CohortForm(forms.Form):
    """Of which cohort learners are offered documents."""

    cohort = forms.TypedChoiceField(label=_("Cohort"), required=False, coerce=UUID, empty_value=None)

    def __init__(self, *args: Any, cohorts: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        """Offer `cohorts`, each as its key and its name."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["cohort"]
        field.choices = [("", _("everybody who is enrolled")), *cohorts]


class IssueForm(forms.Form):
    """To whom documents are issued, of those who are offered, and in which language."""

    recipients = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Learners"),
        error_messages={"required": _("Choose at least one learner.")},
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=_("Language of the documents"),
        choices=[("", _("each learner’s own")), *settings.LANGUAGES],
        required=False,
    )

    def __init__(self, *args: Any, learners: Any, **kwargs: Any) -> None:
        """Offer `learners`, a queryset of users."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["recipients"]
        field.queryset = learners
        field.initial = learners


class FilterForm(forms.Form):
    """Which documents of a programme to list."""

    q = forms.CharField(label=_("Name or number"), max_length=LONGEST_NAME, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", pgettext_lazy("any state", "all")),
            (State.VALID.value, _("valid")),
            (State.EXPIRED.value, _("expired")),
            (State.REVOKED.value, _("revoked")),
            (State.REPLACED.value, _("replaced")),
        ],
        required=False,
    )
    since = forms.DateField(
        label=_("Issued from"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Issued until"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def asked(self) -> dict[str, Any]:
        """Return what was asked for and can be understood; the rest asks for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

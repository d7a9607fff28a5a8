"""The forms of the import: first the file, then the yes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from championships.schemes import importing
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.report import ImportReport
from championships.schemes.models import Scheme
from championships.schemes.permissions import organisations_to_keep_for, visible_schemes
from people.models import Organisation, User


class FileForm(forms.Form):
    """Takes a marking-scheme file and reads it: a file that cannot be read is an error of the field."""

    file = forms.FileField(
        label=_("Marking scheme file"),
        help_text=_("An Excel workbook (.xlsx) or JSON, up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.json"}),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first.")},
    )
    report: ImportReport

    def clean_file(self) -> Any:
        """Read the file into `report`; nothing is stored."""
        file = self.cleaned_data["file"]
        try:
            self.report = importing.read(file, file.name)
        except FileRefused as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return file


class ApplyForm(forms.Form):
    """Says where a scheme that was read is to be kept."""

    version_of = forms.ModelChoiceField(
        Scheme.objects.none(),
        label=_("Keep it as"),
        required=False,
        empty_label=_("A new scheme"),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Keep it for"),
        required=False,
        empty_label=_("Myself alone"),
        help_text=_("Mentors, experts and organisers of the organisation see the scheme and may use it."),
    )

    def __init__(self, *args: Any, user: User, report: ImportReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_schemes(user, report)
        organisations = organisations_to_keep_for(user)
        self._offer(self.fields["organisation"], organisations)
        if not user.is_superuser:
            self.fields["organisation"].initial = organisations.first()

    def _offer_schemes(self, user: User, report: ImportReport) -> None:
        """Offer to add a version to the schemes of the same skill."""
        skill = report.scheme
        of_the_skill = visible_schemes(user).filter(
            skill_number=skill.skill_number, skill_name__iexact=skill.skill_name
        )
        self._offer(self.fields["version_of"], of_the_skill)
        field = self.fields["version_of"]
        here = importing.same_scheme(report, user)
        field.initial = here.scheme_id if here else None
        field.label_from_instance = _next_version  # type: ignore[attr-defined]

    @staticmethod
    def _offer(field: Any, choices: Any) -> None:
        field.queryset = choices

    def clean(self) -> dict[str, Any] | None:
        """A new version stays where its scheme is kept."""
        cleaned = super().clean()
        if cleaned and cleaned.get("version_of"):
            cleaned["organisation"] = None
        return cleaned


def _next_version(scheme: Scheme) -> str:
    return str(_("A new version of “%(title)s”") % {"title": scheme.title})

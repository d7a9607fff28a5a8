"""The forms of the import: first the file, then the yes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from championships.marking import Kind
from championships.schemes import importing
from championships.schemes.comparing.proposing import likely_first, propose
from championships.schemes.exchange.choosing_kinds import KIND_REMARKS
from championships.schemes.exchange.refusals import FileRefused
from championships.schemes.exchange.report import ImportReport
from championships.schemes.models import AspectKind, Scheme
from championships.schemes.models.marked import LONGEST_NAME
from championships.schemes.pending import KeptBeside
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

    def __init__(self, *args: Any, user: User, report: ImportReport, asked: str | None = None, **kwargs: Any) -> None:
        """Offer what `user` may choose; `asked` is the key of the scheme to compare with, None for the likely one."""
        super().__init__(*args, **kwargs)
        self.report = report
        self.proposal = propose(report.scheme, user)
        self._offer_schemes(user, report, asked)
        organisations = organisations_to_keep_for(user)
        self._offer(self.fields["organisation"], organisations)
        if not user.is_superuser:
            self.fields["organisation"].initial = organisations.first()
        self._offer_beside(report)

    def _offer_schemes(self, user: User, report: ImportReport, asked: str | None) -> None:
        """Offer to add a version to any scheme, the likely one first; choose it if nothing else was asked for."""
        field = self.fields["version_of"]
        self._offer(field, likely_first(visible_schemes(user), self.proposal, report.scheme))
        here = importing.same_scheme(report, user)
        likely = self.proposal.scheme.pk if self.proposal and self.proposal.is_likely else None
        field.initial = (here.scheme_id if here else likely) if asked is None else asked
        field.label_from_instance = _next_version  # type: ignore[attr-defined]

    def _offer_beside(self, report: ImportReport) -> None:
        """Offer every awarded sheet and the class, each under a name that can be changed."""
        if len(report.beside.awarded) > 1:
            self.fields["all_sheets"] = forms.BooleanField(label=_("Keep all of them"), required=False)
        for number, sheet in enumerate(report.beside.awarded):
            label = sheet.name or _("Keep as a marked sheet")
            self.fields[f"sheet_{number}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"sheet_name_{number}"] = forms.CharField(
                label=_("Name on the sheet"), max_length=LONGEST_NAME, required=False, initial=sheet.name
            )
        if report.beside.members:
            self.fields["class_list"] = forms.BooleanField(label=_("Keep as a class list"), required=False)
            self.fields["class_name"] = forms.CharField(
                label=_("Name of the class"), max_length=LONGEST_NAME, required=False, initial=report.source
            )

    @staticmethod
    def _offer(field: Any, choices: Any) -> None:
        field.queryset = choices

    def compared(self) -> Scheme | None:
        """Return the scheme that the file is compared with: the one that is chosen in the form as it is shown."""
        chosen = self["version_of"].value()
        chosen = getattr(chosen, "pk", chosen)
        field: Any = self.fields["version_of"]
        return field.queryset.filter(pk=chosen).first() if str(chosen or "").isdecimal() else None

    def all_sheets(self) -> Any:
        """Return the field that keeps every awarded sheet; None where there is at most one."""
        return self["all_sheets"] if "all_sheets" in self.fields else None

    def sheets(self) -> list[tuple[Any, Any, Any]]:
        """Return each awarded sheet with its two fields."""
        return [
            (sheet, self[f"sheet_{number}"], self[f"sheet_name_{number}"])
            for number, sheet in enumerate(self.report.beside.awarded)
        ]

    def beside(self) -> KeptBeside:
        """Return what of that which stands beside the scheme is to be kept; the form is valid."""
        data = self.cleaned_data
        sheets = tuple(
            (number, data[f"sheet_name_{number}"])
            for number in range(len(self.report.beside.awarded))
            if data.get("all_sheets") or data[f"sheet_{number}"]
        )
        return KeptBeside(sheets, data["class_name"] if data.get("class_list") else None)

    def clean(self) -> dict[str, Any] | None:
        """A new version stays where its scheme is kept."""
        cleaned = super().clean()
        if cleaned and cleaned.get("version_of"):
            cleaned["organisation"] = None
        return cleaned


class KindsForm(forms.Form):
    """The mentor's word on the kind of every aspect whose kind the file does not say."""

    def __init__(self, *args: Any, report: ImportReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aspects = {aspect.code: aspect for aspect in report.scheme.aspects}
        named = (remark.parameters.get("code", "") for remark in report.remarks if remark.code in KIND_REMARKS)
        self.aspects = [aspects[code] for code in dict.fromkeys(named) if code in aspects]
        for aspect in self.aspects:
            self.fields[aspect.code] = forms.ChoiceField(
                label=_("Kind of %(code)s") % {"code": aspect.code},
                choices=AspectKind.choices,
                initial=aspect.kind.value,
            )

    def rows(self) -> list[tuple[Any, Any]]:
        """Return each aspect with its field."""
        return [(aspect, self[aspect.code]) for aspect in self.aspects]

    def chosen(self) -> dict[str, Kind]:
        """Return the new kind of each aspect whose kind was changed; the form is valid."""
        return {
            aspect.code: Kind(self.cleaned_data[aspect.code])
            for aspect in self.aspects
            if self.cleaned_data[aspect.code] != aspect.kind.value
        }


def _next_version(scheme: Scheme) -> str:
    return str(_("A new version of “%(title)s”") % {"title": scheme.title})

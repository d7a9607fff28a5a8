"""Forms of the imports at the desk: first the file, then the yes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class UploadForm(forms.Form):
    """A file to read."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file first.")},
    )

    def __init__(self, *args: Any, accept: str, help_text: str, **kwargs: Any) -> None:
        """Say which files are read."""
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = accept
        self.fields["file"].help_text = help_text


class NamesForm(forms.Form):
    """Whether the names of a file of results are public already, and by whom."""

    use_required_attribute = False
    are_public = forms.BooleanField(
        label=gettext_lazy("The official publisher has made these names public already"),
        required=False,
        help_text=gettext_lazy("Otherwise people are shown by their initials."),
    )
    published_by = forms.CharField(
        label=gettext_lazy("Where the names are published"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("The publisher, the address or the document, and the day. It stays on record."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Why results that stand already are corrected. It stays on record."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any] | None:
        """Ask for the publication where names are to be public."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("are_public") and not str(cleaned.get("published_by", "")).strip():
            self.add_error("published_by", _("Write where the names are published: it stays on record."))
        if not cleaned.get("are_public"):
            cleaned["published_by"] = ""
        return cleaned

"""Forms of the imports at the desk: first the file, then the yes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championships.events.past_results.lines import ReadAs
from championships.events.past_results.planning import PastSkill
from championships.schemes.folding import alike

MOST_SHOWN = 3


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


class SharedPlacesForm(forms.Form):
    """Whether the lines of one member that share a place are of a team, asked for each skill that has such lines."""

    use_required_attribute = False

    def __init__(self, *args: Any, skills: Sequence[PastSkill], **kwargs: Any) -> None:
        """Ask for `skills`, each as it is read now."""
        super().__init__(*args, **kwargs)
        self._numbers = {f"skill-{place}": alike(skill.number) for place, skill in enumerate(skills)}
        for name, skill in zip(self._numbers, skills, strict=True):
            people = "; ".join(skill.sharing[:MOST_SHOWN])
            self.fields[name] = forms.ChoiceField(
                label=skill.title or "–",
                choices=[
                    (ReadAs.TEAM.value, _("Each place is one team")),
                    (ReadAs.ALONE.value, _("They are competitors who share a place")),
                ],
                initial=skill.read_as.value,
                help_text=f"{people}; …" if len(skill.sharing) > MOST_SHOWN else people,
                widget=forms.RadioSelect,
            )

    def choices(self) -> dict[str, str]:
        """Return what was chosen by the number of the skill, made alike."""
        return {number: self.cleaned_data[name] for name, number in self._numbers.items()}

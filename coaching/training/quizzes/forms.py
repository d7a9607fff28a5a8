"""The forms of an import of questions."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coaching.training.quizzes import importing
from coaching.training.quizzes.exchange.draft import QuestionsReport
from coaching.training.quizzes.exchange.reading import QuestionsRefused
from coaching.training.quizzes.file_messages import refusal_words
from coaching.training.quizzes.models import QuestionBank

ACCEPTED = ".gift,.txt,.xml,.xlsx,.csv,.tsv"


class QuestionsFileForm(forms.Form):
    """A file of questions, and the language that they are in."""

    file = forms.FileField(
        label=_("File with questions"),
        help_text=_("GIFT, Moodle XML, a workbook (.xlsx) or CSV; at most 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    bank = forms.ModelChoiceField(
        QuestionBank.objects.none(), label=_("Bank"), required=False, empty_label=_("A new bank")
    )
    language = forms.ChoiceField(
        label=_("Language of the questions"), choices=settings.LANGUAGES, help_text=_("A bank keeps its own language.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bank"].queryset = QuestionBank.objects.select_related("locale")  # type: ignore[attr-defined]
        self.fields["bank"].label_from_instance = lambda bank: f"{bank} ({bank.locale.language_code})"  # type: ignore[attr-defined]
        self.initial.setdefault("language", get_language() or "en")
        self.report: QuestionsReport | None = None

    def clean(self) -> dict[str, Any]:
        """Read the file; what keeps it from being read stands beside it."""
        cleaned = super().clean() or {}
        if bank := cleaned.get("bank"):
            cleaned["language"] = bank.locale.language_code
        file = cleaned.get("file")
        if file and cleaned.get("language"):
            try:
                self.report = importing.read(file, file.name, cleaned["language"])
            except QuestionsRefused as refusal:
                self.add_error("file", refusal_words(refusal))
        return cleaned


class StoreForm(forms.Form):
    """The yes that stores questions."""

    title = forms.CharField(label=_("Title of the new bank"), max_length=200)
    with_copies = forms.BooleanField(
        label=_("Store copies too"),
        required=False,
        help_text=_("Otherwise questions that are here already are left out."),
    )

    def __init__(self, *args: Any, bank: QuestionBank | None, has_copies: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bank:
            del self.fields["title"]
        if not has_copies:
            del self.fields["with_copies"]

"""The choice of what is printed, as one makes it on a page or writes it into an address."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from championships.marking import Scheme
from championships.schemes.marked.standing import marks_of
from championships.schemes.models import MarkedSheet, SchemeVersion
from championships.schemes.printing.occasion import BLANK, GivenMark, Occasion
from championships.schemes.printing.order import MOST_ASPECTS, MOST_COMPETITORS, FormKind, NothingToPrint, PrintOrder
from design.printing import PressBusy, TooMuchToPrint

COMPETITORS = 10


class PrintForm(forms.Form):
    """What to print of a scheme. An address without a word prints summary and marking forms of all of it."""

    use_required_attribute = False

    form = forms.MultipleChoiceField(
        label=pgettext_lazy("printed on paper", "Forms"),
        choices=[
            (FormKind.SUMMARY, _("Mark summary form")),
            (FormKind.MARKING, _("Marking forms")),
            (FormKind.OBSERVATION, _("Observation forms")),
        ],
        initial=[FormKind.SUMMARY, FormKind.MARKING],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one form.")},
    )
    criterion = forms.MultipleChoiceField(label=_("Criteria"), required=False)
    sub_criterion = forms.MultipleChoiceField(label=_("Sub-criteria"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the forms"),
        choices=settings.LANGUAGES,
        help_text=_("What stands in the scheme stays as it was typed."),
    )
    sheet = forms.ModelChoiceField(
        MarkedSheet.objects.none(),
        label=_("Marked sheet"),
        required=False,
        empty_label="–",
    )
    competitors = forms.IntegerField(
        label=_("Competitors on the observation forms"),
        help_text=_("A column for each, up to ten on a sheet."),
        initial=COMPETITORS,
        min_value=1,
        max_value=MOST_COMPETITORS,
    )

    def __init__(self, scheme: Scheme, sheets: QuerySet[MarkedSheet], *args: Any, **kwargs: Any) -> None:
        """Offer the parts of `scheme`, and to print the marks of one of `sheets`."""
        super().__init__(*args, **kwargs)
        self.scheme, self.sheets = scheme, sheets
        self.fields["sheet"].queryset = sheets  # type: ignore[attr-defined]
        self._offer("criterion", [criterion.letter for criterion in scheme.criteria])
        self._offer("sub_criterion", [part.code for part in scheme.sub_criteria])
        self.fields["language"].initial = get_language()

    def _offer(self, name: str, codes: list[str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- declared above
        field.choices = [(code, code) for code in codes]
        field.error_messages["invalid_choice"] = _("“%(value)s” is not in this version of the scheme.")

    @property
    def kinds(self) -> list[dict[str, Any]]:
        """Each form that can be printed: its value, its label, and whether it is chosen."""
        chosen = self["form"].value() or ()
        return [
            {"value": str(kind), "label": label, "chosen": kind in chosen}
            for kind, label in PrintForm.base_fields["form"].choices  # type: ignore[attr-defined]
        ]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Each criterion with its sub-criteria, and whether they are chosen."""
        letters, codes = (self[name].value() or () for name in ("criterion", "sub_criterion"))
        return [
            {
                "letter": criterion.letter,
                "name": criterion.name,
                "maximum": criterion.maximum,
                "chosen": criterion.letter in letters,
                "parts": [
                    {"code": part.code, "name": part.name, "maximum": part.maximum, "chosen": part.code in codes}
                    for part in criterion.sub_criteria
                ],
            }
            for criterion in self.scheme.criteria
        ]

    def asked(self) -> "PrintForm":
        """Return this form, bound to what it offers at first if nothing was asked."""
        if set(self.data) - {"version"}:
            return self
        offered = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        return PrintForm(
            self.scheme, self.sheets, {name: value for name, value in offered.items() if value is not None}
        )

    def order(self, version: SchemeVersion) -> PrintOrder:
        """Return what was chosen, for the scheme of `version`; only after `is_valid`."""
        chosen = self.cleaned_data
        with override(chosen["language"]):
            source = str(version)
        return PrintOrder(
            scheme=self.scheme,
            source=source,
            language=chosen["language"],
            kinds=[FormKind(kind) for kind in chosen["form"]],
            sub_criteria=self._sub_criteria(chosen["criterion"], chosen["sub_criterion"]),
            competitors=("",) * chosen["competitors"],
            occasion=_marked(chosen["sheet"]) if chosen["sheet"] else BLANK,
        )

    def _sub_criteria(self, letters: Collection[str], codes: Collection[str]) -> set[str] | None:
        if not (letters or codes):
            return None
        whole = (part.code for c in self.scheme.criteria if c.letter in letters for part in c.sub_criteria)
        return {*codes, *whole}

    def refuse(self, refusal: Exception) -> None:
        """Say above the form why it cannot be printed."""
        self.add_error(None, REFUSALS[type(refusal)] % {"aspects": MOST_ASPECTS})


def _marked(sheet: MarkedSheet) -> Occasion:
    marks = marks_of([sheet]).get(sheet.pk, {})
    return Occasion(competitor=sheet.name, given={code: GivenMark(mark) for code, mark in marks.items()})


REFUSALS = {
    TooMuchToPrint: _(
        "This is too much for one file: it holds up to %(aspects)s aspects, and texts of a few pages each. "
        "Choose some of the criteria and print the others next."
    ),
    NothingToPrint: _("There is nothing to print: what you chose holds no sub-criterion. Choose another form."),
    PressBusy: _("Others are printing at this moment. Try again in a minute; your choice is still here."),
}

"""Forms of the organisers' desk. They read and explain; what may be is decided by the functions behind them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championships.events.correcting import TOTAL, Changes
from championships.events.models import Covers, GivenBy, Publicity, PublicPerson, ResultRow, SkillResult
from championships.events.publicity import NewConsent
from people.names import is_readable

LONGEST_REASON = 300


class ReasonForm(forms.Form):
    """Why something is done that stays on record."""

    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why: it stays on record.")},
    )

    def clean_reason(self) -> str:
        """Return the reason, if it can be shown."""
        return self._readable("reason")

    def _readable(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if not is_readable(text, lines=True):
            raise forms.ValidationError(_("This holds characters that cannot be shown."))
        return text


class CorrectionForm(ReasonForm):
    """Why a result is corrected, what the public reads of that and, where its marks come from no room, the marks."""

    public_reason = forms.CharField(
        label=gettext_lazy("What the public reads"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=gettext_lazy(
            "It stands on the public pages and in the open data, so name nobody. Empty: they say only that it was corrected."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, result: SkillResult, rows: list[ResultRow], typed: bool, **kwargs: Any) -> None:
        """Offer the marks of `rows` where they may be typed."""
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("It stays at the desk and in the protocol: the public does not read it.")
        self.result, self.rows, self.typed = result, rows if typed else [], typed
        for row in self.rows:
            for letter, label, maximum, mark in self._cells(row):
                self.fields[f"{row.pk}-{letter}"] = forms.DecimalField(
                    label=label,
                    initial=mark,
                    min_value=Decimal(0),
                    max_value=maximum,
                    max_digits=7,
                    decimal_places=2,
                )

    def clean_public_reason(self) -> str:
        """Return what the public reads, if it can be shown."""
        return self._readable("public_reason")

    def _cells(self, row: ResultRow) -> list[tuple[str, str, Decimal, Decimal | None]]:
        if not row.criteria:
            return [(TOTAL, _("Total"), self.result.maximum, row.total)]
        return [
            (each["letter"], each["letter"], Decimal(each["maximum"]), Decimal(row.criteria[each["letter"]]))
            for each in self.result.criteria
            if each["letter"] in row.criteria
        ]

    def lines(self) -> list[tuple[ResultRow, list[forms.BoundField]]]:
        """Return the lines with the fields of their marks."""
        return [(row, [self[f"{row.pk}-{letter}"] for letter, *_rest in self._cells(row)]) for row in self.rows]

    def changes(self) -> Changes | None:
        """Return the marks that were changed, None where they are taken from the room."""
        if not self.typed:
            return None
        found: dict[int, dict[str, Decimal]] = {}
        for name in self.changed_data:
            key, _dash, letter = name.partition("-")
            if letter:
                found.setdefault(int(key), {})[letter] = self.cleaned_data[name]
        return found


class DrawForm(forms.Form):
    """The seed of a draw."""

    use_required_attribute = False
    seed = forms.CharField(
        label=gettext_lazy("Seed"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Made in front of everybody, for example the numbers of dice. Empty: it is drawn at random."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PublicityForm(forms.Form):
    """What is public of somebody, and the consent that allows it."""

    use_required_attribute = False
    publicity = forms.ChoiceField(
        label=gettext_lazy("What the public sees of the name"), choices=Publicity.choices, widget=forms.RadioSelect
    )
    shows_picture = forms.BooleanField(label=gettext_lazy("The picture is public"), required=False)
    covers = forms.MultipleChoiceField(
        label=gettext_lazy("A new consent covers"),
        choices=Covers.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    given_by = forms.ChoiceField(
        label=gettext_lazy("Given by"),
        choices=GivenBy.choices,
        required=False,
        help_text=gettext_lazy("For minors a parent or guardian gives it."),
    )
    given_by_name = forms.CharField(
        label=gettext_lazy("Name of who gave it"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    basis = forms.CharField(
        label=gettext_lazy("Paper"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Which paper, its number and date."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, person: PublicPerson, **kwargs: Any) -> None:
        """Begin with what `person` has chosen."""
        super().__init__(*args, **kwargs)
        self.initial = {"publicity": person.publicity, "shows_picture": person.shows_picture}

    def consents(self) -> list[NewConsent]:
        """Return the consents that are to be recorded."""
        data = self.cleaned_data
        return [
            NewConsent(Covers(covers), GivenBy(data["given_by"] or GivenBy.SELF), data["given_by_name"], data["basis"])
            for covers in data["covers"]
        ]

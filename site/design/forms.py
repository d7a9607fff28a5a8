"""A form of the style guide that has every kind of field."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """Fields as people meet them; it saves nothing."""

    name = forms.CharField(label=_("Your name"), help_text=_("As others see it on the board."), max_length=60)
    email = forms.EmailField(label=_("E-mail address"))
    mark = forms.DecimalField(label=_("Mark"), max_digits=5, decimal_places=2, min_value=0, max_value=2, required=False)
    module = forms.ChoiceField(label=_("Module"), choices=[("A", _("A. Design")), ("B", _("B. Layout"))])
    role = forms.ChoiceField(
        label=_("You are"),
        choices=[("judge", _("a judge")), ("competitor", _("a competitor"))],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label=_("Days"),
        choices=[("C1", "C1"), ("C2", "C2"), ("C3", "C3")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label=_("Reason"), widget=forms.Textarea, required=False)
    scheme = forms.FileField(label=_("Marking scheme"), help_text=_("An .xlsx workbook of up to 5 MB."), required=False)
    agreed = forms.BooleanField(label=_("I have checked the names of all competitors"))

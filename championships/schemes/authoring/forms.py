"""The form that begins a draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from championships.schemes.permissions import organisations_to_keep_for
from people.models import Organisation, User


class BeginForm(forms.Form):
    """Asks what the scheme is called and for whom it is kept."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("For example the skill and what it is for. You can change it later."),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Keep it for"),
        required=False,
        empty_label=_("Myself alone"),
        help_text=_("Mentors, experts and organisers of the organisation see the draft and may edit it with you."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = organisations_to_keep_for(user)
        field = self.fields["organisation"]
        field.queryset = organisations  # type: ignore[attr-defined]  # a ModelChoiceField has one
        if not user.is_superuser:
            field.initial = organisations.first()

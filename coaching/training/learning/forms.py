"""Forms of mentors: a cohort, a meeting, a list of people, an override, a nudge."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from championships.schemes.models import ClassList
from coaching.training.learning.models import Cohort, CohortSession, OverrideKind
from coaching.training.learning.outline import Outline
from people.models import Organisation, Role, User

WORKBOOK_LIMIT = 1024 * 1024


class DateInput(forms.DateInput):
    """A date as browsers take and give it."""

    input_type = "date"

    def __init__(self) -> None:
        """Write the date as the input wants it."""
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and an hour as browsers take and give them."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        """Write the moment as the input wants it."""
        super().__init__(format="%Y-%m-%dT%H:%M")


class LocalMomentField(forms.DateTimeField):
    """A day and an hour without a zone: the form says in which zone they are."""

    widget = MomentInput

    def to_python(self, value: Any) -> Any:
        """Return the moment as it was written, without a zone."""
        moment = super().to_python(value)
        return moment.replace(tzinfo=None) if isinstance(moment, dt.datetime) else moment


class CohortForm(forms.ModelForm):
    """What a cohort is: `invitation_until` is a day and an hour in the cohort's own zone."""

    programme = forms.ChoiceField(label=_("Programme"))
    invitation_until = LocalMomentField(
        label=_("The invite link works until"), required=False, help_text=_("Empty: until the cohort is over.")
    )
    mentors = forms.ModelMultipleChoiceField(
        label=_("Other mentors"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("They see and change all that you see and change."),
    )

    class Meta:
        model = Cohort
        fields: ClassVar[list[str]] = [
            "name",
            "organisation",
            "starts_on",
            "ends_on",
            "time_zone",
            "seats",
            "invitation_until",
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {"starts_on": DateInput(), "ends_on": DateInput()}

    def __init__(self, *args: Any, actor: User, programmes: list[tuple[str, str]], **options: Any) -> None:
        """Offer the programmes, the organisations of `actor`, and the other mentors there."""
        super().__init__(*args, **options)
        self.order_fields(["programme", "name", "starts_on", "ends_on", "time_zone", "seats"])
        mine = Organisation.objects.filter(memberships__user=actor).distinct()
        self.fields["organisation"].queryset = Organisation.objects.all() if actor.is_superuser else mine  # type: ignore[attr-defined]
        self.fields["programme"].choices = programmes  # type: ignore[attr-defined]
        self.fields["time_zone"].widget = forms.Select(
            choices=[(zone, zone) for zone in settings.WAGTAIL_USER_TIME_ZONES]
        )
        colleagues = User.objects.filter(memberships__role=Role.MENTOR, is_active=True).exclude(pk=actor.pk)
        if not actor.is_superuser:
            colleagues = colleagues.filter(memberships__organisation__in=mine)
        self.fields["mentors"].queryset = colleagues.distinct().order_by("name", "email")  # type: ignore[attr-defined]
        if not self.instance._state.adding:  # noqa: SLF001 -- a new row has its key already
            self._show_kept(actor)

    def _show_kept(self, actor: User) -> None:
        self.fields["programme"].disabled = True
        self.initial["programme"] = str(self.instance.programme_key)
        self.initial["mentors"] = list(self.instance.mentors.exclude(pk=actor.pk))
        if self.instance.invitation_until:
            self.initial["invitation_until"] = self.instance.invitation_until.astimezone(self.instance.zone)

    def clean(self) -> dict[str, Any]:
        """Ask for an end after the beginning, and put the end of the link into the zone of the cohort."""
        cleaned = super().clean() or {}
        if cleaned.get("starts_on") and cleaned.get("ends_on") and cleaned["ends_on"] < cleaned["starts_on"]:
            self.add_error("ends_on", _("The last day comes before the first. Choose a later one."))
        until, zone = cleaned.get("invitation_until"), cleaned.get("time_zone")
        if until and zone:
            cleaned["invitation_until"] = until.replace(tzinfo=Cohort(time_zone=zone).zone)
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what `leading` takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class MeetingForm(forms.ModelForm):
    """A meeting; its day and hour are in the zone of the cohort."""

    starts_at = LocalMomentField(label=_("Begins"))
    link = forms.CharField(
        label=_("Link"),
        required=False,
        validators=[URLValidator(["http", "https"])],
        help_text=_("A video call, or the address of a practice room."),
    )

    class Meta:
        model = CohortSession
        fields: ClassVar[list[str]] = ["title", "starts_at", "minutes", "place", "link"]

    def __init__(self, *args: Any, cohort: Cohort, **options: Any) -> None:
        """Say in which zone the hour is."""
        super().__init__(*args, **options)
        self.cohort = cohort
        self.fields["starts_at"].help_text = _("Time of %(zone)s.") % {"zone": cohort.time_zone}

    def clean_starts_at(self) -> dt.datetime:
        """Put the moment into the zone of the cohort."""
        moment: dt.datetime = self.cleaned_data["starts_at"]
        return moment.replace(tzinfo=self.cohort.zone)


class PeopleForm(forms.Form):
    """People to add: pasted, from a workbook, or from a class list. One of the three is enough."""

    text = forms.CharField(
        label=_("E-mail addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One person in a line: Aigerim Demo, aigerim@podium.example. The name may be left out."),
    )
    workbook = forms.FileField(
        label=_("Or a workbook"),
        required=False,
        help_text=_("An .xlsx file of up to 1 MB with the names and e-mail addresses on its first sheet."),
    )
    class_list = forms.ModelChoiceField(
        label=_("Or a class list"), queryset=ClassList.objects.none(), required=False, empty_label=_("None")
    )

    def __init__(self, *args: Any, class_lists: Any, **options: Any) -> None:
        """Offer the class lists that the mentor may use."""
        super().__init__(*args, **options)
        self.fields["class_list"].queryset = class_lists  # type: ignore[attr-defined]

    def clean_workbook(self) -> Any:
        """Refuse a file that is too large."""
        file = self.cleaned_data["workbook"]
        if file and file.size > WORKBOOK_LIMIT:
            raise forms.ValidationError(_("The file is larger than 1 MB. Keep only the names and addresses in it."))
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for one of the three."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in ("text", "workbook", "class_list")):
            raise forms.ValidationError(_("Paste addresses, choose a file, or choose a class list."))
        return cleaned


class OverrideForm(forms.Form):
    """A mentor's decision about one learner."""

    key = forms.ChoiceField(label=_("Module or lesson"))
    kind = forms.ChoiceField(label=_("Decision"), choices=OverrideKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The learner and a later examiner read it."),
    )

    def __init__(self, *args: Any, outline: Outline, **options: Any) -> None:
        """Offer the modules and lessons of the programme."""
        super().__init__(*args, **options)
        self.fields["key"].choices = [  # type: ignore[attr-defined]
            (str(key), f"{'– ' * (len(way) - 2)}{outline.shown[key].title}")
            for key, way in outline.ways.items()
            if key != outline.key
        ]


def programme_choices(pages: list[Page]) -> list[tuple[str, str]]:
    """Return the programmes as a form offers them."""
    return [(str(page.translation_key), page.title) for page in pages]

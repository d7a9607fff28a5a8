"""Forms with which organisers set a championship up. They read and explain; the functions behind them decide."""

import zoneinfo
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.coreutils import string_to_ascii

from championships.events import founding
from championships.events.models import (
    Championship,
    ContestedSkill,
    Entry,
    Official,
    OfficialRole,
    ScheduleItem,
    ScheduleKind,
)
from championships.events.skill_names import titles_of
from championships.marking.judgement import PANEL
from championships.schemes.models import Skill
from championships.schemes.permissions import usable_versions
from people.models import User
from people.names import is_readable

TITLES = (("title_en", "en"), ("title_ru", "ru"), ("title_kk", "kk"))
UNREADABLE = gettext_lazy("This holds characters that cannot be shown.")


class DayInput(forms.DateInput):
    """A day, with the calendar of the browser."""

    input_type = "date"

    def __init__(self) -> None:
        """Write the day as the browser wants it."""
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time of the day."""

    input_type = "time"

    def __init__(self) -> None:
        """Write the time as the browser wants it."""
        super().__init__(format="%H:%M")


class ReadableForm(forms.BaseForm):
    """Refuses texts that cannot be shown."""

    use_required_attribute = False

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # Django's own step between the fields and the form
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str) and not is_readable(value, lines=True):
                self.add_error(name, UNREADABLE)


class ChampionshipForm(ReadableForm, forms.ModelForm[Championship]):
    """What a championship is, and the rules that it is held by."""

    class Meta:
        model = Championship
        fields = founding.FACTS
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}  # noqa: RUF012 -- as Django wants it
        help_texts = {  # noqa: RUF012 -- as Django wants it
            "slug": gettext_lazy("Small letters, digits and hyphens. Empty: it is made of the name."),
            "time_zone": gettext_lazy("Times of the schedule are in it."),
            "minimum_percent": gettext_lazy("Empty: any mark may win a medal."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the time zones of the world."""
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/"))
        choices = [(zone, zone.replace("_", " ")) for zone in ["UTC", *zones]]
        self.fields["time_zone"] = forms.ChoiceField(
            label=self.fields["time_zone"].label,
            help_text=self.fields["time_zone"].help_text,
            choices=choices,
            initial=settings.TIME_ZONE,
        )
        self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Return the short name, made of the name where nobody gave one."""
        slug: str = self.cleaned_data["slug"] or slugify(string_to_ascii(self.cleaned_data.get("name", "")))[:50]
        if not slug:
            raise forms.ValidationError(_("Write a short name: none could be made of the name."))
        return slug


class ContestedSkillForm(ReadableForm, forms.ModelForm[ContestedSkill]):
    """A skill of a championship."""

    class Meta:
        model = ContestedSkill
        fields = ("skill", "title", "number", "category", "team_size", "workplaces", "scheme_version", "order")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer each skill of the list once, as the reader calls it, and the schemes that `user` may use."""
        super().__init__(*args, **kwargs)
        names = _skills_once(self.instance)
        skill: Any = self.fields["skill"]
        skill.queryset = Skill.objects.filter(pk__in=names).order_by("name")
        skill.label_from_instance = lambda row: names[row.pk]
        skill.empty_label = _("In no list")
        scheme: Any = self.fields["scheme_version"]
        scheme.queryset = usable_versions(user) | usable_versions(user).model.objects.filter(
            pk=self.instance.scheme_version_id
        ).select_related("scheme")
        self.fields["order"].required = False
        self.fields["order"].help_text = _("Skills stand in this order. Empty: after the others.")
        self.initial.setdefault("order", None)
        if self.instance.pk is None:
            self.initial["order"] = None

    def facts(self) -> Mapping[str, Any]:
        """Return what was filled in."""
        data = dict(self.cleaned_data)
        if data.get("order") is None:
            data.pop("order")
        return data


def _skills_once(instance: ContestedSkill) -> dict[int, str]:
    """Return by the row that is stored how the reader's language calls each skill. One query."""
    wanted, first = get_language(), settings.LANGUAGE_CODE
    groups: dict[object, dict[str, Skill]] = {}
    for row in Skill.objects.select_related("locale").order_by("pk"):
        groups.setdefault(row.translation_key, {})[row.locale.language_code] = row
    found = {}
    for rows in groups.values():
        stored = rows.get(first) or next(iter(rows.values()))
        stored = next((row for row in rows.values() if row.pk == instance.skill_id), stored)
        found[stored.pk] = str(rows.get(wanted or first, stored))
    return found


def _text(label: Any, most: int, *, required: bool = False, help_text: Any = "", **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text, widget=widget)


class PeopleForm(ReadableForm, forms.Form):
    """Names of people who are entered or appointed; who they are is found as in an import."""

    def add_person(self, at: int, *, required: bool) -> None:
        """Add the fields of one person; the field that settles namesakes comes when it is needed."""
        self.fields[f"family_name_{at}"] = _text(gettext_lazy("Family name"), 100)
        self.fields[f"given_name_{at}"] = _text(gettext_lazy("Given name"), 100, required=required)
        self.fields[f"patronymic_{at}"] = _text(gettext_lazy("Patronymic"), 100)
        self.fields[f"email_{at}"] = forms.EmailField(
            label=gettext_lazy("E-mail of an account"),
            required=False,
            help_text=gettext_lazy("Only if this person has one in Podium."),
            widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        )
        if f"person_{at}" in self.data:
            self.ask_who(at)

    def ask_who(self, at: int) -> None:
        """Let the organiser say which of several people of one name is meant."""
        self.fields[f"person_{at}"] = _text(gettext_lazy("Known person"), 20)

    def person_cells(self, at: int) -> dict[str, str]:
        """Return the cells of a row for this person, those of empty fields left out."""
        keys = ("family_name", "given_name", "patronymic", "email", "person")
        found = {key: str(self.cleaned_data.get(f"{key}_{at}") or "").strip() for key in keys}
        return {key: text for key, text in found.items() if text}

    def fields_of(self, at: int) -> list[forms.BoundField]:
        """Return the fields of one person."""
        return [self[name] for name in self.fields if name.endswith(f"_{at}")]


def _organisation() -> forms.CharField:
    return _text(
        gettext_lazy("Organisation"),
        200,
        help_text=gettext_lazy("One that is not known yet is registered."),
        list="organisations",
    )


class EntryForm(PeopleForm):
    """One competitor, or the people of a team."""

    MOST_SHOWN = 12

    def __init__(self, *args: Any, skill: ContestedSkill, **kwargs: Any) -> None:
        """Ask for as many people as a team has."""
        super().__init__(*args, **kwargs)
        self.people = min(skill.team_size, self.MOST_SHOWN)
        for at in range(1, self.people + 1):
            self.add_person(at, required=at == 1)
        if skill.team_size > 1:
            self.fields["team_name"] = _text(gettext_lazy("team"), 100, required=True)
        self.fields["organisation"] = _organisation()
        self.fields["region"] = _text(
            gettext_lazy("Region"), 100, help_text=gettext_lazy("Empty: that of the organisation.")
        )
        self.fields["country"] = _text(
            gettext_lazy("Country"), 2, help_text=gettext_lazy("Two letters, for example KZ.")
        )
        self.fields["number"] = forms.IntegerField(
            label=gettext_lazy("Number"),
            required=False,
            min_value=1,
            max_value=9_999,
            help_text=gettext_lazy("Empty: the next free number."),
        )

    def rows(self) -> list[dict[str, str]]:
        """Return a row for each person who was filled in."""
        keys = ("team_name", "organisation", "region", "country", "number")
        common = {key: str(self.cleaned_data[key]) for key in keys if self.cleaned_data.get(key)}
        people = [self.person_cells(at) for at in range(1, self.people + 1)]
        return [{**common, **cells} for cells in people if cells]

    def about(self) -> list[forms.BoundField]:
        """Return the fields that are not of one person."""
        return [
            self[name] for name in ("team_name", "organisation", "region", "country", "number") if name in self.fields
        ]

    def each_person(self) -> list[list[forms.BoundField]]:
        """Return the fields of each person."""
        return [self.fields_of(at) for at in range(1, self.people + 1)]


class ChangeEntryForm(ReadableForm, forms.ModelForm[Entry]):
    """For whom somebody competes, the number, and who of a team stays."""

    class Meta:
        model = Entry
        fields = ("team_name", "organisation", "region", "country", "number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer to take people out of a team."""
        super().__init__(*args, **kwargs)
        self.members = {str(person.pk): person for person in self.instance.people.order_by("places__order")}
        if len(self.members) > 1:
            self.fields["stay"] = forms.MultipleChoiceField(
                label=_("People of the team"),
                choices=[(key, person.full_name) for key, person in self.members.items()],
                initial=list(self.members),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Whoever is not ticked leaves the team."),
            )

    def facts(self) -> dict[str, Any]:
        """Return what was filled in, with the people where some of them leave."""
        data = dict(self.cleaned_data)
        stay = data.pop("stay", list(self.members))
        data["country"] = data["country"].upper()
        if len(stay) < len(self.members):
            data["people"] = [self.members[key] for key in stay]
        return data


def _offer_skills(field: Any, championship: Championship) -> None:
    """Let `field` offer the skills of `championship` as the reader calls them, or all of them. One query."""
    titles = titles_of(championship.skills.all())
    field.queryset = championship.skills.all()
    field.label_from_instance = lambda skill: titles.get(skill.pk, str(skill))
    field.empty_label = _("All skills")


class OfficialForm(PeopleForm):
    """Somebody with a task."""

    def __init__(self, *args: Any, championship: Championship, **kwargs: Any) -> None:
        """Offer the skills of the championship."""
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(
            label=gettext_lazy("Task"),
            choices=OfficialRole.choices,
        )
        field = forms.ModelChoiceField(ContestedSkill.objects.none(), label=gettext_lazy("Skill"), required=False)
        self.fields["contested_skill"] = field
        _offer_skills(field, championship)
        self.add_person(1, required=True)
        self.fields["organisation"] = _organisation()

    def rows(self) -> list[dict[str, str]]:
        """Return the row of this official."""
        data = self.cleaned_data
        cells = {"role": data["role"], **self.person_cells(1)}
        if data["organisation"]:
            cells["organisation"] = data["organisation"]
        if data["contested_skill"]:
            cells["skill_key"] = str(data["contested_skill"].pk)
        return [cells]


class MarkingTeamForm(ReadableForm, forms.Form):
    """The judges of a team and who coordinates them."""

    name = _text(gettext_lazy("Name of the team"), 100, required=True)
    judges = forms.ModelMultipleChoiceField(
        Official.objects.none(),
        label=gettext_lazy("Judges"),
        help_text=gettext_lazy("Three at least. Nobody marks a competitor of their own."),
        widget=forms.CheckboxSelectMultiple,
    )
    coordinator = forms.ModelChoiceField(
        Official.objects.none(),
        label=gettext_lazy("Coordinator"),
        help_text=gettext_lazy("Takes the seat of a judge who is a compatriot of the competitor."),
    )

    def __init__(self, *args: Any, officials: Any, **kwargs: Any) -> None:
        """Offer these officials."""
        super().__init__(*args, **kwargs)
        for name in ("judges", "coordinator"):
            field: Any = self.fields[name]
            field.queryset = officials
            field.label_from_instance = _official_label
        self.initial.setdefault("name", _("Team 1"))

    def clean_judges(self) -> Any:
        """Say beside the field that judges are missing."""
        judges = self.cleaned_data["judges"]
        if len(judges) < PANEL:
            raise forms.ValidationError(_("A marking team has three judges at least, and a coordinator."))
        return judges


def _official_label(official: Official) -> str:
    where = f" ({official.organisation})" if official.organisation else ""
    return f"{official.person.full_name}, {official.get_role_display()}{where}"


class ScheduleForm(ReadableForm, forms.ModelForm[ScheduleItem]):
    """Something on the plan."""

    title_en = _text(gettext_lazy("Title in English"), 200)
    title_ru = _text(gettext_lazy("Title in Russian"), 200)
    title_kk = _text(gettext_lazy("Title in Kazakh"), 200)

    class Meta:
        model = ScheduleItem
        fields = (
            "date",
            "starts_at",
            "ends_at",
            "title_en",
            "title_ru",
            "title_kk",
            "place",
            "contested_skill",
            "kind",
        )
        widgets = {"date": DayInput(), "starts_at": ClockInput(), "ends_at": ClockInput()}  # noqa: RUF012 -- as Django wants it

    def __init__(self, *args: Any, championship: Championship, **kwargs: Any) -> None:
        """Offer the skills of the championship, and begin on its first day."""
        super().__init__(*args, **kwargs)
        _offer_skills(self.fields["contested_skill"], championship)
        self.fields["kind"].initial = ScheduleKind.COMPETITION
        self.initial.setdefault("date", championship.starts_on)
        for name, language in TITLES:
            self.initial.setdefault(name, self.instance.titles.get(language, ""))

    def clean(self) -> dict[str, Any] | None:
        """Gather the titles by language."""
        cleaned = super().clean() or self.cleaned_data
        titles = {language: cleaned.get(name, "") for name, language in TITLES if cleaned.get(name)}
        if not titles and not any(name in self.errors for name, _language in TITLES):
            self.add_error("title_en", _("Write a title in one language at least."))
        self.instance.titles = titles
        return cleaned

    def facts(self) -> dict[str, Any]:
        """Return what was filled in."""
        titles = {name for name, _language in TITLES}
        return {
            **{name: value for name, value in self.cleaned_data.items() if name not in titles},
            "titles": self.instance.titles,
        }

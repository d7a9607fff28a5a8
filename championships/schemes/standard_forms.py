"""The forms of skills and of the library of descriptors: what to look for, which skill, and a ladder to keep."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from championships.schemes.descriptors import (
    HIGHEST_SECTION,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LadderContent,
    may_share_with_everybody,
)
from championships.schemes.models import DescriptorLadder, LadderVisibility, Scheme, Sector, Skill, SkillSource
from championships.schemes.permissions import organisations_to_keep_for
from championships.schemes.standards import list_skills
from people.models import Organisation, User

LEVELS = (0, 1, 2, 3)
EVERY_LANGUAGE = "all"
LONGEST_QUERY = 120
TEXT_HELP = (
    _("Below the standard of the trade."),
    _("Meets the standard of the trade."),
    _("Meets the standard and goes beyond it in some respects."),
    _("Goes beyond the standard: excellent."),
)


class SkillField(forms.ChoiceField):
    """A choice of one skill, named in the reader's language; its value is the skill itself, or None."""

    def __init__(self, *, empty_label: Any, **kwargs: Any) -> None:
        super().__init__(choices=(), required=False, **kwargs)
        self._empty_label = empty_label
        self._rows: dict[str, Skill] = {}

    def offer(self, chosen: Skill | None = None) -> None:
        """Offer every skill once; `chosen` stands for itself in whichever of its languages."""
        entries = list_skills(language=get_language() or settings.LANGUAGE_CODE)
        self._rows = {str(entry.skill.pk): entry.skill for entry in entries}
        self.choices = [("", self._empty_label), *((key, str(skill)) for key, skill in self._rows.items())]
        self.initial = next((key for key, skill in self._rows.items() if chosen and _is_same(skill, chosen)), "")

    def clean(self, value: Any) -> Skill | None:
        """Return the skill that was chosen, or None."""
        return self._rows.get(super().clean(value))


def _is_same(skill: Skill, other: Skill) -> bool:
    return skill.translation_key == other.translation_key


class SkillFilter(forms.Form):
    """What to look for in the list of skills."""

    q = forms.CharField(
        label=_("Search"), required=False, max_length=LONGEST_QUERY, widget=forms.TextInput(attrs={"type": "search"})
    )
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[("", _("All sectors")), *Sector.choices])
    source = forms.ChoiceField(
        label=_("Source"), required=False, choices=[("", _("All sources")), *SkillSource.choices]
    )


class LadderFilter(forms.Form):
    """What to look for in the library."""

    q = forms.CharField(
        label=_("Search"), required=False, max_length=LONGEST_QUERY, widget=forms.TextInput(attrs={"type": "search"})
    )
    skill = SkillField(label=_("Skill"), empty_label=_("All skills"))
    section = forms.IntegerField(label=_("Standards section"), required=False, min_value=1, max_value=HIGHEST_SECTION)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[*settings.LANGUAGES, (EVERY_LANGUAGE, _("All languages"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["skill"]
        assert isinstance(field, SkillField)  # noqa: S101 -- for the type checker
        field.offer()


class SchemeSkillForm(forms.Form):
    """Says which skill of the list a scheme belongs to."""

    skill = SkillField(
        label=_("Skill in the list of skills"),
        empty_label=_("None"),
        help_text=_("The scheme is compared with this skill's occupational standard."),
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["skill"]
        assert isinstance(field, SkillField)  # noqa: S101 -- for the type checker
        field.offer(scheme.skill)


class LadderForm(forms.Form):
    """A ladder of the library: new, or to be changed."""

    title = forms.CharField(
        label=_("What is judged"), max_length=LONGEST_TITLE, help_text=_("Short, for example “Carrying plates”.")
    )
    level_0 = forms.CharField(
        label=_("Score 0"), widget=forms.Textarea, max_length=LONGEST_TEXT, help_text=TEXT_HELP[0]
    )
    level_1 = forms.CharField(
        label=_("Score 1"), widget=forms.Textarea, max_length=LONGEST_TEXT, help_text=TEXT_HELP[1]
    )
    level_2 = forms.CharField(
        label=_("Score 2"), widget=forms.Textarea, max_length=LONGEST_TEXT, help_text=TEXT_HELP[2]
    )
    level_3 = forms.CharField(
        label=_("Score 3"), widget=forms.Textarea, max_length=LONGEST_TEXT, help_text=TEXT_HELP[3]
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    skill = SkillField(label=_("Skill"), empty_label=_("Any skill"))
    sections = forms.CharField(
        label=_("Standards sections"),
        required=False,
        max_length=60,
        help_text=_("Numbers of sections in the skill's standard, for example 2, 3."),
    )
    visibility = forms.ChoiceField(label=_("Who sees it"), choices=LadderVisibility.choices)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("None"),
        help_text=_("Mentors, experts and organisers of it find the ladder, if it is shown to the organisation."),
    )

    def __init__(self, *args: Any, user: User, ladder: DescriptorLadder | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = organisations_to_keep_for(user)
        kept_for = Q(pk__in=organisations.values("pk")) | Q(pk=ladder.organisation_id if ladder else None)
        self.fields["organisation"].queryset = Organisation.objects.filter(kept_for)  # type: ignore[attr-defined]
        self.fields["organisation"].initial = organisations.first()
        if not may_share_with_everybody(user) and not (ladder and ladder.visibility == LadderVisibility.EVERYBODY):
            self.fields["visibility"].choices = LadderVisibility.choices[:-1]  # type: ignore[attr-defined]
        self.fields["language"].initial = get_language()
        field = self.fields["skill"]
        assert isinstance(field, SkillField)  # noqa: S101 -- for the type checker
        field.offer(ladder.skill if ladder else None)
        if ladder:
            self._show(ladder)

    def _show(self, ladder: DescriptorLadder) -> None:
        for name in ("title", "level_0", "level_1", "level_2", "level_3", "language", "visibility", "organisation"):
            self.fields[name].initial = getattr(ladder, name)
        self.fields["sections"].initial = ", ".join(str(number) for number in ladder.section_numbers)

    @property
    def levels(self) -> list[forms.BoundField]:
        """Return the four fields of the texts."""
        return [self[f"level_{score}"] for score in LEVELS]

    def clean_sections(self) -> list[int]:
        """Return the numbers; anything but numbers from 1 to 99 is refused."""
        words = re.split(r"[\s,;]+", self.cleaned_data["sections"].strip())
        numbers = [int(word) for word in words if word.isascii() and word.isdigit()]
        if len(numbers) < len([word for word in words if word]) or not all(1 <= n <= HIGHEST_SECTION for n in numbers):
            raise forms.ValidationError(_("Enter numbers of sections with commas between them, for example 2, 3."))
        return numbers

    def content(self) -> LadderContent:
        """Return the whole content of the ladder, as `save_ladder` takes it."""
        data = self.cleaned_data
        return LadderContent(
            title=data["title"],
            texts=[data[f"level_{score}"] for score in LEVELS],
            language=data["language"],
            skill=data["skill"],
            sections=data["sections"],
            organisation=data["organisation"] if data["visibility"] != LadderVisibility.OWN else None,
            visibility=data["visibility"],
        )

    def refuse(self, errors: dict[str, str]) -> None:
        """Put the words of a refusal beside the fields that they are about."""
        for field, message in errors.items():
            self.add_error(field if field in self.fields else None, message)

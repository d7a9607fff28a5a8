"""The form that a ceremony is made by: the order of the skills and what is shown."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championships.events.reveal.desk import ReadySkill
from championships.events.reveal.making import HIGHEST_CHOICE
from championships.events.reveal.steps import Choices


class CeremonyForm(forms.Form):
    """Which skills are revealed in which order, from which place, with which honours."""

    use_required_attribute = False
    lowest_place = forms.IntegerField(
        label=gettext_lazy("Reveal from place"),
        help_text=gettext_lazy(
            "Each skill begins with this place and ends with gold. Everybody with a medal is shown."
        ),
        min_value=1,
        max_value=HIGHEST_CHOICE,
        initial=3,
    )
    medallions = forms.BooleanField(label=gettext_lazy("Medallions for excellence"), required=False, initial=True)
    best = forms.BooleanField(label=gettext_lazy("Best of those they stand for"), required=False, initial=True)
    overall = forms.BooleanField(
        label=gettext_lazy("The highest result of all, and the medal table"), required=False, initial=True
    )

    def __init__(self, *args: Any, skills: Sequence[ReadySkill], **kwargs: Any) -> None:
        """Ask for the order of `skills`."""
        super().__init__(*args, **kwargs)
        self._skills = skills
        for each in skills:
            self.fields[f"skill-{each.skill.pk}"] = forms.IntegerField(
                label=each.title,
                required=False,
                min_value=1,
                max_value=999,
                initial=each.order or None,
                help_text="" if each.ready else _("No confirmed result yet."),
            )

    def orders(self) -> list[forms.BoundField]:
        """Return the fields of the skills."""
        return [self[f"skill-{each.skill.pk}"] for each in self._skills]

    def skills(self) -> list[int]:
        """Return the keys of the skills that have a number, by that; equals as they stand on the page."""
        numbers = [(self.cleaned_data.get(f"skill-{each.skill.pk}"), each.skill.pk) for each in self._skills]
        return [key for number, key in sorted(numbers, key=lambda pair: pair[0] or 0) if number]

    def choices(self) -> Choices:
        """Return what the ceremony shows."""
        names = ("lowest_place", "medallions", "best", "overall")
        return Choices(**{name: self.cleaned_data[name] for name in names})

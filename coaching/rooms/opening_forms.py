"""Forms that open a room: on a scheme, or from nothing. What is left open in them follows from the kind of the room."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from championships.events.models import Championship, MarkingTeam
from championships.events.organising_lists import TeamLine
from championships.schemes.models import ClassList, SchemeVersion, SubCriterion
from championships.schemes.permissions import visible_class_lists
from coaching.rooms.dividing import LONGEST_PAUSE_MINUTES, ModuleWish
from coaching.rooms.forms import (
    BOARD,
    BOARD_NAMES,
    KEY_DIGITS,
    LONGEST_MINUTES,
    MARKS_SHOWN,
    OBSERVERS_SEE,
    ClassListField,
    KeyField,
    RoomsForm,
    words_of,
)
from coaching.rooms.kinds import LONGEST_DISCUSSION_SECONDS, LONGEST_DISPUTE_MINUTES, MOST_OBSERVERS, SETTINGS
from coaching.rooms.models import RoomKind, SignOff
from coaching.rooms.refusals import CommandRefused
from people.models import User

BY_KIND = ("", _("As the kind has it"))
MOST_MODULES_OFFERED = 6
MINUTE_DIGITS = 4

KINDS = [
    (RoomKind.PRACTICE, _("Practice")),
    (RoomKind.DRILL, _("Drill")),
    (RoomKind.MOCK, _("Mock championship")),
    (RoomKind.CALIBRATION, _("Calibration of judges")),
    (RoomKind.EXAM, _("Demonstration exam")),
    (RoomKind.CHAMPIONSHIP, _("Championship")),
]
SIGN_OFF = [
    BY_KIND,
    (SignOff.NONE, _("None: the marks stand when the room has ended")),
    (SignOff.JUDGES, _("Every judge signs, the chief locks")),
    (SignOff.FULL, _("The coordinator checks, every judge signs, the chief locks")),
]


class SubCriteriaField(forms.ModelMultipleChoiceField):
    """Sub-criteria by their keys; a number that no key can be is a wrong choice, and never reaches the database."""

    def clean(self, value: Any) -> Any:
        """Return the chosen sub-criteria."""
        for key in value or ():
            if len(str(key)) > KEY_DIGITS:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(key)[:KEY_DIGITS]},
                )
        return super().clean(value)


def _by_kind(label: Any, choices: Iterable[tuple[Any, Any]], help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[BY_KIND, *choices], required=False, help_text=help_text)


def _yes_or_no(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=[BY_KIND, ("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
    )


def _whole(label: Any, lowest: int, highest: int, code: str, help_text: Any = "") -> forms.IntegerField:
    said: dict[str, Any] = {
        "min_value": words_of(code),
        "max_value": words_of(code),
        "invalid": _("Write a whole number."),
    }
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=lowest,
        max_value=highest,
        required=False,
        error_messages=said,
        # The style tells by the placeholder whether anything is written.
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": " "}),
    )


class RoomForm(RoomsForm):
    """A new room on some sub-criteria of one version of a scheme."""

    KEPT: ClassVar[tuple[str, ...]] = (
        "command_id",
        "module_key",
        "module_title",
        "championship",
        "title",
        "kind",
        "sub_criteria",
    )

    command_id = forms.UUIDField(widget=forms.HiddenInput)
    module_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    module_title = forms.CharField(widget=forms.HiddenInput, required=False)
    championship = KeyField(queryset=Championship.objects.all(), widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Title"),
        help_text=_("Competitors and judges see it when they come in."),
        error_messages={"required": words_of("title_empty")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    marking_team = KeyField(
        label=_("Marking team"),
        help_text=_(
            "The team decides how many judges there are. Each of its experts gets a link with their name, and nobody "
            "types whom they represent."
        ),
        queryset=MarkingTeam.objects.all(),
        required=False,
        blank=True,
        empty_label=_("Nobody yet"),
        error_messages={"invalid_choice": words_of("team_not_here")},
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial=RoomKind.PRACTICE)
    sub_criteria = SubCriteriaField(
        label=_("What is marked"),
        queryset=SubCriterion.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one sub-criterion.")},
    )
    duration_minutes = forms.IntegerField(
        label=_("Working time in minutes"),
        initial=120,
        min_value=1,
        max_value=LONGEST_MINUTES,
        error_messages={
            "required": _("Say how many minutes the clock runs."),
            "invalid": _("Write the minutes as a whole number, for example 90."),
            "min_value": words_of("duration_out_of_range"),
            "max_value": words_of("duration_out_of_range"),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    panel_size = forms.TypedChoiceField(
        label=_("Judges"),
        help_text=_("Three is the rule of the field: each gets a link of their own."),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[BY_KIND, *((number, str(number)) for number in range(1, 6))],
    )
    coordinator = _yes_or_no(_("Coordinator"), _("Checks forms, and takes the seat of a compatriot."))
    observers = _whole(_("Seats for observers"), 0, MOST_OBSERVERS, "observers_out_of_range")
    sign_off = forms.ChoiceField(label=_("Sign-off"), choices=SIGN_OFF, required=False)
    compatriots_apart = _yes_or_no(_("Nobody marks compatriots"))
    discussion_seconds = _whole(
        _("Seconds to talk about a spread"), 0, LONGEST_DISCUSSION_SECONDS, "discussion_out_of_range"
    )
    dispute_minutes = _whole(
        _("Minutes for disputes"),
        1,
        LONGEST_DISPUTE_MINUTES,
        "dispute_out_of_range",
        _("After the marks are shown. Empty: no limit."),
    )
    late_join = _yes_or_no(_("Competitors may come in after the start"))
    class_list = ClassListField(
        label=_("Take participants from"),
        help_text=_(
            "Your console shows who of the class has come. Whoever has the code of the room is offered the names "
            "that nobody has taken yet, and may write another."
        ),
        queryset=ClassList.objects.none(),
        required=False,
        empty_label=_("No class list"),
        error_messages={"invalid_choice": words_of("class_list_not_allowed")},
    )
    board = _by_kind(_("Board"), BOARD)
    board_names = _by_kind(_("Names on the board"), BOARD_NAMES)
    marks_shown = _by_kind(_("Competitors see their own marks"), MARKS_SHOWN)
    observers_see = _by_kind(_("Observers see"), OBSERVERS_SEE)

    def __init__(
        self, *args: Any, version: SchemeVersion, host: User, teams: Sequence[TeamLine] = (), **kwargs: Any
    ) -> None:
        """Offer the sub-criteria of `version`, and the class lists of `host` and marking `teams`, if there are any.

        A team that is the only one, and may mark everybody, is proposed.
        """
        super().__init__(*args, **kwargs)
        self.version = version
        self._offer_teams(teams)
        self.fields["sub_criteria"].queryset = sub_criteria_of(version)  # type: ignore[attr-defined]
        lists = visible_class_lists(host).annotate(people=Count("members", distinct=True))
        if lists.exists():
            self.fields["class_list"].queryset = lists  # type: ignore[attr-defined]
        else:
            del self.fields["class_list"]

    def _offer_teams(self, teams: Sequence[TeamLine]) -> None:
        if not teams:
            del self.fields["marking_team"]
            return
        keys = [line.team.pk for line in teams]
        self.fields["marking_team"].queryset = MarkingTeam.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        if len(teams) == 1 and not teams[0].problems:
            self.initial.setdefault("marking_team", keys[0])

    def chosen_team(self) -> str:
        """Return the key of the marking team that is chosen, as the page writes it; empty for nobody yet."""
        return str(self["marking_team"].value() or "") if "marking_team" in self.fields else ""

    def chosen_parts(self) -> set[str]:
        """Return the keys of the sub-criteria that are ticked, as the page writes them."""
        return {str(getattr(value, "pk", value)) for value in self["sub_criteria"].value() or ()}

    def wishes(self) -> dict[str, Any]:
        """Return what `open_room` is asked for: settings that were left to the kind are left out.

        Raises:
            CommandRefused: a time of a module is no whole number of minutes.
        """
        said = {name: value for name, value in self.cleaned_data.items() if name not in SETTINGS}
        chosen = {name: self.cleaned_data.get(name) for name in SETTINGS}
        settings = {name: value for name, value in chosen.items() if value not in (None, "")}
        return {**said, **settings, "modules": self._modules()}

    def module_rows(self) -> list[dict[str, Any]]:
        """Return what was written of each module that may be wished for, to show it again."""
        return [
            {"number": number, **{name: self._said(f"module-{number}-{name}") for name in ModuleWishParts}}
            for number in range(1, MOST_MODULES_OFFERED + 1)
        ]

    def module_of(self, part: int) -> str:
        """Return the number of the module that was chosen for the sub-criterion with this key."""
        return self._said(f"part-{part}-module") or "1"

    def _said(self, name: str) -> str:
        return str(self.data.get(name, "")).strip()

    def _modules(self) -> list[ModuleWish]:
        """Return the modules whose working time is written; none at all is a room that is not divided."""
        written = [row for row in self.module_rows() if row["working"]]
        parts = list(self.cleaned_data["sub_criteria"])
        if len(written) == 1:
            return [_wish(written[0], [part.code for part in parts])]
        return [
            _wish(row, [part.code for part in parts if self.module_of(part.pk) == str(row["number"])])
            for row in written
        ]


ModuleWishParts = ("title", "reading", "working", "break")


def _wish(row: dict[str, Any], codes: list[str]) -> ModuleWish:
    return ModuleWish(
        title=row["title"],
        sub_criteria=codes,
        working_minutes=_minutes(row["working"], "duration_out_of_range"),
        reading_minutes=_minutes(row["reading"] or "0", "pause_out_of_range"),
        break_minutes=_minutes(row["break"] or "0", "pause_out_of_range"),
    )


def _minutes(text: str, code: str) -> int:
    """Return the whole number that was written, or refuse it with `code`."""
    if not (text.isascii() and text.isdigit() and len(text) <= MINUTE_DIGITS):
        raise CommandRefused(code, limit=LONGEST_PAUSE_MINUTES)
    return int(text)


def sub_criteria_of(version: SchemeVersion) -> QuerySet[SubCriterion]:
    """Return the sub-criteria of a version that have anything to mark, in the order of the scheme."""
    found = SubCriterion.objects.filter(criterion__version=version, aspects__isnull=False).distinct()
    return found.select_related("criterion").order_by("criterion__order", "order")


class MarksField(forms.DecimalField):
    """Marks as people write them in any language: with a point or a comma."""

    def to_python(self, value: Any) -> Any:
        """Return the marks, or None."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class QuickAspectForm(RoomsForm):
    """A line of a quick sheet; an empty line is none."""

    name = forms.CharField(
        label=_("Aspect"), max_length=500, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kind = forms.ChoiceField(label=_("How it is marked"), choices=[("M", _("Measured")), ("J", _("Judged, 0 to 3"))])
    maximum = MarksField(
        label=_("Most marks"),
        max_digits=5,
        decimal_places=2,
        min_value=Decimal("0.01"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the marks of whatever has a name, and for a name of whatever has marks."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("name") and said.get("maximum") is None and "maximum" not in self.errors:
            self.add_error("maximum", _("Say how many marks it brings at most."))
        if said.get("maximum") is not None and not said.get("name") and "name" not in self.errors:
            self.add_error("name", _("Say what is marked."))
        return said


QuickAspects = forms.formset_factory(QuickAspectForm, extra=0)


class QuickSheetForm(RoomsForm):
    """The title of a quick sheet."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        error_messages={"required": words_of("title_empty")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )

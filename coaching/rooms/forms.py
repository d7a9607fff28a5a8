"""Forms of the live rooms. They read and explain; what may be is decided by the commands behind them."""

from typing import Any, ClassVar, cast
from uuid import uuid4

from django import forms
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from championships.events.models import Championship
from championships.schemes.models import ClassList, SchemeVersion, SubCriterion
from championships.schemes.permissions import visible_class_lists
from coaching.rooms.models import BoardPolicy, MarksShown, RoomKind
from coaching.rooms.refusals import MESSAGES, CommandRefused
from people.models import User

CODE_DIGITS = 6
# What every database takes as a key.
KEY_DIGITS = 18
LONGEST_MINUTES = 24 * 60


def _words(code: str) -> str:
    """Return the words of a refusal, still to be translated when they are shown."""
    return cast("str", MESSAGES[code])


class RoomsForm(forms.Form):
    """A form that explains what is wrong itself, in the reader's language, and takes in refusals."""

    use_required_attribute = False

    def take_refusal(self, refusal: CommandRefused) -> None:
        """Show why a command was refused at the field that it names, or above the form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.message)


class CodeForm(RoomsForm):
    """The six digits of a room, however they were typed."""

    code = forms.CharField(
        label=_("Room code"),
        help_text=_("Six digits, as on the host's screen."),
        error_messages={"required": _("Type the code of the room: six digits.")},
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "class": "code-input",
                "autofocus": True,
                "maxlength": 12,
            }
        ),
    )

    def clean_code(self) -> str:
        """Return the digits alone."""
        digits = "".join(self.cleaned_data["code"].replace("-", " ").split())
        if not (digits.isascii() and digits.isdigit() and len(digits) == CODE_DIGITS):
            raise forms.ValidationError(_("A room code has six digits, for example 123 456."))
        return digits


class NameForm(RoomsForm):
    """How somebody wants to be called in a room. The hidden id makes a second click the same as the first."""

    command_id = forms.UUIDField(widget=forms.HiddenInput)
    display_name = forms.CharField(
        label=_("Your name"),
        help_text=_("As it should stand on the board."),
        error_messages={"required": _words("name_empty")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words", "autofocus": True}),
    )
    organisation_name = forms.CharField(
        label=_("College or organisation"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )

    def offer(self, list_id: str) -> None:
        """Let the field of the name offer the names that the page lists under `list_id`."""
        self.fields["display_name"].widget.attrs["list"] = list_id
        self.fields["display_name"].help_text = _(
            "Choose yours as you type it, or write another. It stands on the board."
        )

    def ask_only_name(self) -> None:
        """Leave out what is not asked of a judge."""
        del self.fields["organisation_name"]


class ClassListField(forms.ModelChoiceField):
    """A class list by its key; a number that no key can be is a wrong choice, and never reaches the database."""

    def to_python(self, value: Any) -> Any:
        """Return the chosen list, or None."""
        if len(str(value)) > KEY_DIGITS:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of the list and how many people are on it."""
        return f"{obj.name} ({obj.people})"


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


class RoomForm(RoomsForm):
    """A new room on some sub-criteria of one version of a scheme."""

    KEPT: ClassVar[tuple[str, ...]] = ("command_id", "module_key", "module_title")

    command_id = forms.UUIDField(widget=forms.HiddenInput)
    module_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    module_title = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Title"),
        help_text=_("Competitors and judges see it when they come in."),
        error_messages={"required": _words("title_empty")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(RoomKind.PRACTICE, _("Practice")), (RoomKind.MOCK, _("Mock championship"))],
        initial=RoomKind.PRACTICE,
    )
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
            "min_value": _words("duration_out_of_range"),
            "max_value": _words("duration_out_of_range"),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    panel_size = forms.TypedChoiceField(
        label=_("Judges"),
        help_text=_("Three is the rule of the field: each gets a link of their own."),
        coerce=int,
        choices=[(number, str(number)) for number in range(1, 6)],
        initial=3,
    )
    class_list = ClassListField(
        label=_("Take participants from"),
        help_text=_(
            "Your console shows who of the class has come. Whoever has the code of the room is offered the names "
            "that nobody has taken yet, and may write another."
        ),
        queryset=ClassList.objects.none(),
        required=False,
        empty_label=_("No class list"),
        error_messages={"invalid_choice": _words("class_list_not_allowed")},
    )
    board = forms.ChoiceField(
        label=_("Board"),
        choices=[
            (BoardPolicy.LIVE, _("Live: every mark at once")),
            (BoardPolicy.END, _("At the end of the room")),
            (BoardPolicy.NEVER, _("No board")),
        ],
        initial=BoardPolicy.LIVE,
        widget=forms.RadioSelect,
    )
    marks_shown = forms.ChoiceField(
        label=_("Competitors see their own marks"),
        choices=[(MarksShown.LIVE, _("As they are given")), (MarksShown.END, _("At the end of the room"))],
        initial=MarksShown.LIVE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, version: SchemeVersion, host: User, **kwargs: Any) -> None:
        """Offer the sub-criteria of `version`, and the class lists of `host`, if there are any."""
        super().__init__(*args, **kwargs)
        self.version = version
        self.fields["sub_criteria"].queryset = sub_criteria_of(version)  # type: ignore[attr-defined]
        lists = visible_class_lists(host).annotate(people=Count("members", distinct=True))
        if lists.exists():
            self.fields["class_list"].queryset = lists  # type: ignore[attr-defined]
        else:
            del self.fields["class_list"]

    def chosen_parts(self) -> set[str]:
        """Return the keys of the sub-criteria that are ticked, as the page writes them."""
        return {str(getattr(value, "pk", value)) for value in self["sub_criteria"].value() or ()}


def sub_criteria_of(version: SchemeVersion) -> QuerySet[SubCriterion]:
    """Return the sub-criteria of a version that have anything to mark, in the order of the scheme."""
    found = SubCriterion.objects.filter(criterion__version=version, aspects__isnull=False).distinct()
    return found.select_related("criterion").order_by("criterion__order", "order")


class PublishForm(RoomsForm):
    """Where the results of a room go."""

    command_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    championship = forms.ModelChoiceField(
        label=_("Championship"),
        queryset=Championship.objects.all(),
        empty_label=_("Choose a championship"),
        error_messages={"required": _("Choose the championship that these results belong to.")},
    )
    skill_title = forms.CharField(
        label=_("Skill"),
        max_length=200,
        help_text=_("The heading of these results on the public page."),
        error_messages={"required": _("Name the skill, as the public knows it.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

"""Forms of the live rooms. They read and explain; what may be is decided by the commands behind them."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from championships.events.models import Championship
from coaching.rooms.kinds import LONGEST_DISCUSSION_SECONDS, LONGEST_DISPUTE_MINUTES
from coaching.rooms.models import BoardNames, BoardPolicy, MarksShown, ObserversSee
from coaching.rooms.refusals import MESSAGES, CommandRefused

MARKS_SHOWN = [
    (MarksShown.LIVE, _("As they are given")),
    (MarksShown.MODULE, _("When the host releases a module")),
    (MarksShown.END, _("At the end of the room")),
]
BOARD = [
    (BoardPolicy.LIVE, _("Live: every mark at once")),
    (BoardPolicy.MODULE, _("When the host releases a module")),
    (BoardPolicy.END, _("At the end of the room")),
    (BoardPolicy.NEVER, _("No board")),
]
BOARD_NAMES = [
    (BoardNames.NAME, _("Full names")),
    (BoardNames.INITIALS, _("Initials")),
    (BoardNames.NUMBER, _("Numbers only")),
]
OBSERVERS_SEE = [
    (ObserversSee.PROGRESS, _("How far the marking is")),
    (ObserversSee.MARKS, _("The marks")),
]
CODE_DIGITS = 6
# What every database takes as a key.
KEY_DIGITS = 18
LONGEST_MINUTES = 24 * 60


def words_of(code: str) -> str:
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
        error_messages={"required": words_of("name_empty")},
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
        """Leave out what is not asked of a judge, whose name never stands on the board."""
        del self.fields["organisation_name"]
        self.fields["display_name"].help_text = _("As the host and the jury should read it.")

    def ask_whom_they_represent(self) -> None:
        """Say why a judge is asked for the organisation: where it is not known, the rule about compatriots is blind."""
        self.fields["organisation_name"].help_text = _(
            "Nobody here marks their own: write it as your competitors do. Leave it empty only if none of them is yours."
        )

    def expect_somebody(self) -> None:
        """Let whoever is known by name already confirm it: nothing has to be typed, so no keyboard opens."""
        self.fields["display_name"].help_text = _("Correct it if it is misspelt.")
        del self.fields["display_name"].widget.attrs["autofocus"]


class AgainForm(RoomsForm):
    """Coming in again needs nothing but the click; the id makes a second one the same as the first."""

    command_id = forms.UUIDField(widget=forms.HiddenInput)


class KeyField(forms.ModelChoiceField):
    """A row by its key; a number that no key can be is a wrong choice, and never reaches the database."""

    def to_python(self, value: Any) -> Any:
        """Return the chosen row, or None."""
        if len(str(value)) > KEY_DIGITS:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class ClassListField(KeyField):
    """A class list, with how many people are on it."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of the list and how many people are on it."""
        return f"{obj.name} ({obj.people})"


class SettingsForm(RoomsForm):
    """What a host may change while the room is there; the fields are those of the command `room.change`."""

    late_join = forms.BooleanField(label=_("Competitors may come in after the start"), required=False)
    marks_shown = forms.ChoiceField(label=_("Competitors see their own marks"), choices=MARKS_SHOWN)
    board = forms.ChoiceField(
        label=_("Board"),
        choices=BOARD,
        help_text=_("It follows at once, unless it is frozen: what a new choice shows has been seen by everybody."),
    )
    board_names = forms.ChoiceField(label=_("Names on the board"), choices=BOARD_NAMES)
    observers_see = forms.ChoiceField(label=_("Observers see"), choices=OBSERVERS_SEE)
    discussion_seconds = forms.IntegerField(
        label=_("Seconds to talk about a spread"), min_value=0, max_value=LONGEST_DISCUSSION_SECONDS
    )
    dispute_minutes = forms.IntegerField(
        label=_("Minutes for disputes"),
        help_text=_("After the marks are shown. Empty: no limit."),
        required=False,
        min_value=0,
        max_value=LONGEST_DISPUTE_MINUTES,
    )


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
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Where published results are corrected: say why. The former values stay on record."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

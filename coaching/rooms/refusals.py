"""Why a command or a visit is refused: a code for programs and words for people, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    # What can be wrong with the message itself.
    "not_json": _("This message could not be read: it is not a JSON object."),
    "too_big": _("This message is too big: 64 KiB is the most that one may hold."),
    "bad_id": _("Every message needs an id of its own, a UUID."),
    "unknown_version": _("This version of the protocol is not known here. Reload the page."),
    "unknown_command": _("This command is not known here. Reload the page."),
    "bad_data": _("Something in this command is missing or is not what it should be."),
    "too_fast": _("That was too much at once. Wait a moment and send it again."),
    "command_id_reused": _("This id already belongs to another command."),
    "failed": _("Something went wrong on the server. Nothing was saved; send it again."),
    # Who may do what, and when.
    "not_allowed": _("You may not do this in this room."),
    "room_not_started": _("The room has not started yet."),
    "room_already_started": _("The room has already started."),
    "room_not_running": _("The clock is not running."),
    "room_not_paused": _("The clock is not paused."),
    "room_ended": _("The room has ended."),
    "room_not_ended": _("The room has not ended yet."),
    "room_locked": _("The room is locked: nobody new may join. Ask the host."),
    "removed": _("You were removed from this room. Ask the host if that was a mistake."),
    "not_removed": _("This person was not removed."),
    "already_removed": _("This person was already removed."),
    "results_refused": _("These results cannot be published as they are."),
    # What can be wrong with the content.
    "unknown_participant": _("There is no such person in this room."),
    "unknown_competitor": _("There is no such competitor in this room."),
    "competitor_removed": _("This competitor was removed from the room."),
    "unknown_aspect": _("There is no such aspect in this room."),
    "not_measurement": _("This aspect is judged, not measured."),
    "not_judgement": _("This aspect is measured, not judged."),
    "mark_not_a_number": _("A mark is a number with at most two decimals, for example 0.75."),
    "mark_out_of_range": _("The mark must be from 0 to %(maximum)s."),
    "observation_not_understood": _("This is not what the rule of this aspect asks for."),
    "observation_not_a_count": _("Give a whole number of zero or more."),
    "observation_too_many": _("Give a whole number from 0 to %(highest)s."),
    "observation_not_a_value": _("Give the measured value as a number, for example 12.5."),
    "observation_no_option": _("Choose one of the options."),
    "observation_by_hand": _("This aspect has no rule that makes a mark of an observation: give the mark itself."),
    "reason_needed": _("Say in a few words why this is not the full mark."),
    "reason_too_long": _("The reason is too long: %(limit)s letters are the most."),
    "reason_unreadable": _("The reason holds characters that cannot be shown."),
    "score_out_of_range": _("A score is 0, 1, 2 or 3."),
    "round_over": _("This aspect is in round %(round)s now. Look at it again and give your score."),
    "round_closed": _("All scores of this aspect are in. Open a new round to change them."),
    "nothing_to_reopen": _("This aspect has no finished round to open again."),
    "name_empty": _("Write your name."),
    "name_too_long": _("This name is too long: %(limit)s letters are the most."),
    "name_unreadable": _("This name holds characters that cannot be shown. Write it with letters."),
    "organisation_too_long": _("The name of the organisation is too long: %(limit)s letters are the most."),
    "organisation_unreadable": _("The name of the organisation holds characters that cannot be shown."),
    # What can be wrong with a room that is being opened.
    "title_empty": _("Give the room a title."),
    "title_too_long": _("This title is too long: %(limit)s letters are the most."),
    "nothing_to_mark": _("Choose at least one sub-criterion that has aspects."),
    "foreign_sub_criterion": _("A sub-criterion belongs to another marking scheme."),
    "scheme_not_allowed": _("You may not use this marking scheme."),
    "class_list_not_allowed": _("You may not use this class list."),
    "duration_out_of_range": _("The working time must be from 1 minute to 24 hours."),
    "panel_out_of_range": _("A panel has from 1 to 5 judges."),
    "unknown_choice": _("This choice is not known."),
}


class CommandRefused(Exception):
    """A command that was not carried out: nothing has changed.

    `code` is one of MESSAGES; `message` is in the active language; `field` names the part of the data that is wrong.
    """

    def __init__(self, code: str, message: str = "", field: str | None = None, **values: object) -> None:
        """Refuse with the message of `code`, filled with `values`, unless another one is given."""
        self.code = code
        self.message = message or _filled(code, values)
        self.field = field
        super().__init__(f"{code}: {self.message}")


class RoomNotFound(Exception):
    """No open room has this code."""


class SeatLinkInvalid(Exception):
    """A judge's link that Podium did not make, or that was changed on the way."""


class AccessRefused(Exception):
    """A visit that is refused; `close_code` is what the socket is closed with."""

    close_code = 4401


class RoomUnknown(AccessRefused):
    """There is no such room."""

    close_code = 4404


class ParticipantRemoved(AccessRefused):
    """The host removed this person from the room."""

    close_code = 4410


def message_of(code: str, **values: object) -> str:
    """Return the words for `code` in the active language."""
    return _filled(code, values)


def _filled(code: str, values: dict[str, object]) -> str:
    text = str(MESSAGES[code])
    return text % values if values else text

"""Why a command or a visit is refused: a code for programs and words for people, in the reader's language."""

from typing import Any

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
    "chief_only": _("Only the first host of the room, its chief, may do this."),
    "room_not_started": _("The room has not started yet."),
    "room_already_started": _("The room has already started."),
    "room_not_running": _("The clock is not running."),
    "room_not_paused": _("The clock is not paused."),
    "room_ended": _("The room has ended."),
    "nothing_to_take": _(
        "No time is left here that could be taken back: what has passed stays, and so does a longer working time."
    ),
    "time_has_passed": _(
        "At most %(time)s minutes can be taken back: what has passed stays, and so does a longer working time."
    ),
    "last_module": _("This is the last module of the room: there is none to start after it."),
    "module_not_next": _("Modules run one after another, each once: the next one is module %(next)s."),
    "room_not_ended": _("The room has not ended yet."),
    "room_locked": _("The room is locked: nobody new may join. Ask the host."),
    "late_join_closed": _("This room has started, and nobody new comes in after the start. Ask the host."),
    "no_code_here": _("Nobody joins this room by a code: its host adds recorded works by name."),
    "removed": _("You were removed from this room. Come in again, or ask the host if that was a mistake."),
    "banned": _("The host has sent you out of this room for good. Speak to the host if that was a mistake."),
    "not_removed": _("This person was not removed."),
    "already_removed": _("This person was already removed."),
    "already_banned": _("This person has already been sent out for good."),
    "marking_begun": _(
        "Marking has begun: by this change other judges would have had to mark. Mark as it was, or open another room."
    ),
    "coordinator_there": _("This room has the seat of its coordinator already."),
    "already_host": _("You host this room already."),
    "unknown_host": _("This account does not host the room."),
    "chief_stays": _("The chief cannot be removed. Hand the room over to a co-host first."),
    "results_refused": _("These results cannot be published as they are."),
    # What can be wrong with the content.
    "unknown_participant": _("There is no such person in this room."),
    "unknown_competitor": _("There is no such competitor in this room."),
    "competitor_removed": _("This competitor was removed from the room."),
    "compatriot": _(
        "You may not mark this competitor: you represent the same member. The coordinator takes your seat."
    ),
    "no_seat": _("All judges of this competitor may mark; the coordinator has no seat here."),
    "seats_missing": _(
        "Too few judges may mark this competitor: their compatriots may not, and there is nobody to take their seats."
    ),
    "form_checked": _("The coordinator has checked this form. Ask for it back to change a mark."),
    "form_signed": _("This form is signed. Only the chief can open it again, with a reason."),
    "form_locked": _("This form is locked. Only the chief can open it again, with a reason."),
    "form_being_signed": _("A judge has signed this form. Ask the host to send it back to change a mark."),
    "no_sign_off": _("Forms are not signed in this room: the marks stand when it has ended."),
    "no_check": _("In this room nobody checks forms: judges sign them as soon as every aspect is marked."),
    "unknown_module": _("This room has no such module."),
    "coordinator_checks": _("The coordinator of this room is here and checks the forms."),
    "form_changed": _("This form has been opened again since you saw it. Look at it anew."),
    "form_not_marked": _("Some aspects of this form are not marked yet."),
    "form_not_checked": _("The coordinator has not checked this form yet. It can be signed after that."),
    "form_not_closed": _("This form is being marked: it need not be opened again."),
    "already_signed": _("You have already signed this form."),
    "nothing_to_lock": _("There is no signed form to lock: every judge of the form signs first."),
    "already_frozen": _("The board is frozen already."),
    "not_frozen": _("The board is not frozen."),
    "forms_not_locked": _("These forms are not locked yet: %(names)s. Let them be signed and lock them first."),
    "dispute_open": _("A dispute about this is still open. The chief answers it first."),
    "dispute_too_early": _("A dispute can be filed once the marks are shown to the competitor."),
    "dispute_too_late": _("The time to file a dispute is over. Speak to the chief."),
    "dispute_filed": _("There is already an open dispute about this. Wait for its answer, or choose another aspect."),
    "dispute_answered": _("This dispute has already been answered."),
    "unknown_dispute": _("There is no such dispute in this room."),
    "text_needed": _("Say it in writing: this must not be empty."),
    "text_too_long": _("This text is too long: %(limit)s letters are the most."),
    "text_unreadable": _("This text holds characters that cannot be shown."),
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
    "changed_meanwhile": _("Another judge has given another mark here meanwhile. Decide which one stays."),
    "reason_needed": _("Say in a few words why this is not the full mark."),
    "reason_too_long": _("The reason is too long: %(limit)s letters are the most."),
    "reason_unreadable": _("The reason holds characters that cannot be shown."),
    "score_out_of_range": _("A score is 0, 1, 2 or 3."),
    "round_over": _("This aspect is in round %(round)s now. Look at it again and give your score."),
    "round_closed": _("All scores of this aspect are in. Open a new round to change them."),
    "nothing_to_withdraw": _("You have no score in this round that could be taken back."),
    "nothing_to_reopen": _("This aspect has no finished round to open again."),
    "comment_too_long": _("This comment is too long: %(limit)s letters are the most."),
    "comment_unreadable": _("This comment holds characters that cannot be shown."),
    "already_published": _("The results are published: what was said and shown about the marks stands."),
    "evidence_too_big": _("This file is too big: %(limit)s MB is the most."),
    "evidence_unreadable": _("This is neither a picture (JPEG, PNG, WebP) nor a voice note (WebM, Ogg, MP4)."),
    "evidence_too_many": _("There are %(limit)s photos and voice notes here already. Take one away first."),
    "evidence_not_yours": _("Only who added it, or the host, may take it away."),
    "unknown_evidence": _("This photo or voice note is not here any more."),
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
    "team_not_here": _("This marking team marks another skill. Choose one of this skill, or nobody yet."),
    "team_not_allowed": _("Organisers and the chief expert of the skill invite its marking teams."),
    "team_out_of_range": _("A room has from 1 to %(limit)s judges: form a marking team of so many."),
    "duration_out_of_range": _("The working time must be from 1 minute to 24 hours."),
    "panel_out_of_range": _("A panel has from 1 to 5 judges."),
    "observers_out_of_range": _("A room has from 0 to 20 seats for observers."),
    "discussion_out_of_range": _("Judges may talk about a spread for at most 30 minutes."),
    "dispute_out_of_range": _("The time for disputes must be from 1 minute to a week; leave it empty for no limit."),
    "pause_out_of_range": _("Reading time and a break are at most %(limit)s minutes each."),
    "coordinator_needed": _("Forms that a coordinator checks need the seat of a coordinator."),
    "too_many_modules": _("A room has from 1 to %(limit)s modules."),
    "module_empty": _("Module %(number)s has nothing to mark. Give it a sub-criterion, or empty its line."),
    "part_in_two_modules": _("%(part)s is in two modules: a sub-criterion is marked in one."),
    "part_without_module": _("%(part)s is in no module. Say in which one it is marked."),
    "unknown_choice": _("This choice is not known."),
}


class CommandRefused(Exception):
    """A command that was not carried out: nothing has changed.

    `code` is one of MESSAGES; `message` is in the active language; `field` names the part of the data that is wrong.
    """

    def __init__(
        self,
        code: str,
        message: str = "",
        field: str | None = None,
        *,
        current: dict[str, Any] | None = None,
        **values: object,
    ) -> None:
        """Refuse with the message of `code`, filled with `values`, unless another one is given.

        `current` is what stands there now, for a command that was overtaken by somebody else's.
        """
        self.code = code
        self.message = message or _filled(code, values)
        self.field = field
        self.current = current
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

"""Why something about a work is refused: a code for programs and words for people, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    "closed": _("This assignment is not open to you now."),
    "not_yours": _("You may not do this with this work."),
    "not_a_draft": _("This version was handed in and is not changed any more."),
    "state_closed": _("This is not possible any more: the work is %(state)s."),
    "no_further_version": _("No further version may be handed in."),
    "text_too_long": _("The text is longer than %(limit)s characters. Shorten it, or hand it in as a file."),
    "text_unreadable": _("The text holds characters that cannot be shown. Write it with letters."),
    "text_not_taken": _("No text is asked for here: hand in files."),
    "nothing_to_hand_in": _("There is nothing to hand in yet: write a text or add a file."),
    "too_few_files": _("Add at least %(fewest)s files; there are %(count)s."),
    "too_late": _("The day for this work has passed, and late work is not taken. Speak to your mentor."),
    # Files, one by one.
    "file_missing": _("Choose a file first."),
    "file_empty": _("This file is empty. Choose it again."),
    "file_too_big": _("This file is larger than %(limit)s MB. Make it smaller and add it again."),
    "file_unknown": _("This is none of the kinds of file that are taken here: %(kinds)s."),
    "file_kind_refused": _("A file of this kind (%(kind)s) is not asked for here. Taken are: %(kinds)s."),
    "picture_unreadable": _("This picture could not be read. Take it again, or save it as JPEG."),
    "office_macros": _("This document holds macros. Save it without them, or as PDF."),
    "too_many_files": _("At most %(most)s files are taken. Remove one first."),
    "file_id_used": _("This file could not be told from another. Reload the page and add it again."),
    # Allocation.
    "own_work": _("Nobody marks their own work."),
    "same_organisation": _("%(name)s is from the same organisation as the learner."),
    "marks_it_already": _("%(name)s marks this work already."),
    "no_reviewer": _("%(name)s has no role that marks work: a mentor or an expert does."),
    "no_such_place": _("This work needs no marker there."),
    "place_taken": _("This work has a marker there already. Give it to another one with a reason."),
    "nobody_chosen": _("Choose at least one marker."),
    "review_given": _("These marks are given already; the review stays with its marker."),
    "not_given": _("These marks are not given yet: their marker can still change them."),
    "own_review": _("You know the other marks of this work: let somebody else who leads it open yours again."),
    "reason_needed": _("Write why."),
    "reason_too_long": _("The reason is longer than %(limit)s characters."),
    # Marking.
    "review_closed": _("This review is closed: nothing of it changes any more."),
    "unknown_aspect": _("There is no such aspect in this rubric."),
    "score_unknown": _("A score is 0, 1, 2 or 3."),
    "hand_reason_needed": _("A mark between zero and the full one needs a reason."),
    "comment_too_long": _("The comment is longer than %(limit)s characters."),
    "not_all_marked": _("Not marked yet: %(codes)s."),
}


class WorkRefused(Exception):
    """Something that is refused; `field` names the field that it is about, if there is one."""

    def __init__(self, code: str, field: str = "", message: str = "", **values: object) -> None:
        self.code = code
        self.field = field
        self._message = message
        self._values = values
        super().__init__(code)

    @property
    def message(self) -> str:
        """Return what to tell people, in the active language."""
        if self._message:
            return self._message
        text = str(MESSAGES[self.code])
        return text % self._values if self._values else text

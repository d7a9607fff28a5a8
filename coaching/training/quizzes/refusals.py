"""Why somebody cannot begin, answer or finish: one code for programs, and words for the reader."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coaching.training.admission import Admission

WORDS: Mapping[str, str | Promise] = {
    "over": _("The time is over. This answer came too late and does not count."),
    "finished": _("This attempt is finished. Answers cannot be changed any more."),
    "checked": _("This answer was checked. It cannot be changed any more."),
    "unknown_question": _("This question is not part of the attempt. Load the page again."),
    "not_an_answer": _("This could not be read as an answer. Load the page again."),
    "nothing_given": _("Give an answer first. Then it can be checked."),
    "not_checkable": _("Answers are not checked one by one in this quiz."),
    "no_questions": _("This quiz has no questions yet. Its author has to add some."),
}


class QuizRefused(Exception):
    """Something that cannot be done now; `words` say why and what to do."""

    def __init__(self, code: str, words: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.words = words or str(WORDS[code])


class NotAdmitted(QuizRefused):
    """A gate has closed the quiz to this reader."""

    def __init__(self, admission: Admission) -> None:
        super().__init__("closed", admission.reason or str(_("This quiz is closed to you now.")))
        self.admission = admission

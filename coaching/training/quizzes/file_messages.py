"""The words of what is odd in a file of questions, and of why one is refused, in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coaching.training.quizzes.exchange.draft import RemarkDraft
from coaching.training.quizzes.exchange.reading import QuestionsRefused
from coaching.training.quizzes.messages import PROBLEMS

REFUSALS: Mapping[str, str | Promise] = {
    "too_large": _("The file is larger than %(limit)s MB. Divide it into several."),
    "empty_file": _("The file is empty."),
    "nothing_found": _("No question was found in the file."),
    "too_many_questions": _("The file has more than %(most)s questions. Divide it into several."),
    "no_headings": _("No row has the headings “Question” and “Answer 1”. Take the template, or name the columns like it."),
    "broken_xml": _("This is no sound XML: reading ended at line %(line)s. Export the questions again."),
    "too_deep": _("The XML is nested too deeply at line %(line)s."),
    "entities": _("The XML declares a document type or entities. Such files are not read."),
}  # fmt: skip

REMARKS: Mapping[str, str | Promise] = {
    # The whole file
    "other_encoding": _("The file is not in UTF-8: it was read as %(seen)s. Look at its letters."),
    "no_quiz_element": _("The document is called “%(seen)s” and not “quiz”."),
    "unknown_element": _("“%(seen)s” is no question: it was not taken."),
    "sheet_without_headings": _("The sheet “%(seen)s” has no headings of questions: it was not read."),
    "unknown_column": _("Nobody knows the column “%(seen)s”: it was not read."),
    "cell_without_heading": _("A cell stands under no heading that is known: it was not read."),
    "broken_csv": _("The table breaks off here: what follows was not read."),
    # Kinds that are not asked here
    "essay": _("A long answer has to be read by somebody: it was not taken. Make an assignment of it."),
    "description": _("This is a text and asks nothing: it was not taken. Put it into a lesson."),
    "cloze": _("Gaps in a text (cloze) are not asked here: “%(name)s” was not taken."),
    "unknown_kind": _("Questions of the kind “%(seen)s” are not asked here: “%(name)s” was not taken."),
    "unknown_kind_in_table": _("The kind is none of those in the template: the row was not taken."),
    "kind_guessed": _("No kind is named: it was taken for a choice, by the number of right answers."),
    # Broken questions
    "brace_not_closed": _("The brace of the answers is never closed: the question was not taken."),
    "brace_not_opened": _("A brace is closed that was never opened: the question was not taken. A brace in a text is written \\}."),
    "second_brace": _("More braces follow the answers: they were taken for text."),
    "blank_line_inside": _("A blank line stands between the braces: the question was read as one."),
    "words_before_answers": _("Words stand before the first answer, without = or ~: they were left out."),
    "too_many_feedbacks": _("True or false has two comments at most: the others were left out."),
    "small_truth": _("This is a short answer. For true or false write TRUE or FALSE in capitals."),
    "arrow_in_an_answer": _("Some answers have an arrow and others have none: they were taken for texts, not for pairs."),
    "feedback_of_a_pair": _("A pair has no comment of its own: it was left out."),
    "unreadable_weight": _("The weight is no number: it was left out."),
    "impossible_weight": _("A weight is between -100 and 100: it was left out."),
    "empty_answer": _("An answer has no words."),
    "unreadable_number": _("This is no number: it was left out."),
    "impossible_figure": _("A figure is too large or has too many decimals: the question was not taken."),
    "impossible_points": _("The points are not between 0.01 and 100: the question has 1 point."),
    "no_right_answer_in_file": _("Neither true nor false is right: false was taken."),
    "any_number": _("Any number would be right: that answer was left out."),
    "negative_choice": _("One of several answers takes points away: here it gives none."),
    "no_penalty": _("Whoever chooses everything gets all points: give wrong answers a weight below zero."),
    "no_words": _("The question has neither words nor a picture: it was not taken."),
    # What goes with a question
    "hints": _("Hints (%(count)s) are not shown here: they were left out."),
    "combined_feedback": _("A comment on the whole answer is not kept: write it into the explanation."),
    "hidden_question": _("The question was hidden in Moodle: it was taken."),
    "other_grading_of_order": _("An order is not marked by Moodle’s rule “%(seen)s” here: each pair that follows rightly counts."),
    "unreadable_unit": _("The unit could not be read: it was left out."),
    "unit_penalty": _("Moodle takes off a part for a wrong unit; here an answer without its unit is wrong."),
    "unreadable_picture": _("The picture “%(seen)s” could not be read: it was left out."),
    "picture_in_an_answer": _("A picture in an answer or a comment is not shown here: “%(seen)s” was left out."),
    "second_picture": _("A question has one picture here: “%(seen)s” was left out."),
    "picture_elsewhere": _("A picture that lies elsewhere was left out: %(seen)s"),
    "picture_without_words": _("The picture “%(seen)s” has no words for readers who do not see it: write them."),
    "formatting": _("Formatting that is not kept here was left out (%(seen)s); the words are there."),
    "formula": _("A formula is shown as it is typed: %(seen)s"),
    "too_long": _("This is longer than %(longest)s letters: it was cut."),
    # Rows of a table
    "row_without_question": _("The row has no question: it was not taken."),
    "right_names_no_answer": _("“Right” names no answer of the row: write its number or letter. The row was not taken."),
    "no_truth": _("“Right” says neither true nor false: the row was not taken."),
    "no_answers": _("The row has no answer: it was not taken."),
    "no_pair": _("An answer is no pair: write “this = that”. The row was not taken."),
    "no_levels": _("A judgement needs four answers, one for each level, and a right score of 0 to 3: the row was not taken."),
}  # fmt: skip
NOT_TAKEN = _("%(problem)s The question was not taken.")


def remark_words(remark: RemarkDraft) -> str:
    """Return a remark in the reader's language."""
    figures = {"seen": remark.seen, **remark.figures}
    if remark.code.startswith("problem_"):
        problem = str(PROBLEMS[remark.code.removeprefix("problem_")]) % figures
        return str(NOT_TAKEN) % {"problem": problem}
    return str(REMARKS[remark.code]) % figures


def refusal_words(refusal: QuestionsRefused) -> str:
    """Return why a file is not read, in the reader's language."""
    return refusal.words or str(REFUSALS[refusal.code]) % refusal.figures

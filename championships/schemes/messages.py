"""The words for everything that an import can meet. A code and its figures are kept; the words are the reader's.

`sheet`, `row` and the text that was seen stand beside a message and are not part of it.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

MARK = re.compile(r"-?[0-9]{1,9}\.[0-9]{2}")

MESSAGES = {
    # Files that are refused
    "empty_file": _("The file is empty."),
    "too_large": _("The file is larger than %(limit)s MB. A marking scheme is a few hundred kilobytes: send it without pictures."),
    "not_a_workbook": _("This is not an Excel workbook (.xlsx). Open it in a spreadsheet program and save it as .xlsx."),
    "old_excel": _("This is a workbook of an old Excel (.xls). Open it in a spreadsheet program and save it as .xlsx."),
    "binary_workbook": _("This is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx."),
    "password": _("The workbook is protected with a password. Save it without the password and send it again."),
    "damaged": _("The workbook is damaged or was cut off on its way. Open it in a spreadsheet program, save it and send it again."),
    "unpacks_too_large": _("The workbook would unpack to far more than a marking scheme holds, so it was not opened."),
    "entities": _("The workbook refers to things outside itself, which a marking scheme never does, so it was not opened."),
    "too_many_rows": _("The workbook has more than %(most)s rows. A marking scheme has a few hundred."),
    "too_many_sheets": _("The workbook has more than %(most)s sheets. A marking scheme has a few."),
    "text_table": _("This is a table as plain text (CSV). Open it in a spreadsheet program and save it as .xlsx."),
    "open_document": _("This is an OpenDocument file (.ods). Open it in a spreadsheet program and save it as .xlsx."),
    "word_document": _("This is a text document. A marking scheme is a table: put it into a spreadsheet and save it as .xlsx."),
    "web_page": _("This is a web page, whatever its name says. Open it in a spreadsheet program and save it as .xlsx."),
    "pdf_document": _("This is a PDF. Ask for the workbook that it was printed from, and save that as .xlsx."),
    "prose_rubric": _("This is a rubric in prose. Looked for a row with the headings %(expected)s; found %(found)s. Its items have no codes and no maximum marks of their own, so nothing can be added up: give each item a code and a maximum mark, or build the scheme here."),
    "no_layout": _("No marking scheme was found. Looked for these layouts: %(known)s. Found: %(found)s."),
    "nothing_to_import": _("There is nothing to import: the file is a template without any aspects."),
    "invalid_json": _("This is not the JSON of a marking scheme."),
    # Rows that are used with a doubt, or not used
    "row_not_used": _("This row was not used."),
    "awarded_mark": _("A second awarded mark stands beside the aspect: it is no part of the scheme and was not imported."),
    "label": _("A label without a mark: it was not imported."),
    "note": _("A note beside the table: it was not imported."),
    "other_sheet": _("This sheet holds nothing that belongs to the layout: it was not imported."),
    "unknown_type": _("The type of the aspect is neither M (measurement) nor J (judgement)."),
    "subjective_type": _("The old type S (subjective) was taken as measurement."),
    "missing_type": _("The aspect has no type: it was taken as measurement."),
    "taken_as_judgement": _("The file does not say the type of %(code)s: its options read as levels, so it was taken as judgement. You can change this."),
    "taken_as_measurement": _("The file does not say the type of %(code)s: no options read as levels, so it was taken as measurement. You can change this."),
    "chosen_as_judgement": _("You chose that %(code)s is a judgement."),
    "chosen_as_measurement": _("You chose that %(code)s is a measurement."),
    "rule_from_words": _("The rule of measurement of %(code)s was read from its text: check it."),
    "deductions_in_words": _("The deductions of %(code)s could be read in more than one way: they were kept as text."),
    "maximum_below_aspect": _("The aspect above has no maximum mark of its own: the %(maximum)s of this row were taken."),
    "criterion_letter": _("The criterion “%(typed)s” of the file has the letter %(code)s here."),
    "continued_criterion": _("The criterion %(code)s stands twice: its sub-criteria were put together."),
    "sub_criterion_without_criterion": _("A sub-criterion stands before any criterion: it was put into %(code)s."),
    "event_card": _("This is about the event and no part of the scheme: it was not imported."),
    "task_detail": _("This explains a professional task: the scheme keeps the number and the name of each task."),
    "scaled_column": _("Column %(column)s holds the figures beside it times %(factor)s, no marks of its own: it was compared and not imported."),
    "scaled_from_another_total": _("The file scales its marks from a total of %(typed)s; the aspects give %(carried)s."),
    "not_the_scaled_mark": _("The figure in column %(column)s is not the scaled one: it was not imported."),
    "unreadable_mark": _("The maximum mark is not a number."),
    "formula_without_value": _("The maximum mark is a formula that was never computed. Open the file in a spreadsheet program, save it and send it again."),
    "unreadable_section": _("The standards section is not a number: the aspect belongs to no section."),
    "aspect_without_sub_criterion": _("An aspect stands before any sub-criterion: it was put into %(code)s."),
    "score_without_aspect": _("A judgement score stands without an aspect: it was not used."),
    "repeated_score": _("The score %(score)s is described twice: the texts were joined."),
    "mark_on_score_row": _("The mark on a judgement score's row is not counted."),
    "unknown_score": _("The judgement score is not one of 0, 1, 2, 3: the row was not used."),
    "repeated_sub_criterion": _("The sub-criterion %(code)s stands twice with different names: the second one is kept as %(kept)s."),
    "continued_sub_criterion": _("The sub-criterion %(code)s stands twice: its aspects were put together."),
    "odd_code": _("This is no code of a sub-criterion such as A1: the row was not used."),
    "empty_criterion": _("The criterion %(code)s has no aspects: it was left out."),
    "empty_criterion_with_marks": _("The criterion %(code)s declares %(declared)s marks and has no aspects: it was left out."),
    "unlisted_criterion": _("The criterion %(code)s is not in the table of criteria."),
    "repeated_criterion": _("The criterion %(code)s stands twice in the table of criteria: the first one counts."),
    "repeated_section": _("The standards section %(number)s stands twice: the first one counts."),
    "typed_section_marks": _("The file says that section %(number)s carries %(typed)s marks; its aspects carry %(carried)s."),
    "typed_total": _("The file says that the total is %(typed)s; the aspects give %(carried)s."),
    "typed_criterion_total": _("The file says that criterion %(code)s has %(typed)s marks; its aspects give %(carried)s."),
    "typed_variation": _("The file says that the total variation is %(typed)s; the aspects give %(carried)s."),
    "unreadable_calculation": _("This calculation could not be read: it was kept as text."),
    "calculation_without_aspect": _("No aspect uses this calculation."),
    "missing_calculation": _("The sheet of calculations has no row %(calculation)s."),
    "no_calculations": _("Aspects that name a row of calculations: %(count)s. The file has no sheet of calculations: they are measured full or zero."),
    "typed_sub_criterion_total": _("The file says that sub-criterion %(code)s has %(typed)s marks; its aspects give %(carried)s."),
    "typed_awarded_total": _("The file says that the marks given add up to %(typed)s; they add up to %(carried)s."),
    "typed_awarded_part": _("The file says that the marks given in %(code)s add up to %(typed)s; they add up to %(carried)s."),
    "date_for_mark": _("The maximum mark is a date: the spreadsheet made one of what was typed. Format the cell as a number and type the mark again."),
    "unreadable_awarded": _("The mark given is not a number: it was left out."),
    "impossible_awarded": _("The mark given is %(mark)s; the aspect allows 0.00 to %(maximum)s, with two decimals: it was left out."),
    "unreadable_level": _("The level given is not one of 0 to %(highest)s: it was left out."),
    "awarded_differs": _("The file gives the mark %(typed)s; the level gives %(carried)s, which counts."),
    "level_without_aspect": _("The text of a level stands without an aspect: it was not used."),
    "unknown_level": _("The level is not one of 0 to %(highest)s: the row was not used."),
    "repeated_level": _("The level %(level)s is described twice: the texts were joined."),
    "aspect_elsewhere": _("The aspect stands below another sub-criterion: by its code it was put into %(code)s."),
    "other_letters": _("The criteria are lettered %(typed)s in the file: they are kept as %(kept)s."),
    "code_by_position": _("The typed code is %(typed)s; by its place the aspect is %(kept)s."),
    "kinds_not_said": _("The layout does not say what is judged: all %(count)s aspects were taken as measurement."),
    "unreadable_grades": _("This sheet is named for grades, but no thresholds that rise to 100 percent were found in it."),
    "member_without_name": _("A row of a class without a name: it was not used."),
    "repeated_member": _("The name stands twice: both rows were kept."),
    "cell_with_error": _("A cell holds the error %(value)s instead of a value."),
    "hidden_rows": _("Rows are hidden in the file (%(rows)s): they were read like the others."),
    "hidden_sheet": _("This sheet is hidden in the file: it was read like the others."),
    # What the rules of marking find
    "no_aspects": _("The scheme has no aspects."),
    "empty_sub_criterion": _("The sub-criterion %(where)s has no aspects."),
    "impossible_maximum": _("The aspect %(where)s has the maximum %(maximum)s: a maximum mark is zero or more, with at most two decimals."),
    "no_maximum": _("The aspect %(where)s has no maximum mark: it counts 0.00."),
    "large_maximum": _("The aspect %(where)s is worth %(maximum)s marks; more than %(limit)s is unusual."),
    "no_description": _("The aspect %(where)s has no description."),
    "no_section_anywhere": _("No aspect says which of the %(count)s standards sections it belongs to."),
    "no_section": _("The aspect %(where)s belongs to no standards section."),
    "unknown_section": _("The aspect %(where)s belongs to section %(section)s, which is not in the table of sections."),
    "incomplete_ladder": _("The judgement aspect %(where)s does not describe the score %(missing)s."),
    "unreadable_rule": _("The measurement rule of the aspect %(where)s cannot be applied: a figure is missing or makes no sense."),
    "duplicate_code": _("The code %(where)s stands for two different things."),
    "code_not_consecutive": _("The sub-criterion %(where)s stands where %(expected)s is expected."),
    "criterion_total": _("The criterion %(where)s declares %(declared)s marks; its aspects add up to %(carried)s."),
    "scheme_total": _("The aspects add up to %(carried)s marks; a whole scheme has %(expected)s."),
    "section_variation": _("The standards section %(where)s declares %(declared)s marks; its aspects carry %(carried)s."),
    "variation_over_limit": _("The marks stray from the standards sections by %(variation)s in all; the limit is %(limit)s."),
    "number_of_criteria": _("The number of criteria is %(count)s; %(fewest)s to %(most)s are usual."),
    "no_requirement": _("Measurement aspects that name no requirement: %(count)s."),
}  # fmt: skip


def message_of(code: str, parameters: Mapping[str, str]) -> str:
    """Return the words for `code` in the active language; `parameters` fill them."""
    return str(MESSAGES[code]) % {name: _as_read(text) for name, text in parameters.items()}


def _as_read(text: str) -> str:
    """Return a mark with the decimal sign of the reader's language, and anything else as it is."""
    return number_format(Decimal(text), 2) if MARK.fullmatch(text) else text

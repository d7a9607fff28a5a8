"""What an import has to say, by code, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from championships.schemes.exchange.refusals import FileRefused

MESSAGES = {
    # Of files and sheets
    "too_large": _("The file is larger than %(limit)s MB. Save it without pictures and send it again."),
    "unpacks_too_large": _("The workbook would unpack to far more than lists of people hold, so it was not opened."),
    "entities": _("The workbook refers to things outside itself, so it was not opened."),
    "too_many_rows": _("The workbook has more than %(most)s rows. Split it into several and import them one by one."),
    "too_many_sheets": _("The workbook has more than %(most)s sheets. Keep those of the championship alone."),
    "no_sheets": _("No sheet of skills, participants, experts or the schedule was found. Take the empty workbook, which has the right column heads."),
    "no_rows": _("The sheets have no rows below their column heads."),
    "hidden_sheet": _("This sheet is hidden, so nothing was read from it. Show it in the spreadsheet program if it counts."),
    "unknown_sheet": _("No known column heads stand in this sheet, so nothing was read from it."),
    "second_sheet": _("Another sheet has the same columns already, so nothing was read from this one. Put both into one."),
    "missing_columns": _("Nothing was read from this sheet: it lacks the columns %(columns)s."),
    "repeated_column": _("The column head “%(heading)s” stands twice: the first one counts."),
    "unknown_column": _("The column “%(heading)s” is not known here and was left out."),
    "example_row": _("The row of the example was left out."),
    "hidden_rows": _("Rows are hidden here (%(rows)s): they were read like the others."),
    # Of cells
    "formula": _("This cell holds a formula that was never computed. Put the value itself there."),
    "broken_formula": _("This cell holds an error (%(value)s). Put the value itself there."),
    "merged": _("This cell is merged with others. Split them, and fill in every row."),
    "needed": _("This cell is empty and may not be."),
    "too_long": _("This text is longer than %(most)s characters. Shorten it."),
    "unreadable": _("This text holds characters that cannot be shown. Write it anew."),
    "not_whole": _("“%(value)s” is no whole number from %(least)s to %(most)s."),
    "not_choice": _("“%(value)s” is not known here. Write one of: %(choices)s."),
    "not_yes": _("Write yes or no instead of “%(value)s”."),
    "not_day": _("“%(value)s” is no day. Write it as 2026-11-30 or 30.11.2026."),
    "not_time": _("“%(value)s” is no time. Write it as 09:30."),
    "not_country": _("Write the country in two letters, for example KZ."),
    "not_full_name": _("Write family name and given name, in this order."),
    "other_day": _("This day is not among those of the championship, give or take a month. Look at the year."),
    "ends_early": _("It ends before it begins."),
    "end_alone": _("Say when it begins as well."),
    "no_title": _("Write a title in one language at least."),
    # Of skills
    "unknown_skill": _("No skill is called “%(value)s” at this championship. Write it as it stands there, or add it to the sheet of skills."),
    "unsure_skill": _("More than one skill is called “%(value)s”: write the category as well."),
    "other_skill_number": _("The number %(number)s is that of “%(name)s” already. Take another number, or the name as it stands."),
    "skill_refused": _("The row of this skill was refused: mend that one first."),
    "team_too_small": _("An entry of this skill has %(count)s people: a team cannot be smaller."),
    "places_too_few": _("Workplace %(place)s is drawn already: there cannot be fewer."),
    "frozen": _("The championship is frozen: what its public pages say cannot change until it thaws."),
    # Of people
    "twice": _("The same stands in row %(row)s already."),
    "unsure_person": _("Somebody of this name is known: %(people)s. Write the number of that person into “%(heading)s”, or “%(new)s” for somebody else."),
    "unsure_organisation": _("More than one organisation is called so. Write its full name."),
    "organisation_needed": _("Write the organisation: somebody of this name is on the list twice."),
    "no_such_person": _("Nobody of this name has the number %(value)s."),
    "no_account": _("Nobody has an account with this address. Leave the cell empty, or have them sign up first."),
    "other_account": _("This account is somebody else’s: look at the address again."),
    "withdrawn": _("This entry was withdrawn. Enter the competitor anew at the desk if they take part after all."),
    "two_entries": _("The people of this team stand in two entries already. Mend that at the desk first."),
    "too_many_people": _("An entry of this skill has 1 to %(most)s people; these are %(count)s."),
    "number_taken": _("Another entry of this skill has the number %(number)s."),
    "team_needed": _("Write the name of the team into every row of it."),
    "team_differs": _("The rows of one team say different things here."),
    "team_refused": _("Another row of this team was refused: mend that one first."),
    "consent_needed": _("The name becomes public only with a consent: write who gave it and which paper says so."),
    "consent_withdrawn": _("The consent on this paper was taken back. A new one needs a new paper."),
    "chose_less": _("Less than the name was chosen after this consent. Change that on the person’s page, not here."),
    "removed": _("This person was removed on request: nothing of them becomes public again."),
    # Of results
    "no_export": _("This is no export of results: the columns %(columns)s were not found."),
    "damaged_text": _("The text of the file cannot be read as a table. Export it again."),
    "not_position": _("“%(value)s” is no place from 1."),
    "not_points": _("“%(value)s” are no points of the scale from 0 to 1000."),
    "not_medal": _("“%(value)s” is no medal. Write Gold, Silver, Bronze or Medallion for Excellence."),
    "two_scores": _("The lines of one team say different things here."),
    "result_stands": _("This skill has a result from elsewhere already. Correct that one at the desk."),
}  # fmt: skip


def words_of(code: str, parameters: Mapping[str, str] | None = None) -> str:
    """Return what `code` says in the reader's language."""
    return str(MESSAGES[code]) % (parameters or {})


def why_refused(refusal: FileRefused) -> str:
    """Return why a file cannot be read; the words of marking schemes are replaced by ours."""
    return words_of(refusal.code, refusal.parameters) if refusal.code in MESSAGES else refusal.message

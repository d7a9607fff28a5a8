"""A cohort as a workbook: how far everybody is, part by part, and who was in which room. No cell is ever computed."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from championships.schemes.exchange.table_files import Table as Sheet
from championships.schemes.exchange.table_files import workbook_of
from coaching.training.learning import attendance
from coaching.training.learning.models import Cohort, EnrolmentState
from coaching.training.learning.parts import State, completed_at
from coaching.training.learning.records import gathered
from coaching.training.learning.table import table_of


def workbook(cohort: Cohort, now: dt.datetime) -> bytes:
    """Return the workbook (.xlsx) of the cohort; moments stand in its time zone."""
    return workbook_of([_progress(cohort, now), _parts(cohort), _rooms(cohort)])


def _progress(cohort: Cohort, now: dt.datetime) -> Sheet:
    states = {State.NOT_STARTED: _("Not started"), State.UNDER_WAY: _("Under way"), State.DONE: _("Done")}
    rows = [
        (
            row.name,
            row.enrolment.user.email,
            states[row.state],
            row.done,
            row.of,
            row.next_title,
            row.closed,
            _local(row.since, cohort),
            _("yes") if row.is_stuck else _("no"),
            _local(row.nudged_at, cohort),
        )
        for row in table_of(cohort, now).rows
    ]
    headings = (
        _("Name"), _("E-mail address"), _("State"), _("Lessons done"), _("Lessons"), pgettext("to learn", "Next"),
        _("Why it is closed"), _("Nothing new since"), _("Stuck"), _("Last nudge"),
    )  # fmt: skip
    return Sheet(_("Progress"), headings, rows)


def _parts(cohort: Cohort) -> Sheet:
    """Return a column for each module and lesson, with when each learner completed it."""
    table = table_of(cohort, dt.datetime.now(tz=cohort.zone))
    if table.outline is None:
        return Sheet(_("Lessons"), (_("Name"),), [])
    ways = [way[-1] for way in table.outline.ways.values()]
    people = gathered([row.enrolment.user_id for row in table.rows], [table.outline])
    rows = [
        (row.name, *(_local(completed_at(part, people[row.enrolment.user_id].record()), cohort) for part in ways))
        for row in table.rows
    ]
    return Sheet(_("Lessons"), (_("Name"), *(table.outline.shown[part.key].title for part in ways)), rows)


def _rooms(cohort: Cohort) -> Sheet:
    """Return who came into which practice room of the programme, and with which result."""
    table = table_of(cohort, dt.datetime.now(tz=cohort.zone))
    users = {
        enrolment.user_id: enrolment.user
        for enrolment in cohort.enrolments.exclude(state=EnrolmentState.LEFT).select_related("user")
    }
    came = attendance.of(list(users), table.outline.ways.keys() if table.outline else ())
    rows = [(users[each.user_id].get_full_name(), each.title, _local(each.at, cohort), each.percent) for each in came]
    return Sheet(_("Rooms"), (_("Name"), _("Practice room"), _("Came"), _("Result, percent")), rows)


def _local(moment: dt.datetime | None, cohort: Cohort) -> str:
    return "" if moment is None else f"{moment.astimezone(cohort.zone):%Y-%m-%d %H:%M}"

"""The overview of an assignment as a workbook. No text in it is ever computed."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from championships.schemes.exchange.table_files import Table, Value, workbook_of
from coaching.training.assignments.models import Assignment, Review
from coaching.training.assignments.overview import Overview, Row
from coaching.training.assignments.results import marker_words

MOST_MARKERS = 3


def workbook(assignment: Assignment, overview: Overview) -> bytes:
    """Return the overview as a workbook (.xlsx): marks are numbers, texts are texts."""
    headings = [
        _("Learner"), _("E-mail address"), _("Cohort"), _("State"), _("Version"), _("Handed in"), _("Due"), _("Late"),
        *(heading for place in range(1, MOST_MARKERS + 1) for heading in _headings_of(place)),
        _("Mark"), _("Most possible"), _("Percent"), _("Decided"),
    ]  # fmt: skip
    return workbook_of([Table(assignment.title, headings, [_row(row) for row in overview.rows])])


def _headings_of(place: int) -> tuple[str, str]:
    who = marker_words(Review(place=place))
    return who, _("%(marker)s, percent") % {"marker": who}


def _row(row: Row) -> list[Value]:
    work = row.submission
    return [
        row.user.get_full_name(),
        row.user.email,
        row.group,
        capfirst(work.get_state_display()) if work else _("Not begun"),
        work.number if work else None,
        _moment(work and work.handed_in_at),
        _moment(row.due),
        _("yes") if row.is_overdue else "",
        *_markers(row),
        *((work.mark, work.maximum, work.percent) if work else (None, None, None)),
        _moment(work and work.decided_at),
    ]


def _markers(row: Row) -> Sequence[Value]:
    found: list[Value] = []
    by_place = {review.place: review for review in row.reviews}
    for place in range(1, MOST_MARKERS + 1):
        review = by_place.get(place)
        found += [review.reviewer.get_full_name(), None if row.is_marking else review.percent] if review else ["", None]
    return found


def _moment(at: object) -> str:
    return date_format(timezone.localtime(at), "Y-m-d H:i") if at else ""  # type: ignore[arg-type]

"""An exercise as a workbook: the judges with their figures, and every mark beside its reference."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from championships.schemes.exchange.table_files import Table, Value, workbook_of
from coaching.training.calibration.measures import AgainstReference
from coaching.training.calibration.overview import JudgeLine, Overview


def workbook_of_exercise(overview: Overview) -> bytes:
    """Return the workbook (.xlsx) of what an organiser sees; texts in it are never computed."""
    return workbook_of([_judges(overview), _marks(overview)])


def _judges(overview: Overview) -> Table:
    headings = [
        _("Judge"),
        _("Submitted"),
        _("Percent within tolerance"),
        _("Passed"),
        _("Judgements compared"),
        _("Severity, points (above zero: strict)"),
        _("Mean distance, points"),
        _("Same score"),
        _("At most one point off"),
        _("Weighted kappa"),
    ]
    rows = [_judge(line) for line in overview.lines]
    rows.append([_("Everybody together"), None, None, None, *_figures(overview.whole)])
    return Table(pgettext("a sheet of a workbook", "Judges"), headings, rows)


def _judge(line: JudgeLine) -> list[Value]:
    sheet = line.sheet
    at = date_format(timezone.localtime(sheet.submitted_at), "SHORT_DATETIME_FORMAT") if sheet.submitted_at else ""
    return [str(line.judge), at, sheet.percent, _("yes") if sheet.passed else _("no"), *_figures(line.whole)]


def _figures(whole: AgainstReference) -> list[Value]:
    return [whole.judgements, whole.severity, whole.distance, whole.same.part, whole.near.part, whole.kappa]


def _marks(overview: Overview) -> Table:
    headings = [_("Judge"), _("Work"), _("Aspect"), _("Description"), _("Given"), _("Reference"), _("Difference")]
    return Table(pgettext("a sheet of a workbook", "Marks"), headings, list(_mark_rows(overview)))


def _mark_rows(overview: Overview) -> Iterator[list[Value]]:
    works = {work.translation_key: str(work) for work in overview.task.works}
    aspects = {aspect.code: aspect.words for aspect in overview.task.aspects}
    for line in overview.lines:
        for mark in line.marks:
            off = None if mark.reference is None else mark.value - mark.reference
            work, words = works.get(mark.work, str(mark.work)), aspects.get(mark.aspect, "")
            yield [str(line.judge), work, mark.aspect, words, mark.value, mark.reference, off]

"""Entering and appointing one by one: what a form says is planned and done as a row of an import, by the same rules."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from championships.events.importing.carrying_out import carry_out
from championships.events.importing.cells import Problem
from championships.events.importing.layout import SheetKind
from championships.events.importing.plan import Step, Verdict
from championships.events.importing.planning import plan_for
from championships.events.importing.tables import Line, Table, Tables
from championships.events.models import Championship
from championships.events.refusals import EventRefused
from people.models import User
from people.permissions import may_run_championships


class RowRefused(EventRefused):
    """The rows are refused: `problems` say which cell of which row (from 1) is to be mended."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.words for problem in problems))
        self.problems = problems


def do_rows(*, actor: User, championship: Championship, kind: SheetKind, rows: Sequence[Mapping[str, str]]) -> Step:
    """Do what one sheet of these rows would do, all or nothing, and return the first step.

    Raises:
        PermissionDenied: `actor` may not run championships.
        RowRefused: a row cannot be taken; nothing is done then.
        EventRefused: it stands already, so nothing would change.
    """
    if not may_run_championships(actor):
        raise PermissionDenied
    lines = [Line(number, cells) for number, cells in enumerate(rows, start=1)]
    tables = Tables([Table(kind, "", {}, lines)])
    planned = plan_for(tables, championship)
    steps = planned.steps[kind]
    if problems := [problem for step in steps for problem in step.problems]:
        raise RowRefused(problems)
    if all(step.verdict == Verdict.SAME for step in steps):
        raise EventRefused(_("This stands already, so there is nothing to do."))
    carry_out(actor=actor, championship=championship, tables=tables, shown=planned.fingerprint())
    return steps[0]

"""What the dry run of an import shows: plans in the words of the reader, with the column heads of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from championships.events.importing.cells import Problem
from championships.events.importing.layout import TITLES, SheetKind, column_of, in_language
from championships.events.importing.plan import Plan, Step, Verdict
from championships.events.importing.tables import Remark, Table, Tables
from championships.events.past_results.planning import PastResults, PastSkill
from championships.events.past_results.reading import HEADS

VERDICTS = {
    Verdict.REFUSED: gettext_lazy("Refused"),
    Verdict.CHANGED: gettext_lazy("Changed"),
    Verdict.NEW: gettext_lazy("New"),
    Verdict.SAME: gettext_lazy("The same"),
}
TONES = {Verdict.REFUSED: "bad", Verdict.CHANGED: "warning", Verdict.NEW: "good", Verdict.SAME: "neutral"}
ICONS = {Verdict.REFUSED: "circle-alert", Verdict.CHANGED: "pencil", Verdict.NEW: "plus", Verdict.SAME: "check"}


@dataclass(frozen=True)
class ShownProblem:
    """Why a row is refused: where, and what to do."""

    row: int
    column: str
    words: str


@dataclass(frozen=True)
class ShownStep:
    """A row, or the rows of one team."""

    rows: str
    title: str
    changes: Sequence[tuple[str, str, str]] = ()
    problems: Sequence[ShownProblem] = ()
    note: str = ""


@dataclass(frozen=True)
class ShownGroup:
    """The steps of one verdict on a sheet."""

    label: str
    tone: str
    icon: str
    steps: Sequence[ShownStep]
    is_open: bool


@dataclass(frozen=True)
class ShownSheet:
    """A sheet with its steps, those first that ask for something."""

    title: str
    groups: Sequence[ShownGroup]


@dataclass(frozen=True)
class ShownPlan:
    """A whole dry run; `fingerprint` goes back with the yes."""

    sheets: Sequence[ShownSheet]
    does: int
    refused: int
    fingerprint: str
    remarks: Sequence[Remark] = ()
    organisations: Sequence[str] = field(default=())
    corrects: bool = False


def workbook_page(tables: Tables, planned: Plan) -> ShownPlan:
    """Return the dry run of a workbook as it is shown."""
    counts = planned.counts()
    sheets = [
        ShownSheet(in_language(TITLES[kind], get_language() or ""), _groups(steps, tables.of(kind)))
        for kind, steps in planned.steps.items()
        if steps
    ]
    return ShownPlan(
        sheets,
        counts[Verdict.NEW] + counts[Verdict.CHANGED],
        counts[Verdict.REFUSED],
        planned.fingerprint(),
        tables.remarks,
        planned.new_organisations(),
    )


def results_page(planned: PastResults) -> ShownPlan:
    """Return the dry run of past results as it is shown: one step for each skill."""
    groups = [
        _group(verdict, [_past_step(skill) for skill in planned.of(verdict)])
        for verdict in VERDICTS
        if planned.of(verdict)
    ]
    refused = len(planned.of(Verdict.REFUSED))
    return ShownPlan(
        [ShownSheet(_("Results"), groups)],
        len(planned.to_store()),
        refused,
        planned.fingerprint(),
        corrects=bool(planned.of(Verdict.CHANGED)),
    )


def _groups(steps: Sequence[Step], table: Table) -> list[ShownGroup]:
    by_verdict: Mapping[Verdict, list[Step]] = {
        verdict: [step for step in steps if step.verdict == verdict] for verdict in VERDICTS
    }
    return [_group(verdict, [_step(step, table) for step in found]) for verdict, found in by_verdict.items() if found]


def _group(verdict: Verdict, steps: Sequence[ShownStep]) -> ShownGroup:
    is_open = verdict in {Verdict.REFUSED, Verdict.CHANGED}
    return ShownGroup(str(VERDICTS[verdict]), TONES[verdict], ICONS[verdict], steps, is_open=is_open)


def _step(step: Step, table: Table) -> ShownStep:
    changes = [(_heading(table, each.column), each.before, each.after) for each in step.changes]
    problems = [ShownProblem(each.row, _heading(table, each.column), each.words) for each in step.problems]
    return ShownStep(_rows(step.rows), step.title or "–", changes, problems)


def _heading(table: Table, key: str) -> str:
    """Return the head of a column as the file has it, else as the reader's language does."""
    column = column_of(SheetKind(table.kind), key)
    return table.headings.get(key) or (column.heading(get_language() or "") if column else "")


def _past_step(skill: PastSkill) -> ShownStep:
    people = sum(len(line.people) or 1 for line in skill.lines)
    note = _("%(lines)s lines, %(people)s people") % {"lines": len(skill.lines), "people": people}
    return ShownStep(
        _rows(skill.rows), skill.title or "–", skill.changes, [_past_problem(each) for each in skill.problems], note
    )


def _past_problem(problem: Problem) -> ShownProblem:
    head: Any = HEADS.get(problem.column, ("",))
    return ShownProblem(problem.row, head[0], problem.words)


def _rows(numbers: Sequence[int]) -> str:
    """Return the numbers of rows, runs of them shortened.

    >>> _rows([2, 3, 4, 7])
    '2–4, 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)

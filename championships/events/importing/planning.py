"""Planning an import: what would become of every row, without touching anything."""

from collections.abc import Iterable
from typing import Protocol

from championships.events.importing.cells import Cells
from championships.events.importing.layout import SheetKind
from championships.events.importing.plan import Plan, Step
from championships.events.importing.plan_entries import EntryPlanner
from championships.events.importing.plan_officials import OfficialPlanner
from championships.events.importing.plan_people import PeoplePlanner, naming_of
from championships.events.importing.plan_schedule import SchedulePlanner
from championships.events.importing.plan_skills import SkillPlanner
from championships.events.importing.standing import Standing, standing_of
from championships.events.importing.tables import Line, Table, Tables
from championships.events.models import Championship
from championships.events.recognising import Naming


class Planner(Protocol):
    """Plans the rows of one sheet."""

    def plan(self, table: Table) -> list[Step]:
        """Return the steps of its rows."""


def plan(tables: Tables, standing: Standing) -> Plan:
    """Return what would become of every row of `tables` where `standing` is what there is. Pure."""
    skills, people = SkillPlanner(standing), PeoplePlanner(standing)
    entries, officials = EntryPlanner(standing, skills, people), OfficialPlanner(standing, skills, people)
    planners: dict[SheetKind, Planner] = {
        SheetKind.SKILLS: skills,
        SheetKind.PARTICIPANTS: entries,
        SheetKind.OFFICIALS: officials,
        SheetKind.SCHEDULE: SchedulePlanner(standing, skills),
    }
    found = {table.kind for table in tables.tables}
    steps = {kind: planner.plan(tables.of(kind)) for kind, planner in planners.items() if kind in found}
    return Plan(steps, people.new_people, people.new_organisations)


def plan_for(tables: Tables, championship: Championship) -> Plan:
    """Return what would become of every row of `tables` at `championship`. A number of queries that does not grow."""
    lines = list(_lines_of_people(tables))
    emails = (line.cells.get("email", "").lower() for line in lines)
    return plan(tables, standing_of(championship, _namings(lines), filter(None, emails)))


def _lines_of_people(tables: Tables) -> Iterable[Line]:
    return [*tables.of(SheetKind.PARTICIPANTS).lines, *tables.of(SheetKind.OFFICIALS).lines]


def _namings(lines: Iterable[Line]) -> list[Naming]:
    return [naming for line in lines if (naming := naming_of(Cells(line))).key]
